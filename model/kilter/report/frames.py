"""The tables behind the charts: tidy frames of plain columns, ready to draw or to show."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..experiment import statistics
from ..experiment.comparison import Comparison
from ..experiment.result import QUANTILE_NAMES

if TYPE_CHECKING:
    import pandas as pd

#: Characters after which the name of a scenario is broken in charts.
WRAP = 30


def wrapped(label: str, width: int = WRAP) -> str:
    """A label with line breaks, for legends and panel titles.

    >>> wrapped("Maintenance and training only, reported openly")
    'Maintenance and training only,\\nreported openly'
    """
    return "\n".join(textwrap.wrap(label, width)) or label


def scenario_names(comparison: Comparison) -> list[str]:
    """Names of the scenarios as charts write them, the baseline first."""
    return [wrapped(label) for label in comparison.labels]


def part(name: str, family: str) -> str:
    """What distinguishes a measure within its family, in words.

    >>> part("fleet.mi17.availability", "availability"), part("risk.share.clashes", "risk.share")
    ('mi17', 'clashes')
    """
    for word in family.split("."):
        pieces = name.split(".")
        if word in pieces:
            pieces.remove(word)
            name = ".".join(pieces)
    words = [word for word in name.split(".") if word not in ("fleet", "fleets", "actor", "actors")]
    return " ".join(words).replace("_", " ") or name


def family(names: Sequence[str], word: str) -> list[str]:
    """Measures of a family: those that have the word as one of the parts of their name.

    >>> family(["fleet.mi17.availability", "availability.note", "risk.index"], "availability")
    ['fleet.mi17.availability', 'availability.note']
    """
    return [name for name in names if word in name.split(".")]


def below(names: Sequence[str], prefix: str) -> list[str]:
    """Measures below a prefix.

    >>> below(["risk.share.clashes", "risk.index"], "risk.share")
    ['risk.share.clashes']
    """
    return [name for name in names if name.startswith(prefix + ".")]


def bands(comparison: Comparison, names: Sequence[str]) -> pd.DataFrame:
    """Median and quantiles over replications.

    Returns:
        Columns scenario, measure, month, q05, q25, q50, q75, q95, mean (in the measure's unit) and base:
        the baseline's median. One row per scenario, measure and month in which anything is defined.
    """
    rows: list[dict[str, Any]] = []
    for label, result in zip(scenario_names(comparison), comparison.results, strict=True):
        for name in names:
            place, base = result.place(name), comparison.baseline.place(name)
            grid = result.quantiles[:, :, place]
            mean = result.moments.mean[:, place]
            reference = comparison.baseline.quantiles[2, :, base]
            rows += [
                {
                    "scenario": label,
                    "measure": name,
                    "month": month.isoformat(),
                    **{key: float(value) for key, value in zip(QUANTILE_NAMES, grid[:, index], strict=True)},
                    "mean": float(mean[index]),
                    "base": float(reference[index]),
                }
                for index, month in enumerate(comparison.months)
                if not np.isnan(mean[index])
            ]
    return _frame(rows, ["scenario", "measure", "month", *QUANTILE_NAMES, "mean", "base"])


def defined(comparison: Comparison, names: Sequence[str]) -> list[str]:
    """Those measures that every scenario has, and that have a value somewhere in each of them."""
    return [
        name
        for name in names
        if all(
            name in result.names and not np.isnan(result.moments.mean[:, result.place(name)]).all()
            for result in comparison.results
        )
    ]


def moving(comparison: Comparison, names: Sequence[str]) -> list[str]:
    """Those measures that ever change or differ; what is the same always and everywhere needs no picture."""
    return [
        name
        for name in names
        if len(
            {
                float(value)
                for one in comparison.results
                for value in np.unique(one.series(name)[~np.isnan(one.series(name))])
            }
        )
        > 1
    ]


def gaps(comparison: Comparison, names: Sequence[str]) -> pd.DataFrame:
    """Differences from the baseline in every month, with their 95 % intervals.

    Returns:
        Columns scenario, measure, month, difference, low, high (in the measure's unit).
    """
    frame = comparison.differences(names, at=list(comparison.months))
    frame = frame.rename(columns={"when": "month"})
    frame["scenario"] = [wrapped(label) for label in frame["scenario"]]
    kept = frame[["scenario", "measure", "month", "difference", "low", "high"]]
    return kept[kept["difference"].notna()].reset_index(drop=True)


def ends(comparison: Comparison, name: str) -> pd.DataFrame:
    """One measure at the end of the horizon: columns scenario, value (median), low (5 %), high (95 %)."""
    rows = []
    for label, result in zip(scenario_names(comparison), comparison.results, strict=True):
        low, middle, high = (float(result.quantiles[i, -1, result.place(name)]) for i in (0, 2, 4))
        rows.append({"scenario": label, "value": middle, "low": low, "high": high})
    return _frame(rows, ["scenario", "value", "low", "high"])


def chances(comparison: Comparison, name: str) -> pd.DataFrame:
    """Probability over time of a yes-or-no measure, with Wilson's 95 % interval.

    Returns:
        Columns scenario, month, value, low, high and base: the baseline's probability.
    """
    rows: list[dict[str, Any]] = []
    base = comparison.baseline.moments.mean[:, comparison.baseline.place(name)]
    for label, result in zip(scenario_names(comparison), comparison.results, strict=True):
        series = result.series(name)
        for index, month in enumerate(comparison.months):
            known = series[:, index][~np.isnan(series[:, index])]
            if known.size:
                share, low, high = statistics.wilson(float(known.sum()), int(known.size))
                row = {"scenario": label, "month": month.isoformat(), "value": share}
                rows.append({**row, "low": low, "high": high, "base": float(base[index])})
    return _frame(rows, ["scenario", "month", "value", "low", "high", "base"])


def _frame(rows: list[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)
