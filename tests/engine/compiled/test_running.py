"""Machine code in use: chunks, threads, seeds, rooms that were too small; always the same bytes."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import kilter
from kilter.engine import compiled
from kilter.engine.compiled import running
from kilter.engine.compiled.kernel import agenda, head
from kilter.engine.compiled.packing import Image, image, pack
from kilter.engine.plan import Plan, plan
from kilter.errors import EngineError, KilterError

pytestmark = pytest.mark.untraced


@pytest.fixture(scope="module")
def made() -> Plan:
    return plan(kilter.load("northland", until="9 months"))


def table(made: Plan, chunks: list[tuple[int, int]], seed: int = 1) -> bytes:
    prepared = compiled.prepared(made)
    count = sum(size for _, size in chunks)
    values, averages = np.full((count, *prepared.shape), -1.0), np.full((count, prepared.shape[1]), -1.0)
    for first, size in chunks:
        rows = slice(first, first + size)
        prepared.many(seed, first, values[rows], averages[rows])
    return values.tobytes() + averages.tobytes()


def test_chunks_and_their_order_do_not_matter(made: Plan) -> None:
    whole = table(made, [(0, 12)])
    assert table(made, [(9, 3), (0, 1), (1, 8)]) == whole
    one = [compiled.simulate(made, 1, number) for number in range(12)]
    assert b"".join(o.values.tobytes() for o in one) + b"".join(o.averages.tobytes() for o in one) == whole


def test_threads_do_not_matter(made: Plan) -> None:
    with ThreadPoolExecutor(4) as pool:
        tables = list(pool.map(lambda _: table(made, [(0, 12)]), range(8)))
    assert set(tables) == {table(made, [(0, 12)])}


def test_another_seed_is_another_luck_and_the_first_is_not_forgotten(made: Plan) -> None:
    first = table(made, [(0, 3)])
    assert table(made, [(0, 3)], seed=2) != first
    assert table(made, [(0, 3)], seed=-1) == table(made, [(0, 3)], seed=2**64 - 1)
    assert table(made, [(0, 3)]) == first


def test_rooms_that_are_too_small_are_doubled_without_a_trace(
    made: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = table(made, [(0, 6)])
    asked = []

    def cramped(made: Plan, room: int = 1) -> Image:
        image = pack(made, room)
        asked.append(room)
        free, room_for = int(image.words[head.FREE]), int(image.words[head.EVENT_ROOM])
        image.words[head.LIMIT] = free + 8 * room
        image.words[head.EVENT_ROOM] = min(room_for, 12 * room)
        return image

    monkeypatch.setattr(running, "pack", cramped)
    monkeypatch.setattr(running, "_prepared", {})
    assert table(made, [(0, 6)]) == expected
    assert asked == [2**k for k in range(len(asked))]
    assert len(asked) > 2


def test_a_replication_that_grows_without_end_is_given_up(
    made: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(made: Plan, room: int = 1) -> Image:
        image = pack(made, 1)
        image.words[head.EVENT_ROOM] = 1
        return image

    monkeypatch.setattr(running, "pack", full)
    monkeypatch.setattr(running, "_prepared", {})
    with pytest.raises(EngineError, match="outgrew its memory"):
        compiled.simulate(made, 1, 0)


def test_what_was_prepared_goes_with_its_plan() -> None:
    made = plan(kilter.loads("{horizon: 2 months, fleets: {truck: {items: 3}}}"))
    kept = weakref.ref(compiled.prepared(made))
    assert compiled.prepared(made) is kept()
    del made
    gc.collect()
    assert kept() is None


def test_no_scenario_runs_beyond_the_clock_of_the_agenda() -> None:
    """Seconds have 33 bits in an event's key, which is 272 years; a horizon ends after a hundred."""
    with pytest.raises(KilterError, match="100 years"):
        kilter.loads("{horizon: 101 y, fleets: {truck: {items: 1}}}")
    assert 1 << (63 - agenda.TICK_SHIFT) > 101 * 366 * 86400


def test_a_memory_that_events_cannot_address_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MOST_WORDS", 50_000)
    made = plan(kilter.loads("{horizon: 2 months, fleets: {truck: {items: 3000}}}"))
    with pytest.raises(KilterError, match="--engine reference"):
        compiled.prepared(made)
