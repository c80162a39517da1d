"""The core case as a scenario, run by Kilter's compiled engine in one thread."""

from __future__ import annotations

from .. import kilter_side

if kilter_side.missing() is not None:
    raise ModuleNotFoundError("no Numba", name="numba")


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    assert parts, "the scenario has parts"
    return kilter_side.availability(kilter_side.COMPILED, seed, reps)
