"""Draws: inside (0, 1), monotone in the uniform, the stated mean and spread, exact counts."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kilter.mechanisms import draws

U = st.floats(2.0**-53, 1.0 - 2.0**-53)
GRID = [(i + 0.5) / 5000 for i in range(5000)]


@given(st.integers(0, 2**64 - 1))
def test_unit_is_strictly_inside_and_its_complement_exact(bits):
    u = draws.unit(bits)
    assert 0.0 < u < 1.0
    assert 1.0 - (1.0 - u) == u
    assert draws.unit(2**64 - 1 - bits) == 1.0 - u


@given(st.integers(0, 2**64 - 1))
def test_unit_of_an_unsigned_numpy_integer_is_the_same(bits):
    assert draws.unit(int(np.uint64(bits))) == float(np.uint64(bits) >> np.uint64(12)) * 2.0**-52 + 2.0**-53


@pytest.mark.parametrize("kind", range(len(draws.KINDS)))
@given(u=U, v=U, mean=st.floats(0.01, 1e3), ratio=st.floats(0.01, 3.0))
def test_every_kind_rises_with_the_uniform_and_is_finite(kind, u, v, mean, ratio):
    low, high = sorted((u, v))
    a, b = draws.sample(kind, low, mean, mean * ratio), draws.sample(kind, high, mean, mean * ratio)
    assert 0.0 <= a <= b * (1.0 + 1e-12) < math.inf


@pytest.mark.parametrize("kind", range(len(draws.KINDS)))
def test_every_kind_has_its_mean_and_spread(kind):
    mean, sd = 10.0, 2.0
    values = np.array([draws.sample(kind, u, mean, sd) for u in GRID])
    spread = {draws.FIXED: 0.0, draws.EXPONENTIAL: mean}.get(kind, sd)
    assert values.mean() == pytest.approx(mean, rel=2e-3)
    assert values.std() == pytest.approx(spread, rel=1e-2, abs=1e-9)


def test_the_names_of_the_kinds_stand_at_their_numbers():
    for number, name in enumerate(draws.KINDS):
        assert getattr(draws, name.upper()) == number


@given(U, st.floats(0.5, 300.0), st.floats(0.06, 2.0))
def test_lognormal_and_gamma_are_the_library_quantiles(u, mean, ratio):
    s = math.sqrt(math.log1p(ratio**2))
    assert draws.lognormal(u, mean, mean * ratio) == pytest.approx(
        float(stats.lognorm.ppf(u, s, scale=mean * math.exp(-0.5 * s * s))), rel=1e-8
    )
    shape = 1.0 / ratio**2
    if 1e-6 < u < 1.0 - 1e-6:
        assert draws.gamma(u, mean, mean * ratio) == pytest.approx(
            float(stats.gamma.ppf(u, shape, scale=mean / shape)), rel=1e-8
        )


@given(U)
def test_no_mean_draws_nothing(u):
    for kind in (draws.LOGNORMAL, draws.GAMMA, draws.UNIFORM, draws.NORMAL, draws.EXPONENTIAL):
        assert draws.sample(kind, u, 0.0, 0.0) == 0.0


@given(U, st.floats(draws.SHAPE_MIN, 20.0))
def test_weibull_is_the_power_of_an_exponential(u, shape):
    assert draws.weibull(u, 3.0, shape) == pytest.approx(3.0 * draws.exponential(u, 1.0) ** (1.0 / shape))


@given(U, st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5))
def test_triangular_is_the_library_quantile(u, low, rise, fall):
    mode, high = low + rise, low + rise + fall
    x = draws.triangular(u, low, mode, high)
    assert low - 1e-9 <= x <= high + 1e-9
    if rise + fall > 1e-3:
        known = stats.triang.ppf(u, min(1.0, rise / (rise + fall)), loc=low, scale=rise + fall)
        assert x == pytest.approx(float(known), abs=1e-6)


def counts_match(draw, frozen):
    """The draw must jump exactly where the distribution function does (at most 60 places are tried)."""
    low, high = int(frozen.ppf(1e-8)), int(frozen.ppf(1.0 - 1e-8))
    places = range(low, high + 1, 1 + (high - low) // 60)
    for k, edge in zip(places, frozen.cdf(list(places)), strict=True):
        if 1e-8 < edge < 1.0 - 1e-8:
            assert draw(float(edge) - 1e-10) == k
            assert draw(float(edge) + 1e-10) == k + 1


@pytest.mark.parametrize("mean", [0.01, 0.7, 4.0, 30.0, 590.0])
def test_poisson_is_the_exact_inverse(mean):
    counts_match(lambda u: draws.poisson(u, mean), stats.poisson(mean))


@pytest.mark.parametrize(("mean", "size"), [(0.3, 0.5), (5.0, 1.5), (40.0, 8.0), (3.0, 1e6)])
def test_negative_binomial_is_the_exact_inverse(mean, size):
    frozen = stats.nbinom(size, size / (size + mean))
    counts_match(lambda u: draws.negative_binomial(u, mean, size), frozen)


@pytest.mark.parametrize(
    ("n", "p"), [(1, 0.3), (7, 0.5), (40, 0.9), (600, 0.02), (5000, 0.3), (5000, 0.7), (100000, 0.007)]
)
def test_binomial_is_the_exact_inverse(n, p):
    counts_match(lambda u: draws.binomial(u, n, p), stats.binom(n, p))


@given(U, U, st.floats(0.0, 600.0), st.floats(0.05, 50.0), st.integers(0, 3000), st.floats(0.0, 1.0))
def test_counts_rise_with_the_uniform_and_always_end(u, v, mean, size, n, p):
    low, high = sorted((u, v))
    assert 0 <= draws.poisson(low, mean) <= draws.poisson(high, mean)
    assert (
        0 <= draws.negative_binomial(low, mean / 10, size) <= draws.negative_binomial(high, mean / 10, size)
    )
    assert 0 <= draws.binomial(low, n, p) <= draws.binomial(high, n, p) <= n


@given(st.floats(0.0, 1e6), st.floats(0.01, 1e6))
def test_parts_keep_the_chance_of_zero_above_underflow(mean, size):
    m = draws.poisson_parts(mean)
    assert m >= 1
    assert mean / m <= 600.0
    m = draws.negative_binomial_parts(mean, size)
    assert size * math.log1p(mean / size) / m <= 600.0 + 1e-6


def test_parts_add_up_to_the_whole():
    mean, m = 1500.0, draws.poisson_parts(1500.0)
    rng = np.random.default_rng(5)
    totals = [sum(draws.poisson(u, mean / m) for u in rng.uniform(size=m)) for _ in range(400)]
    assert np.mean(totals) == pytest.approx(mean, abs=4 * math.sqrt(mean / 400))


def test_an_infinite_size_is_a_poisson():
    assert draws.negative_binomial_parts(700.0, math.inf) == draws.poisson_parts(700.0)
    for u in (0.1, 0.5, 0.999):
        assert draws.negative_binomial(u, 6.0, math.inf) == draws.poisson(u, 6.0)


def test_the_last_uniform_does_not_run_away():
    u = 1.0 - 2.0**-53
    assert draws.poisson(u, 4.0) < 60
    assert draws.poisson(u, 600.0) < 1000
    assert draws.negative_binomial(u, 4.0, 1.0) < 400
    assert draws.binomial(u, 5000, 0.3) < 2000
    assert draws.binomial(2.0**-53, 5000, 0.7) > 3000


@pytest.mark.parametrize("kind", range(len(draws.KINDS)), ids=draws.KINDS)
@pytest.mark.parametrize("ratio", [0.1, 0.4, 0.8, 1.5])
def test_the_stated_mean_is_kept_however_wide_the_spread(kind, ratio):
    """Palm's theorem and every long-run share need the mean; cutting at 0 alone would raise it."""
    count = 20_000
    values = [draws.sample(kind, (i + 0.5) / count, 10.0, 10.0 * ratio) for i in range(count)]
    assert sum(values) / count == pytest.approx(10.0, rel=0.005)
    assert min(values) >= 0
