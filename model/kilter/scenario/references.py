"""Checks that span sections: everything that one entry names must exist."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from ..errors import NameUnknownError, Problem
from .agreement import STATES
from .calendar import add_months
from .document import Scenario
from .effects import STATE_PATH, Change, read_effect, read_setting
from .explain import Location, Origins, in_order, problem
from .fleets import Fleet, Needs
from .nearest import did_you_mean
from .paths import quantities
from .sense import check_sense
from .units import UnitError

__all__ = [
    "STATE_PATH",
    "Change",
    "check_references",
    "end_date",
    "read_effect",
    "read_setting",
    "site_of",
    "trade_of",
]


def site_of(scenario: Scenario, name: str | None) -> str | None:
    """The site that an entry means: the one it names, or the only one there is."""
    if name is not None:
        return name
    return next(iter(scenario.sites)) if len(scenario.sites) == 1 else None


def trade_of(scenario: Scenario, site: str | None, needs: Needs) -> str | None:
    """The trade that a job means: the one it names, or the site's only one; ``None``: nobody is needed."""
    if needs.trade is not None or needs.labour is None or site is None:
        return needs.trade
    trades = scenario.sites[site].technicians if site in scenario.sites else {}
    return next(iter(trades)) if len(trades) == 1 else None


def check_references(scenario: Scenario, origins: Origins) -> list[Problem]:
    """Every name that does not exist, effect on nothing, date outside the horizon and number out of place.

    >>> from kilter.scenario import loads
    >>> check_references(loads("horizon: 1 y"), {})
    []
    """
    found = [
        *_fleets(scenario, origins),
        *_stores(scenario, origins),
        *_training(scenario, origins),
        *_agreement(scenario, origins),
        *_actors(scenario, origins),
        *_changes(scenario, origins),
        *check_sense(scenario, origins, end_date(scenario)),
    ]
    return in_order(found)


def _known(
    name: str | None, choices: Iterable[str], what: str, at: Location, origins: Origins
) -> Iterator[Problem]:
    names = list(choices)
    if name is not None and name not in names:
        hint = did_you_mean(name, names) or (
            f"use one of {', '.join(names)}" if names else "none is in the file; add one or take this out"
        )
        yield problem(at, f"there is no {what} '{name}'", hint, origins)


def _fleets(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    for name, fleet in scenario.fleets.items():
        at: Location = ("fleets", name)
        if fleet.site is None and len(scenario.sites) > 1:
            yield problem(
                at,
                "the scenario has several sites and this fleet names none",
                f"write site: {next(iter(scenario.sites))}",
                origins,
            )
        yield from _known(fleet.site, scenario.sites, "site", (*at, "site"), origins)
        areas = scenario.capability.areas if scenario.capability else {}
        if scenario.capability:
            for area in fleet.areas:
                yield from _known(area, areas, "capability area", (*at, "areas", area), origins)
        for where, needs in _jobs(fleet):
            yield from _needs(scenario, site_of(scenario, fleet.site), needs, (*at, *where), origins)
        if fleet.items.repairable.value and fleet.restoration == Needs():
            yield problem(
                (*at, "items", "repairable"),
                "items are repairable but nothing says what repairs them",
                "add restoration: {trade: …, labour: 40 h}",
                origins,
            )


def _jobs(fleet: Fleet) -> Iterator[tuple[tuple[str, ...], Needs]]:
    for name, mode in fleet.failures.items():
        yield ("failures", name, "needs"), mode.needs
    for name, inspection in fleet.inspections.items():
        yield ("inspections", name, "needs"), inspection.needs
    yield ("restoration",), fleet.restoration
    if fleet.rehabilitation:
        yield ("rehabilitation", "needs"), fleet.rehabilitation.needs
    if fleet.upgrade:
        yield ("upgrade", "needs"), fleet.upgrade.needs


def _needs(
    scenario: Scenario, site: str | None, needs: Needs, at: Location, origins: Origins
) -> Iterator[Problem]:
    here = scenario.sites.get(site) if site else None
    trades = list(here.technicians) if here else []
    yield from _known(needs.trade, trades, "trade", (*at, "trade"), origins)
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
        yield from _known(
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


def _stores(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    for name, site in scenario.sites.items():
        for part, stock in site.parts.items():
            at: Location = ("sites", name, "parts", part)
            if scenario.parts:
                yield from _known(part, scenario.parts, "part", at, origins)
            for supplier in stock.supplier:
                yield from _known(supplier, scenario.suppliers, "supplier", (*at, "supplier"), origins)
            if len(set(stock.supplier)) < len(stock.supplier):
                yield problem(
                    (*at, "supplier"),
                    "a supplier is named twice",
                    "name each one once, the first asked first",
                    origins,
                )
            if "supplier" not in stock.model_fields_set and len(scenario.suppliers) > 1:
                yield problem(
                    at,
                    "the scenario has several suppliers and this part names none",
                    f"write supplier: {next(iter(scenario.suppliers))}",
                    origins,
                )
            if stock.reorder is not None and stock.reorder.value >= stock.stock.value:
                yield problem(
                    (*at, "reorder"),
                    "the reorder point must lie below the order-up-to level",
                    f"write reorder: {int(stock.stock.value) - 1} or less"
                    if stock.stock.value
                    else "leave it out",
                    origins,
                )


def _training(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    for name, course in scenario.courses.items():
        at: Location = ("courses", name)
        yield from _known(course.crew, scenario.fleets, "fleet", (*at, "crew"), origins)
        if course.crew in scenario.fleets and scenario.fleets[course.crew].crews is None:
            yield problem(
                (*at, "crew"),
                f"fleet '{course.crew}' has no crews to train",
                f"add crews to fleets.{course.crew}",
                origins,
            )
        if course.trade is not None:
            holders = [s for s, site in scenario.sites.items() if course.trade in site.technicians]
            if course.site is not None:
                yield from _known(course.site, scenario.sites, "site", (*at, "site"), origins)
            elif len(holders) > 1:
                yield problem(
                    at, f"several sites have the trade '{course.trade}'", f"write site: {holders[0]}", origins
                )
            if course.site in scenario.sites and course.site not in holders:
                yield problem(
                    (*at, "site"),
                    f"site '{course.site}' has no trade '{course.trade}'",
                    f"write site: {holders[0]}" if holders else f"add it to sites.{course.site}.technicians",
                    origins,
                )
            elif not holders:
                every = {t for site in scenario.sites.values() for t in site.technicians}
                yield from _known(course.trade, sorted(every), "trade", (*at, "trade"), origins)
        if course.every.value < 0.5:
            yield problem(
                (*at, "every"), "intakes are at least half a month apart", "write every: 1 month", origins
            )


def _agreement(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    agreement = scenario.agreement
    if agreement is None:
        return
    tracks, root = agreement.tracks, ("agreement", "tracks")
    trades = {t for site in scenario.sites.values() for t in site.technicians}
    if tracks.maintenance:
        for trade in tracks.maintenance.advisers:
            yield from _known(
                trade, sorted(trades), "trade", (*root, "maintenance", "advisers", trade), origins
            )
    if tracks.parts:
        yield from _known(
            tracks.parts.supplier, scenario.suppliers, "supplier", (*root, "parts", "supplier"), origins
        )
    if tracks.training:
        for course in tracks.training.seats:
            yield from _known(
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
            yield from _known(site, scenario.sites, "site", (*root, "infrastructure", "tools", site), origins)
    if tracks.equipment:
        for key in ("items", "limit"):
            for fleet in getattr(tracks.equipment, key):
                yield from _known(fleet, scenario.fleets, "fleet", (*root, "equipment", key, fleet), origins)
        for fleet in tracks.equipment.limit:
            if fleet not in tracks.equipment.items:
                yield problem(
                    (*root, "equipment", "limit", fleet),
                    f"there is a limit but no delivery of '{fleet}'",
                    f"add {fleet}: 6/year to the track's items",
                    origins,
                )


def _with(scenario: Scenario, fleet: str, part: str, at: Location, origins: Origins) -> Iterator[Problem]:
    yield from _known(fleet, scenario.fleets, "fleet", at, origins)
    if fleet in scenario.fleets and getattr(scenario.fleets[fleet], part) is None:
        yield problem(
            at, f"fleet '{fleet}' says nothing about {part}", f"add {part}: … to fleets.{fleet}", origins
        )


def _actors(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    known = quantities(scenario)
    areas = scenario.capability.areas if scenario.capability else {}
    for name, actor in scenario.actors.items():
        at: Location = ("actors", name)
        for area in actor.alarm:
            yield from _known(area, areas, "capability area", (*at, "alarm", area), origins)
        for index, incidents in enumerate(actor.incidents):
            yield from _known(
                incidents.channel, scenario.channels, "channel", (*at, "incidents", index, "channel"), origins
            )
        for reaction, what in actor.reactions.items():
            here = (*at, "reactions", reaction)
            for other in what.signals:
                yield from _known(other, scenario.actors, "actor", (*here, "signals", other), origins)
            for path, move in what.effects.items():
                try:
                    read_effect(path, move.text, known)
                except (NameUnknownError, UnitError) as error:
                    yield _said((*here, "effects", path), error, origins)
    for name, ladder in scenario.ladder.items():
        yield from _known(ladder.rival, scenario.actors, "actor", ("ladder", name, "rival"), origins)
        yield from _known(ladder.channel, scenario.channels, "channel", ("ladder", name, "channel"), origins)


def _changes(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
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
                yield from _known(str(move.text), STATES, "state", (*at, "set", path), origins)
                continue
            try:
                read_setting(path, move.text, known)
            except (NameUnknownError, UnitError) as error:
                yield _said((*at, "set", path), error, origins)


def _said(at: Location, error: Exception, origins: Origins) -> Problem:
    what, _, write = str(error).partition("; ")
    return problem(at, what, write, origins)


def end_date(scenario: Scenario) -> dt.date:
    """The first day after the horizon."""
    horizon = scenario.horizon
    if horizon.months is not None:
        return add_months(scenario.start, horizon.months)
    return scenario.start + dt.timedelta(days=math.ceil(horizon.days or 0.0))
