"""(d) What one machine gives: threads, the first use, later starts, memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from kilter.experiment.store import available

from .. import kilter_side
from ..kilter_side import COMPILED
from ..options import Options
from ..rounds import Work, interleave
from ..tables import Table
from ..workers import ROOT

#: A fresh process that goes as far as a plan, and one that also makes a trajectory.
PLANNED = "import benchmarks.kilter_side as k; world = k.case_of({world!r}, {until!r})"
SIMULATED = PLANNED + "; world.one(k.COMPILED, 1, 0)"
#: A fresh process that keeps many replications in a folder, and says how long it took and how much memory at most.
KEPT = """
import resource, sys
from pathlib import Path
import benchmarks.kilter_side as k
world = k.case_of({world!r}, {until!r})
world.one(k.COMPILED, 1, 0)  # compiling is not part of it
print(k.timed(lambda: world.run(k.COMPILED, 1, {reps}, None, Path({folder!r}))))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20))
"""
WORLD, UNTIL = "afghanistan-2026/world", "60 months"


def measure(options: Options) -> list[Table]:
    """Threads, starts and memory; only a remark where there is no compiled engine."""
    absent = kilter_side.missing()
    if absent is not None:
        return [Table("Threads, starts, memory", (), [], [f"left out; {absent}"])]
    return [_threads(options), _starts(options), _memory(options)]


def _threads(options: Options) -> Table:
    core, world = kilter_side.case_of(str(kilter_side.CORE_CASE)), kilter_side.case_of(WORLD, UNTIL)
    share = 4 if options.quick else 1

    def work(what: kilter_side.Case, reps: int, threads: int, number: int) -> tuple[float, float]:
        seed = options.seed * 1_000_003 + number
        return reps, what.seconds(COMPILED, seed, reps, threads)

    contenders: dict[str, Work] = {}
    for title, what, reps in (("core case", core, 1200), ("base world", world, 400)):
        for threads in (1, 2):
            contenders[f"{title}|{threads}"] = partial(work, what, reps * threads // share, threads)
    times = interleave(contenders, options.rounds, lambda text: options.progress(f"threads, {text}"))
    table = Table(
        f"Compiled, replications per second, medians of {options.rounds} ({os.cpu_count()} cores)",
        ("scenario", "threads", "per second", "× one thread"),
    )
    for name in contenders:
        title, number = name.split("|")
        table.rows.append([title, int(number), times.rate(name), times.ratio(name, f"{title}|1")])
    return table


def _starts(options: Options) -> Table:
    table = Table("Starts of a fresh process with the base world", ("what", "seconds"))
    plain = PLANNED.format(world=WORLD, until=UNTIL)
    whole = SIMULATED.format(world=WORLD, until=UNTIL)
    with tempfile.TemporaryDirectory() as folder:
        options.progress("first use, with an empty cache")
        first = _seconds(whole, folder)
        differences, without = [], []
        for number in range(options.rounds):
            options.progress(f"cached starts, {number + 1} of {options.rounds}")
            before = _seconds(plain, folder)
            without.append(before)
            differences.append(_seconds(whole, folder) - before)
    start = statistics.median(without)
    table.rows += [
        ["import Kilter, read and plan the world", start],
        ["first use: what compiling adds, once for a machine", first - start],
        ["later starts: what loading the engine and one replication add", statistics.median(differences)],
    ]
    return table


def _memory(options: Options) -> Table:
    reps = 1_000 if options.quick else 10_000
    what = f"base world, {reps:,} replications × 60 months × all measures, kept in a folder"
    table = Table("Peak memory of one process, interpreter and all", ("what", "GiB", "seconds"))
    if not available():
        table.notes.append('left out; not installed: pip install "kilter[store]"')
        return table
    options.progress(f"memory of {reps:,} replications")
    with tempfile.TemporaryDirectory() as folder:
        code = KEPT.format(world=WORLD, until=UNTIL, reps=reps, folder=str(Path(folder) / "results"))
        command, environment = [sys.executable, "-c", code], _environment(None)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()[-2:]
    table.rows.append([what, float(peak), float(seconds)])
    return table


def _seconds(code: str, cache: str) -> float:
    command = [sys.executable, "-c", code]
    environment = _environment(cache)
    return kilter_side.timed(
        lambda: subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)
    )


def _environment(cache: str | None) -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    more = {"KILTER_CACHE": cache} if cache else {}
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}
