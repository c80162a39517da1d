"""The options that several verbs share, and how their texts are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kilter.errors import KilterError, NameUnknownError, ScenarioError

if TYPE_CHECKING:
    from kilter.scenario import Scenario

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A scenario file, or one that ships, such as afghanistan-2026/opaque.",
        show_default=False,
    ),
]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Scenario files, or ones that ship (see: kilter scenarios).",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Seed = Annotated[
    int, typer.Option(min=0, metavar="S", help="The luck; the same seed gives the same results.")
]
Reps = Annotated[int, typer.Option(min=1, metavar="N", help="Replications: runs with different luck.")]
PairedReps = Annotated[
    int, typer.Option(min=2, metavar="N", help="Replications of each scenario, 2 or more.")
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a value, such as agreement.transparency=0.2; may be repeated.",
        show_default=False,
    ),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Another horizon, such as '24 months'.", show_default=False),
]
Globs = Annotated[
    list[str] | None,
    typer.Option(
        "--measures",
        metavar="GLOB",
        help="Measures to keep, such as 'fleet.*.availability'; may be repeated.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Threads or processes; all cores if left out. Never changes results.",
        show_default=False,
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="auto, compiled or reference. Never changes results, only how long they take.",
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Also write results as files.", show_default=False)
]

Replace = Annotated[
    bool,
    typer.Option("--replace", help="With --out: throw away the results of another run that DIR holds."),
]


def settings(texts: Sequence[str] | None) -> dict[str, str | float]:
    """What ``--set`` asks for: values by path, the last one counting.

    Raises:
        KilterError: a text that is not PATH=VALUE.

    >>> settings(["agreement.transparency=0.2"])
    {'agreement.transparency': '0.2'}
    """
    found: dict[str, str | float] = {}
    for text in texts or ():
        path, equals, value = text.partition("=")
        path, value = path.strip(), value.strip()
        if not equals:
            raise KilterError(
                f"--set: '{text}' has no '='; write PATH=VALUE, such as --set agreement.transparency=0.2"
            )
        if not path:
            raise KilterError(
                f"--set: '{text}' names no path; write PATH=VALUE, such as --set agreement.transparency=0.2"
            )
        if not value:
            raise KilterError(
                f"--set: '{path}' is given no value; write {path}=VALUE, or {path}=null to remove the entry"
            )
        found[path] = value
    return found


def load_one(
    file: str, changes: Mapping[str, str | float] | None = None, until: str | None = None
) -> Scenario:
    """Load a scenario with the changes of ``--set`` and ``--until``."""
    from kilter.scenario import load

    return load(file, set=changes or None, until=until)


def load_all(files: Sequence[str], changes: Mapping[str, str | float], until: str | None) -> list[Scenario]:
    """Load several scenarios; what is wrong with a change names the scenario that it does not fit."""
    scenarios = []
    for file in files:
        try:
            scenarios.append(load_one(file, changes, until))
        except ScenarioError as error:
            named = [
                replace(one, file=f"{one.file} (for {file})") if one.file in ("--set", "--until") else one
                for one in error.problems
            ]
            raise ScenarioError(named) from None
    return scenarios


def choose(names: Sequence[str], globs: Sequence[str] | None, where: str) -> list[str] | None:
    """The names that any of the patterns matches, in their own order; None when there are no patterns.

    Raises:
        NameUnknownError: a pattern that matches nothing; the text names the nearest measure.
    """
    if not globs:
        return None
    for glob in globs:
        if not any(fnmatchcase(name, glob) for name in names):
            raise NameUnknownError(f"--measures: {where} has no measure '{glob}'; {_hint(glob, names)}")
    return [name for name in names if any(fnmatchcase(name, glob) for glob in globs)]


def _hint(glob: str, names: Sequence[str]) -> str:
    """What was probably meant: the nearest name, or for a pattern the nearest beginning."""
    from kilter.experiment.result import nearest
    from kilter.scenario.nearest import did_you_mean

    if not set(glob) & set("*?["):
        return nearest(glob, names)
    heads = list(dict.fromkeys(name.split(".")[0] for name in names))
    head, dot, rest = glob.partition(".")
    close = did_you_mean(head, heads) if head not in heads else ""
    return close.replace("'?", f"{dot}{rest}'?") if close else f"names begin with {', '.join(heads)}"
