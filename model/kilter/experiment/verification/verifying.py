"""Run the checks of a file and judge them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ...errors import KilterError, NameUnknownError
from ...scenario.nearest import did_you_mean
from ..engines import Engine, Progress
from .cases import prepared
from .document import Book, Checks, Run, load_checks
from .outcome import Verification, found
from .sampling import checked_reps, sample


def verify(
    checks: Book | str | Path | None = None,
    *,
    only: Sequence[str] = (),
    reps: str | int | None = None,
    quick: bool = False,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Verification:
    """Run checks and judge them.

    Args:
        checks: a file of checks, or one that has been read; the shipped one when not given.
        only: names or numbers of the checks to make; all when empty. The limits stay those of the whole file.
        reps: another number of replications: ``500`` for every run, or ``"x4"`` for four times as many as the
            file asks for. With fewer than that, resolutions are stated and not demanded.
        quick: the replications of a quick run.
        seed: the luck; the same seed gives the same verdicts.
        jobs: threads or processes; all cores when not given. Never changes results.
        progress: told how many replications are done and how many there are.
        engine: what simulates; the one that is done soonest when not given. Never changes results.

    Raises:
        KilterError: something in the file or the arguments to put right.
        EngineError: a replication failed through a mistake in Kilter.
    """
    book = checks if isinstance(checks, Book) else load_checks(checks)
    names = chosen(book.checks, only)
    if not 0 <= seed < 2**63:
        raise KilterError(f"the seed must be a whole number from 0 to 2^63 - 1, not {seed}; write 1")
    work = prepared(book, names, seed, _number(reps, quick))
    left = sample(work.samplings, jobs=jobs, progress=progress, engine=engine)
    rule, findings = found(work, left, book.checks.false_alarms.value)
    return Verification(book, names, work.samplings, findings, rule, seed)


def chosen(checks: Checks, only: Sequence[str]) -> tuple[str, ...]:
    """The names of the checks that are asked for, in the order of the file.

    Raises:
        NameUnknownError: no check has that name or number.
    """
    wanted: set[str] = set()
    for word in only:
        fits = [
            name
            for name, check in checks.checks.items()
            if word == name or (check.number is not None and word == str(check.number))
        ]
        if not fits:
            known = ", ".join(
                name if check.number is None else f"{check.number} {name}"
                for name, check in checks.checks.items()
            )
            hint = did_you_mean(word, checks.checks) or f"the checks are: {known}"
            raise NameUnknownError(f"there is no check '{word}'; {hint}")
        wanted.update(fits)
    return tuple(name for name in checks.checks if name in wanted or not only)


def _number(reps: str | int | None, quick: bool) -> Callable[[Run], int]:
    """How many replications a run is given."""
    if reps is None:
        return (lambda run: run.hasty) if quick else (lambda run: run.reps)
    text = str(reps).strip()
    try:
        factor = float(text[1:]) if text[:1] in ("x", "×") else None
        fixed = None if factor is not None else int(text)
    except ValueError:
        raise KilterError(
            f"'{text}' is not a number of replications; write 500, or x4 for four times as many"
        ) from None
    if factor is not None:
        if not 0 < factor < 1e6:
            raise KilterError(f"'{text}' is not a factor that makes sense; write x0.5 or x4, say")
        return lambda run: max(2, round(factor * (run.hasty if quick else run.reps)))
    number = checked_reps(fixed or 0)
    return lambda run: number
