"""How a line of the catalogue is written."""

from __future__ import annotations

from ..trajectory import Measure

TEN_USC = "10 USC 118(f)"
INFORM = "INFORM Risk methodology"
REPORTING = "US Army unit status reporting"
OWN = "Kilter"
MEAN, END, COUNT, TOTAL = "mean", "end", "count", "total"


def measure(name: str, unit: str, kind: str, definition: str, better: int = 0, source: str = OWN) -> Measure:
    """A line of the catalogue."""
    return Measure(name, unit, kind, definition, source, better)
