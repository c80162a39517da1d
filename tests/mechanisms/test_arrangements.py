"""Joining and leaving by a threshold, the pull of company, and factors at part of their level."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.arrangements import drawn_in, join_probability, leave_probability, partial_factor


@given(st.floats(0.01, 2), st.floats(-1, 1), st.floats(-1, 1), st.floats(0.01, 0.5))
def test_joining_and_leaving_mirror_one_another(rate, driver, at, width):
    """The two hazards add up to the rate: far on one side only one of them is left."""
    joins = -math.log(1 - join_probability(rate, driver, at, width))
    leaves = -math.log(1 - leave_probability(rate, driver, at, width))
    assert joins + leaves == pytest.approx(rate)
    assert join_probability(rate, at, at, width) == pytest.approx(leave_probability(rate, at, at, width))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_company_draws_in(driver, company, others):
    assert drawn_in(driver, company, 0.0) == driver
    assert drawn_in(driver, company, others) >= driver


@given(st.floats(0.05, 20), st.floats(0, 1))
def test_log_odds_grow_in_a_straight_line(factor, level):
    assert math.log(partial_factor(factor, level)) == pytest.approx(level * math.log(factor), abs=1e-12)
    assert partial_factor(factor, 1.0) == factor
