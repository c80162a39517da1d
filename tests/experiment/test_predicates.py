"""What each key of a condition means, on results made up for it."""

import numpy as np
import pytest
from tests.experiment.claimed import claim, result

from kilter.experiment.claims.predicate import ResultSight, holds, look, margin, needed

RISING = np.array([[1.0, 2.0, 3.0, 4.0], [3.0, 4.0, 5.0, 6.0]])  # means 2, 3, 4, 5
FLAT = np.array([[2.0, 2.0, 2.0, 2.0], [4.0, 4.0, 4.0, 4.0]])  # means 3


def sight(**more) -> ResultSight:
    both = np.stack([RISING, FLAT], axis=2)
    return ResultSight(
        {
            "world": result("world", both, names=("m", "other")),
            "flat": result("flat", np.stack([FLAT, RISING], axis=2), names=("m", "other")),
            **more,
        }
    )


def statistic(**said) -> float:
    leaf = next(one for _, one in claim({"above": 0, **said}).leaves())
    return look(leaf, sight()).statistic


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"at": "end"}, 5),
        ({"at": "2 months"}, 3),
        ({"at": "average"}, 3.5),
        ({"within": ["2 months", "4 months"]}, 4),
        ({"at": "end", "since": "1 month"}, 3),
        ({"at": "end", "since": "1 month", "relative": True}, 1.5),
        ({"at": "end", "minus": "flat"}, 2),
        ({"at": "end", "minus": "flat", "relative": True}, 2 / 3),
        ({"at": "end", "minus": "flat", "since": "1 month"}, 3),
        ({"at": "end", "minus": "flat", "since": "1 month", "relative": True}, 1.5),
        ({"at": "end", "of": "flat", "minus": "world", "since": "1 month", "relative": True}, -1.5),
        ({"at": "end", "minus_measure": "other"}, 2),
        ({"at": "end", "minus_measure": "other", "relative": True}, 2 / 3),
        ({"at": "end", "minus_measure": "other", "minus": "flat"}, 4),
        ({"at": "end", "taken": "median"}, 5),
        ({"at": "end", "taken": "q05"}, 4.1),
        ({"at": "end", "taken": "q95"}, 5.9),
        ({"at": "end", "taken": {"share_above": 4.5}}, 0.5),
        ({"at": "end", "taken": {"share_above": 4}}, 0.5),
        ({"at": "end", "taken": {"share_below": 7}}, 1),
        ({"at": "end", "minus": "flat", "taken": {"share_below": 3}}, 1),
    ],
)
def test_every_key_of_a_condition(said, value) -> None:
    assert statistic(**said) == pytest.approx(value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"above": 4}, 1),
        ({"above": 5}, 0),  # at the threshold is not above it
        ({"below": 4}, -1),
        ({"above": 4, "below": 7}, 1),
        ({"above": 1, "below": 7}, 2),
        ({"above": 6, "below": 7}, -1),
    ],
)
def test_the_margin_is_the_distance_to_the_threshold(said, expected) -> None:
    made = claim(said)
    assert margin(made, sight()) == pytest.approx(expected)
    assert holds(made, sight()) is (expected > 0)


def test_conditions_join_as_words_do() -> None:
    yes, no = {"above": 4}, {"above": 7}  # margins 1 and -2
    assert margin(claim(yes, no), sight()) == -2
    assert margin(claim({"any": [yes, no]}), sight()) == 1
    assert margin(claim({"all": [yes, no]}), sight()) == -2
    assert margin(claim({"not": no}), sight()) == 2
    assert margin(claim({"not": {"any": [no, {"not": yes}]}}), sight()) == 1
    assert margin(claim({"any": [no, {"all": [yes, {"not": no}]}]}, yes), sight()) == 1


def test_a_replication_without_a_value_is_left_out() -> None:
    values = RISING.copy()
    values[0] = np.nan
    assert margin(claim({"above": 0}), sight(world=result("world", values))) == 6
    assert margin(claim({"above": 0, "minus": "flat"}), sight(world=result("world", values))) == 2
    nowhere = result("world", np.full((2, 4), np.nan))
    for said in ({"above": -9}, {"below": 9}):
        assert not holds(claim(said), sight(world=nowhere))


def test_a_month_without_a_value_is_left_out_of_a_mean_over_months() -> None:
    """A part that nobody asked for in a month has no fill rate then, which says nothing about the other months."""
    values = RISING.copy()
    values[:, 2] = np.nan
    said = {"within": ["2 months", "4 months"], "above": 0}
    expected = RISING[:, [1, 3]].mean()
    assert margin(claim(said), sight(world=result("world", values))) == pytest.approx(expected)
    values[:, 1:] = np.nan
    assert margin(claim(said), sight(world=result("world", values))) == -np.inf


def test_relative_to_nothing() -> None:
    none = result("none", np.zeros((2, 4)))
    said = {"minus": "none", "relative": True}
    assert margin(claim({**said, "above": 0.1}), sight(none=none)) == np.inf
    assert margin(claim({**said, "of": "none", "above": -0.1}), sight(none=none)) == pytest.approx(0.1)


def errors(said, make) -> tuple[float, float]:
    """The standard error that is told, and the one that is seen over many sets of replications."""
    leaf = next(one for _, one in claim({"above": 0, "minus": "flat", **said}).leaves())
    rng = np.random.default_rng(5)
    found = []
    for _ in range(400):
        world, flat = make(rng)
        found.append(look(leaf, ResultSight({"world": result("world", world), "flat": result("flat", flat)})))
    return float(np.mean([one.se for one in found])), float(np.std([one.statistic for one in found]))


def noisy(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    luck = rng.normal(size=(40, 1))
    return 12 + luck + 0.5 * rng.normal(size=(40, 3)), 10 + luck + 0.5 * rng.normal(size=(40, 3))


@pytest.mark.parametrize(
    "said",
    [{}, {"relative": True}, {"taken": "median"}, {"taken": {"share_above": 2.2}}, {"at": "average"},
     {"since": "1 month", "relative": True}],
)  # fmt: skip
def test_the_error_is_that_of_luck_paired_by_replication(said) -> None:
    told, seen = errors(said, noisy)
    assert told == pytest.approx(seen, rel=0.2)
    assert told < 0.25  # unpaired, it would be 1.1 x sqrt(2/40) = 0.25 and more


def test_what_has_to_be_read_is_known_beforehand() -> None:
    change = {"minus": "flat", "since": "1 month", "minus_measure": "other", "at": "3 months", "above": 0}
    one = claim(change, {"at": "average", "above": 0})
    found = needed({"A": one})
    assert [(r.measure, r.when, r.last) for r in found["flat"]] == [
        ("m", "months", 1),
        ("m", "months", 3),
        ("other", "months", 1),
        ("other", "months", 3),
    ]
    assert len(found["world"]) == 5
