"""Two-sided strength: straight lines between dates, shares that add up, and a lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.parties import advantage, between, dyadic_share

STRENGTH = st.floats(0, 1e6)


@given(STRENGTH, STRENGTH)
def test_the_two_shares_add_up_to_one(own, other):
    assert dyadic_share(own, other) + dyadic_share(other, own) == pytest.approx(1.0)
    assert 0.0 <= dyadic_share(own, other) <= 1.0


@given(st.floats(0.1, 1e3), st.floats(0.1, 1e3), st.floats(0.1, 10))
def test_a_share_knows_no_unit_and_rises_with_ones_own_strength(own, other, unit):
    assert dyadic_share(own * unit, other * unit) == pytest.approx(dyadic_share(own, other))
    assert dyadic_share(own * 1.1, other) > dyadic_share(own, other) > dyadic_share(own, other * 1.1)


def test_parity_is_one_half():
    assert dyadic_share(3.0, 3.0) == dyadic_share(0.0, 0.0) == 0.5


@given(st.floats(-5, 15))
def test_between_two_dates_lies_between_two_values(when):
    value = between(when, 0.0, 60.0, 10.0, 80.0)
    assert value == pytest.approx(60 + 2 * min(max(when, 0), 10))


def test_rivalry_goes_from_the_other_alone_to_the_lead():
    assert advantage(0.75, 0.5, 0.0) == 0.75
    assert advantage(0.75, 0.5, 1.0) == 0.25
    assert advantage(0.75, 0.75, 1.0) == 0.0
