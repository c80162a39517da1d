"""Parties beside the focal one: what they add up to, the balance, and that they leave the focal party alone."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import build, changed, named

from kilter.errors import ScenarioError

YEAR = {"start": "2026-01-01", "horizon": "12 months"}
TRIALS = {
    **YEAR,
    "focal": "us",
    "sites": {"ours": {"technicians": {"fitter": {"journeyman": 2}}}},
    "fleets": {
        "hawks": {
            "site": "ours",
            "items": 6,
            "areas": {"strike": 1, "lift": 0.5},
            "failures": {"wear": {"mtbf": "300 h", "needs": {"trade": "fitter", "labour": "60 h"}}},
        }
    },
    "capability": {"areas": {"strike": 8, "lift": 4}},
    "readiness": {"personnel": {"required": 3}},
}
FLEET = {
    "party": "them",
    "site": "theirs",
    "items": 12,
    "areas": {"strike": 1, "lift": 1},
    "failures": {"wear": {"mtbf": "200 h", "needs": {"trade": "fitter", "labour": "80 h"}}},
    "crews": {"trained": 9},
}
MODELLED = changed(
    TRIALS,
    parties={"them": {"title": "The others"}},
    sites__theirs={"technicians": {"fitter": {"journeyman": 1}}},
    fleets__falcons=FLEET,
)


def given(**party: object) -> dict[str, object]:
    points = [{"on": "2026-01-01", "index": 40}, {"on": "2027-01-01", "index": 100}]
    return changed(TRIALS, parties={"them": {"capability": points, **party}})


def test_a_given_capability_moves_in_a_straight_line_between_its_dates():
    seen = named(given())
    days = np.array([31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365])
    np.testing.assert_allclose(seen["party.them.index"], 40 + 60 * days / 365)
    late = [{"on": "2026-07-01", "index": 40}, {"on": "2026-10-01", "index": 10}]
    seen = named(changed(TRIALS, parties={"them": {"capability": late}}))
    np.testing.assert_allclose(seen["party.them.index"][:6], 40)
    np.testing.assert_allclose(seen["party.them.index"][8:], 10)


def test_the_balance_is_the_focal_partys_share_of_the_two():
    seen = named(given(weight=2))
    ours, theirs = seen["capability.index"], 2 * seen["party.them.index"]
    np.testing.assert_allclose(seen["party.them.balance"], ours / (ours + theirs))
    np.testing.assert_allclose(seen["party.them.ratio"], ours / theirs)
    # the share and the ratio say the same thing
    np.testing.assert_allclose(
        seen["party.them.balance"], seen["party.them.ratio"] / (1 + seen["party.them.ratio"])
    )
    np.testing.assert_allclose(seen["balance.focal_share"], seen["party.them.balance"])


def test_several_parties_share_what_is_left():
    points = [{"on": "2026-01-01", "areas": {"strike": 0.5, "lift": 0.5}}]
    document = changed(given(), parties__others={"capability": points})
    seen = named(document)
    np.testing.assert_allclose(seen["party.others.index"], 50)
    ours = seen["capability.index"]
    np.testing.assert_allclose(seen["balance.focal_share"], ours / (ours + seen["party.them.index"] + 50))
    np.testing.assert_allclose(
        seen["party.others.balance.strike"], seen["capability.strike"] / (seen["capability.strike"] + 0.5)
    )
    assert "party.them.area.strike" not in seen, "one index says nothing of areas"


def test_a_modelled_party_adds_up_as_the_focal_one_does():
    """Turned round, with the same fleets, each side's index is what the other's was (the cap is far away)."""
    one = changed(MODELLED, capability__cap=9, fleets__hawks__party="us")
    other = changed(one, focal="them", parties={"us": {}})
    a, b = named(one), named(other)
    np.testing.assert_array_equal(a["capability.index"], b["party.us.index"])
    np.testing.assert_array_equal(a["party.them.index"], b["capability.index"])
    np.testing.assert_allclose(a["party.them.balance"] + b["party.us.balance"], 1)
    assert a["party.them.index"].std() > 0, "its fleet breaks down and is repaired"


def test_a_party_may_require_something_else_than_the_focal_one():
    seen = named(MODELLED)
    half = named(changed(MODELLED, parties__them__required={"strike": 16}))
    np.testing.assert_allclose(half["party.them.area.strike"], seen["party.them.area.strike"] / 2)
    np.testing.assert_allclose(half["party.them.area.lift"], seen["party.them.area.lift"])


def test_another_partys_fleets_change_nothing_of_the_focal_partys():
    alone, beside = named(TRIALS, 1), named(MODELLED, 1)
    for measure, values in alone.items():
        assert values.tobytes() == beside[measure].tobytes(), measure
    joined = named(changed(MODELLED, parties__far={"capability": [{"on": "2026-01-01", "index": 5}]}), 1)
    for measure, values in beside.items():
        assert measure == "balance.focal_share" or values.tobytes() == joined[measure].tobytes(), measure


def test_a_lever_moves_a_partys_strength_on_a_date():
    change = {"on": "2026-04-01", "set": {"party.them.level": 1.5}}
    plain, moved = named(given()), named(changed(given(), interventions=[change]))
    np.testing.assert_array_equal(plain["party.them.index"][:3], moved["party.them.index"][:3])
    np.testing.assert_allclose(moved["party.them.index"][3:], 1.5 * plain["party.them.index"][3:])


def watching(rivalry: float, **party: object) -> dict[str, np.ndarray]:
    """An actor of the other party while both sides arm at the same pace."""
    points = [
        {"on": "2026-01-01", "index": 50},
        {"on": "2026-03-01", "index": 50},
        {"on": "2026-03-31", "index": 100},
    ]
    document = {
        **YEAR,
        "fleets": {"f": {"items": 4, "areas": {"strike": 1}}},
        "capability": {"areas": {"strike": 8}, "cap": 5},
        "parties": {"them": {"capability": points, **party}},
        "actors": {
            "a": {
                "party": "them",
                "alarm": {"strike": 1},
                "concern": {
                    "start": 0.2,
                    "rivalry": rivalry,
                    "opacity": 0,
                    "lag": "1 months",
                    "fade": "0/month",
                },
            }
        },
        "interventions": [{"on": "2026-03-01", "set": {"fleets.f.areas.strike": 2}}],
    }
    return named(document)


def test_fear_looks_at_the_other_alone_and_rivalry_at_the_lead():
    np.testing.assert_allclose(watching(0)["actor.a.perceived"][2:], 0.5)
    np.testing.assert_allclose(watching(1)["actor.a.perceived"], 0, atol=1e-12)
    np.testing.assert_allclose(watching(0.5)["actor.a.perceived"][2:], 0.25)
    np.testing.assert_allclose(watching(1, weight=2)["actor.a.perceived"][2:], -0.5)
    np.testing.assert_allclose(watching(1)["actor.a.concern"], 0.2)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"parties": {"them": {}}, "fleets__falcons": None}, "nothing says how strong this party is"),
        ({"parties": {"them": {"capability": [{"on": "2026-01-01", "index": 4}]}}}, "and a given capability"),
        ({"fleets__falcons__site": "ours"}, "also serves the focal party's fleet 'hawks'"),
        ({"fleets__falcons__party": "thm"}, "there is no party 'thm'"),
        ({"fleets__falcons__overhaul": {"every": "9 y", "price": "5 USD"}}, "focal party's money"),
        ({"courses": {"c": {"crew": "falcons", "length": "9 d", "price": "5 USD"}}}, "focal party's money"),
        ({"fleets__hawks__site": "theirs"}, "also serves"),
        ({"actors": {"a": {"party": "me", "concern": {"start": 0}}}}, "there is no party 'me'"),
        ({"actors": {"a": {"concern": {"start": 0, "rivalry": 1}}}}, "names no party"),
        ({"parties__us": {"required": {"lift": 3}}}, "comes from its fleets"),
        ({"parties__them__required": {"lif": 3}}, "there is no capability area 'lif'"),
    ],
)
def test_what_does_not_fit_is_said(change, what):
    document = changed(MODELLED, **change)
    document["fleets"] = {name: fleet for name, fleet in document["fleets"].items() if fleet}
    with pytest.raises(ScenarioError) as caught:
        build(document)
    assert what in str(caught.value)


@pytest.mark.parametrize(
    ("points", "what"),
    [
        ([{"on": "2026-01-01"}], "either one index or levels by area"),
        ([{"on": "2026-01-01", "index": 4, "areas": {"lift": 1}}], "either one index or levels by area"),
        ([{"on": "2026-02-01", "index": 4}, {"on": "2026-01-01", "index": 4}], "run backwards"),
        (
            [{"on": "2026-01-01", "index": 4}, {"on": "2026-03-01", "areas": {"lift": 1}}],
            "says the same things",
        ),
    ],
)
def test_a_given_capability_is_complete_and_in_order(points, what):
    with pytest.raises(ScenarioError, match=what):
        named(changed(TRIALS, parties={"them": {"capability": points}}))
