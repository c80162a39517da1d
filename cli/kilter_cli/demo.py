"""The verb to begin with: ``demo``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kilter.errors import ExtraMissingError

from .guard import verb
from .options import Json, PairedReps
from .output import aside, emit, folder, progress, say
from .running import again, line_up, ready_for_page, told
from .running import page as write

PACK = "afghanistan-2026"
#: What is compared, the baseline first.
SCENARIOS = tuple(
    f"{PACK}/{name}"
    for name in (
        "no-agreement",
        "openly-reported",
        "opaque",
        "with-spare-parts",
        "broadened",
        "frontier-crisis",
        "precautions",
    )
)
PAGE = "kilter-demo.html"


@verb
def demo(
    reps: PairedReps = 60,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write the page.")] = Path(),
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
    json: Json = False,
) -> None:
    """A short tour: seven futures of one support agreement, compared; a table, two sentences and a web page.

    \b
    Examples:
      kilter demo
      kilter demo --reps 200 --open
    """
    from kilter.experiment import compare

    page: Path | None = folder(out) / PAGE
    assert page is not None
    try:
        ready_for_page(page, "--out")
    except ExtraMissingError as error:
        aside(f"kilter: no page this time: {error}")
        page = None
    first, scenarios = line_up(SCENARIOS, None, {}, None)
    if not json:
        say(
            f"{len(scenarios)} futures, {reps} replications each, on {os.cpu_count() or 1} cores; a few minutes …\n"
        )
    with progress("Simulating") as bar:
        comparison = compare(scenarios, baseline=first, reps=reps, progress=bar)
    if page is not None:
        write(comparison, page, again("compare", SCENARIOS, None, reps, 1, {}, None))
    if json:
        emit({**comparison.document(), "page": str(page.resolve()) if page else None})
    else:
        told(comparison)
        say()
        if page is not None:
            say(f"The page with charts: {page.resolve()}")
        say(
            "\nTry next:\n"
            f"  kilter trace {PACK}/opaque --rep 3          what happened in one of these runs, and why\n"
            f"  kilter show {PACK}/opaque agreement         what the scenario assumes, with its sources\n"
            f"  kilter compare {PACK}/opaque {PACK}/openly-reported --set agreement.pace=2\n"
            "  kilter new my-pack                                    a small world of your own"
        )
    if open_ and page is not None:
        typer.launch(page.resolve().as_uri())
