"""Scores: against their definitions, and the rivals against published arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from kilter.experiment.calibration.rivals import HALF, last_year, persistence
from kilter.experiment.calibration.scores import Ensemble, NegativeBinomial


def by_definition(below: np.ndarray, count: float) -> float:
    return float(((below - (np.arange(len(below)) >= count)) ** 2).sum())


@pytest.mark.parametrize("count", [0, 3, 40, 9000])
def test_the_closed_form_is_the_definition(count: int) -> None:
    law = stats.nbinom(0.5, 0.5 / 12.5)
    assert NegativeBinomial(12.0, 12.0 + 12.0**2 / 0.5).crps(count) == pytest.approx(
        by_definition(law.cdf(np.arange(20_000)), count), rel=1e-6
    )


def test_without_more_spread_than_chance_it_is_poisson() -> None:
    one, law = NegativeBinomial(4.0, 1.0), stats.poisson(4.0)
    assert one.crps(6) == pytest.approx(by_definition(law.cdf(np.arange(100)), 6))
    assert (one.above(5), one.interval(0.9)) == (pytest.approx(law.sf(5)), (law.ppf(0.05), law.ppf(0.95)))


def test_an_ensemble_approaches_the_distribution_it_is_drawn_from() -> None:
    exact = NegativeBinomial(20.0, 300.0)
    size = 400 / 280
    members = np.random.default_rng(1).negative_binomial(size, size / (size + 20), 40_000)
    ensemble = Ensemble.of(members)
    for count in (0, 20, 90):
        assert ensemble.crps(count) == pytest.approx(exact.crps(count), rel=0.02)
    assert ensemble.above(50) == pytest.approx(exact.above(50), abs=0.01)
    assert np.abs(np.subtract(ensemble.interval(0.9), exact.interval(0.9))).max() <= 1


def test_the_ensemble_form_is_the_mean_of_absolute_differences() -> None:
    members = np.array([5, 0, 2, 2, 31])
    said = np.abs(members - 4).mean() - np.abs(members[:, None] - members).mean() / 2
    assert Ensemble.of(members).crps(4) == pytest.approx(said)


def test_without_spread_it_is_the_absolute_error() -> None:
    assert Ensemble.of(np.full(50, 7)).crps(19) == pytest.approx(12)


def test_the_truth_scores_best_on_average() -> None:
    """Proper: no other mean or spread scores better on what the distribution itself produces."""
    counts = np.random.default_rng(2).negative_binomial(2, 2 / 12, 4000)
    true = NegativeBinomial(10.0, 60.0)
    for other in (NegativeBinomial(14.0, 60.0), NegativeBinomial(10.0, 200.0), NegativeBinomial(10.0, 12.0)):
        assert np.mean([true.crps(x) for x in counts]) < np.mean([other.crps(x) for x in counts])


def test_rivals_look_back_a_year_and_no_further() -> None:
    year = np.array([4.0, 0, 9, 2, 2, 7, 1, 0, 3, 12, 5, 3])
    longer = np.concatenate([[5000.0, 900.0], year])
    assert last_year(longer) == last_year(year) == NegativeBinomial(float(year.mean()), float(year.var()))
    last = persistence(longer)
    assert last.mean == 3.0
    assert (last.variance - 3.0) / 9.0 == pytest.approx((year.var() - 4.0) / 16.0)


def test_rivals_are_never_certain() -> None:
    silent = np.zeros(24)
    assert 0 < last_year(silent).above(0) < 0.1
    assert persistence(np.array([3.0] * 11 + [0.0])).mean == HALF
