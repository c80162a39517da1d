"""Which assumptions matter to a claim, and what would flip it.

First a screen: the rank correlation of each assumption with the claim's margin over draws, for which no further run is
needed. With some thousand assumptions and few draws chance alone gives high correlations, so the screen only says
what to try. What is tried is moved alone to both ends of its range on the same luck as the written values; that
difference and its standard error decide what matters. Where the claim's outcome changes on the way, bisection finds
where.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from scipy.stats import t as student

from ...scenario.claims import Claim
from ...scenario.document import Scenario
from ..ignorance import assumptions
from ..sampling import shares
from .predicate import Reading, joined, look
from .runs import CENTRAL, Runs, Variant

Floats = NDArray[np.float64]
#: How many assumptions are told of a claim.
TOLD = 3
#: How often the way to the end of a range is halved: 1/32 of the way is the finest.
HALVINGS = 5
_CHOICE = "alternatives."


@dataclass(frozen=True)
class Screened:
    """An assumption that goes with a claim's margin over draws.

    Attributes:
        path: of the assumption (``alternatives.NAME`` for a contested fact).
        correlation: Spearman's rank correlation with the margin.
    """

    path: str
    correlation: float


@dataclass(frozen=True)
class End:
    """A claim with one assumption moved as far as it may be.

    Attributes:
        position: -1 (lower end), 1 (upper end), or the other choice of a contested fact.
        effect: change of the margin, in standard deviations of the margin over draws.
        se: its standard error, on the same luck.
        margin: the margin there, in the same unit.
    """

    position: float | str
    effect: float
    se: float
    margin: float


@dataclass(frozen=True)
class Driver:
    """An assumption moved alone.

    Attributes:
        path: of the assumption.
        correlation: as screened.
        ends: what happened at its ends.
        moves: whether an effect exceeds what luck explains, allowing for all ends tried for this claim.
    """

    path: str
    correlation: float
    ends: tuple[End, ...]
    moves: bool

    @property
    def strongest(self) -> End:
        """The end with the greater effect."""
        return max(self.ends, key=lambda end: abs(end.effect))


@dataclass(frozen=True)
class Flip:
    """The smallest change of one assumption, among those tried, that turns a claim over.

    Attributes:
        path: of the assumption.
        position: where it turns: between the written value (0) and an end of the range (-1, 1), or a choice.
        holds: whether the claim holds beyond it.
    """

    path: str
    position: float | str
    holds: bool

    @property
    def size(self) -> float:
        """How far it is, as a share of the way to the end of the range; a choice is the whole way."""
        return abs(self.position) if isinstance(self.position, float) else 1.0


def paths_of(claim: Claim, scenarios: Mapping[str, Scenario]) -> list[str]:
    """Every assumption of the scenarios that a claim compares, contested facts among them."""
    found: dict[str, None] = {}
    for name in claim.compares:
        found.update(dict.fromkeys(assumptions(scenarios[name])))
        for alternative, said in scenarios[name].alternatives.items():
            if said.chosen is None:
                found[f"{_CHOICE}{alternative}"] = None
    return sorted(found)


def screen(paths: Sequence[str], margins: Floats, seed: int) -> list[Screened]:
    """Assumptions by the strength of their rank correlation with margins over draws; none when nothing varies."""
    count = len(margins)
    if count < 3 or not len(paths) or np.ptp(margins) == 0:
        return []
    ranks = rankdata(np.array([shares(seed, count, path) for path in paths]), axis=1)
    order = rankdata(margins)
    ranks -= ranks.mean(axis=1, keepdims=True)
    order -= order.mean()
    found = ranks @ order / np.sqrt((ranks**2).sum(axis=1) * (order**2).sum())
    pairs = [Screened(path, float(one)) for path, one in zip(paths, found, strict=True)]
    return sorted(pairs, key=lambda one: (-abs(one.correlation), one.path))


def by_chance(paths: int, draws: int, level: float = 0.95) -> float:
    """The greatest rank correlation that chance alone gives among so many assumptions, in 95 of 100 cases.

    >>> round(by_chance(1, 100), 2), round(by_chance(1000, 16), 2), round(by_chance(1000, 100), 2)
    (0.2, 0.84, 0.39)
    """
    if draws < 4:
        return 1.0
    tail = (1 - level ** (1 / max(paths, 1))) / 2
    t = float(student.isf(tail, draws - 2))
    return t / math.sqrt(draws - 2 + t * t)


class Bench:
    """One claim on its written values, to move assumptions under the same luck.

    Args:
        claim: what is claimed.
        scenarios: those that it compares.
        runs: where runs come from.
        scale: unit of each plain condition.
        count: replications.
    """

    def __init__(
        self,
        claim: Claim,
        scenarios: Mapping[str, Scenario],
        runs: Runs,
        scale: Sequence[float],
        count: int,
    ) -> None:
        self.claim, self.scenarios, self.runs = claim, scenarios, runs
        self.scale, self.count = scale, count

    def ends(self, path: str) -> list[Variant]:
        """The variants in which an assumption is moved as far as it may be."""
        if not path.startswith(_CHOICE):
            return [Variant(moved=((path, far),)) for far in (-1.0, 1.0)]
        name = path.removeprefix(_CHOICE)
        said = next(s.alternatives[name] for s in self.scenarios.values() if name in s.alternatives)
        return [Variant(choices=((name, key),)) for key in said.oneof if key != said.holding]

    def names(self, variant: Variant) -> list[str]:
        """The compared scenarios in which a variant differs from the written values."""
        found = []
        for name in self.claim.compares:
            scenario = self.scenarios[name]
            known = assumptions(scenario)
            facts = scenario.alternatives
            if any(path in known for path, _ in variant.moved) or any(
                other in facts and facts[other].chosen is None for other, _ in variant.choices
            ):
                found.append(name)
        return found

    def wanted(self, variant: Variant) -> tuple[list[str], Variant, int]:
        """What to ask of the runs for a variant."""
        return self.names(variant), variant, self.count

    def margin(self, variant: Variant = CENTRAL) -> tuple[float, Floats]:
        """The claim's margin, and how each replication moves it."""
        sight = _Sight(self.runs, variant, self.count, set(self.names(variant)))
        found = [look(leaf, sight) for _, leaf in self.claim.leaves()]
        margins = np.array([one.margin / scale for one, scale in zip(found, self.scale, strict=True)])
        margin = float(joined(self.claim, list(margins)))
        # The condition that the margin comes from; infinite margins have no distances to compare.
        near = int(np.argmax(np.abs(margins) == abs(margin)))
        return margin, found[near].luck / self.scale[near]

    def driver(self, screened: Screened, tests: int) -> Driver:
        """The effects of an assumption whose ends have been run.

        Args:
            screened: which assumption.
            tests: how many ends are tried for this claim in all, to allow for it.
        """
        before, calm = self.margin()
        ends, moves = [], False
        for variant in self.ends(screened.path):
            after, luck = self.margin(variant)
            # Paired: the same replications met the same luck.
            gap = luck - calm
            se = math.sqrt(float((gap**2).sum()) / (self.count * (self.count - 1)))
            effect = after - before if math.isfinite(after - before) else math.copysign(math.inf, after)
            bound = float(student.isf(0.025 / max(tests, 1), self.count - 1)) * se
            moves = moves or abs(effect) > max(bound, 1e-12)
            position = variant.moved[0][1] if variant.moved else variant.choices[0][1]
            ends.append(End(position, effect, se, after))
        return Driver(screened.path, screened.correlation, tuple(ends), moves)

    def flips(self, driver: Driver) -> Iterator[Variant | Flip]:
        """Search where moving an assumption turns the claim over.

        Yields variants that have to be run before the search goes on, and what was found at the end. An end at which
        the outcome is as for the written values is not searched.
        """
        now = self.margin()[0] > 0
        for end in driver.ends:
            if (end.margin > 0) == now:
                continue
            if isinstance(end.position, str):
                yield Flip(driver.path, end.position, not now)
                continue
            near, far = 0.0, end.position
            for _ in range(HALVINGS):
                middle = (near + far) / 2
                variant = Variant(moved=((driver.path, middle),))
                yield variant
                if (self.margin(variant)[0] > 0) == now:
                    near = middle
                else:
                    far = middle
            yield Flip(driver.path, far, not now)


class _Sight:
    """What conditions see of a variant; scenarios that it does not touch are as written."""

    def __init__(self, runs: Runs, variant: Variant, count: int, touched: set[str]) -> None:
        self.runs, self.variant, self.count, self.touched = runs, variant, count, touched

    def read(self, scenario: str, reading: Reading) -> Floats:
        variant = self.variant if scenario in self.touched else CENTRAL
        return self.runs.read(scenario, variant, self.count, reading)


def order_is_clear(drivers: Sequence[Driver]) -> bool:
    """Whether the effects differ by more than luck explains, each from the next one."""
    ends = [driver.strongest for driver in drivers]
    return all(abs(a.effect) - abs(b.effect) > 2 * math.hypot(a.se, b.se) for a, b in pairwise(ends))
