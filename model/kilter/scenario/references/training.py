"""Names that courses use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from .names import known_name


def check_training(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything courses name."""
    for name, course in scenario.courses.items():
        at: Location = ("courses", name)
        yield from known_name(course.crew, scenario.fleets, "fleet", (*at, "crew"), origins)
        if course.crew in scenario.fleets and scenario.fleets[course.crew].crews is None:
            yield problem(
                (*at, "crew"),
                f"fleet '{course.crew}' has no crews to train",
                f"add crews to fleets.{course.crew}",
                origins,
            )
        yield from known_name(course.officers, scenario.sites, "site", (*at, "officers"), origins)
        if course.officers in scenario.sites and scenario.sites[course.officers].officers is None:
            yield problem(
                (*at, "officers"),
                f"site '{course.officers}' has no officers to train",
                f"add officers to sites.{course.officers}",
                origins,
            )
        if course.trade is not None:
            holders = [s for s, site in scenario.sites.items() if course.trade in site.technicians]
            if course.site is not None:
                yield from known_name(course.site, scenario.sites, "site", (*at, "site"), origins)
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
                yield from known_name(course.trade, sorted(every), "trade", (*at, "trade"), origins)
        if course.every.value < 0.5:
            yield problem(
                (*at, "every"), "intakes are at least half a month apart", "write every: 1 month", origins
            )
