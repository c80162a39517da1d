"""Fleets: what their clocks are of, their modes, their cycles and where their items start."""

from __future__ import annotations

from ...planning.fleets import STATES
from ...rows import CycleRow, FleetRow, LotRow
from ..kernel import agenda, fleets, head, items, jobs, lives, lots, mornings
from ..kernel.levers import ACCIDENTS, MODE
from .image import Image
from .items import item_job, purpose


def reserve(image: Image) -> None:
    """Room for the tables."""
    image.table(head.FLEETS, len(image.plan.fleets), fleets.SIZE)
    image.words[head.ALARMS] = image.list([agenda.NEVER] * len(image.plan.fleets))
    image.words[head.ALARM] = agenda.NEVER


def fill(image: Image) -> None:
    """What they hold at the start."""
    for index in range(len(image.plan.fleets)):
        _fleet(image, index)


def _fleet(image: Image, index: int) -> None:
    row = image.plan.fleets[index]
    at = int(image.words[head.FLEETS]) + index * fleets.SIZE
    image.write(at, _books(image, row) | _levers(image, row))
    for state, name in enumerate(STATES):
        image.words[at + fleets.LEVELS + state] = image.level(f"fleet.{row.name}.{name}")
    hours, ticks = _clocks(row)
    inspections = len(row.inspections)
    cycles = [*row.inspections, *([row.overhaul.cycle] if row.overhaul else [])]
    modes_at = image.reserve(lives.MODE_SIZE * len(row.modes))
    cycles_at = image.reserve(lives.CYCLE_SIZE * len(cycles))
    image.write(
        at,
        {
            fleets.POSITION: index,
            fleets.SERVICEABLE: row.serviceable,
            fleets.REPAIRABLE: row.repairable,
            fleets.LONG_TERM_COUNT: row.long_term,
            fleets.HULK_COUNT: row.hulk,
            fleets.AGE_DAYS: float(row.age_days),
            fleets.SERVES: int(any(index in mission.fleets for mission in image.plan.missions)),
            fleets.MODES: modes_at,
            fleets.MODE_COUNT: len(row.modes),
            fleets.CYCLES: cycles_at,
            fleets.CYCLE_COUNT: len(cycles),
            fleets.INSPECTION_COUNT: inspections,
            fleets.WHAT_HOURS: image.list(word for what in hours for word in what),
            fleets.HOURS_COUNT: len(hours),
            fleets.WHAT_TICKS: image.list(word for what in ticks for word in what),
            fleets.TICKS_COUNT: len(ticks),
            fleets.ACCIDENT_LUCK: purpose(image, index, "accident"),
            fleets.OUTCOME_LUCK: purpose(image, index, "accident outcome"),
            fleets.DELIVERY_LUCK: purpose(image, index, "delivery"),
        },
    )
    image.watch(row.accidents, ACCIDENTS, at)
    for k in range(len(row.modes)):
        _mode(image, index, k, modes_at + k * lives.MODE_SIZE, hours, ticks)
        for slot in (row.modes[k].mtbf, row.modes[k].shape, row.modes[k].growth):
            image.watch(slot, MODE, at, k)
    for i, cycle in enumerate(cycles):
        what = (items.INSPECTION, i) if i < inspections else (items.OVERHAUL, 0)
        _cycle(image, index, cycle, what, cycles_at + i * lives.CYCLE_SIZE, hours, ticks)
    _mornings(image, row, at, modes_at)


def _books(image: Image, row: FleetRow) -> dict[int, int | float]:
    counters = {
        fleets.HOURS_RUN: "hours",
        fleets.FAILURES: "failures",
        fleets.LOST_COUNT: "lost",
        fleets.DAMAGED: "damaged",
        fleets.REHABILITATED: "rehabilitated",
        fleets.UPGRADED: "upgraded",
        fleets.DELIVERED: "delivered",
        fleets.CANNIBALISED: "cannibalised",
    }
    made: dict[int, int | float] = {
        field: image.counter(f"fleet.{row.name}.{name}") for field, name in counters.items()
    }
    return made | {fleets.NMCB: image.level(f"fleet.{row.name}.nmcb")}


def _levers(image: Image, row: FleetRow) -> dict[int, int | float]:
    slots = {
        fleets.PLAN: row.plan,
        fleets.CEILING: row.ceiling,
        fleets.ACCIDENTS: row.accidents,
        fleets.DAMAGE: row.damage,
        fleets.PRIORITY: row.priority,
        fleets.REQUIRED: row.required,
        fleets.YIELDS: row.cannibalise.yields if row.cannibalise and row.cannibalise.hulks else -1,
    }
    return {field: image.lever(slot) for field, slot in slots.items()}


# -- clocks ------------------------------------------------------------------------------------------------------------

_What = tuple[int, int]


def _clocks(row: FleetRow) -> tuple[list[_What], list[_What]]:
    """What each clock of hours and of the calendar is of, in the order in which they are looked at."""
    hours = [(items.MODE, k) for k, mode in enumerate(row.modes) if not mode.calendar]
    ticks = [(items.MODE, k) for k, mode in enumerate(row.modes) if mode.calendar]
    cycles = [(items.INSPECTION, i, cycle) for i, cycle in enumerate(row.inspections)]
    if row.overhaul:
        cycles.append((items.OVERHAUL, 0, row.overhaul.cycle))
    for kind, index, cycle in cycles:
        if cycle.hours >= 0:
            hours.append((kind, index))
        if cycle.days >= 0:
            ticks.append((kind, index))
    return [*hours, (items.ACCIDENT, 0)], ticks


def _mode(image: Image, fleet: int, k: int, at: int, hours: list[_What], ticks: list[_What]) -> None:
    mode = image.plan.fleets[fleet].modes[k]
    image.write(
        at,
        {
            lives.MTBF: image.lever(mode.mtbf),
            lives.SHAPE: image.lever(mode.shape),
            lives.GROWTH: image.lever(mode.growth),
            lives.CRITICAL: image.lever(mode.critical),
            lives.CALENDAR: int(mode.calendar),
            lives.CLOCK: (ticks if mode.calendar else hours).index((items.MODE, k)),
            lives.WHEN_FREE: int(mode.when_free),
            lives.JOB: item_job(image, fleet, mode.job, mode.name),
            lives.FAILURE_LUCK: purpose(image, fleet, f"failure.{mode.name}"),
            lives.CRITICAL_LUCK: purpose(image, fleet, f"critical.{mode.name}"),
        },
    )


def _cycle(
    image: Image, fleet: int, cycle: CycleRow, what: _What, at: int, hours: list[_What], ticks: list[_What]
) -> None:
    job = item_job(image, fleet, cycle.job, f"inspection.{cycle.name}") if cycle.job else 0
    made = image.reserve(lots.SIZE * len(cycle.lots))
    image.write(
        at,
        {
            lives.KIND: what[0],
            lives.INDEX: what[1],
            lives.HOURS: image.lever(cycle.hours),
            lives.DAYS: image.lever(cycle.days),
            lives.AT_HOURS: hours.index(what) if cycle.hours >= 0 else -1,
            lives.AT_TICKS: ticks.index(what) if cycle.days >= 0 else -1,
            lives.CYCLE_JOB: job,
            lives.UNIFORM: int(cycle.uniform),
            lives.LOTS: made,
            lives.LOT_COUNT: len(cycle.lots),
            lives.PHASE_LUCK: purpose(image, fleet, f"phase.{cycle.name}"),
            lives.PHASE_HOURS_LUCK: purpose(image, fleet, f"phase hours.{cycle.name}"),
        },
    )
    for i, lot in enumerate(cycle.lots):
        _lot(image, lot, made + i * lots.SIZE)


def _lot(image: Image, lot: LotRow, at: int) -> None:
    def levers(slots: tuple[int, ...]) -> int:
        return image.list(image.lever(slot) for slot in slots) if slots else 0

    def days(passed: tuple[float, ...]) -> int:
        return image.list(float(day) for day in passed) if passed else 0

    image.write(
        at,
        {
            lots.ITEMS: lot.items,
            lots.ALIKE: levers(lot.alike),
            lots.USED_HOURS: levers(lot.hours),
            lots.USED_DAYS: levers(lot.days),
            lots.SINCE: days(lot.since),
            lots.AGE: days(lot.age),
            lots.BY_AGE: int(lot.by_age),
            lots.ON_TIME: int(lot.on_time),
        },
    )


# -- what can wait for a morning ---------------------------------------------------------------------------------------


def _mornings(image: Image, row: FleetRow, at: int, modes_at: int) -> None:
    """Where the stores and shops of what can wait are promised, and which shift begins the morning."""
    free = [k for k, mode in enumerate(row.modes) if mode.when_free]
    if not free:
        return
    stores = list(dict.fromkeys(store for k in free for store, _ in row.modes[k].job.parts))
    shops = list(dict.fromkeys(job.shop for k in free if (job := row.modes[k].job).shop >= 0))
    count = len(stores) + mornings.SHOP_SIZE * len(shops)
    promised = image.reserve(count)
    first = modes_at + free[0] * lives.MODE_SIZE
    image.write(
        at,
        {
            fleets.MORNING_SHOP: image.words[int(image.words[first + lives.JOB]) + jobs.SHOP],
            fleets.PROMISED: promised,
            fleets.PROMISED_COUNT: count,
        },
    )
    for k in free:
        mode, job = modes_at + k * lives.MODE_SIZE, row.modes[k].job
        parts = int(image.words[int(image.words[mode + lives.JOB]) + jobs.PARTS])
        needs = [
            word
            for i, (store, _) in enumerate(job.parts)
            for word in (
                image.words[parts + i * jobs.PART_SIZE + jobs.PART_STORE],
                image.words[parts + i * jobs.PART_SIZE + jobs.PART_NUMBER],
                promised + stores.index(store),
            )
        ]
        busy = job.shop >= 0 and job.labour is not None
        shop = promised + len(stores) + mornings.SHOP_SIZE * shops.index(job.shop) if busy else 0
        image.write(
            mode,
            {lives.NEEDS: image.list(needs), lives.NEED_COUNT: len(job.parts), lives.FREE_SHOP: shop},
        )
