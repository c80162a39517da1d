"""Every word of the memory is of one kind, and no address lies outside: what machine code relies on without looking.

The kernel runs on a memory that looks: reading a real number as a whole one, writing one where the other stands, or an
address below 0, at 0 or behind the end is a mistake here, and would be another value or a crash compiled.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from tests.engine.strategies import documents, examples, planned

import kilter
from kilter.engine.compiled.kernel import batch, cells, head, loop
from kilter.engine.compiled.packing import pack
from kilter.engine.plan import Plan, plan


class Words:
    """The words of a memory, and of which kind each is known to be."""

    def __init__(self, words: list[Any]) -> None:
        self.words = words
        self.real = [isinstance(word, float) for word in words]

    def at(self, address: int) -> int:
        if not 0 <= address < len(self.words):
            raise AssertionError(f"address {address} is outside the memory")
        return address


class Whole(Words):
    """Words read as whole numbers. A zero is of either kind, since cells are cleared without knowing it."""

    def __init__(self, memory: Words) -> None:
        self.words, self.real = memory.words, memory.real

    def __getitem__(self, address: int) -> int:
        word = self.words[self.at(address)]
        if isinstance(word, float):
            raise AssertionError(f"the real number {word} at {address} is read as a whole one")
        return word

    def __setitem__(self, address: int, value: int) -> None:
        if isinstance(value, float):
            raise AssertionError(f"the real number {value} is written as a whole one at {address}")
        if address == 0:
            raise AssertionError("address 0 is nobody's")
        self.words[self.at(address)] = value


class Real(Whole):
    """The same words read as real numbers."""

    def __getitem__(self, address: int) -> float:
        word = self.words[self.at(address)]
        if not isinstance(word, float) and word != 0:
            raise AssertionError(f"the whole number {word} at {address} is read as a real one")
        return float(word)

    def __setitem__(self, address: int, value: float) -> None:
        if address == 0:
            raise AssertionError("address 0 is nobody's")
        self.words[self.at(address)] = float(value)


def run_strictly(made: Plan, seed: int = 1, replication: int = 0) -> int:
    image = pack(made)
    memory = Words([*image.words, *[0] * (int(image.words[head.LIMIT]) - len(image.words))])
    memory.words[head.SEED], memory.words[head.REPLICATION] = seed, replication
    return loop.simulate(Whole(memory), Real(memory))


@examples(8)
@given(documents(months=4))
def test_words_are_of_one_kind_in_any_world(document: dict[str, Any]) -> None:
    assert run_strictly(planned(document)) > 0


@pytest.mark.parametrize("name", ["northland", "afghanistan-2026"])
def test_words_are_of_one_kind_in_what_is_shipped(name: str) -> None:
    assert run_strictly(plan(kilter.load(name, until="12 months"))) > 0


def test_a_mistake_would_be_noticed() -> None:
    memory = Words([0, 5, 2.5])
    whole, real = Whole(memory), Real(memory)
    with pytest.raises(AssertionError, match="read as a whole one"):
        whole[2]
    with pytest.raises(AssertionError, match="read as a real one"):
        real[1]
    with pytest.raises(AssertionError, match="outside the memory"):
        whole[3]
    with pytest.raises(AssertionError, match="outside the memory"):
        real[-1]
    with pytest.raises(AssertionError, match="nobody's"):
        whole[0] = 1


def test_only_copies_and_cells_are_blind_to_kinds() -> None:
    from kilter.engine.compiled.building import front

    assert {batch.__name__, cells.__name__} == front._OF_EITHER_KIND
