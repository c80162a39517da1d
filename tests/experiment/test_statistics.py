import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from kilter.experiment import statistics

NAN = float("nan")


@given(
    hnp.arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 3)), elements=st.floats(-1e6, 1e6)),
    st.floats(0, 1),
)
def test_quantiles_agree_with_numpy_to_the_last_bit(values, probability):
    expected = np.quantile(values, probability, axis=0, method="linear")
    found = statistics.quantiles(values, [probability])[0]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12)


def test_undefined_replications_are_left_out_and_counted():
    values = np.array([[1.0, NAN], [NAN, NAN], [3.0, NAN], [5.0, 2.0]])
    m = statistics.moments(values)
    assert m.count.tolist() == [3, 1]
    assert m.mean.tolist() == [3.0, 2.0]
    assert m.se[0] == pytest.approx(2 / math.sqrt(3))
    assert math.isnan(m.se[1])
    assert statistics.quantiles(values, [0.5])[0].tolist() == [3.0, 2.0]


def test_nothing_defined_gives_nan_not_a_warning():
    values = np.full((4, 1), NAN)
    assert math.isnan(statistics.moments(values).mean[0])
    assert math.isnan(statistics.quantiles(values, [0.5])[0, 0])
    assert math.isnan(statistics.paired(values, values).difference[0])
    assert math.isnan(statistics.share_better(values, values, 1)[0])


def test_constant_column_has_exactly_no_spread():
    m = statistics.moments(np.full(7, 0.1))
    assert m.mean == 0.1
    assert m.se == 0.0


@given(hnp.arrays(np.float64, st.integers(2, 20), elements=st.floats(-1e9, 1e9)))
def test_comparing_with_itself_is_exactly_nothing(values):
    pair = statistics.paired(values, values)
    assert (pair.difference, pair.low, pair.high) == (0.0, 0.0, 0.0)
    assert math.isnan(pair.variance_ratio)
    assert statistics.share_better(values, values, 1) == 0.5
    assert statistics.share_better(values, values, -1) == 0.5


def test_a_constant_shift_has_no_variance_ratio_and_no_width():
    values = np.random.default_rng(3).normal(1e3, 5, 50)
    pair = statistics.paired(values, values + 0.1)
    assert pair.difference == pytest.approx(0.1)
    assert pair.low == pair.high == pair.difference
    assert math.isnan(pair.variance_ratio)


def test_paired_matches_scipy():
    from scipy import stats

    draw = np.random.default_rng(4)
    a = draw.normal(size=40)
    b = a + draw.normal(0.3, 0.5, 40)
    pair = statistics.paired(a, b)
    expected = stats.ttest_rel(b, a).confidence_interval(0.95)
    assert (pair.low, pair.high) == (pytest.approx(expected.low), pytest.approx(expected.high))
    assert pair.variance_ratio == pytest.approx((a.var(ddof=1) + b.var(ddof=1)) / (b - a).var(ddof=1))


def test_pairing_skips_replications_undefined_on_either_side():
    pair = statistics.paired([1.0, NAN, 3.0, 4.0], [2.0, 5.0, NAN, 7.0])
    assert int(pair.count) == 2
    assert (float(pair.first), float(pair.second), float(pair.difference)) == (2.5, 4.5, 2.0)


def test_t_interval_covers_as_often_as_it_says():
    values = np.random.default_rng(5).normal(10, 2, (8, 4000))
    m = statistics.moments(values)
    low, high = statistics.t_interval(m.mean, m.se, m.count)
    covered = ((low <= 10) & (high >= 10)).mean()
    assert abs(covered - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 4000)


def test_one_replication_has_no_interval():
    pair = statistics.paired([1.0], [2.0])
    assert float(pair.difference) == 1.0
    assert math.isnan(pair.low)
    assert math.isnan(pair.high)


def test_lower_can_be_better():
    assert statistics.share_better([3.0, 3.0], [1.0, 4.0], -1) == 0.5
    assert statistics.share_better([3.0, 3.0], [1.0, 2.0], -1) == 1.0
    assert math.isnan(statistics.share_better([3.0], [1.0], 0))


@pytest.mark.parametrize("method_count", [(0, 10), (3, 10), (10, 10), (7, 200)])
def test_wilson_matches_scipy(method_count):
    from scipy.stats import binomtest

    successes, count = method_count
    expected = binomtest(successes, count).proportion_ci(0.95, method="wilson")
    share, low, high = statistics.wilson(successes, count)
    assert share == successes / count
    assert low == pytest.approx(expected.low, abs=1e-12)
    assert high == pytest.approx(expected.high, abs=1e-12)


def test_wilson_of_nothing_is_undefined():
    assert all(math.isnan(one) for one in statistics.wilson(0, 0))


def test_infinite_values_do_not_break_quantiles():
    assert statistics.quantiles([1.0, math.inf, math.inf], [0.5, 1.0]).tolist() == [math.inf, math.inf]
