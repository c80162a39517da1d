"""Charts of a comparison, in one grammar for page, file and picture.

Colour always means scenario (or driver of risk), from the Okabe-Ito palette that people with any common
colour blindness can tell apart, with a dash pattern beside it; the baseline is grey. A line is a median,
a dark band holds the middle 50 % of replications, a light band 90 %. Differences carry 95 % intervals.

Every function returns an Altair chart; :func:`kilter.report.grammar.save` writes it to a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..experiment.comparison import Comparison
from ..experiment.result import QUANTILE_NAMES
from ..experiment.wording import name_of
from . import frames, grammar
from .grammar import PALETTE, library, save, svg

__all__ = ["chances", "differences", "drivers", "explorer", "fan", "intervals", "lines", "save", "svg"]

#: With more scenarios in one panel than this, bands cover one another: only the lines are drawn.
BANDS_TOGETHER = 4


def fan(comparison: Comparison, name: str, columns: int | None = None, height: int = 160) -> Any:
    """One measure over time: a panel per scenario with median, 50 % and 90 % bands.

    The baseline's median is repeated in every panel as a dashed grey line.

    Args:
        comparison: what to draw.
        name: the measure.
        columns: panels side by side; as many as fill a page when not given.
        height: of one panel, in pixels.
    """
    alt = library()
    unit = comparison.baseline.measure(comparison.check(name)).unit
    names = frames.scenario_names(comparison)
    columns, width = grammar.layout(len(names), columns)
    base = alt.Chart().encode(x=grammar.months(comparison))
    colour = grammar.colour(names, legend=False)
    layers = [
        base.mark_area(opacity=0.2).encode(y=grammar.value_axis("q05", unit), y2="q95:Q", color=colour),
        base.mark_area(opacity=0.38).encode(y="q25:Q", y2="q75:Q", color=colour),
        _reference(base),
        base.mark_line(strokeWidth=2.2, **grammar.dots(comparison)).encode(
            y="q50:Q", color=colour, tooltip=grammar.tooltip("q50", "median")
        ),
    ]
    layered = alt.layer(*layers, data=frames.bands(comparison, [name])).properties(width=width, height=height)
    return grammar.panels(layered, "scenario", names, columns)


def lines(
    comparison: Comparison, measures: Sequence[str], family: str, columns: int = 3, width: int = 255
) -> Any:
    """Several like measures over time: a panel per measure, scenarios together.

    Medians, with 50 % bands as long as these can be told apart (:data:`BANDS_TOGETHER` scenarios).
    """
    alt = library()
    names = frames.scenario_names(comparison)
    frame = frames.bands(comparison, measures)
    frame["panel"] = [frames.part(name, family) for name in frame["measure"]]
    parts = [frames.part(name, family) for name in measures]
    base = alt.Chart().encode(x=grammar.months(comparison))
    unit = comparison.baseline.measure(measures[0]).unit
    y = grammar.value_axis("q25", unit)
    bands = len(names) <= BANDS_TOGETHER
    layers = [
        *(
            [base.mark_area(opacity=0.16).encode(y=y, y2="q75:Q", color=grammar.colour(names))]
            if bands
            else []
        ),
        base.mark_line(strokeWidth=2, **grammar.dots(comparison)).encode(
            y="q50:Q" if bands else grammar.value_axis("q50", unit),
            color=grammar.colour(names),
            strokeDash=grammar.dash(names),
            tooltip=grammar.tooltip("q50", "median"),
        ),
    ]
    layered = alt.layer(*layers, data=frame).properties(width=width, height=140)
    return grammar.panels(layered, "panel", parts, columns)


def differences(comparison: Comparison, measures: Sequence[str], columns: int = 2, width: int = 400) -> Any:
    """Difference from the baseline over time with its 95 % interval: a panel per measure."""
    alt = library()
    names = frames.scenario_names(comparison)
    frame = frames.gaps(comparison, measures)
    titles = {name: title(name, comparison.baseline.measure(name).unit) for name in measures}
    frame["panel"] = [titles[name] for name in frame["measure"]]
    base = alt.Chart().encode(x=grammar.months(comparison))
    zero = alt.Chart().mark_rule(strokeDash=[5, 4], strokeWidth=1.3, color=PALETTE[0]).encode(y=alt.datum(0))
    layers = [
        zero,
        base.mark_area(opacity=0.2).encode(
            y=alt.Y("low:Q", title="difference"),
            y2="high:Q",
            color=grammar.colour(names, skip=1),
        ),
        base.mark_line(strokeWidth=2, **grammar.dots(comparison)).encode(
            y="difference:Q",
            color=grammar.colour(names, skip=1),
            strokeDash=grammar.dash(names, skip=1),
            tooltip=grammar.tooltip("difference"),
        ),
    ]
    layered = alt.layer(*layers, data=frame).properties(width=width, height=160)
    return grammar.panels(layered, "panel", list(titles.values()), columns).resolve_scale(y="independent")


def drivers(comparison: Comparison, measures: Sequence[str], family: str, columns: int | None = None) -> Any:
    """What risk is made of over time: means of the measures, a panel per scenario.

    Stacked where nothing is negative, as lines otherwise.
    """
    alt = library()
    names = frames.scenario_names(comparison)
    frame = frames.bands(comparison, measures)
    frame["driver"] = [frames.part(name, family) for name in frame["measure"]]
    order = [frames.part(name, family) for name in measures]
    frame["place"] = [order.index(driver) for driver in frame["driver"]]
    hues = [*PALETTE[1:], PALETTE[0]]
    scale = alt.Scale(domain=order, range=[hues[i % len(hues)] for i in range(len(order))])
    unit = comparison.baseline.measure(measures[0]).unit
    base = alt.Chart().encode(
        x=grammar.months(comparison),
        color=alt.Color("driver:N", scale=scale, sort=order, title=None),
        tooltip=["driver:N", *grammar.tooltip("mean")],
    )
    y = grammar.value_axis("mean", unit)
    if bool((frame["mean"] >= 0).all()):
        # Shares fill the panel exactly; without this the axis would run on to the next round number.
        full = (
            unit.lower() == "share"
            and float(frame.groupby(["scenario", "month"])["mean"].sum().max()) <= 1.001
        )
        y.stack = "zero"
        y.scale = alt.Scale(zero=True, domain=[0, 1], clamp=True) if full else alt.Scale(zero=True)
        drawn = base.mark_area(opacity=0.85, strokeWidth=0).encode(y=y, order=alt.Order("place:Q"))
    else:
        drawn = base.mark_line(strokeWidth=2, **grammar.dots(comparison)).encode(y=y)
    columns, width = grammar.layout(len(names), columns)
    layered = alt.layer(drawn, data=frame).properties(width=width, height=150)
    return grammar.panels(layered, "scenario", names, columns)


def chances(comparison: Comparison, name: str, columns: int | None = None) -> Any:
    """Probability over time of a yes-or-no measure with Wilson's 95 % band: a panel per scenario.

    The baseline's probability is repeated in every panel as a dashed grey line.
    """
    alt = library()
    names = frames.scenario_names(comparison)
    columns, width = grammar.layout(len(names), columns)
    base = alt.Chart().encode(x=grammar.months(comparison))
    colour = grammar.colour(names, legend=False)
    layers = [
        base.mark_area(opacity=0.25).encode(
            y=grammar.value_axis("low", "probability"), y2="high:Q", color=colour
        ),
        _reference(base),
        base.mark_line(strokeWidth=2.2, **grammar.dots(comparison)).encode(
            y="value:Q", color=colour, tooltip=grammar.tooltip("value", "probability")
        ),
    ]
    layered = alt.layer(*layers, data=frames.chances(comparison, name)).properties(width=width, height=150)
    return grammar.panels(layered, "scenario", names, columns)


def intervals(comparison: Comparison, name: str, width: int = 600) -> Any:
    """One measure at the end of the horizon: a dot (median) and a bar (90 % of replications) per scenario."""
    alt = library()
    names = frames.scenario_names(comparison)
    y = alt.Y("scenario:N", sort=names, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    unit = grammar.shown_unit(comparison.baseline.measure(name).unit) or " "
    axis = alt.Axis(format="~s", tickCount=6)
    base = alt.Chart().encode(y=y, color=grammar.colour(names, legend=False))
    layers = [
        base.mark_rule(strokeWidth=4, opacity=0.45).encode(
            x=alt.X("low:Q", title=unit, scale=alt.Scale(zero=True), axis=axis), x2="high:Q"
        ),
        base.mark_point(filled=True, size=110, opacity=1).encode(
            x="value:Q", tooltip=["scenario:N", "value:Q", "low:Q", "high:Q"]
        ),
    ]
    height = 50 * len(names)
    return alt.layer(*layers, data=frames.ends(comparison, name)).properties(width=width, height=height)


def explorer(comparison: Comparison, measures: Sequence[str]) -> Any:
    """Any of the measures, chosen from a list, scenarios together: medians with values, bands as in :func:`lines`."""
    alt = library()
    names = frames.scenario_names(comparison)
    bands = len(names) <= BANDS_TOGETHER
    spare = ["base", "mean"] if bands else ["base", "mean", "q25", "q75"]
    frame = frames.bands(comparison, measures).drop(columns=spare)
    for column in (name for name in QUANTILE_NAMES if name in frame.columns):
        frame[column] = [float(f"{value:.5g}") for value in frame[column]]
    choice = alt.param(
        name="chosen",
        value=measures[0],
        bind=alt.binding_select(options=list(measures), name="Measure "),
    )
    base = alt.Chart().encode(x=grammar.months(comparison))
    values = grammar.tooltip("q50", "median")
    values += [alt.Tooltip("q05:Q", title="5 %"), alt.Tooltip("q95:Q", title="95 %")]
    y = alt.Y("q25:Q" if bands else "q50:Q", title=None, scale=alt.Scale(zero=False))
    layers = [
        *(
            [base.mark_area(opacity=0.18).encode(y=y, y2="q75:Q", color=grammar.colour(names))]
            if bands
            else []
        ),
        base.mark_line(strokeWidth=2, **grammar.dots(comparison)).encode(
            y="q50:Q" if bands else y, color=grammar.colour(names), strokeDash=grammar.dash(names)
        ),
        # Invisible but easy to hit: what the pointer finds to show values.
        base.mark_point(filled=True, size=60, opacity=0.01).encode(
            y="q50:Q", color=grammar.colour(names), tooltip=values
        ),
    ]
    chart = alt.layer(*layers, data=frame).properties(width="container", height=280)
    return chart.add_params(choice).transform_filter("datum.measure == chosen")


def title(name: str, unit: str = "") -> str:
    """A measure's name as a heading, with its unit.

    >>> title("risk.index", "0-10")
    'Regional risk (0-10)'
    """
    text = name_of(name)
    text = text[:1].upper() + text[1:]
    return f"{text} ({unit})" if grammar.shown_unit(unit) else text


def _reference(base: Any) -> Any:
    """The baseline, repeated in every panel."""
    return base.mark_line(strokeDash=[5, 4], strokeWidth=1.3, color=PALETTE[0]).encode(y="base:Q")
