"""The channel model on a series: what was expected each month, how likely the counts were, what may follow.

The rules are those of :mod:`kilter.mechanisms.channels`: counts are negative binomial of size k about
``lambda = mu + n * e``, and ``e <- (1 - r) * N + r * e`` with ``r = 2 ** (-1 / half_life)``. They are written here for
many parameter draws at once; tests hold them to the rules of the engine.

**The background.** Either it is fixed, or it moves: ``mu = (1 - n) * level``, where ``level`` is the exponentially
weighted mean of the counts with a half-life of ``memory`` months. Then ``level`` is at any time the mean that
the process would settle at, excitation is what goes beyond it, and nothing has to be estimated to let it move.
Source: exponential smoothing of the level (C. Holt, 1957; reprinted Int. J. Forecasting 20 (2004) 5-10) in an
observation-driven count model (D. Cox, Scand. J. Statist. 8 (1981) 93-115; R. Ferland, A. Latour & D. Oraichi,
J. Time Ser. Anal. 27 (2006) 923-942). Why it must move: a level that drifts otherwise passes for
branching near 1 (V. Filimonov & D. Sornette, Quant. Finance 15 (2015) 1293-1314).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.special import gammaln

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Events a month below which a moving background does not fall: one in fifty months, so that a quiet year is not
#: taken for proof that nothing can happen.
FLOOR = 0.02
#: Months whose mean is the level at which a moving background starts.
FIRST = 6
#: Weight below which a month of long ago is left out of the likelihood.
_NOTHING = 1e-6


@dataclass(frozen=True)
class Draws:
    """Parameters of the process, one or many: arrays of one shape (draws,).

    Attributes:
        branching: events that one event sets off, in (0, 1).
        half_life: months in which excitation halves, above 0.
        size: k of the negative binomial, above 0.
        background: events a month that owe nothing to earlier ones; None when it moves.
        memory: half-life of a moving background, months; None when it is fixed.
    """

    branching: Floats
    half_life: Floats
    size: Floats
    background: Floats | None
    memory: float | None

    def __len__(self) -> int:
        return len(self.branching)


def start_level(counts: Floats) -> float:
    """The level at which a moving background and its excitation start: the mean of the first months.

    >>> start_level(np.array([2.0, 4.0])), start_level(np.zeros(9))
    (3.5, 0.5)
    """
    return float(counts[:FIRST].mean()) + 0.5


def smoothed(counts: Floats, half_lives: Floats, starts: Floats) -> Floats:
    """Exponentially weighted means before each month and after the last, float64[months + 1, draws].

    The recursion of :func:`kilter.mechanisms.channels.next_excitation` for many half-lives at once.

    >>> smoothed(np.array([4.0, 0.0]), np.array([1.0]), np.array([0.0])).ravel().tolist()
    [0.0, 2.0, 1.0]
    """
    kept = np.exp2(-1.0 / half_lives)
    means = np.empty((len(counts) + 1, len(half_lives)))
    means[0] = starts
    if len(half_lives) <= len(counts):
        for place, r in enumerate(kept):
            means[1:, place] = lfilter([1.0 - r], [1.0, -r], counts, zi=[r * starts[place]])[0]
        return means
    for month, count in enumerate(counts):
        means[month + 1] = (1.0 - kept) * count + kept * means[month]
    return means


def intensities(counts: Floats, draws: Draws) -> Floats:
    """Expected events of each month given those before, and of the next one: float64[months + 1, draws]."""
    if draws.background is not None:
        settled = draws.background / (1.0 - draws.branching)
        return draws.background + draws.branching * smoothed(counts, draws.half_life, settled)
    assert draws.memory is not None
    start = start_level(counts)
    level = smoothed(counts, np.array([draws.memory]), np.array([start]))
    excitation = smoothed(counts, draws.half_life, np.full(len(draws), start))
    return (1.0 - draws.branching) * (FLOOR + level) + draws.branching * excitation


def log_probability(counts: Floats, means: Floats, sizes: Floats) -> Floats:
    """Log probability of counts under negative binomials of these means and sizes (broadcast together).

    >>> float(np.exp(log_probability(np.array(0.0), np.array(1.0), np.array(1.0))))
    0.5
    """
    return np.asarray(
        gammaln(counts + sizes)
        - gammaln(sizes)
        - gammaln(counts + 1.0)
        - sizes * np.log1p(means / sizes)
        + counts * (np.log(means) - np.log(means + sizes))
    )


def log_likelihood(counts: Floats, draws: Draws, weights: Floats | None = None) -> Floats:
    """Log likelihood of a series for each draw, months weighted by ``weights`` (all 1 when None)."""
    first = 0 if weights is None else int(np.argmax(weights > _NOTHING))
    means = intensities(counts, draws)[first:-1]
    terms = log_probability(counts[first:, None], means, draws.size)
    return np.asarray(terms.sum(axis=0) if weights is None else (weights[first:, None] * terms).sum(axis=0))


def at_end(counts: Floats, draws: Draws, rng: np.random.Generator | None = None) -> tuple[Floats, Floats]:
    """Background and excitation after the last month, events a month for each draw.

    A moving background is a smoothed count, so it is itself known only so well: with ``rng`` each draw gets a
    background of its own, gamma distributed with the coefficient of variation of :func:`doubt`.
    """
    if draws.background is not None:
        settled = draws.background / (1.0 - draws.branching)
        return draws.background, smoothed(counts, draws.half_life, settled)[-1]
    assert draws.memory is not None
    start = start_level(counts)
    level = FLOOR + float(smoothed(counts, np.array([draws.memory]), np.array([start]))[-1, 0])
    excitation = smoothed(counts, draws.half_life, np.full(len(draws), start))[-1]
    background = (1.0 - draws.branching) * level
    if rng is not None:
        variation = doubt(level, draws) ** 2
        background = background * rng.gamma(1.0 / variation) * variation
    return background, excitation


def doubt(level: float, draws: Draws) -> Floats:
    """Coefficient of variation of a moving background, at most 1.

    That of an exponentially weighted mean of negative binomial counts, variance times (1 - s) / (1 + s) with s kept
    each month, and times 1 / (1 - n)**2 because events come in clusters (both: stationary process, D. Cox & P. Lewis,
    *The Statistical Analysis of Series of Events* (1966), chapter 4).

    >>> one = np.array([1.0])
    >>> float(doubt(10.0, Draws(0 * one, one, 5 * one, None, 1e9))[0]) < 1e-4
    True
    """
    assert draws.memory is not None
    kept = 2.0 ** (-1.0 / draws.memory)
    single = (1.0 / level + 1.0 / draws.size) * (1.0 - kept) / (1.0 + kept)
    return np.asarray(np.minimum(np.sqrt(single) / (1.0 - draws.branching), 1.0))


def simulate(
    draws: Draws, background: Floats, excitation: Floats, months: int, rng: np.random.Generator
) -> Ints:
    """One possible continuation for each draw: int64[months, draws].

    The background stays what it is, as that of a channel in a scenario does; excitation goes on with the simulated
    counts.
    """
    kept = np.exp2(-1.0 / draws.half_life)
    found = np.empty((months, len(draws)), dtype=np.int64)
    for month in range(months):
        mean = background + draws.branching * excitation
        found[month] = rng.negative_binomial(draws.size, draws.size / (draws.size + mean))
        excitation = (1.0 - kept) * found[month] + kept * excitation
    return found
