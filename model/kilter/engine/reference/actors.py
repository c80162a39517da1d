"""Actors: what they perceive, how concerned they are and why, and what they do about it."""

from __future__ import annotations

from ...mechanisms.concern import event_term, impulse, incident_term, next_concern
from ...mechanisms.draws import normal
from ...mechanisms.memory import level_term
from ...mechanisms.numeric import total
from ...mechanisms.parties import advantage
from ...mechanisms.people import departure_probability
from ...mechanisms.perception import follow, perceived_change, signed_capability, weighted_capability
from ...mechanisms.reactions import opportunity, start_probability
from ..rows import ActorRow, ReactionRow
from ..timebase import ticks
from ..trace import counted
from .kernel import CHANGE
from .memory import Memory, Recollection
from .spreads import amount
from .world import World


def called(row: ReactionRow) -> str:
    """What a reaction is called in a sentence."""
    return f"“{row.title}”" if row.title else row.name.replace("_", " ")


def _driver(row: ReactionRow, actor: str) -> str:
    """What a reaction depends on, in a sentence about its actor."""
    head, *rest = row.driver_name.split(".")
    if head == "actor" and len(rest) == 2:
        return f"its {rest[1]}" if rest[0] == actor else f"the {rest[1]} of {rest[0]}"
    if row.driver_name == "agreement.trust":
        return "the partner's trust"
    return " ".join((head, *rest)).replace("_", " ")


def _remembered(memories: list[Memory]) -> str:
    """One reason, with the months it was met in if there are several, and its impulse."""
    months = len({m.month for m in memories})
    each = "each of " if memories[0].kind == "incidents" else ""
    often = f", in {each}{months} months" if months > 1 else ""
    return f"{memories[0].cause}{often} ({sum(m.impulse for m in memories):+.3f})"


class Reaction:
    """One entry of an actor's menu, and whether it is under way."""

    def __init__(self, world: World, actor: Actor, row: ReactionRow, number: int) -> None:
        self.world, self.actor, self.row, self.number = world, actor, row, number
        self.active = False
        self.chosen = False
        entity = f"actors.{actor.row.name}.reactions.{row.name}"
        self.luck = world.stream("reaction", entity)
        self._time = world.stream("reaction time", entity)
        self._handles: list[int] = []

    def consider(self, month: int) -> None:
        """Decide whether to start with the month that begins."""
        row, now = self.row, self.world.levers.now
        driver, at = self.world.books.states[row.driver], now[row.at]
        if row.below:
            driver, at = -driver, -at
        chance = start_probability(now[row.rate], driver, at, now[row.width])
        self.chosen = self.luck.at(month) < chance

    def begin(self) -> None:
        """Start: effects act, others are told, the end is set."""
        row, world, now = self.row, self.world, self.world.levers.now
        self.active, self.chosen = True, False
        days = amount(world.levers, row.lasts, self._time.next())
        actor = self.actor
        self._handles = [world.levers.begin(effect) for effect in row.effects]
        world.put(row.active, 1.0)
        world.note(
            f"actor.{actor.row.name}",
            "reaction",
            f"begins {called(row)} for about {counted(round(days), 'days')}",
            (
                f"{_driver(row, actor.row.name)} is {world.books.states[row.driver]:.2f}, "
                f"the threshold {now[row.at]:.2f}",
                *actor.strongest(),
            ),
            reaction=row.name,
            days=days,
            effects="; ".join(f"{e.path} {'x' if e.multiply else '+'}{e.value:g}" for e in row.effects),
        )
        for other, score in row.signals:
            world.actors.all[other].hear(actor, row, now[score])
        world.agreement.shock += now[row.trust]
        end = world.now + max(1, ticks(days))
        if end <= world.plan.time.end:
            world.clock.call(end, CHANGE, self.number, self.end)

    def end(self) -> None:
        """Stop: exactly what it did is undone."""
        for effect, handle in zip(self.row.effects, self._handles, strict=True):
            self.world.levers.finish(effect, handle)
        self.active = False
        self.world.put(self.row.active, 0.0)
        self.world.note(
            f"actor.{self.actor.row.name}",
            "reaction",
            f"ends {called(self.row)}",
            reaction=self.row.name,
        )


class Actor:
    """One actor."""

    def __init__(self, world: World, row: ActorRow, first: int) -> None:
        self.world, self.row = world, row
        now, name = world.levers.now, row.name
        self.concern = self.concern_at_start = now[row.start]
        self.perceived = 0.0
        self.gain = 0.0
        self._seen_at_start = 0.0
        self._noise = world.stream("misperception", f"actors.{name}")
        self._inbox: list[tuple[Actor, ReactionRow, float]] = []
        self.memory: list[Memory] = []
        self.recollection = Recollection(world, row)
        self._parts_at_start = (0.0, 0.0)
        self._parts = tuple(world.state(f"actor.{name}.{s}") for s in ("alarm", "reassurance"))
        self.reactions = [Reaction(world, self, r, first + i) for i, r in enumerate(row.reactions)]
        self._states = {
            s: world.state(f"actor.{name}.{s}") for s in ("concern", "perceived", "opportunity", "reactions")
        }

    def hear(self, source: Actor, reaction: ReactionRow, score: float) -> None:
        """Another actor's signal; it counts in the next month."""
        self._inbox.append((source, reaction, score))

    def strongest(self) -> list[str]:
        """The remembered reasons that weigh most at present (older ones fade as concern does), in words.

        The same reason in several months is one: its impulses are added.
        """
        month = self.world.month
        alike: dict[str, list[Memory]] = {}
        for memory in self.memory:
            alike.setdefault(memory.cause, []).append(memory)

        def weight(cause: str) -> float:
            kept = 1.0 - self.recollection.faded(alike[cause][0].kind)
            return abs(sum(m.impulse * kept ** (month - m.month) for m in alike[cause]))

        ranked = sorted(alike, key=weight, reverse=True)
        return [_remembered(alike[cause]) for cause in ranked[:3]]

    def _alarm(self) -> list[float]:
        now = self.world.levers.now
        alarm = [0.0] * len(self.world.capability.levels)
        for area, slot in self.row.alarm:
            alarm[area] = now[slot]
        return alarm

    def _both(self) -> tuple[float, float]:
        """What of the capability alarms it, and what reassures it."""
        levels, weights, alarm = self.world.capability.levels, self.world.capability.weights(), self._alarm()
        alarming = signed_capability(levels, 0, weights, 0, alarm, 0, len(levels), 1.0)
        return alarming, signed_capability(levels, 0, weights, 0, alarm, 0, len(levels), -1.0)

    def _capability(self) -> float:
        now, alarm, count = self.world.levers.now, self._alarm(), len(self.world.capability.levels)
        weights = self.world.capability.weights()
        seen = weighted_capability(self.world.capability.levels, 0, weights, 0, alarm, 0, count)
        if self.row.party < 0:
            return seen
        other = self.world.parties.all[self.row.party].by_area()
        own = weighted_capability(other, 0, weights, 0, alarm, 0, count)
        return advantage(seen, own, now[self.row.rivalry])

    def begin(self) -> None:
        """What there is at the start alarms nobody further."""
        self._seen_at_start = self._capability()
        self._parts_at_start = self._both()
        for slot in (r.active for r in self.row.reactions):
            self.world.put(slot, 0.0)
        self._write()

    def perceive(self, month: int) -> None:
        """Perception follows reality with a lag, inflated by opacity."""
        row, now, agreement = self.row, self.world.levers.now, self.world.agreement
        noise = normal(self._noise.at(month)) * now[row.noise]
        target = perceived_change(
            self._capability(), self._seen_at_start, now[row.opacity], agreement.transparency,
            agreement.announced, now[row.signal], agreement.deeds, noise,
        )  # fmt: skip
        before = self.perceived
        self.perceived = follow(before, target, now[row.lag])
        self.gain = self.perceived - before

    def worry(self, month: int) -> None:
        """Concern: what changed, what was said, what happened, and fatigue."""
        row, world, now = self.row, self.world, self.world.levers.now
        if row.by_level:
            held = level_term(now[row.gain], self.recollection.faded("capability"), self.perceived)
            terms = [Memory(month, "capability", "perceived gain of capability since the start", held)]
        else:
            terms = [Memory(month, "capability", "perceived change of capability", now[row.gain] * self.gain)]
        for source, reaction, score in self._inbox:
            size = event_term(score, now[row.salience], now[source.row.credibility])
            terms.append(Memory(month, reaction.kind, f"{called(reaction)} by {source.row.name}", size))
        self._inbox.clear()
        for incident in row.incidents:
            count = world.channels.all[incident.channel].last
            size = incident_term(now[incident.weight], count, now[incident.reference])
            channel = world.channels.all[incident.channel].row
            terms.append(
                Memory(month, "incidents", f"{counted(count, channel.counts)} in {channel.name}", size)
            )
        said = total(t.impulse for t in terms[1:] if t.kind != "incidents")
        met = total(t.impulse for t in terms if t.kind == "incidents")
        g = terms[0].impulse + said + met if row.by_level else impulse(now[row.gain], self.gain, said, met)
        before = self.concern
        fade = departure_probability(now[row.fade])
        remembered = self.recollection.take(terms, before, g)
        self.concern = (
            remembered if row.typed else next_concern(before, now[row.speed], g, fade, now[row.baseline])
        )
        self.memory = [*self.memory[-24:], *(t for t in terms if t.impulse)]
        if world.tracer is not None and abs(self.concern - before) >= 0.005:
            causes = sorted((t for t in terms if t.impulse), key=lambda t: -abs(t.impulse))
            world.note(
                f"actor.{row.name}",
                "concern",
                f"concern {'rises' if self.concern > before else 'falls'} from {before:.3f} to {self.concern:.3f}",
                tuple(f"{t.cause} ({t.impulse:+.3f})" for t in causes) or ("it fades towards its baseline",),
                before=before,
                after=self.concern,
            )
        self._write()

    def _write(self) -> None:
        world, now = self.world, self.world.levers.now
        values = {
            "concern": self.concern,
            "perceived": self.perceived,
            "opportunity": opportunity(
                now[self.row.opportunity], now[self.row.opportunity_gain], self.perceived
            ),
            "reactions": float(sum(r.active for r in self.reactions)),
        }
        for name, value in values.items():
            world.put(self._states[name], value)
        if self.row.alarm:
            for slot, part, start in zip(self._parts, self._both(), self._parts_at_start, strict=True):
                world.put(slot, part - start)

    def choose(self, month: int) -> None:
        """Which reactions start with the month that begins, as far as the actor's capacity goes."""
        for reaction in self.reactions:
            if not reaction.active:
                reaction.consider(month)

    def act(self) -> None:
        """Start what was chosen."""
        now = self.world.levers.now
        load = total(now[r.row.effort] for r in self.reactions if r.active)
        for reaction in self.reactions:
            if reaction.chosen and not reaction.active:
                if load + now[reaction.row.effort] <= now[self.row.capacity]:
                    load += now[reaction.row.effort]
                    reaction.begin()
                reaction.chosen = False
        self.world.put(self._states["reactions"], float(sum(r.active for r in self.reactions)))


class Actors:
    """All actors. Each step is taken by all of them before the next, so their order does not matter."""

    def __init__(self, world: World) -> None:
        self.all: list[Actor] = []
        first = 0
        for row in world.plan.actors:
            self.all.append(Actor(world, row, first))
            first += len(row.reactions)

    def begin(self) -> None:
        """Set what later change is measured from."""
        for actor in self.all:
            actor.begin()

    def close(self, month: int) -> None:
        """Perceive, worry, decide; what is decided starts with the next month."""
        for actor in self.all:
            actor.perceive(month)
        for actor in self.all:
            actor.worry(month)
        for actor in self.all:
            actor.choose(month)

    def open(self, month: int) -> None:
        """Start what was decided."""
        for actor in self.all:
            actor.act()

    def easing(self) -> int:
        """Reactions under way that calm a pair of states."""
        calming = ("confidence-building", "mediation")
        return sum(r.active and r.row.kind in calming for actor in self.all for r in actor.reactions)
