"""Recent practice: a window that slides, and a share that is one."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.currency import current_share, hours_lately

MONTHS = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 31)), max_size=8)


@given(MONTHS, st.floats(1, 400), st.floats(0, 500))
def test_a_longer_time_never_holds_less_of_what_has_been_run(past, within, before):
    assert hours_lately(past, within, 0.0) <= hours_lately(past, within * 2, 0.0) + 1e-9
    total = sum(hours for hours, _ in past)
    assert 0.0 <= hours_lately(past, within, before) <= (total + before) * (1 + 1e-9)


@given(MONTHS.filter(bool))
def test_whole_months_count_whole(past):
    days = sum(d for _, d in past)
    assert math.isclose(hours_lately(past, days, 99.0), sum(h for h, _ in past), rel_tol=1e-6, abs_tol=1e-6)


@given(st.floats(0, 1e4), st.integers(0, 50), st.floats(0.1, 50))
def test_the_share_is_one(hours, crews, needed):
    assert 0.0 <= current_share(hours, crews, needed) <= 1.0
    assert current_share(hours + 1.0, crews, needed) >= current_share(hours, crews, needed)
