"""The agreement: ramps, deliveries, and a state machine that follows its table."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kilter.mechanisms import agreement
from kilter.mechanisms.agreement import MOVES, STATES, allowed, lead, next_state, ramp, track_level

STATE = st.integers(0, 6)
CHANCE = st.floats(0.0, 0.3)
CHANCES = st.tuples(CHANCE, CHANCE, CHANCE, CHANCE, CHANCE, CHANCE)
U = st.floats(2.0**-53, 1.0 - 2.0**-53)
ORDER = ("delay", "narrow", "suspend", "end", "broaden", "resume")


def table():
    """The table as it is printed in the docstring."""
    rows = [line.split() for line in (lead.__doc__ or "").splitlines() if line.split()[:1]]
    rows = [row for row in rows if row[0] in STATES and len(row) == 7]
    assert len(rows) == 7
    return {row[0]: row[1:] for row in rows}


def test_the_printed_table_is_the_one_that_is_used():
    for name, cells in table().items():
        for move, cell in enumerate(cells):
            assert STATES[lead(STATES.index(name), move)] == (name if cell == "." else cell)


def test_names_and_numbers_agree():
    for number, name in enumerate(STATES):
        assert getattr(agreement, name.upper()) == number
    for number, name in enumerate(MOVES):
        assert getattr(agreement, f"MOVE_{name.upper()}") == number


@given(STATE, U, CHANCES)
def test_only_allowed_states_follow(state, u, chances):
    assert allowed(state, next_state(state, u, *chances))


@given(STATE, U)
def test_without_chances_nothing_changes(state, u):
    assert next_state(state, u, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) == state


@given(U, CHANCES)
def test_what_has_ended_stays_so(u, chances):
    assert next_state(agreement.ENDED, u, *chances) == agreement.ENDED


@pytest.mark.parametrize("state", range(6))
@pytest.mark.parametrize("name", ORDER)
def test_each_open_move_has_its_own_chance(state, name):
    chances = dict.fromkeys(ORDER, 0.1)
    chances[name] = 0.16
    n = 1000
    then = lead(state, MOVES.index(name))
    expected = sum(
        p for other, p in chances.items() if lead(state, MOVES.index(other)) == then and then != state
    )
    seen = sum(next_state(state, (i + 0.5) / n, *chances.values()) == then for i in range(n)) / n
    if then != state:
        assert seen == pytest.approx(expected, abs=2e-3)


@given(STATE, U, CHANCES, CHANCE)
def test_a_higher_chance_of_the_end_only_ends_more(state, u, chances, more):
    assume(state != agreement.ENDED)
    raised = (*chances[:3], chances[3] + more, *chances[4:])
    if next_state(state, u, *chances) == agreement.ENDED:
        assert next_state(state, u, *raised) == agreement.ENDED


def test_bad_luck_comes_first_when_chances_are_too_many():
    assert next_state(agreement.ACTIVE, 0.99, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9) == agreement.SUSPENDED
    assert next_state(agreement.ACTIVE, 0.99, 0.5, 0.5, 0.0, 0.4, 0.9, 0.9) == agreement.DELAYED
    assert next_state(agreement.SUSPENDED, 0.99, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0) == agreement.ENDED


@given(st.floats(-5, 50), st.floats(0, 24))
def test_a_ramp_is_a_share_that_rises(months, length):
    assert 0.0 <= ramp(months, length) <= ramp(months + 1.0, length) <= 1.0


def test_allowed_says_no():
    assert not allowed(agreement.ENDED, agreement.ACTIVE)
    assert not allowed(agreement.SUSPENDED, agreement.BROADENED)
    assert allowed(agreement.SIGNED, agreement.ACTIVE)


def test_a_track_delivers_the_product():
    assert track_level(12.0, 0.5, 0.5, 0.75) == 2.25
