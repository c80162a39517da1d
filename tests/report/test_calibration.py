"""A calibration in words: it says what the numbers say, whichever way they fall."""

from __future__ import annotations

import numpy as np

from kilter.experiment.calibration.fitting import fit
from kilter.experiment.calibration.rolling import Scored, Setup
from kilter.experiment.calibration.series import Series
from kilter.report.calibration import chart, score_words, told

SERIES = Series.of(np.random.default_rng(1).negative_binomial(1, 1 / 9, 60), name="Border")


def scored(kilter: float, rival: float, spread: float) -> Scored:
    noise = np.random.default_rng(2).normal(0, spread, (20, 2))
    crps = np.stack([kilter + noise, np.full((20, 2), rival), np.full((20, 2), kilter)])
    return Scored("Border", ("2020-01", "2021-08"), Setup(horizons=2), crps, crps, crps)


def test_a_gain_a_loss_and_a_tie_are_called_that() -> None:
    assert score_words(scored(8, 10, 0.01)).startswith(
        "Border: Kilter's mean CRPS is 20 % below that of last 12"
    )
    loss = score_words(scored(12, 10, 0.01)).splitlines()[0]
    assert "20 % above" in loss
    assert "no difference" not in loss
    assert "the interval includes no difference" in score_words(scored(9.9, 10, 4))


def test_words_name_the_series_the_estimates_and_the_warnings() -> None:
    found = fit(SERIES, draws=300)
    text = told(found)
    assert text.startswith("Border, 2000-01 to 2004-12: 60 months")
    assert f"{found.branching.value:.2f} (" in text
    assert "background moves" in text
    assert "taken as fixed" in told(fit(SERIES, memory=None, draws=300))
    assert "Note: 5 months are few" in told(fit(SERIES.between(None, "2000-05"), draws=300))


def test_the_chart_has_a_bar_and_an_expectation_for_each_month() -> None:
    layered = chart(fit(SERIES, draws=50))
    assert len(layered.data) == 60
    assert (layered.data["expected"] > 0).all()
