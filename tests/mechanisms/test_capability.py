"""Capability: the CES mean and what it is made of."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms import capability
from kilter.mechanisms.capability import area_level, fleet_strength, share

PAIRS = st.lists(st.tuples(st.floats(0.01, 1.2), st.floats(0.01, 1.0)), min_size=1, max_size=7)
RHO = st.floats(-20.0, 5.0)


def ces(values, weights, rho):
    return capability.ces(values, 0, weights, 0, len(values), rho)


@given(PAIRS, RHO, RHO)
def test_a_ces_mean_lies_between_its_values_and_rises_with_rho(pairs, rho, other):
    values, weights = [x for x, _ in pairs], [w for _, w in pairs]
    low, high = sorted((rho, other))
    a, b = ces(values, weights, low), ces(values, weights, high)
    assert min(values) * (1 - 1e-9) <= a <= b * (1 + 1e-6)
    assert b <= max(values) * (1 + 1e-9)


@given(PAIRS, RHO)
def test_only_proportions_of_weights_count_and_any_sequence_does(pairs, rho):
    values, weights = [x for x, _ in pairs], [w for _, w in pairs]
    one = ces(values, weights, rho)
    assert ces(values, [4.0 * w for w in weights], rho) == pytest.approx(one)
    assert ces(tuple(values), tuple(weights), rho) == ces(np.array(values), np.array(weights), rho) == one
    assert ces([*values, 99.0, 0.0], [*weights, 0.0, -1.0], rho) == one
    memory, count = [7.0, *weights, 8.0, *values, 9.0], len(values)
    assert capability.ces(memory, count + 2, memory, 1, count, rho) == one


@given(PAIRS, st.floats(0.1, 3.0), RHO)
def test_it_scales_with_its_values(pairs, factor, rho):
    values, weights = [x for x, _ in pairs], [w for _, w in pairs]
    assert ces([factor * x for x in values], weights, rho) == pytest.approx(
        factor * ces(values, weights, rho)
    )


@given(PAIRS)
def test_the_limit_at_zero_is_the_geometric_mean(pairs):
    values, weights = [x for x, _ in pairs], [w for _, w in pairs]
    geometric = math.exp(sum(w * math.log(x) for x, w in pairs) / sum(weights))
    for rho in (0.0, 1e-8, 3e-7, -3e-7):
        assert ces(values, weights, rho) == pytest.approx(geometric, rel=1e-5)


def test_known_means():
    values, weights = [0.25, 0.5, 1.0], [1.0, 1.0, 2.0]
    assert ces(values, weights, 1.0) == pytest.approx(0.6875)
    assert ces(values, weights, -1.0) == pytest.approx(0.5)
    assert ces(values, weights, -0.5) == pytest.approx(((2.0 + math.sqrt(2.0) + 2.0) / 4.0) ** -2)
    assert ces(values, weights, -math.inf) == 0.25
    assert ces(values, weights, math.inf) == 1.0
    assert ces(values, weights, -5000.0) == pytest.approx(0.25, rel=1e-3)


def test_a_missing_area_binds_unless_areas_can_be_exchanged():
    assert ces([0.0, 1.0], [1.0, 1.0], 0.0) == 0.0
    assert ces([0.0, 1.0], [1.0, 1.0], 1e-9) == 0.0
    assert ces([0.0, 1.0], [1.0, 1.0], -0.5) == 0.0
    assert ces([0.0, 1.0], [1.0, 1.0], 0.5) == pytest.approx(0.25)
    assert ces([0.0, 0.0], [1.0, 1.0], 0.5) == 0.0
    assert ces([], [], -0.5) == 0.0


@given(st.floats(0, 100), st.floats(0, 100), st.floats(1.0, 2.0))
def test_an_area_counts_up_to_its_cap(strength, required, cap):
    assert 0.0 <= area_level(strength, required, cap) <= cap


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0, 1))
def test_crews_or_items_bind(capable, crews, p):
    assert fleet_strength(1.0, capable, crews, p) == min(capable, crews) * p
    assert fleet_strength(1.0, capable, math.inf, p) == capable * p


def test_shares_add_up():
    parts = [3.0, 1.0, 4.0]
    assert sum(share(part, sum(parts)) for part in parts) == pytest.approx(1.0)
