"""What a run gives back: every replication of one scenario, with the summaries people ask for."""

from __future__ import annotations

import difflib
import html
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..engine.trajectory import Measure
from ..errors import KilterError, NameUnknownError
from . import blocks, statistics

if TYPE_CHECKING:
    import pandas as pd

#: Quantiles in every summary; the names of their columns are q05, q25 and so on.
QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.95)
QUANTILE_NAMES = ("q05", "q25", "q50", "q75", "q95")


class Titled(Protocol):
    """What results need to know of a scenario: how to name it."""

    @property
    def title(self) -> str:
        """The title a person gave it."""

    @property
    def key(self) -> str:
        """Its short name: the file's stem."""


@dataclass(frozen=True, eq=False)
class Result:
    """Every replication of one scenario.

    A long run keeps its numbers in a folder and reads them when asked: the same results, in little memory
    (:mod:`kilter.experiment.store`).

    Attributes:
        scenario: the scenario that was run.
        fingerprint: identifies the plan; equal fingerprint, seed and replications give equal values.
        seed: seed of the run.
        replications: number of replications.
        months: the ends of the reported periods.
        measures: what is reported, in the order of the last axis.
        values: float64 array of shape (replications, periods, measures); NaN where not defined.
        averages: float64 array of shape (replications, measures): time-averages after warm-up.
    """

    scenario: Titled
    fingerprint: str
    seed: int
    replications: int
    months: tuple[date, ...]
    measures: tuple[Measure, ...]
    values: NDArray[np.float64]
    averages: NDArray[np.float64]

    def __post_init__(self) -> None:
        shape = (self.replications, len(self.months), len(self.measures))
        if self.values.shape != shape or self.averages.shape != (shape[0], shape[2]):
            raise KilterError(
                f"results of shape {self.values.shape} and {self.averages.shape} do not fit "
                f"{shape[0]} replications, {shape[1]} periods and {shape[2]} measures"
            )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the measures, in order."""
        return tuple(measure.name for measure in self.measures)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def place(self, name: str) -> int:
        """Position of a measure on the last axis.

        Raises:
            NameUnknownError: no such measure; the text names the nearest.
        """
        try:
            return self._places[name]
        except KeyError:
            raise NameUnknownError(
                f"scenario '{self.scenario.title}' has no measure '{name}'; {nearest(name, self.names)}"
            ) from None

    def measure(self, name: str) -> Measure:
        """The measure of that name.

        Raises:
            NameUnknownError: no such measure; the text names the nearest.
        """
        return self.measures[self.place(name)]

    def series(self, name: str) -> NDArray[np.float64]:
        """Values of one measure: array of shape (replications, periods), in the measure's unit."""
        return self.values[:, :, self.place(name)]

    def average(self, name: str) -> NDArray[np.float64]:
        """Time-averages of one measure: array of shape (replications,), in the measure's unit."""
        return self.averages[:, self.place(name)]

    def columns(self, places: Sequence[int]) -> NDArray[np.float64]:
        """Values of some measures by position: array of shape (replications, periods, measures)."""
        return self.values[:, :, places]

    def at(self, places: Sequence[int], periods: Sequence[int | None]) -> NDArray[np.float64]:
        """Some measures at some times.

        Args:
            places: positions of the measures.
            periods: positions of periods; None stands for the average over time.

        Returns:
            Array of shape (replications, times, measures).
        """
        layers = [
            self.averages[:, places] if period is None else self.values[:, period][:, places]
            for period in periods
        ]
        return np.stack(layers, axis=1)

    def reading(self) -> AbstractContextManager[None]:
        """For the time of a block, reading again and again is quicker; nothing to do for what is in memory."""
        return nullcontext()

    def spans(self, count: int, columns: int) -> Iterator[slice]:
        """Cut ``count`` measures into blocks to work on one after the other.

        Args:
            count: number of measures.
            columns: numbers of each replication and measure that will be worked on.
        """
        return blocks.spans(count, blocks.BLOCK_BYTES // (8 * self.replications * columns))

    @cached_property
    def moments(self) -> statistics.Moments:
        """Mean, spread and count of every value: arrays of shape (periods, measures)."""
        return statistics.moments(self.values)

    @cached_property
    def quantiles(self) -> NDArray[np.float64]:
        """Quantiles 5, 25, 50, 75 and 95 %: array of shape (5, periods, measures)."""
        return statistics.quantiles(self.values, QUANTILES)

    @cached_property
    def mean_moments(self) -> statistics.Moments:
        """Mean, spread and count of the averages over time: arrays of shape (measures,)."""
        return statistics.moments(self.averages)

    def summary(self) -> pd.DataFrame:
        """One row per measure and month, over replications.

        Returns:
            Columns measure, month, mean, se, q05, q25, q50, q75, q95 (in the measure's unit) and
            count: the replications in which the value is defined; the others are left out.
        """
        import pandas as pd

        periods, measures = len(self.months), len(self.measures)
        columns: dict[str, Any] = {
            "measure": np.repeat(np.array(self.names, dtype=object), periods),
            "month": np.tile(np.array(self.months, dtype="datetime64[D]"), measures).astype("datetime64[s]"),
            "mean": self.moments.mean.T.ravel(),
            "se": self.moments.se.T.ravel(),
        }
        for name, grid in zip(QUANTILE_NAMES, self.quantiles, strict=True):
            columns[name] = grid.T.ravel()
        columns["count"] = self.moments.count.T.ravel()
        return pd.DataFrame(columns)

    def frame(self, names: Sequence[str] | None = None) -> pd.DataFrame:
        """Every value, tidy: one row per replication, month and measure.

        Args:
            names: measures to keep, in this order; all when not given.

        Returns:
            Columns replication, month, measure, value (in the measure's unit).

        Raises:
            NameUnknownError: one of the names is not a measure.
        """
        import pandas as pd

        kept = self.names if names is None else tuple(names)
        places = [self.place(name) for name in kept]
        reps, periods, count = self.replications, len(self.months), len(kept)
        months = np.array(self.months, dtype="datetime64[D]").astype("datetime64[s]")
        return pd.DataFrame(
            {
                "replication": np.repeat(np.arange(reps), periods * count),
                "month": np.tile(np.repeat(months, count), reps),
                "measure": np.tile(np.array(kept, dtype=object), reps * periods),
                "value": self.columns(places).ravel(),
            }
        )

    def document(self) -> dict[str, Any]:
        """The run as plain types, ready for JSON; a value that is not defined is None."""
        averages = self.mean_moments
        shown = [QUANTILE_NAMES.index(name) for name in ("q05", "q50", "q95")]
        measures: dict[str, Any] = {}
        for place, measure in enumerate(self.measures):
            entry: dict[str, Any] = {
                "unit": measure.unit,
                "mean": plain_list(self.moments.mean[:, place]),
                "se": plain_list(self.moments.se[:, place]),
            }
            for index in shown:
                entry[QUANTILE_NAMES[index]] = plain_list(self.quantiles[index, :, place])
            entry["time_average"] = {
                "mean": plain(averages.mean[place]),
                "se": plain(averages.se[place]),
            }
            measures[measure.name] = entry
        return {
            "kilter": version(),
            "scenario": self.scenario.title,
            "fingerprint": self.fingerprint,
            "seed": self.seed,
            "replications": self.replications,
            "months": [month.isoformat() for month in self.months],
            "measures": measures,
        }

    def _repr_html_(self) -> str:
        """A small table for notebooks: each measure at the end of the horizon."""
        rows = [
            (
                measure.name,
                measure.unit,
                *(short(float(self.quantiles[index, -1, place])) for index in (2, 0, 4)),
            )
            for place, measure in enumerate(self.measures)
        ]
        caption = (
            f"{self.scenario.title}: {self.replications} replications, seed {self.seed}, "
            f"at {self.months[-1].isoformat()}"
        )
        return small_table(caption, ("measure", "unit", "median", "5 %", "95 %"), rows)


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint at the names that resemble a wrong one.

    >>> nearest("risk.indx", ["risk.index", "cost.total"])
    "did you mean 'risk.index'?"
    """
    known = list(names)
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f"'{one}'" for one in close) + "?"
    shown = ", ".join(f"'{one}'" for one in known[:8])
    return f"the measures are {shown}" + (" and more" if len(known) > 8 else "")


def plain(value: float) -> float | None:
    """A Python float for JSON; None where it is not a finite number.

    >>> plain(np.float64(1.5)), plain(float("nan"))
    (1.5, None)
    """
    number = float(value)
    return number if math.isfinite(number) else None


def plain_list(values: NDArray[np.float64]) -> list[float | None]:
    """A one-dimensional array as a list for JSON, with None where it is not finite."""
    return [plain(value) for value in values.tolist()]


def short(value: float) -> str:
    """A number in four significant digits; a dash where it is not defined.

    >>> short(1234.567), short(0.012345), short(float("nan"))
    ('1,235', '0.01235', '–')
    """
    if not math.isfinite(value):
        return "–"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}"


def small_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An HTML table, with all text escaped."""
    top = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{html.escape(caption)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )


def version() -> str:
    """The installed version of Kilter, or ``0`` when it runs from a bare checkout."""
    try:
        return metadata.version("kilter")
    except metadata.PackageNotFoundError:
        return "0"
