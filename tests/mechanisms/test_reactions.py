"""Reactions: chances of starting, bounded levers, opportunities."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.reactions import LEVER_MAX, LEVER_MIN, expit, lever, opportunity, start_probability

ANY = st.floats(-1e6, 1e6)


@given(ANY)
def test_expit_is_bounded_and_odd_about_a_half(x):
    assert 0.0 <= expit(x) <= 1.0
    assert expit(x) + expit(-x) == pytest.approx(1.0)


@given(st.floats(0, 5), ANY, ANY, st.floats(-1, 1), st.floats(0.0, 2.0))
def test_a_start_is_a_chance_that_rises_with_its_driver(rate, a, b, at, width):
    low, high = sorted((a, b))
    first, second = start_probability(rate, low, at, width), start_probability(rate, high, at, width)
    assert 0.0 <= first <= second <= 1.0 - math.exp(-rate)


def test_a_reaction_to_a_fall_is_the_mirror():
    assert start_probability(0.3, -0.2, -0.4, 0.1) == pytest.approx(start_probability(0.3, 0.6, 0.4, 0.1))


def test_a_hard_threshold():
    assert start_probability(1.0, 0.5, 0.5, 0.0) == 1.0 - math.exp(-1.0)
    assert start_probability(-1.0, 0.5, 0.5, 0.0) == 0.0


@given(st.floats(0, 1e9))
def test_levers_are_bounded(factor):
    assert LEVER_MIN <= lever(factor) <= LEVER_MAX


@given(st.floats(0, 1), st.floats(0, 3), st.floats(-2, 2))
def test_opportunity_is_a_share(start, gain, change):
    assert 0.0 <= opportunity(start, gain, change) <= 1.0
    assert opportunity(start, gain, 0.0) == start
