"""Compare scenarios on the same luck.

Every scenario is run with the same seed and replications, so that replication 17 meets the same dice in
each of them, and differences are taken replication by replication. That removes the luck which both
share (common random numbers); ``variance_ratio`` says by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import KilterError, NameUnknownError
from . import blocks, statistics
from .engines import Engine, Progress
from .result import Result, Titled, nearest, plain, short, small_table, version
from .running import run_all

if TYPE_CHECKING:
    import pandas as pd

#: The columns of :meth:`Comparison.differences`.
COLUMNS = (
    "scenario",
    "measure",
    "when",
    "baseline",
    "value",
    "difference",
    "se",
    "low",
    "high",
    "p_better",
    "variance_ratio",
    "count",
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Results of several scenarios that met the same luck.

    Attributes:
        baseline: what the others are compared with.
        results: every result, the baseline first.
        chosen: names of the measures the user asked for, or None for all that are common.
    """

    baseline: Result
    results: tuple[Result, ...]
    chosen: tuple[str, ...] | None = None

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """A distinct name per result: its title, with the key or a number added where titles repeat."""
        return distinct([result.scenario for result in self.results])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Measures compared: the chosen ones, else those that all scenarios have, in baseline's order."""
        if self.chosen is not None:
            return self.chosen
        return tuple(
            name for name in self.baseline.names if all(name in other.names for other in self.results)
        )

    @property
    def months(self) -> tuple[date, ...]:
        """The ends of the reported periods, the same in every scenario."""
        return self.baseline.months

    def check(self, name: str) -> str:
        """The name itself, if every scenario has that measure.

        Raises:
            NameUnknownError: one of them has no such measure; the text names scenario and nearest name.
        """
        for result in self.results:
            if name not in result.names:
                others = [
                    label for label, one in zip(self.labels, self.results, strict=True) if name in one.names
                ]
                hint = (
                    "it is only in "
                    + ", ".join(f"'{label}'" for label in others)
                    + ", so it cannot be compared"
                    if others
                    else nearest(name, result.names)
                )
                raise NameUnknownError(f"scenario '{result.scenario.title}' has no measure '{name}'; {hint}")
        return name

    def differences(
        self,
        measures: Sequence[str] | None = None,
        at: str | date | Sequence[str | date] | None = None,
        level: float = 0.95,
    ) -> pd.DataFrame:
        """Differences from the baseline, paired by replication.

        Args:
            measures: names to compare; those of the comparison when not given.
            at: ``"average"``, ``"end"``, a month's end (date or ISO text), ``"all"`` (the average and every
                month), or several of these; the average and the last month when not given.
            level: coverage of the intervals.

        Returns:
            One row per scenario other than the baseline, measure and time, with the columns of COLUMNS:
            ``when`` is "average" or an ISO date; ``baseline``, ``value``, ``difference``, ``se``, ``low``
            and ``high`` are in the measure's unit (mean over replications; Student's t-interval);
            ``p_better`` is the share of replications in which the scenario is better (ties count half);
            ``variance_ratio`` is by what factor pairing shrank the variance; ``count`` is the number of
            replications used. What does not apply is missing (NaN; None in :meth:`document`).

        Raises:
            NameUnknownError: a measure that some scenario does not have, or a date that is not reported.
        """
        names = self.names if measures is None else tuple(self.check(name) for name in measures)
        times = self._times(at)
        every = self._times("all")
        if measures is None and level == 0.95 and ("_everything" in vars(self) or times == every):
            frame = self._everything
            if times == [when for when in every if when in times]:
                return frame[frame["when"].isin(times)].reset_index(drop=True)
        return self._differences(names, times, level)

    @cached_property
    def _everything(self) -> pd.DataFrame:
        """All differences, kept once somebody has asked for them: most of the work is reading."""
        return self._differences(self.names, self._times("all"), 0.95)

    def _differences(self, names: Sequence[str], times: Sequence[str], level: float) -> pd.DataFrame:
        import pandas as pd

        found: list[list[pd.DataFrame]] = [[] for _ in self.results[1:]]
        few = blocks.SUM_BYTES // (8 * self.baseline.replications * len(times))
        with ExitStack() as files:
            for result in self.results:
                files.enter_context(result.reading())
            for span in self._spans(len(names), len(times)):
                first = self._take(self.baseline, names[span], times)
                for place, result in enumerate(self.results[1:]):
                    second = self._take(result, names[span], times)
                    for cut in blocks.spans(first.shape[2], few):
                        # Side by side in memory: statistics of scattered numbers take twice as long.
                        pair = np.ascontiguousarray(first[:, :, cut]), np.ascontiguousarray(second[:, :, cut])
                        found[place].append(
                            self._rows(self.labels[1 + place], names[span][cut], times, pair, level)
                        )
        return pd.concat([frame for frames in found for frame in frames], ignore_index=True)

    def _rows(
        self,
        label: str,
        names: Sequence[str],
        times: Sequence[str],
        values: tuple[NDArray[np.float64], NDArray[np.float64]],
        level: float,
    ) -> pd.DataFrame:
        """The rows of some measures; values of baseline and scenario are (replications, times, measures)."""
        import pandas as pd

        pair = statistics.paired(*values, level)
        better = [self.baseline.measure(name).better for name in names]
        grids = {
            "baseline": pair.first,
            "value": pair.second,
            "difference": pair.difference,
            "se": pair.se,
            "low": pair.low,
            "high": pair.high,
            "p_better": statistics.share_better(*values, better),
            "variance_ratio": pair.variance_ratio,
            "count": pair.count,
        }
        columns: dict[str, Any] = {
            "scenario": np.full(len(names) * len(times), label, dtype=object),
            "measure": np.repeat(np.array(names, dtype=object), len(times)),
            "when": np.tile(np.array(times, dtype=object), len(names)),
        }
        # Grids have a row for each time; here measures come first.
        columns |= {name: grid.T.ravel() for name, grid in grids.items()}
        return pd.DataFrame(columns, columns=list(COLUMNS))

    def _spans(self, count: int, times: int) -> list[slice]:
        """Blocks of measures, small enough for every result."""
        return max([list(result.spans(count, times)) for result in self.results], key=len)

    def document(self) -> dict[str, Any]:
        """The comparison as plain types, ready for JSON; what is not defined or does not apply is None."""
        rows = [
            {str(key): plain(cell) if isinstance(cell, float) else cell for key, cell in row.items()}
            for row in self.differences().to_dict(orient="records")
        ]
        return {
            "kilter": version(),
            "baseline": self.labels[0],
            "seed": self.baseline.seed,
            "replications": self.baseline.replications,
            "months": [month.isoformat() for month in self.months],
            "scenarios": [
                {
                    "scenario": label,
                    "title": result.scenario.title,
                    "key": result.scenario.key,
                    "fingerprint": result.fingerprint,
                }
                for label, result in zip(self.labels, self.results, strict=True)
            ],
            "measures": {
                name: {"unit": measure.unit, "kind": measure.kind, "better": measure.better}
                for name in self.names
                for measure in (self.baseline.measure(name),)
            },
            "differences": rows,
        }

    def _repr_html_(self) -> str:
        """A small table for notebooks: differences from the baseline at the end of the horizon."""
        frame = self.differences(at="end")
        rows = [
            (
                str(row["scenario"]),
                str(row["measure"]),
                self.baseline.measure(str(row["measure"])).unit,
                short(float(row["difference"])),
                f"{short(float(row['low']))} to {short(float(row['high']))}",
            )
            for row in frame.to_dict(orient="records")
        ]
        caption = (
            f"Difference from {self.labels[0]} at {self.months[-1].isoformat()}: "
            f"{self.baseline.replications} paired replications, seed {self.baseline.seed}"
        )
        return small_table(caption, ("scenario", "measure", "unit", "difference", "95 % interval"), rows)

    def _times(self, at: str | date | Sequence[str | date] | None) -> list[str]:
        months = [month.isoformat() for month in self.months]
        if at is None:
            return ["average", months[-1]]
        wanted = [at] if isinstance(at, str | date) else list(at)
        times: list[str] = []
        for one in wanted:
            text = one if isinstance(one, str) else one.isoformat()
            if text == "all":
                times += ["average", *months]
            elif text == "end":
                times.append(months[-1])
            elif text == "average" or text in months:
                times.append(text)
            else:
                raise NameUnknownError(
                    f"nothing is reported at '{text}'; write average, end, all, or a month's end "
                    f"from {months[0]} to {months[-1]}"
                )
        return list(dict.fromkeys(times))

    def _take(self, result: Result, names: Sequence[str], times: Sequence[str]) -> NDArray[np.float64]:
        """Values of shape (replications, times, measures)."""
        places = [result.place(name) for name in names]
        months = [month.isoformat() for month in self.months]
        return result.at(places, [None if when == "average" else months.index(when) for when in times])


def compare(
    scenarios: Sequence[Titled],
    *,
    baseline: Titled | None = None,
    reps: int = 200,
    seed: int = 1,
    measures: Sequence[str] | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    store: Path | None = None,
) -> Comparison:
    """Run scenarios with the same seed and replications, and compare each with a baseline.

    Args:
        scenarios: at least two, or one beside a separate baseline; with the same start and horizon.
        baseline: what the others are compared with; the first scenario when not given.
        reps, seed, jobs, progress, engine, store: as in :func:`kilter.experiment.run`.
        measures: names to compare; when not given, all that the scenarios have in common.

    Returns:
        A Comparison with the baseline first.

    Raises:
        KilterError: too few scenarios, different months, or something in a scenario to put right.
        EngineError: a replication failed through a mistake in Kilter.
        NameUnknownError: a measure in ``measures`` that one of the scenarios does not have.
    """
    ordered = _ordered(scenarios, baseline)
    # A scenario given twice is run once: the same address gives the same values.
    single: list[Titled] = []
    for scenario in ordered:
        if not any(scenario is known for known in single):
            single.append(scenario)

    def check(plans: Sequence[Any]) -> None:
        _check_months(single, plans)
        for scenario, plan in zip(single, plans, strict=True):
            known = [measure.name for measure in plan.measures]
            for name in measures or ():
                if name not in known:
                    raise NameUnknownError(
                        f"scenario '{scenario.title}' has no measure '{name}'; {nearest(name, known)}"
                    )

    results = run_all(
        single,
        reps=reps,
        seed=seed,
        jobs=jobs,
        progress=progress,
        engine=engine,
        store=store,
        check=check,
    )
    found = {id(scenario): result for scenario, result in zip(single, results, strict=True)}
    every = tuple(found[id(scenario)] for scenario in ordered)
    return Comparison(every[0], every, None if measures is None else tuple(dict.fromkeys(measures)))


def distinct(scenarios: Sequence[Titled]) -> tuple[str, ...]:
    """Titles, made distinct by key and then by number where they repeat."""
    titles = [scenario.title for scenario in scenarios]
    keyed = [
        title if titles.count(title) == 1 else f"{title} ({scenario.key})"
        for title, scenario in zip(titles, scenarios, strict=True)
    ]
    labels: list[str] = []
    for label in keyed:
        number, candidate = 2, label
        while candidate in labels:
            candidate = f"{label} #{number}"
            number += 1
        labels.append(candidate)
    return tuple(labels)


def _ordered(scenarios: Sequence[Titled], baseline: Titled | None) -> list[Titled]:
    """The baseline first, then the others."""
    given = list(scenarios)
    if baseline is None:
        if len(given) < 2:
            raise KilterError("a comparison needs two scenarios or more; add another one")
        return given
    rest = given.copy()
    for place, scenario in enumerate(given):
        if scenario is baseline and len(given) > 1:
            del rest[place]
            break
    if not rest:
        raise KilterError("a comparison needs a scenario beside the baseline; add one")
    return [baseline, *rest]


def _check_months(scenarios: Sequence[Titled], plans: Sequence[Any]) -> None:
    first = tuple(plans[0].months)
    for scenario, plan in zip(scenarios[1:], plans[1:], strict=True):
        months = tuple(plan.months)
        if months == first:
            continue
        if months[0] != first[0]:
            remedy = "give them the same start; --until sets the same end"
        else:
            remedy = f"give them the same end with --until {min(first[-1], months[-1])}"
        raise KilterError(
            f"'{scenarios[0].title}' reports {len(first)} months, {first[0]} to {first[-1]}, but "
            f"'{scenario.title}' reports {len(months)}, {months[0]} to {months[-1]}; {remedy}"
        )
