"""Which engine runs: the compiled one where it can, the reference where waiting for a compiler would take longer.

Both return the same bytes, so the choice is one of time alone. The compiled engine is compiled once for a machine;
until then small runs go to the reference engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ..engine.trajectory import Trajectory
from ..errors import KilterError

#: Told after each chunk how many replications are done and how many there are.
Progress = Callable[[int, int], None]

NAMES = ("auto", "compiled", "reference")

#: What compiling takes on a small machine, in seconds. Work that the reference engine would finish sooner goes to it.
COMPILING_SECONDS = 45.0

#: Trajectories that are held at once when they are read one after the other.
HELD_BYTES = 16 * 2**20

MISSING = "the compiled engine needs Numba; install it with: pip install 'kilter[fast]'"


class Staged(Protocol):
    """Progress that can also tell of a step before the work itself."""

    def stage(self, what: str) -> Progress:
        """Tell of a step; what it returns is told how far it is."""
        ...


@dataclass(frozen=True)
class Engine:
    """How a scenario becomes trajectories: the two functions that the engine offers.

    Attributes:
        plan: Scenario -> Plan (with ``measures``, ``months`` and ``fingerprint``).
        simulate: (Plan, seed, replication) -> Trajectory. Both must be importable by name when more than
            one process is used.
        threads: whether ``prepare(plan).many(seed, first, values, averages)`` runs many replications at once,
            without the interpreter's lock, so that threads serve better than processes.
        prepare: see ``threads``.
    """

    plan: Callable[[Any], Any]
    simulate: Callable[[Any, int, int], Trajectory]
    threads: bool = False
    prepare: Callable[[Any], Any] | None = None


def reference_engine() -> Engine:
    """The reference engine, imported when first needed."""
    from ..engine.plan import plan
    from ..engine.reference import simulate

    return Engine(plan, simulate)


def compiled_engine() -> Engine:
    """The compiled engine; see :func:`make_ready`."""
    from ..engine import compiled
    from ..engine.plan import plan

    return Engine(plan, compiled.simulate, threads=True, prepare=compiled.prepared)


def can_compile() -> bool:
    """Whether what the compiled engine needs is installed."""
    from ..engine import compiled

    return compiled.available()


def is_ready() -> bool:
    """Whether the compiled engine can start at once."""
    from ..engine import compiled

    return compiled.is_ready()


def make_ready(progress: Progress | None = None) -> None:
    """Compile the engine if that was never done on this machine, and load it.

    Raises:
        KilterError: what it needs is not installed.
    """
    from ..engine import compiled

    if not compiled.available():
        raise KilterError(MISSING)
    stage = None if compiled.is_ready() else getattr(progress, "stage", None)
    compiled.make_ready(stage("compiling the engine, once for this machine") if stage else None)


def default_engine() -> Engine:
    """The compiled engine where it can start at once, else the reference engine."""
    return compiled_engine() if is_ready() else reference_engine()


def is_kept() -> bool:
    """Whether other processes find the compiled engine, too: where nothing can be written, only this one has it."""
    from ..engine import compiled

    return compiled.is_kept()


def quickest(seconds: float, progress: Progress | None = None) -> Engine:
    """The engine for work of a known size; the compiled one is compiled where waiting for it is the shorter wait.

    Args:
        seconds: what the reference engine would take for it.
        progress: told of compiling.
    """
    if not is_ready() and seconds > COMPILING_SECONDS and can_compile():
        make_ready(progress)
        return compiled_engine()
    return default_engine()


def trajectories(engine: Engine, plan: Any, seed: int, first: int, count: int) -> Iterator[Trajectory]:
    """Replications one after the other, by the cheapest way of an engine; each is gone when the next is asked for.

    Args:
        engine: what simulates.
        plan: its plan of a scenario.
        seed: of the experiment.
        first: number of the first replication.
        count: how many there are.
    """
    if engine.prepare is None:
        for replication in range(first, first + count):
            yield engine.simulate(plan, seed, replication)
        return
    prepared = engine.prepare(plan)
    periods, measures = len(plan.months), len(plan.measures)
    most = max(1, min(count, HELD_BYTES // max(1, 8 * periods * measures)))
    values, averages = np.empty((most, periods, measures)), np.empty((most, measures))
    for done in range(0, count, most):
        here = min(most, count - done)
        prepared.many(seed, first + done, values[:here], averages[:here])
        for row in range(here):
            yield Trajectory(values[row], averages[row])


def engine_for(name: str, progress: Progress | None = None) -> Engine | None:
    """The engine of a name; None for ``auto``, which is decided when it is known how long the work takes.

    Raises:
        KilterError: no such engine, or what it needs is not installed.

    >>> engine_for("auto") is None
    True
    """
    if name not in NAMES:
        raise KilterError(f"there is no engine '{name}'; write {', '.join(NAMES[:-1])} or {NAMES[-1]}")
    if name == "reference":
        return reference_engine()
    if name == "compiled":
        make_ready(progress)
        return compiled_engine()
    return None
