"""Names that missions use, and which fleets serve them."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from ..missions import Mission
from .names import known_name


def serving(scenario: Scenario, mission: Mission) -> list[str]:
    """The fleets that serve a mission: those it names, or the focal party's with a weight in its area."""
    if mission.fleets:
        return list(dict.fromkeys(mission.fleets))
    focal = (None, scenario.focal)
    return [
        name
        for name, fleet in scenario.fleets.items()
        if (scenario.focal is None or fleet.party in focal)
        and mission.area in fleet.areas
        and fleet.areas[mission.area].value > 0
    ]


def check_missions(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything missions name, and fleets whose use nothing says."""
    serve = set()
    for name, mission in scenario.missions.items():
        at: Location = ("missions", name)
        for i, fleet in enumerate(mission.fleets):
            yield from known_name(fleet, scenario.fleets, "fleet", (*at, "fleets", i), origins)
        served = serving(scenario, mission)
        serve.update(served)
        if mission.area is not None and not served:
            areas = list(dict.fromkeys(a for f in scenario.fleets.values() for a in f.areas))
            if mission.area not in areas:
                yield from known_name(mission.area, areas, "capability area", (*at, "area"), origins)
            else:
                yield problem(
                    (*at, "area"),
                    f"no fleet of the focal party has a weight in '{mission.area}'",
                    "give one a weight there, or write fleets: […]",
                    origins,
                )
    for name, one in scenario.fleets.items():
        if one.use is not None and one.use.plan is None and name not in serve:
            yield problem(
                ("fleets", name, "use"),
                "nothing says how much the fleet is used",
                "write plan: 450 h/month, or a mission that it serves",
                origins,
            )
