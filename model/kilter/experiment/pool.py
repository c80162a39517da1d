"""Pieces of work handed to processes, a window at a time, so that stopping is quick.

Results come back in any order; whoever asks places them by their address, so that any number of processes gives the
same bytes. Ctrl-C is the parent's: workers ignore it, finish the piece in hand and end.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from os import cpu_count
from typing import Generic, TypeVar, cast

from ..errors import KilterError

Shared = TypeVar("Shared")
Piece = TypeVar("Piece")
Outcome = TypeVar("Outcome")


class Pool(Generic[Shared, Piece, Outcome]):
    """Processes that share something large and each work on pieces of it; one job stays in this process.

    Args:
        shared: what every piece of work needs; sent once to each process.
        work: (shared, piece) -> outcome; importable by name.
        jobs: processes; all cores when not given.
        script: whether something shared is defined in the caller's own script, which processes then import.
    """

    def __init__(
        self,
        shared: Shared,
        work: Callable[[Shared, Piece], Outcome],
        jobs: int | None = None,
        script: bool = False,
    ) -> None:
        self._shared, self._work, self._script = shared, work, script
        self.workers = jobs or cpu_count() or 1
        self._processes: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool[Shared, Piece, Outcome]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._processes is not None:
            self._processes.shutdown(wait=True, cancel_futures=True)
            self._processes = None

    def each(self, pieces: Iterable[Piece]) -> Iterator[tuple[Piece, Outcome]]:
        """The outcome of each piece, as they come. A generator is asked for pieces only as they are handed out.

        Raises:
            KilterError: a process stopped before its work was done.
        """
        if self.workers == 1 or (isinstance(pieces, Sequence) and len(pieces) < 2):
            for piece in pieces:
                yield piece, self._work(self._shared, piece)
            return
        pending: dict[Future[Outcome], Piece] = {}
        left = iter(pieces)
        try:
            while True:
                while len(pending) < self.workers + 1:
                    following = next(left, None)
                    if following is None:
                        break
                    pending[self._submit(following)] = following
                if not pending:
                    return
                finished, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield pending.pop(future), future.result()
        except BrokenProcessPool as error:
            raise KilterError(
                "a worker process stopped before its work was done (out of memory, or killed); "
                "run again with --jobs 1 to stay in one process"
            ) from error

    def _submit(self, piece: Piece) -> Future[Outcome]:
        if self._processes is None:
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            self._processes = ProcessPoolExecutor(
                max_workers=self.workers,
                mp_context=context,
                initializer=_begin,
                initargs=(self._shared, self._work),
            )
        # Processes start on the first submits.
        with _uninterrupted(), nullcontext() if self._script else _main_module_hidden():
            return cast("Future[Outcome]", self._processes.submit(_one, piece))


class _Here:
    """What a worker process keeps."""

    shared: object
    work: Callable[..., object]


def _begin(shared: object, work: Callable[..., object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Here.shared, _Here.work = shared, work


def _one(piece: object) -> object:
    return _Here.work(_Here.shared, piece)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until a block has ended: a process that is only half started would end in a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[tuple[int, types.FrameType | None]] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: caught.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if usual is None else usual)
        if caught and callable(usual):
            usual(*caught[0])


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Keep worker processes from importing the user's script again, which would start it over and over."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
