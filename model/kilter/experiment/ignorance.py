"""Ignorance: which values are true. Draws of all assumptions at once, and scenarios as a draw has them.

Luck is what replications vary; ignorance is what draws vary. A draw gives each number with a range a value inside
it, the same share of what is plausible for the same path in every scenario, and makes a choice for each
alternative. ``docs/uncertainty.md`` says how and why.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import KilterError, Problem
from ..scenario.assembly import again
from ..scenario.document import Scenario
from ..scenario.references import check_references, end_date
from ..scenario.references.stores import check_stores
from ..scenario.sense import check_sense
from .sampling import shares
from .spots import Spot, replaced, spots

#: A draw that does not fit together is moved towards the written values in this many steps.
STEPS = 16


@dataclass(frozen=True)
class Draw:
    """One way in which things may be.

    Attributes:
        index: which draw, from 0.
        number: how many draws there are.
        seed: of the draws.
        values: value by path for the scenario that the draws were made for, in base units.
        choices: the choice by alternative.
    """

    index: int
    number: int
    seed: int
    values: Mapping[str, float] = field(default_factory=dict, repr=False)
    choices: Mapping[str, str] = field(default_factory=dict)

    def share(self, path: str) -> float:
        """The share of what is plausible at which this draw takes a path, strictly between 0 and 1."""
        return shares(self.seed, self.number, path)[self.index]


@dataclass(frozen=True)
class World:
    """A scenario as a draw has it.

    Attributes:
        scenario: ready to be planned and run.
        values: what was drawn, by path, in base units (a change: in the unit in which it is written).
        drawn_back: paths that were moved towards their written values so that the scenario fits together.
    """

    scenario: Scenario
    values: Mapping[str, float]
    drawn_back: tuple[str, ...] = ()


def draws(scenario: Scenario, number: int, seed: int) -> list[Draw]:
    """Draw all assumptions of a scenario together.

    Args:
        scenario: whose assumptions; for :func:`applied` to any other, shares of the same paths are the same.
        number: how many draws, at least 1.
        seed: any whole number from 0.

    Raises:
        KilterError: the number or the seed makes no sense.

    >>> from kilter.scenario import loads
    >>> world = loads("{horizon: 1 y, supply: {border: {value: 0.2, range: [0, 0.4], source: assumed}}}")
    >>> [round(applied(world, draw).supply.border.value, 2) < 0.2 for draw in draws(world, 2, 1)].count(True)
    1
    """
    if number < 1:
        raise KilterError(f"draws must be 1 or more, not {number}; write for example 50")
    if not 0 <= seed < 2**63:
        raise KilterError(f"the seed must be a whole number from 0 to 2^63 - 1, not {seed}; write 1")
    found = []
    for index in range(number):
        bare = Draw(index, number, seed)
        choices = _chosen(scenario, bare)
        world = _drawn(_with_choices(scenario, choices), bare)
        found.append(Draw(index, number, seed, world, choices))
    return found


def applied(scenario: Scenario, draw: Draw) -> Scenario:
    """A scenario as a draw has it. No file is read.

    A draw under which numbers contradict one another (a reorder point above the stock, thresholds out of order) is
    not dropped: the number concerned goes back towards its written value, in sixteenths of the way and no further
    than needed; where that is not enough, all numbers of its section do so together, then those of the next larger one.
    """
    return world(scenario, draw).scenario


def world(scenario: Scenario, draw: Draw, held: Mapping[str, float] | None = None) -> World:
    """As :func:`applied`, with the values; ``held`` gives paths another value than the draw's."""
    base = _with_choices(scenario, {**_chosen(scenario, draw), **draw.choices})
    return _fitting(base, {**_drawn(base, draw), **(held or {})})


def adjusted(
    scenario: Scenario, values: Mapping[str, float], choices: Mapping[str, str] | None = None
) -> World:
    """A scenario with some assumptions at other values, everything else as written.

    Args:
        scenario: what to adjust.
        values: value by path, as in :attr:`World.values`; paths that the scenario does not have are left out.
        choices: other choices by alternative, where no file or setting has chosen.
    """
    base = _with_choices(scenario, choices or {})
    known = assumptions(base)
    return _fitting(base, {path: value for path, value in values.items() if path in known})


def assumptions(scenario: Scenario) -> dict[str, Spot]:
    """Every number of a scenario that ignorance varies, by path."""
    return _spots_of(scenario)


# ------------------------------------------------------------ what is kept per scenario

_KNOWN: dict[int, tuple[weakref.ref[Scenario], dict[Any, Any]]] = {}


def _kept(scenario: Scenario) -> dict[Any, Any]:
    """Room for what is worked out once per loaded scenario, for as long as it lives."""
    key = id(scenario)
    found = _KNOWN.get(key)
    if found is None or found[0]() is not scenario:
        found = (weakref.ref(scenario, lambda _: _KNOWN.pop(key, None)), {})
        _KNOWN[key] = found
    return found[1]


def _spots_of(scenario: Scenario) -> dict[str, Spot]:
    kept = _kept(scenario)
    if "spots" not in kept:
        kept["spots"] = spots(scenario)
    result: dict[str, Spot] = kept["spots"]
    return result


def _with_choices(scenario: Scenario, choices: Mapping[str, str]) -> Scenario:
    other = {
        name: choices[name]
        for name, alternative in scenario.alternatives.items()
        if name in choices and alternative.chosen is None and choices[name] != alternative.holding
    }
    if not other:
        return scenario
    kept = _kept(scenario)
    key = ("with", tuple(sorted(other.items())))
    if key not in kept:
        kept[key] = again(scenario, choices=other)
    result: Scenario = kept[key]
    return result


# ------------------------------------------------------------ values and whether they fit together


def _chosen(scenario: Scenario, draw: Draw) -> dict[str, str]:
    return {
        name: alternative.at(draw.share(f"alternatives.{name}"))
        for name, alternative in scenario.alternatives.items()
    }


def _drawn(scenario: Scenario, draw: Draw) -> dict[str, float]:
    return {path: spot.value_at(draw.share(path)) for path, spot in _spots_of(scenario).items()}


def _fitting(scenario: Scenario, values: Mapping[str, float]) -> World:
    """The scenario with these values, drawn back where they contradict one another."""
    known = _spots_of(scenario)
    now = dict(values)
    back: set[str] = set()
    made, problems = _tried(scenario, known, now)
    while problems:
        for group in _groups(problems[0], values):
            if set(group) <= back:
                continue
            back.update(group)
            found = _backed(scenario, known, now, values, group, problems[0])
            if found is not None:
                made, problems = found
                break
        else:
            raise KilterError(f"no draw fits: '{problems[0]}' stays whatever is drawn; check the ranges")
    return World(made, now, tuple(sorted(back)))


def _backed(
    scenario: Scenario,
    known: Mapping[str, Spot],
    now: dict[str, float],
    values: Mapping[str, float],
    group: Sequence[str],
    place: str,
) -> tuple[Scenario, Sequence[str]] | None:
    """Move a group as few steps towards its written values as settles a place; ``None`` when none of them does."""

    def at(step: int) -> dict[str, float]:
        return {path: known[path].between(values[path], 1 - step / STEPS) for path in group}

    def settles(step: int) -> bool:
        one, refused = replaced(made, known, at(step))
        return place not in refused and place not in _places(check(one))

    made, _ = replaced(scenario, known, now)
    check = next((one for one in _QUICK if place in _places(one(made))), _everything)
    if not settles(STEPS):
        now.update(at(STEPS))
        return None
    # What is compared is linear on the way, so where a step settles it, every further one does.
    too_few, enough = 0, STEPS
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        too_few, enough = (too_few, middle) if settles(middle) else (middle, enough)
    now.update(at(enough))
    return _tried(scenario, known, now)


def _tried(
    scenario: Scenario, known: Mapping[str, Spot], values: Mapping[str, float]
) -> tuple[Scenario, Sequence[str]]:
    """The scenario with these values, and the places at which they contradict one another."""
    made, refused = replaced(scenario, known, values)
    if refused:
        return made, refused
    return made, _places(_everything(made))


def _everything(scenario: Scenario) -> Iterable[Problem]:
    return check_references(scenario, {})


#: Checks of numbers against one another that take no time; any other one is found by :func:`_everything`.
_QUICK: tuple[Callable[[Scenario], Iterable[Problem]], ...] = (
    lambda scenario: check_sense(scenario, {}, end_date(scenario)),
    lambda scenario: check_stores(scenario, {}),
)


def _places(problems: Iterable[Problem]) -> list[str]:
    return list(dict.fromkeys(problem.path for problem in problems))


def _groups(place: str, paths: Iterable[str]) -> Iterable[list[str]]:
    """The drawn paths at a place, in the section about it, in the one about that, and all of them."""
    every = sorted(paths)
    parts = place.split(".")
    for length in range(len(parts), -1, -1):
        prefix = ".".join(parts[:length])
        group = [path for path in every if path == prefix or path.startswith(f"{prefix}.") or not prefix]
        if group:
            yield group
