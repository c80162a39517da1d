"""Items: a block of words each, and what their random numbers are drawn for."""

from __future__ import annotations

from ...rows import FleetRow, JobRow
from ..kernel import fleets, head, items, lives, luck, runners
from .image import Image
from .jobs import job

#: Room for items that are delivered, where there can be any and no limit is lower.
_DELIVERED = 64


def reserve(image: Image) -> None:
    """Room for the items of each fleet, those to come too, and for the heap of those that run."""
    for index, row in enumerate(image.plan.fleets):
        fleet = int(image.words[head.FLEETS]) + index * fleets.SIZE
        room, stride = _started(row) + _to_come(image, index), _stride(image, index)
        image.write(
            fleet,
            {
                fleets.ITEMS: image.reserve(room * stride),
                fleets.STRIDE: stride,
                fleets.ROOM: room,
                fleets.HEAP: image.reserve((room + 1) * runners.ENTRY_SIZE),
                fleets.PLACES: image.list([-1] * room),
                fleets.ARMED: -1.0,
            },
        )


def fill(image: Image) -> None:
    """What each item is, wherever it stands."""
    entity = 0
    for index, row in enumerate(image.plan.fleets):
        fleet = int(image.words[head.FLEETS]) + index * fleets.SIZE
        keys = image.list(image.key(name) for name in purposes(image, index))
        at, stride = int(image.words[fleet + fleets.ITEMS]), int(image.words[fleet + fleets.STRIDE])
        started = _started(row)
        for number in range(int(image.words[fleet + fleets.ROOM])):
            name = f"item.{number}" if number < started else f"delivered.{number - started}"
            due = at + items.SIZE
            ticks = due + _clocks(row, calendar=False)
            drawn = ticks + _clocks(row, calendar=True)
            pending = drawn + lives.DRAWN_SIZE * len(row.modes)
            image.write(
                at,
                {
                    items.FLEET: fleet,
                    items.NUMBER: number,
                    items.ENTITY: entity,
                    items.KEY: image.key(f"fleets.{row.name}.{name}"),
                    items.CALENDAR_AT: -1,
                    items.CALENDAR_EVENT: -1,
                    items.DUE_HOURS: due,
                    items.DUE_TICKS: ticks,
                    items.DRAWN: drawn,
                    items.PENDING: pending,
                    items.MODES: pending + len(row.modes),
                    items.STREAMS: pending + 2 * len(row.modes),
                    items.PURPOSES: keys,
                },
            )
            at, entity = at + stride, entity + 1


# -- what random numbers are drawn for ---------------------------------------------------------------------------------


def purposes(image: Image, fleet: int) -> list[str]:
    """What the items of a fleet, by position, may draw random numbers for; work, then the same work done again."""
    row, plan = image.plan.fleets[fleet], image.plan
    jobs = [*(m.name for m in row.modes), *(f"inspection.{c.name}" for c in row.inspections)]
    if row.repairable:
        jobs.append("restoration")
    names = ["accident", "accident outcome"]
    names += [f"{what}.{m.name}" for m in row.modes for what in ("failure", "critical")]
    for cycle in (*row.inspections, *([row.overhaul.cycle] if row.overhaul else [])):
        names += [f"phase.{cycle.name}"] if cycle.uniform or cycle.lots else []
        names += [f"phase hours.{cycle.name}"] if any(lot.hours for lot in cycle.lots) else []
        names += ["delivery"] if any(lot.age for lot in cycle.lots) else []
    for hall in ("overhaul", "rehabilitation", "upgrade"):
        if getattr(row, hall) is not None:
            jobs.append(hall)
            names.append(f"{hall} time")
    if any(fleet in mission.fleets for mission in plan.missions):
        names.append("mission")
    if row.cannibalise is not None:
        names += ["cannibalisation", "robbing"]
    names += [f"{what}.{work}" for work in jobs for what in ("labour", "rework")]
    return list(dict.fromkeys(names))


def purpose(image: Image, fleet: int, name: str) -> int:
    """Position of a purpose among those of a fleet, by position; -1 when its items never draw for it."""
    names = purposes(image, fleet)
    return names.index(name) if name in names else -1


def item_job(image: Image, fleet: int, row: JobRow, name: str) -> int:
    """The address of a new job of a fleet's items, by the name that its labour goes by."""
    labour = f"labour.{name}"
    return job(image, row, labour, f"rework.{name}", purpose(image, fleet, labour))


# -- room --------------------------------------------------------------------------------------------------------------


def _started(row: FleetRow) -> int:
    return row.serviceable + row.repairable + row.long_term + row.hulk


def _to_come(image: Image, fleet: int) -> int:
    """Room for items that the agreement delivers, as many times the usual as the image asks for."""
    agreement = image.plan.agreement
    tracks = agreement.tracks if agreement else ()
    if not any(what == "items" and target == fleet for track in tracks for what, target, _ in track.gives):
        return 0
    limits = [image.plan.params[slot] for track in tracks for target, slot in track.limits if target == fleet]
    return image.room * min([_DELIVERED, *(1 + int(limit) for limit in limits[:1])])


def _clocks(row: FleetRow, *, calendar: bool) -> int:
    """Clocks of an item: its modes', its cycles', and that of accidents, which runs with its hours."""
    cycles = [*row.inspections, *([row.overhaul.cycle] if row.overhaul else [])]
    limits = sum((cycle.days if calendar else cycle.hours) >= 0 for cycle in cycles)
    return sum(mode.calendar == calendar for mode in row.modes) + limits + (not calendar)


def _stride(image: Image, fleet: int) -> int:
    """Words of an item: its record, its clocks, how its lives were drawn, its lists of modes and its streams."""
    row = image.plan.fleets[fleet]
    clocks = _clocks(row, calendar=False) + _clocks(row, calendar=True)
    return (
        items.SIZE
        + clocks
        + (lives.DRAWN_SIZE + 2) * len(row.modes)
        + luck.SHORT * len(purposes(image, fleet))
    )
