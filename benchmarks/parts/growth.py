"""(c) How cost grows with the number of items, the horizon and the number of actors: compiled engine, one thread."""

from __future__ import annotations

import math
from functools import partial

import kilter

from .. import case, kilter_side
from ..kilter_side import COMPILED, REFERENCE, Case
from ..options import Options
from ..rounds import Times, Work, interleave
from ..tables import Table

ITEMS = (200, 2_000, 20_000)
ACTORS = (1, 10, 40)
#: Replications per round at 200 items; fewer in proportion where there are more.
REPS = 400


def measure(options: Options) -> list[Table]:
    """Three tables in one run; by the reference engine, in the smallest sizes only, when there is no compiled one."""
    absent = kilter_side.missing()
    engine = REFERENCE if absent else COMPILED
    sizes = ITEMS[:1] if absent else ITEMS[:2] if options.quick else ITEMS
    cases: dict[str, tuple[Case, int]] = {}
    for items in sizes:
        for horizon in (1, 4):
            reps = max(1, REPS * case.ITEMS // (items * horizon * (4 if options.quick else 1)))
            cases[f"{items} {horizon}"] = _core(items, horizon), 1 if absent else reps
    for actors in ACTORS[:2] if absent else ACTORS:
        cases[f"actors {actors}"] = _watched(actors), 1 if absent else REPS // (8 if options.quick else 2)

    def work(name: str, number: int) -> tuple[float, float]:
        what, reps = cases[name]
        seed = options.seed * 1_000_003 + number
        return reps, what.seconds(engine, seed, reps)

    contenders: dict[str, Work] = {name: partial(work, name) for name in cases}
    times = interleave(contenders, options.rounds, lambda text: options.progress(f"growth, {text}"))
    tables = [_items(cases, times, engine, options), _actors(cases, times, engine, options)]
    if absent:
        tables[0].notes.append(f"By the reference engine, in the smallest size only; {absent}")
    return tables


def _items(cases: dict[str, tuple[Case, int]], times: Times, engine: str, options: Options) -> Table:
    table = Table(
        f"Growth with items and horizon: the core case with technicians and stock in proportion, {engine}",
        (
            "items",
            "× 1,825 days",
            "events",
            "ms per replication",
            "ns per event",
            "× smallest",
            "÷ log(items)",
        ),
    )
    table.notes += [
        "Events: a failure, a delivery and an end of repair for each part that is asked for, and the ends of months.",
        "÷ log(items): cost of an event over the logarithm of the number of items, 1 for the smallest; the aim is ≤ 1.",
    ]
    base = None
    for name in cases:
        first, second = name.split()
        if first == "actors":
            continue
        items, horizon = int(first), int(second)
        events = _events(cases[name][0], engine, options.seed)
        seconds = 1.0 / times.rate(name)
        each = 1e9 * seconds / events
        base = base or each
        logs = math.log(items) / math.log(case.ITEMS)
        table.rows.append([items, horizon, events, 1e3 * seconds, each, each / base, each / base / logs])
    return table


def _actors(cases: dict[str, tuple[Case, int]], times: Times, engine: str, options: Options) -> Table:
    table = Table(
        f"Growth with actors: ten items watched for 60 months, {engine}",
        ("actors", "ms per replication", "µs per actor and month", "× smallest"),
        notes=[
            "Each actor perceives, worries and has one reaction; the first row includes the world that they watch."
        ],
    )
    base = None
    for name in cases:
        first, second = name.split()
        if first == "actors":
            seconds = 1.0 / times.rate(name)
            base = base or seconds
            each = 1e6 * seconds / (int(second) * case.MONTHS)
            table.rows.append([int(second), 1e3 * seconds, each, seconds / base])
    return table


def _core(items: int, horizon: int) -> Case:
    scale = items // case.ITEMS
    text = f"""
horizon: {round(case.HORIZON) * horizon} d
report: 730 h
fleets:
  items:
    items: {items}
    failures:
"""
    for kind in range(case.KINDS):
        text += f"      kind_{kind}: {{mtbf: 600 d, needs: {{part: part_{kind}, labour: {{mean: 3 d, sd: 3 d}}}}}}\n"
    stock = ", ".join(f"part_{kind}: {case.STOCK * scale}" for kind in range(case.KINDS))
    text += f"""
suppliers: {{maker: {{lead_time: {{mean: 20 d, sd: 10 d, dist: gamma}}}}}}
sites: {{base: {{technicians: {{technician: {case.TECHNICIANS * scale}}}, parts: {{{stock}}}}}}}
"""
    return Case(kilter.loads(text))


def _watched(actors: int) -> Case:
    text = """
horizon: 60 months
fleets:
  lorries: {areas: {transport: 1}, items: 10, failures: {wear: {mtbf: 30 d, needs: {labour: {mean: 3 d, sd: 3 d}}}}}
sites: {base: {technicians: {technician: 2}}}
capability: {areas: {transport: 12}}
channels: {raids: {counts: raids, background: 2/month}}
actors:
"""
    for number in range(actors):
        text += f"""
  neighbour_{number}:
    alarm: {{transport: 0.3}}
    concern: {{start: 0.5}}
    incidents: [{{channel: raids, weight: 0.1, reference: 4}}]
    reactions:
      protest: {{kind: non-recognition, at: 0.5, rate: 0.2/month, lasts: {{mean: 60 d, sd: 30 d}},
        effects: {{channels.raids.intensity: x1.01}}}}
"""
    return Case(kilter.loads(text))


def _events(what: Case, engine: str, seed: int) -> int:
    """Events of one replication: three for every part asked for, and the months."""
    names = [measure.name for measure in what.plan.measures]
    columns = [
        i for i, name in enumerate(names) if name.startswith("site.base.part.") and name.endswith(".demand")
    ]
    values = what.one(engine, seed, 0).values
    return 3 * round(float(values[:, columns].sum())) + len(values)
