"""Parties: names, what each is made of, and that no party lives on the focal party's means."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..actors import Actor
from ..document import Scenario
from ..explain import Location, Origins, problem
from .names import known_name, site_of


def check_parties(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything parties name, and everything that names a party."""
    if not scenario.parties:
        for name, actor in scenario.actors.items():
            yield from _actor(scenario, name, actor, origins)
        return
    areas = scenario.capability.areas if scenario.capability else {}
    owners = [*scenario.parties, *([scenario.focal] if scenario.focal else [])]
    for name, fleet in scenario.fleets.items():
        yield from known_name(fleet.party, owners, "party", ("fleets", name, "party"), origins)
    for name, actor in scenario.actors.items():
        yield from _actor(scenario, name, actor, origins)
    for name, party in scenario.parties.items():
        at: Location = ("parties", name)
        for index, point in enumerate(party.capability):
            for area in point.areas:
                here = (*at, "capability", index, "areas", area)
                yield from known_name(area, areas, "capability area", here, origins)
        for area in party.required:
            yield from known_name(area, areas, "capability area", (*at, "required", area), origins)
        yield from _made_of(scenario, name, origins)
    yield from _own_means(scenario, origins)


def _actor(scenario: Scenario, name: str, actor: Actor, origins: Origins) -> Iterator[Problem]:
    yield from known_name(actor.party, scenario.parties, "party", ("actors", name, "party"), origins)
    if actor.party is None and actor.concern.rivalry.value:
        yield problem(
            ("actors", name, "concern", "rivalry"),
            "rivalry sets a party's own strength against another's, and this actor names no party",
            f"add party: … to actors.{name}",
            origins,
        )
    if actor.party is not None and actor.party == scenario.focal:
        yield problem(
            ("actors", name, "party"),
            "an actor is not the party that it watches",
            "name its own party, or take it out",
            origins,
        )


def _made_of(scenario: Scenario, name: str, origins: Origins) -> Iterator[Problem]:
    party, at = scenario.parties[name], ("parties", name)
    fleets = [f for f, fleet in scenario.fleets.items() if fleet.party == name]
    if name == scenario.focal:
        if party.capability or party.required:
            yield problem(
                at,
                "the focal party's capability comes from its fleets and the section capability",
                "take it out here",
                origins,
            )
        return
    if not party.capability and not fleets:
        yield problem(
            at,
            "nothing says how strong this party is",
            f"write its capability by date, or give a fleet party: {name}",
            origins,
        )
    if party.capability and fleets:
        yield problem(
            (*at, "capability"),
            f"this party has fleets of its own ({fleets[0]}) and a given capability",
            "keep one of the two",
            origins,
        )
    if fleets and not party.capability:
        if scenario.focal is None:
            yield problem(
                at, "nothing says which party is followed", "write focal: … at the top of the file", origins
            )
        if scenario.capability is None:
            yield problem(
                at, "no capability areas say what its fleets add up to", "add capability: {areas: …}", origins
            )


def _own_means(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """People, stores and money of the focal party serve nobody else, or its index would follow another's fleets."""
    focal: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, fleet in scenario.fleets.items():
        site = site_of(scenario, fleet.site)
        if site is not None:
            (focal if fleet.party in (None, scenario.focal) else others).setdefault(site, name)
    for site, name in others.items():
        if site in focal:
            yield problem(
                ("fleets", name, "site"),
                f"site '{site}' also serves the focal party's fleet '{focal[site]}'",
                "give this party a site of its own",
                origins,
            )
        for part in scenario.sites[site].parts if site in scenario.sites else ():
            kind = scenario.parts.get(part)
            if kind is not None and kind.price.value:
                yield problem(
                    ("sites", site, "parts", part),
                    f"parts for another party would be paid from the focal party's money ({kind.price})",
                    "keep a kind of part without a price for this site",
                    origins,
                )
    for name, fleet in scenario.fleets.items():
        if fleet.party in (None, scenario.focal):
            continue
        for key in ("overhaul", "rehabilitation", "upgrade"):
            work = getattr(fleet, key)
            if work is not None and work.price.value:
                yield problem(
                    ("fleets", name, key, "price"),
                    "work for another party would be paid from the focal party's money",
                    "leave the price out",
                    origins,
                )
    for name, course in scenario.courses.items():
        crew = scenario.fleets.get(course.crew) if course.crew else None
        foreign = crew is not None and crew.party not in (None, scenario.focal)
        if (foreign or (course.site in others and course.site not in focal)) and course.price.value:
            yield problem(
                ("courses", name, "price"),
                "training for another party would be paid from the focal party's money",
                "leave the price out",
                origins,
            )
