"""Failure: means, memory and age."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from kilter.mechanisms.failure import aged_scale, continued, interval, remaining, scale_from_mean

U = st.floats(2.0**-53, 1.0 - 2.0**-53)
SHAPES = st.floats(0.3, 8.0)


@given(st.floats(1.0, 1e4), SHAPES)
def test_the_scale_gives_back_the_mean(mean, shape):
    assert scale_from_mean(mean, shape) * float(special.gamma(1.0 + 1.0 / shape)) == pytest.approx(mean)


@pytest.mark.parametrize("shape", [0.8, 1.0, 2.5])
def test_intervals_average_to_the_mean(shape):
    n = 20000
    scale = scale_from_mean(60.0, shape)
    assert sum(interval((i + 0.5) / n, scale, shape) for i in range(n)) / n == pytest.approx(60.0, rel=2e-3)


@given(U, st.floats(0.0, 500.0), st.floats(1.0, 500.0), SHAPES)
def test_what_remains_has_the_conditional_survival(u, elapsed, scale, shape):
    left = remaining(u, elapsed, scale, shape)
    assert left >= 0.0
    past, whole = (elapsed / scale) ** shape, ((elapsed + left) / scale) ** shape
    assert whole - past == pytest.approx(-math.log1p(-u), rel=1e-6, abs=1e-9 * (1.0 + past))


@given(U, U, st.floats(0.0, 500.0), SHAPES)
def test_what_remains_rises_with_the_uniform(u, v, elapsed, shape):
    low, high = sorted((u, v))
    assert remaining(low, elapsed, 100.0, shape) <= remaining(high, elapsed, 100.0, shape)


def test_an_infinite_mean_never_fails():
    assert interval(0.01, scale_from_mean(math.inf, 1.5), 1.5) == math.inf
    assert remaining(0.01, 50.0, math.inf, 1.5) == math.inf


@given(st.floats(0.0, 0.2), st.floats(0.0, 40.0), st.floats(0.0, 10.0))
def test_age_shortens_by_a_fixed_factor_each_year(growth, age, more):
    assert aged_scale(aged_scale(100.0, growth, age), growth, more) == pytest.approx(
        aged_scale(100.0, growth, age + more)
    )
    assert aged_scale(100.0, growth, age + more) <= aged_scale(100.0, growth, age) * (1.0 + 1e-12)


LIFE = st.floats(0.1, 1000.0)


@given(st.floats(0.0, 500.0), LIFE, LIFE, SHAPES)
def test_a_life_goes_on_unchanged_when_nothing_changes(elapsed, left, scale, shape):
    assert continued(elapsed, left, scale, shape, scale, shape) == pytest.approx(left, rel=1e-6, abs=1e-6)


@given(st.floats(0.0, 500.0), LIFE, LIFE, LIFE)
def test_an_exponential_life_changes_in_proportion(elapsed, left, scale, new):
    assert continued(elapsed, left, scale, 1.0, new, 1.0) == pytest.approx(left * new / scale)


@given(U, st.floats(0.0, 200.0), LIFE, SHAPES, LIFE, SHAPES)
def test_a_changed_life_uses_up_the_luck_that_is_left(u, elapsed, scale, shape, new_scale, new_shape):
    left = remaining(u, elapsed, scale, shape)
    fresh = remaining(u, elapsed, new_scale, new_shape)
    if 1e-3 < left < 1e6 and 1e-3 < fresh < 1e6:
        assert continued(elapsed, left, scale, shape, new_scale, new_shape) == pytest.approx(fresh, rel=1e-3)


def test_at_renewal_a_change_is_a_fresh_draw():
    old, new = scale_from_mean(100.0, 2.0), scale_from_mean(50.0, 0.8)
    life = interval(0.3, old, 2.0)
    assert continued(0.0, life, old, 2.0, new, 0.8) == pytest.approx(interval(0.3, new, 0.8))
