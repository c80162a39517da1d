"""Helpers: bounds, accurate logarithms, half-lives and weighted means."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.numeric import bounded_exp, clip, kept, log_one_plus, total, weighted_mean

SHARE = st.floats(0.0, 1.0)


@given(st.floats(-1e6, 1e6), st.floats(-10, 10), st.floats(0, 10))
def test_clip_stays_inside_and_leaves_what_is_inside(x, low, width):
    y = clip(x, low, low + width)
    assert low <= y <= low + width
    assert y == x or not low <= x <= low + width


@given(st.floats(allow_nan=False))
def test_bounded_exp_never_overflows(x):
    assert 0.0 < bounded_exp(x) < math.inf


@given(st.floats(-0.999, 1e6))
def test_log_one_plus_agrees_with_the_library(x):
    assert math.isclose(log_one_plus(x), math.log1p(x), rel_tol=1e-14, abs_tol=0.0)


@given(st.floats(0.05, 500.0))
def test_half_is_kept_after_a_half_life(half_life):
    assert math.isclose(kept(half_life) ** half_life, 0.5, rel_tol=1e-11)


@given(st.lists(st.tuples(SHARE, SHARE), min_size=1, max_size=8))
def test_a_weighted_mean_lies_between_its_values_whatever_holds_them(pairs):
    values = [value for value, _ in pairs]
    weights = [weight + 0.01 for _, weight in pairs]
    count = len(pairs)
    mean = weighted_mean(values, 0, weights, 0, count)
    assert min(values) - 1e-12 <= mean <= max(values) + 1e-12
    assert mean == weighted_mean(tuple(values), 0, np.array(weights), 0, count)
    memory = np.array([7.0, *weights, 8.0, *values])
    assert mean == weighted_mean(memory, count + 2, memory, 1, count)


def test_negative_weights_do_not_count():
    assert weighted_mean([0.3, 0.9], 0, [1.0, -5.0], 0, 2) == 0.3


def test_a_total_is_added_from_the_left_and_not_corrected():
    assert total([1e16, 1.0, -1e16]) == 0.0
    assert total(x for x in (0.1, 0.2, 0.3)) == 0.1 + 0.2 + 0.3
    assert total([]) == 0.0
