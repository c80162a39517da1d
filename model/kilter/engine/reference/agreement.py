"""The agreement: trust, depth, converging interests, its life, and what its tracks give this month."""

from __future__ import annotations

import math

from ...mechanisms.agreement import (
    ACTIVE,
    BROADENED,
    DELAYED,
    ENDED,
    NARROWED,
    SIGNED,
    STATES,
    SUSPENDED,
    next_state,
    ramp,
    track_level,
)
from ...mechanisms.draws import uniform
from ...mechanisms.numeric import total
from ...mechanisms.partnership import (
    conduct_index,
    convergence,
    depth_step,
    gain_rate,
    interest,
    loss_rate,
    monthly_chance,
    next_trust,
)
from ..rows import DriverRow, TrackRow
from .world import World


class Agreement:
    """A partner's support. Without one nothing is ever given and nobody is in force."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.row = row = world.plan.agreement
        self.levels: dict[str, float] = {}
        self.deeds = 0.0
        self.shock = 0.0
        self.adviser_grade = 2
        if row is None:
            self.state, self.trust, self.depth = ENDED, 0.0, 0.0
            return
        now = world.levers.now
        self.state, self.trust, self.depth = row.state, now[row.trust], now[row.depth]
        self._luck = world.stream("agreement", "agreement")
        self._delivery = {t.kind: world.stream("delivery", f"agreement.tracks.{t.kind}") for t in row.tracks}
        self._states = {
            s: world.state(f"agreement.{s}")
            for s in ("trust", "depth", "convergence", "state", "in_force", "delivery")
        }
        self._tracks = {t.kind: world.state(f"agreement.track.{t.kind}") for t in row.tracks}
        for track in row.tracks:
            if track.grade >= 0:
                self.adviser_grade = track.grade

    def begin(self) -> None:
        """What is reported at the start: nothing has been given yet."""
        if self.row is not None:
            for slot in self._tracks.values():
                self.world.put(slot, 0.0)
            self._write()

    @property
    def in_force(self) -> bool:
        """Whether it can give anything at all."""
        return self.row is not None and self.state not in (SIGNED, SUSPENDED, ENDED)

    @property
    def transparency(self) -> float:
        """How openly it is reported; without an agreement there is nothing to hide."""
        return self.world.levers.now[self.row.transparency] if self.row else 1.0

    @property
    def announced(self) -> float:
        """Scope announced, while it is not ended."""
        return self.world.levers.now[self.row.announced] if self.row and self.state != ENDED else 0.0

    def level_of(self, kind: str) -> float:
        """Level of a track this month."""
        return self.levels.get(kind, 0.0)

    def given(self, what: str, target: int) -> float:
        """What the tracks give to a fleet, course, shop or site this month, in its own unit."""
        if self.row is None:
            return 0.0
        given = 0.0
        for track in self.row.tracks:
            level = self.levels.get(track.kind, 0.0)
            if level > 0.0:
                for kind, index, slot in track.gives:
                    if kind == what and index == target:
                        given += level * self.world.levers.now[slot]
        return given

    def tools(self, site: str) -> float:
        """Factor on output from infrastructure at a site."""
        factor, index = 1.0, self.world.plan.sites.index(site)
        for track in self.row.tracks if self.row else ():
            for kind, target, slot in track.gives:
                if kind == "tools" and target == index:
                    factor += self.levels.get(track.kind, 0.0) * (self.world.levers.now[slot] - 1.0)
        return factor

    def limit(self, fleet: int) -> float:
        """The most items of a fleet that are delivered in all; -1 without a limit."""
        for track in self.row.tracks if self.row else ():
            for target, slot in track.limits:
                if target == fleet:
                    return self.world.levers.now[slot]
        return -1.0

    def force(self, state: int) -> None:
        """A dated change of the agreement's state."""
        if self.row is not None and state != self.state:
            self.world.note("agreement", "agreement", f"is {STATES[state]} by a dated change")
            self.state = state
            self._write()

    # -- month by month ------------------------------------------------------------------------------------------

    def close(self, month: int) -> None:
        """Trust, depth and life, after the month's reactions."""
        row, world = self.row, self.world
        if row is None:
            return
        now = world.levers.now
        factors, weights = [now[s] for s in row.conduct], [now[s] for s in row.weights]
        conduct = conduct_index(factors, 0, weights, 0, len(factors))
        incidents = world.ladders.incidents()
        self.trust = next_trust(self.trust - now[row.shock] * incidents + self.shock, conduct, now[row.speed])
        self.shock = 0.0
        self.depth = depth_step(
            self.depth, self.trust, now[row.up], now[row.down], now[row.rate_up], now[row.rate_down]
        )
        meeting = self.meeting()
        if self.state == SIGNED and month >= now[row.signed]:
            self._become(ACTIVE, ("its date has come",))
        elif self.state != ENDED:
            kappa = now[row.sensitivity]
            end, suspend, narrow, delay = (
                monthly_chance(loss_rate(now[s], kappa, meeting)) for s in row.rates[:4]
            )
            broaden = monthly_chance(
                gain_rate(now[row.rates[4]], kappa, meeting, self.depth, now[row.broaden_depth])
            )
            resume = monthly_chance(gain_rate(now[row.rates[5]], kappa, meeting, self.depth, 0.0))
            then = next_state(self.state, self._luck.at(month), delay, narrow, suspend, end, broaden, resume)
            if then != self.state:
                self._become(then, (f"interests converge at {meeting:.2f}", f"trust is {self.trust:.2f}"))
        self._write()

    def meeting(self) -> float:
        """How far interests converge."""
        row = self.row
        if row is None or not (row.partner_interests and row.focal_interests):
            return 0.5
        return convergence(self._interest(row.partner_interests), self._interest(row.focal_interests))

    def _interest(self, drivers: tuple[DriverRow, ...]) -> float:
        now, books = self.world.levers.now, self.world.books
        values = []
        for driver in drivers:
            value = now[driver.value]
            if driver.follows >= 0 and books.start_states:
                value += now[driver.slope] * (
                    books.states[driver.follows] - books.start_states[driver.follows]
                )
            values.append(min(max(value, 0.0), 1.0) if not math.isnan(value) else now[driver.value])
        return interest(values, 0, [now[d.weight] for d in drivers], 0, len(values))

    def _become(self, state: int, because: tuple[str, ...]) -> None:
        self.world.note(
            "agreement", "agreement", f"goes from {STATES[self.state]} to {STATES[state]}", because
        )
        self.state = state

    def factor(self) -> float:
        """What the state leaves of every track."""
        row = self.row
        if row is None or not self.in_force:
            return 0.0
        now = self.world.levers.now
        delayed, narrowed, broadened = (now[s] for s in row.factors)
        return {ACTIVE: 1.0, DELAYED: delayed, NARROWED: narrowed, BROADENED: broadened}[self.state]

    def open(self, month: int) -> None:
        """What the tracks give in the month that begins."""
        row = self.row
        if row is None:
            return
        now, done = self.world.levers.now, []
        if self.state == SIGNED and month >= now[row.signed]:
            self._become(ACTIVE, ("its date has come",))
        for track in row.tracks:
            up = ramp(month - now[row.signed] - now[track.start], now[track.ramp] / now[row.pace])
            done.append(up)
            level = 0.0
            if self.depth >= track.depth:
                level = track_level(now[track.level], up, self.factor(), self._delivered(track, month))
            self.levels[track.kind] = level
            self.world.put(self._tracks[track.kind], level)
        # Deeds count only while the agreement lives: what is suspended is still merely announced.
        self.deeds = total(done) / len(done) * min(1.0, self.factor()) if done else 0.0
        if self.in_force:
            cost = now[row.price]
            if cost:
                self.world.ledger.pay("agreement", cost, budgeted=False)
        self._write()

    def _delivered(self, track: TrackRow, month: int) -> float:
        """The share of what is due that comes this month: uniform about its mean, within 0 and 1."""
        mean = self.world.levers.now[track.delivery]
        half = min(mean, 1.0 - mean)
        return uniform(self._delivery[track.kind].at(month), mean, half / math.sqrt(3.0))

    def _write(self) -> None:
        levels = self.levels.values()
        values = {
            "trust": self.trust,
            "depth": self.depth,
            "convergence": self.meeting(),
            "state": float(self.state),
            "in_force": 1.0 if self.in_force else 0.0,
            "delivery": total(levels) / len(levels) if levels else 0.0,
        }
        for name, value in values.items():
            self.world.put(self._states[name], value)
