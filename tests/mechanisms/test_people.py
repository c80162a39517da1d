"""People: chances are chances, and seats are neither lost nor invented."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.people import departure_probability, promotion_probability, seats_carried, seats_opened


@given(st.floats(0.0, 200.0), st.floats(-1.0, 10.0), st.integers(0, 50), st.integers(0, 50))
def test_promotion_is_a_chance_that_guidance_limits(months, span, seniors, juniors):
    chance = promotion_probability(months, span, seniors, juniors)
    assert 0.0 <= chance <= 1.0
    assert chance <= promotion_probability(months, span, seniors + 1, juniors)
    assert chance <= promotion_probability(months, math.inf, seniors, juniors)


def test_promotion_limits():
    assert promotion_probability(math.inf, 3.0, 5, 5) == 0.0
    assert promotion_probability(0.0, 3.0, 5, 5) == 1.0
    assert promotion_probability(10.0, 0.0, 0, 5) == 0.1
    assert promotion_probability(10.0, math.inf, 0, 5) == 0.1


@given(st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_two_months_of_leaving_compose(first, second):
    stay = (1.0 - departure_probability(first)) * (1.0 - departure_probability(second))
    assert 1.0 - stay == pytest.approx(departure_probability(first + second), abs=1e-12)
    assert departure_probability(-first) == 0.0


@given(st.floats(0.0, 12.0), st.integers(1, 60))
def test_seats_add_up(rate, intakes):
    carried, total = 0.0, 0
    for _ in range(intakes):
        seats = seats_opened(carried, rate)
        carried = seats_carried(carried, rate, seats)
        assert seats >= 0
        assert 0.0 <= carried < 1.0
        total += seats
    assert total + carried == pytest.approx(rate * intakes, abs=1e-6)


def test_ten_tenths_are_a_seat():
    carried, seats = 0.0, []
    for _ in range(10):
        seats.append(seats_opened(carried, 0.1))
        carried = seats_carried(carried, 0.1, seats[-1])
    assert seats == [0] * 9 + [1]
