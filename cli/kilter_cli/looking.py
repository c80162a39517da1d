"""A loaded scenario as a tree to look around in: what stands where, and who wrote or changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kilter.errors import KilterError, NameUnknownError
from kilter.scenario import Scenario
from kilter.scenario.document import Horizon
from kilter.scenario.layering import Origin
from kilter.scenario.nearest import did_you_mean
from kilter.scenario.paths import Entry, canonical, keys_of, quantities, resolve
from kilter.scenario.quantity import Quantity

Node = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """Something in the scenario that changes a value while time goes on.

    Attributes:
        what: what it is, in words.
        how: what it does, as written.
        path: where it stands in the scenario.
        origin: where that was written.
    """

    what: str
    how: str
    path: str
    origin: Origin


class Look:
    """A scenario's tree. Leaves are quantities (:class:`Entry`) or plain texts, yes or no, and lists."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.known = quantities(scenario)
        self.tree: Node = _opened(scenario.tree)
        for path, entry in self.known.items():
            _plant(self.tree, path.split("."), entry)

    def find(self, path: str) -> list[tuple[str, Any]]:
        """What stands at a path, or at every path that ``*`` stands for: (path, leaf or node).

        Raises:
            NameUnknownError: nothing stands there; the text names the nearest path.
        """
        wanted = canonical(path)
        found = _descend(self.tree, wanted.split("."))
        if isinstance(found, dict):
            inner = list(below(found, wanted))
            if len(inner) == 1 and inner[0][0] in self.known:  # a section of one number stands for it
                return inner
        if found is not None:
            return [(wanted, found)]
        try:
            return [(one, self.known[one]) for one in resolve(wanted, self.known)]
        except NameUnknownError:
            hint = did_you_mean(wanted, list(self.paths()))
            top = f"its sections are {', '.join(self.tree)}"
            raise NameUnknownError(f"there is nothing at '{path}'; {hint or top}") from None

    def paths(self) -> Iterator[str]:
        """Every path, of sections and of values."""
        yield from _paths(self.tree, "")

    def origins(self, path: str) -> list[Origin]:
        """The places that wrote a value, the last one counting; none for Kilter's own default."""
        parts: tuple[str | int, ...] = keys_of(self.scenario.tree, path.split("."))
        entry = self.known.get(path)
        if entry is not None and entry.quantity.default:
            return []
        while parts:
            if parts in self.scenario.origins:
                return list(self.scenario.origins[parts])
            parts = parts[:-1]
        return []

    def changes(self, path: str) -> list[Change]:
        """Interventions that set a value and reactions that move it while they last."""
        found = []
        for index, step in enumerate(self.scenario.interventions):
            for target, value in step.set.items():
                if self._means(target, path):
                    at: tuple[str | int, ...] = ("interventions", index, "set", target)
                    what = f"on {step.on}" + (f" ({step.note})" if step.note else "")
                    found.append(Change(what, str(value), "interventions." + str(index), self._origin(at)))
        for name, actor in self.scenario.actors.items():
            for key, reaction in actor.reactions.items():
                for target, value in reaction.effects.items():
                    if self._means(target, path):
                        at = ("actors", name, "reactions", key, "effects", target)
                        where = f"actors.{name}.reactions.{key}"
                        found.append(
                            Change(f"while {name} reacts with {key}", str(value), where, self._origin(at))
                        )
        return found

    def _means(self, target: str, path: str) -> bool:
        try:
            return path in resolve(target, self.known)
        except KilterError:  # agreement.state and the like are no quantities
            return target == path

    def _origin(self, at: tuple[str | int, ...]) -> Origin:
        while at and at not in self.scenario.origins:
            at = at[:-1]
        found = self.scenario.origins.get(at)
        return found[-1] if found else Origin("", 0, "")


def leaves(node: object) -> int:
    """How many values stand below."""
    return sum(map(leaves, node.values())) if isinstance(node, dict) else 1


def below(node: Node, prefix: str) -> Iterator[tuple[str, Any]]:
    """Every value below a node: (path, leaf)."""
    for key, item in node.items():
        here = f"{prefix}.{key}" if prefix else key
        if isinstance(item, dict):
            yield from below(item, here)
        else:
            yield here, item


def length(horizon: Horizon) -> str:
    """A horizon as it was written.

    >>> length(Horizon.read("60 months"))
    '60 months'
    """
    return horizon.written or (f"{horizon.months} months" if horizon.months else f"{horizon.days:g} d")


def written(leaf: object) -> str:
    """A leaf as its author wrote it, on one line."""
    if isinstance(leaf, Entry):
        return str(leaf.quantity)
    if isinstance(leaf, list):
        return "[" + ", ".join(map(str, leaf)) + "]"
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    return " ".join(str(leaf).split())


def span(quantity: Quantity) -> str:
    """The range of a quantity in words; nothing when it has none.

    >>> span(Quantity(45.0, "h", 30.0, 70.0))
    '30 to 70 h'
    """
    if quantity.low is None or quantity.high is None or (quantity.default and quantity.shape == "fixed"):
        return ""
    return f"{quantity.low:g} to {measured(quantity.high, quantity.unit)}"


def measured(value: float, unit: str) -> str:
    """A number with its unit.

    >>> measured(0.5, "/month"), measured(45.0, "h"), measured(1.5, "x"), measured(0.7, "1"), measured(6, "month")
    ('0.5/month', '45 h', 'x1.5', '0.7', '6 months')
    """
    if unit == "month" and value != 1:
        unit = "months"
    if unit in ("1", "x"):
        return f"x{value:g}" if unit == "x" else f"{value:g}"
    return f"{value:g}{unit}" if unit.startswith("/") else f"{value:g} {unit}"


def _opened(value: Any) -> Any:
    """Plain entries with lists of sections opened, so that their items have paths."""
    if isinstance(value, Mapping):
        return {str(key): _opened(item) for key, item in value.items()}
    if isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        return {str(index): _opened(item) for index, item in enumerate(value)}
    return value


def _plant(tree: Node, parts: list[str], entry: Entry) -> None:
    for part in parts[:-1]:
        node = tree.get(part)
        # A number written in full where a section may stand: its keys are part of the number.
        in_full = isinstance(node, dict) and not isinstance(node.get("value", entry), Entry)
        if in_full or not isinstance(node, dict):
            tree[part] = {}
        tree = tree[part]
    tree[parts[-1]] = entry


def _descend(node: Any, parts: list[str]) -> Any:
    """What stands at a path; None when nothing does. Keys may hold dots."""
    if not parts:
        return node
    if isinstance(node, dict):
        for taken in range(len(parts), 0, -1):
            key = ".".join(parts[:taken])
            if key in node:
                found = _descend(node[key], parts[taken:])
                if found is not None:
                    return found
    return None


def _paths(node: Node, prefix: str) -> Iterator[str]:
    for key, item in node.items():
        here = f"{prefix}.{key}" if prefix else key
        yield here
        if isinstance(item, dict):
            yield from _paths(item, here)
