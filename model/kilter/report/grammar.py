"""The parts that all charts share: libraries, colours, axes, look, and how a chart becomes a file."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import ExtraMissingError, KilterError
from ..experiment.comparison import Comparison

#: Grey for the baseline, then Okabe & Ito's colours, those that stand out best first.
PALETTE = ("#7a7f87", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#b8a800")
#: Dash patterns that go with them, so that colour is never alone.
DASHES = ([1, 0], [1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [10, 4], [3, 1])
SUFFIXES = (".png", ".svg", ".json", ".html")
INK = "#1f2328"
#: Fonts of equal widths: the converter measures text with the first, a browser may only have another.
FONT = "'Liberation Sans', Arial, Helvetica, sans-serif"


def library() -> Any:
    """Altair, imported when first needed.

    Raises:
        ExtraMissingError: it is not installed.
    """
    return _extra("altair")


def converter() -> Any:
    """vl-convert, which draws pictures without a browser.

    Raises:
        ExtraMissingError: it is not installed.
    """
    return _extra("vl_convert")


def themed(chart: Any, *, ink: str = INK, paper: str | None = "white") -> Any:
    """The chart with the look that all of Kilter's charts share.

    Args:
        chart: an Altair chart without configuration.
        ink: colour of text and axes; ``currentColor`` takes the page's.
        paper: background; None is transparent.
    """
    text = {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12}
    quiet = {"titleFontWeight": "normal"}
    axis = {
        "gridColor": ink, "gridOpacity": 0.13, "domainColor": ink, "domainOpacity": 0.4,
        "tickColor": ink, "tickOpacity": 0.4, "labelOverlap": True,
    }  # fmt: skip
    legend = {
        "orient": "top", "columns": 3, "columnPadding": 20, "labelLimit": 320,
        "symbolStrokeWidth": 3, "symbolSize": 260,
    }  # fmt: skip
    return (
        chart.configure(background=paper or "transparent", font=FONT, lineBreak="\n")
        .configure_view(stroke=None)
        .configure_axis(**text, **quiet, **axis)
        .configure_header(**{**text, "labelFontWeight": "bold", "labelAnchor": "start", "labelPadding": 6})
        .configure_legend(**text, **quiet, **legend)
        .configure_title(color=ink, anchor="start", fontSize=14)
    )


def document(chart: Any, *, ink: str = INK, paper: str | None = "white") -> dict[str, Any]:
    """The chart as a Vega-Lite document of plain types, with data of any length."""
    with library().data_transformers.enable("default", max_rows=None):
        found: dict[str, Any] = themed(chart, ink=ink, paper=paper).to_dict()
    return found


def svg(chart: Any, *, ink: str = INK, paper: str | None = "white") -> str:
    """The chart as SVG text, drawn without a browser."""
    text: str = converter().vegalite_to_svg(document(chart, ink=ink, paper=paper))
    return text


def save(chart: Any, path: str | PathLike[str]) -> None:
    """Write a chart to a file; the suffix says how: .png, .svg, .json (Vega-Lite) or .html (self-contained).

    Raises:
        KilterError: another suffix, or the file cannot be written.
        ExtraMissingError: the libraries for charts are not installed.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise KilterError(
            f"cannot tell what kind of picture '{target.name}' is; end its name in " + ", ".join(SUFFIXES)
        )
    if suffix == ".png":
        content: bytes = converter().vegalite_to_png(document(chart), scale=2)
    elif suffix == ".svg":
        content = svg(chart).encode()
    elif suffix == ".json":
        content = json.dumps(document(chart), indent=1, sort_keys=True).encode() + b"\n"
    else:
        content = converter().vegalite_to_html(document(chart), bundle=True).encode()
    write(target, content)


def write(target: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        KilterError: it cannot be written.
    """
    try:
        target.write_bytes(content)
    except OSError as error:
        raise KilterError(f"cannot write '{target}': {error.strerror or error}") from error


def months(comparison: Comparison) -> Any:
    """The axis of time: years for long horizons, months for short ones."""
    alt = library()
    days = (comparison.months[-1] - comparison.months[0]).days
    if days > 700:
        axis = alt.Axis(format="%Y", tickCount="year", grid=False)
    else:
        axis = alt.Axis(format="%b %Y" if days > 60 else "%d %b", tickCount=4, grid=False)
    return alt.X("month:T", title=None, axis=axis)


def value_axis(field: str, unit: str) -> Any:
    """The axis of values, titled with the unit; shares and probabilities in percent."""
    alt = library()
    percent = unit.lower() in ("share", "fraction", "probability")
    axis = alt.Axis(format=".0%") if percent else alt.Axis()
    return alt.Y(f"{field}:Q", title=shown_unit(unit) or " ", scale=alt.Scale(zero=False), axis=axis)


def colour(names: Sequence[str], *, legend: bool = True, skip: int = 0) -> Any:
    """Colour by scenario; ``skip=1`` leaves the baseline out of the legend."""
    alt = library()
    scale = alt.Scale(domain=list(names[skip:]), range=[_cycle(PALETTE, i) for i in range(skip, len(names))])
    key = alt.Legend(symbolType="stroke", symbolOpacity=1) if legend else None
    return alt.Color("scenario:N", scale=scale, title=None, legend=key)


def dash(names: Sequence[str], *, skip: int = 0) -> Any:
    """Dash pattern by scenario, beside the colour."""
    alt = library()
    scale = alt.Scale(domain=list(names[skip:]), range=[_cycle(DASHES, i) for i in range(skip, len(names))])
    return alt.StrokeDash("scenario:N", scale=scale, title=None)


def panels(layered: Any, field: str, names: Sequence[str], columns: int) -> Any:
    """Small multiples by a field, in the order of ``names``; a single panel keeps its title."""
    alt = library()
    facet = alt.Facet(f"{field}:N", sort=list(names), title=None, header=alt.Header(title=None))
    chart = layered.facet(facet=facet, columns=columns)
    # Shared axes would also be drawn below the empty places of an incomplete last row.
    return chart.resolve_axis(x="independent") if len(names) % columns else chart


def layout(count: int, columns: int | None = None) -> tuple[int, int]:
    """Panels side by side, and the width of each in pixels, so that together they fill a page.

    >>> layout(2), layout(7), layout(1)
    ((2, 400), (3, 255), (1, 820))
    """
    side = columns or (3 if count > 4 else min(2, count))
    return side, {1: 820, 2: 400}.get(side, 255)


def tooltip(value: str, title: str = "") -> list[Any]:
    """What the pointer shows: scenario, month and a value."""
    alt = library()
    return [
        alt.Tooltip("scenario:N"),
        alt.Tooltip("month:T", format="%B %Y"),
        alt.Tooltip(f"{value}:Q", title=title or value, format=".4~g"),
    ]


def dots(comparison: Comparison) -> dict[str, bool]:
    """A line through one or two periods is hard to see or not there at all: mark its points."""
    return {"point": True} if len(comparison.months) < 3 else {}


def shown_unit(unit: str) -> str:
    """A unit worth showing; plain numbers have none."""
    return "" if unit in ("", "1") else unit


def _cycle(values: Sequence[Any], place: int) -> Any:
    """The baseline keeps the first value for itself; the others go round."""
    return values[0] if place == 0 else values[1 + (place - 1) % (len(values) - 1)]


def _extra(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ExtraMissingError(
            'charts and pages need two more libraries; install them with: pip install "kilter[report]"'
        ) from error
