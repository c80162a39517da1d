"""More people, days, officers, docks, slots, posts and better parts never lower mean availability; nothing reacts."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.harness import watched
from tests.engine.strategies import changed, planned

from kilter.engine.planning.fleets import AWAITING, MISSION_CAPABLE, NMCM, NMCS, POSSESSED
from kilter.engine.reference import simulate
from kilter.engine.reference.world import World

WORLD = {
    "start": "2026-01-01",
    "horizon": "24 months",
    "sites": {
        "base": {
            "shift": "10 h/day",
            "week": ["mon", "tue", "wed", "thu", "sat"],
            "stoppages": [{"from": "2026-03-20", "to": "2026-03-30"}],
            "officers": {"trained": 1, "required": 3, "without": 0.6},
            "technicians": {"air": {"apprentice": 2, "journeyman": 3, "master": 1, "span": 4}},
            "parts": {"engine": {"stock": 1}, "radio": {"stock": 1}},
        }
    },
    "suppliers": {"maker": {"lead_time": {"mean": "40 d", "sd": "20 d"}}},
    "fleets": {
        "f": {
            "items": {"serviceable": 7, "long_term": 2},
            "areas": {"lift": 1},
            "use": {"ceiling": "40 h/month"},
            "accidents": "0.5/1000 h",
            "repairable": 0.5,
            "failures": {
                "engine": {
                    "mtbf": "150 h",
                    "shape": 1.5,
                    "needs": {"part": "engine", "labour": {"mean": "60 h", "sd": "30 h"}},
                },
                "radio": {
                    "mtbf": "120 h",
                    "needs": {"part": "radio", "labour": {"mean": "10 h", "sd": "5 h"}},
                },
                "small": {
                    "mtbf": "50 h",
                    "critical": 0.3,
                    "deferred": "when_free",
                    "needs": {"labour": {"mean": "20 h", "sd": "20 h"}},
                },
            },
            "inspections": {"check": {"every": ["100 h", "6 months"], "needs": {"labour": "30 h"}}},
            "overhaul": {
                "every": "500 h",
                "where": "home",
                "docks": 1,
                "slots": "4/year",
                "turnaround": "30 d",
                "needs": {"labour": "200 h"},
                "phase": {"lots": [{"items": 4, "used": [0.2, 0.8]}]},
            },
            "rehabilitation": {"slots": "2/year", "turnaround": "30 d", "needs": {"labour": "100 h"}},
            "cannibalise": {"donors": ["long_term", "down"], "success": 0.8},
            "crews": {"trained": 9, "currency": {"hours": "6 h"}},
        }
    },
    "missions": {"lift": {"hours": "200 h/month", "area": "lift", "duration": "3 h"}},
}


def availability(document, reps=10):
    plan = planned(document)
    column = [m.name for m in plan.measures].index("fleet.f.materiel_availability")
    return np.array([simulate(plan, 1, r).averages[column] for r in range(reps)])


@pytest.fixture(scope="module")
def as_it_is():
    return availability(WORLD)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sites__base__technicians__air__journeyman", 6),
        ("sites__base__technicians__air__span", 8),
        ("sites__base__week", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        ("sites__base__stoppages", []),
        ("sites__base__officers__trained", 3),
        ("sites__base__tools", "x1.5"),
        ("fleets__f__overhaul__docks", 3),
        ("fleets__f__overhaul__slots", "9/year"),
        ("fleets__f__rehabilitation__slots", "9/year"),
        ("sites__base__parts__engine", 4),
    ],
)
def test_more_support_never_lowers_availability(as_it_is, path, value):
    gain = availability(changed(WORLD, **{path: value})) - as_it_is
    assert gain.mean() > -3 * gain.std(ddof=1) / np.sqrt(len(gain))


def test_together_they_raise_it_clearly(as_it_is):
    better = changed(
        WORLD,
        sites__base__technicians__air__journeyman=8,
        sites__base__technicians__air__master=3,
        sites__base__officers__trained=3,
        sites__base__parts={"engine": 4, "radio": 4},
        fleets__f__overhaul__docks=3,
        fleets__f__overhaul__slots="12/year",
    )
    gain = availability(better) - as_it_is
    assert gain.mean() > 0.1


def test_at_every_instant_the_clocks_of_downtime_add_up_to_possessed_time():
    def whole(world: World) -> None:
        fleet, levels = world.fleets.all[0], world.books.levels
        at = [levels[slot] for slot in fleet.levels]
        up, down = sum(at[s] for s in MISSION_CAPABLE), at[NMCM] + at[AWAITING] + at[NMCS]
        assert up + down == sum(at[s] for s in POSSESSED)
        assert 0 <= levels[world.plan.layout.levels["fleet.f.nmcb"]] <= at[NMCS]
        assert sum(at) == len(fleet.items)

    made = planned(changed(WORLD, horizon="12 months"))
    values = watched(made, whole).values
    names = [m.name for m in made.measures]
    f = {what: values[:, names.index(f"fleet.f.{what}")] for what in ("fmc", "pmc", "nmcm", "nmcs", "nmcb")}
    np.testing.assert_allclose(f["fmc"] + f["pmc"] + f["nmcm"] + f["nmcs"], 1.0, rtol=1e-12)
    assert (f["nmcb"] <= f["nmcs"]).all()
    assert f["nmcb"].sum() > 0
