"""The compiled engine: the same model as the reference engine, to the same bytes, many times as fast.

It needs Numba (``pip install "kilter[fast]"``). The kernel is compiled once for a machine and kept; later starts load it.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..plan import Plan
from ..trajectory import Trajectory

__all__ = ["available", "simulate"]


def available() -> bool:
    """Whether what the engine needs is installed."""
    return find_spec("numba") is not None and find_spec("llvmlite") is not None


def simulate(plan: Plan, seed: int, replication: int) -> Trajectory:
    """Run one replication, as :func:`kilter.engine.reference.simulate` does, to the same bytes.

    Args:
        plan: what to run.
        seed: of the experiment; any integer.
        replication: which replication, from 0.

    Raises:
        EngineError: the kernel could not be compiled.
    """
    from .running import prepared

    return prepared(plan).run(seed, replication)
