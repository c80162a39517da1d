"""Names that the agreement's tracks use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from .names import known_name


def check_agreement(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything the agreement names."""
    agreement = scenario.agreement
    if agreement is None:
        return
    tracks, root = agreement.tracks, ("agreement", "tracks")
    trades = {t for site in scenario.sites.values() for t in site.technicians}
    if tracks.maintenance:
        for trade in tracks.maintenance.advisers:
            yield from known_name(
                trade, sorted(trades), "trade", (*root, "maintenance", "advisers", trade), origins
            )
    if tracks.parts:
        yield from known_name(
            tracks.parts.supplier, scenario.suppliers, "supplier", (*root, "parts", "supplier"), origins
        )
    if tracks.training:
        for course in tracks.training.seats:
            yield from known_name(
                course, scenario.courses, "course", (*root, "training", "seats", course), origins
            )
    if tracks.overhaul:
        for fleet in tracks.overhaul.slots:
            yield from _with(scenario, fleet, "overhaul", (*root, "overhaul", "slots", fleet), origins)
    if tracks.upgrades:
        for fleet in tracks.upgrades.rehabilitate:
            yield from _with(
                scenario, fleet, "rehabilitation", (*root, "upgrades", "rehabilitate", fleet), origins
            )
        for fleet in tracks.upgrades.upgrade:
            yield from _with(scenario, fleet, "upgrade", (*root, "upgrades", "upgrade", fleet), origins)
    if tracks.infrastructure:
        for site in tracks.infrastructure.tools:
            yield from known_name(
                site, scenario.sites, "site", (*root, "infrastructure", "tools", site), origins
            )
    if tracks.equipment:
        for key in ("items", "limit"):
            for fleet in getattr(tracks.equipment, key):
                yield from known_name(
                    fleet, scenario.fleets, "fleet", (*root, "equipment", key, fleet), origins
                )
        for fleet in tracks.equipment.limit:
            if fleet not in tracks.equipment.items:
                yield problem(
                    (*root, "equipment", "limit", fleet),
                    f"there is a limit but no delivery of '{fleet}'",
                    f"add {fleet}: 6/year to the track's items",
                    origins,
                )


def _with(scenario: Scenario, fleet: str, part: str, at: Location, origins: Origins) -> Iterator[Problem]:
    yield from known_name(fleet, scenario.fleets, "fleet", at, origins)
    if fleet in scenario.fleets and getattr(scenario.fleets[fleet], part) is None:
        yield problem(
            at, f"fleet '{fleet}' says nothing about {part}", f"add {part}: … to fleets.{fleet}", origins
        )
