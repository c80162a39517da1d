"""The process on a series is that of the engine's channels."""

from __future__ import annotations

import numpy as np
import pytest

from kilter.experiment.calibration.process import (
    FLOOR,
    Draws,
    at_end,
    doubt,
    intensities,
    log_likelihood,
    log_probability,
    simulate,
    smoothed,
    start_level,
)
from kilter.mechanisms.channels import intensity, next_excitation, stationary_mean
from kilter.mechanisms.draws import negative_binomial

COUNTS = np.array([3.0, 0.0, 7.0, 1.0, 0.0, 12.0, 2.0])


def draws(n, h, k, background=None, memory=None) -> Draws:
    arrays = [np.atleast_1d(np.asarray(x, dtype=float)) for x in (n, h, k)]
    base = None if background is None else np.atleast_1d(np.asarray(background, dtype=float))
    return Draws(arrays[0], arrays[1], arrays[2], base, memory)


@pytest.mark.parametrize("many", [1, 40])
def test_expectations_are_those_of_the_rules_of_the_engine(many: int) -> None:
    n, h, mu = 0.45, 1.7, 2.0
    found = intensities(COUNTS, draws([n] * many, [h] * many, [2.0] * many, [mu] * many))
    excitation, expected = stationary_mean(mu, n), []
    for count in COUNTS:
        expected.append(intensity(mu, 0.0, n, excitation))
        excitation = next_excitation(excitation, float(count), h)
    expected.append(intensity(mu, 0.0, n, excitation))
    assert found[:, -1] == pytest.approx(expected, rel=1e-12)


def test_a_moving_background_is_the_level_less_its_share() -> None:
    one = draws(0.4, 1.0, 2.0, memory=6.0)
    level = smoothed(COUNTS, np.array([6.0]), np.array([start_level(COUNTS)]))[:, 0]
    excited = smoothed(COUNTS, np.array([1.0]), np.array([start_level(COUNTS)]))[:, 0]
    assert intensities(COUNTS, one)[:, 0] == pytest.approx(0.6 * (level + FLOOR) + 0.4 * excited)
    background, excitation = at_end(COUNTS, one)
    assert background[0] + 0.4 * excitation[0] == pytest.approx(intensities(COUNTS, one)[-1, 0])
    # without excitation beyond the level, it would stay at the level
    assert background[0] / 0.6 == pytest.approx(level[-1] + FLOOR)


def test_probabilities_are_those_of_the_draws_of_the_engine() -> None:
    counts = np.arange(400.0)
    mass = np.exp(log_probability(counts, np.array(6.0), np.array(0.8)))
    assert mass.sum() == pytest.approx(1.0)
    below = np.cumsum(mass)
    for u in (0.05, 0.5, 0.93):
        assert negative_binomial(u, 6.0, 0.8) == int(np.searchsorted(below, u))


def test_the_likelihood_of_a_series_is_that_of_its_months_one_after_the_other() -> None:
    one = draws(0.5, 1.0, 1.5, 2.0)
    means = intensities(COUNTS, one)[:-1, 0]
    single = log_probability(COUNTS, means, np.array(1.5))
    assert log_likelihood(COUNTS, one)[0] == pytest.approx(single.sum())
    weights = np.array([0.0, 1e-9, 0.25, 0.25, 0.5, 0.5, 1.0])
    assert log_likelihood(COUNTS, one, weights)[0] == pytest.approx(float(single @ weights))


def test_simulation_settles_at_the_stationary_mean() -> None:
    many = draws([0.5] * 20_000, [1.0] * 20_000, [3.0] * 20_000, [4.0] * 20_000)
    background, excitation = at_end(np.array([60.0]), many)
    paths = simulate(many, background, excitation, 14, np.random.default_rng(1))
    first = float(intensities(np.array([60.0]), many)[-1, 0])
    assert paths[0].mean() == pytest.approx(first, rel=0.02)
    assert paths[-1].mean() == pytest.approx(8.0, rel=0.04)


def test_the_doubt_about_a_level_is_the_spread_of_smoothed_counts() -> None:
    n, k, mean, memory = 0.4, 2.0, 20.0, 6.0
    rng = np.random.default_rng(2)
    excitation = np.full(4000, mean)
    level = np.full(4000, mean)
    slow, kept = 2 ** (-1 / memory), 0.5
    for _ in range(80):
        lam = mean * (1 - n) + n * excitation
        count = rng.negative_binomial(k, k / (k + lam))
        excitation = (1 - kept) * count + kept * excitation
        level = (1 - slow) * count + slow * level
    said = float(doubt(mean, draws(n, 1.0, k, memory=memory))[0])
    assert level.std() / mean == pytest.approx(said, rel=0.15)
    spread, _ = at_end(COUNTS, draws([n] * 5000, [1.0] * 5000, [k] * 5000, memory=memory), rng)
    plain, _ = at_end(COUNTS, draws(n, 1.0, k, memory=memory))
    assert spread.mean() == pytest.approx(plain[0], rel=0.03)
    assert 0.2 < spread.std() / spread.mean() < 1
