"""Risk channels: events that come by themselves, are driven, and set off others; and slow levels."""

from __future__ import annotations

import math

from ...mechanisms.channels import (
    any_chance,
    drive,
    intensity,
    level_target,
    next_excitation,
    stationary_mean,
)
from ...mechanisms.draws import negative_binomial, negative_binomial_parts
from ...mechanisms.flows import expected_flow, next_stock, returning
from ...mechanisms.numeric import total
from ...mechanisms.people import departure_probability
from ..rows import ChannelRow, PullRow
from ..trace import counted
from .rivals import opposed
from .spreads import amount
from .world import World

_DRAWS = 4096  # addresses per month: parts of a count, deaths of an event


def pulled(world: World, pulls: tuple[PullRow, ...]) -> float:
    """Sum of coefficient x change since the start over the measures that pull. An undefined one does not."""
    states, begun, now = world.books.states, world.books.start_states, world.levers.now
    if not begun:
        return 0.0
    known = [p for p in pulls if not math.isnan(states[p.state]) and not math.isnan(begun[p.state])]
    return total(drive(now[p.beta], states[p.state], begun[p.state]) for p in known)


class Channel:
    """One channel."""

    def __init__(self, world: World, row: ChannelRow) -> None:
        self.world, self.row = world, row
        now, layout = world.levers.now, world.plan.layout
        self.last = 0.0
        self._pushes = [
            world.state(f"channel.{row.name}.push.{s}") for s in ("alarm", "deterrence", "drivers")
        ]
        for slot in self._pushes:
            world.put(slot, 0.0)
        self._luck = world.stream("events", f"channels.{row.name}")
        self._marks = world.stream("deaths", f"channels.{row.name}")
        self.usual = 0.0
        if row.is_flow:
            return
        if row.is_level:
            self.value = self._start = now[row.start]
            self._state = world.state(f"channel.{row.name}.level")
        else:
            mean = stationary_mean(now[row.background], now[row.branching])
            self.excitation = now[row.start] if row.start >= 0 else mean
            self.value = self.usual = mean
            self._state = world.state(f"channel.{row.name}.expected")
            self._chance, self._any = (world.state(f"channel.{row.name}.{s}") for s in ("chance", "any"))
            world.put(self._chance, any_chance(mean, now[row.size]))
            world.put(self._any, 0.0)
            self._events = layout.counters[f"channel.{row.name}.events"]
            self._deaths = layout.counters.get(f"channel.{row.name}.deaths", -1)
        world.put(self._state, self.value)

    def push(self) -> float:
        """The log effect of what drives it, and of the two sides where it is between states."""
        driven = pulled(self.world, self.row.drivers)
        if self.row.rival < 0:
            return driven
        both = opposed(self.world, self.row)
        for slot, part in zip(self._pushes, (both.alarm, both.deterrence, driven), strict=True):
            self.world.put(slot, part)
        return driven + both.alarm + both.deterrence

    def close(self, month: int, push: float) -> None:
        """The month's events, or the level it has moved to."""
        world, row, now = self.world, self.row, self.world.levers.now
        if row.is_level:
            target = level_target(self._start, push, now[row.intensity])
            self.value += now[row.speed] * (target - self.value)
        else:
            self.value = intensity(
                now[row.background] * now[row.intensity], push, now[row.branching], self.excitation
            )
            self.last = float(self._draw(self.value, now[row.size], month))
            self.excitation = next_excitation(self.excitation, self.last, now[row.half_life])
            world.books.counters[self._events] += self.last
            world.put(self._chance, any_chance(self.value, now[row.size]))
            if self.last:
                world.put(self._any, 1.0)
            self._count_deaths(int(self.last), month)
            if self.last > 2 * self.usual + 2:
                because = (
                    f"{self.value:.1f} expected",
                    f"drivers moved it by a factor of {math.exp(push):.2f}",
                    *self._sides(),
                )
                world.note(
                    f"channel.{row.name}",
                    "channel",
                    f"{counted(self.last, row.counts)}, {self.usual:.1f} a month is usual",
                    because,
                )
        world.put(self._state, self.value)

    def _sides(self) -> tuple[str, ...]:
        """The two opposed effects in words, where it is between states."""
        if self.row.rival < 0:
            return ()
        both = opposed(self.world, self.row)
        return (
            f"alarm {both.alarm:+.2f} (concern of the rival {both.concern:+.2f})",
            f"deterrence {both.deterrence:+.2f} (gain {both.gain:+.2f})",
        )

    def _draw(self, mean: float, size: float, month: int) -> int:
        parts = negative_binomial_parts(mean, size)
        return sum(
            negative_binomial(self._luck.at(month * _DRAWS + part), mean / parts, size / parts)
            for part in range(parts)
        )

    def _count_deaths(self, events: int, month: int) -> None:
        spread = self.row.deaths
        if spread is None or not events:
            return
        number = sum(
            int(amount(self.world.levers, spread, self._marks.at(month * _DRAWS + n)) + 0.5)
            for n in range(events)
        )
        self.world.books.counters[self._deaths] += number
        self.world.risk.deaths(number)


class Channels:
    """All channels. What drives them is read before any of them moves, so their order does not matter.

    Flows of people move later in the month's end, when deaths on ladders are known (:class:`Flows`).
    """

    def __init__(self, world: World) -> None:
        self.all = [(Flow if row.is_flow else Channel)(world, row) for row in world.plan.channels]
        self._first = [channel for channel in self.all if not channel.row.is_flow]

    def close(self, month: int) -> None:
        """The month's events."""
        pushes = [channel.push() for channel in self._first]
        for channel, push in zip(self._first, pushes, strict=True):
            channel.close(month, push)


class Flow(Channel):
    """People who are displaced and return: expected numbers, without luck of their own."""

    def __init__(self, world: World, row: ChannelRow) -> None:
        super().__init__(world, row)
        counters, now = world.plan.layout.counters, world.levers.now
        self.value = world.levers.get(row.background, 0.0)
        self.displaced = now[row.start] if row.start >= 0 else 0.0
        self._moved, self._returned = (counters[f"channel.{row.name}.{s}"] for s in ("moved", "returned"))
        self._state = world.state(f"channel.{row.name}.displaced")
        self._counted = [0.0] * len(row.causes)
        world.put(self._state, self.displaced)

    def close(self, month: int, push: float) -> None:
        """The month's people."""
        world, row, now, counters = self.world, self.row, self.world.levers.now, self.world.books.counters
        caused = 0.0
        for i, (counter, people) in enumerate(row.causes):
            caused += (counters[counter] - self._counted[i]) * now[people]
            self._counted[i] = counters[counter]
        background = world.levers.get(row.background, 0.0) * now[row.intensity]
        self.value = expected_flow(background, push, caused)
        returned = min(returning(self.displaced, departure_probability(now[row.returns])), self.displaced)
        self.displaced = next_stock(self.displaced, self.value, returned)
        counters[self._moved] += self.value
        counters[self._returned] += returned
        world.put(self._state, self.displaced)


class Flows:
    """All flows of people."""

    def __init__(self, world: World) -> None:
        self.all = [channel for channel in world.channels.all if isinstance(channel, Flow)]

    def close(self, month: int) -> None:
        """The month's people, after its events and deaths."""
        pushes = [flow.push() for flow in self.all]
        for flow, push in zip(self.all, pushes, strict=True):
            flow.close(month, push)
