"""Alarm and deterrence: two opposed effects of the same capability on the rival, each read by itself."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tests.engine.strategies import changed, named, planned

import kilter
from kilter.engine.reference import simulate
from kilter.engine.trace import Tracer
from kilter.errors import ScenarioError
from kilter.mechanisms.ladder import alarm_push, deterrence_push, upward_push

ARMING = {
    "start": "2026-01-01",
    "horizon": "24 months",
    "fleets": {"f": {"items": 4, "areas": {"strike": 1}}},
    "capability": {"areas": {"strike": 8}, "cap": 5},
    "parties": {"them": {"capability": [{"on": "2026-01-01", "index": 50}]}},
    "actors": {
        "a": {
            "party": "them",
            "alarm": {"strike": 1},
            "concern": {
                "start": 0.2,
                "opacity": 0,
                "lag": "1 months",
                "gain": 1,
                "speed": 1,
                "fade": "0/month",
            },
        }
    },
    "channels": {
        "clashes": {"background": "2/month", "branching": 0.3, "rival": "a", "alarm": 2, "deterrence": 1},
        "storms": {"background": "3/month", "drivers": {"channel.clashes.expected": 0.1}},
    },
    "ladder": {"border": {"rival": "a", "channel": "clashes", "alarm": 1.5, "deterrence": 1, "pressure": 2}},
    "interventions": [{"on": "2026-04-01", "set": {"fleets.f.areas.strike": 2}}],
}


def test_both_effects_are_read_with_their_sign():
    seen = named(ARMING)
    # capability doubles: concern rises from .2 to .2 + .5 * .8, half a unit is gained
    np.testing.assert_allclose(seen["actor.a.concern"][3:], 0.6)
    np.testing.assert_allclose(
        seen["ladder.border.push.alarm"], np.where(np.arange(24) >= 3, 1.5 * 0.4, 0), atol=1e-12
    )
    np.testing.assert_allclose(
        seen["ladder.border.push.deterrence"], np.where(np.arange(24) >= 3, -0.5, 0), atol=1e-12
    )
    np.testing.assert_allclose(seen["channel.clashes.push.alarm"][3:], 2 * 0.4)
    np.testing.assert_allclose(seen["channel.clashes.push.deterrence"][3:], -0.5)
    np.testing.assert_allclose(seen["channel.clashes.push.drivers"], 0)
    assert "channel.storms.push.alarm" not in seen


def test_the_parts_add_up_to_the_whole():
    seen = named(ARMING, 3)
    part = {
        key: seen[f"ladder.border.push.{key}"] for key in ("alarm", "deterrence", "trigger", "pressure", "up")
    }
    np.testing.assert_allclose(
        part["alarm"] + part["deterrence"] + part["trigger"] + part["pressure"], part["up"]
    )
    np.testing.assert_allclose(part["pressure"], np.log(2))
    assert part["trigger"].std() > 0
    down = seen["ladder.border.push.calm"] + seen["ladder.border.push.relief"]
    np.testing.assert_array_equal(down, seen["ladder.border.push.down"])


def test_a_channels_intensity_is_its_background_times_both_effects_and_what_events_set_off():
    seen = named(changed(ARMING, channels__clashes__branching=0))
    factor = np.exp(seen["channel.clashes.push.alarm"] + seen["channel.clashes.push.deterrence"])
    np.testing.assert_allclose(seen["channel.clashes.expected"], 2 * factor)
    assert factor[-1] == pytest.approx(np.exp(0.8 - 0.5))


def test_each_effect_alone_moves_the_rate_its_own_way():
    """In expectation, with the same luck: alarm raises events and the level, deterrence lowers both."""

    def mean(**slopes: float) -> tuple[float, float]:
        alarm, deterrence = slopes.get("alarm", 0), slopes.get("deterrence", 0)
        document = changed(
            ARMING,
            channels__clashes={
                "background": "2/month",
                "rival": "a",
                "alarm": alarm,
                "deterrence": deterrence,
            },
            ladder__border={"rival": "a", "alarm": 4 * alarm, "deterrence": 4 * deterrence, "pressure": 20},
        )
        runs = [named(document, r) for r in range(20)]
        return (
            float(np.mean([r["channel.clashes.expected"] for r in runs])),
            float(np.mean([r["ladder.border.level"] for r in runs])),
        )

    neither, alarmed, deterred = mean(), mean(alarm=1), mean(deterrence=1)
    assert deterred[0] < neither[0] < alarmed[0]
    assert deterred[1] < neither[1] < alarmed[1]


def test_what_deters_may_be_the_balance():
    document = changed(
        ARMING, ladder__border__deterrence_by="balance", channels__clashes__deterrence_by="balance"
    )
    seen = named(document)
    gain = seen["party.them.balance"] - 0.5
    np.testing.assert_allclose(gain[3:], 100 / 150 - 0.5)
    np.testing.assert_allclose(seen["ladder.border.push.deterrence"], -gain, atol=1e-12)
    np.testing.assert_allclose(seen["channel.clashes.push.deterrence"], -gain, atol=1e-12)
    # a rival that arms as well is not deterred
    points = [{"on": "2026-01-01", "index": 50}, {"on": "2026-01-02", "index": 200}]
    armed = named(changed(document, parties__them__capability=points))
    np.testing.assert_allclose(armed["ladder.border.push.deterrence"], 0, atol=1e-12)


def test_a_loss_of_capability_deters_nobody_less():
    assert deterrence_push(2.0, -0.3) == 0.0
    assert alarm_push(2.0, -0.3) == pytest.approx(-0.6)
    whole = upward_push(1.5, 0.2, 1.0, 0.1, 0.05, 2.0)
    assert whole == alarm_push(1.5, 0.2) + 0.05 * 2.0 + deterrence_push(1.0, 0.1)


def test_the_trace_tells_both_effects():
    told = Tracer()
    simulate(planned(changed(ARMING, ladder__border__pressure=50)), 1, 0, told)
    moves = [" ".join(r.because) for r in told.records if r.kind == "ladder"]
    assert any(
        "alarm +0.60 (concern of the rival +0.40) deterrence -0.50 (gain +0.50)" in text for text in moves
    )


def test_probabilities_that_mean_something():
    """Any event by then, any clash in the month, level 4 and level 5 by then: each is a mean over replications."""
    document = changed(ARMING, channels__clashes__background="0.1/month", ladder__border__pressure=30)
    for replication in range(8):
        seen = named(document, replication)
        events, level = seen["channel.clashes.events"], seen["ladder.border.level"]
        np.testing.assert_array_equal(seen["channel.clashes.any"], np.cumsum(events) > 0)
        np.testing.assert_array_equal(seen["ladder.border.clash"], level >= 4)
        np.testing.assert_array_equal(seen["ladder.border.serious"], np.maximum.accumulate(level) >= 4)
        np.testing.assert_array_equal(seen["ladder.border.war"], np.maximum.accumulate(level) >= 5)
        mean = seen["channel.clashes.expected"]
        np.testing.assert_allclose(seen["channel.clashes.chance"], 1 - (1.5 / (1.5 + mean)) ** 1.5)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"channels__clashes__rival": "b"}, "there is no actor 'b'"),
        ({"channels__clashes__rival": None}, "are a rival's; add rival"),
        ({"channels__clashes__drivers": {"actor.a.concern": 1}}, "would count twice"),
        ({"ladder__border__deterrence_by": "balance", "actors__a__party": None}, "a balance has two sides"),
        ({"ladder__border__channel": "hardship"}, "has no events to count"),
        (
            {"channels__clashes__branching": {"value": 0.5, "range": [0.4, 1.0]}},
            "range of branching must end below 1",
        ),
        ({"channels__clashes__branching": 1.0}, "must be less than 1"),
        (
            {"interventions": [{"on": "2026-04-01", "set": {"channels.clashes.branching": 1.0}}]},
            "must be less than 1",
        ),
    ],
)
def test_what_does_not_fit_is_said(change, what):
    document = changed(ARMING, channels__hardship={"kind": "level", "start": 0.3}, **change)
    for place in (document["channels"]["clashes"], document["actors"]["a"]):
        for key in [k for k, v in place.items() if v is None]:
            del place[key]
    with pytest.raises(ScenarioError) as caught:
        kilter.loads(json.dumps(document))
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("effects", "refused"),
    [
        (["+0.4"], False),
        (["+0.4", "+0.4"], True),
        (["x1.5", "x2"], False),
        (["x1.5", "x2.5"], True),
        ([{"value": "+0.2", "range": ["+0.1", "+0.8"], "source": "assumed"}], True),
    ],
)
def test_effects_cannot_take_branching_to_one(effects, refused):
    """Base .3: refused as soon as everything together, at the far end of its range, could reach 1."""
    reaction = {"at": 0.1, "rate": "1/month", "lasts": "90 d"}
    reactions = {f"r{i}": {**reaction, "effects": {"channel.*.branching": e}} for i, e in enumerate(effects)}
    document = changed(ARMING, channels__storms__branching=0.1, actors__a__reactions=reactions)
    if refused:
        with pytest.raises(ScenarioError, match="events never die out"):
            kilter.loads(json.dumps(document))
    else:
        assert np.isfinite(named(document)["channel.clashes.expected"]).all()


def test_one_clashing_pair_shakes_trust_as_much_beside_a_quiet_one():
    counts = [[0] * 6 for _ in range(6)]
    counts[0][0], counts[4][4] = 1, 1
    document = {
        **{k: ARMING[k] for k in ("start", "horizon")},
        "agreement": {"partner": "p", "trust": {"start": 0.6, "shock": 0.05, "speed": 0}},
        "ladder": {"hot": {"start": 4, "counts": counts}},
    }
    alone = named(document)["agreement.trust"]
    beside = named(changed(document, ladder__quiet={"start": 0, "counts": counts}))["agreement.trust"]
    np.testing.assert_array_equal(alone, beside)
    np.testing.assert_allclose(alone[:12], 0.6 - 0.05 * np.arange(1, 13), atol=1e-12)
