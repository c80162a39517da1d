"""Plan of dated interventions."""

from __future__ import annotations

from ...scenario.agreement import STATES
from ...scenario.references import STATE_PATH, read_setting
from ..rows import NONE, ChangeRow
from .context import Context


def plan_changes(context: Context) -> tuple[ChangeRow, ...]:
    """Dated changes in order of date, then of the file."""
    rows = []
    for change in context.scenario.interventions:
        tick = context.time.tick(change.on)
        for path, move in change.set.items():
            if path == STATE_PATH:
                rows.append(ChangeRow(tick, NONE, float(STATES.index(str(move.text))), path, change.note))
                continue
            rows += [
                ChangeRow(tick, context.slot(c.path), c.value, c.path, change.note)
                for c in read_setting(path, move.text, context.known)
            ]
    return tuple(sorted(rows, key=lambda row: row.tick))
