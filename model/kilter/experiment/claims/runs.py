"""The runs that claims need: each scenario, in each variant of what may be true, with each replication's luck.

Only what conditions read is kept of a run, only the needed scenarios are run, and only as far as conditions look:
a longer horizon begins with the shorter one, so cutting changes nothing that is read.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import cpu_count
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ...errors import EngineError, KilterError
from ...scenario.assembly import again
from ...scenario.claims import Claim
from ...scenario.document import Scenario
from .. import engines
from ..engines import Engine, Progress
from ..ignorance import Draw, adjusted, assumptions, world
from ..pool import Pool
from .predicate import Reading, needed

Floats = NDArray[np.float64]


@dataclass(frozen=True, order=True)
class Variant:
    """What is taken to be true: the written values, a draw of all of them, or some at other values.

    Attributes:
        draw: which draw; -1 for the written values.
        moved: (path, position) pairs of assumptions that are moved: 0 is the written value, 1 the upper end of
            the range that each scenario gives, -1 the lower one.
        choices: (alternative, choice) pairs that differ.
    """

    draw: int = -1
    moved: tuple[tuple[str, float], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


CENTRAL = Variant()


@dataclass(frozen=True)
class Piece:
    """Some replications of one scenario in one variant, with consecutive numbers."""

    scenario: str
    variant: Variant
    replications: tuple[int, ...]


class Runs(Protocol):
    """Where readings of runs come from; an ensemble of a pack, or a made-up function in tests."""

    def ask(self, wanted: Iterable[tuple[Sequence[str], Variant, int]]) -> None:
        """See to it that replications 0 to n-1 of scenarios in a variant are there."""

    def read(self, scenario: str, variant: Variant, count: int, reading: Reading) -> Floats:
        """A reading of the first replications."""


@dataclass(frozen=True)
class _Shared:
    """What worker processes need."""

    scenarios: dict[str, Scenario]
    readings: dict[str, list[Reading]]
    draws: int
    seed: int
    engine: Engine


class Ensemble:
    """Runs of a pack's scenarios, made when asked for and kept.

    Attributes:
        simulated: how many replications were simulated so far.
        drawn_back: for each draw, paths that were moved because numbers contradicted one another.
    """

    def __init__(
        self,
        scenarios: Mapping[str, Scenario],
        claims: Mapping[str, Claim],
        *,
        draws: int,
        seed: int,
        jobs: int | None = None,
        engine: Engine | None = None,
    ) -> None:
        self.readings = needed(claims)
        self.scenarios = {name: cut(scenarios[name], name, claims) for name in self.readings}
        self.draws, self.seed, self.jobs, self.engine = draws, seed, jobs, engine
        self._pool: Pool[_Shared, Piece, tuple[Floats, tuple[str, ...]]] | None = None
        self._kept: dict[tuple[str, Variant], Floats] = {}
        self._places = {
            name: {one: place for place, one in enumerate(found)} for name, found in self.readings.items()
        }
        self.simulated = 0
        self.drawn_back: dict[int, set[str]] = {}
        self.progress: Progress | None = None
        self.done = self.total = 0

    def __enter__(self) -> Ensemble:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.__exit__()

    def missing(self, wanted: Iterable[tuple[Sequence[str], Variant, int]]) -> list[Piece]:
        """What would have to be simulated, each replication once."""
        most: dict[tuple[str, Variant], int] = {}
        for names, variant, count in wanted:
            for name in names:
                most[name, variant] = max(most.get((name, variant), 0), count)
        pieces = []
        for (name, variant), count in most.items():
            have = len(self._kept.get((name, variant), ()))
            if count > have:
                pieces.append(Piece(name, variant, tuple(range(have, count))))
        return pieces

    def ask(self, wanted: Iterable[tuple[Sequence[str], Variant, int]]) -> None:
        """See to it that replications 0 to n-1 of scenarios in a variant are there.

        Raises:
            KilterError: a replication met something that the scenario can put right.
            EngineError: a replication failed through a mistake in Kilter. Either names scenario and replication.
        """
        pieces = self.missing(wanted)
        self.total = max(self.total, self.done + sum(len(piece.replications) for piece in pieces))
        if not pieces:
            return
        for piece, (values, back) in self._processes(pieces[0]).each(pieces):
            key = (piece.scenario, piece.variant)
            old = self._kept.get(key)
            self._kept[key] = values if old is None else np.concatenate([old, values])
            self.simulated += len(values)
            self.done += len(values)
            if back and piece.variant.draw >= 0:
                self.drawn_back.setdefault(piece.variant.draw, set()).update(back)
            if self.progress is not None:
                self.progress(self.done, self.total)

    def _processes(self, first: Piece) -> Pool[_Shared, Piece, tuple[Floats, tuple[str, ...]]]:
        """The processes that simulate; when they are first needed, a piece of the work helps to choose their engine."""
        if self._pool is None:
            used = self.engine or self._quickest(first)
            # Where machine code cannot be kept, other processes would have to compile it again.
            jobs = 1 if used.threads and not engines.is_kept() else self.jobs
            shared = _Shared(self.scenarios, self.readings, self.draws, self.seed, used)
            self._pool = Pool(shared, _simulated, jobs)
        return self._pool

    def _quickest(self, first: Piece) -> Engine:
        """The engine that is done soonest with all that is in sight."""
        found = engines.default_engine()
        if found.threads or not engines.can_compile():
            return found
        shared = _Shared(self.scenarios, self.readings, self.draws, self.seed, found)
        seconds = float("inf")
        for _ in range(2):  # the first one also pays for imports
            started = time.perf_counter()
            _simulated(shared, Piece(first.scenario, first.variant, (0, 1)))
            seconds = min(seconds, (time.perf_counter() - started) / 2)
        left = seconds * (self.total - self.done) / (self.jobs or cpu_count() or 1)
        return engines.quickest(left, self.progress)

    def read(self, scenario: str, variant: Variant, count: int, reading: Reading) -> Floats:
        """A reading of the first replications, which must have been asked for."""
        return self._kept[scenario, variant][:count, self._places[scenario][reading]]


class VariantSight:
    """What conditions see of one variant."""

    def __init__(self, runs: Runs, variant: Variant, count: int) -> None:
        self.runs, self.variant, self.count = runs, variant, count

    def read(self, scenario: str, reading: Reading) -> Floats:
        """The reading in every replication."""
        return self.runs.read(scenario, self.variant, self.count, reading)


def cut(scenario: Scenario, name: str, claims: Mapping[str, Claim]) -> Scenario:
    """The scenario as far as any of the claims looks at it."""
    months = [claim.months(name) for claim in claims.values()]
    whole = scenario.horizon.months
    if None in months or whole is None:
        return scenario
    last = max([m for m in months if m is not None], default=1)
    # Warm-up has to end within the horizon; what is read by month does not depend on it.
    least = int(scenario.warmup.value / 28) + 1
    last = max(last, least, 1)
    return again(scenario, until=f"{last} months") if last < whole else scenario


def _simulated(shared: _Shared, piece: Piece) -> tuple[Floats, tuple[str, ...]]:
    """Readings (replications, readings) of a piece, and the paths that were drawn back."""
    engine, base = shared.engine, shared.scenarios[piece.scenario]
    if piece.variant.draw >= 0:
        made = world(base, Draw(piece.variant.draw, shared.draws, shared.seed))
    else:
        known = assumptions(base)
        values = {path: known[path].moved(far) for path, far in piece.variant.moved if path in known}
        made = adjusted(base, values, dict(piece.variant.choices))
    planned = engine.plan(made.scenario)
    places = {one.name: place for place, one in enumerate(planned.measures)}
    readings, first = shared.readings[piece.scenario], piece.replications[0]
    rows = np.full((len(piece.replications), len(readings)), float("nan"))
    done = 0
    try:
        for found in engines.trajectories(engine, planned, shared.seed, first, len(rows)):
            for column, one in enumerate(readings):
                place = places.get(one.measure)
                if place is not None:
                    average = np.asarray(found.averages[place])
                    rows[done, column] = float(one.taken(found.values[:, place], average))
            done += 1
    except Exception as error:
        where = f"scenario '{piece.scenario}': {_told(piece.variant)}, replication {first + done} failed"
        if isinstance(error, KilterError):
            raise KilterError(f"{where}: {error}") from error
        raise EngineError(f"{where}: {type(error).__name__}: {error}") from error
    return rows, made.drawn_back


def _told(variant: Variant) -> str:
    if variant.draw >= 0:
        return f"draw {variant.draw}"
    moved = [f"{path} moved by {far:g} of its range" for path, far in variant.moved]
    moved += [f"{name}: {choice}" for name, choice in variant.choices]
    return ", ".join(moved) or "written values"
