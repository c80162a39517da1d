"""Replications by the compiled kernel: a plan's image is made once, and each thread has a memory of its own."""

from __future__ import annotations

import threading
import weakref

import numpy as np
from numpy.typing import NDArray

from ...errors import EngineError
from ..plan import Plan
from ..streams import MASK
from ..trajectory import Trajectory
from .building.back import Loaded
from .building.build import Progress, is_kept, load
from .kernel import head
from .packing import pack

#: A replication that needs more room than this many times the usual is taken for a mistake.
_MOST_ROOM = 1 << 12

_lock = threading.Lock()
_kernel: list[Loaded] = []
_prepared: dict[int, Prepared] = {}


def is_ready() -> bool:
    """Whether the kernel is loaded, or kept so that it can be."""
    return bool(_kernel) or is_kept()


def make_ready(progress: Progress | None = None) -> Loaded:
    """The kernel; loaded, or compiled, when this is first asked. Other threads wait meanwhile.

    Args:
        progress: told how many functions are compiled, and how many there are.

    Raises:
        EngineError: it cannot be compiled.
    """
    with _lock:
        if not _kernel:
            _kernel.append(load(progress))
        return _kernel[0]


class Prepared:
    """A plan that is ready to run. Several threads may run it at once: each gets a memory of its own.

    Attributes:
        shape: of a replication's values: (periods, measures).
    """

    def __init__(self, plan: Plan) -> None:
        self._run = make_ready().run
        self.shape = len(plan.time.reports), len(plan.layout.recipes)
        self._plan = weakref.ref(plan)
        self._growing = threading.Lock()
        self._here = threading.local()
        self._room = 0
        self._grow(plan, 0)

    def _grow(self, plan: Plan | None, beyond: int) -> None:
        """Make an image with more room than that."""
        with self._growing:
            if self._room > beyond:
                return
            room = max(1, 2 * beyond)
            if plan is None or room > _MOST_ROOM:
                raise EngineError("a replication outgrew its memory")
            image = pack(plan, room)
            self._image, self._limit, self._room = image.memory(), int(image.words[head.LIMIT]), room

    def _memory(self, words: int) -> NDArray[np.int64]:
        memory: NDArray[np.int64] | None = getattr(self._here, "memory", None)
        if memory is None or len(memory) != words:
            memory = self._here.memory = np.empty(words, dtype=np.int64)
        return memory

    def many(
        self,
        seed: int,
        first: int,
        values: NDArray[np.float64],
        averages: NDArray[np.float64],
    ) -> None:
        """Run as many replications as there are rows, from number ``first`` on.

        Args:
            seed: of the experiment.
            first: number of the first replication.
            values: array of shape (replications, periods, measures) to fill, in C order.
            averages: array of shape (replications, measures) to fill, in C order.

        Both are filled in the units of the measures (``plan.measures``). A call cannot be interrupted.

        Raises:
            EngineError: a replication outgrew every memory that was tried.
        """
        done, count = 0, len(values)
        while done < count:
            image, limit, room = self._image, self._limit, self._room
            if image[head.SEED] != _signed(seed):
                image = image.copy()
                image[head.SEED] = _signed(seed)
            memory = self._memory(limit)
            at = memory.ctypes.data
            here = values[done:].ctypes.data, averages[done:].ctypes.data
            done += self._run(at, at, image.ctypes.data, len(image), *here, first + done, count - done)
            if done < count:
                self._grow(self._plan(), room)

    def one(self, seed: int, replication: int) -> Trajectory:
        """One replication."""
        values, averages = np.empty((1, *self.shape)), np.empty((1, self.shape[1]))
        self.many(seed, replication, values, averages)
        return Trajectory(values[0], averages[0])


def _signed(seed: int) -> int:
    word = seed & MASK
    return word - (MASK + 1) if word > MASK >> 1 else word


def prepared(plan: Plan) -> Prepared:
    """A plan, ready to run; it is kept as long as the plan lives."""
    kept = _prepared.get(id(plan))
    if kept is None:
        kept = _prepared[id(plan)] = Prepared(plan)
        weakref.finalize(plan, _prepared.pop, id(plan), None)
    return kept
