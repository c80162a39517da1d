"""What rows of several sections share."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...mechanisms.gamma_table import NO_TABLE

#: Slot or position of what a scenario leaves out.
NONE = -1


@dataclass(frozen=True)
class SpreadRow:
    """A random amount: family (see ``mechanisms.draws``), mean and standard deviation.

    ``table`` is for the mean and sd that the plan has (see ``mechanisms.tabled``).
    """

    kind: int
    mean: int
    sd: int
    table: tuple[float, ...] = field(default=NO_TABLE, repr=False, compare=False)


@dataclass(frozen=True)
class JobRow:
    """What a job takes: (store, number) pairs, a shop (or none), people per team, labour in man-hours."""

    parts: tuple[tuple[int, int], ...]
    shop: int
    team: int
    labour: SpreadRow | None


@dataclass(frozen=True)
class PullRow:
    """A measure (state slot) that moves something, with its coefficient's slot."""

    state: int
    beta: int
    name: str
