"""The verb that prints the register: ``assumptions``."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import File, Json, Set, load_one, settings
from .output import emit, near, say, show

if TYPE_CHECKING:
    from kilter.experiment.register import Row

COLUMNS = (
    "path", "value", "unit", "low", "high", "shape", "source", "confidence", "owner", "note", "written",
    "file", "line", "default",
)  # fmt: skip


@verb
def assumptions(
    file: File,
    set_: Set = None,
    path: Annotated[
        list[str] | None,
        typer.Option(
            "--path",
            metavar="PREFIX",
            help="Only below a path, such as fleets.mi17; may be repeated.",
            show_default=False,
        ),
    ] = None,
    low_confidence: Annotated[
        bool, typer.Option("--low-confidence", help="Only what is known least.")
    ] = False,
    defaults: Annotated[
        bool, typer.Option("--defaults/--no-defaults", help="Kilter's own defaults as well.")
    ] = True,
    csv_: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
    json: Json = False,
) -> None:
    """Print the register of assumptions: every number that a run depends on, and who answers for it.

    \b
    Examples:
      kilter assumptions northland
      kilter assumptions afghanistan-2026/opaque --path actors --low-confidence
      kilter assumptions my.yaml --csv > register.csv
    """  # fmt: skip
    if json and csv_:
        raise KilterError("--json and --csv are two forms of the same; choose one")
    from kilter.experiment.register import register

    scenario = load_one(file, settings(set_))
    every = register(scenario)
    rows = [
        row
        for row in every
        if (not low_confidence or row.confidence == "low") and (defaults or not row.default)
    ]
    if path:
        rows = [row for row in rows if any(_below(row.path, one) for one in path)]
        _check(path, every)
    if json:
        about = {"scenario": scenario.title, "fingerprint": scenario.fingerprint}
        emit({**about, "assumptions": [_plain(row) for row in rows]})
    elif csv_:
        say(_csv(rows))
    else:
        _table(rows)
        say()
        say(_counted(rows, len(every)))


def _below(path: str, prefix: str) -> bool:
    from kilter.scenario.paths import canonical

    wanted = canonical(prefix.rstrip("."))
    return path == wanted or path.startswith(f"{wanted}.")


def _check(paths: Sequence[str], rows: Sequence[Row]) -> None:
    """Every prefix stands for something.

    Raises:
        KilterError: it does not; the text names the nearest path.
    """
    from kilter.scenario.nearest import did_you_mean

    heads = {".".join(row.path.split(".")[:n]) for row in rows for n in range(1, row.path.count(".") + 2)}
    for one in paths:
        if not any(_below(row.path, one) for row in rows):
            hint = did_you_mean(one, sorted(heads)) or "'kilter show FILE' lists the sections"
            raise KilterError(f"--path: there is nothing at '{one}'; {hint}")


def _plain(row: Row) -> dict[str, object]:
    return {**row.document(), "file": near(row.file)}


def _csv(rows: Sequence[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        plain = _plain(row)
        writer.writerow({key: "" if plain[key] is None else plain[key] for key in COLUMNS})
    return text.getvalue().rstrip("\n")


def _table(rows: Sequence[Row]) -> None:
    """A line for each number; where a line is not wide enough, words are cut and numbers never."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Path", overflow="fold")
    table.add_column("Value", justify="right", no_wrap=True)
    table.add_column("Range", no_wrap=True)
    table.add_column("Conf.", no_wrap=True)
    table.add_column("Owner", no_wrap=True)
    table.add_column("Source", overflow="fold", max_width=44)
    table.add_column("Written in", no_wrap=True)
    for row in rows:
        table.add_row(
            row.path,
            _with_unit(row.value, row.unit),
            ""
            if row.low is None or row.high is None or row.low == row.high
            else f"{row.low:g} to {row.high:g}",
            row.confidence,
            row.owner,
            textwrap.shorten(row.source, 60, placeholder=" …"),
            f"{near(row.file)}:{row.line}" if row.line else near(row.file) or "default",
        )
    show(table)


def _with_unit(value: float, unit: str) -> str:
    from .looking import measured

    return f"+{measured(value, unit[1:])}" if unit.startswith("+") else measured(value, unit)


def _counted(rows: Sequence[Row], every: int) -> str:
    low = sum(row.confidence == "low" for row in rows)
    ranged = sum(row.low is not None and row.low != row.high for row in rows)
    own = sum(row.default for row in rows)
    shown = f"{len(rows)} of {every} numbers" if len(rows) < every else f"{every} numbers"
    return f"{shown}: {low} of low confidence, {ranged} with a range, {own} of them defaults of Kilter"
