"""One rival in a process of its own: a question per line comes in, an answer per line goes out, both JSON.

    python -m benchmarks.worker simpy

Times are taken here, around the call alone: those of the clock and those of the processor.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module


def main(name: str) -> None:
    """Serve until the questions end."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer

    def answer(**what: object) -> None:
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    try:
        rival = import_module(f".rivals.{name}", __package__)
    except ModuleNotFoundError as missing:
        answer(missing=missing.name)
        return
    answer(ready=True)
    for line in sys.stdin:
        question = json.loads(line)
        started, began = time.perf_counter(), time.process_time()
        values = rival.availability(question["seed"], question["reps"], question["parts"])
        spent, busy = time.perf_counter() - started, time.process_time() - began
        answer(values=values, seconds=spent, processor=busy)


if __name__ == "__main__":
    main(sys.argv[1])
