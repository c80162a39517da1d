"""All claims of a pack judged, and what is found as plain types."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...errors import KilterError
from ...scenario.claims import Claim
from ...scenario.document import Scenario
from ..engines import Engine
from ..ignorance import assumptions
from ..result import plain, version
from .drivers import Bench, Driver, Flip, Screened, by_chance, order_is_clear, paths_of, screen
from .judging import Judgement, judge
from .pack import Pack
from .predicate import Found, look
from .runs import CENTRAL, Ensemble, Variant, VariantSight
from .wording import verdict

#: Replications with the written values, and at the ends of ranges, for each one in a draw.
FINER = 2
#: Draws, replications in each, and replications spent on single assumptions, unless said otherwise.
DRAWS, REPS, TRIED = 16, 2, 400
#: Assumptions tried for each claim, as far as replications last.
TRIES = 4
#: Told as work goes on: what is done, how many replications of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Assessed:
    """What was found about one claim.

    Attributes:
        name: its id.
        claim: what is claimed.
        judgement: how it fares over draws.
        central: what each plain condition finds with the written values.
        central_margin: the claim's margin there, in standard deviations over draws.
        paths: how many assumptions were screened.
        screened: the first of them.
        drivers: those that were moved alone, the strongest first.
        flip: the smallest change that turns the claim over, among those tried.
        searched: how many of the drivers were followed to where the claim turns; the others never left its side.
    """

    name: str
    claim: Claim
    judgement: Judgement
    central: tuple[Found, ...]
    central_margin: float
    paths: int = 0
    screened: tuple[Screened, ...] = ()
    drivers: tuple[Driver, ...] = ()
    flip: Flip | None = None
    searched: int = 0

    @property
    def verdict(self) -> str:
        """The outcome in a word or two."""
        return verdict(self.judgement.low, self.judgement.high)

    @property
    def telling(self) -> tuple[Driver, ...]:
        """The drivers that move the claim beyond luck, the strongest first."""
        return tuple(driver for driver in self.drivers if driver.moves)


@dataclass(frozen=True)
class Assessment:
    """What was found about a pack's claims, and with how much work."""

    pack: Pack
    claims: tuple[Assessed, ...]
    draws: int
    reps: int
    seed: int
    tried: int
    simulated: int
    scenarios: Mapping[str, Scenario] = field(repr=False)
    drawn_back: int = 0

    def document(self) -> dict[str, Any]:
        """Everything as plain types, ready for JSON; what is not defined or infinite is None."""
        return {
            "kilter": version(),
            "pack": self.pack.name,
            "title": self.pack.claims.title,
            "seed": self.seed,
            "draws": self.draws,
            "replications": self.reps,
            "replications_central": FINER * self.reps,
            "simulated": self.simulated,
            "draws_drawn_back": self.drawn_back,
            "fingerprints": {name: one.fingerprint for name, one in sorted(self.pack.scenarios.items())},
            "claims": {one.name: self._claim(one) for one in self.claims},
        }

    def _claim(self, one: Assessed) -> dict[str, Any]:
        j = one.judgement
        return {
            "says": one.claim.says,
            "source": one.claim.source,
            "place": one.claim.place,
            "mechanism": one.claim.mechanism,
            "compares": list(one.claim.compares),
            "contradicts": list(one.claim.contradicts),
            "verdict": one.verdict,
            "probability": j.probability,
            "error": j.error,
            "low": j.low,
            "high": j.high,
            "luck_share": plain(j.luck_share),
            "central": {
                "holds": one.central_margin > 0,
                "margin": plain(one.central_margin),
                "conditions": [
                    {
                        "path": ".".join(map(str, at)),
                        **{
                            key: value
                            for key, value in leaf.model_dump(by_alias=True, exclude_unset=True).items()
                            if key != "because"
                        },
                        "because": leaf.because,
                        "statistic": plain(found.statistic),
                        "se": plain(found.se),
                        "met": found.margin > 0,
                    }
                    for (at, leaf), found in zip(one.claim.leaves(), one.central, strict=True)
                ],
            },
            "screened": {
                "assumptions": one.paths,
                "by_chance": by_chance(one.paths, self.draws),
                "first": [{"path": s.path, "correlation": s.correlation} for s in one.screened],
            },
            "drivers": [self._driver(one, driver) for driver in one.drivers],
            "order_is_clear": order_is_clear(one.telling[:3]) if one.telling else None,
            "flip": self._flip(one),
            "flip_tried": len(one.drivers),
        }

    def _driver(self, one: Assessed, driver: Driver) -> dict[str, Any]:
        return {
            "path": driver.path,
            "correlation": driver.correlation,
            "moves": driver.moves,
            "ends": [
                {
                    "value": self.value(one.claim, driver.path, end.position)[0],
                    "unit": self.value(one.claim, driver.path, end.position)[1],
                    "effect": plain(end.effect),
                    "se": plain(end.se),
                    "holds": end.margin > 0,
                }
                for end in driver.ends
            ],
        }

    def _flip(self, one: Assessed) -> dict[str, Any] | None:
        if one.flip is None:
            return None
        value, unit = self.value(one.claim, one.flip.path, one.flip.position)
        written, _ = self.value(one.claim, one.flip.path, 0.0)
        return {
            "path": one.flip.path,
            "written": written,
            "value": value,
            "unit": unit,
            "share_of_the_way": one.flip.size,
            "then_holds": one.flip.holds,
        }

    def value(self, claim: Claim, path: str, position: float | str) -> tuple[float | str, str]:
        """The value and unit of an assumption at a position, in the first compared scenario that has it."""
        for name in claim.compares:
            scenario = self.scenarios[name]
            if path.startswith("alternatives."):
                fact = scenario.alternatives.get(path.partition(".")[2])
                if fact is not None:
                    return (position if isinstance(position, str) else fact.holding), ""
            elif (spot := assumptions(scenario).get(path)) is not None and isinstance(position, float):
                return (spot.moved(position) if position else spot.value), spot.unit
        return str(position), ""


def assess(
    pack: Pack,
    *,
    only: Sequence[str] | None = None,
    draws: int = DRAWS,
    reps: int = REPS,
    seed: int = 1,
    drivers: bool = True,
    tried: int = TRIED,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Assessment:
    """Judge the claims of a pack.

    Args:
        pack: from :func:`kilter.experiment.claims.open_pack`.
        only: ids of the claims to judge; all when not given.
        draws: how many draws of all assumptions, at least 3.
        reps: replications in each draw, at least 2 (luck shows in their differences).
        seed: of draws and luck.
        drivers: whether to look for what matters to each claim, and what would flip it.
        tried: how many replications that may take.
        jobs: processes; all cores when not given. Never changes results.
        progress: told how many replications are done, of how many so far in sight.
        engine: what simulates; the one that is done soonest when not given. Never changes results.

    Raises:
        KilterError: an argument makes no sense, a claim does not exist, or a run failed.
    """
    if draws < 3 or reps < 2:
        raise KilterError(
            f"claims need 3 draws of 2 replications at least, not {draws} of {reps}; write --draws {max(draws, 3)} "
            f"--reps {max(reps, 2)}"
        )
    claims = pack.chosen(only)
    finer = FINER * reps
    with Ensemble(pack.scenarios, claims, draws=draws, seed=seed, jobs=jobs, engine=engine) as runs:
        runs.progress = progress
        names = list(runs.scenarios)
        budget = tried if drivers else 0
        runs.total = len(names) * (draws * reps + finer) + budget
        runs.ask([(names, CENTRAL, finer), *((names, Variant(draw), reps) for draw in range(draws))])
        found = {name: _judged(name, claim, runs, draws, reps, finer) for name, claim in claims.items()}
        if drivers:
            found = _with_drivers(found, runs, finer, seed, budget)
        if progress is not None:
            progress(runs.done, runs.done)
        return Assessment(
            pack,
            tuple(found.values()),
            draws,
            reps,
            seed,
            budget,
            runs.simulated,
            runs.scenarios,
            len(runs.drawn_back),
        )


def _judged(name: str, claim: Claim, runs: Ensemble, draws: int, reps: int, finer: int) -> Assessed:
    leaves = [leaf for _, leaf in claim.leaves()]
    rows = [[look(leaf, VariantSight(runs, Variant(d), reps)) for leaf in leaves] for d in range(draws)]
    judgement = judge(claim, rows)
    central = tuple(look(leaf, VariantSight(runs, CENTRAL, finer)) for leaf in leaves)
    bench = Bench(claim, runs.scenarios, runs, judgement.scale, finer)
    return Assessed(name, claim, judgement, central, bench.margin()[0])


def _with_drivers(
    found: Mapping[str, Assessed], runs: Ensemble, count: int, seed: int, budget: int
) -> dict[str, Assessed]:
    """Try the assumptions of each claim in turn, the best of every claim first, while replications last."""
    benches = {
        name: Bench(one.claim, runs.scenarios, runs, one.judgement.scale, count)
        for name, one in found.items()
    }
    screened: dict[str, tuple[int, list[Screened]]] = {}
    for name, one in found.items():
        paths = paths_of(one.claim, runs.scenarios)
        screened[name] = (len(paths), screen(paths, one.judgement.margins, seed))
    spent_before = runs.simulated
    # Half of what there is goes to trying, the rest to following those that turn a claim over.
    tried: dict[str, list[Screened]] = {name: [] for name in found}
    wanted: list[tuple[Sequence[str], Variant, int]] = []
    for rank in range(TRIES):
        for name, bench in benches.items():
            candidates = screened[name][1]
            if rank >= len(candidates):
                continue
            more = [bench.wanted(variant) for variant in bench.ends(candidates[rank].path)]
            if _cost(runs, [*wanted, *more]) > budget * 3 // 4:
                continue
            wanted += more
            tried[name].append(candidates[rank])
    runs.ask(wanted)
    made: dict[str, tuple[Driver, ...]] = {}
    for name, bench in benches.items():
        tests = sum(len(bench.ends(one.path)) for one in tried[name])
        drivers = [bench.driver(one, tests) for one in tried[name]]
        made[name] = tuple(sorted(drivers, key=lambda d: (not d.moves, -abs(d.strongest.effect), d.path)))
    flips = _flips(benches, made, runs, budget - (runs.simulated - spent_before))
    return {
        name: Assessed(
            name,
            one.claim,
            one.judgement,
            one.central,
            one.central_margin,
            screened[name][0],
            tuple(screened[name][1][:5]),
            made[name],
            min(flips[name], key=lambda flip: (flip.size, flip.path), default=None),
            len(flips[name]),
        )
        for name, one in found.items()
    }


def _flips(
    benches: Mapping[str, Bench], drivers: Mapping[str, Sequence[Driver]], runs: Ensemble, budget: int
) -> dict[str, list[Flip]]:
    """Follow every driver to where it turns its claim over; all searches go on side by side."""
    found: dict[str, list[Flip]] = {name: [] for name in benches}
    start = runs.simulated
    open_ = [(name, benches[name].flips(driver), driver) for name in benches for driver in drivers[name]]
    asked = [(name, search, driver, next(search, None)) for name, search, driver in open_]
    while asked:
        wanted = [benches[name].wanted(v) for name, _, _, v in asked if isinstance(v, Variant)]
        if _cost(runs, wanted) > budget - (runs.simulated - start):
            # Not all can go on: those that came this far say at least that the end of the range turns the claim.
            for name, _, driver, step in asked:
                if isinstance(step, Variant):
                    far = step.moved[0][1]
                    found[name].append(Flip(driver.path, math.copysign(1.0, far), _beyond(driver, far)))
                elif isinstance(step, Flip):
                    found[name].append(step)
            return found
        runs.ask(wanted)
        following = []
        for name, search, driver, step in asked:
            if isinstance(step, Flip):
                found[name].append(step)
            if step is not None:
                following.append((name, search, driver, next(search, None)))
        asked = following
    return found


def _beyond(driver: Driver, far: float) -> bool:
    return next(end.margin > 0 for end in driver.ends if end.position == math.copysign(1.0, far))


def _cost(runs: Ensemble, wanted: Sequence[tuple[Sequence[str], Variant, int]]) -> int:
    return sum(len(piece.replications) for piece in runs.missing(wanted))
