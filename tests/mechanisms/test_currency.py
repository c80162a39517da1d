"""Recent practice: a window that slides, and a share that is one."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.currency import counted_hours, current_share

HOURS, DAYS = st.floats(0, 500), st.floats(1, 31)


@given(HOURS, DAYS, st.floats(-50, 400))
def test_a_month_counts_at_most_whole(hours, days, left):
    counted = counted_hours(hours, days, left)
    assert 0.0 <= counted <= hours
    assert counted == hours or left < days


@given(HOURS, DAYS, st.floats(0, 1))
def test_a_part_of_a_month_counts_in_proportion(hours, days, share):
    assert math.isclose(counted_hours(hours, days, share * days), share * hours, rel_tol=1e-9, abs_tol=1e-9)


@given(st.floats(0, 1e4), st.integers(0, 50), st.floats(0.1, 50))
def test_the_share_is_one(hours, crews, needed):
    assert 0.0 <= current_share(hours, crews, needed) <= 1.0
    assert current_share(hours + 1.0, crews, needed) >= current_share(hours, crews, needed)
