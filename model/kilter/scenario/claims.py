"""A pack's claims: what its sources say would happen, each as conditions that a run can meet or miss.

``claims.yaml`` stands beside the scenarios of a pack. This module reads it, and checks what can be checked
without running anything: that sources, scenarios, measures and times exist and that a condition says something.
``kilter.experiment.claims`` judges the conditions on results.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from ..errors import Problem
from ._origins import written
from .beside import read_beside
from .document import Horizon, Scenario
from .explain import Location, Origins, in_order, problem
from .names import Path as MeasureName
from .nearest import did_you_mean
from .quantity import Section, refusal
from .units import UnitError, shown

FILE = "claims.yaml"
"""Name of the file in a pack's folder."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,19}$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
END, AVERAGE = "end", "average"


def _months(value: object) -> object:
    """Whole months from a text such as ``12 months`` or ``2 y``."""
    if isinstance(value, int) and not isinstance(value, bool):
        raise refusal(f"{value} has no unit; write {value} months")
    try:
        months = Horizon.read(value).months
    except UnitError as error:
        raise refusal(str(error).replace("the horizon", "this time").replace("horizon: 60", "12")) from None
    if months is None or months < 1:
        raise refusal(f"{shown(value)} is not a whole number of months; write 12 months")
    return months


def _time(value: object) -> object:
    if value in (END, AVERAGE):
        return value
    if isinstance(value, str) and re.fullmatch(r"[a-z]+", value):
        raise refusal(
            f"{shown(value)} is no time; " + (did_you_mean(value, (END, AVERAGE)) or "write 12 months")
        )
    return _months(value)


Months = Annotated[int, BeforeValidator(_months)]
Time = Annotated[int | str, BeforeValidator(_time)]


class Share(Section):
    """The share of replications in which the value lies beyond a limit. It is what `above` and `below` judge."""

    share_above: float | None = None
    """Share of replications above this."""
    share_below: float | None = None
    """Share of replications below this."""

    @model_validator(mode="after")
    def _one(self) -> Share:
        if (self.share_above is None) == (self.share_below is None):
            raise refusal("one limit makes a share; write {share_above: 50} or {share_below: 3}")
        return self

    @property
    def limit(self) -> float:
        """The limit itself."""
        return self.share_above if self.share_above is not None else float(self.share_below or 0.0)


TAKEN = ("mean", "median", "q05", "q95")


def _taken(value: object) -> object:
    if isinstance(value, str) and value not in TAKEN:
        hint = did_you_mean(value, TAKEN) or f"write {', '.join(TAKEN)} or {{share_above: 50}}"
        raise refusal(f"{shown(value)} is not taken over replications; {hint}")
    return value


class Condition(Section):
    """One condition on results, or several joined by `any`, `all` or `not`."""

    measure: MeasureName | None = None
    """Name of a measure, as `kilter measures` lists it."""
    of: Key | None = None
    """The scenario in which it is read."""
    minus: Key | None = None
    """A scenario that is subtracted, replication by replication on the same luck."""
    relative: bool = False
    """Divide a difference or a change by the size (mean over replications) of what it is measured from."""
    minus_measure: MeasureName | None = None
    """Another measure of the same scenario that is subtracted first."""
    at: Time | None = None
    """When: 12 months, `end` or `average` (over time, after warm-up)."""
    within: Annotated[list[Months], Field(min_length=2, max_length=2)] | None = None
    """Instead of `at`: the mean of the months from the first to the second, both included."""
    since: Months | None = None
    """Take the change since the end of this month; with `minus`, the difference of the two changes."""
    taken: Annotated[Literal["mean", "median", "q05", "q95"] | Share, BeforeValidator(_taken)] = "mean"
    """What is taken over replications: mean, median, q05, q95, or {share_above: 50}, {share_below: 3}."""
    above: float | None = None
    """What is taken must be more than this."""
    below: float | None = None
    """What is taken must be less than this."""
    because: Words | None = None
    """Why this threshold means what the claim's words say."""
    any_: Annotated[list[Condition], Field(min_length=1)] | None = Field(default=None, alias="any")
    """At least one of these holds."""
    all_: Annotated[list[Condition], Field(min_length=1)] | None = Field(default=None, alias="all")
    """All of these hold."""
    not_: Condition | None = Field(default=None, alias="not")
    """This does not hold."""

    @model_validator(mode="before")
    @classmethod
    def _misplaced(cls, value: object) -> object:
        if isinstance(value, Mapping):
            for key in ("share_above", "share_below"):
                if key in value:
                    raise refusal(f"a share is what is taken; write taken: {{{key}: {value[key]}}}", key)
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        joined = [key for key in ("any", "all", "not") if getattr(self, f"{key}_") is not None]
        if joined:
            if len(self.model_fields_set) > 1:
                raise refusal(
                    f"beside '{joined[0]}' nothing else can stand; put the rest in a condition of its own"
                )
            return self
        for key, example in (("measure", "capability.index"), ("of", "world"), ("because", "…")):
            if getattr(self, key) is None:
                raise refusal(f"'{key}' is missing; write {key}: {example}")
        self._check_times()
        self._check_thresholds()
        if self.relative and self.minus is None and self.since is None and self.minus_measure is None:
            raise refusal(
                "'relative' needs something to be relative to; add minus: SCENARIO, or since: 1 month",
                "relative",
            )
        return self

    def _check_times(self) -> None:
        if (self.at is None) == (self.within is None):
            raise refusal("say when, once; write at: 12 months or within: [6 months, 12 months]")
        if self.within is not None and self.within[0] > self.within[1]:
            raise refusal("the months run backwards; write the earlier one first", "within")
        first = self.within[0] if self.within is not None else self.at
        if self.since is not None and isinstance(first, int) and self.since >= first:
            raise refusal("'since' must lie before the time of the condition; write an earlier one", "since")

    def _check_thresholds(self) -> None:
        if self.above is None and self.below is None:
            raise refusal("there is no threshold; write above: 0 or below: 0")
        if self.above is not None and self.below is not None and self.above >= self.below:
            raise refusal("nothing lies above the one and below the other; swap them", "above")
        if isinstance(self.taken, Share):
            for key in ("above", "below"):
                limit = getattr(self, key)
                if limit is not None and not 0 <= limit <= 1:
                    raise refusal("a share of replications lies between 0 and 1; write above: 0.5", key)

    @property
    def parts(self) -> Sequence[Condition]:
        """The conditions that this one joins; none when it is a plain one."""
        return [*(self.any_ or ()), *(self.all_ or ()), *([self.not_] if self.not_ is not None else [])]

    def leaves(self, at: Location = ()) -> Iterator[tuple[Location, Condition]]:
        """Every plain condition below, with its place."""
        if not self.parts:
            yield at, self
            return
        for key in ("any", "all"):
            for index, part in enumerate(getattr(self, f"{key}_") or ()):
                yield from part.leaves((*at, key, index))
        if self.not_ is not None:
            yield from self.not_.leaves((*at, "not"))

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that a plain condition reads."""
        return tuple(name for name in (self.of, self.minus) if name is not None)

    @property
    def months(self) -> int | None:
        """How many months a plain condition has to see; ``None`` when only the whole horizon will do."""
        if self.within is not None:
            return self.within[1]
        return self.at if isinstance(self.at, int) else None


class Claim(Section):
    """What a source says would happen, and when we would say that it did."""

    says: Words
    """The claim in one or two sentences of our own."""
    source: Words
    """A key of the pack's sources."""
    place: Words
    """Where in the source: section or paragraph."""
    mechanism: Words
    """The chain by which the model could bring it about."""
    compares: Annotated[list[Key], Field(min_length=1)]
    """Scenarios of the pack that the conditions use."""
    contradicts: list[Id] = Field(default_factory=list)
    """Claims that cannot hold together with this one."""
    holds: Annotated[list[Condition], Field(min_length=1)]
    """The conditions, all of which must hold."""

    def leaves(self) -> Iterator[tuple[Location, Condition]]:
        """Every plain condition with its place in the claim."""
        for index, condition in enumerate(self.holds):
            yield from condition.leaves(("holds", index))

    def months(self, scenario: str) -> int | None:
        """How many months of a scenario have to be run (0: none); ``None`` for the whole horizon."""
        needed = [leaf.months for _, leaf in self.leaves() if scenario in leaf.scenarios]
        return None if None in needed else max((m for m in needed if m is not None), default=0)


class Claims(Section):
    """The file ``claims.yaml`` of a pack."""

    kilter: Literal[1] = 1
    """Version of the file format."""
    title: str = "Claims"
    """One line."""
    claims: dict[Id, Claim] = Field(min_length=1)
    """The claims by their id, such as T1."""

    @property
    def ordered(self) -> list[str]:
        """Ids as people count: T2 before T10."""
        return sorted(self.claims, key=_natural)


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(bit), "") if bit.isdigit() else (1, 0, bit) for bit in re.split(r"(\d+)", name) if bit
    )


def read_claims(path: Path) -> tuple[Claims, Origins]:
    """Read a claims file: the claims, and where each entry stands.

    Raises:
        ScenarioError: with every problem found that shows without the pack's scenarios.
    """
    return read_beside(path, Claims, Problem("there are no claims", "write claims: {T1: …}"))


def check_claims(
    claims: Claims,
    origins: Origins,
    scenarios: Mapping[str, Scenario],
    measures: Mapping[str, Sequence[str]],
    names: Sequence[str] | None = None,
) -> list[Problem]:
    """Everything that claims name and that is not there.

    Args:
        claims: what the file says.
        origins: where it says it.
        scenarios: the pack's scenarios by name, as far as they are loaded.
        measures: names of the measures of each of them.
        names: all scenario names of the pack; those loaded when left out.
    """
    known = list(names if names is not None else scenarios)
    sources = {key for scenario in scenarios.values() for key in scenario.sources}
    found: list[Problem] = []
    for name, claim in claims.claims.items():
        at: Location = ("claims", name)
        found += _unknown(claim.source, sources, "source", (*at, "source"), origins)
        for index, other in enumerate(claim.compares):
            found += _unknown(other, known, "scenario", (*at, "compares", index), origins)
        for index, other in enumerate(claim.contradicts):
            choices = [one for one in claims.claims if one != name]
            found += _unknown(other, choices, "other claim", (*at, "contradicts", index), origins)
        used: set[str] = set()
        for place, leaf in claim.leaves():
            used.update(leaf.scenarios)
            found += _check_leaf(leaf, (*at, *place), claim, scenarios, measures, origins)
        for index, other in enumerate(claim.compares):
            if other in known and other not in used:
                what = f"no condition uses scenario '{other}'"
                found.append(problem((*at, "compares", index), what, "take it out, or use it", origins))
    return in_order(found)


def _check_leaf(
    leaf: Condition,
    at: Location,
    claim: Claim,
    scenarios: Mapping[str, Scenario],
    measures: Mapping[str, Sequence[str]],
    origins: Origins,
) -> Iterator[Problem]:
    for key in ("of", "minus"):
        name = getattr(leaf, key)
        if name is None:
            continue
        if name not in claim.compares:
            hint = did_you_mean(name, claim.compares) or f"add it to compares: {written(claim.compares)}"
            yield problem((*at, key), f"'{name}' is not among the scenarios that are compared", hint, origins)
        if name not in scenarios:
            continue
        for where in ("measure", "minus_measure"):
            measure = getattr(leaf, where)
            if measure is not None and measure not in measures.get(name, ()):
                hint = did_you_mean(measure, measures.get(name, ()))
                what = f"scenario '{name}' has no measure '{measure}'"
                yield problem((*at, where), what, hint or "'kilter measures FILE' lists them", origins)
        yield from _check_horizon(leaf, at, name, scenarios[name], origins)


def _check_horizon(
    leaf: Condition, at: Location, name: str, scenario: Scenario, origins: Origins
) -> Iterator[Problem]:
    months = scenario.horizon.months
    if scenario.report is not None or months is None:
        what = f"scenario '{name}' does not report by calendar months, and claims are about months"
        yield problem((*at, "of"), what, "write its horizon in months, without report", origins)
        return
    last = max([leaf.months or 0, leaf.since or 0])
    if last > months:
        key = "at" if leaf.at is not None else "within"
        what = f"month {last} lies beyond the {months} months of scenario '{name}'"
        yield problem((*at, key), what, f"write {months} months or less", origins)


def _unknown(
    name: str, choices: Sequence[str] | set[str], what: str, at: Location, origins: Origins
) -> Iterator[Problem]:
    if name in choices:
        return
    names = sorted(choices)
    few = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    hint = did_you_mean(name, names) or (f"use one of {few}" if names else "the pack has none; add it")
    yield problem(at, f"there is no {what} '{name}'", hint, origins)
