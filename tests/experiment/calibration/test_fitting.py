"""Fits: they recover what made a series, their intervals hold what they promise, and odd series do no harm."""

from __future__ import annotations

import numpy as np
import pytest

from kilter import loads, run
from kilter.errors import KilterError
from kilter.experiment.calibration.fitting import Fit, fit
from kilter.experiment.calibration.prior import Prior
from kilter.experiment.calibration.series import Series

TRUE = {"background": 3.0, "branching": 0.5, "half_life": 1.5, "size": 2.0}


def made(background: float, n: float, h: float, k: float, months: int, seed: int) -> Series:
    """A series of the process with a fixed background, made without Kilter."""
    rng = np.random.default_rng(seed)
    kept, e, counts = 0.5 ** (1 / h), background / (1 - n), []
    for _ in range(months):
        mean = background + n * e
        counts.append(float(rng.negative_binomial(k, k / (k + mean))))
        e = (1 - kept) * counts[-1] + kept * e
    return Series.of(counts)


def test_what_kilters_own_engine_simulates_is_recovered() -> None:
    channel = "{background: 3/month, branching: 0.5, half_life: 1.5 months, size: 2, counts: events}"
    scenario = loads(f"{{start: 2026-01-01, horizon: 1200 months, channels: {{border: {channel}}}}}")
    counts = run(scenario, reps=1, seed=3, jobs=1).series("channel.border.events")[0]
    assert len(counts) == 1200
    found = fit(Series.of(counts), memory=None, prior=Prior.nothing())
    for name, true in TRUE.items():
        one = getattr(found, name)
        assert one.low < true < one.high, name
        assert one.high - one.low < true, name  # sharp enough to be wrong
    assert found.mean.value == pytest.approx(6.0, rel=0.12)


def test_intervals_hold_what_they_promise() -> None:
    """Parameters drawn from the prior, a series of each: 90 % intervals hold 90 % of them (Talts et al. 2018)."""
    rng = np.random.default_rng(5)
    prior = Prior.of_channels()
    hits, total = 0, 50
    for seed in range(total):
        z = prior.means + prior.sds * rng.standard_normal(3)
        n, h, k = 1 / (1 + np.exp(-z[0])), np.exp(z[1]), np.exp(z[2])
        found = fit(made(8.0 * (1 - n), n, h, k, 80, seed), memory=None, draws=600)
        hits += sum(
            one.low <= x <= one.high
            for one, x in ((found.branching, n), (found.half_life, h), (found.size, k))
        )
    # 150 checks, three to a series and so not independent: 4 standard errors of 50 full clusters
    assert 0.9 - 4 * 0.3 / np.sqrt(total) < hits / (3 * total) <= 1.0
    assert hits < 3 * total


def test_a_level_that_drifts_does_not_pass_for_branching() -> None:
    rng = np.random.default_rng(8)
    level = np.exp(np.linspace(np.log(400), np.log(10), 120))
    series = Series.of(rng.negative_binomial(3, 3 / (3 + level)))
    vague = Prior.nothing()
    fixed = fit(series, memory=None, prior=vague)
    moving = fit(series, prior=vague)
    assert fixed.branching.low > 0.9
    assert moving.branching.low < 0.4
    assert moving.background.value < 40


@pytest.mark.parametrize("memory", [None, 6.0])
@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([0] * 60, "no events at all"),
        ([7] * 60, "no more than by chance"),
        ([4, 0, 2], "3 months are few"),
        ([0] * 59 + [5000], ""),
        ([1000 + 40 * i for i in range(60)], ""),
    ],
)
def test_odd_series_give_finite_estimates_with_a_word_of_warning(
    counts: list[float], says: str, memory: float | None
) -> None:
    found = fit(Series.of(counts), memory=memory, draws=400)
    for name in ("background", "branching", "half_life", "size", "mean"):
        one = getattr(found, name)
        assert np.isfinite([one.value, one.low, one.high]).all()
        assert 0 <= one.low <= one.value <= one.high
    assert found.branching.high < 1
    assert any(says in warning for warning in found.warnings) or not says


def test_few_months_say_little() -> None:
    """The interval of a short series is nearly what was assumed; that of a long one is not."""

    def width(found: Fit) -> float:
        return found.branching.high - found.branching.low

    series = made(6.0, 0.3, 0.5, 20.0, 600, 4)
    short = fit(Series.of(series.counts[:4]))
    assert width(short) > 0.85 * (0.634 - 0.214)
    assert width(fit(series)) < 0.75 * width(short)


def test_forgetting_follows_the_last_months() -> None:
    series = Series.of(
        np.concatenate([made(5, 0.2, 1, 50, 120, 1).counts, made(5, 0.2, 1, 0.5, 60, 2).counts])
    )
    assert fit(series, forget=12.0).size.value < 0.7 * fit(series).size.value


def test_the_same_series_gives_the_same_fit() -> None:
    series = made(4.0, 0.4, 1.0, 1.5, 48, 3)
    assert fit(series).branching == fit(series).branching


def test_nonsense_is_refused_kindly() -> None:
    with pytest.raises(KilterError, match="needs at least 3"):
        fit(Series.of([1, 2]))
    for words in ({"memory": 0.0}, {"forget": -1.0}, {"memory": float("inf")}):
        with pytest.raises(KilterError, match="write a number above 0"):
            fit(Series.of([1, 2, 3, 4]), **words)


def test_the_prior_is_that_of_the_formats_defaults() -> None:
    prior = Prior.of_channels()
    assert prior.means == pytest.approx([np.log(0.4 / 0.6), 0.0, np.log(1.5)])
    assert (Prior.nothing().sds > 3 * prior.sds).all()
