import math

import numpy as np
import pytest
from scipy.stats import norm, t

from kilter.experiment.verification.reading import Reading
from kilter.experiment.verification.rule import POWER, Estimate, Rule, as_normal, distance


def worst_by_suite(suites, comparisons, count, seed, shared=0.0):
    """The largest |t| of each suite of comparisons whose engine is right; `shared` of the luck is common to all."""
    rng = np.random.default_rng(seed)
    worst = np.zeros(suites)
    common = rng.standard_normal((suites, count))
    for _ in range(comparisons):
        own = rng.standard_normal((suites, count))
        x = math.sqrt(shared) * common + math.sqrt(1 - shared) * own
        worst = np.maximum(worst, np.abs(x.mean(axis=1)) / (x.std(axis=1, ddof=1) / math.sqrt(count)))
    return worst


@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_false_alarms_come_at_the_stated_rate(rate):
    """Suites of forty right comparisons of twelve replications: one in a hundred fails anything, or one in ten."""
    suites = 20_000
    alarms = (worst_by_suite(suites, 40, 12, seed=5) > Rule(rate, 40).limit(11)).mean()
    assert (
        abs(alarms - rate) < 4 * math.sqrt(rate / suites) + 0.05 * rate
    )  # Bonferroni gives away 5 % of 10 %


def test_comparisons_that_move_together_raise_fewer_false_alarms():
    apart = (worst_by_suite(10_000, 20, 10, seed=6) > Rule(0.1, 20).limit(9)).mean()
    together = (worst_by_suite(10_000, 20, 10, seed=6, shared=0.9) > Rule(0.1, 20).limit(9)).mean()
    assert together < apart < 0.115


def test_the_rule_as_it_is_applied_keeps_the_rate():
    """As above with the estimates that a verification makes, one after the other."""
    rng = np.random.default_rng(8)
    reading, rule = Reading((0,)), Rule(0.3, 8)
    alarms = sum(
        any(
            not rule.agrees(reading.estimate(7 + 3 * rng.standard_normal(15)), 7.0)
            for _ in range(rule.comparisons)
        )
        for _ in range(600)
    )
    assert abs(alarms / 600 - (1 - (1 - 0.3 / 8) ** 8)) < 4 * math.sqrt(0.26 * 0.74 / 600)


def test_an_error_of_the_resolution_is_caught_as_often_as_stated():
    rng = np.random.default_rng(9)
    rule, sd, count, trials = Rule(0.01, 100), 2.0, 400, 3000
    error = rule.seen(count - 1) * sd / math.sqrt(count)
    x = 5 + error + sd * rng.standard_normal((trials, count))
    away = (x.mean(axis=1) - 5) / (x.std(axis=1, ddof=1) / math.sqrt(count))
    caught = (np.abs(away) > rule.limit(count - 1)).mean()
    assert abs(caught - POWER) < 4 * math.sqrt(POWER * (1 - POWER) / trials)


def test_four_standard_errors_hold_up_to_157_comparisons_at_one_per_cent():
    assert Rule(0.01, 157).limit(math.inf) < 4 < Rule(0.01, 158).limit(math.inf)


def test_a_wrong_value_is_rejected_whenever_the_right_one_is_accepted():
    """With the two further apart than an interval is long, no estimate agrees with both."""
    rule = Rule(0.01, 50)
    estimate = Estimate(1.0, 0.01, 99, 100)
    apart = rule.length(estimate) * 1.0001
    for right in np.linspace(1 - apart, 1 + apart, 41):
        assert not (rule.agrees(estimate, right) and rule.agrees(estimate, right + apart))


def test_limits_follow_student():
    rule = Rule(0.02, 10)
    assert rule.limit(math.inf) == pytest.approx(norm.ppf(1 - 0.001))
    assert rule.limit(4) == pytest.approx(t.ppf(1 - 0.001, 4))
    assert rule.limit(4) > rule.limit(40) > rule.limit(math.inf)


def test_a_normal_distance_is_as_unlikely():
    assert 2 * norm.sf(as_normal(3.0, 9)) == pytest.approx(2 * t.sf(3.0, 9))
    assert as_normal(-3.0, 9) == -as_normal(3.0, 9)


def test_what_does_not_vary_agrees_with_itself_alone():
    still = Estimate(0.3, 0.0, 9, 10)
    assert distance(still, 0.3) == 0.0
    assert distance(still, 0.31) == -math.inf
    assert not Rule(0.01, 1).agrees(still, 0.31)
    assert not Rule(0.01, 1).agrees(Estimate(math.nan, math.nan, 1, 0), 0.3)
