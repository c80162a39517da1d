"""Programs that are the same model agree; one that is not is named, and nothing is printed of it."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.agreement import DisagreementError, check, judge


def draws(mean: float, count: int, seed: int) -> list[float]:
    luck = Random(seed)
    return [luck.gauss(mean, 0.0033) for _ in range(count)]


def same() -> dict[str, list[float]]:
    counts = {"slow": 6, "middling": 60, "quick": 2000, "quicker": 5000}
    return {name: draws(0.857, count, seed) for seed, (name, count) in enumerate(counts.items())}


def test_programs_of_one_model_agree() -> None:
    verdicts = check(same())
    assert [verdict.name for verdict in verdicts] == list(same())
    assert all(abs(verdict.distance) < 4 for verdict in verdicts)
    assert verdicts[0].error == pytest.approx(0.0033 / 6**0.5, rel=0.05)


def test_a_slow_program_sees_less() -> None:
    slow, *_, quick = check(same())
    assert slow.sees > 5 * quick.sees


@pytest.mark.parametrize("wrong", ["slow", "middling", "quick", "quicker"])
def test_whoever_is_apart_is_named_and_nobody_else(wrong: str) -> None:
    values = same()
    values[wrong] = [value + 0.01 for value in values[wrong]]
    with pytest.raises(DisagreementError) as raised:
        check(values)
    named = str(raised.value).split("agree; ")[1]
    assert named.startswith(f"{wrong}: ")
    assert named.count("standard errors") == 1


def test_two_that_differ_are_both_named() -> None:
    with pytest.raises(DisagreementError, match=r"a: .*b: "):
        check({"a": draws(0.857, 40, 1), "b": draws(0.95, 40, 2)})


def test_two_that_are_apart_from_the_rest_are_both_named() -> None:
    values = same()
    values["slow"] = draws(0.95, 6, 8)
    values["middling"] = draws(0.80, 60, 9)
    with pytest.raises(DisagreementError) as raised:
        check(values)
    assert {text.split(":")[0].strip() for text in str(raised.value).split(";")[1:]} == {"slow", "middling"}


def test_one_replication_is_enough_beside_others_with_more() -> None:
    verdicts = judge({"a": [0.857], "b": draws(0.857, 30, 3)})
    assert verdicts[0].count == 1
    assert abs(verdicts[0].distance) < 4


def test_equal_constants_agree_and_others_do_not() -> None:
    assert [v.distance for v in check({"a": [1.0, 1.0], "b": [1.0]})] == [0.0, 0.0]
    with pytest.raises(DisagreementError):
        check({"a": [1.0, 1.0], "b": [1.5]})
