"""Repair: people, teams, learning and shifts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.repair import (
    exponent_from_rate,
    learning_factor,
    productivity,
    rework_probability,
    shift_finish,
    teams_allowed,
    work_hours,
)

PEOPLE = st.integers(0, 40)


@given(PEOPLE, PEOPLE, PEOPLE)
def test_a_mix_lies_between_its_levels(a, j, m):
    pace, rework = productivity(a, j, m, 0.5, 1.0, 1.3), rework_probability(a, j, m, 0.12, 0.05, 0.02)
    if a + j + m == 0:
        assert pace == rework == 0.0
    else:
        assert 0.5 - 1e-12 <= pace <= 1.3 + 1e-12
        assert 0.02 - 1e-12 <= rework <= 0.12 + 1e-12


@given(st.integers(0, 100), st.integers(1, 6), st.integers(0, 10), st.floats(-1.0, 8.0))
def test_teams_fit_both_people_and_supervision(people, team, supervisors, span):
    teams = teams_allowed(people, team, supervisors, span)
    assert 0 <= teams * team <= people
    free = teams_allowed(people, team, supervisors, math.inf)
    assert free == people // team
    if span > 0:
        assert teams == min(free, math.floor(supervisors * span))
    else:
        assert teams == free


@given(st.floats(0.1, 500.0), st.integers(1, 8), st.floats(0.1, 2.0))
def test_work_hours_give_back_the_labour(labour, team, pace):
    assert work_hours(labour, team, pace) * team * pace == pytest.approx(labour)


@given(st.integers(0, 5000), st.floats(0.6, 1.0), st.floats(0.0, 1.0))
def test_learning_falls_from_one_towards_its_floor(jobs, rate, floor):
    b = exponent_from_rate(rate)
    now, later = learning_factor(jobs, b, floor), learning_factor(jobs + 1, b, floor)
    assert floor - 1e-12 <= later <= now + 1e-12
    assert now <= 1.0
    if floor == 0.0:
        assert learning_factor(2 * jobs + 1, b, 0.0) == pytest.approx(rate * now)  # a doubling of n


DAY = 86400


def in_shift(tick, day_start, day_length):
    return (tick - day_start) % DAY < day_length


def finish_by_counting(start, work, day_start, day_length):
    tick = start
    while work > 0:
        work -= in_shift(tick, day_start, day_length)
        tick += 1
    return tick


@given(st.integers(0, 3 * DAY), st.integers(0, 3000), st.integers(0, DAY - 1), st.integers(400, 2000))
def test_a_shift_is_counted_right_second_by_second(start, work, day_start, day_length):
    start = start // 600 * 600
    work = min(work, 2 * day_length)
    # count only near the window: the wait between shifts has no work in it
    assert shift_finish(start, work, day_start, day_length) == finish_by_counting_fast(
        start, work, day_start, day_length
    )


def finish_by_counting_fast(start, work, day_start, day_length):
    """As counting each second, but a whole wait is passed at once."""
    tick = start
    while work > 0:
        if in_shift(tick, day_start, day_length):
            left = day_length - (tick - day_start) % DAY
            used = min(left, work)
            work -= used
            tick += used
        else:
            tick += DAY - (tick - day_start) % DAY
    return tick


def test_the_fast_count_is_the_slow_count():
    for start in (0, 100, 30000, 86000):
        for work in (0, 1, 500, 1500):
            assert finish_by_counting(start, work, 86000, 1000) == finish_by_counting_fast(
                start, work, 86000, 1000
            )


@given(st.integers(0, 10**9), st.integers(0, 10**7), st.integers(0, DAY - 1), st.integers(1, DAY))
def test_work_done_in_two_pieces_ends_at_the_same_time(start, work, day_start, day_length):
    half = shift_finish(start, work // 2, day_start, day_length)
    whole = shift_finish(start, work, day_start, day_length)
    assert shift_finish(half, work - work // 2, day_start, day_length) == whole
    assert whole >= start + work


@given(st.integers(0, 10**9), st.integers(0, 10**7), st.integers(DAY, 2 * DAY))
def test_round_the_clock_nothing_waits(start, work, day_length):
    assert shift_finish(start, work, 0, day_length) == start + work
    assert shift_finish(start, work, 0, 0) == start + work


def test_a_job_that_fills_a_shift_ends_at_its_close():
    assert shift_finish(8 * 3600, 8 * 3600, 8 * 3600, 8 * 3600) == 16 * 3600
    assert shift_finish(8 * 3600, 8 * 3600 + 1, 8 * 3600, 8 * 3600) == DAY + 8 * 3600 + 1


def test_a_night_shift_runs_past_midnight():
    start, length = 22 * 3600, 8 * 3600
    assert shift_finish(23 * 3600, 2 * 3600, start, length) == 25 * 3600
    assert shift_finish(3600, 3600, start, length) == 2 * 3600  # in the shift that began the evening before
    assert shift_finish(7 * 3600, 3600, start, length) == 23 * 3600
