"""Perception: weights, opacity, announcements and lag."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.perception import follow, perceived_change, weighted_capability

SHARE = st.floats(0.0, 1.0)
AREAS = st.lists(st.tuples(SHARE, SHARE, st.floats(-1.0, 1.0)), min_size=1, max_size=7)


@given(AREAS)
def test_weighted_capability_is_bounded_and_takes_any_sequence(areas):
    values, weights, alarm = ([row[i] for row in areas] for i in range(3))
    k = weighted_capability(values, weights, alarm)
    assert abs(k) <= max(values) + 1e-12
    assert k == weighted_capability(np.array(values), np.array(weights), np.array(alarm))
    assert weighted_capability(values, weights, [-a for a in alarm]) == -k


@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 3), SHARE, SHARE)
def test_openness_calms_a_gain(start, gain, opacity, t1, t2):
    low, high = sorted((t1, t2))
    closed = perceived_change(start + gain, start, opacity, low, 0.0, 0.0, 0.0, 0.0)
    opened = perceived_change(start + gain, start, opacity, high, 0.0, 0.0, 0.0, 0.0)
    assert opened <= closed + 1e-12
    assert opened >= gain - 1e-12


def test_announcements_fade_into_deeds():
    seen = [perceived_change(0.5, 0.5, 1.0, 1.0, 0.8, 0.5, deeds, 9.0) for deeds in (0.0, 0.5, 1.0, 1.5)]
    assert seen == pytest.approx([0.4, 0.2, 0.0, 0.0])


@given(SHARE, SHARE, st.floats(0.0, 24.0))
def test_following_never_overshoots(current, target, lag):
    after = follow(current, target, lag)
    assert min(current, target) - 1e-12 <= after <= max(current, target) + 1e-12


def test_following_halves_the_gap_at_lag_two():
    x = 0.0
    for _ in range(10):
        x = follow(x, 1.0, 2.0)
    assert 1.0 - x == pytest.approx(0.5**10)
