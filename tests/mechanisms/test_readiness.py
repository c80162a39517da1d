"""Reporting levels: the published example, and the order of levels."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms import readiness
from kilter.mechanisms.readiness import level_from_days, level_from_percent, lowest, truncated_percent


def test_the_published_example():
    strength = level_from_percent(truncated_percent(124, 149), *readiness.STRENGTH_BANDS)
    skill = level_from_percent(truncated_percent(122, 149), *readiness.SKILL_BANDS)
    senior = level_from_percent(truncated_percent(46, 64), *readiness.SKILL_BANDS)
    assert (strength, skill, senior, lowest(lowest(strength, skill), senior)) == (2, 2, 3, 3)


@given(st.integers(0, 10000), st.integers(1, 10000))
def test_percentages_are_cut_not_rounded(have, need):
    assert truncated_percent(have, need) == 100 * have // need


@given(st.integers(0, 120), st.integers(0, 120))
def test_more_is_never_a_worse_level(a, b):
    low, high = sorted((a, b))
    for bands in (
        readiness.SUPPLY_BANDS,
        readiness.SUPPLY_BANDS_AIRCRAFT,
        readiness.EQUIPMENT_BANDS_AIRCRAFT,
    ):
        assert 1 <= level_from_percent(high, *bands) <= level_from_percent(low, *bands) <= 4
    days = readiness.TRAINING_DAYS
    assert 1 <= level_from_days(low, *days) <= level_from_days(high, *days) <= 4


@given(st.lists(st.integers(1, 4), min_size=1))
def test_overall_is_the_worst(levels):
    assert reduce(lowest, levels, 0) == max(levels)
