import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.scenario.units import DIMENSIONS, UnitError, check, convert, read_number, show, split

NUMBERS = st.floats(min_value=1e-6, max_value=1e6, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("70 %", "share", 0.7),
        ("12.5%", "share", 0.125),
        ("1_000 h", "hours", 1000.0),
        ("1e3 h", "hours", 1000.0),
        (".5 h", "hours", 0.5),
        ("5 k USD", "money", 5000.0),
        ("5k USD", "money", 5000.0),
        ("2.5 M USD/year", "money rate", 2.5e6),
        ("1 k USD / month", "money rate", 12000.0),
        ("  450 h  /  month ", "use", 450.0),
        ("450\u00a0h/month", "use", 450.0),
        ("45\u202fh", "hours", 45.0),
        ("×1.6", "factor", 1.6),
        ("x 1.6", "factor", 1.6),
        ("1.6x", "factor", 1.6),
        ("−0.3", "number", -0.3),
        ("+0.3", "number", 0.3),
        ("6/year", "rate", 0.5),
        ("24 seats/year", "rate", 2.0),
        ("30 min", "hours", 0.5),
        ("1 y", "months", 12.0),
        ("5 %/year", "growth", 0.05),
        ("0.05/1000 h", "loss", 0.05),
        ("-4", "score", -4.0),
        (0, "hours", 0.0),
        ("0", "rate", 0.0),
    ],
)
def test_reads_a_value_into_its_base_unit_exactly(text, dimension, value):
    assert read_number(text, DIMENSIONS[dimension]) == value


@pytest.mark.parametrize(
    ("text", "dimension", "message"),
    [
        ("45 kg", "hours", "unit 'kg' does not measure hours of use; write something like '45 h'"),
        ("45 hrs", "hours", "(did you mean 'hours'?)"),
        (45, "hours", "the unit is missing; write it with one, such as '45 h'"),
        ("nan", "share", "'nan' is not a finite number; write something like '0.7'"),
        ("inf h", "hours", "'inf h' is not a finite number"),
        ("-Infinity", "number", "'-Infinity' is not a finite number"),
        ("1e999 h", "hours", "'1e999 h' is too large; write something like '45 h'"),
        (math.inf, "number", "not a finite number"),
        (math.nan, "number", "not a finite number"),
        (10**400, "number", "too large"),
        ("1,000 h", "hours", "write thousands as 1000"),
        ("1 000 h", "hours", "write thousands as 1000"),
        ("1__0", "count", "write thousands as 1000"),
        ("x1.6 h", "factor", "mixes a factor with a unit"),
        ("many", "count", "'many' is not a number with a unit; write something like '12'"),
        ("", "count", "'' is not a number with a unit"),
        (True, "count", "a number is needed here"),
        (None, "count", "a number is needed here"),
        ([1], "count", "a number is needed here"),
        ("1.5", "count", "1.5 is not a whole number"),
        (-1, "count", "-1 is below 0, the least that a count can be"),
        (2_000_000, "count", "2000000 is above 1,000,000, the most that a count can be"),
        ("150 %", "share", "1.5 is above 1, the most that a share can be"),
        ("25 h/day", "shift", "25 h/day is above 24, the most that a shift can be"),
        ("9" * 200, "count", "is too long for a number with a unit"),
    ],
)
def test_says_what_is_wrong_and_what_to_write(text, dimension, message):
    with pytest.raises(UnitError) as caught:
        read_number(text, DIMENSIONS[dimension])
    assert message in str(caught.value)
    assert "; " in str(caught.value)


def test_every_dimension_reads_its_own_example_and_has_words_for_messages():
    for dimension in DIMENSIONS.values():
        value = read_number(dimension.example, dimension)
        assert dimension.low <= value <= dimension.high
        assert dimension.noun
        assert dimension.one


def test_a_unit_beside_the_value_serves_when_the_value_has_none():
    assert read_number(45, DIMENSIONS["hours"], "h") == 45.0
    assert read_number("45", DIMENSIONS["use"], "h / month") == 45.0
    with pytest.raises(UnitError, match="says h but unit says d"):
        read_number("45 h", DIMENSIONS["hours"], "d")


@given(st.sampled_from(sorted(DIMENSIONS)), NUMBERS)
def test_what_is_shown_is_read_back(name, number):
    dimension = DIMENSIONS[name]
    if dimension.whole:
        number = float(round(number))
    unit = "h" if name == "limit" else dimension.base
    assert split(show(number, unit))[0] == number
    if name != "limit" and dimension.low <= number <= dimension.high:
        assert read_number(show(number, unit), dimension) == number


@given(st.sampled_from(sorted(DIMENSIONS)), NUMBERS, st.data())
def test_units_are_proportional(name, number, data):
    dimension = DIMENSIONS[name]
    unit = data.draw(st.sampled_from(sorted(dimension.units)))
    assert convert(number, unit, dimension) == pytest.approx(number * dimension.units[unit], rel=1e-12)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_unit_error(text):
    try:
        number, unit = split(text)
    except UnitError:
        return
    assert math.isfinite(number)
    assert unit == unit.strip()


@given(st.floats())
def test_check_lets_nothing_through_that_is_not_finite_or_out_of_bounds(value):
    dimension = DIMENSIONS["share"]
    try:
        assert check(value, dimension) == value
    except UnitError:
        assert not 0 <= value <= 1
    else:
        assert 0 <= value <= 1
