"""Missions: who serves them, in what order, and what failures cost them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.engine.strategies import build, changed, named
from tests.verification.support import average, machine_repairman, simulated

from kilter.errors import ScenarioError

MONTH = 30.4375
TWO = {
    "start": "2026-01-01",
    "horizon": "30.4375 d",
    "fleets": {
        "a": {"items": 4, "areas": {"lift": 1}, "use": {"ceiling": "50 h/month"}},
        "b": {"items": 2, "areas": {"lift": 2, "eyes": 1}, "use": {"ceiling": "50 h/month"}},
    },
}


def flown(document: dict) -> dict[str, float]:
    """What the only month brings."""
    return {k: float(v[0]) for k, v in named(document).items() if k.endswith((".flown", ".hours", ".served"))}


def test_a_fleet_without_a_plan_flies_what_is_asked_and_fleets_share_by_what_they_can():
    seen = flown(changed(TWO, missions={"supply": {"hours": "150 h/month", "area": "lift"}}))
    assert seen["mission.supply.flown"] == pytest.approx(150)
    assert seen["mission.supply.served"] == pytest.approx(1)
    assert seen["fleet.a.hours"] == pytest.approx(100)
    assert seen["fleet.b.hours"] == pytest.approx(50)


def test_more_than_the_ceiling_allows_is_not_flown():
    seen = flown(changed(TWO, missions={"supply": {"hours": "400 h/month", "area": "lift"}}))
    assert seen["mission.supply.flown"] == pytest.approx(300)
    assert seen["mission.supply.served"] == pytest.approx(0.75)


def test_priority_comes_first_and_equals_share():
    missions = {
        "watch": {"hours": "80 h/month", "area": "eyes", "priority": 1},
        "supply": {"hours": "240 h/month", "fleets": ["a", "b"]},
        "relief": {"hours": "120 h/month", "fleets": ["a", "b"]},
    }
    seen = flown(changed(TWO, missions=missions))
    assert seen["mission.watch.flown"] == pytest.approx(80)
    # 220 hours are left for 360
    assert seen["mission.supply.flown"] == pytest.approx(220 * 2 / 3)
    assert seen["mission.relief.flown"] == pytest.approx(220 / 3)
    assert seen["fleet.a.hours"] == pytest.approx(200)


def test_what_one_mission_leaves_goes_to_its_equals():
    missions = {
        "small": {"hours": "30 h/month", "fleets": ["b"]},
        "large": {"hours": "255 h/month", "fleets": ["a", "b"]},
    }
    seen = flown(changed(TWO, missions=missions))
    # fleet b is asked for 30 and a third of 255, a for two thirds; what a has left then goes to the larger one
    assert seen["mission.small.flown"] == pytest.approx(30 * 100 / 115)
    assert seen["mission.large.flown"] == pytest.approx(255)


def test_a_plan_is_flown_whatever_is_asked_and_missions_come_out_of_it():
    planned = changed(TWO, fleets__a__use={"plan": "120 h/month"}, fleets__b__use={"plan": "10 h/month"})
    seen = flown(changed(planned, missions={"supply": {"hours": "65 h/month", "area": "lift"}}))
    assert seen["fleet.a.hours"] == pytest.approx(120)
    assert seen["fleet.b.hours"] == pytest.approx(10)
    assert seen["mission.supply.flown"] == pytest.approx(65)
    more = flown(changed(planned, missions={"supply": {"hours": "650 h/month", "area": "lift"}}))
    assert more["mission.supply.flown"] == pytest.approx(130)


def test_missions_need_crews():
    document = changed(TWO, fleets__a__crews={"trained": 1, "floor": 0}, fleets__b__use={"plan": "0 h/month"})
    seen = flown(changed(document, missions={"m": {"hours": "500 h/month", "fleets": ["a"]}}))
    assert seen["mission.m.flown"] == pytest.approx(50)


def test_without_missions_nothing_else_changes():
    with_plan = changed(
        TWO,
        horizon="6 months",
        fleets__a__use={"plan": "120 h/month"},
        fleets__b__use={"plan": "10 h/month"},
        fleets__a__failures={"f": {"mtbf": "30 h", "needs": {"labour": "40 h"}}},
    )
    plain = named(with_plan)
    asked = named(changed(with_plan, missions={"m": {"hours": "50 h/month", "area": "lift"}}))
    for name, values in plain.items():
        np.testing.assert_array_equal(values, asked[name])


def test_the_success_rate_of_machines_and_repairers_is_the_exact_one():
    """All hours that items are up are asked for: served is availability, and failures waste what renewal says."""
    result = simulated(
        {
            "horizon": "24 months",
            "warmup": "3 months",
            "sites": {"hall": {"technicians": {"operator": 2}}},
            "fleets": {
                "machines": {
                    "items": 10,
                    "use": {"ceiling": "365.25 h/month"},
                    "failures": {
                        "stop": {
                            "mtbf": "43 h",
                            "needs": {"labour": {"mean": "14 h", "dist": "exponential"}},
                        }
                    },
                }
            },
            "missions": {"work": {"hours": "3652.5 h/month", "fleets": ["machines"], "duration": "20 h"}},
        },
        reps=8,
    )
    # half of the day in use: 43 hours of use are 86 of the day
    exact = machine_repairman(10, 2, 86, 14)
    average(result, "mission.work.served").meets(exact.availability)
    useful = (20 / 43) / math.expm1(20 / 43)
    average(result, "mission.work.success").meets(exact.availability * useful)
    rate = exact.availability * 3652.5 / 43
    average(result, "mission.work.aborts").meets(rate)


@pytest.mark.parametrize(
    ("mission", "words"),
    [
        ({"hours": "1 h/month"}, "by an area's fleets or by named ones"),
        ({"hours": "1 h/month", "area": "lift", "fleets": ["a"]}, "by an area's fleets or by named ones"),
        ({"hours": "1 h/month", "area": "left"}, "did you mean lift|did you mean 'lift'"),
        ({"hours": "1 h/month", "fleets": ["c"]}, "there is no fleet 'c'"),
        ({"hours": "1 h/month", "fleets": ["a"]}, "nothing says how much the fleet is used"),
    ],
)
def test_mistakes_are_told(mission, words):
    with pytest.raises(ScenarioError, match=words):
        build(changed(TWO, missions={"m": mission}))
