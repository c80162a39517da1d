"""Names that fleets and their jobs use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from ..fleets import Fleet, Inspection, Needs, Overhaul
from .names import known_name, site_of, trade_of


def check_fleets(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything fleets name."""
    yield from _owners(scenario, origins)
    for name, fleet in scenario.fleets.items():
        at: Location = ("fleets", name)
        if fleet.site is None and len(scenario.sites) > 1:
            yield problem(
                at,
                "the scenario has several sites and this fleet names none",
                f"write site: {next(iter(scenario.sites))}",
                origins,
            )
        yield from known_name(fleet.site, scenario.sites, "site", (*at, "site"), origins)
        areas = scenario.capability.areas if scenario.capability else {}
        if scenario.capability:
            for area in fleet.areas:
                yield from known_name(area, areas, "capability area", (*at, "areas", area), origins)
        for where, needs in _jobs(fleet):
            yield from _needs(scenario, site_of(scenario, fleet.site), needs, (*at, *where), origins)
        yield from _lots(scenario, name, fleet, origins)
        work = fleet.overhaul
        if work and work.where == "abroad" and (work.docks is not None or work.needs != Needs()):
            yield problem(
                (*at, "overhaul", "docks" if work.docks is not None else "needs"),
                "overhaul abroad uses no docks, parts or people of one's own",
                "write where: home, or leave this out",
                origins,
            )
        if fleet.items.repairable.value and fleet.restoration == Needs():
            yield problem(
                (*at, "items", "repairable"),
                "items are repairable but nothing says what repairs them",
                "add restoration: {trade: …, labour: 40 h}",
                origins,
            )


def _owners(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Sites whose people belong to somebody that nothing else names."""
    parties = [fleet.party for fleet in scenario.fleets.values()]
    known = dict.fromkeys(str(p) for p in (scenario.focal, *parties, *scenario.parties) if p is not None)
    for name, site in scenario.sites.items():
        yield from known_name(site.party, known, "party", ("sites", name, "party"), origins)


def _lots(scenario: Scenario, name: str, fleet: Fleet, origins: Origins) -> Iterator[Problem]:
    """Lots that hold more items than there are, speak of a clock that has no limit, or of days to come."""
    items = fleet.items
    held = items.serviceable.value + items.repairable.value + items.long_term.value + items.hulk.value
    cycles: list[tuple[Location, Inspection | Overhaul]] = [
        (("fleets", name, "inspections", key), inspection) for key, inspection in fleet.inspections.items()
    ]
    if fleet.overhaul:
        cycles.append((("fleets", name, "overhaul"), fleet.overhaul))
    for path, cycle in cycles:
        lots = cycle.phase.lots
        at: Location = (*path, "phase", "lots")
        if (number := sum(lot.items.value for lot in lots)) > held:
            yield problem(
                at,
                f"the lots hold {number:g} items but the fleet has {held:g}",
                f"write lots of at most {held:g} items in all",
                origins,
            )
        clocks = {limit.unit for limit in cycle.every}
        for i, lot in enumerate(lots):
            if lot.hours and "h" not in clocks:
                yield problem(
                    (*at, i, "hours"),
                    "there is no limit in hours",
                    "take this out, or write used: …",
                    origins,
                )
            said = [key for key in ("calendar", "overhauled") if getattr(lot, key, None)]
            if said and "d" not in clocks:
                yield problem(
                    (*at, i, said[0]),
                    "there is no limit by the calendar",
                    "take this out, or add one to 'every', such as 8 y",
                    origins,
                )
            for key in ("delivered", "overhauled"):
                days = getattr(lot, key, None)
                if days and days[-1] > scenario.start:
                    yield problem(
                        (*at, i, key),
                        f"{days[-1]} comes after the start ({scenario.start})",
                        "write a day before the start; what comes later is delivered by an agreement's track",
                        origins,
                    )


def _jobs(fleet: Fleet) -> Iterator[tuple[tuple[str, ...], Needs]]:
    for name, mode in fleet.failures.items():
        yield ("failures", name, "needs"), mode.needs
    for name, inspection in fleet.inspections.items():
        yield ("inspections", name, "needs"), inspection.needs
    yield ("restoration",), fleet.restoration
    if fleet.overhaul:
        yield ("overhaul", "needs"), fleet.overhaul.needs
    if fleet.rehabilitation:
        yield ("rehabilitation", "needs"), fleet.rehabilitation.needs
    if fleet.upgrade:
        yield ("upgrade", "needs"), fleet.upgrade.needs


def _needs(
    scenario: Scenario, site: str | None, needs: Needs, at: Location, origins: Origins
) -> Iterator[Problem]:
    here = scenario.sites.get(site) if site else None
    trades = list(here.technicians) if here else []
    yield from known_name(needs.trade, trades, "trade", (*at, "trade"), origins)
    if needs.trade is None and needs.labour is not None and len(trades) > 1:
        yield problem(
            at, "the site has several trades and this job names none", f"write trade: {trades[0]}", origins
        )
    trade = trade_of(scenario, site, needs)
    if needs.team is not None and needs.team.value < 1:
        yield problem((*at, "team"), "a team needs at least one person", "write team: 1", origins)
    if here and trade in here.technicians and here.technicians[trade].team.value < 1:
        yield problem(
            ("sites", str(site), "technicians", trade, "team"),
            "a team needs at least one person",
            "write team: 1",
            origins,
        )
    for part, number in needs.parts.items():
        short = (*at, "part")
        yield from known_name(
            part,
            here.parts if here else [],
            "part in the store",
            short if short in origins else (*at, "parts", part),
            origins,
        )
        if number.value < 1:
            yield problem(
                (*at, "parts", part),
                "a job that needs a part needs at least one",
                "write 1 or leave it out",
                origins,
            )
