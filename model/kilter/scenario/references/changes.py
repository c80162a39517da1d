"""Dated changes: dates, paths, states."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import NameUnknownError, Problem
from ..agreement import STATES
from ..document import Scenario
from ..effects import STATE_PATH, read_setting
from ..explain import Location, Origins, problem
from ..paths import quantities
from ..units import UnitError
from .names import end_date, known_name, said


def check_changes(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything dated changes name."""
    known = quantities(scenario)
    last = end_date(scenario)
    for index, change in enumerate(scenario.interventions):
        at: Location = ("interventions", index)
        if not scenario.start <= change.on < last:
            yield problem(
                (*at, "on"),
                f"{change.on} lies outside the horizon",
                f"write a date from {scenario.start} to before {last}",
                origins,
            )
        for path, move in change.set.items():
            if path == STATE_PATH:
                if scenario.agreement is None:
                    yield problem(
                        (*at, "set", path),
                        "there is no agreement whose state could change",
                        "add an agreement",
                        origins,
                    )
                yield from known_name(str(move.text), STATES, "state", (*at, "set", path), origins)
                continue
            try:
                read_setting(path, move.text, known)
            except (NameUnknownError, UnitError) as error:
                yield said((*at, "set", path), error, origins)
