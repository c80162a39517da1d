"""The tree of sites: who stands above whom, who repairs, and what a repair asks of a store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from ..fleets import Needs
from ..quantity import Quantity
from .names import known_name, trade_of


def above(scenario: Scenario, site: str) -> list[str]:
    """The sites above one, the nearest first; a cycle is followed once.

    >>> from kilter.scenario import loads
    >>> above(loads("{horizon: 1 y, sites: {a: {depot: b}, b: {depot: c}, c: {}}}"), "a")
    ['b', 'c']
    """
    found: list[str] = []
    while site in scenario.sites and (upper := scenario.sites[site].depot) is not None:
        if upper in found:
            break
        found.append(upper)
        site = upper
    return found


def stocked_above(scenario: Scenario, site: str, part: str) -> list[str]:
    """The way up from a site to the nearest one that stocks the part; empty where none does."""
    way: list[str] = []
    for upper in above(scenario, site):
        way.append(upper)
        if upper in scenario.sites and part in scenario.sites[upper].parts:
            return way
    return []


def depot_of(scenario: Scenario, site: str, part: str) -> list[str]:
    """The way up to the site from which a store is resupplied; empty where a supplier does it."""
    return [] if scenario.sites[site].parts[part].supplier else stocked_above(scenario, site, part)


def sisters_of(scenario: Scenario, site: str, part: str) -> list[str]:
    """The sites that may lend a part to one."""
    lateral, depot = scenario.sites[site].lateral, scenario.sites[site].depot
    if lateral is None:
        return []
    names = lateral.sisters or [n for n, s in scenario.sites.items() if depot and s.depot == depot]
    return [n for n in names if n != site and n in scenario.sites and part in scenario.sites[n].parts]


@dataclass(frozen=True)
class Mending:
    """How a removed unit is repaired at a site: each entry and the path at which it stands."""

    path: str
    local: float
    causes: Mapping[str, Quantity]
    causes_path: str
    needs: Needs | None
    needs_path: str


def mending(scenario: Scenario, site: str, part: str) -> Mending | None:
    """Repair of a part at a site, the site's own word before the part's; ``None`` where it is not repaired."""
    stock, kind = scenario.sites[site].parts[part], scenario.parts.get(part)
    general, own = f"parts.{part}.repair", f"sites.{site}.parts.{part}.repair"
    base, over = kind.repair if kind else None, stock.repair
    if base is None and (over is None or over.turnaround is None):
        return None
    local = over.local if over and over.local else base.local if base else None
    causes = base.causes if base else {}
    causes_at, needs, needs_at = general, base.needs if base else None, general
    if over and over.causes is not None:
        causes, causes_at = over.causes, own
    if over and over.needs is not None:
        needs, needs_at = over.needs, own
    path = own if over and over.turnaround else general
    share = local.value if local and depot_of(scenario, site, part) else 1.0
    return Mending(path, share, causes, f"{causes_at}.causes", needs, f"{needs_at}.needs")


def check_echelons(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Trees that go round in circles, and repairs that nobody can do."""
    for name, site in scenario.sites.items():
        at: Location = ("sites", name)
        yield from known_name(site.depot, scenario.sites, "site", (*at, "depot"), origins)
        if name in (way := above(scenario, name)):
            chain = " ← ".join([name, *way[: way.index(name)], name])
            yield problem(
                (*at, "depot"),
                f"the sites resupply one another in a circle ({chain})",
                "take out one depot, so that the last site is resupplied by suppliers",
                origins,
            )
        if site.ship is not None and site.depot is None:
            yield problem(
                (*at, "ship"), "nothing is shipped from nowhere", "write depot: … beside it", origins
            )
        yield from _lateral(scenario, name, origins)
        for part in site.parts:
            yield from _repair(scenario, name, part, origins)
    yield from _circles(scenario, origins)


def _lateral(scenario: Scenario, name: str, origins: Origins) -> Iterator[Problem]:
    site, at = scenario.sites[name], ("sites", name, "lateral")
    if site.lateral is None:
        return
    for sister in site.lateral.sisters:
        yield from known_name(
            sister, [s for s in scenario.sites if s != name], "other site", (*at, "sisters"), origins
        )
    if not site.lateral.sisters and site.depot is None:
        yield problem(
            at, "a site without a depot has no sisters to borrow from", "write sisters: [ … ]", origins
        )


def _repair(scenario: Scenario, site: str, part: str, origins: Origins) -> Iterator[Problem]:
    stock, how = scenario.sites[site].parts[part], mending(scenario, site, part)
    at: Location = ("sites", site, "parts", part)
    if how is None:
        if stock.repair is not None:
            yield problem(
                (*at, "repair"),
                "neither the site nor the part says how long the repair takes",
                "write turnaround: 20 d",
                origins,
            )
        return
    if stock.supplier and stock.repair and stock.repair.local and stock.repair.local.value < 1:
        yield problem(
            (*at, "repair", "local"),
            "what is sent up comes back only by ordering from the depot, and this stock orders from a supplier",
            "take out supplier, or write local: 1",
            origins,
        )
    way = depot_of(scenario, site, part)
    if how.local < 1.0 and way and mending(scenario, way[-1], part) is None:
        yield problem(
            (*at, "repair"),
            f"'{site}' sends '{part}' up to '{way[-1]}', which does not repair it",
            f"write repair: {{turnaround: 20 d}} for it at {way[-1]}, or local: 1 here",
            origins,
        )
    if how.local <= 0.0:
        return
    here = scenario.sites[site]
    for cause in how.causes:
        if cause not in here.parts and (cause in scenario.parts or not scenario.parts):
            yield problem(
                (*how.causes_path.split("."), cause),
                f"'{part}' is repaired at '{site}', which does not stock '{cause}'",
                f"add {cause} to the parts of {site}, or write local: 0 for it",
                origins,
            )
    if how.needs is not None:
        place: Location = tuple(how.needs_path.split("."))
        yield from known_name(how.needs.trade, here.technicians, "trade", (*place, "trade"), origins)
        if trade_of(scenario, site, how.needs) is None and how.needs.labour is not None and here.technicians:
            yield problem(
                place,
                f"'{site}' has several trades and this job names none",
                f"write trade: {next(iter(here.technicians))}",
                origins,
            )
        for kit in how.needs.parts:
            yield from known_name(kit, here.parts, "part in the store", (*place, "parts", kit), origins)


def _circles(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Sub-parts: known, at fault in no more than all cases, and not made of what they are part of."""
    for name, part in scenario.parts.items():
        places: list[tuple[Location, Mapping[str, Quantity]]] = [
            (("parts", name, "repair", "causes"), part.repair.causes if part.repair else {})
        ]
        for site, s in scenario.sites.items():
            own = s.parts[name].repair if name in s.parts else None
            places.append((("sites", site, "parts", name, "repair", "causes"), (own and own.causes) or {}))
        for at, causes in places:
            for cause in causes:
                yield from known_name(cause, scenario.parts, "part", (*at, cause), origins)
            if sum(share.value for share in causes.values()) > 1 + 1e-9:
                yield problem(
                    at,
                    "the causes have more than all repairs between them",
                    "write shares that add up to 1 or less",
                    origins,
                )
        if _within(scenario, name, name, set()):
            yield problem(
                ("parts", name, "repair"),
                f"the repair of '{name}' needs '{name}' itself in the end",
                "take the part out of the causes or needs of its own sub-parts",
                origins,
            )


def _within(scenario: Scenario, part: str, wanted: str, seen: set[str]) -> bool:
    """Whether a part's repair asks for another, by whatever way."""
    if part in seen or part not in scenario.parts:
        return False
    seen.add(part)
    below: set[str] = set()
    repairs = [
        scenario.parts[part].repair,
        *(s.parts[part].repair for s in scenario.sites.values() if part in s.parts),
    ]
    for repair in repairs:
        if repair is not None:
            below |= set(repair.causes or ()) | set(repair.needs.parts if repair.needs else ())
    return wanted in below or any(_within(scenario, lower, wanted, seen) for lower in sorted(below))
