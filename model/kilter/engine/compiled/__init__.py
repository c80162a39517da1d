"""The compiled engine: the same model as the reference engine, to the same bytes, many times as fast.

It needs Numba (``pip install "kilter[fast]"``). The kernel is compiled once for a machine and kept; later starts load
it. Runs hold no lock of the interpreter, so threads run side by side.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..plan import Plan
from ..trajectory import Trajectory

if TYPE_CHECKING:
    from .building.build import Progress
    from .running import Prepared

__all__ = ["available", "folder", "is_kept", "is_ready", "make_ready", "prepared", "simulate"]


def available() -> bool:
    """Whether what the engine needs is installed: Numba with llvmlite, filelock and platformdirs (extra ``fast``)."""
    return all(find_spec(name) is not None for name in ("filelock", "llvmlite", "numba", "platformdirs"))


def is_ready() -> bool:
    """Whether it can start at once: the kernel is loaded, or was compiled before and kept."""
    from .running import is_ready

    return available() and is_ready()


def is_kept() -> bool:
    """Whether a later start on this machine finds the kernel compiled."""
    from .building.build import is_kept

    return is_kept()


def folder() -> str:
    """Where the compiled kernel is kept: ``KILTER_CACHE``, else the user's own cache folder. It need not exist yet."""
    from .building.store import folder

    return folder()


def make_ready(progress: Progress | None = None) -> None:
    """Load the kernel, which is compiled first where that was never done: about a minute, once for a machine.

    Where nothing can be written it is compiled for this process alone.

    Args:
        progress: told how much is compiled, and how much there is in all.

    Raises:
        EngineError: it cannot be compiled; the text says why.
    """
    from .running import make_ready

    make_ready(progress)


def prepared(plan: Plan) -> Prepared:
    """A plan that is ready to run many times, as :meth:`.running.Prepared.many` does; kept as long as the plan lives.

    Args:
        plan: what to run.

    Raises:
        EngineError: the kernel could not be compiled.
        KilterError: the plan is too long for the kernel's clock (272 years).
    """
    from .running import prepared

    return prepared(plan)


def simulate(plan: Plan, seed: int, replication: int) -> Trajectory:
    """Run one replication, as :func:`kilter.engine.reference.simulate` does, to the same bytes.

    Args:
        plan: what to run.
        seed: of the experiment; any integer.
        replication: which replication, from 0.

    Raises:
        EngineError: the kernel could not be compiled, or the replication outgrew every memory.
        KilterError: the plan is too long for the kernel's clock (272 years).

    :mod:`.interpreted` has an example, which needs no compiler.
    """
    return prepared(plan).one(seed, replication)
