"""What is taken for likely of a channel before its series is seen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...scenario.quantity import Quantity
from ...scenario.risk import Channel

Floats = NDArray[np.float64]

#: Standard deviations from the middle to either end of a range that holds nine tenths.
NINE_TENTHS = 1.645
#: Factor by which the ranges of the format's defaults are widened: they are guesses about channels at large, and the
#: series is to overrule them.
WIDENED = 1.5
#: Factor of the vague prior: next to nothing but a bound against estimates of 0, 1 and infinity.
VAGUE = 4.0
#: Width of the prior of a fixed background, in logarithms: a factor of about 12 either way.
LEVEL_SD = 1.5


@dataclass(frozen=True)
class Normal:
    """A normal distribution of a transformed parameter (its logarithm, or the log odds of branching)."""

    mean: float
    sd: float


@dataclass(frozen=True)
class Prior:
    """Independent normals of log odds of branching, log half-life (months), log size.

    Attributes:
        branching, half_life, size: the three distributions.
        vague: whether they are meant to say next to nothing.

    >>> p = Prior.of_channels()
    >>> round(1 / (1 + math.exp(-p.branching.mean)), 2), round(math.exp(p.size.mean), 2)
    (0.4, 1.5)
    """

    branching: Normal
    half_life: Normal
    size: Normal
    vague: bool = False

    @staticmethod
    def of_channels() -> Prior:
        """The prior that the defaults of the format make: their values, and their ranges widened by a half as 90 %."""
        fields = Channel.model_fields
        branching, half_life, size = (_default(fields[name].default) for name in _NAMES)
        return Prior(_normal(branching, _log_odds), _normal(half_life, math.log), _normal(size, math.log))

    @staticmethod
    def nothing() -> Prior:
        """Four times as wide: what is nearest to plain maximum likelihood and still has an answer for any series."""
        prior = Prior.of_channels()
        branching, half_life, size = (
            replace(one, sd=one.sd * VAGUE) for one in (prior.branching, prior.half_life, prior.size)
        )
        return Prior(branching, half_life, size, vague=True)

    @property
    def means(self) -> Floats:
        """The three means."""
        return np.array([self.branching.mean, self.half_life.mean, self.size.mean])

    @property
    def sds(self) -> Floats:
        """The three standard deviations."""
        return np.array([self.branching.sd, self.half_life.sd, self.size.sd])


_NAMES = ("branching", "half_life", "size")


def _default(quantity: object) -> tuple[float, float, float]:
    assert isinstance(quantity, Quantity)
    assert quantity.low is not None
    assert quantity.high is not None
    return quantity.low, quantity.value, quantity.high


def _normal(values: tuple[float, float, float], scale: Callable[[float], float]) -> Normal:
    low, middle, high = (scale(value) for value in values)
    return Normal(middle, WIDENED * (high - low) / (2 * NINE_TENTHS))


def _log_odds(share: float) -> float:
    return math.log(share / (1.0 - share))
