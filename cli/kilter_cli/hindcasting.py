"""The verb ``hindcast``: the past forecast, and scored against what was published."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from .guard import verb
from .options import Engine, Jobs, Json, PairedReps, Seed
from .output import aside, emit, progress, say, show

if TYPE_CHECKING:
    from kilter.experiment.hindcast import Case


@verb
def hindcast(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A hindcast, or a pack or folder with hindcast.yaml: all that are in it."
        ),
    ] = "hindcasts",
    reps: PairedReps = 500,
    seed: Seed = 1,
    jobs: Jobs = None,
    engine: Engine = "auto",
    freeze: Annotated[
        bool,
        typer.Option(
            "--freeze",
            help="Do not run; print the entry for 'frozen' that promises to change nothing from today on.",
        ),
    ] = False,
    ignorance: Annotated[
        bool,
        typer.Option(
            "--ignorance", help="Let each replication draw all numbers within their ranges, in one process."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Forecast the past from what was known before it, and score that against what was published.

    Prints for each prior the prediction with its intervals beside the observation and the null, and says whether
    it beats the null. What was changed after the freeze is said first.

    \b
    Examples:
      kilter hindcast
      kilter hindcast colombia-mi17 --reps 2000 --json
      kilter hindcast --ignorance --reps 200
      kilter hindcast my-pack --freeze
    """
    from kilter.experiment.engines import engine_for
    from kilter.experiment.hindcast import open_hindcasts, score

    cases = open_hindcasts(name)
    if freeze:
        _frozen(cases, json)
        return
    documents = []
    for place, case in enumerate(cases):
        _warn(case)
        with progress(case.hindcast.title) as bar:
            used = engine_for(engine, bar)
            scored = score(
                case, reps=reps, seed=seed, jobs=jobs, progress=bar, engine=used, ignorance=ignorance
            )
        documents.append(scored.document())
        if json:
            continue
        from kilter.report.hindcasts import hindcast_tables

        say(("\n" if place else "") + f"{case.hindcast.title} ({case.hindcast.measure})")
        for table in hindcast_tables(scored):
            say()
            show(table)
        say()
        for sentence in scored.sentences():
            say(textwrap.fill(sentence, 100))
    if json:
        emit(documents[0] if len(documents) == 1 else documents)


def _warn(case: Case) -> None:
    """Say what makes a score less than a hindcast."""
    frozen = case.hindcast.frozen
    if not frozen:
        aside(
            f"kilter: '{case.name}' was never frozen; what it scores now may have been fitted to the answer"
        )
    elif case.changed:
        what = ", ".join(case.changed)
        aside(
            f"kilter: '{case.name}' was changed after its freeze of {frozen[-1].on} ({what}); "
            "freeze it anew, with the old one kept, before a score counts"
        )


def _frozen(cases: list[Case], json: bool) -> None:
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    entries = {case.name: case.freeze(today) for case in cases}
    if json:
        emit(entries)
        return
    for name, entry in entries.items():
        say(f"# {name}: append to 'frozen', and say in 'note' what was known by then")
        say(f"- on: {entry['on']}")
        say(f'  question: "{entry["question"]}"')
        say("  scenarios:")
        for key, mark in entry["scenarios"].items():
            say(f'    {key}: "{mark}"')
