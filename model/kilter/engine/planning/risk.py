"""Plan of channels, ladders and the regional index."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

from ...mechanisms.ladder import monthly_matrix
from ...scenario.quantity import Quantity
from ...scenario.risk import Channel, Ladder
from ..layout import COUNT, TOTAL, Recipe
from ..rows import NONE, ChannelRow, LadderRow, PullRow, RiskRow
from .context import Context


@lru_cache(maxsize=1)
def rival_counts() -> tuple[tuple[float, ...], ...]:
    """Yearly transitions between hostility levels 0-5 of rival pairs, 1946-2014 (Correlates of War, MID).

    Shipped as data; rows are the level in one year, columns the level in the next.
    """
    text = files("kilter.engine.planning").joinpath("mid_rivals_1946_2014.csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines()))[1:]
    return tuple(tuple(float(cell) for cell in row[1:]) for row in rows)


def _pulls(
    context: Context, location: tuple[str | int, ...], drivers: Mapping[str, Quantity]
) -> tuple[PullRow, ...]:
    path = ".".join(map(str, location))
    return tuple(
        PullRow(context.state_of(measure, (*location, measure)), context.slot(f"{path}.{measure}"), measure)
        for measure in drivers
    )


def plan_channels(context: Context) -> Callable[[], tuple[ChannelRow, ...]]:
    """Measures now; the rows later."""
    layout = context.layout
    for name, channel in context.scenario.channels.items():
        if channel.rival is not None:
            for term in ("alarm", "deterrence", "drivers"):
                layout.add_state("channel.<channel>.push.<term>", channel=name, term=term)
        if channel.kind == "level":
            layout.add_state("channel.<channel>.level", channel=name)
            continue
        if channel.kind == "flow":
            for counted in ("moved", "returned"):
                counter = layout.counter(f"channel.{name}.{counted}")
                layout.add(f"channel.<channel>.{counted}", Recipe(COUNT, (counter,)), channel=name)
            layout.add_state("channel.<channel>.displaced", channel=name)
            continue
        counter = layout.counter(f"channel.{name}.events")
        layout.add(
            "channel.<channel>.<counts>", Recipe(COUNT, (counter,)), channel=name, counts=channel.counts
        )
        layout.add_state("channel.<channel>.expected", channel=name)
        layout.add_state("channel.<channel>.chance", channel=name)
        layout.add_state("channel.<channel>.any", channel=name)
        if channel.deaths is not None:
            deaths = layout.counter(f"channel.{name}.deaths")
            layout.add("channel.<channel>.deaths", Recipe(COUNT, (deaths,)), channel=name)
    return lambda: tuple(
        _channel(context, name, channel) for name, channel in context.scenario.channels.items()
    )


def _channel(context: Context, name: str, channel: Channel) -> ChannelRow:
    path, slot = f"channels.{name}", context.slot
    fields = (
        "background",
        "branching",
        "half_life",
        "size",
        "start",
        "speed",
        "intensity",
        "weight",
        "reference",
        "alarm",
        "deterrence",
    )
    return ChannelRow(
        name=name,
        counts=channel.counts,
        is_level=channel.kind == "level",
        drivers=_pulls(context, ("channels", name, "drivers"), channel.drivers),
        deaths=context.spread(f"{path}.deaths", channel.deaths),
        rival=context.actor_index[channel.rival] if channel.rival else NONE,
        by_balance=channel.deterrence_by == "balance",
        is_flow=channel.kind == "flow",
        causes=_causes(context, name, channel),
        returns=slot(f"{path}.returns"),
        **{f: slot(f"{path}.{f}") for f in fields},
    )


def _causes(context: Context, name: str, channel: Channel) -> tuple[tuple[int, int], ...]:
    """Counters of the events and deaths that displace people, and how many one of each does."""
    counters, path = context.layout.counters, f"channels.{name}"
    events = [
        (counters[f"channel.{c}.events"], context.slot(f"{path}.per_event.{c}")) for c in channel.per_event
    ]
    deaths = []
    for cause in channel.per_death:
        kind = "channel" if cause in context.scenario.channels else "ladder"
        deaths.append((counters[f"{kind}.{cause}.deaths"], context.slot(f"{path}.per_death.{cause}")))
    return (*events, *deaths)


def plan_ladders(context: Context) -> Callable[[], tuple[LadderRow, ...]]:
    """Measures now; the rows later."""
    layout = context.layout
    for name, ladder in context.scenario.ladder.items():
        for state in ("level", "clash", "serious", "war", "first_serious"):
            layout.add_state(f"ladder.<ladder>.{state}", ladder=name)
        for term in ("alarm", "deterrence", "trigger", "pressure", "calm", "relief", "up", "down"):
            layout.add_state("ladder.<ladder>.push.<term>", ladder=name, term=term)
        if ladder.flare_deaths is not None:
            deaths = layout.counter(f"ladder.{name}.deaths")
            layout.add("ladder.<ladder>.deaths", Recipe(COUNT, (deaths,)), ladder=name)
    return lambda: tuple(_ladder(context, name, ladder) for name, ladder in context.scenario.ladder.items())


def _ladder(context: Context, name: str, ladder: Ladder) -> LadderRow:
    path, slot = f"ladder.{name}", context.slot
    fields = ("start", "alarm", "deterrence", "trigger", "calm", "pressure", "relief")
    return LadderRow(
        name=name,
        rival=context.actor_index[ladder.rival] if ladder.rival else NONE,
        channel=context.channel_index[ladder.channel] if ladder.channel else NONE,
        by_balance=ladder.deterrence_by == "balance",
        prior=monthly_matrix(ladder.counts if ladder.counts is not None else rival_counts()),
        deaths=context.spread(f"{path}.flare_deaths", ladder.flare_deaths),
        **{f: slot(f"{path}.{f}") for f in (*fields, "decay_first", "decay_next", "weight", "reference")},
    )


def plan_risk(context: Context) -> Callable[[], RiskRow | None]:
    """Measures now; the row later."""
    scenario, layout = context.scenario, context.layout
    counts_deaths = any(c.deaths for c in scenario.channels.values()) or any(
        x.flare_deaths for x in scenario.ladder.values()
    )
    if counts_deaths:
        layout.add("risk.deaths", Recipe(TOTAL, (layout.counter("risk.deaths"),)))
    else:
        layout.counter("risk.deaths")
    if scenario.risk is None:
        return lambda: None
    for state in ("index", "hazard", "vulnerability", "coping", "class"):
        layout.add_state(f"risk.{state}")
    for factor in ("hazard", "vulnerability", "coping"):
        layout.add_state("risk.contribution.<factor>", factor=factor)
    for name, channel in scenario.channels.items():
        if channel.weight.value or not channel.weight.default:
            layout.add_state("risk.share.<channel>", channel=name)
    for name, ladder in scenario.ladder.items():
        if ladder.weight.value or not ladder.weight.default:
            layout.add_state("risk.share.<channel>", channel=name)
    return lambda: _risk(context)


def _risk(context: Context) -> RiskRow:
    risk = context.scenario.risk
    assert risk is not None
    return RiskRow(
        context.slot("risk.vulnerability.value"),
        _pulls(context, ("risk", "vulnerability", "drivers"), risk.vulnerability.drivers),
        context.slot("risk.coping.value"),
        _pulls(context, ("risk", "coping", "drivers"), risk.coping.drivers),
    )
