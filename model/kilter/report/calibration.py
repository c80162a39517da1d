"""A calibration in words, tables and one chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from rich.table import Table

from ..experiment.calibration.fitting import Estimate, Fit
from ..experiment.calibration.process import intensities
from ..experiment.calibration.rolling import SHARE, Scored
from ..experiment.wording import decimals
from .grammar import library
from .tables import _row, _table, interval, number

#: Normal quantile of the middle nine tenths.
_NINE_TENTHS = 1.645
#: Width of the chart, pixels.
_WIDTH = 640


def told(fit: Fit) -> str:
    """What a fit says, in sentences a planner can read."""
    counts, months = fit.series.counts, fit.series.months
    spread = math.sqrt(fit.mean.value + fit.mean.value**2 / fit.size.value)
    moves = (
        "The background is taken as fixed."
        if fit.memory is None
        else f"The background moves with the counts, with a memory of {fit.memory:g} months; it is given as at the end."
    )
    return "\n".join(
        [
            f"{fit.series.name}, {months[0]} to {months[-1]}: {len(months)} months, {counts.sum():,.0f} counted, "
            f"{int((counts == 0).sum())} months without any.",
            f"One event sets off {_short(fit.branching)} others; this excitation halves in "
            f"{_short(fit.half_life)} months.",
            f"{_short(fit.background)} a month come by themselves; left alone it would settle at "
            f"{_short(fit.mean)} a month.",
            f"Counts are {_bursty(fit.size.value)} (size {_short(fit.size)}): about a mean of "
            f"{number(fit.mean.value, 1)} they have a standard deviation of {number(spread, 1)}.",
            moves,
            *(f"Note: {warning}." for warning in fit.warnings),
        ]
    )


def fit_table(fit: Fit) -> Table:
    """Estimates beside their intervals and what was assumed beforehand."""
    table = _table(
        "Estimates with 90 % intervals",
        ("parameter", "unit", "estimate", "90 % interval", "assumed before"),
        words=2,
    )
    prior = fit.prior
    before = {
        "branching": _range(prior.branching.mean, prior.branching.sd, _share),
        "half_life": _range(prior.half_life.mean, prior.half_life.sd, math.exp),
        "size": _range(prior.size.mean, prior.size.sd, math.exp),
    }
    for name, unit in UNITS.items():
        one: Estimate = getattr(fit, name)
        places = decimals(one.high - one.low, one.value)
        cells = (number(one.value, places), interval(one.low, one.high, places), before.get(name, "–"))
        _row(table, name, unit, *cells)
    return table


#: The parameters in the order of a scenario file, with their units.
UNITS = {"background": "1/month", "branching": "1", "half_life": "months", "size": "1", "mean": "1/month"}


def score_table(scored: Sequence[Scored]) -> Table:
    """Scores by series, model and horizon; the lowest CRPS and Brier are the best."""
    table = _table(
        f"Rolling origins from {scored[0].origins[0]}; CRPS and Brier: lower is better",
        ("series", "forecast", "months ahead", "CRPS", "Brier", f"{100 * SHARE:.0f} % holds", "forecasts"),
        words=3,
    )
    for one in scored:
        for row in one.table():
            ahead = "all" if row.horizon == 0 else str(row.horizon)
            cells = (f"{row.crps:.1f}", f"{row.brier:.3f}", f"{100 * row.coverage:.0f} %", str(row.count))
            _row(table, one.series, row.model, ahead, *cells)
    return table


def score_words(scored: Scored) -> str:
    """Whether Kilter's forecasts beat the others, whichever way it falls."""
    lines = []
    for gain in scored.gains():
        side = "below" if gain.value > 0 else "above"
        sure = "" if gain.low > 0 or gain.high < 0 else "; the interval includes no difference"
        lines.append(
            f"{scored.series}: Kilter's mean CRPS is {abs(100 * gain.value):.0f} % {side} that of "
            f"{gain.rival} (gain {100 * gain.low:.0f} to {100 * gain.high:.0f} %{sure})."
        )
    return "\n".join(lines)


def chart(fit: Fit) -> Any:
    """The counts as bars, and as a line what the fit expected of each month given those before.

    Raises:
        ExtraMissingError: the libraries for charts are not installed.
    """
    import pandas as pd

    alt = library()
    expected = np.median(intensities(fit.series.counts, fit.posterior), axis=1)[:-1]
    frame = pd.DataFrame(
        {
            "month": pd.to_datetime([f"{month}-01" for month in fit.series.months]),
            "counted": fit.series.counts,
            "expected": expected,
        }
    )
    base = alt.Chart(frame).encode(x=alt.X("month:T", title=None))
    tooltip = [alt.Tooltip("month:T", format="%B %Y"), "counted:Q", alt.Tooltip("expected:Q", format=".3~g")]
    bars = base.mark_bar(color="#7a7f87", opacity=0.6, width=max(1.0, 0.75 * _WIDTH / len(frame))).encode(
        y=alt.Y("counted:Q", title=f"{fit.series.name}: counted (bars), expected (line)"), tooltip=tooltip
    )
    line = base.mark_line(color="#d55e00", strokeWidth=2).encode(y="expected:Q", tooltip=tooltip)
    return alt.layer(bars, line).properties(width=_WIDTH, height=240)


def _short(one: Estimate) -> str:
    places = decimals(one.high - one.low, one.value)
    return f"{number(one.value, places)} ({interval(one.low, one.high, places)})"


def _bursty(size: float) -> str:
    if size < 1:
        return "very bursty"
    return "bursty" if size < 5 else "fairly even"


def _share(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds))


def _range(mean: float, sd: float, scale: Any) -> str:
    return interval(float(scale(mean - _NINE_TENTHS * sd)), float(scale(mean + _NINE_TENTHS * sd)), 2)
