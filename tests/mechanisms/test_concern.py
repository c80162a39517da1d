"""Concern: bounded, monotone in what pushes it, fading to its baseline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.concern import event_term, impulse, incident_term, next_concern

SHARE = st.floats(0.0, 1.0)
PUSH = st.floats(-3.0, 3.0)


@given(SHARE, st.floats(0.0, 3.0), PUSH, PUSH, SHARE, SHARE)
def test_it_stays_a_share_and_rises_with_the_push(c, k, g1, g2, fade, baseline):
    low, high = sorted((g1, g2))
    a, b = next_concern(c, k, low, fade, baseline), next_concern(c, k, high, fade, baseline)
    assert 0.0 <= a <= b + 1e-12 <= 1.0 + 1e-12


@given(SHARE, SHARE, st.floats(0.05, 0.9))
def test_left_alone_it_fades_to_its_baseline(c, baseline, fade):
    gap = abs(c - baseline)
    for _ in range(30):
        c = next_concern(c, 1.0, 0.0, fade, baseline)
    assert abs(c - baseline) == pytest.approx(gap * (1.0 - fade) ** 30, abs=1e-12)


@given(st.floats(0.01, 0.9), st.floats(0.01, 0.9))
def test_it_saturates(c, g):
    assert next_concern(c, 1.0, g, 0.0, 0.0) - c <= (1.0 - c) * g + 1e-12
    assert next_concern(1.0, 1.0, g, 0.0, 0.0) == 1.0
    assert next_concern(0.0, 1.0, -g, 0.0, 0.0) == 0.0


@given(st.floats(-10, 10), SHARE, SHARE)
def test_hostile_events_add_and_friendly_ones_take_away(goldstein, salience, credibility):
    term = event_term(goldstein, salience, credibility)
    assert abs(term) <= salience * credibility + 1e-12
    assert term * goldstein <= 0.0


@given(st.integers(0, 500), st.floats(0.0, 50.0))
def test_incidents_count_in_full_at_the_reference(incidents, reference):
    term = incident_term(0.3, incidents, reference)
    assert 0.0 <= term <= 0.3
    assert (term == 0.3) == (incidents > 0 and incidents >= reference)


def test_the_impulse_is_a_sum():
    assert impulse(2.0, 0.25, -0.5, 0.125) == 0.125
