"""More of a good thing never does harm on average, under the same luck; and without support a fleet grinds down."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import changed, planned

from kilter.engine.reference import simulate

FLEET = {
    "start": "2026-01-01",
    "horizon": "24 months",
    "sites": {
        "base": {
            "technicians": {"air": {"apprentice": 1, "journeyman": 2, "master": 1}},
            "parts": {"engine": {"stock": 1}},
        }
    },
    "suppliers": {"maker": {"lead_time": {"mean": "40 d", "sd": "20 d"}}},
    "fleets": {
        "f": {
            "items": 8,
            "use": {"plan": "400 h/month", "ceiling": "70 h/month"},
            "failures": {
                "engine": {
                    "mtbf": "150 h",
                    "needs": {"part": "engine", "labour": {"mean": "60 h", "sd": "30 h"}},
                },
                "small": {
                    "mtbf": "50 h",
                    "critical": 0.7,
                    "needs": {"labour": {"mean": "30 h", "sd": "20 h"}},
                },
            },
            "overhaul": {"every": "600 h", "slots": "3/year", "turnaround": "60 d"},
        }
    },
}


def availability(document, reps=40):
    plan = planned(document)
    column = [m.name for m in plan.measures].index("fleet.f.materiel_availability")
    return np.array([simulate(plan, 1, r).averages[column] for r in range(reps)])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sites__base__technicians__air__journeyman", 5),
        ("sites__base__technicians__air__master", 4),
        ("sites__base__parts__engine__stock", 4),
        ("sites__base__tools", "x1.5"),
        ("fleets__f__overhaul__slots", "9/year"),
        ("fleets__f__overhaul__turnaround", "20 d"),
        ("fleets__f__failures__small__mtbf", "90 h"),
        ("suppliers__maker__lead_time", "10 d"),
    ],
)
def test_more_support_never_lowers_availability(path, value):
    gain = availability(changed(FLEET, **{path: value})) - availability(FLEET)
    assert gain.mean() > -3 * gain.std(ddof=1) / np.sqrt(len(gain))


def test_together_they_raise_it_clearly():
    better = changed(
        FLEET,
        sites__base__technicians__air__journeyman=6,
        sites__base__parts__engine__stock=5,
        fleets__f__overhaul__slots="12/year",
    )
    gain = availability(better) - availability(FLEET)
    assert gain.mean() > 0.1
    assert gain.mean() > 5 * gain.std(ddof=1) / np.sqrt(len(gain))


def test_without_suppliers_and_overhauls_a_fleet_grinds_to_a_halt():
    alone = changed(FLEET, horizon="60 months", suppliers={}, fleets__f__overhaul__slots="0/year")
    plan = planned(alone)
    column = [m.name for m in plan.measures].index("fleet.f.mission_capable")
    for r in range(5):
        capable = simulate(plan, 1, r).values[:, column]
        assert capable[0] > 3
        assert capable[-1] == 0


def test_the_same_luck_makes_comparisons_sharper():
    more = changed(FLEET, sites__base__technicians__air__journeyman=3)
    a, b = availability(FLEET), availability(more)
    assert np.corrcoef(a, b)[0, 1] > 0.3
    assert (b - a).var() < a.var() + b.var()
