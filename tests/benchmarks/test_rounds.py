"""Times are taken in turn, once per round, after a round that does not count."""

from __future__ import annotations

import pytest
from benchmarks.rounds import Times, interleave
from benchmarks.tables import Table


def test_everybody_works_once_per_round_and_the_first_round_is_not_counted() -> None:
    order: list[tuple[int, str]] = []

    def work(name: str, number: int) -> tuple[float, float]:
        order.append((number, name))
        return 10.0, 100.0 if number == 0 else 2.0  # the warm-up is slow

    contenders = {name: (lambda number, name=name: work(name, number)) for name in "abc"}
    told: list[str] = []
    times = interleave(contenders, 5, told.append)
    assert times.rates == {name: [5.0] * 5 for name in "abc"}
    assert [number for number, _ in order] == [n for n in range(6) for _ in "abc"]
    assert [name for number, name in order if number in (0, 1, 2)] == list("abcbcacab")
    assert told[0] == "warm-up"
    assert told[-1] == "round 5 of 5"


def test_a_ratio_is_taken_within_rounds() -> None:
    # a machine that slows down by half in the middle changes the rates, not the ratios
    times = Times({"a": [8.0, 8.0, 8.0, 4.0, 4.0], "b": [2.0, 2.0, 2.0, 1.0, 1.0]})
    assert times.ratio("a", "b") == 4.0
    assert times.rate("b") == 2.0
    assert times.ratio("a", "absent") is None


def test_few_rounds_are_refused() -> None:
    with pytest.raises(ValueError, match="write 5 or more"):
        interleave({}, 4, print)


def test_a_table_reads_in_columns() -> None:
    table = Table(
        "Speed", ["who", "per second"], [["us", 1234.5], ["them", 0.000301], ["none", None]], ["Note."]
    )
    assert table.text().splitlines() == [
        "Speed",
        "",
        "  who   per second",
        "  us         1,234",
        "  them    0.000301",
        "  none           -",
        "",
        "  Note.",
    ]
    assert table.data()["rows"][0] == ["us", 1234.5]


def test_a_table_of_remarks_alone() -> None:
    assert Table("Memory", (), notes=["left out"]).text().split() == ["Memory", "left", "out"]
