"""Run a scenario many times.

A replication is a pure function of (scenario, seed, replication number), so it does not matter which
engine, thread or process computes it or when: results are placed by replication number, and any number of
jobs gives the same bytes. Work is handed out in small chunks, sized so that progress moves about twice a
second. The compiled engine runs in threads; the reference engine in processes, unless it will be over in a
moment. Results stay in memory, or go to a folder part by part (:mod:`kilter.experiment.store`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path
from typing import Any

from ..engine.trajectory import Trajectory
from ..errors import EngineError, KilterError
from . import engines
from .engines import Engine, Progress, compiled_engine, default_engine
from .pieces import Chunk, Memory, Queue, Shelf
from .pool import Pool
from .result import Result, Titled

#: Work expected to be over within this many seconds is not worth starting processes for.
SMALL_SECONDS = 2.0
#: Seconds that one chunk should take.
CHUNK_SECONDS = 0.5
#: Results larger than this do not stay in memory.
MEMORY_BYTES = 512 * 2**20


def run(
    scenario: Titled,
    *,
    reps: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    store: Path | None = None,
) -> Result:
    """Run a scenario many times with different luck.

    Args:
        scenario: what to simulate.
        reps: number of replications, at least 1.
        seed: any whole number from 0; the same seed gives the same results.
        jobs: threads or processes to use; all cores when not given. Never changes results.
        progress: called with (done, total) as the run goes on.
        engine: what to run it with. When not given, the compiled engine where it can start at once or where
            compiling it is the shorter wait, else the reference engine; results are the same.
        store: a folder that results go to as they come, so that memory stays small and an interrupted run goes on
            where it stopped when it is asked for again. When not given, results stay in memory as long as they are
            small (512 MiB), else in a temporary folder.

    Returns:
        A Result with values of shape (reps, periods, measures).

    Raises:
        KilterError: an argument makes no sense, a replication met something that the scenario can put right, or the
            folder cannot be used: it holds another run, another process has it, the disk is full.
        ExtraMissingError: a folder is named, and what it needs is not installed (``kilter[store]``).
        EngineError: a replication failed through a mistake in Kilter. Either text names the scenario, the
            replication and the seed.
    """
    return run_all(
        [scenario], reps=reps, seed=seed, jobs=jobs, progress=progress, engine=engine, store=store
    )[0]


def run_all(
    scenarios: Sequence[Titled],
    *,
    reps: int,
    seed: int,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    store: Path | None = None,
    check: Callable[[Sequence[Any]], None] | None = None,
) -> list[Result]:
    """Run several scenarios with the same seed and replications, sharing one set of processes.

    Arguments and errors are those of :func:`run`; ``check`` sees all plans before anything runs and may
    raise. Progress counts the replications of all scenarios together.
    """
    _check_arguments(reps, seed, jobs)
    used = engine or default_engine()
    plans = [used.plan(scenario) for scenario in scenarios]
    if check is not None:
        check(plans)
    with _shelf(store, scenarios, plans, seed, reps, progress) as shelf:
        work = _Work(scenarios, plans, seed, shelf, _Tell(progress, reps * len(scenarios)))
        work.workers = min(jobs or cpu_count() or 1, max(1, work.total - shelf.there))
        work.queue = Queue(shelf.pieces(), work.total - shelf.there, work.workers)
        work.tell(work.done)
        try:
            if not used.threads:
                used = _in_this_process(work, used, engine is not None, progress)
            if used.threads:
                _in_threads(work, used)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(shelf.kept()) from None
        work.tell(work.total, last=True)
        return shelf.results()


def _shelf(
    store: Path | None,
    scenarios: Sequence[Titled],
    plans: Sequence[Any],
    seed: int,
    reps: int,
    progress: Progress | None,
) -> Shelf:
    """Where results go: the folder that was named, memory when they fit, else a temporary folder where that can be."""
    size = sum(8 * reps * (len(plan.months) + 1) * len(plan.measures) for plan in plans)
    if store is None and size <= MEMORY_BYTES:
        return Memory(scenarios, plans, seed, reps)
    from .store import Store, available

    if store is None and not available():
        return Memory(scenarios, plans, seed, reps)
    return Store(store, scenarios, plans, seed, reps, getattr(progress, "note", None))


@dataclass
class _Work:
    """What is to be done, and how far it is."""

    scenarios: Sequence[Titled]
    plans: Sequence[Any]
    seed: int
    shelf: Shelf
    tell: _Tell

    def __post_init__(self) -> None:
        self.workers = 1
        self.queue = Queue((), 0, 1)
        self.total, self.done = self.tell.total, self.shelf.there

    def put(self, chunk: Chunk, outcomes: Sequence[Trajectory]) -> None:
        """Take the trajectories of a chunk."""
        for row, outcome in enumerate(outcomes):
            chunk.values[row] = outcome.values
            chunk.averages[row] = outcome.averages
        self.close(chunk)
        self.finished(chunk.count)

    def close(self, chunk: Chunk) -> None:
        """Count a chunk as filled; its piece goes to the shelf when it was the last one. Safe from any thread."""
        if chunk.piece.filled(chunk.count):
            self.shelf.put(chunk.piece)

    def finished(self, count: int) -> None:
        """Tell of some more replications."""
        self.done += count
        self.tell(self.done)


def _in_this_process(work: _Work, engine: Engine, chosen: bool, progress: Progress | None) -> Engine:
    """Run replications one by one, until all are there or others take over.

    Returns:
        The engine that goes on.
    """
    began, quickest = work.done, float("inf")
    while True:
        # The first replication also pays for imports, so two are timed and the quicker one counts.
        left = (work.total - work.done) * quickest if work.done - began >= 2 else 0.0
        if not chosen and left / work.workers > engines.COMPILING_SECONDS:
            if engines.can_compile():
                engines.make_ready(progress)
                return compiled_engine()
            chosen = True
        if work.workers > 1 and left > SMALL_SECONDS:
            _in_processes(work, engine, quickest)
            return engine
        chunk = work.queue.take(1)
        if chunk is None:
            return engine
        started = time.perf_counter()
        outcome = _one(work.scenarios[chunk.which], work.plans[chunk.which], work.seed, chunk.first, engine)
        quickest = min(quickest, time.perf_counter() - started)
        work.put(chunk, [outcome])


def _one(scenario: Titled, plan: Any, seed: int, replication: int, engine: Engine) -> Trajectory:
    """One replication; any failure names what is needed to see it again."""
    try:
        return engine.simulate(plan, seed, replication)
    except Exception as error:
        where = (
            f"scenario '{scenario.title}' ({scenario.key}): replication {replication} with seed {seed} failed"
        )
        if isinstance(error, KilterError):
            raise KilterError(f"{where}: {error}") from error
        what = " ".join(f"{type(error).__name__}: {error}".split())
        raise EngineError(f"{where}: {what}") from error


# ---------------------------------------------------------------- processes


@dataclass(frozen=True)
class _Shared:
    """What worker processes need; a plan is made in each of them when first needed."""

    scenarios: tuple[Titled, ...]
    engine: Engine
    seed: int
    plans: dict[int, Any]


#: Some replications: which scenario, the first one, how many.
_Range = tuple[int, int, int]
#: How long they took, and their trajectories.
_Outcome = tuple[float, list[Trajectory]]


def _chunk(shared: _Shared, work: _Range) -> _Outcome:
    """Some replications in a worker."""
    started = time.perf_counter()
    which, first, count = work
    if which not in shared.plans:
        shared.plans[which] = shared.engine.plan(shared.scenarios[which])
    plan, scenario = shared.plans[which], shared.scenarios[which]
    outcomes = [
        _one(scenario, plan, shared.seed, replication, shared.engine)
        for replication in range(first, first + count)
    ]
    return time.perf_counter() - started, outcomes


def _in_processes(work: _Work, engine: Engine, seconds_each: float) -> None:
    """Hand the work to processes, in chunks that take about as long as progress should."""
    handed: dict[_Range, Chunk] = {}

    def ranges() -> Iterator[_Range]:
        while (chunk := work.queue.take(round(CHUNK_SECONDS / max(seconds_each, 1e-9)))) is not None:
            address = chunk.which, chunk.first, chunk.count
            handed[address] = chunk
            yield address

    parts = [*(type(scenario) for scenario in work.scenarios), engine.plan, engine.simulate]
    script = any(getattr(part, "__module__", "") == "__main__" for part in parts)
    shared = _Shared(tuple(work.scenarios), engine, work.seed, {})
    with Pool(shared, _chunk, work.workers, script) as pool:
        for address, (seconds, outcomes) in pool.each(ranges()):
            seconds_each = seconds / len(outcomes)
            work.put(handed.pop(address), outcomes)


# ---------------------------------------------------------------- threads


def _in_threads(work: _Work, engine: Engine) -> None:
    """Run what is left by an engine that runs many replications at once; each chunk fills its rows.

    A thread that fills the last row of a piece also puts it on the shelf, so that what is done is kept whenever all
    threads have come to an end.
    """
    prepare = engine.prepare
    assert prepare is not None
    size = 1

    def fill(chunk: Chunk) -> float:
        started = time.perf_counter()
        prepared = prepare(work.plans[chunk.which])
        prepared.many(work.seed, chunk.first, chunk.values, chunk.averages)
        seconds = time.perf_counter() - started
        work.close(chunk)
        return seconds

    with ThreadPoolExecutor(work.workers) as pool:
        pending: dict[Future[float], int] = {}
        try:
            while True:
                while len(pending) <= work.workers and (chunk := work.queue.take(size)) is not None:
                    pending[pool.submit(fill, chunk)] = chunk.count
                if not pending:
                    break
                ready, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in ready:
                    count, seconds = pending.pop(future), future.result()
                    size = max(1, min(4 * size, round(count * CHUNK_SECONDS / max(seconds, 1e-9))))
                    work.finished(count)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


# ---------------------------------------------------------------- small things


class _Tell:
    """Reports progress, but not so often that reporting costs anything."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress = progress
        self.total = total
        self.told = -1
        self.when = float("-inf")

    def __call__(self, done: int, *, last: bool = False) -> None:
        if self.progress is None or done == self.told:
            return
        now = time.perf_counter()
        if last or now - self.when >= 0.1:
            self.when, self.told = now, done
            self.progress(done, self.total)


def _check_arguments(reps: int, seed: int, jobs: int | None) -> None:
    if reps < 1:
        raise KilterError(f"replications must be 1 or more, not {reps}; write for example 200")
    if not 0 <= seed < 2**63:
        raise KilterError(f"the seed must be a whole number from 0 to 2^63 - 1, not {seed}; write 1")
    if jobs is not None and jobs < 1:
        raise KilterError(f"jobs must be 1 or more, not {jobs}; leave it out to use all cores")
