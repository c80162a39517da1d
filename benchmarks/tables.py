"""Tables as text and as plain data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Cell = str | float | int | None


@dataclass
class Table:
    """A title, columns, rows of as many cells, and remarks below."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[Cell]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """For reading.

        >>> print(Table("Speed", ["who", "per second"], [["us", 1234.5], ["them", None]]).text())
        Speed
        <BLANKLINE>
          who   per second
          us         1,234
          them           -
        """
        cells = [list(self.columns), *([written(cell) for cell in row] for row in self.rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.columns))]
        lines = [self.title, ""]
        for row in cells if self.columns else ():
            first, *rest = (cell if i == 0 else cell.rjust(widths[i]) for i, cell in enumerate(row))
            lines.append("  " + "  ".join([first.ljust(widths[0]), *rest]).rstrip())
        return "\n".join([*lines, *([""] if self.notes else []), *(f"  {note}" for note in self.notes)])

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def written(cell: Cell) -> str:
    """A cell as text: numbers with three digits or more, thousands with commas, nothing as a dash.

    >>> written(0.26781), written(0.000301), written(3.2), written(159.3), written(1598.2), written(None)
    ('0.268', '0.000301', '3.20', '159', '1,598', '-')
    """
    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return f"{cell:,}"
    before = math.floor(math.log10(abs(cell))) if cell and math.isfinite(cell) else 0
    return f"{cell:,.{max(0, 2 - before)}f}"
