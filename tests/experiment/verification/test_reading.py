import math

import numpy as np
import pytest

from kilter.engine.trajectory import Trajectory
from kilter.experiment.verification.reading import Reading


def outcomes(values):
    """One trajectory per replication: array of (replications, periods, measures)."""
    return [Trajectory(table, table.mean(axis=0)) for table in np.asarray(values, dtype=float)]


def estimated(reading, values):
    left = np.array([reading.take(one) for one in outcomes(values)])
    return reading.estimate(reading.samples(left))


def correlated(count, periods, seed):
    """Autoregressive series with variance 1 and correlation .6 from one period to the next, about 10."""
    rng = np.random.default_rng(seed)
    x = np.empty((count, periods))
    x[:, 0] = rng.standard_normal(count)
    for period in range(1, periods):
        x[:, period] = 0.6 * x[:, period - 1] + 0.8 * rng.standard_normal(count)
    return 10 + x[:, :, np.newaxis]


def test_a_mean_weighs_periods_by_their_length():
    values = [[[1.0], [4.0]], [[3.0], [6.0]]]
    seen = estimated(Reading((0,), rows=(0, 2), weights=(3.0, 1.0)), values)
    assert seen.value == pytest.approx((1.75 + 3.75) / 2)
    assert seen.se == pytest.approx(1.0)
    assert (seen.freedom, seen.count) == (1, 2)


def test_several_measures_are_averaged_within_a_replication():
    values = [[[1.0, 3.0]], [[2.0, 4.0]]]
    assert estimated(Reading((0, 1)), values).value == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("reading", "exact"),
    [
        (Reading((0,), "variance", (0, 12)), 1.0),
        (Reading((0,), "autocovariance", (0, 12), lag=1), 0.6),
        (Reading((0,), "autocovariance", (0, 12), lag=3), 0.216),
        (Reading((0,), "share", (0, 12), above=11.0), 0.158655),
        (Reading((0,), "quantile", (11, 12), (1.0,), level=0.9), 11.281552),
        (Reading((0,), "mean", (0, 12), (1.0,) * 12), 10.0),
    ],
    ids=lambda value: value.statistic if isinstance(value, Reading) else "",
)
def test_each_statistic_finds_what_is_there(reading, exact):
    seen = estimated(reading, correlated(6000, 12, seed=3))
    assert abs(seen.value - exact) < 4 * seen.se
    assert 0 < seen.se < 0.05


@pytest.mark.parametrize("statistic", ["variance", "autocovariance"])
def test_second_moments_have_no_bias_with_few_short_replications(statistic):
    """The mean of all is taken from the same few numbers, which makes naive moments too small by a twentieth."""
    reading = Reading((0,), statistic, (0, 4), lag=1 if statistic == "autocovariance" else 0)
    many = [estimated(reading, correlated(8, 4, seed)).value for seed in range(2500)]
    exact = 1.0 if statistic == "variance" else 0.6
    assert abs(np.mean(many) - exact) < 4 * np.std(many) / math.sqrt(len(many))


def test_a_quantiles_standard_error_is_its_spread_over_experiments():
    reading = Reading((0,), "quantile", level=0.8)
    found = [estimated(reading, correlated(300, 1, seed)) for seed in range(300)]
    spread = np.std([one.value for one in found])
    assert np.mean([one.se for one in found]) == pytest.approx(spread, rel=0.15)


def test_replications_without_a_value_are_left_out():
    values = [[[1.0]], [[math.nan]], [[3.0]]]
    seen = estimated(Reading((0,)), values)
    assert (seen.value, seen.count) == (2.0, 2)
    assert math.isnan(estimated(Reading((0,)), [[[math.nan]], [[math.nan]]]).value)


def test_what_does_not_vary_has_no_spread():
    assert estimated(Reading((0,)), np.full((50, 3, 1), 0.1)).se == 0.0
