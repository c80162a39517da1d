"""The generated worlds leave nothing out: a new mechanism that the generator does not know fails here.

What a scenario may say is listed from its sections themselves. Whatever is off unless it is mentioned (a section, a
list, a choice, a number whose default means "off") has to be mentioned by some generated world, every choice has to
be made by one, and every measure has to move in one: a mechanism that is written down but never at work is no test.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.engine.strategies import Document, build, documents

from kilter.engine.plan import Plan, plan
from kilter.engine.reference import registry, simulate
from kilter.scenario import Scenario
from kilter.scenario.quantity import Quantity, Section

pytestmark = pytest.mark.untraced

#: Worlds that are looked at together.
WORLDS = 24
#: Keys that explain and decide nothing.
WORDS = {"title", "story", "note", "source", "owner", "confidence", "written", "sources", "kilter"}
#: What other tests put into these worlds, or what is no mechanism; each with the reason.
LEFT_OUT = {
    "Scenario.report": "test_addressing changes the reporting period",
    "Scenario.warmup": "test_addressing changes the warm-up",
    "Scenario.interventions": "test_addressing adds dated changes",
    "Horizon.months": "how long a world is, not what is in it",
    "Horizon.days": "how long a world is, not what is in it",
}
#: Sections that are no part of a running world.
APART = {"Source", "Intervention", "Horizon"}
#: Choices that are words only, or are tested one by one elsewhere.
WORD_CHOICES = {
    "Reaction.kind",
    "Precaution.kind",
    "Actor.memory",
    "Choice.confidence",
    "Site.week",
    "Agreement.state",  # test_conservation goes through them
}


@cache
def worlds() -> tuple[Scenario, ...]:
    """Generated worlds, always the same."""
    found: list[Document] = []

    @settings(
        max_examples=WORLDS,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(months=14))
    def keep(document: Document) -> None:
        found.append(document)

    keep()
    return tuple(build(document) for document in found)


@cache
def plans() -> tuple[Plan, ...]:
    """Their plans."""
    return tuple(plan(scenario) for scenario in worlds())


def reachable(kind: Any = Scenario, seen: set[type[Section]] | None = None) -> set[type[Section]]:
    """Every section that a scenario may hold."""
    seen = set() if seen is None else seen
    if isinstance(kind, type) and issubclass(kind, Section):
        if kind not in seen:
            seen.add(kind)
            for info in kind.model_fields.values():
                reachable(info.annotation, seen)
        return seen
    for part in get_args(kind):
        reachable(part, seen)
    return seen


def inside(value: object) -> Iterator[Section]:
    """Every section of a scenario."""
    if isinstance(value, Section):
        yield value
        for name in type(value).model_fields:
            yield from inside(getattr(value, name))
    elif isinstance(value, dict):
        for entry in value.values():
            yield from inside(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from inside(entry)


def is_off(default: object) -> bool:
    """Whether a default leaves something out: nothing, an empty section, or a number that is so by definition."""
    if isinstance(default, Quantity):
        return default.source.startswith("definition")
    if isinstance(default, Section):
        return all(is_off(getattr(default, key)) for key in type(default).model_fields)
    return True


def mentioned() -> set[str]:
    """Every key that some world writes with something in it."""
    found = set()
    for scenario in worlds():
        for section in inside(scenario):
            for key in section.model_fields_set:
                value = getattr(section, key)
                if value not in (None, {}, []) and not (isinstance(value, Quantity) and value.default):
                    found.add(f"{type(section).__name__}.{key}")
    return found


def choices(kind: Any) -> Iterator[str]:
    """The words that a field may hold."""
    if get_origin(kind) is Literal:
        yield from (word for word in get_args(kind) if isinstance(word, str))
    else:
        for part in get_args(kind):
            yield from choices(part)


def made() -> set[tuple[str, str]]:
    """Every choice that some world makes."""
    found = set()
    for scenario in worlds():
        for section in inside(scenario):
            for key in type(section).model_fields:
                value = getattr(section, key)
                for word in value if isinstance(value, list | dict) else [value]:
                    if isinstance(word, str | bool):
                        found.add((key, str(word)))
    return found


def test_every_key_that_is_off_unless_mentioned_is_mentioned() -> None:
    """Add what is missing to tests/engine/enriching.py."""
    wanted = {
        f"{kind.__name__}.{key}"
        for kind in reachable()
        if kind.__name__ not in APART
        for key, info in kind.model_fields.items()
        if key not in WORDS and is_off(info.get_default(call_default_factory=True, validated_data={}))
    }
    assert sorted(wanted - mentioned() - set(LEFT_OUT)) == []
    assert set(LEFT_OUT) <= {f"{k.__name__}.{key}" for k in reachable() for key in k.model_fields}


def test_every_choice_is_made() -> None:
    """Add what is missing to tests/engine/enriching.py."""
    wanted = {
        (key, word)
        for kind in reachable()
        if kind.__name__ not in APART
        for key, info in kind.model_fields.items()
        if f"{kind.__name__}.{key}" not in WORD_CHOICES
        for word in [
            *choices(info.annotation),
            *(["True", "False"] if info.annotation is bool else []),
        ]
    }
    assert sorted(wanted - made()) == []


@cache
def moved() -> dict[tuple[str, str], set[str]]:
    """For each kind of measure, the names under which it takes more than one value in some world."""
    found: dict[tuple[str, str], set[str]] = {}
    seen: dict[str, set[float]] = {}
    for number, planned in enumerate(plans()):
        values = simulate(planned, 1, number).values
        for place, measure in enumerate(planned.measures):
            names = found.setdefault((measure.name.partition(".")[0], measure.definition), set())
            seen.setdefault(measure.name, set()).update(np.nan_to_num(values[:, place], nan=-1.0).tolist())
            if len(seen[measure.name]) > 1:
                names.add(measure.name)
    return found


def test_every_kind_of_measure_moves_in_some_world() -> None:
    """A mechanism that never does anything in any world is not tested by any property of these worlds."""
    assert sorted(kind for kind, names in moved().items() if not names) == []


@pytest.mark.parametrize("name", [name for name, _ in registry.PARTS])
def test_every_part_of_the_engine_is_at_work_in_every_world(name: str) -> None:
    """A part that is registered has rows to work on in every generated world; see WORK for what shows it."""
    assert name in WORK, f"say what shows that '{name}' is at work"
    for planned in plans():
        assert any(measure.name.startswith(WORK[name]) for measure in planned.measures), name


#: By what measure each registered part of the engine shows; a new part adds its line.
WORK = {
    "ledger": "cost.",
    "shops": "site.base.trade.air.",
    "agreement": "agreement.",
    "stores": "site.camp.part.engine.",
    "fleets": "fleet.scouts.",
    "halls": "fleet.birds.in_hall",
    "crews": "fleet.birds.crews",
    "missions": "mission.",
    "officers": "site.base.officers",
    "people": "course.",
    "capability": "capability.",
    "parties": "party.",
    "actors": "actor.",
    "precautions": "precaution.",
    "arrangements": "arrangement.",
    "channels": "channel.",
    "ladders": "ladder.",
    "flows": "channel.exodus.",
    "risk": "risk.",
}
