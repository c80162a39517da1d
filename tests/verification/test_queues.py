"""Machines and repairers: exact values of queueing theory."""

from __future__ import annotations

import pytest
from tests.verification.support import (
    average,
    estimate,
    fixed_repair,
    machine_repairman,
    mean_availability,
    servers,
    shipped,
    simulated,
)

pytestmark = pytest.mark.untraced


def test_the_exact_values_are_the_published_ones():
    assert fixed_repair(10, 300, 30) == pytest.approx(0.821003, abs=1e-6)
    assert machine_repairman(10, 1, 300, 30).availability == pytest.approx(0.785418, abs=1e-6)
    exact = machine_repairman(10, 2, 86, 14)
    assert exact.waits == pytest.approx(0.437381, abs=1e-6)
    assert exact.queue == pytest.approx(0.530682, abs=1e-6)
    assert exact.in_service == pytest.approx(1.325705, abs=1e-6)
    assert exact.availability == pytest.approx(0.814361, abs=1e-6)
    assert mean_availability(1, 1, 0.4, 0.2, 1.5) == pytest.approx(0.772911, abs=1e-6)
    assert mean_availability(3, 1, 0.2, 0.5, 8) == pytest.approx(0.715348, abs=1e-6)


def test_machine_shop_with_fixed_repair():
    seen = average(shipped("01-machine-shop", 30, "16 d"), "fleet.machines.availability")
    seen.meets(fixed_repair(10, 300, 30))
    seen.rejects(machine_repairman(10, 1, 300, 30).availability)


def test_machine_shop_with_exponential_repair():
    seen = average(shipped("01b-machine-shop-exponential", 30, "16 d"), "fleet.machines.availability")
    seen.meets(machine_repairman(10, 1, 300, 30).availability)
    seen.rejects(fixed_repair(10, 300, 30))


def test_machine_repairman():
    result = shipped("02-machine-repairman", 40, "7 d")
    exact = machine_repairman(10, 2, 86, 14)
    average(result, "fleet.machines.availability").meets(exact.availability)
    average(result, "site.hall.trade.operator.wait_share").meets(exact.waits, 0.05)
    average(result, "site.hall.trade.operator.at_work").meets(exact.in_service, 0.05)
    average(result, "site.hall.trade.operator.utilisation").meets(exact.in_service / 2)
    average(result, "site.hall.trade.operator.queue").meets(exact.queue, 0.12)


@pytest.mark.parametrize(("machines", "operators", "run", "repair"), [(6, 3, 20, 15), (4, 1, 50, 10)])
def test_machine_repairman_with_other_numbers(machines, operators, run, repair):
    result = simulated(
        {
            "horizon": "30 d",
            "warmup": "4 d",
            "fleets": {
                "machines": {
                    "items": machines,
                    "failures": {
                        "stop": {
                            "mtbf": f"{run} h",
                            "needs": {"labour": {"mean": f"{repair} h", "dist": "exponential"}},
                        }
                    },
                }
            },
            "sites": {"hall": {"technicians": {"operator": operators}}},
        },
        reps=200,
    )
    exact = machine_repairman(machines, operators, run, repair)
    average(result, "fleet.machines.availability").meets(exact.availability)
    average(result, "site.hall.trade.operator.wait_share").meets(exact.waits, 0.18)
    average(result, "site.hall.trade.operator.at_work").meets(exact.in_service, 0.05)
    # what fails in the long run is what is repaired
    rate = machines * exact.availability / run * 730.5
    average(result, "fleet.machines.failures").meets(rate, 0.05)


def test_priority_moves_the_wait_but_not_the_work():
    """Machines of two fleets share the operators; who comes first does not change the sum."""
    result = simulated(
        {
            "horizon": "20 d",
            "warmup": "3 d",
            "fleets": {
                name: {
                    "items": 4,
                    "priority": priority,
                    "failures": {
                        "stop": {"mtbf": "10 h", "needs": {"labour": {"mean": "3 h", "dist": "exponential"}}}
                    },
                }
                for name, priority in (("last", 0), ("first", 5))
            },
            "sites": {"hall": {"technicians": {"operator": 2}}},
        },
        reps=80,
    )
    exact = machine_repairman(8, 2, 10, 3)
    both = result.average("fleet.first.mission_capable") + result.average("fleet.last.mission_capable")
    estimate(both).meets(8 * exact.availability)
    average(result, "site.hall.trade.operator.queue").meets(exact.queue, 0.15)
    gap = result.average("fleet.first.availability") - result.average("fleet.last.availability")
    estimate(gap).rejects(0.0)
    assert gap.mean() > 0.05


@pytest.mark.parametrize(
    ("name", "exact", "reps"),
    [
        ("03a-one-unit", mean_availability(1, 1, 0.4, 0.2, 1.5), 3000),
        ("03b-three-units", mean_availability(3, 1, 0.2, 0.5, 8), 1500),
    ],
)
def test_a_short_horizon(name, exact, reps):
    fleet = "unit" if name == "03a-one-unit" else "units"
    average(shipped(name, reps), f"fleet.{fleet}.availability").meets(exact)


@pytest.mark.parametrize(("teams", "fail", "repair", "horizon"), [(1, 0.5, 0.8, 3), (2, 0.25, 0.4, 5)])
def test_a_short_horizon_with_two_units(teams, fail, repair, horizon):
    result = simulated(
        {
            "horizon": f"{horizon} d",
            "fleets": {
                "pair": {
                    "items": 2,
                    "failures": {
                        "stop": {
                            "mtbf": f"{1 / fail} d",
                            "needs": {"labour": {"mean": f"{1 / repair} d", "dist": "exponential"}},
                        }
                    },
                }
            },
            "sites": {"shop": {"technicians": {"team": teams}}},
        },
        reps=2000,
    )
    average(result, "fleet.pair.availability").meets(mean_availability(2, teams, fail, repair, horizon))


def test_half_a_shift_halves_the_capacity():
    """A job of exactly a day's work started at random: it takes two days of 12 hours, whenever it begins."""
    result = simulated(
        {
            "horizon": "200 d",
            "fleets": {
                "unit": {
                    "items": 1,
                    "failures": {"stop": {"mtbf": "240 h", "needs": {"labour": "24 h"}}},
                }
            },
            "sites": {"shop": {"shift": "12 h/day", "technicians": {"team": servers(1)}}},
        },
        reps=200,
    )
    # Begun inside the shift (half of all times): ends two days later at the same hour. Begun outside, it waits
    # for the shift, and ends with the second one: on average 6 + 36 hours.
    down = 0.5 * 48 + 0.5 * 42
    average(result, "fleet.unit.availability").meets(240 / (240 + down))
