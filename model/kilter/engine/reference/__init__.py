"""The reference engine: the model written to be read, on SimPy, traceable event by event.

A month ends in a fixed order, each step seeing what the one before has left: books, crews' practice, capability,
other parties, perception and concern, reactions chosen, partnership, channels, ladders, people displaced, risk,
arrangements joined or left. Dated changes follow. Then the next month opens: chosen reactions start, precautions and
arrangements act, the agreement's tracks deliver, people move, supply and money are renewed,
halls take items in, and the month's use is planned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..plan import Plan
from ..rows import ChangeRow
from ..trace import Tracer
from ..trajectory import Trajectory
from .kernel import CHANGE, CLOSE, END, OPEN, REPORT, WARMUP
from .registry import build, close, open_month
from .world import World

__all__ = ["simulate"]


def simulate(plan: Plan, seed: int, replication: int, tracer: Tracer | None = None) -> Trajectory:
    """Run one replication.

    Args:
        plan: what to run.
        seed: of the experiment; any integer.
        replication: which replication, from 0. The same address always gives the same bytes.
        tracer: collects what happened and why; tracing changes no number.

    >>> from kilter.scenario import loads
    >>> from kilter.engine.plan import plan
    >>> float(simulate(plan(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")), 1, 0).averages[0])
    1.0
    """
    world = World(plan, seed, replication, tracer)
    build(world)
    _begin(world)
    _schedule(world)
    # Users ask for parts and lost orders are placed again without end, so the clock is told when to stop.
    world.clock.run(until=world.clock.at(plan.time.end, END, 0))
    return world.books.trajectory()


def _begin(world: World) -> None:
    """The state at the start, from which every later change is measured."""
    for shop in world.shops.all:
        shop.refresh()
    world.people.write()
    world.fleets.begin()
    world.capability.close(0)
    world.parties.begin()
    world.actors.begin()
    world.agreement.begin()
    world.books.watch_from_start()
    world.risk.close(0)
    world.books.start_states = world.books.states.copy()


def _schedule(world: World) -> None:
    time, clock = world.plan.time, world.clock
    _open(world)
    for month, tick in enumerate(time.months):
        clock.call(tick, CLOSE, 0, partial(_close, world, month))
        if tick < time.end:
            clock.call(tick, OPEN, 0, partial(_open, world))
    for tick in time.reports:
        clock.call(tick, REPORT, 0, partial(_write, world, world.books.report))
    if time.warmup:
        clock.call(time.warmup, WARMUP, 0, partial(_write, world, world.books.warm))
    for number, change in enumerate(world.plan.changes):
        clock.call(change.tick, CHANGE, _AFTER_REACTIONS + number, partial(_change, world, change))


#: Dated changes come after reactions that end at the same instant.
_AFTER_REACTIONS = 1 << 20


def _change(world: World, change: ChangeRow) -> None:
    if change.param >= 0:
        world.levers.set(change.param, change.value)
        text = f"{change.path} becomes {change.value:g}"
        world.note("scenario", "intervention", text, (change.note,) if change.note else ())
    else:
        world.agreement.force(int(change.value))


def _write(world: World, what: Callable[[int], None]) -> None:
    for fleet in world.fleets.all:
        fleet.flush_hours()
    world.missions.flush()
    what(world.now)


def _close(world: World, month: int) -> None:
    _write(world, world.books.close_month)
    close(world, month)
    world.month = month + 1


def _open(world: World) -> None:
    open_month(world, world.month)
