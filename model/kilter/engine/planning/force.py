"""Plan of the capability index and of readiness reporting."""

from __future__ import annotations

from .context import Context


def plan_capability(context: Context) -> None:
    """Measures of capability."""
    if context.scenario.capability is None:
        return
    context.layout.add_state("capability.index")
    for area in context.areas:
        context.layout.add_state("capability.<area>", area=area)
    for origin in context.origins:
        context.layout.add_state("capability.origin.<origin>", origin=origin)


def plan_readiness(context: Context) -> None:
    """Measures of the four pillars."""
    readiness = context.scenario.readiness
    if readiness is None:
        return
    add = context.layout.add_state
    if readiness.personnel is not None:
        add("readiness.personnel")
        add("readiness.personnel.strength")
        add("readiness.personnel.skill")
        if readiness.personnel.senior_required is not None:
            add("readiness.personnel.senior")
    if context.scenario.fleets:
        add("readiness.supply")
        add("readiness.equipment")
    if any(fleet.crews for fleet in context.scenario.fleets.values()):
        add("readiness.training")
    add("readiness.overall")
