import pytest
from pydantic import ValidationError

from kilter.scenario.quantity import (
    Dim,
    LabourSpread,
    Quantity,
    SizeSpread,
    TimeSpread,
    assumed,
    neutral,
    parse,
)
from kilter.scenario.units import DIMENSIONS, UnitError

FULL = {
    "value": "45 h",
    "range": [30, "3 d"],
    "shape": "triangular",
    "source": "handbook",
    "confidence": "low",
    "note": "a guess",
}


def test_a_full_number_keeps_what_is_known_about_it():
    assert parse(FULL, DIMENSIONS["hours"]) == Quantity(
        45.0, "h", 30.0, 72.0, "triangular", "handbook", "low", "a guess", "45 h"
    )


def test_a_unit_may_stand_beside_the_value_and_serves_the_range_too():
    quantity = parse({"value": 800, "unit": "k USD", "range": [400, 1500]}, DIMENSIONS["money"])
    assert (quantity.value, quantity.low, quantity.high) == (800e3, 400e3, 1500e3)
    assert str(quantity) == "800 k USD"


@pytest.mark.parametrize(
    ("change", "at", "message"),
    [
        ({"range": [50, 70]}, ("range",), "45 lies outside its own range [50, 70]; widen"),
        ({"range": [70, 30]}, ("range",), "the range runs backwards; write range: [30, 70]"),
        ({"range": [70]}, ("range",), "a range is two numbers"),
        ({"range": "30-70"}, ("range",), "a range is two numbers"),
        ({"range": [30, "70 kg"]}, ("range", 1), "unit 'kg' does not measure"),
        ({"range": [None, 70]}, ("range", 0), "a number is needed here"),
        ({"shape": "triangle"}, ("shape",), "unknown shape 'triangle'; did you mean 'triangular'?"),
        ({"confidence": "none"}, ("confidence",), "use one of high, medium, low"),
        ({"source": 2019}, ("source",), "'source' must be text; put it in quotes"),
        ({"sorce": "x"}, ("sorce",), "unknown key 'sorce'; did you mean 'source'?"),
        ({"value": "45 kg"}, ("value",), "unit 'kg' does not measure hours of use"),
        ({"unit": 3}, ("unit",), "'unit' must be text"),
    ],
)
def test_a_mistake_in_a_full_number_names_the_key_it_is_in(change, at, message):
    with pytest.raises(UnitError) as caught:
        parse({**FULL, **change}, DIMENSIONS["hours"])
    assert message in str(caught.value)
    assert caught.value.at == at


def test_the_value_itself_is_needed():
    with pytest.raises(UnitError, match="the value itself is missing; write value: 45 h"):
        parse({"source": "handbook"}, DIMENSIONS["hours"])


def test_a_limit_keeps_its_clock_and_so_does_its_range():
    used, aged = parse("2000 h", DIMENSIONS["limit"]), parse("8 y", DIMENSIONS["limit"])
    assert (used.value, used.unit, aged.value, aged.unit) == (2000.0, "h", 2922.0, "d")
    assert parse({"value": "1500 h", "range": [1000, 2000]}, DIMENSIONS["limit"]).high == 2000.0
    with pytest.raises(UnitError, match="another clock"):
        parse({"value": "1500 h", "range": ["1 y", "2 y"]}, DIMENSIONS["limit"])


def test_a_value_may_be_changed_and_keeps_the_rest():
    changed = parse(FULL, DIMENSIONS["hours"]).changed(50.0, "50 h")
    assert (changed.value, changed.low, changed.source, str(changed)) == (50.0, 30.0, "handbook", "50 h")


def test_defaults_say_that_they_are():
    guess, off = assumed("11 months", "months", 6.5, 13, "why"), neutral("x1", "factor")
    assert (guess.low, guess.high, guess.confidence, guess.default) == (6.5, 13.0, "low", True)
    assert (off.low, off.high, off.shape, off.default) == (1.0, 1.0, "fixed", True)


@pytest.mark.parametrize(
    ("dim", "inside", "outside"),
    [
        (Dim("hours", above=0.0), 0.1, 0.0),
        (Dim("share", below=1.0), 0.99, 1.0),
        (Dim("weight", low=0.05), 0.05, 0.04),
        (Dim("count", high=5.0), 5.0, 6.0),
    ],
)
def test_bounds_of_a_field_hold_for_values_and_say_so(dim, inside, outside):
    dim.bound(inside)
    with pytest.raises(UnitError, match=r"must be .*; write something like"):
        dim.bound(outside)
    low, high = dim.limits
    assert low <= inside <= high
    assert not low <= outside <= high
    dim.read(dim.example)


@pytest.mark.parametrize("value", ["30 min", {"value": "30 min", "source": "x"}, {"mean": "30 min"}])
def test_a_plain_spread_is_fixed(value):
    spread = LabourSpread.model_validate(value)
    assert (spread.mean.value, spread.sd, spread.dist) == (0.5, None, "fixed")


def test_a_spread_with_a_deviation_is_lognormal_and_tells_about_its_mean():
    spread = TimeSpread.model_validate(
        {"mean": 60, "sd": 30, "unit": "d", "range": [20, 90], "source": "log", "confidence": "medium"}
    )
    assert spread.dist == "lognormal"
    assert (spread.mean.value, spread.mean.low, spread.mean.source) == (60.0, 20.0, "log")
    assert spread.sd is not None
    assert (spread.sd.value, spread.sd.source, spread.sd.low) == (30.0, "log", None)


def test_what_the_mean_says_itself_wins_over_what_stands_beside_it():
    spread = SizeSpread.model_validate(
        {"mean": {"value": 2, "source": "own"}, "source": "shared", "note": "n"}
    )
    assert (spread.mean.source, spread.mean.note) == ("own", "n")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"mean": "3 d", "dist": "gamma"}, "a gamma spread needs its standard deviation; add sd"),
        ({"mean": "3 d", "sd": "1 d", "dist": "exponential"}, "an exponential spread has no sd"),
        ({"value": "3 d", "sd": "1 d"}, "a random amount has a mean, not a value; write mean: … beside sd"),
    ],
)
def test_a_spread_whose_parts_do_not_fit_is_refused(value, message):
    with pytest.raises(ValidationError) as caught:
        TimeSpread.model_validate(value)
    assert message in str(caught.value)
