"""Verbs that simulate: ``run`` and ``compare``."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import (
    Engine,
    File,
    Files,
    Globs,
    Jobs,
    Json,
    Out,
    PairedReps,
    Replace,
    Reps,
    Seed,
    Set,
    Until,
    choose,
    load_all,
    load_one,
    settings,
)
from .output import aside, emit, near, progress, say, show, writable
from .saving import save_comparison, save_run, store_for

if TYPE_CHECKING:
    from kilter.experiment import Comparison, Result
    from kilter.scenario import Scenario

#: What a run shows unless measures are chosen; as far as the scenario has them.
HEADLINES = (
    "capability.index",
    "risk.index",
    "fleet.*.availability",
    "readiness.overall",
    "actor.*.concern",
    "ladder.*.serious",
    "agreement.trust",
    "cost.total",
)
#: How many measures a scenario may have for all of them to be shown.
FEW = 20


@verb
def run(
    file: File,
    reps: Reps = 200,
    seed: Seed = 1,
    set_: Set = None,
    until: Until = None,
    globs: Globs = None,
    jobs: Jobs = None,
    engine: Engine = "auto",
    out: Out = None,
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Run a scenario many times with different luck, and show how its measures come out.

    --out writes summary.csv (a line per measure and month), run.json, which is what --json prints, and every
    replication as Parquet, part by part: stopped, the same command goes on from there.

    \b
    Examples:
      kilter run afghanistan-2026/openly-reported
      kilter run my.yaml --reps 500 --set agreement.transparency=0.2 --measures 'fleet.*.availability'
      kilter run my.yaml --until '24 months' --json > run.json
      kilter run my.yaml --reps 10000 --out out
    """
    from kilter.engine.plan import plan
    from kilter.experiment import run as run_many
    from kilter.experiment.engines import engine_for

    scenario = load_one(file, settings(set_), until)
    every = [one.name for one in plan(scenario).measures]
    chosen = choose(every, globs, f"scenario '{scenario.title}'")
    kept = store_for(out, replace)
    with progress(scenario.title) as bar:
        result = run_many(
            scenario,
            reps=reps,
            seed=seed,
            jobs=jobs,
            progress=bar,
            engine=engine_for(engine, bar),
            store=kept,
        )
    end_of_run(result, chosen, out, kept is not None, json, file)


def end_of_run(
    result: Result, chosen: Sequence[str] | None, out: Path | None, kept: bool, json: bool, file: str
) -> None:
    """What a run ends with: its files, and its document or a table."""
    every = list(result.names)
    names = every if chosen is None else list(chosen)
    document = result.document()
    document["measures"] = {name: document["measures"][name] for name in names}
    if out is not None:
        _saved(save_run(result, document, names, out, kept), out if kept else None)
    if json:
        emit(document)
        return
    from kilter.report.tables import run_table

    shown = headlines(every) if chosen is None else names
    show(run_table(result, shown))
    if len(shown) < len(names):
        say(
            f"{len(names) - len(shown)} more measures: --measures '*' shows all, 'kilter measures {file}' explains"
        )


@verb
def compare(
    files: Files,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="What the others are compared with; the first one if left out."),
    ] = None,
    reps: PairedReps = 200,
    seed: Seed = 1,
    set_: Set = None,
    until: Until = None,
    globs: Globs = None,
    jobs: Jobs = None,
    engine: Engine = "auto",
    out: Out = None,
    replace: Replace = False,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="F.html", help="Also write a web page with charts.", show_default=False
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Compare scenarios on the same luck: each replication meets the same dice in all of them.

    --out writes differences.csv (a line per scenario, measure and time), summary.csv, compare.json, which is what
    --json prints, and every replication as Parquet, part by part: stopped, the same command goes on from there.

    \b
    Examples:
      kilter compare afghanistan-2026/no-agreement afghanistan-2026/opaque
      kilter compare a.yaml b.yaml c.yaml --baseline b.yaml --report page.html
      kilter compare a.yaml b.yaml --measures 'risk.*' --measures 'actor.*.concern' --out out
    """
    from kilter.engine.plan import plan
    from kilter.experiment import compare as compare_all
    from kilter.experiment.engines import engine_for

    changes = settings(set_)
    first, scenarios = line_up(files, baseline, changes, until)
    chosen = None
    if globs:
        names = [[one.name for one in plan(scenario).measures] for scenario in scenarios]
        common = [name for name in names[0] if all(name in other for other in names)]
        where = (
            "one of the scenarios or all of them" if len(common) < max(map(len, names)) else "every scenario"
        )
        chosen = choose(common, globs, f"what {where} share" if common else where)
    kept = store_for(out, replace)
    if report is not None:
        ready_for_page(report, "--report")
    with progress(f"{len(scenarios)} scenarios") as bar:
        comparison = compare_all(
            scenarios,
            baseline=first,
            reps=reps,
            seed=seed,
            measures=chosen,
            jobs=jobs,
            progress=bar,
            engine=engine_for(engine, bar),
            store=kept,
        )
    if report is not None:
        page(comparison, report, again("compare", [*files], baseline, reps, seed, changes, until))
    end_of_comparison(comparison, chosen, out, kept is not None, json)
    if report is not None:
        _saved([report])


def end_of_comparison(
    comparison: Comparison, chosen: Sequence[str] | None, out: Path | None, kept: bool, json: bool
) -> None:
    """What a comparison ends with: its files, and its document or a table and sentences."""
    if out is not None:
        _saved(save_comparison(comparison, out), out if kept else None)
    document = comparison.document()
    if json:
        emit(document)
    else:
        told(comparison, chosen)


def headlines(names: Sequence[str]) -> list[str]:
    """The measures to show of a run when none are chosen.

    >>> headlines(["fleet.a.hours", "risk.index"])
    ['fleet.a.hours', 'risk.index']
    """
    if len(names) <= FEW:
        return list(names)
    found = [name for name in names if any(fnmatchcase(name, glob) for glob in HEADLINES)]
    return found or list(names[:FEW])


def line_up(
    files: Sequence[str], baseline: str | None, changes: dict[str, str | float], until: str | None
) -> tuple[Scenario, list[Scenario]]:
    """The baseline and all scenarios, the baseline among them; a file given twice counts once.

    Raises:
        KilterError: fewer than two different scenarios.
    """
    from kilter.scenario.packs import find

    wanted = [*([baseline] if baseline is not None else []), *files]
    kept: dict[Path, str] = {}
    for name in wanted:
        path = find(name).resolve()
        if path in kept and not (baseline is not None and kept[path] == baseline):
            aside(f"kilter: '{name}' is given twice and counts once")
        kept.setdefault(path, name)
    if len(kept) < 2:
        raise KilterError(
            "a comparison needs two different scenarios or more; add one, such as: "
            f"kilter compare {files[0]} OTHER.yaml"
        )
    scenarios = load_all(list(kept.values()), changes, until)
    return scenarios[0], scenarios


def ready_for_page(path: Path, option: str) -> None:
    """Find out before the work, not after it, whether the page can be written.

    Raises:
        KilterError: no place to write it, or the libraries for charts are missing.
    """
    from kilter.report.grammar import library

    writable(path, option)
    library()


def page(comparison: Comparison, path: Path, command: str) -> None:
    """Write the web page, with the command that makes it again."""
    from kilter.report.html import write_page

    write_page(comparison, path, command=command)


def again(
    name: str,
    files: Sequence[str],
    baseline: str | None,
    reps: int,
    seed: int,
    changes: Mapping[str, str | float],
    until: str | None,
) -> str:
    """The command that gives the same numbers again.

    >>> again("compare", ["a.yaml", "b.yaml"], None, 60, 1, {"agreement.pace": "2"}, "24 months")
    "kilter compare a.yaml b.yaml --reps 60 --seed 1 --set agreement.pace=2 --until '24 months'"
    """
    words = ["kilter", name, *files]
    words += ["--baseline", baseline] if baseline is not None else []
    words += ["--reps", str(reps), "--seed", str(seed)]
    for path, value in changes.items():
        words += ["--set", f"{path}={value}"]
    return shlex.join([*words, *(["--until", until] if until is not None else [])])


def told(comparison: Comparison, chosen: Sequence[str] | None = None) -> None:
    """Print a comparison: the headline table and sentences, or the table of the chosen measures."""
    from kilter.experiment import headline
    from kilter.report.tables import compare_table, headline_table

    table = headline_table(comparison) if chosen is None else None
    show(table or compare_table(comparison, chosen or headlines(comparison.names)))
    if chosen is None:
        say()
        for sentence in headline.sentences(comparison):
            kept = sentence.replace(" %", "\N{NO-BREAK SPACE}%")  # a number keeps its sign on the same line
            say(textwrap.fill(kept, 100).replace("\N{NO-BREAK SPACE}", " "))


def _saved(paths: Sequence[Path], store: Path | None = None) -> None:
    for path in paths:
        aside(f"written: {near(str(path))}")
    if store is not None:
        aside(f"written: {near(str(store))}/months and averages, every replication as Parquet")
