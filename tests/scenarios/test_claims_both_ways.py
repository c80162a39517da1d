"""Every shipped claim can come out true and can come out false: judged on imagined results, without a run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from kilter.experiment.claims.predicate import Reading, holds, look, readings
from kilter.scenario import packs
from kilter.scenario.claims import Claim, Claims, Condition, Share, read_claims

pytestmark = pytest.mark.untraced

PACKS = ("afghanistan-2026", "northland")
#: Rounds of putting right one condition after another; claims that share readings need a few.
ROUNDS = 50


@cache
def claims_of(pack: str) -> Claims:
    return read_claims(packs.root() / pack / "claims.yaml")[0]


ALL = [(pack, name) for pack in PACKS for name in claims_of(pack).claims]


class Imagined:
    """Results in which every replication of a scenario has the same value; 1 unless moved."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, Reading], float] = {}

    def read(self, scenario: str, reading: Reading) -> NDArray[np.float64]:
        return np.full(4, self.values.get((scenario, reading), 1.0))

    def move(self, leaf: Condition, by: float) -> None:
        key = (str(leaf.of), readings(leaf)[0])
        self.values[key] = self.values.get(key, 1.0) + by


def chosen(condition: Condition) -> Iterator[Condition]:
    """The plain conditions that are enough: all of several, the first of any."""
    if not condition.parts:
        yield condition
    elif condition.any_:
        yield from chosen(condition.any_[0])
    else:
        for part in condition.parts:
            yield from chosen(part)


def meet(leaf: Condition, sight: Imagined) -> None:
    """Move what a plain condition reads so that it holds, by a little."""
    if isinstance(leaf.taken, Share):
        here = float(sight.read(str(leaf.of), readings(leaf)[0])[0])
        sight.move(leaf, leaf.taken.limit + (0.01 if leaf.above is not None else -0.01) - here)
        return
    statistic = look(leaf, sight).statistic
    if leaf.above is not None and leaf.below is not None:
        sight.move(leaf, (leaf.above + leaf.below) / 2 - statistic)
    elif leaf.above is not None:
        sight.move(leaf, leaf.above + 0.01 - statistic)
    elif leaf.below is not None:
        sight.move(leaf, leaf.below - 0.01 - statistic)


def imagined_true(claim: Claim) -> Imagined:
    sight = Imagined()
    for _ in range(ROUNDS):
        missed = [leaf for one in claim.holds for leaf in chosen(one) if not look(leaf, sight).margin > 0]
        if not missed:
            break
        meet(missed[0], sight)
    return sight


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_a_claim_can_come_out_true(pack: str, name: str) -> None:
    claim = claims_of(pack).claims[name]
    assert holds(claim, imagined_true(claim))


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_each_of_its_conditions_can_make_it_false(pack: str, name: str) -> None:
    """From results in which it holds, moving any one condition far away is enough, so none stands idle."""
    claim = claims_of(pack).claims[name]
    for one in claim.holds:
        if one.parts:
            continue
        sight = imagined_true(claim)
        sight.move(one, -100.0 if one.above is not None else 100.0)
        assert not holds(claim, sight), one.because


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_not_everything_makes_it_true(pack: str, name: str) -> None:
    """Its choices (`any`) can fail as well: where nothing differs, or everything is as far off as can be."""
    claim = claims_of(pack).claims[name]
    alike, far, low = Imagined(), Imagined(), Imagined()
    for _, leaf in claim.leaves():
        far.move(leaf, 100.0)
        low.move(leaf, -100.0)
    assert not all(holds(claim, sight) for sight in (alike, far, low))
