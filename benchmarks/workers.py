"""Rivals at work in processes of their own, spoken to from here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

#: How to get what a rival needs, by the name of the module that was not found.
GET = {
    "simpy": "not installed: pip install simpy",
    "salabim": "not installed: pip install salabim",
    "ciw": "not installed: pip install ciw",
    "cimba": "not installed: pip install cimba",
    "gcc": "no gcc: apt-get install gcc",
    "numba": 'not installed: pip install "kilter[fast]"',
}


class MissingError(Exception):
    """What a rival needs is not there; the text says how to get it."""


@dataclass(frozen=True)
class Rival:
    """One contender: its module in ``rivals``, the name it is shown by, and replications per round (all, quick)."""

    module: str
    title: str
    reps: int
    quick: int


class Worker:
    """A rival's process, from start to stop.

    Raises:
        MissingError: on starting, when what the rival needs is not installed.
    """

    def __init__(self, module: str) -> None:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.worker", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        said = self._hear()
        if "missing" in said:
            self.stop()
            name = said["missing"]
            raise MissingError(GET.get(name, f"not installed: pip install {name}"))

    def availability(
        self, seed: int, reps: int, parts: bool = True, processor: bool = False
    ) -> tuple[list[float], float]:
        """Mean availability of each replication, and the seconds (of the clock, or processor) that all took."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"seed": seed, "reps": reps, "parts": parts}) + "\n")
        self._process.stdin.flush()
        said = self._hear()
        return said["values"], said["processor" if processor else "seconds"]

    def stop(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a rival ended early (exit code {self._process.wait()}); its words are above")
        said: dict[str, Any] = json.loads(line)
        return said
