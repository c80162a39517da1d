"""Parameters during a run: the file's value, dated changes, and what reactions do on top.

The current value is ``clip(base x factor + addend)``: interventions replace the base, reactions multiply or add
while they last, and a factor stays within 0.1 to 10 however many reactions pull the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from ...mechanisms.reactions import lever
from ..plan import Plan
from ..rows import EffectRow


class Levers:
    """The list of current parameter values, ``now``, indexed by slot."""

    def __init__(self, plan: Plan) -> None:
        self.now = list(plan.params)
        self._base = list(plan.params)
        self._bounds = plan.bounds
        self._effects: dict[int, list[tuple[int, EffectRow]]] = {}
        self._given = 0
        self._watchers: dict[int, list[Callable[[], None]]] = {}

    def watch(self, slot: int, what: Callable[[], None]) -> None:
        """Do something at once whenever the value at a slot has changed."""
        self._watchers.setdefault(slot, []).append(what)

    def get(self, slot: int, default: float) -> float:
        """Value at a slot, or the default where the scenario leaves it out."""
        return self.now[slot] if slot >= 0 else default

    def set(self, slot: int, value: float) -> None:
        """A dated change: another base value."""
        self._base[slot] = value
        self._refresh(slot)

    def begin(self, effect: EffectRow) -> int:
        """A reaction begins to act; returns a handle to end it with."""
        self._given += 1
        self._effects.setdefault(effect.param, []).append((self._given, effect))
        self._refresh(effect.param)
        return self._given

    def finish(self, effect: EffectRow, handle: int) -> None:
        """A reaction ends: exactly what it did is undone."""
        self._effects[effect.param] = [pair for pair in self._effects[effect.param] if pair[0] != handle]
        self._refresh(effect.param)

    def _refresh(self, slot: int) -> None:
        # Recomputed from the list of effects under way, so that ending one leaves no rounding behind.
        factor, addend = 1.0, 0.0
        for _, effect in self._effects.get(slot, ()):
            if effect.multiply:
                factor *= effect.value
            else:
                addend += effect.value
        low, high = self._bounds[slot]
        self.now[slot] = min(max(self._base[slot] * lever(factor) + addend, low), high)
        for what in self._watchers.get(slot, ()):
            what()
