"""Both engines side by side: whatever they return has the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

import kilter
from kilter.engine import reference
from kilter.engine.compiled import interpreted
from kilter.engine.plan import Plan, plan
from kilter.engine.trajectory import Trajectory

Engine = Callable[[Plan, int, int], Trajectory]


def differences(made: Plan, engine: Engine, seed: int, replication: int) -> list[str]:
    """Measures of which an engine and the reference return other bytes, with the first pair of values."""
    expected, found = reference.simulate(made, seed, replication), engine(made, seed, replication)
    assert expected.values.shape == found.values.shape
    rows = np.vstack((expected.values, expected.averages)), np.vstack((found.values, found.averages))
    other = _bits(rows[0]) != _bits(rows[1])
    return [
        f"{made.measures[m].name}, row {row}: {rows[0][row, m]!r} in the reference, {rows[1][row, m]!r}"
        for m in np.flatnonzero(other.any(axis=0))
        for row in np.flatnonzero(other[:, m])[:1]
    ]


def _bits(values: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.ascontiguousarray(values, dtype=np.float64).view(np.int64)


def same(
    scenario: str | Plan, replications: Iterable[int] = (0, 1), seed: int = 1, engine: Engine | None = None
) -> None:
    """The engine (the kernel without a compiler, unless another one is named) returns what the reference does."""
    made = plan(kilter.loads(scenario)) if isinstance(scenario, str) else scenario
    for replication in replications:
        found = differences(made, engine or interpreted.simulate, seed, replication)
        assert not found, (f"replication {replication} of seed {seed}", found[:20], len(found))
