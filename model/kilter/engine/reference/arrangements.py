"""Multilateral arrangements: actors join by their own thresholds; from a quorum on the arrangement acts."""

from __future__ import annotations

import math

from ...mechanisms.arrangements import drawn_in, join_probability, leave_probability
from ...mechanisms.partnership import monthly_chance
from ..rows import ArrangementRow, MemberRow
from ..trace import counted
from .precautions import Standing
from .world import World


class Member:
    """An actor that may join."""

    def __init__(self, world: World, arrangement: str, row: MemberRow) -> None:
        self.world, self.row = world, row
        self.joined = row.joined
        self._luck = world.stream("membership", f"arrangements.{arrangement}.members.{row.actor}")
        self._state = world.state(f"arrangement.{arrangement}.member.{row.actor}")
        self.write()

    def decides(self, month: int, others: float) -> bool:
        """Whether it joins, or leaves, as the next month begins. An undefined driver moves nobody."""
        row, now = self.row, self.world.levers.now
        driver, at = self.world.books.states[row.driver], now[row.at]
        if math.isnan(driver):
            return False
        if row.below:
            driver, at = -driver, -at
        driver = drawn_in(driver, now[row.company], others)
        chance = (
            leave_probability(now[row.leaves], driver, at, now[row.width])
            if self.joined
            else join_probability(now[row.rate], driver, at, now[row.width])
        )
        return self._luck.at(month) < chance

    def write(self) -> None:
        """Report whether it is a member."""
        self.world.put(self._state, 1.0 if self.joined else 0.0)


class Arrangement:
    """One arrangement."""

    def __init__(self, world: World, row: ArrangementRow) -> None:
        self.world, self.row = world, row
        self.members = [Member(world, row.name, member) for member in row.members]
        self.effects = Standing(world, row.effects)
        self._luck = world.stream("lapse", f"arrangements.{row.name}")
        self._moves: list[Member] = []
        self._lapses = False
        self._force, self._number = (
            world.state(f"arrangement.{row.name}.{s}") for s in ("in_force", "members")
        )
        self._write()

    @property
    def number(self) -> int:
        """Members at present."""
        return sum(m.joined for m in self.members)

    @property
    def in_force(self) -> bool:
        """Whether it acts at present."""
        return self.effects.level > 0.0

    def close(self, month: int) -> None:
        """Who joins or leaves with the next month; all decide by what they see now."""
        now, row = self.world.levers.now, self.row
        others = max(len(self.members) - 1, 1)
        self._moves = []
        if month + 1 >= now[row.start]:
            self._moves = [m for m in self.members if m.decides(month, (self.number - m.joined) / others)]
        self._lapses = self.in_force and self._luck.at(month) < monthly_chance(now[row.lapse])

    def open(self, month: int) -> None:
        """What was decided happens; from a quorum on the arrangement is in force."""
        world, now, row = self.world, self.world.levers.now, self.row
        if self._lapses:
            for member in self.members:
                member.joined = False
            self._note("lapses")
        else:
            for member in self._moves:
                member.joined = not member.joined
                word = "is joined by" if member.joined else "is left by"
                driver = f"{member.row.driver_name} is {world.books.states[member.row.driver]:.2f}"
                self._note(f"{word} {member.row.actor}", driver)
        self._moves, self._lapses = [], False
        before = self.in_force
        self.effects.act(1.0 if self.number >= now[row.quorum] and month >= now[row.start] else 0.0)
        if self.in_force != before:
            members = f"{counted(self.number, 'members')}, {now[row.quorum]:g} needed"
            self._note("comes into force" if self.in_force else "is no longer in force", members)
        if self.in_force and now[row.price]:
            world.ledger.pay("arrangements", now[row.price] / 12.0, budgeted=False)
        self._write()

    def _note(self, text: str, because: str = "") -> None:
        self.world.note(
            f"arrangement.{self.row.name}",
            "arrangement",
            text,
            (because,) if because else (),
            title=self.row.title,
        )

    def _write(self) -> None:
        for member in self.members:
            member.write()
        self.world.put(self._force, 1.0 if self.in_force else 0.0)
        self.world.put(self._number, float(self.number))


class Arrangements:
    """All arrangements."""

    def __init__(self, world: World) -> None:
        self.all = [Arrangement(world, row) for row in world.plan.arrangements]

    def close(self, month: int) -> None:
        """Everybody decides by what the month has left."""
        for arrangement in self.all:
            arrangement.close(month)

    def open(self, month: int) -> None:
        """What was decided happens."""
        for arrangement in self.all:
            arrangement.open(month)

    def calming(self) -> float:
        """1 while an arrangement that calms pairs of states is in force."""
        return 1.0 if any(a.in_force and a.row.calms for a in self.all) else 0.0
