"""Perception: weights, opacity, announcements and lag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.perception import follow, perceived_change, signed_capability, weighted_capability

SHARE = st.floats(0.0, 1.0)
AREAS = st.lists(st.tuples(SHARE, SHARE, st.floats(-1.0, 1.0)), min_size=1, max_size=7)


@given(AREAS)
def test_weighted_capability_is_bounded_and_adds_up_wherever_its_numbers_stand(areas):
    values, weights, alarm = ([row[i] for row in areas] for i in range(3))
    count = len(areas)
    k = weighted_capability(values, 0, weights, 0, alarm, 0, count)
    assert abs(k) <= max(values) + 1e-12
    memory = [7.0, *alarm, *values, 8.0, *weights]
    places = (memory, count + 1, memory, 2 * count + 2, memory, 1, count)
    assert k == weighted_capability(*places)
    assert weighted_capability(values, 0, weights, 0, [-a for a in alarm], 0, count) == -k
    parts = [signed_capability(*places, sign) for sign in (1.0, -1.0)]
    assert parts[0] >= 0.0 >= parts[1]
    assert sum(parts) == pytest.approx(k, abs=1e-12)


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
