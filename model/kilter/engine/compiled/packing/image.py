"""The image of a replication's memory before it begins: a list of words under construction."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ....errors import KilterError
from ...plan import Plan
from ...rows import NONE, SpreadRow
from ...streams import name_key
from ..kernel import books, cells, head, levers, luck, orders, spreads

Word = int | float

#: Words of a memory: what an event says in 28 bits may be an address and a mark. Every item and store takes so many of
#: them that their numbers never outgrow an event either.
MOST_WORDS = orders.IN_CELL


class Image:
    """Words by address. A float is written as a real word, an int as a whole one.

    Args:
        plan: what is packed.
        room: how many times the usual room there is for what comes and goes; doubled when it was too small.

    Attributes:
        words: the image.
        room: as given.
        start: how many words there are to copy; what follows needs no clearing.

    >>> from kilter.scenario import loads
    >>> from kilter.engine.plan import plan
    >>> image = Image(plan(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")))
    >>> record = image.reserve(2)
    >>> image.write(record, {0: 7, 1: 2.5})
    >>> image.words[record:], record == head.SIZE
    ([7, 2.5], True)
    """

    def __init__(self, plan: Plan, room: int = 1) -> None:
        self.plan, self.room = plan, room
        self.words: list[Word] = [0] * head.SIZE
        self.start = 0
        self._slots = {path: slot for slot, path in enumerate(plan.paths)}
        self._keys: dict[str, int] = {}
        self._tables: dict[tuple[int, float], int] = {}

    # -- room ----------------------------------------------------------------------------------------------------

    def reserve(self, words: int) -> int:
        """The address of so many zeros."""
        address = len(self.words)
        self.words.extend([0] * words)
        return address

    def table(self, at: int, count: int, size: int) -> int:
        """Room for the records of a table, noted in the head: its address at ``at``, its length in the word after."""
        self.words[at], self.words[at + 1] = self.reserve(count * size), count
        return int(self.words[at])

    def list(self, values: Iterable[Word]) -> int:
        """The address of some words; of nothing in particular when there are none."""
        address = len(self.words)
        self.words.extend(values)
        return address

    def write(self, record: int, fields: Mapping[int, Word]) -> None:
        """Write some fields of a record."""
        for offset, value in fields.items():
            self.words[record + offset] = value

    # -- what rows refer to --------------------------------------------------------------------------------------

    def lever(self, slot: int) -> int:
        """Address of a parameter's lever, by slot; -1 when the scenario leaves it out."""
        return int(self.words[head.LEVERS]) + slot * levers.SIZE if slot >= 0 else NONE

    def lever_of(self, path: str) -> int:
        """Address of a parameter's lever, by path; -1 when there is none."""
        return self.lever(self._slots.get(path, NONE))

    def level_at(self, slot: int) -> int:
        """Address of a level, by slot; -1 when there is none."""
        return int(self.words[head.LEVELS]) + slot * books.LEVEL_SIZE if slot >= 0 else NONE

    def level(self, name: str) -> int:
        """Address of a level, by name; -1 when the plan has none."""
        return self.level_at(self.plan.layout.levels.get(name, NONE))

    def counter_at(self, slot: int) -> int:
        """Address of a counter, by slot; -1 when there is none."""
        return int(self.words[head.COUNTERS]) + slot if slot >= 0 else NONE

    def counter(self, name: str) -> int:
        """Address of a counter, by name; -1 when the plan has none."""
        return self.counter_at(self.plan.layout.counters.get(name, NONE))

    def state_at(self, slot: int) -> int:
        """Address of a monthly state, by slot; -1 when it is not reported."""
        return int(self.words[head.STATES]) + slot if slot >= 0 else NONE

    def state(self, name: str) -> int:
        """Address of a monthly state, by name; -1 when it is not reported."""
        return self.state_at(self.plan.layout.states.get(name, NONE))

    def start_at(self, slot: int) -> int:
        """Address of what a monthly state was at the start, by slot; -1 when it is not reported."""
        return int(self.words[head.START_STATES]) + slot if slot >= 0 else NONE

    def constant(self, value: float) -> int:
        """Address of a real number that nothing changes: what a quantity left out counts as."""
        return self.list([float(value)])

    # -- streams and spreads -------------------------------------------------------------------------------------

    def key(self, name: str) -> int:
        """The key of a purpose or an entity."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = name_key(name)
        return key

    def stream(self, at: int, purpose: str, entity: str) -> None:
        """Write a stream's record."""
        self.write(at, {luck.PURPOSE: self.key(purpose), luck.ENTITY: self.key(entity)})

    def spread(self, at: int, row: SpreadRow) -> None:
        """Write a spread's record."""
        self.write(
            at,
            {
                spreads.KIND: row.kind,
                spreads.MEAN: self.lever(row.mean),
                spreads.SD: self.lever(row.sd),
                spreads.TABLE: self.table_of(row),
            },
        )

    def table_of(self, row: SpreadRow) -> int:
        """Address of an amount's table, one for all that are alike; 0 when it has none."""
        if row.table[0] <= 0.0:
            return 0
        alike = row.kind, row.table[0]
        if alike not in self._tables:
            self._tables[alike] = self.list(row.table)
        return self._tables[alike]

    def own_stream(self, purpose: str, entity: str) -> int:
        """Address of a stream that stands by itself."""
        at = self.reserve(luck.SIZE)
        self.stream(at, purpose, entity)
        return at

    def own_spread(self, row: SpreadRow | None) -> int:
        """Address of a spread that stands by itself; 0 when the scenario leaves it out."""
        if row is None:
            return 0
        at = self.reserve(spreads.SIZE)
        self.spread(at, row)
        return at

    def watch(self, slot: int, kind: int, whom: int, which: int = 0) -> None:
        """Have something done whenever a lever's value has changed, after what is done for those noted before."""
        lever = self.lever(slot)
        watcher = self.reserve(levers.WATCH_SIZE)
        self.write(watcher, {levers.WATCH_KIND: kind, levers.WATCH_WHOM: whom, levers.WATCH_WHICH: which})
        at = lever + levers.WATCHERS
        while self.words[at]:
            at = int(self.words[at]) + levers.WATCH_NEXT
        self.words[at] = watcher

    # -- done ----------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Add the room for what comes and goes, and for the results: none of it needs to be cleared.

        Raises:
            KilterError: a replication would need more words than the addresses in its events can name.
        """
        plan, words = self.plan, self.words
        items = sum(fleet.serviceable + fleet.repairable + fleet.long_term for fleet in plan.fleets)
        words[head.DUMMY] = self.reserve(cells.SIZE)
        self.start = len(words)
        results = len(plan.time.reports) * len(plan.layout.recipes)
        words[head.VALUES] = self.start
        words[head.AVERAGES] = self.start + results
        words[head.EVENTS] = self.start + results + len(plan.layout.recipes)
        words[head.EVENT_ROOM] = self.room * max(1024, 8 * items)
        ring = 1
        while ring < self.room * max(256, 2 * items):
            ring *= 2
        words[head.RING] = ring - 1
        words[head.STARTS] = int(words[head.EVENTS]) + 2 * int(words[head.EVENT_ROOM]) + 2
        words[head.SOONS] = int(words[head.STARTS]) + ring
        words[head.FREE] = int(words[head.SOONS]) + ring
        words[head.LIMIT] = int(words[head.FREE]) + cells.SIZE * self.room * max(2048, 4 * items)
        if int(words[head.LIMIT]) > MOST_WORDS:
            raise KilterError(
                "a replication of this scenario needs more than the 1 GiB that the compiled engine can address; "
                "use the reference engine: --engine reference"
            )

    def memory(self) -> NDArray[np.int64]:
        """The image as words of 64 bits: whole numbers as they are, reals by their bits."""
        kinds = ["d" if isinstance(word, float) else "q" if word < 1 << 63 else "Q" for word in self.words]
        return np.frombuffer(struct.pack("=" + "".join(kinds), *self.words), dtype=np.int64)
