"""A fit as a piece of a scenario: the channel's parameters with ranges and source, ready to paste."""

from __future__ import annotations

import math
import re

from ...errors import KilterError
from .fitting import FEW, Fit

#: Branching that a range must stay below; the format refuses 1.
_MOST = 0.99
#: What the format takes for a name (:data:`kilter.scenario.names.Name`).
_NAME = re.compile(r"[a-z][a-z0-9_-]*$")


def fragment(fit: Fit, channel: str, source: str, counts: str = "events") -> str:
    """A section ``channels`` with one channel: background, branching, half-life and size.

    Args:
        fit: the fit; its 90 % intervals become the ranges.
        channel: the channel's name.
        source: the key of the series in the scenario's sources.
        counts: what the series counts.

    Raises:
        KilterError: a name that the format does not take.
    """
    for word, what in ((channel, "--channel"), (counts, "counts")):
        if not _NAME.match(word):
            raise KilterError(
                f"{what}: '{word}' is no name; write small letters, digits and _, such as border"
            )
    months = fit.series.months
    said = f"{source}: {fit.series.name} {months[0]} to {months[-1]}, fitted, 90 % interval"
    sure = "low" if len(months) < 2 * FEW else "medium"
    lines = ["channels:", f"  {channel}:", f"    counts: {counts}"]
    for key, unit, estimate in (
        ("background", "/month", fit.background),
        ("branching", "", fit.branching),
        ("half_life", " months", fit.half_life),
        ("size", "", fit.size),
    ):
        value, low, high = (shortened(x) for x in (estimate.value, estimate.low, estimate.high))
        if key == "branching":
            high = min(high, _MOST)
        lines.append(
            f"    {key}: {{value: {value:g}{unit}, range: [{low:g}, {high:g}], "
            f'source: "{said}", confidence: {sure}}}'
        )
    return "\n".join(lines) + "\n"


def shortened(value: float) -> float:
    """A number with two significant digits: what an interval of such a width can bear.

    >>> shortened(0.4567), shortened(1234.5), shortened(0.0)
    (0.46, 1200.0, 0.0)
    """
    if value == 0:
        return 0.0
    return round(value, 1 - math.floor(math.log10(abs(value))))
