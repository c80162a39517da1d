"""From a file of checks to runs and comparisons: names become places, times become periods."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...engine.plan import Plan, plan
from ...engine.timebase import DAY, Timebase, ticks
from ...errors import KilterError, Problem, ScenarioError
from ...scenario import load
from ...scenario.calendar import add_months
from ...scenario.document import Horizon, Scenario
from ...scenario.explain import shortened
from ..result import nearest
from .document import Book, Check, Compared, Run
from .reading import Reading
from .sampling import Sampling, own_seed


@dataclass(frozen=True)
class Place:
    """Where the samples of a reading are found: the run and the reading's place in it."""

    run: int
    reading: int


@dataclass(frozen=True)
class Case:
    """One comparison, resolved.

    Attributes:
        check: name of its check.
        says: what is compared; names the run where there is one comparison for each of several.
        asked: what the file says of it.
        unit: unit of the measure.
        plus: where its samples are; several runs are pooled.
        minus: where the samples are that are subtracted.
        sharp: whether the resolution is demanded: no fewer replications than the file asks for.
    """

    check: str
    says: str
    asked: Compared
    unit: str
    plus: tuple[Place, ...]
    minus: Place | None
    sharp: bool


@dataclass(frozen=True)
class Work:
    """What is to be simulated, and what of it compared.

    Attributes:
        samplings: the runs.
        cases: the comparisons, in the order of the file.
        comparisons: how many comparisons with luck the whole *file* has, whichever of them are made here.
    """

    samplings: tuple[Sampling, ...]
    cases: tuple[Case, ...]
    comparisons: int


def prepared(book: Book, names: Sequence[str], seed: int, number: Callable[[Run], int]) -> Work:
    """Resolve the checks of these names.

    Args:
        book: the file.
        names: which of its checks.
        seed: the luck of all runs together.
        number: how many replications a run is given.

    Raises:
        ScenarioError: a scenario, measure or time that does not exist; all of them at once.
    """
    maker = _Maker(book, seed, number)
    for name in names:
        maker.check(name, book.checks.checks[name])
    if not maker.problems:
        maker.unused()
    if maker.problems:
        raise ScenarioError(shortened(maker.problems))
    return Work(tuple(maker.samplings()), tuple(maker.cases), lucky(book))


def lucky(book: Book) -> int:
    """How many comparisons of a file are subject to luck."""
    comparisons = [one for check in book.checks.checks.values() for one in check.compare]
    return sum(len(one.each) or 1 for one in comparisons if not one.exact)


@dataclass
class _Prepared:
    """A run on its way: its plan and the readings that comparisons asked of it."""

    check: str
    name: str
    run: Run
    scenario: Scenario
    plan: Plan
    readings: list[Reading]


class _Maker:
    def __init__(self, book: Book, seed: int, number: Callable[[Run], int]) -> None:
        self.book, self.seed, self.number = book, seed, number
        self.runs: list[_Prepared] = []
        self.cases: list[Case] = []
        self.problems: list[Problem] = []

    def check(self, name: str, check: Check) -> None:
        places: dict[str, int] = {}
        for key, run in check.runs.items():
            at = ("checks", name, "runs", key)
            try:
                scenario = self._scenario(run, at)
                made = plan(scenario)
            except ScenarioError as error:
                self.problems += error.problems
                continue
            places[key] = len(self.runs)
            self.runs.append(_Prepared(name, key, run, scenario, made, []))
        for index, one in enumerate(check.compare):
            self._compare(name, check, one, places, ("checks", name, "compare", index))

    def _scenario(self, run: Run, at: tuple[str | int, ...]) -> Scenario:
        beside = self.book.folder / run.scenario
        settings: Mapping[str, Any] = {path: _text(value) for path, value in run.set.items()}
        try:
            source: str | Path = beside if beside.is_file() else run.scenario
            return load(source, set=settings or None, until=run.until)
        except ScenarioError as error:
            file, line = (where := self.book.problem((*at, "scenario"), "")).file, where.line
            raise ScenarioError(
                [
                    Problem(p.what, p.write, p.path or where.path, p.file or file, p.line or line)
                    for p in error.problems
                ]
            ) from None

    def _compare(
        self,
        name: str,
        check: Check,
        one: Compared,
        places: Mapping[str, int],
        at: tuple[str | int, ...],
    ) -> None:
        wanted = check.sources(one)
        if not all(key in places for key in [*wanted, *([one.minus] if one.minus else [])]):
            return  # a run that cannot be used has been told already
        try:
            found = [self._read(places[key], one) for key in wanted]
            minus = self._read(places[one.minus], one) if one.minus else None
        except _UnfitError as error:
            self.problems.append(self.book.problem((*at, error.key), error.what, error.write))
            return
        unit = next(
            m.unit for m in self.runs[found[0].run].plan.measures if fnmatch.fnmatchcase(m.name, one.measure)
        )
        groups = [(place,) for place in found] if one.each else [tuple(found)]
        for key, group in zip(wanted, groups, strict=False):
            used = [self.runs[place.run].run for place in (*group, *([minus] if minus else []))]
            self.cases.append(
                Case(
                    name,
                    f"{one.says}, {key}" if one.each else one.says,
                    one,
                    unit if one.statistic in ("mean", "quantile") else "",
                    group,
                    minus,
                    all(self.number(run) >= run.reps for run in used),
                )
            )

    def _read(self, run: int, one: Compared) -> Place:
        prepared = self.runs[run]
        reading = _reading(prepared.plan, prepared.scenario, one)
        if reading not in prepared.readings:
            prepared.readings.append(reading)
        return Place(run, prepared.readings.index(reading))

    def unused(self) -> None:
        """A run that no comparison asks for would be simulated for nothing."""
        for one in self.runs:
            if not one.readings:
                at = ("checks", one.check, "runs", one.name)
                self.problems.append(
                    self.book.problem(at, "no comparison uses this run", "remove it, or use it")
                )

    def samplings(self) -> list[Sampling]:
        return [
            Sampling(
                one.check,
                one.name,
                one.scenario,
                self.number(one.run),
                own_seed(self.seed, one.check, one.name),
                tuple(one.readings),
            )
            for one in self.runs
        ]


class _UnfitError(KilterError):
    """A comparison that its scenario cannot give; names the key to change."""

    def __init__(self, key: str, what: str, write: str) -> None:
        self.key, self.what, self.write = key, what, write
        super().__init__(f"{what}; {write}")


def _reading(made: Plan, scenario: Scenario, one: Compared) -> Reading:
    names = [measure.name for measure in made.measures]
    columns = tuple(i for i, name in enumerate(names) if fnmatch.fnmatchcase(name, one.measure))
    if not columns:
        raise _UnfitError(
            "measure",
            f"'{scenario.title}' has no measure '{one.measure}'",
            nearest(one.measure, names),
        )
    rows = _rows(made.time, one)
    if rows is None:
        return Reading(columns, one.statistic, level=one.level or 0.0)
    if one.lag is not None and rows[1] - rows[0] <= one.lag:
        raise _UnfitError(
            "lag", f"there are {rows[1] - rows[0]} periods and the lag is {one.lag}", "shorten it"
        )
    edges = (0, *made.time.reports)
    lengths = tuple(float(edges[row + 1] - edges[row]) for row in range(*rows))
    counts = all(made.measures[column].kind == "count" for column in columns)
    return Reading(
        columns,
        one.statistic,
        rows,
        (1.0,) * len(lengths) if counts else lengths,
        one.lag or 0,
        one.level or 0.0,
        one.above or 0.0,
    )


def _rows(time: Timebase, one: Compared) -> tuple[int, int] | None:
    """The reporting periods that a comparison is about, or None for the average over time."""
    if one.when == "average":
        if one.statistic in ("mean", "quantile"):
            return None
        # What is taken over periods is taken over those after warm-up.
        return sum(1 for tick in time.reports if tick <= time.warmup), len(time.reports)
    if one.when == "end":
        last = len(time.reports)
        return (last - 1 if one.since is None else _row(time, one.since, "since") + 1), last
    assert isinstance(one.when, Horizon)
    last = _row(time, one.when, "when") + 1
    first = last - 1 if one.since is None else _row(time, one.since, "since") + 1
    if first >= last:
        raise _UnfitError("since", "no period lies between 'since' and 'when'", "write an earlier time")
    return first, last


def _row(time: Timebase, at: Horizon, key: str) -> int:
    """The place of the reporting period that ends at a time; -1 for the start."""
    tick = (
        (add_months(time.start, at.months) - time.start).days * DAY
        if at.months is not None
        else ticks(at.days or 0.0)
    )
    if tick == 0 and key == "since":
        return -1
    if tick in time.reports:
        return time.reports.index(tick)
    close = min(time.reports, key=lambda end: abs(end - tick))
    raise _UnfitError(
        key,
        f"no reporting period ends at {at.written}",
        f"the nearest ends at {close / DAY:g} d; or set the scenario's report: to a length that fits",
    )


def _text(value: object) -> Any:
    """A setting as --set would be given it."""
    return json.dumps(value) if isinstance(value, dict | list) else value
