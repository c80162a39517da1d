"""Spare parts: Palm's theorem for any lead time, and (s, S) with a fixed one."""

from __future__ import annotations

import numpy as np
import pytest
from tests.verification.support import (
    average,
    estimate,
    palm,
    reorder_backorders,
    shipped,
    simulated,
    surge_pipeline,
)

pytestmark = pytest.mark.untraced

CASES = [("one", 1.0, stock) for stock in range(4)] + [("four", 4.0, stock) for stock in range(6)]
LEADS = ("fixed", "exponential", "gamma", "lognormal", "uniform")
REPS = 20


def leads(name: str):
    # Each distribution has its own seed, so that they can be pooled.
    return shipped(f"04-palm-{name}", REPS, seed=100 + LEADS.index(name))


def test_the_exact_values_are_the_published_ones():
    published = {1.0: (1, 0.367879, 0.103638, 0.023337), 4.0: (4, 3.018316, 2.109894, 1.347997, 0.781467)}
    for pipeline, values in published.items():
        assert [palm(pipeline, s) for s in range(len(values))] == pytest.approx(values, abs=1e-6)
    assert palm(4.0, 5) == pytest.approx(0.410304, abs=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("lead", LEADS)
def test_backorders_do_not_depend_on_the_distribution_of_the_lead_time(lead):
    # What can be seen with one distribution alone; the pool below sees three per cent.
    seen = {0: 0.18, 1: 0.3, 2: 0.6, 3: 1.5, 4: 0.4, 5: 0.6}
    for name, pipeline, stock in CASES:
        measure = f"site.store.part.{name}_s{stock}.backorders"
        average(leads(lead), measure).meets(palm(pipeline, stock), seen[stock])


@pytest.mark.slow
@pytest.mark.parametrize(("name", "pipeline", "stock"), CASES)
def test_backorders_over_all_distributions(name, pipeline, stock):
    pooled = np.concatenate([leads(x).average(f"site.store.part.{name}_s{stock}.backorders") for x in LEADS])
    # The rare shortages of a full shelf are seen less sharply.
    resolution = {("one", 1): 0.1, ("one", 2): 0.2, ("one", 3): 0.45, ("four", 4): 0.1, ("four", 5): 0.14}
    estimate(pooled).meets(palm(pipeline, stock), resolution.get((name, stock), 0.07))


def test_what_is_on_order_is_the_pipeline():
    for lead in ("fixed", "lognormal"):
        average(leads(lead), "site.store.part.four_s2.on_order").meets(4.0, 0.1)


@pytest.mark.parametrize(
    "lead",
    [
        {"mean": "14 d", "sd": "14 d", "dist": "lognormal"},
        {"mean": "14 d", "sd": "2 d", "dist": "normal"},
        {"mean": "14 d", "sd": "10 d", "dist": "gamma"},
    ],
    ids=lambda lead: lead["dist"],
)
def test_other_pipelines_and_lead_times(lead):
    result = simulated(
        {
            "horizon": "800 d",
            "warmup": "200 d",
            "suppliers": {"maker": {"lead_time": lead}},
            "sites": {
                "store": {
                    "parts": {
                        "slow": {"stock": 1, "demand": "0.05/d"},
                        "fast": {"stock": 1, "demand": "0.2/d"},
                    }
                }
            },
        },
        reps=120,
    )
    average(result, "site.store.part.slow.backorders").meets(palm(0.7, 1), 0.3)
    average(result, "site.store.part.fast.backorders").meets(palm(2.8, 1), 0.08)
    # a part is on the shelf when the pipeline holds less than the stock (Poisson arrivals see time averages)
    average(result, "site.store.part.slow.fill_rate").meets(float(np.exp(-0.7)), 0.1)


def test_repairables_turn_round_as_new_parts_come():
    """A removed unit comes back from repair or is condemned and bought; both take their time."""
    result = simulated(
        {
            "horizon": "800 d",
            "warmup": "200 d",
            "parts": {
                "engine": {"repair": {"turnaround": {"mean": "20 d", "dist": "exponential"}, "success": 0.75}}
            },
            "suppliers": {"maker": {"lead_time": {"mean": "30 d", "sd": "10 d"}}},
            "sites": {"store": {"parts": {"engine": {"stock": 2, "demand": "0.1/d"}}}},
        },
        reps=120,
    )
    average(result, "site.store.part.engine.backorders").meets(palm(0.1 * (0.75 * 20 + 0.25 * 30), 2), 0.2)


def test_reorder_point_and_order_up_to_level():
    result = simulated(
        {
            "horizon": "1000 d",
            "warmup": "200 d",
            "suppliers": {"maker": {"lead_time": "12 d"}},
            "sites": {"store": {"parts": {"oil": {"stock": 6, "reorder": 2, "demand": "0.3/d"}}}},
        },
        reps=150,
    )
    exact = reorder_backorders(0.3, 12, 2, 6)
    average(result, "site.store.part.oil.backorders").meets(exact, 0.12)
    # on hand + on order - owed is the position, uniform on 3 .. 6
    position = (
        result.average("site.store.part.oil.on_hand")
        + result.average("site.store.part.oil.on_order")
        - result.average("site.store.part.oil.backorders")
    )
    estimate(position).meets(4.5)


def test_a_surge_of_demand_by_a_dated_change():
    """Demand jumps from 1 to 3 a day at day 30; repair takes 5 days on average, ten are in stock.

    A period's mean is the integral of the exact curve over that period, not its value at the end.
    """
    from scipy.integrate import quad

    exact = {0: 0.022188, 3: 1.001629, 7: 2.980078, 30: 5.113793}
    for day, value in exact.items():
        assert palm(surge_pipeline(day, 3, 5, 5.0), 10) == pytest.approx(value, abs=1e-6)
    result = simulated(
        {
            "start": "2026-01-01",
            "horizon": "70 d",
            "report": "1 d",
            "suppliers": {"repair": {"lead_time": {"mean": "5 d", "dist": "exponential"}}},
            "sites": {"base": {"parts": {"unit": {"stock": 10, "demand": "1/d"}}}},
            "interventions": [{"on": "2026-01-31", "set": {"sites.base.parts.unit.demand": "3/d"}}],
        },
        reps=400,
    )
    series = result.series("site.base.part.unit.backorders")
    demand = result.series("site.base.part.unit.demand")
    estimate(demand[:, 30:].mean(axis=1)).meets(3.0)
    estimate(demand[:, 30]).meets(3.0, 0.15)  # from its first day
    for begin, end in ((2, 4), (6, 8), (25, 40)):
        mean = quad(lambda t: palm(surge_pipeline(t, 3, 5, 5.0), 10), begin, end)[0] / (end - begin)
        estimate(series[:, 30 + begin : 30 + end].mean(axis=1)).meets(mean, 0.45)
