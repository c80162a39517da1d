"""Compile the kernel, or load what was compiled before."""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import metadata

from ....errors import EngineError
from . import store
from .back import Loaded, host, linked
from .functions import entry, fingerprint, name_of, reached

#: Told how many functions are compiled and how many there are; linking counts as a few more.
Progress = Callable[[int, int], None]

#: Linking and optimising counts as this share of all functions when progress is told.
_LINKING = 0.1


def key() -> str:
    """What machine code is kept under: everything it depends on."""
    versions = [f"{name} {metadata.version(name)}" for name in ("numba", "llvmlite")]
    digest = hashlib.sha256("\n".join([fingerprint(), host(), *versions]).encode())
    for name in ("front.py", "back.py"):  # how it is compiled
        digest.update(pkgutil.get_data(__package__, name) or b"")
    return digest.hexdigest()[:32]


def is_kept() -> bool:
    """Whether a start would find compiled code, whole and of this user."""
    return store.read(key()) is not None


def load(progress: Progress | None = None) -> Loaded:
    """The kernel as machine code: read where it was kept, or compiled now and kept.

    When several processes ask at once, one compiles and the others wait for it.

    Args:
        progress: told while compiling how many functions are done, and how many there are.

    Raises:
        EngineError: compilation failed.
    """
    kept_under = key()
    code = store.read(kept_under)
    if code is None:
        with store.alone():
            code = store.read(kept_under)
            if code is None:
                code = build(progress)
                store.write(kept_under, code)
    return Loaded(code, name_of(entry()))


def build(progress: Progress | None = None, processes: int | None = None) -> bytes:
    """Compile everything anew, and keep nothing; the same text gives the same code on the same machine.

    Args:
        progress: told how many functions are done, and how many there are.
        processes: how many compile; as many as there are cores unless given, and at most eight.

    Raises:
        EngineError: a function cannot be compiled, or files changed meanwhile.
    """
    functions = reached()
    total = round(len(functions) * (1.0 + _LINKING))
    tell = progress or (lambda done, of: None)
    tell(0, total)
    workers = max(1, min(processes or os.cpu_count() or 1, 8))
    codes: list[str] = []

    def more(code: str) -> None:
        codes.append(code)
        tell(len(codes), total)

    _in_processes(workers, more)
    # The order in which functions came does not decide the bytes.
    code = linked(sorted(codes), name_of(entry()))
    tell(total, total)
    return code


def _in_processes(workers: int, more: Callable[[str], None]) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    module = f"{__package__}.worker"
    running = [
        subprocess.Popen(  # noqa: S603 - our own module in our own interpreter
            [sys.executable, "-m", module, str(first), str(workers)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
        for first in range(workers)
    ]
    said = [""] * workers

    def listen(i: int) -> None:
        stderr = running[i].stderr
        said[i] = stderr.read() if stderr else ""

    lock, changed, read = threading.Lock(), threading.Event(), fingerprint()

    def take(i: int) -> None:
        lines = iter(running[i].stdout or ())
        if next(lines, read).strip() != read:
            changed.set()
        for line in lines:
            with lock:
                more(json.loads(line))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(workers) for work in (listen, take)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for i, process in enumerate(running):
            if process.wait():
                raise EngineError(f"the compiled engine could not be made: {_last(said[i])}")
        if changed.is_set():
            raise EngineError("Kilter's files changed while the engine was compiled; try again")
    finally:
        for process in running:
            process.kill()
            process.wait()
            for pipe in (process.stdout, process.stderr):
                if pipe:
                    pipe.close()


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "a process that compiles stopped"
