"""What holds at every instant of every run: items, parts, people and money come from somewhere and go somewhere."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import numpy as np
from tests.engine.test_supply_conservation import adds_up, counting

from kilter.engine.planning.fleets import FMC, HALL, HULK, LONG_TERM, LOST, NMCS, PMC, STATES
from kilter.engine.reference.crews import Crews
from kilter.engine.reference.fleets import Fleet
from kilter.engine.reference.money import Ledger
from kilter.engine.reference.officers import Officers
from kilter.engine.reference.people import Course
from kilter.engine.reference.world import World

#: Money is a sum of many payments; it may round.
CENT = 0.01


def whole(world: World) -> None:
    """Everything that must hold after every event."""
    assert all(level >= 0 for level in world.books.levels)
    assert all(counter >= 0 for counter in world.books.counters)
    assert not any(np.isinf(state) for state in world.books.states)
    for fleet in world.fleets.all:
        items(world, fleet)
    adds_up(world)
    people(world)
    money(world)
    for actor in world.actors.all:
        assert 0 <= actor.concern <= 1
        load = sum(world.levers.now[r.row.effort] for r in actor.reactions if r.active)
        assert load <= world.levers.now[actor.row.capacity]


def items(world: World, fleet: Fleet) -> None:
    """Items are delivered or were there, each in one state, and what they lack is owed to them."""
    books, row = world.books, fleet.row
    levels = [books.levels[slot] for slot in fleet.levels]
    start = row.serviceable + row.repairable + row.long_term + row.hulk
    delivered = int(books.counters[fleet.counters["delivered"]])
    assert len(fleet.items) == start + delivered
    counted = Counter(item.state for item in fleet.items)
    assert levels == [counted[state] for state in range(len(STATES))], "an item is in exactly one state"
    assert levels[LOST] == books.counters[fleet.counters["lost"]]
    assert levels[HULK] == row.hulk
    assert 0 <= fleet.upkeep.donor_parts <= max(0, row.hulk) * 2
    assert fleet.upgraded == sum(item.upgraded for item in fleet.items)
    for item in fleet.items:
        assert item.pending or item.state != PMC, "partly capable for a reason"
        assert item.hours >= 0.0
        assert not item.holes or item.state != FMC, "what is whole lacks nothing"
        assert not item.owes or item.state in (LONG_TERM, HALL), "only what stands for long owes parts"
        robbing = fleet.upkeep.robbing
        for store in {hole.store for hole in item.holes} if robbing else ():
            assert robbing is not None
            jobs = item.state in (NMCS, HALL)  # which may ask for more than an item carries
            assert robbing.has(item, store) >= 0 or jobs, (
                f"more was taken than was in it: {STATES[item.state]}"
            )


def people(world: World) -> None:
    """Nobody is made of nothing: staff, pupils, crews and officers are those who were there, joined and stayed."""
    seen = world.seen
    for shop in world.shops.all:
        assert min(*shop.staff, *shop.advisers, *shop.line(), shop.busy, shop.teams, shop.teaching) >= 0
        assert (shop.busy == 0) == (shop.teams == 0)
        assert sum(shop.line()) + shop.teaching >= sum(shop.staff) - shop.teaching
        pupils = sum(
            cohort.pupils
            for course in world.people.courses
            if course.row.shop == shop.index and course.row.to_journeyman
            for cohort in course.cohorts
        )
        on_books = sum(shop.staff) + pupils
        assert on_books <= sum(shop.row.start) + seen["joined", shop.index], "somebody came from nowhere"
    for fleet, row in enumerate(world.plan.fleets):
        if row.crews is not None:
            assert 0 <= world.crews.trained[fleet] <= seen["crews at the start", fleet] + seen["crews", fleet]
            assert 0.0 <= world.crews.share[fleet] <= 1.0
    for site, officers in enumerate(world.officers.trained):
        assert 0 <= officers <= seen["officers at the start", site] + seen["officers", site]


def money(world: World) -> None:
    """What was paid is what is booked, kind by kind, and support never exceeds what its year allows."""
    ledger, seen = world.ledger, world.seen
    counters = world.books.counters
    total = 0.0
    for what, slot in ledger._slots.items():
        if what != "total":
            assert abs(counters[slot] - seen["paid", what]) <= CENT, what
            total += seen["paid", what]
    assert abs(counters[ledger._slots["total"]] - total) <= CENT
    assert ledger._spent <= seen["most allowed", ledger._year] + CENT, "more than the year's budget"


def ledgers() -> ExitStack:
    """Keep books apart from the engine's own, from what passes through its doors."""
    stack = counting()
    pay, can = Ledger.pay, Ledger.can
    add_crews, add_officers, place = Crews.add, Officers.add, Course._place
    init_crews, init_officers = Crews.__init__, Officers.__init__

    def counted_pay(ledger: Ledger, what: str, cost: float, budgeted: bool = True) -> None:
        assert cost >= 0.0
        ledger.world.seen["paid", what] += cost
        pay(ledger, what, cost, budgeted)

    def counted_can(ledger: Ledger, cost: float) -> bool:
        answer = can(ledger, cost)
        year = ledger.world.month // 12
        key = "most allowed", year
        ledger.world.seen[key] = max(ledger.world.seen[key], ledger._allowed(year))
        return answer

    def counted_place(course: Course, passed: int, failed: int) -> None:
        if course.row.shop >= 0 and not course.row.to_journeyman:
            course.world.seen["joined", course.row.shop] += passed
        place(course, passed, failed)

    def counted_crews(crews: Crews, fleet: int, number: int) -> None:
        crews.world.seen["crews", fleet] += number
        add_crews(crews, fleet, number)

    def counted_officers(officers: Officers, index: int, number: int) -> None:
        officers.world.seen["officers", index] += number
        add_officers(officers, index, number)

    def begun_crews(crews: Crews, world: World) -> None:
        init_crews(crews, world)
        for fleet, number in enumerate(crews.trained):
            world.seen["crews at the start", fleet] = number

    def begun_officers(officers: Officers, world: World) -> None:
        init_officers(officers, world)
        for site, number in enumerate(officers.trained):
            world.seen["officers at the start", site] = number

    doors: tuple[tuple[Any, str, Any], ...] = (
        (Ledger, "pay", counted_pay),
        (Ledger, "can", counted_can),
        (Course, "_place", counted_place),
        (Crews, "add", counted_crews),
        (Officers, "add", counted_officers),
        (Crews, "__init__", begun_crews),
        (Officers, "__init__", begun_officers),
    )
    for owner, name, made in doors:
        stack.enter_context(patch.object(owner, name, made))
    return stack
