"""Plan of the parties beside the focal one."""

from __future__ import annotations

from ...scenario.parties import Party
from ..rows import NONE, PartyRow, PointRow
from .context import Context


def plan_parties(context: Context) -> tuple[PartyRow, ...]:
    """Rows of all parties but the focal one, with their measures."""
    rows = []
    compared = context.scenario.capability is not None
    for name, party in context.scenario.parties.items():
        if name == context.scenario.focal:
            continue
        row = _row(context, name, party)
        rows.append(row)
        context.layout.add_state("party.<party>.index", party=name)
        for area in row.areas:
            context.layout.add_state("party.<party>.area.<area>", party=name, area=context.areas[area])
        if compared:
            context.layout.add_state("party.<party>.balance", party=name)
            context.layout.add_state("party.<party>.ratio", party=name)
            for area in row.areas:
                context.layout.add_state("party.<party>.balance.<area>", party=name, area=context.areas[area])
    if rows and compared:
        context.layout.add_state("balance.focal_share")
    return tuple(rows)


def _row(context: Context, name: str, party: Party) -> PartyRow:
    path, slot = f"parties.{name}", context.slot
    if party.capability:
        named = party.capability[0].areas
        areas = tuple(i for i, area in enumerate(context.areas) if area in named)
        fleets: tuple[int, ...] = ()
    else:
        areas = tuple(range(len(context.areas)))
        fleets = tuple(
            context.fleet_index[f] for f, fleet in context.scenario.fleets.items() if fleet.party == name
        )
    required = []
    for area in areas:
        own = slot(f"{path}.required.{context.areas[area]}")
        required.append(own if own != NONE else slot(f"capability.areas.{context.areas[area]}.required"))
    points = tuple(
        PointRow(
            context.time.tick(point.on),
            slot(f"{path}.capability.{i}.index"),
            tuple(slot(f"{path}.capability.{i}.areas.{context.areas[area]}") for area in areas),
        )
        for i, point in enumerate(party.capability)
    )
    return PartyRow(
        name, fleets, areas, tuple(required), points, slot(f"{path}.level"), slot(f"{path}.weight")
    )
