"""People: graduates, promotions, departures, advisers and instructors, month by month."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...mechanisms.draws import binomial
from ...mechanisms.people import departure_probability, promotion_probability, seats_carried, seats_opened
from ...scenario.names import LEVELS
from ..rows import CourseRow
from .shops import Shop
from .world import World


@dataclass
class Cohort:
    """Pupils of one intake and the month in which they finish."""

    pupils: int
    month: int


class Course:
    """One course with its cohorts."""

    def __init__(self, world: World, row: CourseRow, index: int) -> None:
        self.world, self.row, self.index = world, row, index
        self.cohorts: list[Cohort] = []
        self._carried = 0.0
        self._next = 0
        self._luck = world.stream("examination", f"courses.{row.name}")
        self._graduates = world.plan.layout.counters[f"course.{row.name}.graduates"]
        self._pupils = world.state(f"course.{row.name}.in_training")

    @property
    def in_session(self) -> bool:
        """Whether a cohort is being taught."""
        return bool(self.cohorts)

    def month(self, month: int) -> None:
        """Graduates leave, a new cohort begins."""
        world, row, now = self.world, self.row, self.world.levers.now
        for cohort in [c for c in self.cohorts if c.month <= month]:
            self.cohorts.remove(cohort)
            passed = binomial(
                self._luck.at(cohort.month * 64 + len(self.cohorts)), cohort.pupils, now[row.passes]
            )
            world.books.counters[self._graduates] += passed
            world.note(
                f"course.{row.name}", "graduates", f"{passed} of {cohort.pupils} pass", graduates=passed
            )
            self._place(passed, cohort.pupils - passed)
        if month >= self._next:
            every = max(1, round(now[row.every]))
            self._next = month + every
            due = (now[row.seats] + world.agreement.given("seats", self.index)) * every
            seats = seats_opened(self._carried, due)
            self._carried = seats_carried(self._carried, due, seats)
            pupils = self._recruit(seats)
            cost = pupils * now[row.price]
            if pupils and world.ledger.can(cost):
                if cost:
                    world.ledger.pay("training", cost)
                self.cohorts.append(Cohort(pupils, month + max(1, round(now[row.length]))))
            elif pupils:
                self._place(0, pupils)
        world.put(self._pupils, float(sum(c.pupils for c in self.cohorts)))

    def _recruit(self, seats: int) -> int:
        """Pupils for a course to journeyman come from the apprentices; recruits are never short."""
        if not self.row.to_journeyman:
            return seats
        shop = self.world.shops.all[self.row.shop]
        pupils = min(seats, shop.staff[0])
        shop.staff[0] -= pupils
        return pupils

    def _place(self, passed: int, failed: int) -> None:
        if self.row.shop >= 0:
            staff = self.world.shops.all[self.row.shop].staff
            if self.row.to_journeyman:
                staff[1] += passed
                staff[0] += failed
            else:
                staff[0] += passed
        elif self.row.officers >= 0:
            self.world.officers.add(self.row.officers, passed)
        else:
            self.world.crews.add(self.row.fleet, passed)


class People:
    """All people who are not crews."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.courses = [Course(world, row, i) for i, row in enumerate(world.plan.courses)]
        self._luck = [
            [
                world.stream(what, f"sites.{s.site}.technicians.{s.trade}.{level}")
                for what in ("promotion", "departure")
                for level in LEVELS
            ]
            for s in world.plan.shops
        ]
        self._states = [
            [world.state(f"site.{s.site}.trade.{s.trade}.{level}") for level in LEVELS]
            for s in world.plan.shops
        ]

    def open(self, month: int) -> None:
        """One month of careers."""
        for course in self.courses:
            course.month(month)
        for shop in self.world.shops.all:
            if month > 0:
                self._careers(shop, month)
            self._attach(shop)
            shop.refresh()
        self.write()

    def write(self) -> None:
        """Report the staff by level."""
        for shop, slots in zip(self.world.shops.all, self._states, strict=True):
            for slot, number in zip(slots, shop.staff, strict=True):
                self.world.put(slot, float(number))

    def _careers(self, shop: Shop, month: int) -> None:
        now, row, luck = self.world.levers.now, shop.row, self._luck[shop.index]
        a, j, m = shop.staff
        span = self.world.levers.get(row.span, math.inf)
        lift = now[row.lift] if any(shop.advisers) else 1.0
        seniors = j + m + sum(shop.advisers)
        p_a = promotion_probability(now[row.to_journeyman] / lift, span, seniors, a) if row.careers else 0.0
        p_j = promotion_probability(now[row.to_master] / lift, math.inf, m, j) if row.careers else 0.0
        up_a, up_j = binomial(luck[0].at(month), a, p_a), binomial(luck[1].at(month), j, p_j)
        if row.master_posts >= 0:
            up_j = min(up_j, max(0, int(now[row.master_posts]) - m))
        gone = [
            binomial(luck[3 + k].at(month), staff, departure_probability(now[row.leaving[k]]))
            for k, staff in enumerate((a - up_a, j - up_j, m))
        ]
        shop.staff = [a - up_a - gone[0], j + up_a - up_j - gone[1], m + up_j - gone[2]]

    def _attach(self, shop: Shop) -> None:
        """Advisers come with the agreement; instructors leave the line while they teach at home."""
        agreement, now = self.world.agreement, self.world.levers.now
        number = math.floor(agreement.given("advisers", shop.index) + 1e-9)
        shop.advisers = [number if level == agreement.adviser_grade else 0 for level in range(3)]
        shop.tools = agreement.tools(shop.row.site)
        shop.planning = self.world.officers.factor(shop.row.officers)
        shop.teaching = sum(
            int(now[c.row.instructors])
            for c in self.courses
            if c.row.shop == shop.index and c.row.home and c.in_session
        )
