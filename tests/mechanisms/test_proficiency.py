"""Proficiency: it stays a share, fades by half in a half-life and settles where gain meets loss."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kilter.mechanisms.proficiency import next_proficiency, ready_share

SHARE = st.floats(0.0, 1.0)


@given(SHARE, SHARE, SHARE, st.floats(0.0, 100.0), st.floats(0.0, 50.0), st.floats(0.1, 60.0))
def test_it_stays_a_share_and_hours_never_hurt(p, baseline, gain, hours, reference, half_life):
    after = next_proficiency(p, baseline, gain, hours, reference, half_life)
    assert 0.0 <= after <= 1.0
    assert after >= next_proficiency(p, baseline, gain, 0.0, reference, half_life)


def test_half_the_gain_is_gone_after_a_half_life_without_practice():
    p = 0.9
    for _ in range(11):
        p = next_proficiency(p, 0.5, 0.1, 0.0, 20.0, 11.0)
    assert p == pytest.approx(0.7)


def test_it_settles_where_gain_meets_loss():
    p = 0.5
    for _ in range(2000):
        p = next_proficiency(p, 0.4, 0.1, 20.0, 20.0, 11.0)
    loss = 1.0 - 2.0 ** (-1.0 / 11.0)
    assert p == pytest.approx((0.1 + loss * 0.4) / (0.1 + loss))


def test_without_a_reference_or_decay_nothing_changes():
    assert next_proficiency(0.6, 0.5, 0.1, 20.0, 0.0, math.inf) == 0.6


@given(st.floats(0.01, 0.99), st.floats(0.5, 200.0), st.floats(0.01, 0.99))
def test_the_ready_share_is_the_beta_tail(p, concentration, floor):
    share = ready_share(p, concentration, floor)
    assert share == pytest.approx(
        float(stats.beta.sf(floor, p * concentration, (1 - p) * concentration)), abs=1e-9
    )


@given(SHARE, SHARE, st.floats(0.5, 100.0), SHARE)
def test_better_crews_are_readier(p, q, concentration, floor):
    low, high = sorted((p, q))
    a, b = ready_share(low, concentration, floor), ready_share(high, concentration, floor)
    assert 0.0 <= a <= b + 1e-9 <= 1.0 + 2e-9


def test_edges():
    assert ready_share(0.5, 8.0, -0.1) == 1.0
    assert ready_share(0.5, 8.0, 1.0) == 0.0
    assert ready_share(0.3, 0.0, 0.5) == 0.3
    assert ready_share(0.6, math.inf, 0.5) == 1.0
    assert ready_share(0.4, math.inf, 0.5) == 0.0
