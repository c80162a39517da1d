"""Tables of a hindcast: predictions beside what was observed, and the scores beside those of the null."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from ..experiment.hindcast import LEVELS, Forecast, Scored
from .tables import number

_PLACES = 1


def hindcast_tables(scored: Scored) -> Iterator[Table]:
    """A table for each prior and one for the null, then one with all scores.

    Args:
        scored: the hindcast, as it was run.
    """
    unit = f"{scored.replications} replications, seed {scored.seed}" + (
        ", each with a draw of what is not known" if scored.ignorance else ""
    )
    for forecast in scored.forecasts:
        yield _dates(scored, forecast, f"{forecast.title}: {unit}")
    if scored.null is not None:
        yield _dates(scored, scored.null, f"The null, run here: {scored.null.title}")
    yield _scores(scored)


def _dates(scored: Scored, forecast: Forecast, title: str) -> Table:
    hindcast = scored.case.hindcast
    published = hindcast.null.published if hindcast.null else None
    head = ["day", "observed", "predicted", *(f"{round(100 * one)} %" for one in LEVELS), "error", ""]
    table = _table(title, [*head, "null, published"] if published else head)
    intervals = [forecast.interval(one) for one in LEVELS]
    for n, one in enumerate(hindcast.observations):
        cells = [
            one.on.isoformat(),
            f"{one.value:g} ± {hindcast.tolerance:g}",
            number(float(forecast.mean[n]), _PLACES),
            *(
                f"{number(float(low[n]), _PLACES)} to {number(float(high[n]), _PLACES)}"
                for low, high in intervals
            ),
            number(float(forecast.errors[n]), _PLACES, signed=True),
            "hit" if forecast.hits[n] else "miss",
        ]
        table.add_row(*map(Text, [*cells, number(published[n], _PLACES)] if published else cells))
    return table


def _scores(scored: Scored) -> Table:
    table = _table(
        "Scores", ["forecast", "RMSE", "CRPS", "hits", *(f"in {round(100 * x)} %" for x in LEVELS)]
    )
    total = len(scored.case.hindcast.observations)
    every = [*scored.forecasts, *([scored.null] if scored.null is not None else [])]
    for one in every:
        name = f"{one.title} (null, run here)" if one is scored.null else one.title
        error = f"{number(one.rmse, 2)} ± {number(1.96 * one.rmse_se, 2)}"
        inside = [f"{one.covered(level)} of {total}" for level in LEVELS]
        cells = [name, error, number(float(one.crps.mean()), 2), f"{int(one.hits.sum())} of {total}", *inside]
        table.add_row(*map(Text, cells))
    if scored.published is not None:
        table.add_row(*map(Text, ["the null, published", number(scored.published, 2), "–", "–", "–", "–"]))
    return table


def _table(title: str, head: Sequence[str]) -> Table:
    table = Table(title=Text(title), title_justify="left", header_style="bold")
    for place, cell in enumerate(head):
        table.add_column(Text(cell), justify="left" if place == 0 else "right", overflow="fold")
    return table
