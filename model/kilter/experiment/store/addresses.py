"""Where each replication lies: parts with fixed bounds, and the names of their files.

Bounds follow from the number of replications, periods and measures alone, never from who worked when. So the same run
gives the same files, byte for byte, for any number of jobs, for either engine and after any interruption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: A part holds no more numbers than fit in so many bytes: a few of them are in memory at once.
PART_BYTES = 32 * 2**20
#: A run has about so many parts at least, so that an interruption costs little.
PARTS = 20
#: No part is smaller than this, unless it must be: a file costs some milliseconds.
SMALLEST = 5

#: The two tables that a part consists of, and the folders they lie in.
MONTHS, AVERAGES = "months", "averages"


@dataclass(frozen=True)
class Part:
    """Some replications of one scenario: position of the scenario, first replication, number of them."""

    which: int
    first: int
    count: int


def part_size(reps: int, periods: int, measures: int) -> int:
    """How many replications a part holds: 1, 2 or 5, or that followed by zeros.

    >>> part_size(200, 60, 613), part_size(10_000, 60, 613), part_size(10_000, 60, 12), part_size(4, 12, 5)
    (10, 100, 500, 5)
    """
    by_memory = PART_BYTES // (8 * (periods + 1) * max(1, measures))
    most = max(1, min(by_memory, max(SMALLEST, reps // PARTS)))
    scale = int(10.0 ** (len(str(most)) - 1))
    return max(step for step in (1, 2, 5) if step * scale <= most) * scale


def parts(which: int, reps: int, size: int) -> Iterator[Part]:
    """The parts of a scenario, in order.

    >>> [(part.first, part.count) for part in parts(0, 12, 5)]
    [(0, 5), (5, 5), (10, 2)]
    """
    for first in range(0, reps, size):
        yield Part(which, first, min(size, reps - first))


def folders(keys: Sequence[str]) -> list[str]:
    """A folder name for each scenario: ``scenario=`` and its key, in letters that every system takes, each once.

    Named that way, readers of Parquet add a column ``scenario`` by themselves.

    >>> folders(["opaque", "Opaque", "a b/c", ""])
    ['scenario=opaque', 'scenario=Opaque-2', 'scenario=a_b_c', 'scenario=_']
    """
    names: list[str] = []
    for key in keys:
        plain = "".join(
            letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in key
        )
        plain = plain[:100] or "_"
        name, number = plain, 2
        while name.lower() in (known.lower() for known in names):
            name = f"{plain}-{number}"
            number += 1
        names.append(name)
    return [f"scenario={name}" for name in names]


def file_name(table: str, folder: str, part: Part, reps: int) -> str:
    """The path of a part's table within the store, with forward slashes.

    >>> file_name(MONTHS, "scenario=opaque", Part(0, 100, 50), 1000)
    'months/scenario=opaque/100-149.parquet'
    """
    width = len(str(reps - 1))
    return f"{table}/{folder}/{part.first:0{width}d}-{part.first + part.count - 1:0{width}d}.parquet"
