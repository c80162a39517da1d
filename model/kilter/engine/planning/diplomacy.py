"""Plan of the agreement and the actors. Both return makers: rows that name measures are made once all exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...scenario.actors import Actor, Reaction
from ...scenario.agreement import STATES, Conduct, Driver, Track
from ...scenario.names import DEPTHS, LEVELS
from ...scenario.references import read_effect
from ..rows import (
    NONE,
    ActorRow,
    AgreementRow,
    DriverRow,
    EffectRow,
    IncidentRow,
    ReactionRow,
    TrackRow,
)
from .context import Context

#: What each kind of track gives: field of the section, and the rows it points at.
GIVES: Mapping[str, tuple[str, ...]] = {
    "maintenance": ("advisers",),
    "parts": (),
    "training": ("seats",),
    "overhaul": ("slots",),
    "upgrades": ("rehabilitate", "upgrade"),
    "infrastructure": ("tools",),
    "equipment": ("items",),
}


def plan_agreement(context: Context) -> Callable[[], AgreementRow | None]:
    """Measures now; the row later."""
    agreement = context.scenario.agreement
    if agreement is None:
        return lambda: None
    for state in ("trust", "depth", "convergence", "state", "in_force", "delivery"):
        context.layout.add_state(f"agreement.{state}")
    for kind in GIVES:
        if getattr(agreement.tracks, kind) is not None:
            context.layout.add_state("agreement.track.<track>", track=kind)
    return lambda: _agreement_row(context)


def _agreement_row(context: Context) -> AgreementRow:
    agreement, slot = context.scenario.agreement, context.slot
    assert agreement is not None
    path = "agreement"
    factors = list(Conduct.model_fields)
    life = [slot(f"{path}.life.{f}") for f in ("end", "suspend", "narrow", "delay", "broaden", "resume")]
    tracks = [
        _track(context, kind, track)
        for kind in GIVES
        if (track := getattr(agreement.tracks, kind)) is not None
    ]
    return AgreementRow(
        partner=agreement.partner,
        state=STATES.index(agreement.state),
        **{f: slot(f"{path}.{f}") for f in ("transparency", "pace", "announced", "depth", "signed", "price")},
        tracks=tuple(tracks),
        conduct=tuple(slot(f"{path}.conduct.{f}") for f in factors),
        weights=tuple(slot(f"{path}.conduct_weights.{f}") for f in factors),
        trust=slot(f"{path}.trust.start"),
        **{f: slot(f"{path}.trust.{f}") for f in ("speed", "shock", "up", "down", "rate_up", "rate_down")},
        partner_interests=_drivers(context, "partner_interests", agreement.partner_interests),
        focal_interests=_drivers(context, "focal_interests", agreement.focal_interests),
        rates=tuple(life),
        sensitivity=slot(f"{path}.life.sensitivity"),
        broaden_depth=slot(f"{path}.life.broaden_depth"),
        factors=(
            slot(f"{path}.life.delayed"),
            slot(f"{path}.life.narrowed"),
            slot(f"{path}.life.broadened"),
        ),
    )


def _track(context: Context, kind: str, track: Track) -> TrackRow:
    path, slot = f"agreement.tracks.{kind}", context.slot
    gives = [
        (what, _target(context, what, name), slot(f"{path}.{what}.{name}"))
        for what in GIVES[kind]
        for name in getattr(track, what)
    ]
    limits = [
        (context.fleet_index[name], slot(f"{path}.limit.{name}")) for name in getattr(track, "limit", {})
    ]
    grade = getattr(track, "grade", None)
    return TrackRow(
        kind,
        slot(f"{path}.from"),
        slot(f"{path}.ramp"),
        slot(f"{path}.level"),
        slot(f"{path}.delivery"),
        DEPTHS.index(track.depth) + 1,
        tuple(gives),
        LEVELS.index(grade) if grade else NONE,
        tuple(limits),
    )


def _target(context: Context, what: str, name: str) -> int:
    if what == "advisers":
        return next(i for (_, trade), i in context.shop_index.items() if trade == name)
    if what == "seats":
        return context.course_index[name]
    if what == "tools":
        return context.site_names.index(name)
    return context.fleet_index[name]


def _drivers(context: Context, side: str, drivers: Mapping[str, Driver]) -> tuple[DriverRow, ...]:
    rows = []
    for name, driver in drivers.items():
        path = f"agreement.{side}.{name}"
        follows = NONE
        if driver.follows is not None:
            follows = context.state_of(
                driver.follows.measure, ("agreement", side, name, "follows", "measure")
            )
        rows.append(
            DriverRow(
                name,
                context.slot(f"{path}.value"),
                context.slot(f"{path}.weight"),
                follows,
                context.slot(f"{path}.follows.slope"),
            )
        )
    return tuple(rows)


def plan_actors(context: Context) -> Callable[[], tuple[ActorRow, ...]]:
    """Measures now; the rows later."""
    add = context.layout.add_state
    for name, actor in context.scenario.actors.items():
        for state in ("concern", "perceived", "opportunity", "reactions"):
            add(f"actor.<actor>.{state}", actor=name)
        if actor.alarm:
            add("actor.<actor>.alarm", actor=name)
            add("actor.<actor>.reassurance", actor=name)
        for kind in _kinds(context, name, actor):
            add("actor.<actor>.memory.<kind>", actor=name, kind=kind)
        for reaction in actor.reactions:
            add("actor.<actor>.reaction.<reaction>", actor=name, reaction=reaction)
    return lambda: tuple(_actor(context, name, actor) for name, actor in context.scenario.actors.items())


def _kinds(context: Context, name: str, actor: Actor) -> tuple[str, ...]:
    """Kinds of events that can reach an actor: capability, incidents, and what others do that it hears of."""
    heard = [
        reaction.kind
        for other in context.scenario.actors.values()
        for reaction in other.reactions.values()
        if name in reaction.signals
    ]
    return tuple(dict.fromkeys(("capability", *(["incidents"] if actor.incidents else []), *heard)))


def _actor(context: Context, name: str, actor: Actor) -> ActorRow:
    path, slot = f"actors.{name}", context.slot
    concern = f"{path}.concern"
    baseline = slot(f"{concern}.baseline")
    return ActorRow(
        name=name,
        party=context.party_index[actor.party] if actor.party else NONE,
        rivalry=slot(f"{concern}.rivalry"),
        alarm=tuple(
            (context.areas.index(a), slot(f"{path}.alarm.{a}")) for a in actor.alarm if a in context.areas
        ),
        start=slot(f"{concern}.start"),
        baseline=baseline if baseline != NONE else slot(f"{concern}.start"),
        **{
            f: slot(f"{concern}.{f}")
            for f in ("gain", "speed", "fade", "opacity", "signal", "lag", "noise", "salience")
        },
        credibility=slot(f"{path}.credibility"),
        incidents=tuple(
            IncidentRow(
                context.channel_index[x.channel],
                slot(f"{path}.incidents.{i}.weight"),
                slot(f"{path}.incidents.{i}.reference"),
            )
            for i, x in enumerate(actor.incidents)
        ),
        by_level=actor.concern.follows == "level",
        typed=bool(actor.memory),
        kinds=(kinds := _kinds(context, name, actor)),
        half_lives=tuple(slot(f"{path}.memory.{kind}") for kind in kinds),
        opportunity=slot(f"{path}.opportunity.start"),
        opportunity_gain=slot(f"{path}.opportunity.gain"),
        capacity=slot(f"{path}.capacity"),
        reactions=tuple(_reaction(context, name, key, r) for key, r in actor.reactions.items()),
    )


#: Short names of drivers that belong to the reacting actor or the agreement.
SHORT = {"concern": "actor.{}.concern", "opportunity": "actor.{}.opportunity", "trust": "agreement.trust"}


def _reaction(context: Context, actor: str, name: str, reaction: Reaction) -> ReactionRow:
    path, slot = f"actors.{actor}.reactions.{name}", context.slot
    driver = SHORT.get(reaction.driver, reaction.driver).format(actor)
    location = ("actors", actor, "reactions", name, "driver")
    effects = [
        EffectRow(slot(c.path), c.how == "multiply", c.value, c.path)
        for p, move in reaction.effects.items()
        for c in read_effect(p, move.text, context.known)
    ]
    return ReactionRow(
        name=name,
        title=reaction.title,
        kind=reaction.kind,
        driver=context.state_of(driver, location),
        driver_name=driver,
        at=slot(f"{path}.at"),
        width=slot(f"{path}.width"),
        below=reaction.below,
        rate=slot(f"{path}.rate"),
        lasts=context.must_spread(f"{path}.lasts", reaction.lasts),
        effort=slot(f"{path}.effort"),
        effects=tuple(effects),
        signals=tuple((context.actor_index[a], slot(f"{path}.signals.{a}")) for a in reaction.signals),
        trust=slot(f"{path}.trust"),
        active=context.layout.states[f"actor.{actor}.reaction.{name}"],
    )
