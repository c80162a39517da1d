"""The figures of the page: chart, caption, words for those who cannot see it, and the numbers behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..experiment.comparison import Comparison
from ..experiment.wording import CAPABILITY, COST, RISK, SERIOUS, amount, rounded, value_places
from . import charts, frames, grammar
from .markup import figure, table, text

BANDS = "The line is the median, the dark band holds half of the replications and the light band 90 %."
REFERENCE = "The dashed grey line repeats the baseline."
#: Panels that one figure shows; more would no longer be read.
PANELS = 12
#: Rows of a table behind a chart.
ROWS = 13


@dataclass(frozen=True)
class Group:
    """A section of figures: its identifier, its heading, and its content as HTML (empty if it has none)."""

    name: str
    title: str
    html: str


def all_figures(comparison: Comparison) -> list[Group]:
    """Every section of figures, in reading order; those without measures are left out."""
    names = frames.defined(comparison, comparison.names)
    groups = [
        Group("capability", "Capability", _fans(comparison, [CAPABILITY], names)),
        Group("risk", "Regional risk", _fans(comparison, [RISK], names)),
        Group("availability", "Availability of fleets", _many(comparison, names, "availability", "fleet")),
        Group("concern", "Concern of the neighbours", _many(comparison, names, "concern", "actor")),
        Group("drivers", "What drives the risk", _drivers(comparison, names)),
        Group("chances", "Serious clash and cost", _chances(comparison, names)),
        Group("differences", "Differences from the baseline", _differences(comparison, names)),
    ]
    if not any(group.html for group in groups[:2]):
        own = [name for name in names if comparison.baseline.measure(name).better][:6] or list(names[:6])
        groups.insert(0, Group("measures", "The measures", _fans(comparison, own, names)))
    return [group for group in groups if group.html]


def featured(comparison: Comparison) -> list[str]:
    """Measures that the figures show, the most important first."""
    names = comparison.names
    groups = (
        [name for name in (CAPABILITY, RISK, COST) if name in names],
        [name for name in names if name.endswith(SERIOUS)],
        frames.family(names, "availability"),
        frames.family(names, "concern"),
        frames.below(names, "risk"),
    )
    return list(dict.fromkeys(name for group in groups for name in group))


# ---------------------------------------------------------------- figures


def _fans(comparison: Comparison, wanted: Sequence[str], names: Sequence[str]) -> str:
    drawn = []
    for name in wanted:
        if name in names:
            measure = comparison.baseline.measure(name)
            title = charts.title(name, measure.unit)
            caption = f"{title} over time. {measure.definition} {BANDS} {REFERENCE}"
            drawing = _draw(charts.fan(comparison, name))
            told = _told(comparison, name, f"{title}: one panel per scenario")
            drawn.append(figure(_id("fan", name), drawing, caption, told, _numbers(comparison, [name])))
    return "".join(drawn)


def _many(comparison: Comparison, names: Sequence[str], word: str, kind: str) -> str:
    measures = frames.moving(comparison, frames.family(names, word))
    if not measures:
        return ""
    shown = measures[:PANELS]
    rest = f" The first {PANELS} of {len(measures)} are shown." if len(measures) > PANELS else ""
    definition = comparison.baseline.measure(shown[0]).definition
    few = len(comparison.results) <= charts.BANDS_TOGETHER
    bands = ", bands hold half of the replications" if few else ""
    caption = (
        f"{word.capitalize()} over time, one panel per {kind}. {definition} Lines are medians{bands}.{rest}"
    )
    drawing = _draw(charts.lines(comparison, shown, word))
    told = " ".join(_told(comparison, name, frames.part(name, word)) for name in shown)
    return figure(_id("lines", word), drawing, caption, told, _numbers(comparison, shown))


def _drivers(comparison: Comparison, names: Sequence[str]) -> str:
    drawn = []
    for family, words in (
        ("risk.share", "Share of the hazard by channel, mean over replications."),
        ("risk.contribution", "Part of each factor in the change of risk since the start (log points)."),
    ):
        measures = frames.below(names, family)
        if not measures:
            continue
        kept = _largest(comparison, measures)
        rest = f" The {len(kept)} largest of {len(measures)} are shown." if len(kept) < len(measures) else ""
        drawing = _draw(charts.drivers(comparison, kept, family))
        told = " ".join(_told(comparison, name, frames.part(name, family)) for name in kept)
        numbers = _numbers(comparison, kept)
        drawn.append(figure(_id("drivers", family), drawing, f"{words}{rest}", told, numbers))
    return "".join(drawn)


def _chances(comparison: Comparison, names: Sequence[str]) -> str:
    drawn = []
    clash = next((name for name in names if name.endswith(SERIOUS)), None)
    if clash is not None:
        caption = (
            "Probability that a serious clash has happened by then, with its 95 % interval (Wilson). "
            + REFERENCE
        )
        told = _told(comparison, clash, "Probability of a serious clash", mean=True)
        drawing = _draw(charts.chances(comparison, clash))
        numbers = _chance_numbers(comparison, clash)
        drawn.append(figure("chance", drawing, caption, told, numbers))
    if COST in names:
        end = comparison.months[-1].isoformat()
        caption = f"Cost of support by {end}. The dot is the median, the bar holds 90 % of replications."
        drawing = _draw(charts.intervals(comparison, COST))
        told = _told(comparison, COST, "Cost of support")
        drawn.append(figure("cost", drawing, caption, told, _numbers(comparison, [COST])))
    return "".join(drawn)


def _differences(comparison: Comparison, names: Sequence[str]) -> str:
    measures = [name for name in (CAPABILITY, RISK) if name in names]
    measures = measures or [name for name in names if comparison.baseline.measure(name).better][:4]
    if not measures:
        return ""
    caption = (
        "Mean difference from the baseline, paired by replication, with its 95 % interval. Where the band "
        "covers the dashed line at zero, the difference cannot be told from none."
    )
    if comparison.baseline.replications < 2:
        caption = "Difference from the baseline in the only replication; it has no interval."
    frame = comparison.differences(measures, at="end")
    rows = []
    told = []
    for row in frame.to_dict(orient="records"):
        measure = comparison.baseline.measure(str(row["measure"]))
        numbers = [amount(float(row[key])) for key in ("difference", "low", "high")]
        better = "–" if math.isnan(row["p_better"]) else f"{100 * row['p_better']:.0f} %"
        gain = "–" if math.isnan(row["variance_ratio"]) else f"{row['variance_ratio']:.3g}"
        name = charts.title(measure.name, measure.unit)
        spread = f"{numbers[1]} to {numbers[2]}"
        cells = [str(row["scenario"]), name, numbers[0], spread, better, gain]
        rows.append([text(cell) for cell in cells])
        told.append(f"{name}, {row['scenario']}: {numbers[0]} ({numbers[1]} to {numbers[2]}).")
    head = ["Scenario", "Measure", "Difference", "95 % interval", "Better in", "Variance shrunk by"]
    numbers_table = table(head, rows, caption=f"At {comparison.months[-1].isoformat()}", words=[1])
    drawing = _draw(charts.differences(comparison, measures))
    return figure("gaps", drawing, caption, "Differences at the end. " + " ".join(told), numbers_table)


# ---------------------------------------------------------------- words and numbers


def _draw(chart: Any) -> str:
    return grammar.svg(chart, ink="currentColor", paper=None)


def _told(comparison: Comparison, name: str, lead: str, *, mean: bool = False) -> str:
    """What the chart shows at its end, in words."""
    parts = []
    for label, result in zip(comparison.labels, comparison.results, strict=True):
        place = result.place(name)
        if mean:
            parts.append(f"{label} {amount(float(result.moments.mean[-1, place]))}")
        else:
            low, middle, high = (amount(float(result.quantiles[i, -1, place])) for i in (0, 2, 4))
            parts.append(f"{label} {middle} (5 to 95 %: {low} to {high})")
    what = "mean" if mean else "median"
    return f"{lead}. {what.capitalize()} at {comparison.months[-1].isoformat()}: " + "; ".join(parts) + "."


def _numbers(comparison: Comparison, names: Sequence[str]) -> str:
    """Medians with their 5 and 95 % quantiles at selected months, scenarios side by side."""
    several = len(names) > 1
    places = _selected(len(comparison.months), 4 if several else ROWS)
    rows = []
    for name in names:
        for place in places:
            lead = f"{name}, " if several else ""
            row = [text(f"{lead}{comparison.months[place].isoformat()}")]
            for result in comparison.results:
                low, middle, high = (
                    _shown(float(result.quantiles[i, place, result.place(name)])) for i in (0, 2, 4)
                )
                row.append(f"{text(middle)}<small>{text(low)} to {text(high)}</small>")
            rows.append(row)
    unit = grammar.shown_unit(comparison.baseline.measure(names[0]).unit)
    caption = "Median, below it 5 to 95 %" + (f" ({unit})" if unit else "")
    return table(["Month", *comparison.labels], rows, caption=caption)


def _chance_numbers(comparison: Comparison, name: str) -> str:
    frame = frames.chances(comparison, name)
    labels = dict(zip(frames.scenario_names(comparison), comparison.labels, strict=True))
    cells = {
        (labels[str(row["scenario"])], str(row["month"])): (
            f"{100 * row['value']:.0f} %<small>{100 * row['low']:.0f} to {100 * row['high']:.0f} %</small>"
        )
        for row in frame.to_dict(orient="records")
    }
    months = [comparison.months[place].isoformat() for place in _selected(len(comparison.months), ROWS)]
    rows = [[month, *(cells.get((label, month), "–") for label in comparison.labels)] for month in months]
    return table(["Month", *comparison.labels], rows, caption="Probability, below it the 95 % interval")


def _shown(value: float) -> str:
    """A number that stands in a column with others of its size.

    >>> _shown(36.0), _shown(5.0), _shown(0.4), _shown(2_500_000)
    ('36.0', '5.00', '0.400', '2.5 million')
    """
    if not math.isfinite(value) or abs(value) >= 1e4:
        return amount(value)
    return rounded(value, 3 if abs(value) < 1 else value_places(value))


def _largest(comparison: Comparison, measures: Sequence[str]) -> list[str]:
    """The drivers that matter most, as many as there are colours, in the order of the measures."""
    limit = len(grammar.PALETTE)
    frame = frames.bands(comparison, measures)
    size = frame.assign(size=frame["mean"].abs()).groupby("measure")["size"].mean()
    kept = set(size.sort_values(ascending=False).index[:limit])
    return [name for name in measures if name in kept]


def _selected(count: int, rows: int) -> list[int]:
    """Evenly spread positions that end with the last."""
    step = max(1, math.ceil(count / rows))
    return sorted(range(count - 1, -1, -step))


def _id(kind: str, name: str) -> str:
    return f"{kind}-" + "".join(letter if letter.isalnum() else "-" for letter in name)
