"""(a) The common core case in every program, one thread each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack

from .. import agreement
from ..options import Options
from ..rounds import Times, Work, interleave
from ..tables import Table
from ..workers import MissingError, Rival, Worker

#: Replications per round are chosen so that a round takes each about a second (salabim: two replications).
RIVALS = (
    Rival("simpy", "SimPy", 4, 2),
    Rival("salabim", "salabim", 2, 1),
    Rival("cimba", "Cimba (Python package)", 150, 50),
    Rival("c", "C, gcc -O3", 800, 200),
    Rival("kilter_reference", "Kilter, reference", 2, 1),
    Rival("kilter_compiled", "Kilter, compiled", 800, 200),
)
#: Without parts, for Ciw's sake.
WITHOUT_PARTS = (
    Rival("simpy", "SimPy", 6, 2),
    Rival("ciw", "Ciw", 2, 1),
    Rival("c", "C, gcc -O3", 1000, 200),
)

COLUMNS = ("program", "per second", "× SimPy", "× C", "availability", "error", "distance", "sees", "reps")


def measure(options: Options) -> list[Table]:
    """Both tables.

    Raises:
        DisagreementError: two programs are not the same model; nothing has been timed for print then.
    """
    title = f"Core case: 200 items, 1,825 days; replications per second in one thread, medians of {options.rounds}"
    return [
        _table(title, RIVALS, True, options),
        _table("The same without parts, which is what Ciw can say", WITHOUT_PARTS, False, options),
    ]


def _table(title: str, rivals: Sequence[Rival], parts: bool, options: Options) -> Table:
    table = Table(title, COLUMNS)
    values: dict[str, list[float]] = {}
    with ExitStack() as stack:
        work: dict[str, Work] = {}
        for rival in rivals:
            if options.rivals and rival.module not in options.rivals:
                continue
            try:
                worker = stack.enter_context(Worker(rival.module))
            except MissingError as missing:
                table.notes.append(f"{rival.title} left out; {missing}")
                continue
            values[rival.title] = []
            work[rival.title] = _rounds(rival, worker, parts, options, values[rival.title].extend)
        if not work:
            return table
        times = interleave(work, options.rounds, lambda text: options.progress(f"core case, {text}"))
    _fill(table, times, values)
    return table


def _rounds(
    rival: Rival, worker: Worker, parts: bool, options: Options, keep: Callable[[list[float]], None]
) -> Work:
    reps = rival.quick if options.quick else rival.reps

    def work(number: int) -> tuple[float, float]:
        seed = options.seed * 1_000_003 + number * 10_007  # replications of two rounds are never the same
        found, seconds = worker.availability(seed, reps, parts, options.processor)
        keep(found)
        return float(reps), seconds

    return work


def _fill(table: Table, times: Times, values: dict[str, list[float]]) -> None:
    if len(values) > 1:
        verdicts = {verdict.name: verdict for verdict in agreement.check(values)}
        table.notes.append(
            f"All agree: each mean is within {agreement.LIMIT:g} standard errors of the others' (distance); a "
            "difference as large as in the column sees would be found four times in five."
        )
    else:
        verdicts = {}
        table.notes.append("Only one program ran: there is nothing to agree with.")
    for name, found in values.items():
        verdict = verdicts.get(name)
        quality = (
            [f"{verdict.mean:.5f}", f"{verdict.error:.5f}", f"{verdict.distance:+.1f}", f"{verdict.sees:.4f}"]
            if verdict
            else [f"{sum(found) / len(found):.5f}", None, None, None]
        )
        ratios = [times.ratio(name, "SimPy"), times.ratio(name, "C, gcc -O3")]
        table.rows.append([name, times.rate(name), *ratios, *quality, len(found)])
