"""Where each quantity of a run is kept, and how measures are made of them.

A run keeps three flat lists: *levels* (whole numbers that change at instants and are integrated over time: items in
a state, parts owed), *counters* (totals that only grow: failures, hours, money) and *states* (values set once a
month: concern, the index). A measure is a :class:`Recipe` over their slots.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .measures import BY_PATTERN
from .trajectory import Measure

RATIO, MEAN, COUNT, SHARE, TOTAL, STATE = range(6)


@dataclass(frozen=True)
class Recipe:
    """How a measure's value is made.

    Attributes:
        how: ``RATIO`` (item-time over item-time), ``MEAN`` (level over time), ``COUNT`` (counter in the period),
            ``SHARE`` (counter over counter in the period), ``TOTAL`` (counter so far), ``STATE`` (monthly state).
        over: slots of the numerator.
        under: slots of the denominator (``RATIO`` and ``SHARE``).
    """

    how: int
    over: tuple[int, ...]
    under: tuple[int, ...] = ()


class Layout:
    """Slots by name, and the measures made of them, in the order in which they are reported.

    >>> layout = Layout()
    >>> layout.add("fleet.<fleet>.hours", Recipe(COUNT, (layout.counter("truck.hours"),)), fleet="truck")
    >>> layout.measures[0].name
    'fleet.truck.hours'
    """

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.counters: dict[str, int] = {}
        self.states: dict[str, int] = {}
        self.measures: list[Measure] = []
        self.recipes: list[Recipe] = []

    def level(self, name: str) -> int:
        """Slot of a level, made on first use."""
        return self.levels.setdefault(name, len(self.levels))

    def counter(self, name: str) -> int:
        """Slot of a counter, made on first use."""
        return self.counters.setdefault(name, len(self.counters))

    def state(self, name: str) -> int:
        """Slot of a monthly state, made on first use."""
        return self.states.setdefault(name, len(self.states))

    def add(self, pattern: str, recipe: Recipe, **names: str) -> None:
        """Report a measure of the catalogue under the names of this scenario."""
        measure, name = BY_PATTERN[pattern], pattern
        for key, word in names.items():
            name = name.replace(f"<{key}>", word)
        self.measures.append(replace(measure, name=name))
        self.recipes.append(recipe)

    def add_state(self, pattern: str, **names: str) -> int:
        """Report a monthly state; its slot carries the measure's own name."""
        name = pattern
        for key, word in names.items():
            name = name.replace(f"<{key}>", word)
        slot = self.state(name)
        self.add(pattern, Recipe(STATE, (slot,)), **names)
        return slot

    def slots(self) -> dict[str, Any]:
        """Sizes, for whoever allocates the lists."""
        return {"levels": len(self.levels), "counters": len(self.counters), "states": len(self.states)}
