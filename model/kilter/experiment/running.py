"""Run a scenario many times.

A replication is a pure function of (scenario, seed, replication number), so it does not matter which
engine, thread or process computes it or when: results are placed by replication number, and any number of
jobs gives the same bytes. Work is handed out in small chunks, sized so that progress moves about twice a
second. The compiled engine runs in threads; the reference engine in processes, unless it will be over in a
moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from os import cpu_count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..engine.trajectory import Measure, Trajectory
from ..errors import EngineError, KilterError
from . import engines
from .engines import Engine, Progress, compiled_engine, default_engine
from .pool import Pool
from .result import Result, Titled

#: Work expected to be over within this many seconds is not worth starting processes for.
SMALL_SECONDS = 2.0
#: Seconds that one chunk should take.
CHUNK_SECONDS = 0.5


def run(
    scenario: Titled,
    *,
    reps: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
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

    Returns:
        A Result with values of shape (reps, periods, measures).

    Raises:
        KilterError: an argument makes no sense, or a replication met something that the scenario can put right.
        EngineError: a replication failed through a mistake in Kilter. Either text names the scenario, the
            replication and the seed.
    """
    return run_all([scenario], reps=reps, seed=seed, jobs=jobs, progress=progress, engine=engine)[0]


def run_all(
    scenarios: Sequence[Titled],
    *,
    reps: int,
    seed: int,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
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
    tables = [_Table(reps, plan) for plan in plans]
    workers = min(jobs or cpu_count() or 1, reps * len(scenarios))
    tell = _Tell(progress, reps * len(scenarios))
    tell(0)

    done = 0
    if not used.threads:
        work = [(which, replication) for which in range(len(scenarios)) for replication in range(reps)]
        quickest = float("inf")
        while done < len(work):
            # The first replication also pays for imports, so two are timed and the quicker one counts.
            left = (len(work) - done) * quickest
            if engine is None and done >= 2 and left / workers > engines.COMPILING_SECONDS:
                if engines.can_compile():
                    engines.make_ready(progress)
                    used = compiled_engine()
                    break
                engine = used
            if workers > 1 and done >= 2 and left > SMALL_SECONDS:
                _in_processes(scenarios, work[done:], seed, workers, used, tables, quickest, tell, done)
                done = len(work)
                break
            which, replication = work[done]
            started = time.perf_counter()
            outcome = _one(scenarios[which], plans[which], seed, replication, used)
            quickest = min(quickest, time.perf_counter() - started)
            tables[which].put(replication, outcome)
            done += 1
            tell(done)
    if used.threads:
        _in_threads(plans, seed, workers, used, tables, tell, done)
    tell(reps * len(scenarios), last=True)

    return [
        Result(
            scenario=scenario,
            fingerprint=str(plan.fingerprint),
            seed=seed,
            replications=reps,
            months=tuple(plan.months),
            measures=tuple(plan.measures),
            values=table.values,
            averages=table.averages,
        )
        for scenario, plan, table in zip(scenarios, plans, tables, strict=True)
    ]


class _Table:
    """Results of one scenario, filled in any order, always ending the same."""

    def __init__(self, reps: int, plan: Any) -> None:
        self.measures: tuple[Measure, ...] = tuple(plan.measures)
        self.values: NDArray[np.float64] = np.full((reps, len(plan.months), len(self.measures)), np.nan)
        self.averages: NDArray[np.float64] = np.full((reps, len(self.measures)), np.nan)

    def put(self, replication: int, outcome: Trajectory) -> None:
        self.values[replication] = outcome.values
        self.averages[replication] = outcome.averages


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


#: Some replications: (which scenario, which replication).
_Chunk = tuple[tuple[int, int], ...]
#: How long a chunk took, and its trajectories.
_Outcome = tuple[float, list[Trajectory]]


def _chunk(shared: _Shared, work: _Chunk) -> _Outcome:
    """Some replications in a worker."""
    started = time.perf_counter()
    engine = shared.engine or default_engine()
    outcomes = []
    for which, replication in work:
        if which not in shared.plans:
            shared.plans[which] = engine.plan(shared.scenarios[which])
        outcomes.append(_one(shared.scenarios[which], shared.plans[which], shared.seed, replication, engine))
    return time.perf_counter() - started, outcomes


def _in_processes(
    scenarios: Sequence[Titled],
    work: Sequence[tuple[int, int]],
    seed: int,
    workers: int,
    engine: Engine,
    tables: Sequence[_Table],
    seconds_each: float,
    tell: _Tell,
    done: int,
) -> None:
    """Hand the work to processes, in chunks that take about as long as progress should."""

    def chunks() -> Iterator[_Chunk]:
        ahead = 0
        while ahead < len(work):
            fair = max(1, (len(work) - ahead) // (2 * workers))
            size = min(fair, max(1, round(CHUNK_SECONDS / max(seconds_each, 1e-9))))
            yield tuple(work[ahead : ahead + size])
            ahead += size

    parts = [*(type(scenario) for scenario in scenarios), engine.plan, engine.simulate]
    script = any(getattr(part, "__module__", "") == "__main__" for part in parts)
    shared = _Shared(tuple(scenarios), engine, seed, {})
    with Pool(shared, _chunk, workers, script) as pool:
        for chunk, (seconds, outcomes) in pool.each(chunks()):
            for (which, replication), outcome in zip(chunk, outcomes, strict=True):
                tables[which].put(replication, outcome)
            done += len(outcomes)
            seconds_each = seconds / len(outcomes)
            tell(done)


# ---------------------------------------------------------------- threads


def _in_threads(
    plans: Sequence[Any],
    seed: int,
    workers: int,
    engine: Engine,
    tables: Sequence[_Table],
    tell: _Tell,
    done: int,
) -> None:
    """Run what is left by an engine that runs many replications at once; each chunk fills its rows of the tables."""
    assert engine.prepare is not None
    size, total = 1, sum(len(table.values) for table in tables)

    def chunks() -> Iterator[tuple[int, int, int]]:
        ahead = done
        while ahead < total:
            which, first = divmod(ahead, len(tables[0].values))
            fair = max(1, (total - ahead) // (2 * workers))
            count = min(size, fair, len(tables[which].values) - first)
            yield which, first, count
            ahead += count

    def work(which: int, first: int, count: int) -> tuple[int, float]:
        started = time.perf_counter()
        rows = slice(first, first + count)
        prepared = engine.prepare(plans[which])  # type: ignore[misc]
        prepared.many(seed, first, tables[which].values[rows], tables[which].averages[rows])
        return count, time.perf_counter() - started

    finished = done
    with ThreadPoolExecutor(workers) as pool:
        pending: set[Future[tuple[int, float]]] = set()
        left = chunks()
        try:
            while True:
                while len(pending) <= workers:
                    following = next(left, None)
                    if following is None:
                        break
                    pending.add(pool.submit(work, *following))
                if not pending:
                    break
                ready, pending = wait(pending, return_when=FIRST_COMPLETED)
                for future in ready:
                    count, seconds = future.result()
                    finished += count
                    size = max(1, min(4 * size, round(count * CHUNK_SECONDS / max(seconds, 1e-9))))
                    tell(finished)
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
