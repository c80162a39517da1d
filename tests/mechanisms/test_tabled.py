"""Amounts whose parameters are worked out once: the same values, to the bit where nothing is approximated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.draws import (
    EXPONENTIAL,
    FIXED,
    GAMMA,
    KINDS,
    LOGNORMAL,
    NORMAL,
    UNIFORM,
    lognormal,
    sample,
)
from kilter.mechanisms.gamma_table import NO_TABLE, gamma_nodes
from kilter.mechanisms.tabled import amount_table, sample_with

units = st.integers(0, 2**52 - 1).map(lambda k: (k + 0.5) * 2.0**-52)
amounts = st.floats(1e-3, 1e4)


@given(units, amounts, amounts)
def test_a_lognormal_amount_has_the_same_bits_with_its_table(u: float, mean: float, sd: float) -> None:
    table = (5.0, *amount_table(LOGNORMAL, mean, sd))
    assert sample_with(LOGNORMAL, u, mean, sd, table, 1) == lognormal(u, mean, sd)


@given(units, amounts, amounts, st.floats(0.1, 10.0))
def test_a_moved_lognormal_amount_is_drawn_afresh(u: float, mean: float, sd: float, by: float) -> None:
    table = amount_table(LOGNORMAL, mean, sd)
    assert sample_with(LOGNORMAL, u, by * mean, sd, table, 0) == lognormal(u, by * mean, sd)
    assert sample_with(LOGNORMAL, u, mean, by * sd, table, 0) == lognormal(u, mean, by * sd)


def test_without_spread_or_mean_there_is_no_table() -> None:
    for kind in range(len(KINDS)):
        assert amount_table(kind, 3.0, 0.0) == NO_TABLE
        assert amount_table(kind, 0.0, 3.0) == NO_TABLE
    assert amount_table(GAMMA, 20.0, 10.0) == gamma_nodes(4.0)


@pytest.mark.parametrize("kind", [FIXED, EXPONENTIAL, UNIFORM, NORMAL])
def test_other_kinds_have_no_table_and_draw_as_ever(kind: int) -> None:
    table = amount_table(kind, 20.0, 10.0)
    assert table == NO_TABLE
    assert sample_with(kind, 0.3, 20.0, 10.0, table, 0) == sample(kind, 0.3, 20.0, 10.0)
