"""What the claims of the shipped packs promise: all there, each in full, comparing what it is about and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from kilter.engine.plan import plan
from kilter.scenario import Scenario, packs
from kilter.scenario.claims import Claim, Claims, Condition, check_claims, read_claims
from kilter.scenario.explain import Origins

pytestmark = pytest.mark.untraced

CASE = "afghanistan-2026"
PACKS = (CASE, "northland")
Loader = Callable[[str], Scenario]


@cache
def claims_of(pack: str) -> tuple[Claims, Origins]:
    return read_claims(packs.root() / pack / "claims.yaml")


ALL = [(pack, name) for pack in PACKS for name in claims_of(pack)[0].claims]
LEAVES = [(pack, name, leaf) for pack, name in ALL for _, leaf in claims_of(pack)[0].claims[name].leaves()]


def claim(pack: str, name: str) -> Claim:
    return claims_of(pack)[0].claims[name]


def test_all_claims_of_the_two_texts_are_there() -> None:
    ids = {f"T{n}" for n in range(1, 17)} | {f"C{n}" for n in range(1, 30)}
    found = claims_of(CASE)[0].claims
    assert set(found) == ids
    assert {name[0]: one.source for name, one in found.items()} == {"T": "tribune", "C": "csrs"}


def test_the_classroom_has_a_few() -> None:
    assert 5 <= len(claims_of("northland")[0].claims) <= 8


@pytest.mark.parametrize("pack", PACKS)
def test_what_claims_name_exists(pack: str, loaded: Loader) -> None:
    """Sources, scenarios, and in every scenario that is read the measures."""
    claims, origins = claims_of(pack)
    used = {name for one in claims.claims.values() for name in one.compares}
    scenarios = {name: loaded(f"{pack}/{name}") for name in sorted(used)}
    measures = {name: [m.name for m in plan(scenario).measures] for name, scenario in scenarios.items()}
    assert check_claims(claims, origins, scenarios, measures) == []


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_a_claim_is_told_in_full(pack: str, name: str) -> None:
    one = claim(pack, name)
    assert len(one.says.split()) >= 6
    assert len(one.mechanism.split()) >= 6
    assert one.place != one.source
    assert len({one.says, one.mechanism, one.place}) == 3


@pytest.mark.parametrize("pack", PACKS)
def test_contradictions_are_mutual(pack: str) -> None:
    pairs = {(name, other) for name, one in claims_of(pack)[0].claims.items() for other in one.contradicts}
    assert pairs
    assert {(other, name) for name, other in pairs} == pairs


def test_air_defence_is_the_contested_fact() -> None:
    assert set(claim(CASE, "C8").contradicts) == {"T1", "T8"}


def opposite(one: Condition, other: Condition) -> bool:
    """Whether two conditions are the two directions of the same difference."""
    same = ("measure", "minus_measure", "of", "minus", "at", "within", "since", "taken", "relative")
    return all(getattr(one, key) == getattr(other, key) for key in same) and (
        (one.above is None) != (other.above is None)
    )


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_no_alternatives_that_cover_everything(pack: str, name: str) -> None:
    """An `any` of both directions leaves a gap between them, so that the claim can fail."""
    for condition in claim(pack, name).holds:
        parts = condition.any_ or []
        for one in parts:
            for other in parts:
                if opposite(one, other) and one.above is not None and other.below is not None:
                    assert one.above - other.below >= 0.02


#: A change below these is nothing anybody would notice, whatever the measure (docs/claims.md).
LEAST = {"capability.index": 1, "risk.index": 0.1, "agreement.depth": 0.04}


@pytest.mark.parametrize(("pack", "name", "leaf"), LEAVES, ids=lambda v: v if isinstance(v, str) else "")
def test_thresholds_are_those_of_the_conventions(pack: str, name: str, leaf: Condition) -> None:
    """A difference is asked to be noticeable, and every number stands in the table of docs/claims.md."""
    assert leaf.because
    assert len(leaf.because) >= 10
    limits = [limit for limit in (leaf.above, leaf.below) if limit is not None]
    if leaf.minus is None and leaf.since is None:
        return
    least = LEAST.get(leaf.measure or "", 0.01)
    assert all(abs(limit) >= least for limit in limits), (pack, name)
    if leaf.relative:
        assert {abs(limit) for limit in limits} <= {0.02, 0.1, 0.25}
    elif leaf.measure == "capability.index":
        assert {abs(limit) for limit in limits} <= {1, 5, 10}


def test_chances_are_those_of_the_likelihood_scale() -> None:
    asked = {
        limit
        for _, _, leaf in LEAVES
        if not isinstance(leaf.taken, str)
        for limit in (leaf.above, leaf.below)
        if limit is not None
    }
    assert asked == {0.1, 0.33, 0.5, 0.66}


def test_claims_say_when_something_is_not_in_the_model() -> None:
    for name in ("C5", "C12", "C13", "C15"):
        assert re.search(r"\(.*\b(pack|books|model)\b.*\)", " ".join(claim(CASE, name).says.split())), name
