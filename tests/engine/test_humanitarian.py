"""Access, displacement and isolation: they respond to closures, deaths and recognition, and reach the index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.engine.strategies import changed, documents, examples, named

from kilter.errors import ScenarioError

YEARS = {"start": "2026-01-01", "horizon": "36 months"}
WORLD = {
    **YEARS,
    "channels": {
        "raids": {"background": "3/month", "branching": 0.2, "deaths": {"mean": 4, "sd": 3}},
        "flight": {
            "kind": "flow",
            "background": "200/month",
            "start": 5000,
            "per_event": {"raids": 10},
            "per_death": {"raids": 25, "border": 40},
            "returns": "0.05/month",
        },
        "access": {
            "kind": "level",
            "start": 0.4,
            "speed": 0.5,
            "drivers": {"actor.a.reaction.closure": 1, "channel.raids.deaths": 0.02},
        },
        "isolation": {"kind": "level", "start": 0.6, "speed": 0.5},
    },
    "ladder": {"border": {"start": 4, "pressure": 5, "flare_deaths": {"mean": 100, "sd": 40}}},
    "actors": {
        "a": {
            "concern": {"start": 0.5},
            "reactions": {
                "closure": {"kind": "border-closure", "at": 0, "rate": "0/month", "lasts": "900 d"},
                "accept": {
                    "kind": "recognition",
                    "at": 0,
                    "rate": "0/month",
                    "lasts": "9000 d",
                    "effects": {"channels.isolation.intensity": "x0.5"},
                },
            },
        }
    },
    "risk": {
        "vulnerability": {
            "value": 5,
            "drivers": {"channel.flight.displaced": 0.0001, "channel.access.level": 3},
        },
        "coping": {"value": 5, "drivers": {"channel.isolation.level": 2}},
    },
}
SHARE = 1 - np.exp(-0.05)


def test_people_are_displaced_by_events_and_deaths_and_return():
    for replication in range(4):
        seen = named(WORLD, replication)
        moved = 200 + 10 * seen["channel.raids.events"] + 25 * seen["channel.raids.deaths"]
        moved = moved + 40 * seen["ladder.border.deaths"]
        np.testing.assert_allclose(seen["channel.flight.moved"], moved)
        stock, rest = [], 5000.0
        for people in moved:
            rest += people - SHARE * rest
            stock.append(rest)
        np.testing.assert_allclose(seen["channel.flight.displaced"], stock)
        balance = np.cumsum(seen["channel.flight.moved"] - seen["channel.flight.returned"])
        np.testing.assert_allclose(seen["channel.flight.displaced"], 5000 + balance)


def test_without_causes_the_stock_comes_to_rest_at_flow_over_return():
    quiet = changed(
        WORLD, channels__flight={"kind": "flow", "background": "200/month", "returns": "0.05/month"}
    )
    seen = named(changed(quiet, horizon="400 months"))
    assert seen["channel.flight.displaced"][-1] == pytest.approx(200 / SHARE, rel=1e-6)
    driven = changed(quiet, channels__flight__drivers={"channel.access.level": 2})
    driven = changed(driven, actors__a__reactions__closure__rate="900/month")
    seen = named(driven)
    expected = 200 * np.exp(2 * (seen["channel.access.level"] - 0.4))
    np.testing.assert_allclose(seen["channel.flight.moved"], expected)


def test_a_closure_and_deaths_cut_access_and_recognition_eases_isolation():
    plain = named(changed(WORLD, channels__raids__background=0, channels__raids__branching=0))
    np.testing.assert_allclose(plain["channel.access.level"], 0.4)
    deadly = named(changed(WORLD, channels__raids__background="9/month"))
    assert deadly["channel.access.level"].mean() > plain["channel.access.level"].mean()
    closing = changed(WORLD, actors__a__reactions__closure__rate="900/month", channels__raids__background=0)
    closed = named(closing)
    odds = 0.4 / 0.6 * np.e
    assert closed["channel.access.level"][28] == pytest.approx(odds / (1 + odds), rel=1e-3)
    assert closed["channel.access.level"][-1] < closed["channel.access.level"][28], (
        "after 900 days it opens again"
    )
    accepted = named(changed(WORLD, actors__a__reactions__accept__rate="900/month"))[
        "channel.isolation.level"
    ]
    assert accepted[-1] == pytest.approx(0.75 / 1.75, rel=1e-3)
    assert accepted[0] == pytest.approx(0.6)


def test_they_reach_vulnerability_and_coping():
    seen = named(changed(WORLD, actors__a__reactions__accept__rate="900/month"))
    pulled = 0.0001 * (seen["channel.flight.displaced"] - 5000) + 3 * (seen["channel.access.level"] - 0.4)
    np.testing.assert_allclose(seen["risk.vulnerability"], np.clip(5 + pulled, 0, 10))
    np.testing.assert_allclose(seen["risk.coping"], 5 + 2 * (seen["channel.isolation.level"] - 0.6))


@examples(3)
@given(documents())
def test_a_flow_that_nothing_follows_changes_nothing_else(document):
    flow = {"kind": "flow", "background": "9/month", "per_event": {"raids": 3}, "per_death": {"border": 2}}
    plain, beside = named(document), named(changed(document, channels__flow=flow))
    for measure, values in plain.items():
        assert values.tobytes() == beside[measure].tobytes(), measure
    assert (beside["channel.flow.moved"] >= 9).all()


@pytest.mark.parametrize(
    ("channel", "what"),
    [
        ({"kind": "flow", "per_event": {"rads": 3}}, "did you mean 'raids'"),
        ({"kind": "flow", "per_event": {"access": 3}}, "has no events to count"),
        ({"kind": "flow", "per_death": {"access": 3}}, "no channel or ladder with deaths 'access'"),
        ({"kind": "flow", "deaths": 3}, "only events have deaths"),
        ({"background": "1/month", "per_event": {"raids": 3}}, "are a flow's; write kind: flow"),
        ({"background": "1/month", "returns": "1/month"}, "are a flow's; write kind: flow"),
    ],
)
def test_what_does_not_fit_is_said(channel, what):
    with pytest.raises(ScenarioError) as caught:
        named(changed(WORLD, channels__new=channel))
    assert what in str(caught.value)
