"""Every claim of every shipped pack can come out true and can come out false: results are made up that do so.

Values stay within what a measure can be, so that a condition that nothing could break, or nothing could meet, fails.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from tests.experiment.claimed import claim as made_up

from kilter.engine.measures import CATALOGUE
from kilter.engine.plan import plan
from kilter.experiment.claims.predicate import Reading, holds, look, readings
from kilter.scenario import Scenario, packs
from kilter.scenario.claims import Claim, Condition, read_claims

pytestmark = pytest.mark.untraced

FILES = sorted(path for path in packs.root().glob("*/claims.yaml"))
ALL = [(path.parent.name, name) for path in FILES for name in read_claims(path)[0].ordered]
#: What a measure can be, by its unit.
BOUNDS = {
    "share": (0.0, 1.0),
    "0-1": (0.0, 1.0),
    "level 1-4": (1.0, 4.0),
    "level 0-5": (0.0, 5.0),
    "0-10": (0.0, 10.0),
}
WIDEST = (-1e3, 1e7)
STEPS = [0.0, *(m * 10.0**k for k in range(-4, 8) for m in (1, 2, 5))]
Place = tuple[str, Reading]


class Made:
    """Results in which every replication reads the same, one number for each measure, time and scenario."""

    def __init__(self, bounds: Callable[[str], tuple[float, float]]) -> None:
        self.bounds = bounds
        self.values: dict[Place, float] = {}

    def at(self, place: Place) -> float:
        low, high = self.bounds(place[1].measure)
        return self.values.setdefault(place, min(max(0.5, low), high))

    def read(self, scenario: str, reading: Reading) -> np.ndarray:
        return np.full(3, self.at((scenario, reading)))

    def settle(self, leaf: Condition, wanted: bool) -> bool:
        """Move one number as little as makes a plain condition come out as wanted."""
        if self.comes_out(leaf, wanted):
            return True
        places = [(name, one) for name in leaf.scenarios for one in readings(leaf)]
        for place in places:
            now, (low, high) = self.at(place), self.bounds(place[1].measure)
            anchors = [now, *(self.at(other) for other in places), *(x for x in _limits(leaf))]
            tries = {anchor + sign * step for anchor in anchors for step in STEPS for sign in (-1, 1)}
            for one in sorted((x for x in tries if low <= x <= high), key=lambda x: (abs(x - now), x)):
                self.values[place] = one
                if self.comes_out(leaf, wanted):
                    return True
            self.values[place] = now
        return False

    def comes_out(self, leaf: Condition, wanted: bool) -> bool:
        return (look(leaf, self).margin > 0) is wanted


def _limits(leaf: Condition) -> list[float]:
    limit = getattr(leaf.taken, "limit", None)
    return [x for x in (leaf.above, leaf.below, limit) if x is not None]


def ways(condition: Condition, wanted: bool) -> Iterator[list[tuple[Condition, bool]]]:
    """What plain conditions would have to be for a condition to come out as wanted, way by way."""
    if condition.not_ is not None:
        yield from ways(condition.not_, not wanted)
    elif condition.parts:
        if (condition.all_ is not None) == wanted:  # all of them
            for one in itertools.product(*(list(ways(part, wanted)) for part in condition.parts)):
                yield [pair for pairs in one for pair in pairs]
        else:
            for part in condition.parts:
                yield from ways(part, wanted)
    else:
        yield [(condition, wanted)]


def whole(claim: Claim, wanted: bool) -> Iterator[list[tuple[Condition, bool]]]:
    if wanted:
        for one in itertools.product(*(list(ways(part, True)) for part in claim.holds)):
            yield [pair for pairs in one for pair in pairs]
    else:
        for part in claim.holds:
            yield from ways(part, False)


def can_be(claim: Claim, wanted: bool, bounds: Callable[[str], tuple[float, float]]) -> bool:
    for way in itertools.islice(whole(claim, wanted), 60):
        made = Made(bounds)
        for _ in range(12):
            if not all(made.settle(leaf, one) for leaf, one in way):
                break
            if holds(claim, made) is wanted:
                return True
    return False


@cache
def _catalogue() -> dict[str, str]:
    return {one.name: one.unit for one in CATALOGUE}


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_a_claim_can_come_out_true_and_false(
    pack: str, name: str, loaded: Callable[[str], Scenario], units: Callable[[str], dict[str, str]]
) -> None:
    claims, _ = read_claims(packs.root() / pack / "claims.yaml")
    claim = claims.claims[name]
    unit = {key: one for other in claim.compares for key, one in units(f"{pack}/{other}").items()}

    def bounds(measure: str) -> tuple[float, float]:
        return BOUNDS.get(unit[measure], WIDEST)

    assert can_be(claim, True, bounds), "nothing could meet it"
    assert can_be(claim, False, bounds), "nothing could break it"


@pytest.fixture(scope="module")
def units(loaded: Callable[[str], Scenario]) -> Callable[[str], dict[str, str]]:
    """Units of the measures of a shipped scenario, by ``pack/key``."""
    return cache(lambda name: {one.name: one.unit for one in plan(loaded(name)).measures})


def test_units_that_bound_a_measure_are_in_the_catalogue() -> None:
    assert {"share"} <= set(_catalogue().values()) & set(BOUNDS)


@pytest.mark.parametrize(
    ("said", "true", "false"),
    [
        ({"above": 0.5}, True, True),
        ({"above": -1e9}, True, False),
        ({"above": -0.1}, True, False),
        ({"below": 2}, True, False),
        ({"above": 1.5}, False, True),
        ({"above": 0.4, "taken": {"share_above": 0.3}}, True, True),
        ({"any": [{"above": 1.5}, {"below": 0.2}]}, True, True),
        ({"any": [{"above": 0.5}, {"not": {"above": 0.5}}]}, True, False),
        ({"minus": "other", "relative": True, "since": "1 month", "above": 0.2, "below": 0.3}, True, True),
    ],
)
def test_conditions_that_say_nothing_are_found(said: dict[str, object], true: bool, false: bool) -> None:
    one = made_up(said)
    outcomes = [can_be(one, wanted, lambda _: (0.0, 1.0)) for wanted in (True, False)]
    assert outcomes == [true, false]
