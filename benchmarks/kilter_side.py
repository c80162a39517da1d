"""Where the benchmarks touch Kilter: its engines, named, through the public way to run a scenario."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import kilter
from kilter.engine.plan import Plan, plan
from kilter.engine.trajectory import Trajectory
from kilter.experiment.engines import compiled_engine, reference_engine

CORE_CASE = Path(__file__).with_name("core_case.yaml")
AVAILABILITY = "fleet.items.availability"
REFERENCE, COMPILED = "reference", "compiled"


def missing() -> str | None:
    """What to install before the compiled engine can run; nothing when it can."""
    if find_spec("kilter.engine.compiled") is None:
        return "this Kilter has no compiled engine"
    from kilter.engine import compiled

    return None if compiled.available() else 'not installed: pip install "kilter[fast]"'


class Case:
    """A scenario and its plan, which is made once and not part of any time."""

    def __init__(self, scenario: Any) -> None:
        self.scenario = scenario
        self.plan: Plan = plan(scenario)

    def one(self, engine: str, seed: int, replication: int) -> Trajectory:
        """One replication."""
        return _ENGINES[engine]().simulate(self.plan, seed, replication)

    def run(self, engine: str, seed: int, reps: int, jobs: int | None = 1, folder: Path | None = None) -> Any:
        """Many replications as ``kilter.run`` makes them, by as many jobs; kept in a folder where one is named."""
        chosen = replace(_ENGINES[engine](), plan=lambda scenario: self.plan)
        return kilter.run(self.scenario, reps=reps, seed=seed, jobs=jobs, engine=chosen, store=folder)

    def seconds(self, engine: str, seed: int, reps: int, jobs: int = 1) -> float:
        """How long they take."""
        return timed(lambda: self.run(engine, seed, reps, jobs))


_ENGINES = {REFERENCE: reference_engine, COMPILED: compiled_engine}


@cache
def case_of(name: str, until: str | None = None) -> Case:
    """A scenario by its name or file, read once per process."""
    return Case(kilter.load(name, until=until))


def availability(engine: str, seed: int, reps: int) -> list[float]:
    """Mean availability in the core case, replication by replication."""
    result = case_of(str(CORE_CASE)).run(engine, seed, reps)
    column = [measure.name for measure in result.measures].index(AVAILABILITY)
    return [float(value) for value in result.averages[:, column]]


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
