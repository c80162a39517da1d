"""Where the assumptions of a scenario stand, and scenarios with other values there, made without reading files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import PydanticCustomError

from ..errors import NameUnknownError
from ..scenario._parsing import BALANCED, FIXED
from ..scenario.document import Scenario
from ..scenario.moves import Move
from ..scenario.paths import Entry, field_dim, quantities, resolve, spelled
from ..scenario.quantity import Dim, Quantity, Section, Spread
from .sampling import at_share

Keys = tuple[str | int, ...]
#: What is not drawn: weights say how often a choice is drawn, and what a choice sets is drawn where it acts.
_NOT_DRAWN = ("alternatives",)


@dataclass(frozen=True)
class Spot:
    """One assumption: a number with a range, or a change with one.

    Attributes:
        path: its path in the register.
        keys: attributes, keys and positions that lead to it.
        value: the written value, in base units (a change: in the unit in which it is written).
        low: least plausible value.
        high: most plausible value.
        shape: how plausibility is spread.
        whole: whether it counts things.
        limits: what its kind of number can be at all.
        unit: base unit; of a change, the unit in which it is written (``x`` for a factor).
        follower: keys of the standard deviation that keeps its ratio to this mean; empty when there is none.
        followed: that standard deviation as written.
    """

    path: str
    keys: Keys
    value: float
    low: float
    high: float
    shape: str
    whole: bool
    limits: tuple[float, float]
    unit: str
    follower: Keys = ()
    followed: float = 0.0

    def value_at(self, share: float) -> float:
        """The value at a share of what is plausible, within the limits of its kind."""
        return self.clipped(at_share(share, self.value, self.low, self.high, self.shape, whole=self.whole))

    def between(self, other: float, share: float) -> float:
        """The value that lies a share of the way from the written value to another one."""
        value = self.value + (other - self.value) * share
        return self.clipped(float(round(value)) if self.whole else value)

    def moved(self, far: float) -> float:
        """The value at a position between the lower end (-1), the written value (0) and the upper end (1)."""
        return self.between(self.high if far > 0 else self.low, abs(far))

    def clipped(self, value: float) -> float:
        """Within the limits of its kind."""
        return min(max(value, self.limits[0]), self.limits[1])


def spots(scenario: Scenario) -> dict[str, Spot]:
    """Every number with a range, and every change with one, by path.

    >>> from kilter.scenario import loads
    >>> world = loads("{horizon: 1 y, supply: {border: {value: 0.2, range: [0, 0.4], source: assumed}}}")
    >>> spots(world)["supply.border"].keys
    ('supply', 'border')
    """
    known = quantities(scenario)
    found: dict[str, Spot] = {}
    for path, keys, dim, value, spread in _below(scenario, "", (), None, None):
        if keys[0] in _NOT_DRAWN:
            continue
        if isinstance(value, Move):
            spot = _change(path, keys, value, known)
        else:
            assert dim is not None, path
            spot = _number(path, keys, value, dim, spread)
        if spot is not None:
            found[path] = spot
    return found


def changes(scenario: Scenario) -> Iterator[tuple[str, Keys, Move]]:
    """Every change that reactions, dated changes and alternatives make: path, keys that lead to it, the change."""
    for path, keys, _, value, _ in _below(scenario, "", (), None, None):
        if isinstance(value, Move):
            yield path, keys, value


def _number(path: str, keys: Keys, q: Quantity, dim: Dim, spread: Spread | None) -> Spot | None:
    if q.low is None or q.high is None or q.low >= q.high or q.shape == FIXED:
        return None
    sd = getattr(spread, "sd", None) if spread is not None and keys[-1] == "mean" else None
    follows = sd is not None and (sd.low is None or sd.low == sd.high) and q.value > 0
    follower = (*keys[:-1], "sd") if follows else ()
    shape = q.shape if q.low <= q.value <= q.high else "uniform"
    written = sd.value if sd is not None else 0.0
    whole, limits = dim.dimension.whole, dim.limits
    return Spot(path, keys, q.value, q.low, q.high, shape, whole, limits, q.unit, follower, written)


def _change(path: str, keys: Keys, move: Move, known: Mapping[str, Entry]) -> Spot | None:
    if move.number is None or move.low is None or move.high is None or move.low >= move.high:
        return None
    value, unit = move.number
    try:
        targets = [known[p] for p in resolve(str(keys[-1]), known)]
    except NameUnknownError:
        targets = []
    whole = unit != "x" and any(entry.dim.dimension.whole for entry in targets)
    limits = (5e-324 if unit == "x" else float("-inf"), float("inf"))
    return Spot(path, keys, value, move.low, move.high, BALANCED, whole, limits, unit)


def _below(
    value: object, path: str, keys: Keys, dim: Dim | None, spread: Spread | None
) -> Iterator[tuple[str, Keys, Dim | None, Any, Spread | None]]:
    if isinstance(value, Quantity | Move):
        yield path, keys, dim, value, spread
    elif isinstance(value, Section):
        kind = type(value)
        inside = value if isinstance(value, Spread) else None
        for name in kind.model_fields:
            here = f"{path}.{spelled(kind, name)}" if path else spelled(kind, name)
            yield from _below(getattr(value, name), here, (*keys, name), field_dim(kind, name), inside)
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _below(member, f"{path}.{key}", (*keys, key), dim, spread)
    elif isinstance(value, list | tuple):
        for index, member in enumerate(value):
            yield from _below(member, f"{path}.{index}", (*keys, index), dim, spread)


def replaced(
    scenario: Scenario, known: Mapping[str, Spot], values: Mapping[str, float]
) -> tuple[Scenario, list[str]]:
    """The scenario with other values at some spots, and the places at which its sections refuse them.

    Sections are copied, not read again; what they check about themselves as a whole is checked.
    """
    tree: dict[str | int, Any] = {}
    for path, value in values.items():
        spot = known[path]
        _plant(tree, spot.keys, (value, spot.unit))
        if spot.follower:
            _plant(tree, spot.follower, (spot.followed * value / spot.value, spot.unit))
    refused: list[str] = []
    made: Scenario = _copied(scenario, tree, (), refused)
    return made, refused


def _plant(tree: dict[str | int, Any], keys: Keys, leaf: tuple[float, str]) -> None:
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
    tree[keys[-1]] = leaf


def _copied(value: Any, tree: Any, at: Keys, refused: list[str]) -> Any:
    if isinstance(tree, tuple):
        number, unit = tree
        if isinstance(value, Move):
            return replace(value, text=_text(number, unit))
        return replace(value, value=number, written="")
    if isinstance(value, Section):
        made = value.model_copy(
            update={
                key: _copied(getattr(value, key), node, (*at, key), refused) for key, node in tree.items()
            }
        )
        for check in type(value).__pydantic_decorators__.model_validators.values():
            if check.info.mode == "after":
                try:
                    check.func(made)
                except PydanticCustomError:
                    refused.append(".".join(map(str, at)))
        return made
    if isinstance(value, Mapping):
        return {k: _copied(v, tree[k], (*at, k), refused) if k in tree else v for k, v in value.items()}
    return [_copied(v, tree[n], (*at, n), refused) if n in tree else v for n, v in enumerate(value)]


def _text(number: float, unit: str) -> str:
    """A change as a scenario writes it, to the last digit."""
    if unit == "x":
        return f"x{number!r}"
    return f"{number!r} {unit}" if unit else f"{number:+.17g}"
