"""When an item's failure mode strikes next, on the mode's own clock (operating hours or days)."""

from __future__ import annotations

import math

from .draws import weibull
from .special import log_gamma


def scale_from_mean(mean: float, shape: float) -> float:
    """The Weibull scale for a mean between failures: mean / Gamma(1 + 1/shape).

    ``mean`` > 0 in clock units (infinite: never fails), ``shape`` from .05 up; the scale has the unit of
    the mean. Source: Johnson, Kotz & Balakrishnan, *Continuous Univariate Distributions* 1 (1994), ch. 21.

    >>> round(scale_from_mean(100.0, 1.0), 9)
    100.0
    >>> round(scale_from_mean(math.sqrt(math.pi) / 2.0, 2.0), 9)
    1.0
    """
    return mean * math.exp(-log_gamma(1.0 + 1.0 / shape))


def interval(u: float, scale: float, shape: float) -> float:
    """Clock units from renewal to the next failure, Weibull with this scale and shape, from ``u`` in (0, 1).

    Source: W. Weibull, Journal of Applied Mechanics 18 (1951) 293-297.

    >>> round(interval(0.5, 100.0, 1.0), 6)
    69.314718
    """
    return weibull(u, scale, shape)


def remaining(u: float, elapsed: float, scale: float, shape: float) -> float:
    """Clock units until failure for a mode that has already run ``elapsed`` >= 0 without failing.

    For shape 1 the past does not matter. Source: conditional Weibull survival,
    exp((elapsed/scale)**shape - (t/scale)**shape).

    >>> remaining(0.5, 40.0, 100.0, 1.0) == interval(0.5, 100.0, 1.0)
    True
    >>> remaining(0.5, 80.0, 100.0, 3.0) < interval(0.5, 100.0, 3.0)
    True
    """
    if elapsed <= 0.0 or shape == 1.0 or scale == math.inf:
        return weibull(u, scale, shape)
    past = math.pow(elapsed / scale, shape)
    left = scale * math.pow(past - math.log(1.0 - u), 1.0 / shape) - elapsed
    return left if left > 0.0 else 0.0


def continued(
    elapsed: float, left: float, scale: float, shape: float, new_scale: float, new_shape: float
) -> float:
    """Clock units still left of a life already drawn, when its Weibull parameters change in between.

    What has been lived, ``elapsed`` >= 0, stays lived; of the luck drawn, the part not yet used up (cumulative
    hazard from now to the failure that was due in ``left`` >= 0) is used up at the new rate from this age on.
    With shape 1 what is left changes in proportion to the mean; a changed life has the distribution of one that
    had the new parameters at this age and has not failed. Source: inversion of the cumulative hazard.

    >>> continued(40.0, 60.0, 100.0, 1.0, 50.0, 1.0)
    30.0
    >>> round(continued(40.0, 60.0, 100.0, 2.0, 100.0, 2.0), 9)
    60.0
    """
    if shape == 1.0 and new_shape == 1.0:
        return left * (new_scale / scale)
    unused = math.pow((elapsed + left) / scale, shape) - math.pow(elapsed / scale, shape)
    if unused <= 0.0:
        return 0.0
    used = math.pow(elapsed / new_scale, new_shape)
    longer = new_scale * math.pow(used + unused, 1.0 / new_shape) - elapsed
    return longer if longer > 0.0 else 0.0


def aged_scale(scale: float, growth: float, age_years: float) -> float:
    """The Weibull scale at an age: it shrinks by the factor 1 + ``growth`` for each year.

    ``scale`` in clock units, ``growth`` > -1 per year, ``age_years`` in years (negative counts as 0).
    Source: E. Peltz et al., *The Effects of Equipment Age on Mission-Critical Failure Rates*, RAND
    MR-1789 (2004), brief RB-3032: tanks +3 to +7 % a year; that it compounds is Kilter's own form.

    >>> aged_scale(100.0, 0.05, 0.0)
    100.0
    >>> round(aged_scale(100.0, 0.05, 2.0), 6)
    90.702948
    """
    if age_years <= 0.0 or growth == 0.0:
        return scale
    return scale * math.pow(1.0 + growth, -age_years)
