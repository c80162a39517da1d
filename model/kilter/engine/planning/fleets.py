"""Plan of fleets: rows, item states, measures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from ...scenario.fleets import Cannibalise, Fleet, Inspection, Needs, Overhaul, Rehabilitation, Upgrade
from ...scenario.lives import Lot, OverhaulLot
from ...scenario.quantity import Quantity
from ...scenario.references import site_of, trade_of
from ..layout import COUNT, MEAN, RATIO, TOTAL, Recipe
from ..rows import (
    NONE,
    CannibaliseRow,
    CrewsRow,
    CycleRow,
    FleetRow,
    HallRow,
    JobRow,
    LotRow,
    ModeRow,
    OverhaulRow,
)
from .context import Context

#: States an item can be in; each item is in exactly one.
STATES = (
    "fmc",
    "pmc",
    "nmcm",
    "nmcs",
    "awaiting_overhaul",
    "in_overhaul",
    "long_term",
    "in_hall",
    "hulk",
    "lost",
)
FMC, PMC, NMCM, NMCS, AWAITING, OVERHAUL, LONG_TERM, HALL, HULK, LOST = range(len(STATES))
MISSION_CAPABLE = (FMC, PMC)
POSSESSED = (FMC, PMC, NMCM, NMCS, AWAITING)
INVENTORY = (*POSSESSED, OVERHAUL, LONG_TERM, HALL)
COUNTERS = ("hours", "failures", "lost", "rehabilitated", "upgraded", "delivered", "cannibalised")


def plan_fleets(context: Context) -> tuple[FleetRow, ...]:
    """Rows of all fleets, with their levels, counters and measures laid out."""
    for name, fleet in context.scenario.fleets.items():
        _measures(context, name, fleet)
    return tuple(_row(context, name, fleet) for name, fleet in context.scenario.fleets.items())


def job_row(context: Context, site: str | None, path: str, needs: Needs) -> JobRow:
    """Row of what a job takes at a site."""
    trade = trade_of(context.scenario, site, needs)
    return JobRow(
        tuple(
            (context.store_index[str(site), part], context.slot(f"{path}.parts.{part}"))
            for part in needs.parts
        ),
        context.shop_index.get((str(site), str(trade)), NONE) if trade else NONE,
        context.slot(f"{path}.team"),
        context.spread(f"{path}.labour", needs.labour),
    )


def _row(context: Context, name: str, fleet: Fleet) -> FleetRow:
    path, slot = f"fleets.{name}", context.slot
    site = site_of(context.scenario, fleet.site)
    items = fleet.items
    crews = (
        CrewsRow(
            **{
                f: slot(f"{path}.crews.{f.replace('currency_', 'currency.')}")
                for f in CrewsRow.__dataclass_fields__
            }
        )
        if fleet.crews
        else None
    )
    return FleetRow(
        name=name,
        focal=fleet.party in (None, context.scenario.focal) or context.scenario.focal is None,
        origin=context.origins.index(fleet.origin),
        areas=tuple(
            (context.areas.index(a), slot(f"{path}.areas.{a}")) for a in fleet.areas if a in context.areas
        ),
        serviceable=int(items.serviceable.value),
        repairable=int(items.repairable.value),
        long_term=int(items.long_term.value),
        hulk=int(items.hulk.value),
        age_days=fleet.age.value,
        plan=slot(f"{path}.use.plan"),
        ceiling=slot(f"{path}.use.ceiling"),
        modes=tuple(
            ModeRow(
                name=mode,
                mtbf=slot(f"{path}.failures.{mode}.mtbf"),
                shape=slot(f"{path}.failures.{mode}.shape"),
                growth=slot(f"{path}.failures.{mode}.growth"),
                critical=slot(f"{path}.failures.{mode}.critical"),
                calendar=failure.clock == "calendar",
                job=job_row(context, site, f"{path}.failures.{mode}.needs", failure.needs),
                when_free=failure.deferred == "when_free",
            )
            for mode, failure in fleet.failures.items()
        ),
        inspections=tuple(
            _cycle(context, site, f"{path}.inspections.{key}", key, inspection)
            for key, inspection in fleet.inspections.items()
        ),
        overhaul=_overhaul(context, site, f"{path}.overhaul", fleet.overhaul),
        restoration=job_row(context, site, f"{path}.restoration", fleet.restoration),
        rehabilitation=_hall(context, site, f"{path}.rehabilitation", fleet.rehabilitation),
        upgrade=_hall(context, site, f"{path}.upgrade", fleet.upgrade),
        cannibalise=_cannibalise(context, f"{path}.cannibalise", fleet.cannibalise),
        crews=crews,
        accidents=slot(f"{path}.accidents"),
        damage=slot(f"{path}.repairable"),
        priority=slot(f"{path}.priority"),
        required=slot(f"{path}.required"),
        site=str(site or ""),
    )


def _cannibalise(context: Context, path: str, rule: Cannibalise | None) -> CannibaliseRow | None:
    if rule is None:
        return None
    yields, success, labour, limit = (
        context.slot(f"{path}.{f}") for f in ("yields", "success", "labour", "per_donor")
    )
    hulks, long_term, down = (donor in rule.donors for donor in ("hulk", "long_term", "down"))
    return CannibaliseRow(yields, success, labour, limit, hulks, long_term, down)


def _cycle(context: Context, site: str | None, path: str, key: str, cycle: Inspection | Overhaul) -> CycleRow:
    slots = {q.unit: context.slot(f"{path}.every.{i}") for i, q in enumerate(cycle.every)}
    job = job_row(context, site, f"{path}.needs", cycle.needs) if isinstance(cycle, Inspection) else None
    lots = tuple(_lot(context, f"{path}.phase.lots.{i}", lot) for i, lot in enumerate(cycle.phase.lots))
    uniform = cycle.phase.start == "uniform"
    return CycleRow(key, slots.get("h", NONE), slots.get("d", NONE), uniform, job, lots)


def _lot(context: Context, path: str, lot: Lot) -> LotRow:
    def ends(what: str, given: list[Quantity]) -> tuple[int, ...]:
        slots = [context.slot(f"{path}.{what}.{i}") for i in range(len(given))]
        return (slots[0], slots[-1]) if slots else ()

    def ago(days: list[dt.date]) -> tuple[float, ...]:
        passed = [float((context.scenario.start - day).days) for day in days]
        return (passed[0], passed[-1]) if passed else ()

    row = LotRow(
        int(lot.items.value), ends("used", lot.used), ends("hours", lot.hours), ends("calendar", lot.calendar)
    )
    if not isinstance(lot, OverhaulLot):
        return row
    dated = bool(lot.delivered) and not (lot.used or lot.calendar or lot.overhauled)
    age, since = ago(lot.delivered), ago(lot.overhauled)
    return replace(row, since=since, age=age, by_age=dated, on_time=lot.on_time)


def _overhaul(context: Context, site: str | None, path: str, overhaul: Overhaul | None) -> OverhaulRow | None:
    if overhaul is None:
        return None
    return OverhaulRow(
        _cycle(context, None, path, "overhaul", overhaul),
        context.slot(f"{path}.slots"),
        context.must_spread(f"{path}.turnaround", overhaul.turnaround),
        context.slot(f"{path}.price"),
        overhaul.where == "abroad",
        context.slot(f"{path}.docks"),
        job_row(context, site, f"{path}.needs", overhaul.needs),
    )


def _hall(
    context: Context, site: str | None, path: str, hall: Rehabilitation | Upgrade | None
) -> HallRow | None:
    if hall is None:
        return None
    return HallRow(
        context.slot(f"{path}.slots"),
        context.must_spread(f"{path}.turnaround", hall.turnaround),
        context.slot(f"{path}.price"),
        job_row(context, site, f"{path}.needs", hall.needs),
        context.slot(f"{path}.gain"),
    )


def _measures(context: Context, name: str, fleet: Fleet) -> None:
    layout = context.layout
    level = [layout.level(f"fleet.{name}.{state}") for state in STATES]
    counter = {c: layout.counter(f"fleet.{name}.{c}") for c in COUNTERS}

    def of(*states: int) -> tuple[int, ...]:
        return tuple(level[s] for s in states)

    def add(what: str, recipe: Recipe) -> None:
        layout.add(f"fleet.<fleet>.{what}", recipe, fleet=name)

    add("availability", Recipe(RATIO, of(*MISSION_CAPABLE), of(*POSSESSED)))
    add("mission_capable", Recipe(MEAN, of(*MISSION_CAPABLE)))
    add("fmc", Recipe(RATIO, of(FMC), of(*POSSESSED)))
    add("pmc", Recipe(RATIO, of(PMC), of(*POSSESSED)))
    add("nmcm", Recipe(RATIO, of(NMCM, AWAITING), of(*POSSESSED)))
    add("nmcs", Recipe(RATIO, of(NMCS), of(*POSSESSED)))
    add("nmcb", Recipe(RATIO, (layout.level(f"fleet.{name}.nmcb"),), of(*POSSESSED)))
    add("materiel_availability", Recipe(RATIO, of(*MISSION_CAPABLE), of(*INVENTORY)))
    add("inventory", Recipe(MEAN, of(*INVENTORY)))
    add("possessed", Recipe(MEAN, of(*POSSESSED)))
    add("long_term", Recipe(MEAN, of(LONG_TERM)))
    add("awaiting_overhaul", Recipe(MEAN, of(AWAITING)))
    add("in_overhaul", Recipe(MEAN, of(OVERHAUL)))
    add("in_hall", Recipe(MEAN, of(HALL)))
    add("hours", Recipe(COUNT, (counter["hours"],)))
    add("failures", Recipe(COUNT, (counter["failures"],)))
    for total in ("lost", "rehabilitated", "upgraded", "delivered", "cannibalised"):
        add(total, Recipe(TOTAL, (counter[total],)))
    damaged = layout.counter(f"fleet.{name}.damaged")
    if not fleet.repairable.default:
        add("damaged", Recipe(TOTAL, (damaged,)))
    if fleet.cannibalise and fleet.cannibalise.robs:
        for total in ("robbed", "broken"):
            add(total, Recipe(TOTAL, (layout.counter(f"fleet.{name}.{total}"),)))
    if fleet.crews:
        for state in ("crews", "crews_ready", "proficiency"):
            layout.add_state(f"fleet.<fleet>.{state}", fleet=name)
        if fleet.crews.currency:
            layout.add_state("fleet.<fleet>.crews_current", fleet=name)
