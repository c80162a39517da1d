"""(b) The Afghan base world over 60 months: reference against compiled, then compiled in two threads."""

from __future__ import annotations

from functools import partial

from .. import kilter_side
from ..agreement import DisagreementError
from ..kilter_side import COMPILED, REFERENCE
from ..options import Options
from ..rounds import Work, interleave
from ..tables import Table

WORLD, UNTIL = "afghanistan-2026/world", "60 months"


def measure(options: Options) -> list[Table]:
    """One table.

    Raises:
        DisagreementError: the engines' trajectories are not the same to the last byte.
    """
    world = kilter_side.case_of(WORLD, UNTIL)
    table = Table(
        f"{WORLD}, {UNTIL}, {len(world.plan.measures)} measures; replications per second, medians of {options.rounds}",
        ("engine", "threads", "per second", "× reference", "× one thread"),
    )

    def work(engine: str, threads: int, reps: int, number: int) -> tuple[float, float]:
        seed = options.seed * 1_000_003 + number
        return reps, world.seconds(engine, seed, reps, threads)

    contenders: dict[str, Work] = {REFERENCE: partial(work, REFERENCE, 1, 1 if options.quick else 2)}
    absent = kilter_side.missing()
    if absent is None:
        _same(world, options)
        reps = 100 if options.quick else 300
        contenders["compiled"] = partial(work, COMPILED, 1, reps)
        contenders["compiled, two threads"] = partial(work, COMPILED, 2, 2 * reps)
    else:
        table.notes.append(f"compiled left out; {absent}")
    times = interleave(contenders, options.rounds, lambda text: options.progress(f"base world, {text}"))
    for name in contenders:
        threads = 2 if name.endswith("threads") else 1
        shown = name.split(",")[0]
        beside = None if name == REFERENCE else times.ratio(name, "compiled")
        table.rows.append([shown, threads, times.rate(name), times.ratio(name, REFERENCE), beside])
    return [table]


def _same(world: kilter_side.Case, options: Options) -> None:
    for replication in range(2):
        a, b = (world.one(e, options.seed, replication) for e in (REFERENCE, COMPILED))
        if a.values.tobytes() != b.values.tobytes() or a.averages.tobytes() != b.averages.tobytes():
            raise DisagreementError(
                f"no times: the engines differ in replication {replication}, seed {options.seed}"
            )
