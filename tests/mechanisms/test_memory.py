"""Memory by kind: the imprints add up to concern; concern that follows the level rests where theory says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.concern import next_concern
from kilter.mechanisms.memory import headroom, imprint, level_term, remembered_concern

TERM = st.floats(-0.5, 0.5)


@given(st.floats(0.05, 0.95), st.lists(TERM, min_size=1, max_size=5), st.floats(0.05, 0.9))
def test_the_imprints_of_all_terms_add_up_to_the_move_of_concern(concern, terms, k):
    push = sum(terms)
    moved = next_concern(concern, k, push, 0.0, 0.0) - concern
    whole = k * push * headroom(concern, push)
    scale = 1.0 if abs(whole) < 1e-12 else moved / whole
    room = headroom(concern, push)
    assert sum(imprint(t, k, room, scale) for t in terms) == pytest.approx(moved, abs=1e-12)


@given(st.floats(0, 1), st.lists(st.floats(-1, 1), max_size=5))
def test_what_is_remembered_stays_between_nothing_and_everything(ground, imprints):
    assert 0.0 <= remembered_concern(ground, imprints, 0, len(imprints)) <= 1.0
    if imprints:
        assert remembered_concern(ground, imprints, 1, len(imprints) - 1) == remembered_concern(
            ground, imprints[1:], 0, len(imprints) - 1
        )


@pytest.mark.parametrize(
    ("gamma", "k", "fade", "baseline", "held"), [(2, 0.5, 0.05, 0.3, 0.25), (1, 1, 0.2, 0, 0.9)]
)
def test_a_lasting_gain_leaves_a_lasting_concern(gamma, k, fade, baseline, held):
    concern = baseline
    for _ in range(3000):
        concern = next_concern(concern, k, level_term(gamma, fade, held), fade, baseline)
    q = (1 - fade) * k * gamma * held
    assert concern == pytest.approx((baseline + q) / (1 + q), abs=1e-9)
    assert level_term(gamma, fade, 0.0) == 0.0


def test_two_sides_that_react_to_one_another_come_to_rest_where_richardson_says():
    """Each arms as much as it is concerned. Far from saturation that is his linear pair of equations:
    a x = k y + a g, a y = l x + a h in the limit of small steps, with a stable point where k l < a a."""
    fade, small, k, ga, gb = 0.1, 1e-4, 1.0, 0.6, 0.8
    g, h = 1.0 * small, 2.0 * small
    x, y = g, h
    for _ in range(2000):
        x, y = (
            next_concern(x, k, level_term(ga, fade, y), fade, g),
            next_concern(y, k, level_term(gb, fade, x), fade, h),
        )
    a, b = (1 - fade) * k * ga, (1 - fade) * k * gb
    assert x == pytest.approx((g + a * h) / (1 - a * b), rel=1e-3)
    assert y == pytest.approx((h + b * g) / (1 - a * b), rel=1e-3)


def test_where_reaction_outweighs_fatigue_saturation_ends_the_race():
    x = y = 0.01
    for _ in range(5000):
        x, y = (
            next_concern(x, 1.0, level_term(3.0, 0.1, y), 0.1, 0.01),
            next_concern(y, 1.0, level_term(3.0, 0.1, x), 0.1, 0.01),
        )
    assert 0.5 < x < 1.0
    q = 0.9 * 3.0 * x  # the same rule, solved for the resting point it has now
    assert x == pytest.approx((0.01 + q) / (1 + q), abs=1e-9)
