"""The register of assumptions on the page: what the files say, section by section, and what Kilter assumes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..experiment.comparison import Comparison
from .markup import table, text

#: Registers up to this length are put on paper unasked; of a longer one only what the reader has opened.
PRINTED_ROWS = 150


class Assumption(Protocol):
    """One line of the register of assumptions; ``value`` in ``unit``, with its range where it has one."""

    @property
    def path(self) -> str:
        """Dotted path."""

    @property
    def value(self) -> object:
        """The value."""

    @property
    def unit(self) -> str:
        """Its unit."""

    @property
    def low(self) -> float | None:
        """Lowest plausible value."""

    @property
    def high(self) -> float | None:
        """Highest plausible value."""

    @property
    def source(self) -> str:
        """Where it comes from."""

    @property
    def confidence(self) -> str:
        """high, medium or low."""

    @property
    def note(self) -> str:
        """Anything else."""

    @property
    def written(self) -> str:
        """As the file writes it."""

    @property
    def default(self) -> bool:
        """Whether no file says it, so that it is Kilter's own."""


#: An assumption with the scenarios that hold it; empty when all of them do.
Held = tuple[str, Assumption]


def register(rows: Sequence[Held]) -> str:
    """The register as HTML: a group per section of the files, then Kilter's defaults, each folded away."""
    if not rows:
        return "<p>No assumptions are on record.</p>"
    own = [held for held in rows if not held[1].default]
    defaults = [held for held in rows if held[1].default]
    several = any(label for label, _ in rows)
    groups: dict[str, list[Held]] = {}
    for held in own:
        groups.setdefault(held[1].path.split(".")[0], []).append(held)
    printed = len(own) <= PRINTED_ROWS
    parts = [_group(name, held, several, printed) for name, held in groups.items()]
    if defaults:
        title = "Kilter's defaults, which no file changes"
        parts.append(_group(title, defaults, several, len(rows) <= PRINTED_ROWS))
    low = sum(str(row.confidence) == "low" for _, row in own)
    said = f"The files hold {_count(len(own))}, {low} of them with low confidence"
    said += f"; Kilter adds {_count(len(defaults), 'default')} of its own" if defaults else ""
    left = (
        "" if printed else '<p class="paper">Too long for paper: open a group on the screen to print it.</p>'
    )
    return f"<p>{said}. Any of them can be changed and the comparison run again.</p>{left}" + "".join(parts)


def collected(comparison: Comparison, registers: Sequence[Sequence[Assumption]]) -> list[Held]:
    """One register from one per scenario: a row once for all scenarios that agree on it, named unless all do."""
    found: dict[str, list[tuple[str, Assumption]]] = {}
    for label, rows in zip(comparison.labels, registers, strict=True):
        for row in rows:
            found.setdefault(row.path, []).append((label, row))
    merged: list[Held] = []
    for held in found.values():
        alike: dict[tuple[object, ...], list[tuple[str, Assumption]]] = {}
        for label, row in held:
            alike.setdefault((str(row.value), row.unit, row.low, row.high), []).append((label, row))
        for same in alike.values():
            everywhere = len(same) == len(registers)
            merged.append(("" if everywhere else "; ".join(label for label, _ in same), same[0][1]))
    return merged


def _group(title: str, rows: Sequence[Held], several: bool, printed: bool) -> str:
    """One folded table."""
    head = [
        "Path",
        *(["Scenario"] if several else []),
        "Value",
        "Unit",
        "Range",
        "Confidence",
        "Source and note",
    ]
    last = len(head) - 1
    words = [last, last - 1, *([1] if several else [])]
    body = [_cells(label, row, several) for label, row in rows]
    mark = ' class="print"' if printed else ""
    return (
        f"<details{mark}><summary>{text(title)} ({len(rows)})</summary>"
        f"{table(head, body, caption='Assumptions: ' + title, words=words)}</details>"
    )


def _cells(label: str, row: Assumption, several: bool) -> list[str]:
    spread = "–" if row.low is None or row.high is None else f"{_number(row.low)} to {_number(row.high)}"
    words = "; ".join(part for part in (row.source, row.note) if part) or "–"
    values = (_number(row.value), row.unit, spread, row.confidence, words)
    return [
        f"<code>{text(row.path)}</code>",
        *([text(label or "all")] if several else []),
        *map(text, values),
    ]


def _count(number: int, what: str = "assumption") -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
