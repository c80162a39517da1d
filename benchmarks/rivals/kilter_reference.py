"""The core case as a scenario, run by Kilter's reference engine."""

from __future__ import annotations

from .. import kilter_side


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    assert parts, "the scenario has parts"
    return kilter_side.availability(kilter_side.REFERENCE, seed, reps)
