"""Risk: bounds, classes, and shares that add up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.numeric import total
from kilter.mechanisms.risk import RISK_CLASSES, hazard, hazard_push, index, log_contribution, risk_class

TEN = st.floats(0.0, 10.0)
CHANNELS = st.lists(st.tuples(st.floats(0, 2), st.floats(0, 40), st.floats(0, 20)), max_size=6)


@given(CHANNELS, st.floats(0, 5))
def test_hazard_is_bounded_and_rises_with_events(channels, more):
    h = hazard(total(hazard_push(*channel) for channel in channels))
    assert 0.0 <= h <= 10.0
    assert h <= hazard(total(hazard_push(w, m + more, ref) for w, m, ref in channels)) + 1e-12


def test_a_channel_at_its_reference_with_weight_one():
    assert hazard_push(5.0, 9.0, 0.0) == 0.0
    assert hazard(hazard_push(1.0, 3.0, 3.0)) == pytest.approx(10.0 * (1.0 - math.exp(-1.0)))


@given(TEN, TEN, TEN)
def test_the_index_is_the_geometric_mean(h, v, c):
    r = index(h, v, c)
    assert min(h, v, c) - 1e-9 <= r <= max(h, v, c) + 1e-9
    assert r**3 == pytest.approx(h * v * c, abs=1e-9)
    assert index(h, v, c) == pytest.approx(index(c, h, v))


@given(*[st.floats(0.02, 10.0)] * 6)
def test_contributions_add_up_to_the_change_of_the_index(h, v, c, h0, v0, c0):
    parts = log_contribution(h, h0) + log_contribution(v, v0) + log_contribution(c, c0)
    assert parts == pytest.approx(math.log(index(h, v, c) / index(h0, v0, c0)), abs=1e-9)


def test_a_factor_of_zero_has_a_finite_contribution():
    assert log_contribution(0.0, 1.0) == pytest.approx(math.log(0.01) / 3.0)
    assert log_contribution(1.0, 0.0) == pytest.approx(-math.log(0.01) / 3.0)


@given(TEN, TEN)
def test_classes_rise_with_the_index(a, b):
    low, high = sorted((a, b))
    assert 0 <= risk_class(low) <= risk_class(high) < len(RISK_CLASSES)
