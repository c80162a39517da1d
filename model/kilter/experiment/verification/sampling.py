"""Runs a file's scenarios and boils every replication down where it is simulated.

All runs share one set of processes: each is cut into the same number of blocks of replications, and a block is
to :func:`kilter.experiment.running.run_all` what a replication is to it elsewhere. Results do not depend on how
many processes there are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...engine.plan import plan
from ...engine.reference import simulate
from ...engine.trajectory import Measure, Trajectory
from ...errors import KilterError
from ...scenario.document import Scenario
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


def _plan(sampling: Sampling) -> _Planned:
    made = plan(sampling.scenario)
    width = sum(reading.width for reading in sampling.readings)
    return _Planned(
        made,
        sampling,
        tuple(Measure(str(place), "", "mean", "", "", 0) for place in range(width)),
        (dt.date.min,) * sampling.size,  # a block's rows are its replications
        made.fingerprint,
    )


def _simulate(planned: _Planned, _: int, block: int) -> Trajectory:
    """The replications of a block, a row each; rows beyond the last replication stay empty."""
    sampling = planned.sampling
    rows = np.full((sampling.size, len(planned.measures)), math.nan)
    for row in range(sampling.size):
        replication = block * sampling.size + row
        if replication >= sampling.reps:
            break
        try:
            outcome = simulate(planned.plan, sampling.seed, replication)
        except Exception as error:
            error.args = (f"(in it, replication {replication} with seed {sampling.seed}) {error}",)
            raise
        rows[row] = [number for reading in sampling.readings for number in reading.take(outcome)]
    return Trajectory(rows, np.zeros(len(planned.measures)))


BY_BLOCKS = Engine(_plan, _simulate)


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
    engine: Engine = BY_BLOCKS,
) -> list[list[Floats]]:
    """Simulate every run.

    Args:
        samplings: what to run.
        jobs: processes; all cores when not given. Never changes results.
        progress: told how many replications are done, about, and how many there are.
        engine: what turns a run into blocks.

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

    results = run_all(samplings, reps=BLOCKS, seed=0, jobs=jobs, progress=told, engine=engine)
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
