"""Missions: nothing is lent that is not there, and what is wasted is part of one mission."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.missions import in_proportion, lendable, wasted_hours

HOURS = st.floats(0, 1e4)


@given(HOURS, st.floats(0, 60), st.floats(0, 730))
def test_a_fleet_lends_neither_beyond_its_plan_nor_beyond_its_items(planned, manned, ceiling):
    assert lendable(planned, manned, ceiling) == min(planned, manned * ceiling)
    assert lendable(math.inf, manned, ceiling) == manned * ceiling


@given(HOURS, st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_the_parts_are_the_whole(amount, parts):
    whole = sum(parts)
    total = sum(in_proportion(amount, part, whole) for part in parts)
    assert math.isclose(total, amount if whole > 0 else 0.0, rel_tol=1e-9, abs_tol=1e-9)


@given(st.floats(0, 1e4), st.floats(0.1, 50))
def test_less_than_one_mission_is_wasted(since, duration):
    assert 0.0 <= wasted_hours(since, duration) <= duration * (1 + 1e-9)


@pytest.mark.parametrize("ratio", [0.1, 0.5, 1.5])
def test_with_a_constant_failure_rate_the_share_that_counts_is_known(ratio):
    lives = np.random.default_rng(1).exponential(1.0, 40_000)
    useful = 1.0 - sum(wasted_hours(x, ratio) for x in lives.tolist()) / lives.sum()
    assert useful == pytest.approx(ratio / math.expm1(ratio), abs=0.01)
