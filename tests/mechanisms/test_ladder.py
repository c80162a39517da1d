"""The ladder: monthly from yearly, valid rows under any tilt, monotone steps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.ladder import (
    FLARE_FIRST,
    FLARE_NEXT,
    LEVELS,
    flare,
    monthly_from_yearly,
    monthly_matrix,
    step,
    tilt_row,
    tilted_step,
    upward_push,
)

U = st.floats(2.0**-53, 1.0 - 2.0**-53)
LEVEL = st.integers(0, 5)
LOG_ODDS = st.floats(-5.0, 5.0)
COUNTS = st.lists(st.lists(st.integers(0, 900), min_size=6, max_size=6), min_size=6, max_size=6)
# shape of a table of pair-years: level 1 never occurs
TABLE = [
    [500, 0, 5, 20, 40, 4],
    [0, 0, 0, 0, 0, 0],
    [8, 0, 2, 3, 6, 0],
    [20, 0, 3, 9, 8, 1],
    [48, 0, 7, 9, 80, 4],
    [5, 0, 1, 1, 4, 17],
]


def row_of(weights):
    total = sum(weights) + 1.0
    cells = [weight / total for weight in weights]
    cells[-1] += 1.0 - sum(cells)
    return cells


ROWS = st.lists(st.floats(0.0, 1.0), min_size=6, max_size=6).map(row_of)


@given(st.floats(0.0, 1.0))
def test_twelve_months_make_the_year(p):
    assert 1.0 - (1.0 - monthly_from_yearly(p)) ** 12 == pytest.approx(p, abs=1e-9)


@given(COUNTS)
def test_any_table_gives_a_valid_matrix(counts):
    matrix = monthly_matrix(counts)
    assert len(matrix) == len(LEVELS)
    for i, row in enumerate(matrix):
        assert sum(row) == pytest.approx(1.0)
        assert all(0.0 <= cell <= 1.0 for cell in row)
        if sum(counts[i]) == 0:
            assert row[i] == 1.0
        for j, cell in enumerate(row):
            if j != i and counts[i][j] == 0:
                assert cell == 0.0


def test_the_matrix_takes_arrays_and_never_enters_a_level_that_never_occurs():
    matrix = monthly_matrix(TABLE)
    assert matrix == monthly_matrix(np.array(TABLE))
    assert all(row[1] == 0.0 for i, row in enumerate(matrix) if i != 1)
    assert matrix[1] == (0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    assert 1.0 - (1.0 - matrix[0][4]) ** 12 == pytest.approx(40 / 569)


@given(ROWS, LEVEL, LOG_ODDS, LOG_ODDS)
def test_a_tilted_row_is_a_row_whose_odds_moved_as_told(row, level, up, down):
    tilted = tilt_row(row, level, up, down)
    assert sum(tilted) == pytest.approx(1.0)
    assert all(0.0 <= cell <= 1.0 + 1e-12 for cell in tilted)
    for j, cell in enumerate(tilted):
        push = up if j > level else down if j < level else 0.0
        if row[level] > 0.0:
            assert cell * row[level] == pytest.approx(tilted[level] * row[j] * math.exp(push), abs=1e-12)


@given(ROWS, LEVEL, LOG_ODDS, LOG_ODDS, LOG_ODDS)
def test_pushing_up_raises_every_upper_tail(row, level, up, more, down):
    low, high = tilt_row(row, level, up, down), tilt_row(row, level, up + abs(more), down)
    for j in range(1, 6):
        assert sum(low[j:]) <= sum(high[j:]) + 1e-9


@given(ROWS, U, U)
def test_steps_rise_with_the_uniform(row, u, v):
    low, high = sorted((u, v))
    assert 0 <= step(row, low) <= step(row, high) <= 5
    assert row[step(row, u)] > 0.0


@given(ROWS, LEVEL, LOG_ODDS, LOG_ODDS, U)
def test_the_step_without_a_list_is_the_same_to_the_bit(row, level, up, down, u):
    there = tilted_step(row, 0, 6, level, up, down, u)
    assert there == step(tilt_row(row, level, up, down), u)
    assert there == tilted_step(np.array([9.0, *row, 9.0]), 1, 6, level, up, down, u)


def test_a_row_that_falls_short_goes_to_its_highest_possible_level():
    assert step([0.5, 0.4, 0.0], 0.99) == 1
    u = 1.0 - 2.0**-53
    assert tilted_step([0.1] * 10 + [0.0], 0, 11, 0, 0.0, 0.0, u) == 9
    assert tilted_step([1.0 / 49.0] * 49, 0, 49, 0, 0.0, 0.0, u) == 48


def test_steps_come_with_their_chances():
    row, n = monthly_matrix(TABLE)[4], 20000
    seen = [step(row, (i + 0.5) / n) for i in range(n)]
    for level in range(6):
        assert seen.count(level) / n == pytest.approx(row[level], abs=1e-4)


@given(
    st.floats(0, 3), st.floats(-1, 1), st.floats(0, 3), st.floats(-1, 1), st.floats(0, 1), st.integers(0, 30)
)
def test_alarm_and_deterrence_oppose_each_other(alarm, concern, deterrence, gain, trigger, events):
    push = upward_push(alarm, concern, deterrence, gain, trigger, events)
    assert push <= upward_push(alarm, concern, 0.0, gain, trigger, events) + 1e-12
    assert push <= upward_push(alarm, concern + 0.1, deterrence, gain, trigger, events) + 1e-12
    if gain <= 0.0:
        assert push == upward_push(alarm, concern, 0.0, 0.0, trigger, events)


def test_a_flare_up_dies_away_as_observed():
    deaths = [148.0]
    for month in (1, 2, 3):
        deaths.append(flare(deaths[-1], month, FLARE_FIRST, FLARE_NEXT))
    assert deaths == pytest.approx([148.0, 22.2, 6.216, 1.74048])
    assert flare(100.0, 1, 0.5, 0.9) == 50.0
    assert flare(100.0, 2, 0.5, 0.9) == 90.0
