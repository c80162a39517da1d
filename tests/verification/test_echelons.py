"""Trees of sites, sub-parts, periodic review and loans: simulated backorders against exact ones."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from tests.verification.echelons import (
    Base,
    SubPart,
    controlled,
    depot_owes,
    mean,
    metric,
    mod_metric,
    own,
    periodic,
    pipeline,
    short,
    split,
    two_echelons,
    two_indentures,
)
from tests.verification.support import average, estimate, palm, shipped, simulated

pytestmark = pytest.mark.untraced

FIVE = [Base(23.2, 0.2, 0.01, 0.01, 1)] * 5
SUBS = [SubPart(0.6, 0.2, 1), SubPart(0.4, 0.1, 0)]


def test_the_exact_values_are_the_published_ones():
    exact = [two_echelons(FIVE, 0.02531, stock)[0] for stock in range(5)]
    assert exact == pytest.approx([0.197469, 0.121566, 0.072309, 0.045213, 0.032550], abs=6e-7)
    approximate = [metric(FIVE, 0.02531, stock)[0] for stock in range(5)]
    assert approximate == pytest.approx([0.197469, 0.114866, 0.065388, 0.041190, 0.030893], abs=6e-7)
    assert two_indentures(10, 0.1, 1, SUBS) == pytest.approx(1.064596, abs=6e-7)
    assert mod_metric(10, 0.1, 1, SUBS) == pytest.approx(1.050584, abs=6e-7)


def test_the_exact_value_is_metrics_where_the_depot_never_owes_or_never_has_any():
    for stock in (0, 60):
        assert two_echelons(FIVE, 0.02531, stock) == pytest.approx(metric(FIVE, 0.02531, stock), rel=1e-9)


# -- five bases and a depot ----------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def five(stock: int, reps: int):
    return shipped(f"06-five-bases-depot-{stock}", reps, seed=60 + stock)


def at_bases(result, what: str, bases: int = 5) -> np.ndarray:
    return np.mean([result.average(f"site.base{i + 1}.part.unit.{what}") for i in range(bases)], axis=0)


def five_owed(stock: int, reps: int) -> np.ndarray:
    """Backorders at a base, freed of what the pipelines of known mean explain."""
    result = five(stock, reps)
    return controlled(
        at_bases(result, "backorders"),
        (result.average("site.depot.part.unit.in_repair"), 5 * 23.2 * 0.8 * 0.02531),
        (at_bases(result, "in_repair") + at_bases(result, "in_transit"), own(FIVE[0])),
    )


@pytest.mark.slow
def test_five_bases_reject_metric():
    owed = estimate(five_owed(2, 36))
    owed.meets(two_echelons(FIVE, 0.02531, 2)[0])
    owed.rejects(metric(FIVE, 0.02531, 2)[0])


@pytest.mark.parametrize(
    ("stock", "reps", "resolution"), [(0, 8, 0.03), (1, 10, 0.04), (3, 10, 0.08), (4, 10, 0.08)]
)
def test_five_bases_with_other_stocks_at_the_depot(stock, reps, resolution):
    estimate(five_owed(stock, reps)).meets(two_echelons(FIVE, 0.02531, stock)[0], resolution)


def test_pipelines_have_the_means_that_flow_times_time_gives():
    result = five(2, 36)
    average(result, "site.depot.part.unit.in_repair").meets(5 * 23.2 * 0.8 * 0.02531)
    estimate(at_bases(result, "in_repair")).meets(23.2 * 0.2 * 0.01, 0.05)
    estimate(at_bases(result, "in_transit")).meets(23.2 * 0.8 * 0.01)
    estimate(at_bases(result, "demand")).meets(23.2 / 12)
    estimate(at_bases(result, "sent_up")).meets(23.2 * 0.8 / 12)
    average(result, "site.depot.part.unit.backorders").meets(mean(depot_owes(FIVE, 0.02531, 2)), 0.06)
    assert at_bases(result, "condemned").sum() == 0
    # what the depot owes is what the bases miss there
    np.testing.assert_allclose(
        5 * at_bases(result, "at_depot"), result.average("site.depot.part.unit.backorders"), rtol=1e-9
    )


# -- other trees ---------------------------------------------------------------------------------------------------

UNEQUAL = [Base(12, 0.5, 0.05, 0.02, 0), Base(30, 0.0, 0.03, 0.01, 1), Base(20, 0.3, 0.04, 0.03, 2)]


def tree(bases, depot: int, repair: dict, local: str = "fixed", **more) -> dict:
    def time(years: float, dist: str) -> dict:
        spread = {"sd": f"{years * 0.7} y"} if dist in ("lognormal", "gamma") else {}
        return {"mean": f"{years} y", "dist": dist, **spread}

    sites: dict = {"depot": {"parts": {"unit": {"stock": depot, "repair": {"turnaround": repair}}}}}
    for i, b in enumerate(bases):
        sites[f"base{i + 1}"] = {
            "depot": "depot",
            "ship": f"{b.ship} y",
            "parts": {
                "unit": {
                    "stock": b.stock,
                    "demand": f"{b.demand}/y",
                    "repair": {"turnaround": time(b.repair, local), "local": b.local},
                }
            },
        }
    return {
        "horizon": "20 y",
        "warmup": "1 y",
        "report": "1 y",
        "parts": {"unit": {}},
        "sites": sites,
        **more,
    }


@pytest.mark.parametrize("dist", ["lognormal", "exponential"])
def test_unequal_bases_and_repair_times_of_any_shape(dist):
    """Repair times matter by their mean only, at the base and through the depot: Palm's theorem in a tree."""
    repair = {"mean": "0.06 y", "dist": dist, **({"sd": "0.05 y"} if dist == "lognormal" else {})}
    result = simulated(tree(UNEQUAL, 3, repair, dist), reps=12, seed=5)
    flow = sum(b.demand * (1 - b.local) for b in UNEQUAL)
    at_depot = (result.average("site.depot.part.unit.in_repair"), flow * 0.06)
    for i, (b, exact) in enumerate(zip(UNEQUAL, two_echelons(UNEQUAL, 0.06, 3), strict=True)):
        name = f"site.base{i + 1}.part.unit"
        here = (result.average(f"{name}.in_repair") + result.average(f"{name}.in_transit"), own(b))
        owed = controlled(result.average(f"{name}.backorders"), at_depot, here)
        estimate(owed).meets(exact, 0.4 if b.stock == 2 else 0.12)


def test_the_way_back_takes_its_time():
    """Retrograde time adds to the depot's repair."""
    document = tree(FIVE[:2], 1, {"mean": "0.03 y", "dist": "fixed"})
    for name in ("base1", "base2"):
        document["sites"][name]["parts"]["unit"]["repair"]["retrograde"] = {
            "mean": "0.02 y",
            "dist": "exponential",
        }
    result = simulated(document, reps=12)
    average(result, "site.depot.part.unit.retrograde").meets(2 * 23.2 * 0.8 * 0.02, 0.08)
    owed = controlled(
        at_bases(result, "backorders", 2),
        (result.average("site.depot.part.unit.on_order"), 2 * 23.2 * 0.8 * 0.05),
        (at_bases(result, "in_repair", 2) + at_bases(result, "in_transit", 2), own(FIVE[0])),
    )
    estimate(owed).meets(two_echelons(FIVE[:2], 0.05, 1)[0], 0.05)


def test_three_echelons():
    """A base under a store under a depot: the exact split is done twice (Graves 1985 by induction)."""
    demand = 20.0
    sites = {
        "top": {"parts": {"unit": {"stock": 3, "repair": {"turnaround": "0.05 y"}}}},
        "middle": {"depot": "top", "ship": "0.02 y", "parts": {"unit": 2}},
        **{
            f"base{i}": {
                "depot": "middle",
                "ship": "0.01 y",
                "parts": {"unit": {"stock": 1, "demand": "20/y"}},
            }
            for i in (1, 2, 3)
        },
    }
    result = simulated(
        {
            "horizon": "25 y",
            "warmup": "1 y",
            "report": "1 y",
            "parts": {"unit": {"repair": {"turnaround": "1 y", "local": 0}}},
            "sites": sites,
        },
        reps=12,
    )
    above = short(pipeline(3 * demand * 0.05), 3)
    middle = short(np.convolve(above, pipeline(3 * demand * 0.02)), 2)
    exact = mean(short(np.convolve(split(middle, 1 / 3), pipeline(demand * 0.01)), 1))
    owed = controlled(
        at_bases(result, "backorders", 3),
        (result.average("site.top.part.unit.in_repair"), 3 * demand * 0.05),
        (result.average("site.middle.part.unit.in_transit"), 3 * demand * 0.02),
    )
    estimate(owed).meets(exact, 0.06)


def test_what_is_condemned_is_bought_by_the_depot():
    """A share of what the depot takes in is condemned; the purchase takes its own time."""
    document = tree(FIVE[:3], 2, {"mean": "0.02 y", "dist": "exponential"})
    document["sites"]["depot"]["parts"]["unit"]["repair"]["success"] = 0.6
    document["suppliers"] = {"maker": {"lead_time": {"mean": "0.05 y", "dist": "exponential"}}}
    result = simulated(document, reps=12)
    time = 0.6 * 0.02 + 0.4 * 0.05
    flow = 3 * 23.2 * 0.8
    average(result, "site.depot.part.unit.condemned").meets(0.4 * flow / 12, 0.06)
    owed = controlled(
        at_bases(result, "backorders", 3),
        (result.average("site.depot.part.unit.on_order"), flow * time),
        (at_bases(result, "in_repair", 3) + at_bases(result, "in_transit", 3), own(FIVE[0])),
    )
    estimate(owed).meets(two_echelons(FIVE[:3], time, 2)[0], 0.06)


# -- two indentures ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_indentures_reject_mod_metric():
    result = shipped("07-two-indentures", 70, seed=7)
    working = result.average("site.base.part.assembly.in_repair") - result.average(
        "site.base.part.assembly.awaiting_parts"
    )
    owed = estimate(
        controlled(
            result.average("site.base.part.assembly.backorders"),
            (result.average("site.base.part.first.on_order"), 10 * 0.6 * 0.2),
            (result.average("site.base.part.second.on_order"), 10 * 0.4 * 0.1),
            (working, 10 * 0.1),
        )
    )
    owed.meets(two_indentures(10, 0.1, 1, SUBS))
    owed.rejects(mod_metric(10, 0.1, 1, SUBS))
    estimate(working).meets(1.0)
    average(result, "site.base.part.assembly.awaiting_parts").meets(palm(1.2, 1) + palm(0.4, 0), 0.06)


def test_two_indentures_with_three_sub_parts_of_random_repair_and_repairs_that_need_none():
    subs = [SubPart(0.5, 0.15, 1), SubPart(0.2, 0.3, 0), SubPart(0.1, 0.5, 2)]
    names, dists = ("board", "tube", "fan"), ("exponential", "lognormal", "gamma")
    result = simulated(
        {
            "horizon": "40 y",
            "warmup": "3 y",
            "report": "1 y",
            "parts": {
                "radar": {
                    "repair": {
                        "turnaround": "0.08 y",
                        "causes": {n: s.share for n, s in zip(names, subs, strict=True)},
                    }
                },
                **{
                    n: {
                        "repair": {
                            "turnaround": {
                                "mean": f"{s.repair} y",
                                "dist": d,
                                **({} if d == "exponential" else {"sd": "0.2 y"}),
                            }
                        }
                    }
                    for n, s, d in zip(names, subs, dists, strict=True)
                },
            },
            "sites": {
                "base": {
                    "parts": {
                        "radar": {"stock": 2, "demand": "12/y"},
                        **{n: s.stock for n, s in zip(names, subs, strict=True)},
                    }
                }
            },
        },
        reps=24,
    )
    owed = controlled(
        result.average("site.base.part.radar.backorders"),
        *(
            (result.average(f"site.base.part.{n}.on_order"), 12 * s.share * s.repair)
            for n, s in zip(names, subs, strict=True)
        ),
    )
    estimate(owed).meets(two_indentures(12, 0.08, 2, subs), 0.07)


# -- policies and loans --------------------------------------------------------------------------------------------


def test_periodic_review():
    result = simulated(
        {
            "horizon": "1500 d",
            "warmup": "110 d",
            "report": "50 d",
            "suppliers": {"maker": {"lead_time": "12 d"}},
            "sites": {"store": {"parts": {"oil": {"stock": 6, "review": "11 d", "demand": "0.3/d"}}}},
        },
        reps=60,
    )
    average(result, "site.store.part.oil.backorders").meets(periodic(0.3, 12, 11, 6), 0.12)
    average(result, "site.store.part.oil.on_order").meets(0.3 * 12)


@pytest.mark.parametrize("local", [0, 1])
def test_loans_without_delay_make_one_store_of_many(local):
    """Complete pooling: nobody waits while a sister has one, so what is owed is as if all stood on one shelf."""
    store = {"stock": 1, "demand": "15/y"}
    base = {"lateral": "0 d", "parts": {"unit": store}}
    sites = {f"base{i}": {**base, "depot": "main"} for i in (1, 2, 3)}
    turnaround = {"mean": "0.06 y", "dist": "exponential"}
    result = simulated(
        {
            "horizon": "20 y",
            "warmup": "1 y",
            "report": "1 y",
            "parts": {"unit": {"repair": {"turnaround": turnaround, "local": local}}},
            "sites": {"main": {"parts": {"unit": 0}}, **sites},
        },
        reps=10,
    )
    everywhere = result.average("site.main.part.unit.in_repair") + 3 * at_bases(result, "in_repair", 3)
    owed = controlled(3 * at_bases(result, "backorders", 3), (everywhere, 45 * 0.06))
    estimate(owed).meets(palm(45 * 0.06, 3), 0.1)
    assert at_bases(result, "lent", 3).sum() == pytest.approx(at_bases(result, "borrowed", 3).sum())
    alone = 3 * palm(15 * 0.06, 1)
    estimate(owed).rejects(alone)
