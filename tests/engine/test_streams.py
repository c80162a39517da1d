"""Random numbers: known answers, uniform, independent, and nobody shares a stream."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.engine.harness import addresses
from tests.engine.strategies import documents, examples, planned

import kilter
from kilter.engine.plan import plan
from kilter.engine.streams import MASK, WEYL, Streams, mix64, name_key

#: SplitMix64 with seed 0, as published with its reference implementation.
KNOWN = (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B)


def test_known_answers():
    assert tuple(mix64((WEYL * n) & MASK) for n in range(1, 6)) == KNOWN


@given(st.integers(0, MASK), st.integers(0, 63))
def test_one_bit_in_turns_over_half_the_bits_out(x, bit):
    changed = (mix64(x) ^ mix64(x ^ (1 << bit))).bit_count()
    assert 8 <= changed <= 56


def draws(seed=1, replication=0, purpose="failure", entity="item.1", number=20_000):
    stream = Streams(seed, replication).stream(purpose, entity)
    return np.array([stream.next() for _ in range(number)])


def test_uniform():
    x = draws()
    assert x.min() > 0
    assert x.max() < 1
    assert stats.kstest(x, "uniform").pvalue > 1e-3
    # first draws of many streams matter as much as many draws of one
    first = np.array([Streams(1, r).stream("failure", "item.1").next() for r in range(20_000)])
    assert stats.kstest(first, "uniform").pvalue > 1e-3
    entity = np.array([Streams(1, 0).stream("failure", f"item.{n}").next() for n in range(20_000)])
    assert stats.kstest(entity, "uniform").pvalue > 1e-3
    pairs = stats.chisquare(np.histogram2d(x[:-1:2], x[1::2], bins=10, range=[[0, 1], [0, 1]])[0].ravel())
    assert pairs.pvalue > 1e-3


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 2},
        {"replication": 1},
        {"purpose": "labour"},
        {"entity": "item.2"},
        {"purpose": "item.1", "entity": "failure"},
    ],
    ids=str,
)
def test_other_addresses_are_independent(other):
    x, y = draws(), draws(**other)
    assert abs(np.corrcoef(x, y)[0, 1]) < 4 / np.sqrt(len(x))
    assert abs(np.corrcoef(x[1:], y[:-1])[0, 1]) < 4 / np.sqrt(len(x))
    assert not set(x) & set(y)


def test_a_draw_by_number_is_that_draw_in_order():
    streams = Streams(7, 3)
    one, two = streams.stream("events", "c"), streams.stream("events", "c")
    assert [one.at(n) for n in range(5)] == [two.next() for _ in range(5)]
    assert one.at(2) == Streams(7, 3).stream("events", "c").at(2)


def test_names_have_keys_of_their_own():
    names = [f"fleets.f{n}.item.{m}" for n in range(30) for m in range(300)]
    assert len({name_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("pack", ["afghanistan-2026/world", "northland/world"])
def test_no_two_things_share_a_stream(pack):
    """Every purpose of every entity is asked for once, and no two have the same numbers."""
    found = addresses(plan(kilter.load(pack, until="24 months")))
    assert len(found) > 100
    asked = Counter((purpose, entity) for purpose, entity, _ in found)
    assert {address: n for address, n in asked.items() if n > 1} == {}
    assert len({base for _, _, base in found}) == len(found)


@examples(10)
@given(documents(), st.integers(0, 2**62))
def test_no_two_things_of_a_random_world_share_a_stream(document, seed):
    found = addresses(planned(document), seed=seed)
    assert max(Counter((purpose, entity) for purpose, entity, _ in found).values()) == 1
    assert len({base for _, _, base in found}) == len(found)
