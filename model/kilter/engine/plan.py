"""From a scenario to a plan: names become positions, quantities become one flat list of parameters.

``plan`` is the only door between the scenario and the engines. It also checks what only a plan can know: that
every measure named by a driver, a reaction or an interest exists.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..errors import Problem, ScenarioError
from ..scenario.document import Scenario
from .layout import Layout, Recipe
from .planning.context import Context
from .planning.diplomacy import plan_actors, plan_agreement
from .planning.fleets import plan_fleets
from .planning.force import plan_capability, plan_readiness
from .planning.missions import plan_missions
from .planning.parties import plan_parties
from .planning.people import plan_courses, plan_officers, plan_shops
from .planning.precautions import plan_arrangements, plan_precautions
from .planning.risk import plan_channels, plan_ladders, plan_risk
from .planning.supply import plan_stores, plan_suppliers
from .planning.timeline import plan_changes
from .rows import (
    ActorRow,
    AgreementRow,
    ArrangementRow,
    ChangeRow,
    ChannelRow,
    CourseRow,
    FleetRow,
    LadderRow,
    MissionRow,
    OfficersRow,
    PartyRow,
    PrecautionRow,
    RiskRow,
    ShopRow,
    StoreRow,
    SupplierRow,
)
from .timebase import Timebase
from .trajectory import Measure


@dataclass(frozen=True)
class Plan:
    """Everything an engine needs to know, and nothing to look up by name.

    Attributes:
        fingerprint: of the scenario.
        title: of the scenario.
        time: the instants of the run.
        paths: canonical path of each parameter.
        params: value of each parameter at the start, in base units.
        bounds: lowest and highest value each parameter may be moved to.
        layout: slots and recipes of the measures.
        watched: (state slot, recipe) pairs evaluated over each month, for drivers that follow period measures.
    """

    fingerprint: str
    title: str
    time: Timebase
    paths: tuple[str, ...]
    params: tuple[float, ...]
    bounds: tuple[tuple[float, float], ...]
    layout: Layout
    watched: tuple[tuple[int, Recipe], ...]
    sites: tuple[str, ...]
    areas: tuple[str, ...]
    origins: tuple[str, ...]
    fleets: tuple[FleetRow, ...]
    shops: tuple[ShopRow, ...]
    stores: tuple[StoreRow, ...]
    suppliers: tuple[SupplierRow, ...]
    courses: tuple[CourseRow, ...]
    missions: tuple[MissionRow, ...]
    officers: tuple[OfficersRow, ...]
    parties: tuple[PartyRow, ...]
    agreement: AgreementRow | None
    actors: tuple[ActorRow, ...]
    precautions: tuple[PrecautionRow, ...]
    arrangements: tuple[ArrangementRow, ...]
    channels: tuple[ChannelRow, ...]
    ladders: tuple[LadderRow, ...]
    risk: RiskRow | None
    reports_readiness: bool
    reports_personnel: bool
    has_capability: bool
    changes: tuple[ChangeRow, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is reported, in order."""
        return tuple(self.layout.measures)

    @property
    def months(self) -> tuple[dt.date, ...]:
        """Last day of each reporting period."""
        return tuple(self.time.date(tick) for tick in self.time.reports)


def plan(scenario: Scenario) -> Plan:
    """Turn a scenario into a plan.

    Raises:
        ScenarioError: a driver, a reaction or an interest names a measure that the scenario does not have.

    >>> from kilter.scenario import loads
    >>> p = plan(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}"))
    >>> len(p.months), p.measures[0].name
    (12, 'fleet.truck.availability')
    """
    context = Context(scenario, Timebase.of(scenario))
    fleets = plan_fleets(context)
    stores, suppliers = plan_stores(context), plan_suppliers(context)
    shops, courses = plan_shops(context), plan_courses(context)
    missions, officers = plan_missions(context), plan_officers(context)
    plan_capability(context)
    parties = plan_parties(context)
    plan_readiness(context)
    agreement_maker = plan_agreement(context)
    actors_maker = plan_actors(context)
    channels_maker, ladders_maker = plan_channels(context), plan_ladders(context)
    risk_maker = plan_risk(context)
    precautions, arrangements_maker = plan_precautions(context), plan_arrangements(context)
    # Every measure now has its slot, so whatever refers to one can be resolved.
    made = Plan(
        fingerprint=scenario.fingerprint,
        title=scenario.title,
        time=context.time,
        paths=tuple(context.paths),
        params=tuple(context.values),
        bounds=tuple(context.bounds),
        layout=context.layout,
        parties=parties,
        agreement=agreement_maker(),
        actors=actors_maker(),
        precautions=precautions,
        arrangements=arrangements_maker(),
        channels=channels_maker(),
        ladders=ladders_maker(),
        risk=risk_maker(),
        watched=(),
        sites=tuple(scenario.sites),
        areas=context.areas,
        origins=context.origins,
        fleets=fleets,
        shops=shops,
        stores=stores,
        suppliers=suppliers,
        courses=courses,
        missions=missions,
        officers=officers,
        reports_readiness=scenario.readiness is not None,
        reports_personnel=scenario.readiness is not None and scenario.readiness.personnel is not None,
        has_capability=scenario.capability is not None,
        changes=plan_changes(context),
    )
    problems: list[Problem] = context.problems
    if problems:
        raise ScenarioError(problems)
    return _with_watched(made, context)


def _with_watched(made: Plan, context: Context) -> Plan:
    from dataclasses import replace

    return replace(made, watched=tuple(context.watched))
