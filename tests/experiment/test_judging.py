"""The probability that a claim holds: right on average, and as uncertain as it says, where the answer is known."""

import numpy as np
import pytest
from scipy.stats import norm
from tests.experiment.claimed import claim

from kilter.experiment.claims.judging import Judgement, interval, judge
from kilter.experiment.claims.predicate import Found, margin_of


def experiment(
    rng: np.random.Generator, mean: float, draws: int, reps: int, luck: float, leaves: int
) -> Judgement:
    """A claim of ``leaves`` conditions above 0; truth varies over draws with sd 1, each replication by ``luck``."""
    one = claim(*({"measure": f"m{n}", "above": 0} for n in range(leaves)))
    conditions = [leaf for _, leaf in one.leaves()]
    rows = []
    for _ in range(draws):
        row = []
        for condition in conditions:
            numbers = mean + rng.normal() + luck * rng.normal(size=reps)
            statistic = float(numbers.mean())
            row.append(Found(statistic, float(margin_of(condition, statistic)), numbers - statistic))
        rows.append(row)
    return judge(one, rows)


@pytest.mark.parametrize(("mean", "luck"), [(0.0, 0.5), (1.0, 1.5), (-1.0, 2.0)])
def test_the_probability_is_right_and_its_interval_covers(mean: float, luck: float) -> None:
    """With two replications a draw, luck is up to twice what ignorance spreads; counting signs would be far off."""
    rng = np.random.default_rng([7, int(10 * mean) % 97, int(10 * luck)])
    truth = float(norm.cdf(mean))
    found = [experiment(rng, mean, 24, 2, luck, 1) for _ in range(40)]
    covered = np.mean([one.low <= truth <= one.high for one in found])
    assert covered >= 0.85
    assert np.mean([one.probability for one in found]) == pytest.approx(truth, abs=0.08)
    # Long enough to be honest, not so long as to say nothing.
    assert np.mean([one.error for one in found]) < 0.27


def test_luck_does_not_blur_a_sure_claim() -> None:
    """Every draw holds by one luck's width: a sixth of the signs would be wrong."""
    rng = np.random.default_rng(3)
    one = claim({"measure": "m0", "above": 0})
    condition = next(leaf for _, leaf in one.leaves())
    rows = []
    for _ in range(40):
        numbers = 1.0 + np.sqrt(2) * rng.normal(size=2)
        middle = float(numbers.mean())
        rows.append([Found(middle, float(margin_of(condition, middle)), numbers - middle)])
    counted = np.mean([row[0].margin > 0 for row in rows])
    assert counted < 0.92
    assert judge(one, rows).probability > counted + 0.05


def test_two_conditions_hold_together() -> None:
    rng = np.random.default_rng(11)
    found = [experiment(rng, 1.0, 32, 4, 0.6, 2).probability for _ in range(16)]
    assert np.mean(found) == pytest.approx(float(norm.cdf(1.0)) ** 2, abs=0.07)


def test_without_luck_it_is_a_count_with_wilsons_interval() -> None:
    one = claim({"measure": "m0", "above": 0})
    rows = [[Found(v, v, np.zeros(2))] for v in (1.0, 2.0, 3.0, -1.0)]
    made = judge(one, rows)
    assert made.probability == 0.75
    assert made.each.tolist() == [1, 1, 1, 0]
    assert (made.low, made.high) == pytest.approx((0.3006, 0.9544), abs=1e-4)
    assert made.luck_share == 0


def test_what_is_nowhere_defined_does_not_hold() -> None:
    for said in ({"above": 0}, {"below": 0}):
        one = claim({"measure": "m0", **said})
        assert judge(one, [[Found(float("nan"), -np.inf, np.zeros(2))] for _ in range(3)]).probability == 0


def test_luck_widens_the_interval() -> None:
    sure, half = np.array([1.0] * 8 + [0.0] * 8), np.full(16, 0.5)
    (a, b), (c, d) = interval(sure), interval(half)
    assert d - c > b - a


def test_a_condition_that_does_not_vary_decides_nothing_where_it_is_met() -> None:
    one = claim({"measure": "m0", "above": 0}, {"measure": "m1", "below": 0.05})
    rows = [[Found(v, v, np.zeros(2)), Found(0.0, 0.05, np.zeros(2))] for v in (3.0, 4.0, 5.0)]
    assert judge(one, rows).margins.tolist() == pytest.approx([3.0, 4.0, 5.0])
    never = [[row[0], Found(0.3, -0.25, np.zeros(2))] for row in rows]
    assert judge(one, never).probability == 0
