"""Plan of precautions and multilateral arrangements."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...scenario.moves import Move
from ...scenario.precautions import Arrangement, Member, Precaution
from ...scenario.references import read_effect
from ..layout import TOTAL, Recipe
from ..rows import ArrangementRow, EffectRow, MemberRow, PrecautionRow
from .context import Context
from .diplomacy import SHORT


def plan_precautions(context: Context) -> tuple[PrecautionRow, ...]:
    """Rows of all precautions, with their measures."""
    precautions = context.scenario.precautions
    _cost(
        context,
        "precautions",
        bool(precautions),
        any(p.price.value or p.setup.value for p in precautions.values()),
    )
    for name in precautions:
        context.layout.add_state("precaution.<precaution>.level", precaution=name)
    return tuple(_precaution(context, name, precaution) for name, precaution in precautions.items())


def plan_arrangements(context: Context) -> Callable[[], tuple[ArrangementRow, ...]]:
    """Measures now; the rows later."""
    arrangements = context.scenario.arrangements
    _cost(context, "arrangements", bool(arrangements), any(a.price.value for a in arrangements.values()))
    for name, arrangement in arrangements.items():
        context.layout.add_state("arrangement.<arrangement>.in_force", arrangement=name)
        context.layout.add_state("arrangement.<arrangement>.members", arrangement=name)
        for member in arrangement.members:
            context.layout.add_state(
                "arrangement.<arrangement>.member.<actor>", arrangement=name, actor=member
            )
    return lambda: tuple(_arrangement(context, name, a) for name, a in arrangements.items())


def _cost(context: Context, what: str, there: bool, priced: bool) -> None:
    if there:
        counter = context.layout.counter(f"cost.{what}")
        if priced:
            context.layout.add(f"cost.{what}", Recipe(TOTAL, (counter,)))


def _effects(context: Context, effects: Mapping[str, Move]) -> tuple[EffectRow, ...]:
    return tuple(
        EffectRow(context.slot(c.path), c.how == "multiply", c.value, c.path)
        for path, move in effects.items()
        for c in read_effect(path, move.text, context.known)
    )


def _precaution(context: Context, name: str, precaution: Precaution) -> PrecautionRow:
    path, slot = f"precautions.{name}", context.slot
    return PrecautionRow(
        name=name,
        title=precaution.title,
        start=slot(f"{path}.from"),
        **{f: slot(f"{path}.{f}") for f in ("ramp", "level", "setup", "price")},
        calms=precaution.calms,
        effects=_effects(context, precaution.effects),
    )


def _arrangement(context: Context, name: str, arrangement: Arrangement) -> ArrangementRow:
    path, slot = f"arrangements.{name}", context.slot
    return ArrangementRow(
        name=name,
        title=arrangement.title,
        start=slot(f"{path}.from"),
        members=tuple(_member(context, name, actor, m) for actor, m in arrangement.members.items()),
        **{f: slot(f"{path}.{f}") for f in ("quorum", "lapse", "price")},
        calms=arrangement.calms,
        effects=_effects(context, arrangement.effects),
    )


def _member(context: Context, arrangement: str, actor: str, member: Member) -> MemberRow:
    path, slot = f"arrangements.{arrangement}.members.{actor}", context.slot
    driver = SHORT.get(member.driver, member.driver).format(actor)
    return MemberRow(
        actor=actor,
        driver=context.state_of(driver, ("arrangements", arrangement, "members", actor, "driver")),
        driver_name=driver,
        below=member.below,
        joined=member.joined,
        **{f: slot(f"{path}.{f}") for f in ("at", "width", "rate", "leaves", "company")},
    )
