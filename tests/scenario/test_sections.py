import pytest
from pydantic import ValidationError
from tests.scenario.worlds import FULL

from kilter.errors import ScenarioError
from kilter.scenario import loads
from kilter.scenario.actors import Reaction
from kilter.scenario.agreement import Agreement, Track
from kilter.scenario.capability import Area, Capability
from kilter.scenario.document import Scenario
from kilter.scenario.fleets import Items, Needs, Overhaul
from kilter.scenario.people import Course
from kilter.scenario.quantity import Quantity, Section
from kilter.scenario.risk import Channel, Ladder
from kilter.scenario.sites import Technicians
from kilter.scenario.stores import Stock
from kilter.scenario.timeline import Intervention, Source


def said(section: type[Section], value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        section.model_validate(value)
    return str(caught.value)


@pytest.mark.parametrize("number", [5, "5 items", {"value": 5, "source": "count"}])
def test_a_plain_number_of_items_means_serviceable_ones(number):
    items = Items.model_validate(number)
    assert [items.serviceable.value, items.repairable.value, items.long_term.value, items.hulk.value] == [
        5,
        0,
        0,
        0,
    ]


def test_a_plain_number_of_technicians_means_servers_of_the_textbook():
    plain = Technicians.model_validate(2)
    assert (plain.journeyman.value, plain.master.value, plain.span) == (2, 0, None)
    assert plain.rework.journeyman.value == 0
    assert plain.output.journeyman.value == 1
    assert plain.leaving.journeyman.value == 0
    assert Technicians.model_validate({"journeyman": 2}).rework.journeyman.value == 0.05


def test_a_plain_stock_is_a_base_stock_and_one_supplier_a_list():
    assert (Stock.model_validate(4).stock.value, Stock.model_validate(4).reorder) == (4, None)
    assert Stock.model_validate({"stock": 4, "supplier": "depot"}).supplier == ["depot"]
    assert Area.model_validate(6).required.value == 6


def test_part_is_short_for_one_kind_of_parts():
    assert Needs.model_validate({"part": "engine"}).parts["engine"].value == 1
    assert Needs.model_validate({"part": "engine", "number": 3}).parts["engine"].value == 3
    assert "short for 'parts'" in said(Needs, {"part": "a", "parts": {"b": 1}})
    assert "a number of nothing" in said(Needs, {"number": 3})
    assert "the name of a part" in said(Needs, {"part": ["a"]})


def test_limits_are_one_or_two_on_different_clocks():
    assert [q.unit for q in Overhaul.model_validate({"every": "8 y"}).every] == ["d"]
    assert [q.unit for q in Overhaul.model_validate({"every": ["8 y", "2000 h"]}).every] == ["d", "h"]
    assert "same clock" in said(Overhaul, {"every": ["200 h", "2000 h"]})
    assert "same clock" in said(Overhaul, {"every": ["8 y", "12 months"]})
    assert "one or two limits" in said(Overhaul, {"every": []})
    assert "must be more than 0" in said(Overhaul, {"every": 0})


def test_a_course_has_one_target():
    assert Course.model_validate({"trade": "air", "length": "9 months"}).crew is None
    for targets in ({}, {"trade": "air", "crew": "mi17"}):
        assert "either a trade, a crew or officers" in said(Course, {**targets, "length": "9 months"})


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"kind": "events"}, "needs its background; write background: 2/month"),
        ({"kind": "level"}, "needs its start, 0 to 1"),
        ({"kind": "level", "start": 1}, "strictly between 0 and 1"),
        (
            {"background": "1/month", "branching": 1},
            "must be less than 1 (from 1 on there is no stationary mean)",
        ),
        ({"background": "1/month", "half_life": 0}, "must be more than 0"),
    ],
)
def test_a_channel_is_complete_and_stable(value, message):
    assert message in said(Channel, value)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([[1] * 6] * 5, "six rows of six numbers"),
        ([[1] * 5] * 6, "six rows of six numbers"),
        ([[], *[[1] * 6] * 5], "six rows of six numbers"),
        ([[-1, 1, 1, 1, 1, 1], *[[1] * 6] * 5], "cannot be negative"),
        ([[0] * 6] * 6, "all 0"),
    ],
)
def test_a_ladder_has_six_levels(counts, message):
    assert message in said(Ladder, {"counts": counts})


def test_bounds_that_the_model_needs():
    assert "must be at most 5 (the ladder has levels 0 to 5)" in said(Ladder, {"start": 6})
    assert "must be at most 1" in said(Capability, {"substitution": 1.5})
    assert "must be at most 5 (1 economic to 5 strategic)" in said(Agreement, {"partner": "x", "depth": 6})
    assert "must be at least 1" in said(Agreement, {"partner": "x", "depth": 0})
    assert Ladder.model_validate({"counts": [[1] * 6] * 6}).counts is not None


def test_a_track_starts_at_from():
    assert Track.model_validate({"from": "3 months"}).start.value == 3
    assert "start" in said(Track, {"start": "3 months"})


def test_a_change_is_plain_or_in_full():
    plain = Intervention.model_validate({"on": "2027-03-01", "set": {"a.b": "x1.5"}}).set["a.b"]
    assert (plain.text, plain.low, plain.source) == ("x1.5", None, "")
    written = {"value": "x1.5", "range": ["x1.2", "x2"], "source": "assumed", "confidence": "low"}
    full = Intervention.model_validate({"on": "2027-03-01", "set": {"a.b": written}}).set["a.b"]
    assert (full.text, full.low, full.high, full.source) == ("x1.5", 1.2, 2.0, "assumed")
    for value in ({"value": [3]}, [1], True, None):
        assert "a plain value is needed" in said(Intervention, {"on": "2027-03-01", "set": {"a.b": value}})
    for value, words in (
        ({"value": "x1.5", "range": ["x2", "x3"]}, "outside its own range"),
        ({"value": "x1.5", "range": ["2 d", "3 d"]}, "another unit"),
        ({"value": "x1.5", "range": [1]}, "two numbers"),
        ({"value": "x1.5", "rnge": [1, 2]}, "range"),
        ({"value": "x1.5", "confidence": "some"}, "confidence"),
    ):
        assert words in said(Intervention, {"on": "2027-03-01", "set": {"a.b": value}})
    assert "below" in said(Reaction, {"at": 0.5, "rate": "1/month", "lasts": "3 d", "below": "yes"})


@pytest.mark.parametrize("on", ["2027-3-1", "20270301", 20270301, "soon", "2027-02-30", "1066-10-14", None])
def test_a_date_is_written_year_month_day(on):
    assert "write" in said(Intervention, {"on": on, "set": {"a.b": 1}})


def test_the_date_of_a_source_may_be_a_bare_year():
    assert Source.model_validate({"title": "t", "date": 2019}).date == "2019"


def test_a_scenario_with_every_section_loads():
    scenario = loads(FULL)
    assert scenario.fleets["helicopters"].failures["engine"].growth.value == 0.05
    assert scenario.supply.lead_time.value == 1.1
    assert scenario.sources["handbook"].date == "2019"
    assert {name for name in Scenario.model_fields if not getattr(scenario, name)} == set()


def test_every_entry_is_described_for_those_who_write_files():
    def below(section: type[Section], seen: set[type[Section]]) -> None:
        seen.add(section)
        assert section.__doc__
        for name, info in section.model_fields.items():
            assert info.description or section.__name__ == "Horizon", f"{section.__name__}.{name}"
            for member in _sections(info.annotation):
                if member not in seen:
                    below(member, seen)

    seen: set[type[Section]] = set()
    below(Scenario, seen)
    assert len(seen) > 40


def _sections(annotation: object) -> list[type[Section]]:
    own = [annotation] if isinstance(annotation, type) and issubclass(annotation, Section) else []
    return own + [s for a in getattr(annotation, "__args__", ()) for s in _sections(a)]


def test_every_default_number_has_a_range_that_holds_it():
    for section in {type(s) for s in _all(loads(FULL))}:
        for name, info in section.model_fields.items():
            default = info.default
            if isinstance(default, Quantity):
                assert default.low is not None, name
                assert default.high is not None, name
                assert default.low <= default.value <= default.high, name


def _all(section: object) -> list[Section]:
    if isinstance(section, Section):
        return [section, *(s for n in type(section).model_fields for s in _all(getattr(section, n)))]
    if isinstance(section, dict):
        return [s for v in section.values() for s in _all(v)]
    return [s for v in section for s in _all(v)] if isinstance(section, list) else []


def test_sections_do_not_change():
    scenario = loads("horizon: 1 y")
    with pytest.raises(ValueError, match="frozen"):
        scenario.title = "another"
    with pytest.raises(ScenarioError, match="unknown key 'fleet'; did you mean 'fleets'"):
        loads("{horizon: 1 y, fleet: {}}")
