"""Channels: the drive, self-excitation and its stationary mean, slow levels."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.channels import drive, intensity, level_target, next_excitation, stationary_mean
from kilter.mechanisms.draws import negative_binomial

SMALL = st.floats(-2.0, 2.0)


@given(SMALL, SMALL, SMALL, SMALL)
def test_drive_is_linear_in_what_moved(beta, now, start, more):
    assert drive(beta, now, start) == -drive(beta, start, now)
    assert drive(beta, now + more, start) == pytest.approx(
        drive(beta, now, start) + drive(beta, more, 0.0), abs=1e-12
    )
    assert drive(beta, start, start) == 0.0


@given(st.floats(0, 50), st.floats(-1e5, 1e5), st.floats(0, 0.95), st.floats(0, 500))
def test_intensity_is_finite_and_at_least_its_excited_part(background, push, branching, e):
    rate = intensity(background, push, branching, e)
    assert branching * e <= rate < math.inf


@given(st.floats(0.01, 50), st.floats(0, 0.95), st.floats(0.0, 12.0))
def test_the_stationary_mean_is_a_fixed_point(background, branching, half_life):
    mean = stationary_mean(background, branching)
    assert intensity(background, 0.0, branching, mean) == pytest.approx(mean)
    assert next_excitation(mean, mean, half_life) == pytest.approx(mean)


def test_simulated_counts_settle_at_the_stationary_mean():
    rng = np.random.default_rng(7)
    mu, n, half_life, months = 3.0, 0.4, 1.0, 20000
    e, total = stationary_mean(mu, n), 0
    for u in rng.uniform(size=months):
        count = negative_binomial(float(u), intensity(mu, 0.0, n, e), 1.5)
        e = next_excitation(e, count, half_life)
        total += count
    # long-run variance of a month is (mean + mean**2 / size, inflated by excitation) / (1 - n)**2
    assert total / months == pytest.approx(5.0, abs=0.3)


def test_a_burst_halves_in_a_half_life():
    e = 8.0
    for _ in range(3):
        e = next_excitation(e, 0, 3.0)
    assert e == pytest.approx(4.0)


@given(st.floats(0.01, 0.99), SMALL, st.floats(0.1, 10.0))
def test_a_level_moves_by_its_odds(start, push, factor):
    target = level_target(start, push, factor)
    assert 0.0 < target < 1.0
    odds = start / (1.0 - start) * math.exp(push) * factor
    assert target / (1.0 - target) == pytest.approx(odds)


def test_a_level_at_its_ends_stays_there():
    assert level_target(0.0, 1.0, 2.0) == 0.0
    assert level_target(0.4, 1.0, 0.0) == 0.0
    assert level_target(1.0, -1.0, 2.0) == 1.0
