"""Overhaul by hours, labour with spread, and the reporting rule."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.verification.support import average, estimate, servers, shipped, simulated

pytestmark = pytest.mark.untraced


def test_a_fleet_without_overhauls_shrinks_on_a_line():
    result = shipped("08-overhaul", 200)
    capable = result.series("fleet.aircraft.mission_capable")
    days = np.array([(day - result.months[0].replace(day=1)).days + 1 for day in result.months])
    middle = (days + np.concatenate([[0], days[:-1]])) / 2 / 30.4375
    for month in (0, 11, 23, 35, 47, 59):
        estimate(capable[:, month]).meets(20 * (1 - 25 * middle[month] / 2000), 0.12)
    average(result, "fleet.aircraft.mission_capable").meets(12.5, 0.04)
    assert (np.diff(capable, axis=1) <= 0).all()


def test_the_line_of_other_numbers_and_where_the_plan_binds():
    """12 items of 1,000 h; the plan gives 600 h a month, 50 h each while all fly, at most 80 h each."""
    result = simulated(
        {
            "start": "2026-01-01",
            "horizon": "10 months",
            "fleets": {
                "lorry": {
                    "items": 12,
                    "use": {"plan": "240 h/month", "ceiling": "20 h/month"},
                    "overhaul": {"every": "1000 h", "slots": "0/year"},
                }
            },
        },
        reps=400,
    )
    months = (result.months[-1] - result.months[0].replace(day=1)).days + 1
    average(result, "fleet.lorry.mission_capable").meets(12 * (1 - 20 * months / 30.4375 / 2000))
    # while items are left the ceiling binds, so hours follow the items month by month
    flown = result.series("fleet.lorry.hours").sum(axis=1)
    item_months = result.average("fleet.lorry.mission_capable") * months / 30.4375
    np.testing.assert_allclose(flown, 20 * item_months, rtol=1e-9)


def test_a_shrinking_fleet_is_flown_harder():
    """Without a ceiling the plan is flown whole by whoever is left (set at each month's start)."""
    result = simulated(
        {
            "start": "2026-01-01",
            "horizon": "12 months",
            "fleets": {
                "lorry": {
                    "items": 40,
                    "use": {"plan": "1000 h/month"},
                    "overhaul": {"every": "500 h", "slots": "0/year"},
                }
            },
        },
        reps=150,
    )
    hours = result.series("fleet.lorry.hours")
    days = np.diff([0, *[(d - result.months[0].replace(day=1)).days + 1 for d in result.months]])
    assert (hours <= 1000 * days / 30.4375 + 1e-6).all()
    first = hours[:, 0] / (1000 * days[0] / 30.4375)
    # in the first month 1 in 20 lives ends, so about a fortieth is lost of what was planned
    assert estimate(first).mean == pytest.approx(1 - 1 / 40, abs=0.005)


def test_overhaul_turns_items_round():
    """With slots for all, the share of time away is turnaround / (life + turnaround)."""
    result = simulated(
        {
            "horizon": "2000 d",
            "warmup": "500 d",
            "fleets": {"unit": {"items": 10, "overhaul": {"every": "2400 h", "turnaround": "25 d"}}},
        },
        reps=60,
    )
    average(result, "fleet.unit.in_overhaul").meets(10 * 25 / 125)
    average(result, "fleet.unit.mission_capable").meets(10 * 100 / 125)


def test_lognormal_labour_has_the_stated_mean():
    result = simulated(
        {
            "horizon": "300 d",
            "warmup": "30 d",
            "fleets": {
                "unit": {
                    "items": 4,
                    "failures": {
                        "stop": {"mtbf": "100 h", "needs": {"labour": {"mean": "30 h", "sd": "20 h"}}}
                    },
                }
            },
            "sites": {"shop": {"technicians": {"team": servers(4)}}},
        },
        reps=60,
    )
    average(result, "fleet.unit.availability").meets(100 / 130)


@pytest.mark.parametrize("shape", [0.7, 2.5])
def test_weibull_failures_keep_their_mean(shape):
    """With one item and renewal by repair, availability needs the mean only, whatever the shape."""
    result = simulated(
        {
            "horizon": "1500 d",
            "warmup": "100 d",
            "fleets": {
                "unit": {
                    "items": 1,
                    "failures": {"wear": {"mtbf": "10 d", "shape": shape, "needs": {"labour": "96 h"}}},
                }
            },
            "sites": {"shop": {"technicians": {"team": servers(1)}}},
        },
        reps=80,
    )
    average(result, "fleet.unit.availability").meets(10 / 14)


def test_accidents_take_items_at_their_rate():
    result = simulated(
        {"horizon": "100 d", "fleets": {"unit": {"items": 50, "accidents": "0.5/1000 h"}}}, reps=200
    )
    # around the clock, 2,400 h: each item survives with exp(-1.2)
    estimate(result.series("fleet.unit.lost")[:, -1]).meets(50 * (1 - math.exp(-1.2)))


def test_rework_repeats_jobs():
    """A job that fails its check with chance p is done 1/(1-p) times, with labour drawn anew."""
    result = simulated(
        {
            "horizon": "700 d",
            "warmup": "50 d",
            "fleets": {
                "unit": {
                    "items": 2,
                    "failures": {"stop": {"mtbf": "100 h", "needs": {"labour": "20 h"}}},
                }
            },
            "sites": {"shop": {"technicians": {"team": servers(2, rework=0.25)}}},
        },
        reps=40,
    )
    down = 20 / (1 - 0.25)
    average(result, "fleet.unit.availability").meets(100 / (100 + down))


def test_the_reporting_rule_example():
    result = shipped("10-reporting", 2)
    for measure, level in (("strength", 2), ("skill", 2), ("senior", 3)):
        assert (result.series(f"readiness.personnel.{measure}") == level).all()
    assert (result.series("readiness.personnel") == 3).all()
    assert (result.series("readiness.overall") == 3).all()
