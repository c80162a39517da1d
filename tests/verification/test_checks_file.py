"""The numbers of scenarios/checks/checks.yaml, computed again from closed forms: a typo there is found here."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from scipy.integrate import quad
from tests.verification.support import (
    assembly_backorders,
    base_backorders,
    fixed_repair,
    machine_repairman,
    mean_availability,
    metric_backorders,
    mod_metric_backorders,
    palm,
    self_exciting,
    surge_pipeline,
)

from kilter.experiment.verification import load_checks
from kilter.experiment.verification.cases import lucky
from kilter.experiment.verification.rule import Rule
from kilter.scenario import load

pytestmark = pytest.mark.untraced

BOOK = load_checks()
CHECKS = BOOK.checks.checks
COMPARED = [(name, one) for name, check in CHECKS.items() for one in check.compare]

HALL = machine_repairman(10, 2, 86, 14)
COUNTS = self_exciting(3, 0.4, 1, 4)
SHERBROOKE = {
    "demand": 23.2,
    "local": 0.2,
    "base_repair": 0.01,
    "ship": 0.01,
    "depot_repair": 0.02531,
    "bases": 5,
}
MONTH = 30.4375


def month_ends(until: int) -> list[int]:
    """Days from the start to the end of each month of the overhaul case."""
    months = np.arange("2026-01", "2036-01", dtype="datetime64[M]").astype("datetime64[D]")
    return [int((day - months[0]).astype(int)) for day in months[: until + 1]]


def line(month: int) -> float:
    """Items left in the middle of a month."""
    begin, end = month_ends(60)[month - 1 : month + 1]
    return 20 * (1 - 25 * (begin + end) / 2 / MONTH / 2000)


def exact(check: str, says: str) -> float:
    """The known value, by the name of the check and what it says it compares."""
    found = re.search(r"pipeline (\d), S = (\d)", says)
    if check == "palm" and found:
        return 0.0 if "minus" in says else palm(float(found[1]), int(found[2]))
    if check == "five-bases":
        return base_backorders(depot_stock=int(says.split(", ")[1][0]), stock=1, **SHERBROOKE)
    if check == "overhaul" and (month := re.search(r"month (\d+)", says)):
        number = int(month[1])
        days = month_ends(60)[number] - month_ends(60)[number - 1]
        return line(number) * (25 * days / MONTH if says.startswith("hours") else 1.0)
    if check == "hawkes" and (lag := re.search(r"(\d) months? apart", says)):
        return COUNTS.autocovariance(int(lag[1]))
    return {
        ("machine-shop", "availability, fixed repair"): fixed_repair(10, 300, 30),
        ("machine-shop", "availability, exponential repair"): machine_repairman(10, 1, 300, 30).availability,
        ("machine-repairman", "share of stops that wait"): HALL.waits,
        ("machine-repairman", "mean queue"): HALL.queue,
        ("machine-repairman", "operators at work"): HALL.in_service,
        ("machine-repairman", "availability"): HALL.availability,
        ("finite-horizon", "one unit, rates .4 and .2, up to 1.5"): mean_availability(1, 1, 0.4, 0.2, 1.5),
        ("finite-horizon", "three units, one team, rates .2 and .5, up to 8"): mean_availability(
            3, 1, 0.2, 0.5, 8
        ),
        ("surge", "EBO on the day it begins (before it)"): palm(surge_pipeline(0, 3, 5, 5), 10),
        ("surge", "EBO after 3 days"): palm(surge_pipeline(3, 3, 5, 5), 10),
        ("surge", "EBO after 7 days"): palm(surge_pipeline(7, 3, 5, 5), 10),
        ("surge", "EBO after 30 days"): palm(surge_pipeline(30, 3, 5, 5), 10),
        ("two-indentures", "EBO of the assembly"): assembly_backorders(
            1, 10, 0.1, [(0.6, 0.2, 1), (0.4, 0.1, 0)]
        ),
        ("overhaul", "mission capable, mean of five years"): 20
        * (1 - 25 * month_ends(60)[60] / 2 / MONTH / 2000),
        ("hawkes", "mean count"): COUNTS.mean,
        ("hawkes", "variance"): COUNTS.variance,
        ("reporting", "strength"): 2,
        ("reporting", "skill match"): 2,
        ("reporting", "senior"): 3,
        ("reporting", "personnel"): 3,
        ("reporting", "overall"): 3,
    }[check, says]


@pytest.mark.parametrize(("check", "one"), COMPARED, ids=lambda value: getattr(value, "says", value))
def test_every_known_value_is_computed_again(check, one):
    value = exact(check, one.says)
    assert one.expect == pytest.approx(
        value, abs=0.51e-6 * max(1.0, 10 ** (math.ceil(math.log10(abs(value) or 1)) - 1))
    )


def test_every_value_known_to_be_wrong_is_computed_again():
    wrong = {(name, one.says, wrong.what): wrong.value for name, one in COMPARED for wrong in one.reject}
    own = {
        ("machine-shop", "availability, fixed repair", "exponential repair (M/M/1//10)"): machine_repairman(
            10, 1, 300, 30
        ).availability,
        ("machine-shop", "availability, exponential repair", "fixed repair (M/D/1//10)"): fixed_repair(
            10, 300, 30
        ),
        ("finite-horizon", "one unit, rates .4 and .2, up to 1.5", "the long run"): 0.2 / 0.6,
        ("two-indentures", "EBO of the assembly", "MOD-METRIC"): mod_metric_backorders(
            1, 10, 0.1, [(0.6, 0.2, 1), (0.4, 0.1, 0)]
        ),
    }
    for stock in range(1, 5):
        own["five-bases", f"EBO at a base, {stock} in stock at the depot", "METRIC"] = metric_backorders(
            depot_stock=stock, stock=1, **SHERBROOKE
        )
    for lag in (1, 2, 3):
        own["hawkes", f"autocovariance, {lag} month{'s' if lag > 1 else ''} apart", "no memory"] = 0.0
    memory = next(what for name, says, what in wrong if (name, says) == ("hawkes", "variance"))
    own["hawkes", "variance", memory] = 5 + 25 / 4
    assert wrong == pytest.approx(own, abs=0.51e-6)


def test_all_ten_cases_are_there():
    assert [check.number for check in CHECKS.values()] == list(range(1, 11))


def test_the_rate_of_false_alarms_keeps_every_pass_within_four_standard_errors():
    rule = Rule(BOOK.checks.false_alarms.value, lucky(BOOK))
    assert rule.rate == 0.01
    assert rule.limit(math.inf) < 4


def test_a_three_per_cent_error_is_caught_wherever_it_can_be():
    """The exceptions: single lead-time distributions, beside pools that see it, and one faint quantity."""
    blunt = {
        (name, one.says)
        for name, one in COMPARED
        if not one.exact and (one.resolution is None or one.resolution.value > 0.03)
    }
    alone = {(name, one.says) for name, one in COMPARED if one.each or one.minus}
    assert blunt - alone == {("hawkes", "autocovariance, 3 months apart")}
    assert len({one.expect for _, one in COMPARED if one.pool}) == 10


def test_the_half_day_around_an_instant_is_the_instant():
    """What checks.yaml compares with the published value at an instant is a mean over half a day."""
    for day in (3, 7, 30):
        at = palm(surge_pipeline(day, 3, 5, 5), 10)
        around = quad(lambda t: palm(surge_pipeline(t, 3, 5, 5), 10), day - 0.25, day + 0.25)[0] / 0.5
        assert around == pytest.approx(at, rel=6e-4)


def test_the_first_day_fills_the_repair_line_to_its_steady_state():
    """Demand of the first day, exponential repair: what is in repair at its end is Poisson of mean 5, exactly."""
    scenario = load("checks/05-steady")
    demand = scenario.sites["base"].parts["unit_1"].demand.value / MONTH
    assert demand * 5 * (1 - math.exp(-1 / 5)) == pytest.approx(5, abs=1e-5)
