"""The verb that checks Kilter itself against published and exact results: ``verify``."""

from __future__ import annotations

import shlex
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from .guard import verb
from .options import Engine, Jobs, Json, Seed
from .output import aside, emit, near, progress, say, show
from .running import ready_for_page

#: The exit code when something did not pass: nothing is wrong with the input, and nothing crashed.
NOT_VERIFIED = 3


@verb
def verify(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="CHECKS.yaml",
            help="A file of checks; the one that ships if left out.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME",
            help="Only this check, by name or number; may be repeated.",
            show_default=False,
        ),
    ] = None,
    reps: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help="Other replications: 500 for every run, or x4 for four times as many as the file asks for.",
            show_default=False,
        ),
    ] = None,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="A tenth of the time: sees coarser errors, and says which."),
    ] = False,
    seed: Seed = 1,
    jobs: Jobs = None,
    engine: Engine = "auto",
    page: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="F.html", help="Also write a web page with charts.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Run Kilter against published and exact results, and judge every comparison by one rule.

    The chance that an engine which is right fails anything is fixed for the whole file and stated. The seed is
    fixed too, so the verdict is the same every time; another --seed is another throw of the dice.

    Exit code 0 when everything passes, 3 when something does not. Runs of fewer replications than the file asks
    for (--quick) state what they can see and do not demand it.

    \b
    Examples:
      kilter verify --quick
      kilter verify --only 4 --only machine-shop -o verification.html
      kilter verify my/checks.yaml --seed 7 --json
    """
    from kilter.experiment.engines import engine_for
    from kilter.experiment.verification import load_checks
    from kilter.experiment.verification import verify as verify_all

    book = load_checks(file)
    if page is not None:
        ready_for_page(page, "--out")
    with progress(book.checks.title) as bar:
        used = engine_for(engine, bar)
        found = verify_all(
            book, only=only or (), reps=reps, quick=quick, seed=seed, jobs=jobs, progress=bar, engine=used
        )
    if page is not None:
        from kilter.report.verification_page import write_verification

        write_verification(found, page, command=_again(file, only, reps, quick, seed))
        aside(f"written: {near(str(page))}")
    if json:
        emit(found.document())
    else:
        from kilter.report.verified import sentences, verification_table

        show(verification_table(found))
        say()
        for sentence in sentences(found):
            say(
                textwrap.fill(sentence.replace(" %", "\N{NO-BREAK SPACE}%"), 100).replace(
                    "\N{NO-BREAK SPACE}", " "
                )
            )
    if not found.passed:
        raise typer.Exit(NOT_VERIFIED)


def _again(file: str | None, only: list[str] | None, reps: str | None, quick: bool, seed: int) -> str:
    """The command that gives the same numbers again.

    >>> _again(None, ["4"], None, True, 1)
    'kilter verify --only 4 --quick --seed 1'
    """
    words = ["kilter", "verify", *([file] if file else [])]
    for one in only or ():
        words += ["--only", one]
    words += ["--reps", reps] if reps is not None else []
    words += ["--quick"] if quick else []
    return shlex.join([*words, "--seed", str(seed)])
