"""Partnership: trust, depth, converging interests."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms import agreement, partnership
from kilter.mechanisms.partnership import (
    conduct_index,
    convergence,
    depth_step,
    gain_rate,
    interest,
    loss_rate,
    monthly_chance,
    next_trust,
)

SHARE = st.floats(0.0, 1.0)


@given(st.lists(SHARE, min_size=6, max_size=6))
def test_predictability_weighs_most_under_the_default_weights(values):
    weights = [0.14] * 5 + [0.3]
    q = conduct_index(values, 0, weights, 0, 6)
    assert 0.0 <= q <= 1.0 + 1e-12
    only = ([0.0] * 5 + [1.0], [1.0] + [0.0] * 5)
    predictable, other = (conduct_index(factors, 0, weights, 0, 6) for factors in only)
    assert predictable > other
    assert interest(values, 0, weights, 0, 6) == interest([*weights, *values], 6, weights, 0, 6) == q


@given(SHARE, SHARE, SHARE)
def test_trust_moves_towards_conduct_and_not_past_it(trust, target, alpha):
    after = next_trust(trust, target, alpha)
    assert min(trust, target) - 1e-12 <= after <= max(trust, target) + 1e-12


@given(st.floats(1, 5), SHARE, SHARE, st.floats(0, 2), st.floats(0, 2))
def test_depth_stays_on_the_ladder_and_rises_with_trust(depth, t1, t2, up, down):
    low, high = sorted((t1, t2))
    a, b = depth_step(depth, low, 0.6, 0.4, up, down), depth_step(depth, high, 0.6, 0.4, up, down)
    assert 1.0 <= a <= b <= 5.0
    assert depth_step(depth, 0.5, 0.6, 0.4, up, down) == depth


@given(SHARE, SHARE)
def test_convergence_needs_both_sides(a, b):
    d = convergence(a, b)
    assert min(a, b) - 1e-12 <= d <= max(a, b) + 1e-12
    assert convergence(a, 0.0) == 0.0


@given(st.floats(0.001, 0.1), st.floats(0, 10), SHARE)
def test_gain_and_loss_are_opposite(base, kappa, d):
    loss, gain = loss_rate(base, kappa, d), gain_rate(base, kappa, d, 3.0, 3.0)
    assert loss * gain == pytest.approx(base * base)
    assert (loss <= base * (1 + 1e-12)) == (d >= 0.5 or kappa * (0.5 - d) < 1e-12)
    assert gain_rate(base, kappa, d, 2.0, 3.0) == 0.0


def test_extreme_sensitivity_does_not_overflow():
    assert loss_rate(1.0, 1e6, 0.0) < math.inf
    assert gain_rate(1.0, 1e6, 1.0, 1.0, 0.0) < math.inf


@given(st.floats(-1, 10))
def test_a_monthly_chance_is_a_chance(rate):
    assert 0.0 <= monthly_chance(rate) < 1.0


def test_every_state_has_a_factor():
    factors = {name: getattr(partnership, f"FACTOR_{name.upper()}") for name in agreement.STATES}
    assert factors["active"] == 1.0
    assert factors["suspended"] == factors["ended"] == factors["signed"] == 0.0
    assert factors["delayed"] < 1.0 < factors["broadened"]
    assert len(partnership.DEPTHS) == partnership.DEPTH_MAX
