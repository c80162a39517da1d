"""Replications by the compiled kernel: a plan's image is made once, and each thread has a memory of its own."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ..plan import Plan
from ..streams import MASK
from ..trajectory import Trajectory
from .building.back import Loaded
from .building.build import Progress, load
from .kernel import head
from .packing import pack

_SIGN = 1 << 63


class Kernel:
    """The machine code, loaded once in a process."""

    _loaded: Loaded | None = None
    _lock = threading.Lock()

    @classmethod
    def get(cls, progress: Progress | None = None) -> Loaded:
        """The machine code; compiled now if it has to be."""
        with cls._lock:
            if cls._loaded is None:
                cls._loaded = load(progress)
            return cls._loaded


class Prepared:
    """A plan that is ready to run."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._run = Kernel.get().run
        self._room = 0
        self._grow(0)
        self._here = threading.local()
        self._growing = threading.Lock()

    def _grow(self, beyond: int) -> None:
        """Make an image with more room than that."""
        if self._room > beyond:
            return
        self._room = max(1, 2 * beyond)
        image = pack(self.plan, self._room)
        self._image, self._limit = image.memory(), int(image.words[head.LIMIT])
        self._values, self._averages = int(image.words[head.VALUES]), int(image.words[head.AVERAGES])

    def _memory(self) -> NDArray[np.int64]:
        memory: NDArray[np.int64] | None = getattr(self._here, "memory", None)
        if memory is None or len(memory) != self._limit:
            memory = self._here.memory = np.empty(self._limit, dtype=np.int64)
        return memory

    def run(self, seed: int, replication: int) -> Trajectory:
        """One replication."""
        periods, measures = len(self.plan.time.reports), len(self.plan.layout.recipes)
        while True:
            room, memory = self._room, self._memory()
            memory[: len(self._image)] = self._image
            memory[head.SEED] = _signed(seed)
            memory[head.REPLICATION] = replication
            address = memory.ctypes.data
            if self._run(address, address) >= 0:
                break
            with self._growing:
                self._grow(room)
        real = memory.view(np.float64)
        values = real[self._values : self._values + periods * measures].reshape(periods, measures).copy()
        return Trajectory(values, real[self._averages : self._averages + measures].copy())


def _signed(seed: int) -> int:
    word = seed & MASK
    return word - 2 * _SIGN if word >= _SIGN else word


@cache
def _last() -> dict[str, Prepared]:
    return {}


def prepared(plan: Plan) -> Prepared:
    """The plan, ready to run; the one asked for last is kept."""
    kept = _last().get("plan")
    if kept is None or kept.plan is not plan:
        kept = _last()["plan"] = Prepared(plan)
    return kept
