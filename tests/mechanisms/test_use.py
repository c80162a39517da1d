"""Use: the plan is met when it can be, and never exceeded."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.use import hours_per_item

COUNT = st.integers(0, 60)
#: Hours a month; numbers too small for full precision are no plan of anybody.
PLAN = st.floats(0, 5000, allow_subnormal=False)


@given(PLAN, COUNT, COUNT, st.floats(0, 200))
def test_a_fleet_flies_at_most_its_plan_and_each_item_its_ceiling(planned, capable, crews, ceiling):
    rate = hours_per_item(planned, capable, crews, ceiling)
    assert 0.0 <= rate <= ceiling
    assert rate * capable <= planned * (1.0 + 1e-12)


@given(st.floats(1, 5000), st.integers(1, 60), st.integers(1, 60))
def test_without_a_ceiling_the_plan_is_met(planned, capable, crews):
    assert math.isclose(hours_per_item(planned, capable, crews, math.inf) * capable, planned)


@given(PLAN, st.integers(1, 60), st.floats(1, 200))
def test_more_crews_never_lower_use_and_no_limit_is_many_crews(planned, capable, ceiling):
    rates = [hours_per_item(planned, capable, crews, ceiling) for crews in range(capable + 3)]
    assert all(a <= b * (1 + 1e-12) for a, b in pairwise(rates))
    assert hours_per_item(planned, capable, math.inf, ceiling) == rates[-1]


def test_less_than_one_crew_flies_as_one_item_would_in_part():
    assert hours_per_item(40.0, 2, 0.5, 100.0) == 10.0
