"""What interventions and reactions change: a path and a text become changes of quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .paths import Entry, resolve
from .units import UnitError, convert, shown, split

#: A path that interventions may set although it is not a number.
STATE_PATH = "agreement.state"


@dataclass(frozen=True)
class Change:
    """One quantity changed by an intervention or an effect.

    Attributes:
        path: canonical path of the quantity.
        how: ``set``, ``multiply`` or ``add``.
        value: the new value, factor or addend, in base units.
    """

    path: str
    how: str
    value: float


def read_effect(path: str, text: str | float, known: Mapping[str, Entry]) -> list[Change]:
    """What an effect of a reaction does: ``x1.6`` multiplies, a plain or signed number adds.

    An addend has the unit of what it is added to (``+10 d``); plain numbers need none. A factor on the
    mean of a spread scales its standard deviation as well: the whole delay is longer.

    Raises:
        NameUnknownError, UnitError: with what to write instead.

    >>> from kilter.scenario import loads
    >>> from kilter.scenario.paths import quantities
    >>> known = quantities(loads("{horizon: 1 y, suppliers: {depot: {lead_time: 30 d}}}"))
    >>> read_effect("suppliers.*.lead_time", "x1.6", known)
    [Change(path='suppliers.depot.lead_time.mean', how='multiply', value=1.6)]
    """
    entries = [known[p] for p in resolve(path, known)]
    _movable(path, entries)
    try:
        number, unit = split(text) if isinstance(text, str) else (float(text), "")
        if unit == "x":
            if number <= 0:
                raise UnitError("a factor must be more than 0; write x0.5 to halve")
            changes = [Change(e.path, "multiply", number) for e in entries]
        else:
            changes = [Change(e.path, "add", _addend(number, unit, e)) for e in entries]
    except UnitError as error:
        what, advice, write = str(error).partition("; ")
        write = f"{write}, " if advice else ""
        raise UnitError(f"{what}; {write}'x1.6' to multiply or '+0.2' to add") from None
    return _spread_out(changes, known)


def _addend(number: float, unit: str, entry: Entry) -> float:
    dimension = entry.dim.dimension
    if dimension.name != "limit":
        return convert(number, unit, dimension)
    held = entry.quantity.unit
    return convert(number, unit, dimension) * (24.0 if held == "h" else 1.0)


def read_setting(
    path: str, text: str | float, known: Mapping[str, Entry], *, at_start: bool = False
) -> list[Change]:
    """What an intervention does: a value with its unit replaces, ``x1.5`` multiplies the file's value.

    As with effects, ``x1.5`` on the mean of a spread scales its standard deviation as well. With ``at_start``
    (the scenario itself is changed, not a date in it) quantities that describe the start may be set too.

    Raises:
        NameUnknownError, UnitError: with what to write instead.
    """
    entries = [known[p] for p in resolve(path, known)]
    if not at_start:
        _movable(path, entries)
    factor = _factor(text)
    if factor is None:
        return [Change(e.path, "set", _set_to(text, e)) for e in entries]
    changes = []
    scaled = [e for e in entries if e.dim.name != "factor"]
    for change in _spread_out([Change(e.path, "multiply", factor) for e in scaled], known):
        entry = known[change.path]
        value = entry.quantity.value * factor
        entry.dim.bound(value)
        changes.append(Change(change.path, "set", value))
    return [*changes, *(Change(e.path, "set", _set_to(text, e)) for e in entries if e.dim.name == "factor")]


def _set_to(text: str | float, entry: Entry) -> float:
    quantity = entry.dim.read(text)
    if quantity.unit != entry.quantity.unit:
        raise UnitError(
            f"{shown(text)} runs on another clock than the file's value; write it in {entry.quantity.unit}"
        )
    return quantity.value


def _factor(text: str | float) -> float | None:
    if not isinstance(text, str):
        return None
    try:
        number, unit = split(text)
    except UnitError:
        return None
    return number if unit == "x" else None


def _movable(path: str, entries: Iterable[Entry]) -> None:
    if any(not entry.dynamic for entry in entries):
        raise UnitError(
            f"'{path}' describes the start and cannot change later; change it in the file instead"
        )


def _spread_out(changes: list[Change], known: Mapping[str, Entry]) -> list[Change]:
    """Let a factor on the mean of a spread reach its standard deviation."""
    extra = []
    for change in changes:
        spread = known[change.path].spread
        if (
            change.how == "multiply"
            and spread
            and change.path == f"{spread}.mean"
            and f"{spread}.sd" in known
        ):
            extra.append(Change(f"{spread}.sd", "multiply", change.value))
    return changes + extra
