"""A mechanism is in both engines or in neither: what one of them lacks is listed here, and the lists are empty.

Modules, the order of the month, what events lead to, fields of a plan, quantities and random numbers are compared.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests.engine.test_everything import plans

from kilter.engine import reference, rows
from kilter.engine.compiled import kernel
from kilter.engine.compiled.building import functions
from kilter.engine.compiled.kernel import handlers, head, loop
from kilter.engine.compiled.packing import Image, pack
from kilter.engine.plan import Plan
from kilter.engine.plan import plan as planned
from kilter.engine.reference import registry, world
from kilter.engine.reference.levers import Levers
from kilter.engine.streams import Stream, Streams
from kilter.scenario import loads

pytestmark = pytest.mark.untraced

#: Modules of the reference engine that the kernel has under another name.
ELSEWHERE = {"kernel": "agenda", "registry": "loop", "world": "head"}
#: Fields that only say what something is called, in records of a trace.
NAMES = {
    *(
        "AgreementRow.partner",
        "ArrangementRow.title",
        "ChangeRow.note",
        "ChangeRow.path",
        "ChannelRow.counts",
    ),
    *("DriverRow.name", "EffectRow.path", "FleetRow.site", "MemberRow.driver_name", "PrecautionRow.title"),
    *("PullRow.name", "ReactionRow.driver_name", "ReactionRow.title", "Plan.fingerprint", "Plan.title"),
}


def modules_of(package: ModuleType) -> set[str]:
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def test_every_module_of_the_reference_has_its_own_in_the_kernel():
    counterparts = {ELSEWHERE.get(name, name) for name in modules_of(reference)}
    assert counterparts - modules_of(kernel) == set()


def test_every_part_is_at_work_in_the_kernel():
    made = {part.__module__.rpartition(".")[2] for _, part in registry.PARTS}
    at_work = {function.__module__.rpartition(".")[2] for function in functions.reached()}
    assert made - at_work == set()


def test_every_function_of_the_kernel_is_called_from_its_entry():
    written = {
        function
        for name in modules_of(kernel)
        for module in [__import__(f"{kernel.__name__}.{name}", fromlist=["_"])]
        for function in vars(module).values()
        if inspect.isfunction(function) and function.__module__ == module.__name__
    }
    assert {f"{f.__module__}.{f.__name__}" for f in written - set(functions.reached())} == set()


# -- the order of the month, and what events lead to --------------------------------------------------------------


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what the main loop calls, none of which does anything."""
    seen: list[str] = []

    def recorder(name: str) -> Callable[..., int]:
        def record(*_: Any) -> int:
            seen.append(name)
            return 0

        return record

    for name, module in list(vars(loop).items()):
        if inspect.ismodule(module) and module is not handlers:
            stand_in = SimpleNamespace(**vars(module))
            for key, function in vars(module).items():
                if inspect.isfunction(function):
                    setattr(stand_in, key, recorder(f"{name}.{key}"))
            monkeypatch.setattr(loop, name, stand_in)
    return seen


def test_the_month_ends_in_the_same_order(called):
    loop.close([0] * head.SIZE, [0.0], 0)
    assert called == [f"{name}.close" for name in registry.CLOSING]


def test_the_month_begins_in_the_same_order(called):
    loop.open_month([0] * head.SIZE, [0.0])
    assert called == [f"{name}.open_month" for name in registry.OPENING]


def test_every_event_leads_to_something_of_its_own(called):
    def happens(*numbers: int) -> list[str]:
        """What is called when such events happen at once, and then the run ends."""
        called.clear()
        words = [0] * (head.SIZE + 8)
        words[head.SOONS], words[head.RING], words[head.SOON_TAIL] = head.SIZE, 7, len(numbers) + 1
        for at, number in enumerate((*numbers, handlers.STOP)):
            words[head.SIZE + at] = number << loop.agenda.DATA_BITS
        assert loop.simulate(words, words) == len(numbers) + 1
        return list(called)

    *before, last = happens()
    leads: dict[tuple[str, ...], str] = {}
    for name, number in vars(handlers).items():
        if name.isupper() and name != "STOP":
            found = happens(number)
            assert (found[: len(before)], found[-1]) == (before, last)
            other = leads.setdefault(tuple(found[len(before) : -1]), name)
            assert other == name, f"{name} and {other} lead to the same"
    assert () not in leads


# -- what a plan says ----------------------------------------------------------------------------------------------

ROWS = [getattr(rows, name) for name in rows.__all__ if name != "NONE"]


@contextmanager
def recorded(kinds: list[type], seen: set[str]) -> Iterator[None]:
    """Every field that is read of objects of some classes; comparing them reads none."""
    kept = [(kind, kind.__eq__, kind.__hash__) for kind in kinds]

    def reading(kind: type) -> Callable[[Any, str], Any]:
        own = {field.name for field in fields(kind)}

        def read(self: Any, name: str) -> Any:
            if name in own:
                seen.add(f"{kind.__name__}.{name}")
            return object.__getattribute__(self, name)

        return read

    try:
        for kind in kinds:
            kind.__getattribute__ = reading(kind)  # type: ignore[method-assign]
            kind.__eq__ = object.__eq__  # type: ignore[method-assign]
            kind.__hash__ = object.__hash__  # type: ignore[method-assign]
        yield
    finally:
        for kind, equal, hashed in kept:
            del kind.__getattribute__
            kind.__eq__, kind.__hash__ = equal, hashed  # type: ignore[method-assign]


def dated() -> Plan:
    """A plan with a dated change, which generated worlds do not have."""
    change = "interventions: [{on: 2026-03-01, set: {fleets.truck.priority: 1}}]"
    return planned(loads(f"{{start: 2026-01-01, horizon: 1 y, fleets: {{truck: {{items: 5}}}}, {change}}}"))


def test_every_field_of_a_plan_is_packed():
    read: set[str] = set()
    made = (*plans(), dated())
    with recorded([*ROWS, Plan], read):
        for plan in made:
            pack(plan)
    known = {f"{kind.__name__}.{field.name}" for kind in (*ROWS, Plan) for field in fields(kind)}
    assert sorted(known - read) == sorted(NAMES)


# -- what the reference reads while it runs ------------------------------------------------------------------------


def test_every_quantity_and_every_stream_of_the_reference_is_packed(monkeypatch):
    quantities: set[int] = set()
    names: set[str] = set()
    packed_quantities: set[int] = set()
    packed_names: set[str] = set()

    class Noticing(list[float]):
        def __getitem__(self, slot):
            quantities.add(slot)
            return super().__getitem__(slot)

    class NoticingLevers(Levers):
        def __init__(self, plan):
            super().__init__(plan)
            self.now = Noticing(self.now)

    def lever(image, slot, plain=Image.lever):
        packed_quantities.add(slot)
        return plain(image, slot)

    def key(image, name, plain=Image.key):
        packed_names.add(name)
        return plain(image, name)

    class NoticingStream(Stream):
        about = ("", "")

        def next(self):
            names.update(self.about)
            return super().next()

        def at(self, draw):
            names.update(self.about)
            return super().at(draw)

    def stream(streams, purpose, entity, plain=Streams.stream):
        made = NoticingStream(plain(streams, purpose, entity).base)
        made.about = (purpose, entity)
        return made

    monkeypatch.setattr(world, "Levers", NoticingLevers)
    monkeypatch.setattr(Streams, "stream", stream)
    monkeypatch.setattr(Image, "lever", lever)
    monkeypatch.setattr(Image, "key", key)
    lacking = set()
    for plan in plans():
        for seen in (quantities, names, packed_quantities, packed_names):
            seen.clear()
        reference.simulate(plan, 1, 0)
        pack(plan)
        assert quantities
        assert names
        lacking |= {plan.paths[slot] for slot in quantities - packed_quantities}
        lacking |= names - packed_names
    assert lacking == set()
