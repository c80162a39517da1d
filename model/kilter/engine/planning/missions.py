"""Plan of missions: rows and measures."""

from __future__ import annotations

from ...scenario.references import serving
from ..layout import COUNT, SHARE, Recipe
from ..rows import MissionRow
from .context import Context


def plan_missions(context: Context) -> tuple[MissionRow, ...]:
    """Rows of all missions, with their measures."""
    layout, slot, rows = context.layout, context.slot, []
    for name, mission in context.scenario.missions.items():
        path = f"missions.{name}"
        rows.append(
            MissionRow(
                name,
                slot(f"{path}.hours"),
                slot(f"{path}.priority"),
                slot(f"{path}.duration"),
                tuple(context.fleet_index[f] for f in serving(context.scenario, mission)),
            )
        )
        counter = {c: layout.counter(f"mission.{name}.{c}") for c in ("asked", "flown", "useful", "aborts")}
        for what in ("asked", "flown", "aborts"):
            layout.add(f"mission.<mission>.{what}", Recipe(COUNT, (counter[what],)), mission=name)
        for what, over in (("served", "flown"), ("success", "useful")):
            recipe = Recipe(SHARE, (counter[over],), (counter["asked"],))
            layout.add(f"mission.<mission>.{what}", recipe, mission=name)
    return tuple(rows)
