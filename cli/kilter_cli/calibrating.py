"""The verb that holds risk channels to data: ``calibrate``."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import Json
from .output import aside, emit, progress, say, show, writable, write

if TYPE_CHECKING:
    from kilter.experiment.calibration.fitting import Fit
    from kilter.experiment.calibration.rolling import Scored, Setup
    from kilter.experiment.calibration.series import Series


@verb
def calibrate(
    series: Annotated[
        str,
        typer.Argument(
            metavar="SERIES",
            help="A file of lines 'month,count' below a line of names, or afghanistan-2026/ucdp-monthly.",
            show_default=False,
        ),
    ],
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="NAME", help="Which column; may be repeated.", show_default=False),
    ] = None,
    break_: Annotated[
        list[str] | None,
        typer.Option(
            "--break",
            metavar="MONTH",
            help="The last month of an old regime, such as 2021-08, or 'search'; may be repeated.",
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="MONTH", help="The first month to use.", show_default=False),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="MONTH", help="The last month to use.", show_default=False)
    ] = None,
    memory: Annotated[
        str, typer.Option(metavar="MONTHS", help="Half-life of a moving background, or 'fixed'.")
    ] = "6",
    forget: Annotated[
        str | None,
        typer.Option(
            metavar="MONTHS",
            help="Half-life of evidence, or 'never'; 12 with --score, otherwise never.",
            show_default=False,
        ),
    ] = None,
    vague: Annotated[
        bool, typer.Option("--vague", help="Assume next to nothing beforehand (maximum likelihood).")
    ] = False,
    score: Annotated[bool, typer.Option("--score", help="Score forecasts of the past instead.")] = False,
    origins: Annotated[
        str, typer.Option(metavar="MONTH", help="With --score: the last month that the first forecast knows.")
    ] = "2022-08",
    horizons: Annotated[int, typer.Option(min=1, max=60, help="With --score: months ahead.")] = 6,
    every: Annotated[int, typer.Option(min=1, help="With --score: months between origins.")] = 1,
    more_than: Annotated[
        float, typer.Option(min=0, help="With --score: what the Brier score asks, more than N a month.")
    ] = 50,
    channel: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Also print the fit as a channel, to paste.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="F", help="Write that channel to this file.", show_default=False),
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="F", help="Draw it: .html, .png or .svg.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Fit a risk channel to a monthly count series, or score such fits on the past.

    \b
    Examples:
      kilter calibrate my-series.csv
      kilter calibrate my-series.csv --break 2021-08 --channel border -o border.yaml
      kilter calibrate afghanistan-2026/ucdp-monthly --column Pakistan --chart pakistan.html
      kilter calibrate afghanistan-2026/ucdp-monthly --column Afghanistan --break 2021-08 --score
    """
    _agree(score, channel, out, chart, column)
    for path, option in ((out, "--out"), (chart, "--chart")):
        if path is not None:
            writable(path, option)
    from kilter.experiment.calibration.rolling import Setup
    from kilter.experiment.calibration.series import find, read

    breaks = _breaks(break_)
    path = find(series)
    names: list[str | None] = [*column] if column else [None]
    whole = [read(path, name) for name in names]
    for month in breaks:
        if month != "search":
            whole[0].place(month)
    every_series = [series.between(from_, to) for series in whole]
    if score:
        setup = Setup(
            horizons, breaks, _months(memory, "--memory"), _months(forget or "12", "--forget"), more_than,
            every=every,
        )  # fmt: skip
        _score(every_series, origins, setup, json)
        return
    fitted = _fit(every_series[0], breaks, _months(memory, "--memory"), _months(forget, "--forget"), vague)
    text = None
    if channel is not None:
        from kilter.experiment.calibration.fragment import fragment

        text = fragment(fitted, channel, path.stem)
        if out is not None:
            write(out, text)
    if chart is not None:
        from kilter.report import calibration, grammar

        grammar.save(calibration.chart(fitted), chart)
    if json:
        emit(_document(fitted, text))
        return
    from kilter.report import calibration

    say(calibration.told(fitted))
    show(calibration.fit_table(fitted))
    if text is not None:
        say(text if out is None else f"{out}: written")
    if chart is not None:
        say(f"{chart}: written")


def _agree(
    score: bool, channel: str | None, out: Path | None, chart: Path | None, column: list[str] | None
) -> None:
    """Refuse options that mean nothing together."""
    if out is not None and channel is None:
        raise KilterError("--out writes a channel; name it as well, such as --channel border")
    if score and (channel or chart):
        raise KilterError("--score makes a table of scores; leave out --channel and --chart, or --score")
    if not score and len(column or ()) > 1:
        raise KilterError("a fit is of one column; give --column once, or add --score")


def _months(text: str | None, option: str) -> float | None:
    if text is None or text in ("fixed", "never"):
        return None
    try:
        value = float(text.removesuffix(" months"))
    except ValueError:
        value = math.nan
    if not 0 < value < math.inf:
        word = "fixed" if option == "--memory" else "never"
        raise KilterError(f"{option}: '{text}' is no number of months; write one, such as 12, or {word}")
    return value


def _breaks(texts: list[str] | None) -> tuple[str, ...]:
    from kilter.experiment.calibration.breaks import SEARCH
    from kilter.experiment.calibration.series import month_number

    found = tuple(texts or ())
    if SEARCH in found and len(found) > 1:
        raise KilterError("--break: give months or 'search', not both")
    for text in found:
        if text != SEARCH:
            month_number(text)
    return found


def _fit(
    series: Series, breaks: tuple[str, ...], memory: float | None, forget: float | None, vague: bool
) -> Fit:
    from kilter.experiment.calibration.breaks import SEARCH, find_breaks
    from kilter.experiment.calibration.fitting import fit
    from kilter.experiment.calibration.prior import Prior
    from kilter.experiment.calibration.rolling import after_breaks

    if breaks == (SEARCH,):
        breaks = find_breaks(series)
        aside(f"breaks found: {', '.join(breaks) or 'none'}")
    used = after_breaks(series, breaks)
    late = [month for month in breaks if used.months[0] <= month < used.months[-1]]
    if late:
        raise KilterError(f"--break {late[0]}: too few months follow it; leave it out, or wait for more")
    return fit(used, memory=memory, forget=forget, prior=Prior.nothing() if vague else None)


def _score(every_series: list[Series], origins: str, setup: Setup, json: bool) -> None:
    from kilter.experiment.calibration.rolling import score

    scored = []
    for series in every_series:
        with progress(series.name, "origins") as bar:
            scored.append(score(series, origins, setup, bar))
    if json:
        emit([_scores(one) for one in scored])
        return
    from kilter.report import calibration

    show(calibration.score_table(scored))
    for one in scored:
        say(calibration.score_words(one))


def _document(fitted: Fit, text: str | None) -> dict[str, Any]:
    from kilter.report.calibration import UNITS

    months = fitted.series.months
    return {
        "series": fitted.series.name,
        "from": months[0],
        "to": months[-1],
        "months": len(months),
        "memory": fitted.memory,
        "forget": fitted.forget,
        "prior": "vague" if fitted.prior.vague else "the defaults of the format",
        "parameters": {name: {"unit": unit, **asdict(getattr(fitted, name))} for name, unit in UNITS.items()},
        "log_likelihood": fitted.log_likelihood,
        "warnings": list(fitted.warnings),
        **({} if text is None else {"channel": text}),
    }


def _scores(scored: Scored) -> dict[str, Any]:
    setup = asdict(scored.setup)
    return {
        "series": scored.series,
        "origins": list(scored.origins),
        "setup": setup,
        "scores": [asdict(row) for row in scored.table()],
        "gains": [asdict(gain) for gain in scored.gains()],
    }
