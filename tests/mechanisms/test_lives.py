"""Lives at the start: shares stay shares, and an overhaul on time leaves the rest of a cycle."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.lives import point_between, share_since

DAYS = st.floats(0, 20_000)
LIMIT = st.floats(1, 5_000)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_point_lies_between_the_ends(u, a, b):
    low, high = min(a, b), max(a, b)
    assert low - 1e-12 <= point_between(u, low, high) <= high + 1e-12


@given(DAYS, LIMIT, st.booleans())
def test_what_is_used_is_a_share(elapsed, limit, on_time):
    assert 0.0 <= share_since(elapsed, limit, on_time) <= 1.0


@given(DAYS, LIMIT)
def test_without_overhauls_the_life_runs_out_and_stays_out(elapsed, limit):
    assert share_since(elapsed, limit, False) == min(1.0, elapsed / limit)


@given(st.integers(0, 20), st.floats(0, 0.99), LIMIT)
def test_on_time_only_the_last_cycle_counts(cycles, rest, limit):
    share = share_since((cycles + rest) * limit, limit, True)
    apart = abs(share - rest)
    assert math.isclose(min(apart, 1 - apart), 0.0, abs_tol=1e-9)
