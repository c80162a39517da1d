"""With which probability a claim holds under the stated ignorance, and how well that is known.

A draw of all assumptions is seen through few replications, so luck blurs its margins. Counting draws with a positive
margin would mistake that blur for ignorance. Instead each draw counts with the probability that it holds, given how
far luck can have moved its margins: the spread over draws is that of ignorance plus that of luck, the second is known
from the replications, and so each draw's margins are drawn back towards the mean of all draws as far as luck explains
(the multivariate form of Robinson 1991, "That BLUP is a good thing", Statistical Science 6(1), 15-32).

How much is ignorance and how much luck is itself estimated, which matters where luck is the greater: resampling of the
draws (the bootstrap) widens the interval by what that leaves open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from ...scenario.claims import Claim, Condition
from ..sampling import shares, uniforms
from .predicate import Found, joined, margin_of

Floats = NDArray[np.float64]
#: How often draws are resampled for the interval.
RESAMPLED = 60
#: How many points the probability of a draw is computed from.
POINTS = 128
#: Stands for an infinite margin where finite ones are needed: beyond any other.
_FAR = 1e12
#: Margin of a condition that does not vary, in the unit in which others have their spread as 1.
_STILL = 1e3


@dataclass(frozen=True)
class Judgement:
    """How a claim fares over all draws.

    Attributes:
        probability: that it holds.
        low, high: 95 % interval of the probability.
        error: half of the interval's length.
        each: probability of every draw (array of draws).
        margins: of every draw, in standard deviations over draws of the condition that decides (array of draws).
        luck_share: how much of the spread over draws is luck, 0 to 1; of the condition of which most is.
        scale: the standard deviation over draws of each plain condition's statistic, or what stands for it.
    """

    probability: float
    low: float
    high: float
    each: Floats
    margins: Floats
    luck_share: float
    scale: tuple[float, ...] = ()

    @property
    def error(self) -> float:
        """Half of the length of the 95 % interval."""
        return (self.high - self.low) / 2


def judge(claim: Claim, found: Sequence[Sequence[Found]]) -> Judgement:
    """Judge a claim over draws.

    Args:
        claim: what is claimed.
        found: for each draw, what each plain condition found, in the order of the file.
    """
    leaves = [leaf for _, leaf in claim.leaves()]
    # Statistics rather than margins: they are linear in the replications, margins between two thresholds are not.
    raw = np.array([[one.statistic for one in row] for row in found], dtype=np.float64)
    raw = np.where(np.isnan(raw), [[_never(leaf) for leaf in leaves]], raw)
    raw = np.clip(raw, -_FAR, _FAR)
    scale = _scales(raw, leaves)
    stats = raw / scale
    luck = _luck(found, scale)
    normals = _normals(len(leaves))

    def margins_at(points: Floats) -> Floats:
        each = [margin_of(leaf, points[..., n] * scale[n]) / scale[n] for n, leaf in enumerate(leaves)]
        return joined(claim, each)

    def probabilities(seen: Floats, blur: Floats) -> Floats:
        middle, spread = _drawn_back(seen, blur)
        points = middle[:, None, :] + (normals @ _root(spread).T)[None, :, :]
        share: Floats = (margins_at(points) > 0).mean(axis=1)
        return share

    each = probabilities(stats, luck.mean(axis=0))
    low, high = interval(each)
    if luck.any():
        again = [float(probabilities(stats[k], luck[k].mean(axis=0)).mean()) for k in _resampled(len(stats))]
        low = min(low, float(np.quantile(again, 0.025)))
        high = max(high, float(np.quantile(again, 0.975)))
    blurred = _share(stats, luck.mean(axis=0))
    return Judgement(float(each.mean()), low, high, each, margins_at(stats), blurred, tuple(scale.tolist()))


def interval(each: Floats, level: float = 0.95) -> tuple[float, float]:
    """The interval of a probability from the probabilities of draws: finite draws, and the luck left in each.

    Wilson's interval for as many draws as would have this variance: p(1-p)/D for the D draws, and the mean of
    p_d(1-p_d) over D for what luck leaves open in them. The second is counted in full on top, so the interval is rather
    too long than too short.

    >>> low, high = interval(np.ones(16))
    >>> round(low, 2), high
    (0.81, 1.0)
    """
    count = len(each)
    share = float(each.mean())
    own = share * (1 - share)
    luck = float((each * (1 - each)).mean())
    enough = count * own / (own + luck) if own > 0 else float(count)
    # Wilson for a number of trials that need not be whole.
    z2 = float(norm.ppf((1 + level) / 2)) ** 2
    middle = (share + z2 / (2 * enough)) / (1 + z2 / enough)
    half = math.sqrt(z2) / (1 + z2 / enough) * math.sqrt(own / enough + z2 / (4 * enough * enough))
    low, high = middle - half, middle + half
    return (0.0 if share <= 0 else max(0.0, low)), (1.0 if share >= 1 else min(1.0, high))


def half_known(draws: int) -> float:
    """Half of the length of the interval of a probability of one half, as known from so many draws.

    >>> round(half_known(16), 2), round(half_known(100), 2)
    (0.22, 0.1)
    """
    each: Floats = np.zeros(draws)
    each[: draws // 2] = 1.0
    low, high = interval(each)
    return (high - low) / 2


def _normals(width: int) -> Floats:
    """Standard normal points that fill the space evenly, the same every time."""
    cube = np.array([shares(1, POINTS, f"judging.{n}") for n in range(width)]).T
    points: Floats = norm.ppf(cube)
    return points


def _resampled(count: int) -> Iterator[NDArray[np.int64]]:
    """Draws taken with replacement, again and again: how far other draws would have said something else."""
    for k in range(RESAMPLED):
        yield (uniforms(1, count, f"judging.again.{k}") * count).astype(np.int64)


def _never(leaf: Condition) -> float:
    """A statistic at which a condition surely fails, for one that is not defined."""
    return -_FAR if leaf.above is not None else _FAR


def _scales(stats: Floats, leaves: Sequence[Condition]) -> Floats:
    """A unit for each condition: its spread over draws.

    One that does not vary gets so small a unit that its margin is beyond all others: where it is met it decides
    nothing, where it is not met it decides alone.
    """
    finite = np.where(np.abs(stats) < _FAR, stats, np.nan)
    counted = (~np.isnan(finite)).sum(axis=0)
    middle = np.where(counted > 0, np.nansum(finite, axis=0) / np.maximum(counted, 1), 0.0)
    spread = np.sqrt(np.nansum((finite - middle) ** 2, axis=0) / np.maximum(counted - 1, 1))
    varies = (counted > 1) & (spread > 1e-12 * np.maximum(np.abs(middle), 1e-9))
    away = np.array([abs(float(margin_of(leaf, one))) for leaf, one in zip(leaves, stats[0], strict=True)])
    still = np.where((away > 0) & np.isfinite(away), away / _STILL, 1.0)
    return np.where(varies, spread, still)


def _luck(found: Sequence[Sequence[Found]], scale: Floats) -> Floats:
    """For each draw, the covariance of the conditions' statistics that luck gives."""
    blur = np.zeros((len(found), len(scale), len(scale)))
    for draw, row in enumerate(found):
        moves = np.array([one.luck for one in row]) / scale[:, None]
        moves = np.where(np.isfinite(moves), moves, 0.0)
        count = moves.shape[1]
        if count > 1:
            blur[draw] = moves @ moves.T / (count * (count - 1))
    return blur


def _drawn_back(stats: Floats, luck: Floats) -> tuple[Floats, Floats]:
    """What each draw's statistics are expected to be without luck, and the covariance of what stays open."""
    count, width = stats.shape
    middle = stats.mean(axis=0)
    if count < 2:
        return stats, luck
    total = np.cov(stats, rowvar=False).reshape(width, width)
    values, vectors = np.linalg.eigh(total - luck)
    ignorance = (vectors * np.maximum(values, 0.0)) @ vectors.T
    gain = ignorance @ np.linalg.pinv(ignorance + luck, hermitian=True)
    # Where luck moves nothing (an exact statistic), what was seen is so.
    exact = np.diag(luck) <= 0
    gain[exact] = np.eye(width)[exact]
    left = ignorance - gain @ ignorance
    left[exact] = 0.0
    left[:, exact] = 0.0
    return middle + (stats - middle) @ gain.T, (left + left.T) / 2


def _root(covariance: Floats) -> Floats:
    values, vectors = np.linalg.eigh(covariance)
    root: Floats = vectors * np.sqrt(np.maximum(values, 0.0))
    return root


def _share(stats: Floats, luck: Floats) -> float:
    if len(stats) < 2:
        return math.nan
    total = np.var(stats, axis=0, ddof=1)
    varies = total > 0
    if not varies.any():
        return 0.0
    share = np.minimum(np.diag(luck)[varies] / total[varies], 1.0)
    return float(share.max())
