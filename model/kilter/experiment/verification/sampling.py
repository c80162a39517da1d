"""Runs a file's scenarios and boils every replication down where it is simulated.

All runs share one set of threads or processes: each is cut into the same number of blocks of replications, and a
block is to :func:`kilter.experiment.running.run_all` what a replication is to it elsewhere. Results depend neither on
how many threads or processes there are nor on the engine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from os import cpu_count
from typing import Any

import numpy as np

from ...engine.trajectory import Measure, Trajectory
from ...errors import KilterError
from ...scenario.document import Scenario
from .. import engines
from ..engines import Engine, Progress
from ..running import run_all
from .reading import Floats, Reading

#: Pieces into which every run is cut.
BLOCKS = 100


@dataclass(frozen=True)
class Sampling:
    """A run: a scenario, its luck, and what is read of each replication.

    Attributes:
        check, name: which check's run it is, and its name there.
        scenario: what is simulated.
        reps: how often.
        seed: the luck; :func:`own_seed` makes the runs of a file independent of one another.
        readings: what is read of each replication.
    """

    check: str
    name: str
    scenario: Scenario
    reps: int
    seed: int
    readings: tuple[Reading, ...]

    @property
    def title(self) -> str:
        """What people call it."""
        return self.scenario.title

    @property
    def key(self) -> str:
        """Its short name."""
        return f"{self.check}, run {self.name}"

    @property
    def size(self) -> int:
        """Replications in a block."""
        return math.ceil(self.reps / BLOCKS)


@dataclass(frozen=True)
class _Planned:
    """What a block needs, in the form that an engine expects of a plan."""

    plan: Any
    sampling: Sampling
    measures: tuple[Measure, ...]
    months: tuple[dt.date, ...]
    fingerprint: str


@dataclass(frozen=True)
class _Prepared:
    """A run that is ready for an engine which has threads."""

    blocks: _Blocks
    planned: _Planned

    def many(self, seed: int, first: int, values: Floats, averages: Floats) -> None:
        """As many blocks as there are rows, from number ``first`` on."""
        try:
            for row in range(len(values)):
                self.blocks.fill(self.planned, first + row, values[row])
        except Exception as error:
            error.args = (f"scenario '{self.planned.sampling.title}' ({self.planned.sampling.key}) {error}",)
            raise
        averages[:] = 0.0


@dataclass(frozen=True)
class _Blocks:
    """Replications of an engine, block by block."""

    engine: Engine

    def plan(self, sampling: Sampling) -> _Planned:
        made = self.engine.plan(sampling.scenario)
        width = sum(reading.width for reading in sampling.readings)
        return _Planned(
            made,
            sampling,
            tuple(Measure(str(place), "", "mean", "", "", 0) for place in range(width)),
            (dt.date.min,) * sampling.size,  # a block's rows are its replications
            made.fingerprint,
        )

    def simulate(self, planned: _Planned, _: int, block: int) -> Trajectory:
        rows = np.empty((planned.sampling.size, len(planned.measures)))
        self.fill(planned, block, rows)
        return Trajectory(rows, np.zeros(len(planned.measures)))

    def prepare(self, planned: _Planned) -> _Prepared:
        return _Prepared(self, planned)

    def fill(self, planned: _Planned, block: int, rows: Floats) -> None:
        """The replications of a block, a row each; rows beyond the last replication stay empty."""
        sampling = planned.sampling
        first = block * sampling.size
        there = max(0, min(sampling.size, sampling.reps - first))
        rows[there:] = math.nan
        done = 0
        try:
            for outcome in engines.trajectories(self.engine, planned.plan, sampling.seed, first, there):
                rows[done] = [number for reading in sampling.readings for number in reading.take(outcome)]
                done += 1
        except Exception as error:
            error.args = (f"(in it, replication {first + done} with seed {sampling.seed}) {error}",)
            raise


def by_blocks(engine: Engine) -> Engine:
    """An engine whose scenarios are runs and whose replications are blocks of the given engine's."""
    blocks = _Blocks(engine)
    return Engine(
        blocks.plan, blocks.simulate, engine.threads, None if engine.prepare is None else blocks.prepare
    )


def _engine(samplings: Sequence[Sampling], jobs: int | None, progress: Progress | None) -> Engine:
    """What simulates when nobody chose: one replication of each run tells how long the reference engine would take."""
    seconds, found = 0.0, engines.default_engine()
    if found.threads or not engines.can_compile():
        return found
    try:
        for one in samplings:
            planned = found.plan(one.scenario)
            started = time.perf_counter()
            found.simulate(planned, one.seed, 0)
            seconds += (time.perf_counter() - started) * one.reps
    except Exception:
        return found  # the run itself will say what is wrong, and where
    return engines.quickest(seconds / (jobs or cpu_count() or 1), progress)


def own_seed(seed: int, check: str, run: str) -> int:
    """The seed of one run: its luck is its own, so that runs of one file are independent.

    >>> own_seed(1, "machine-shop", "fixed") == own_seed(1, "machine-shop", "fixed")
    True
    >>> own_seed(1, "machine-shop", "fixed") == own_seed(2, "machine-shop", "fixed")
    False
    """
    address = hashlib.blake2b(f"{seed}/{check}/{run}".encode(), digest_size=4).digest()
    return int.from_bytes(address, "big")


def sample(
    samplings: Sequence[Sampling],
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> list[list[Floats]]:
    """Simulate every run.

    Args:
        samplings: what to run.
        jobs: threads or processes; all cores when not given. Never changes results.
        progress: told how many replications are done, about, and how many there are.
        engine: what simulates. When not given, the compiled engine where it can start at once or where compiling it
            is the shorter wait, else the reference engine; results are the same.

    Returns:
        For each run and each of its readings, an array of shape (replications, width): what they left behind.

    Raises:
        KilterError: a replication met something that the scenario can put right.
        EngineError: a replication failed through a mistake in Kilter.
    """
    if not samplings:
        return []
    total = sum(one.reps for one in samplings)

    def told(done: int, blocks: int) -> None:
        if progress is not None:
            progress(total * done // blocks, total)

    used = by_blocks(engine or _engine(samplings, jobs, progress))
    results = run_all(samplings, reps=BLOCKS, seed=0, jobs=jobs, progress=told, engine=used)
    left: list[list[Floats]] = []
    for one, result in zip(samplings, results, strict=True):
        rows = result.values.reshape(-1, result.values.shape[2])[: one.reps]
        ends = np.cumsum([reading.width for reading in one.readings])
        left.append(np.split(rows, ends[:-1], axis=1))
    return left


def checked_reps(reps: float) -> int:
    """A number of replications that a standard error can be had from.

    Raises:
        KilterError: fewer than two.
    """
    if reps < 2:
        raise KilterError("a standard error needs 2 replications or more; write --reps 200, say, or x0.5")
    return int(reps)
