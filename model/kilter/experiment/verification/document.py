"""What a file of checks may say, and reading one.

A file of checks is data: which scenarios are run how often, and what of them is held against which published or
exact value. ``scenarios/checks/checks.yaml`` is the one that ships.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator

from ...errors import Problem, ScenarioError
from ...scenario import packs
from ...scenario.document import Horizon
from ...scenario.explain import explain, place, shortened
from ...scenario.layering import Layered, Origin, layer_document
from ...scenario.names import Name
from ...scenario.quantity import Section, Share, listed, refusal
from ...scenario.reading import read, read_text
from ...scenario.units import DIMENSIONS, UnitError, read_number

Statistic = Literal["mean", "variance", "autocovariance", "quantile", "share"]
FILE = "checks.yaml"


def _whole(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusal("a whole number is needed here; write it plainly, such as 200")
    return value


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal("a plain number is needed here; write it without a unit, such as 0.821003")
    return float(value)


def _time(value: object) -> object:
    if isinstance(value, Horizon):
        return value
    try:
        if read_number(value, DIMENSIONS["duration"]) == 0:
            return Horizon(days=0.0, written=str(value))
        return Horizon.read(value)
    except UnitError as error:
        text = str(error).replace("the horizon", "a time").replace("horizon: 60 months", "30 d, say")
        raise refusal(text) from None


def _when(value: object) -> object:
    return value if value in ("average", "end") else _time(value)


Whole = Annotated[int, BeforeValidator(_whole)]
Plain = Annotated[float, BeforeValidator(_number)]
Time = Annotated[Horizon, BeforeValidator(_time)]
When = Annotated[Horizon | Literal["average", "end"], BeforeValidator(_when)]
Names = Annotated[list[Name], BeforeValidator(listed)]


class Run(Section):
    """A scenario and how often it is run."""

    scenario: str
    """A scenario file, as seen from the file of checks, or one that ships."""
    reps: Whole
    """Replications of a full run, 2 or more."""
    quick: Whole | None = None
    """Replications of a quick run; a tenth when left out."""
    set: dict[str, Any] = Field(default_factory=dict)
    """Settings by path, as of ``--set``, in this order."""
    until: str | None = None
    """Another horizon."""

    @field_validator("reps", "quick")
    @classmethod
    def _enough(cls, value: int | None) -> int | None:
        if value is not None and value < 2:
            raise refusal("a standard error needs 2 replications or more; write 200, say")
        return value

    @property
    def hasty(self) -> int:
        """Replications of a quick run."""
        return self.quick if self.quick is not None else max(2, self.reps // 10)


class Wrong(Section):
    """A value that must be rejected: an approximation published beside the exact value, or a neighbouring case."""

    value: Plain
    """The value."""
    what: str
    """What it is."""
    source: str = ""
    """Where it is published."""


class Compared(Section):
    """One value that is known, and what the simulation says of it."""

    says: str
    """What is compared, in a few words."""
    measure: str
    """A measure's name; with ``*`` the average over all that match."""
    expect: Plain
    """The published or exact value."""
    source: str
    """Where it comes from: a publication, or the closed form in words."""
    run: Name | None = None
    """The run it is taken from; may be left out when the check has one only."""
    each: Names = Field(default_factory=list)
    """Instead: one comparison for each of these runs."""
    pool: Names = Field(default_factory=list)
    """Instead: the replications of these runs together."""
    minus: Name | None = None
    """Subtract what the same measure is in this run."""
    when: When = "average"
    """``average`` (over time, after warm-up), ``end`` (the last period), or the time at which a period ends."""
    since: Time | None = None
    """With a time: all periods after this time up to ``when``, averaged."""
    statistic: Statistic = "mean"
    """Of what: the mean; variance, autocovariance and share are taken over periods, a quantile over replications."""
    lag: Whole | None = None
    """Of an autocovariance, in periods."""
    level: Plain | None = None
    """Of a quantile: .9 is what nine replications in ten stay below."""
    above: Plain | None = None
    """Of a share: the share of periods in which the measure is above this."""
    resolution: Share | None = None
    """The error that must be seen, as a share of ``expect``. Left out: whatever the replications see."""
    scale: Plain | None = None
    """What the resolution is a share of where ``expect`` is 0, as in differences."""
    exact: bool = False
    """There is no luck in it: every replication must give just this value."""
    reject: list[Wrong] = Field(default_factory=list)
    """Values that the simulation must reject."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if sum(map(bool, (self.run, self.each, self.pool))) > 1:
            raise refusal("a comparison takes one of run, each and pool; remove the others", "run")
        needed = {"autocovariance": "lag", "quantile": "level", "share": "above"}
        for statistic, key in needed.items():
            if (getattr(self, key) is not None) != (self.statistic == statistic):
                raise refusal(f"'{key}' goes with statistic: {statistic}; write both or neither", key)
        if self.lag is not None and self.lag < 1:
            raise refusal("a lag is 1 or more; for 0 write statistic: variance", "lag")
        if self.level is not None and not 0 < self.level < 1:
            raise refusal("a quantile's level lies between 0 and 1; write 0.9, say", "level")
        over_periods = self.statistic in ("variance", "autocovariance", "share")
        if self.since is not None and not isinstance(self.when, Horizon) and self.when != "end":
            raise refusal("'since' needs the time up to which; write when: 30 d, say, or when: end", "since")
        if self.statistic == "autocovariance" and isinstance(self.when, Horizon) and self.since is None:
            raise refusal("an autocovariance needs several periods; add since: 0 d, say", "since")
        if self.exact and (over_periods or self.minus or self.reject):
            raise refusal("what has no luck in it is compared as it is; remove exact", "exact")
        if not self.exact and self.resolution is not None and not (self.scale or self.expect):
            raise refusal("a share of 0 is nothing; write scale: the value that it is a share of", "scale")
        if self.resolution is not None and self.resolution.value <= 0:
            raise refusal("a resolution is more than nothing; write 3 %, say", "resolution")
        if self.scale is not None and self.scale <= 0:
            raise refusal(
                "a scale is more than 0; write the value that the resolution is a share of", "scale"
            )
        return self


class Check(Section):
    """A case with known answers: its runs and its comparisons."""

    title: str
    """What people call it."""
    number: Whole | None = None
    """Its number in a list that others know."""
    says: str = ""
    """What is checked, in a few sentences."""
    runs: dict[Name, Run] = Field(min_length=1)
    """What is simulated. Runs are independent of one another."""
    compare: list[Compared] = Field(min_length=1)
    """What is held against known values."""

    @model_validator(mode="after")
    def _known_runs(self) -> Self:
        for number, one in enumerate(self.compare):
            for key, names in (
                ("run", [one.run]),
                ("each", one.each),
                ("pool", one.pool),
                ("minus", [one.minus]),
            ):
                for name in names:
                    if name is not None and name not in self.runs:
                        known = ", ".join(self.runs)
                        raise refusal(
                            f"there is no run '{name}'; the runs are {known}", "compare", number, key
                        )
            if not (one.run or one.each or one.pool) and len(self.runs) > 1:
                raise refusal("which run is meant? Write run: with its name", "compare", number)
            if one.minus is not None and one.minus in self.sources(one):
                raise refusal("a run minus itself is nothing; name another", "compare", number, "minus")
        return self

    def sources(self, one: Compared) -> list[str]:
        """The names of the runs that a comparison is taken from."""
        return one.each or one.pool or [one.run or next(iter(self.runs))]


class Checks(Section):
    """A file of checks."""

    kilter: Literal[1] = 1
    """Version of the file format."""
    title: str = "Checks"
    """One line."""
    false_alarms: Share
    """The chance that an engine which is right fails anything in this file."""
    checks: dict[Name, Check] = Field(min_length=1)
    """The checks by name."""

    @model_validator(mode="after")
    def _rate(self) -> Self:
        if not 0 < self.false_alarms.value < 0.5:
            raise refusal("the rate lies between 0 and one half; write 1 %, say", "false_alarms")
        return self


@dataclass(frozen=True)
class Book:
    """A file of checks that has been read.

    Attributes:
        file: its name, as it was asked for.
        folder: where the scenarios that it names are looked for first.
        checks: what it says.
        origins: where each entry stands.
    """

    file: str
    folder: Path
    checks: Checks
    origins: Mapping[tuple[str | int, ...], tuple[Origin, ...]]

    def problem(self, at: tuple[str | int, ...], what: str, write: str = "") -> Problem:
        """A problem with file and line of an entry."""
        file, line = place(at, self.origins)
        return Problem(what, write, ".".join(map(str, at)), file or self.file, line)


def shipped() -> Path:
    """The file of checks that comes with Kilter."""
    return packs.root() / "checks" / FILE


def load_checks(path: str | Path | None = None) -> Book:
    """Read a file of checks; the shipped one when none is named. A folder stands for its ``checks.yaml``.

    Raises:
        ScenarioError: with every problem found; each names file, line, path and what to write.
    """
    file = shipped() if path is None else Path(path)
    if file.is_dir():
        file = file / FILE
    return _book(layer_document(read(file), file.parent), str(file), file.parent)


def loads_checks(text: str, folder: str | Path = ".") -> Book:
    """Read checks from YAML text; scenarios are looked for in ``folder``.

    Raises:
        ScenarioError: as of :func:`load_checks`.
    """
    return _book(layer_document(read_text(text), Path(folder)), "<text>", Path(folder))


def _book(layered: Layered, file: str, folder: Path) -> Book:
    try:
        checks = Checks.model_validate(layered.tree)
    except ValidationError as error:
        raise ScenarioError(shortened(explain(error, Checks, layered.origins))) from None
    return Book(file, folder, checks, layered.origins)
