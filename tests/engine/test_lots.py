"""Lots: items that start at different points of their lives reach the limit when they should."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import build, changed, named

from kilter.errors import ScenarioError

FLEET = {
    "start": "2010-01-01",
    "horizon": "400 d",
    "report": "1 d",
    "fleets": {"f": {"items": 6, "overhaul": {"every": "1000 d", "turnaround": "2000 d"}}},
}


def lots(*given: dict, every: object = "1000 d", **more: object) -> dict:
    """Six items of which lots are said."""
    phase = {"lots": list(given), **more}
    return changed(FLEET, fleets__f__overhaul={"every": every, "turnaround": "2000 d", "phase": phase})


def entered(document: dict) -> list[int]:
    """Days on which items go to overhaul, as often as items go."""
    away = named(document)["fleet.f.in_overhaul"]
    steps = np.diff(away, prepend=0)
    return np.repeat(np.arange(len(steps)), np.maximum(steps, 0).round().astype(int)).tolist()


def test_a_share_used_is_a_share_of_the_limit():
    document = lots({"items": 2, "used": 0.9}, {"items": 1, "calendar": 0.7}, start="new")
    assert entered(document) == [100, 100, 300]


def test_days_count_back_from_the_start():
    # 2007-09-13 is 841 days before the start; 2006-12-21 is 1107: past its life, and due at once
    document = lots(
        {"items": 1, "overhauled": "2007-09-13"},
        {"items": 1, "delivered": "2006-12-21"},
        {"items": 1, "delivered": "2006-12-21", "on_time": True},
        start="new",
    )
    assert entered(document) == [0, 159]
    assert entered(changed(document, horizon="900 d")) == [0, 159, 893]


def test_a_range_spreads_the_items_of_a_lot_over_it():
    days = entered(lots({"items": 6, "used": [0.7, 0.9]}))
    assert len(days) == 6
    assert len(set(days)) > 3
    assert min(days) >= 99
    assert max(days) <= 300
    dated = entered(lots({"items": 6, "overhauled": ["2007-06-01", "2008-01-01"]}))
    assert len(set(dated)) > 3
    assert min(dated) >= 55
    assert max(dated) <= 270


def test_hours_and_calendar_are_told_apart():
    # a day of round-the-clock use is 24 h: a quarter of 2,400 h lasts 25 days
    document = lots(
        {"items": 1, "hours": 0.75, "calendar": 0.1},
        {"items": 1, "hours": 0.1, "calendar": 0.99},
        every=["2400 h", "1000 d"],
        start="new",
    )
    assert entered(document)[:2] == [10, 25]
    # what is said of one clock holds for the other
    assert entered(lots({"items": 1, "hours": 0.75}, every=["2400 h", "1000 d"], start="new"))[0] == 25


def test_items_outside_the_lots_are_spread_as_before():
    plain = named(changed(FLEET, fleets__f__overhaul__phase="uniform"))
    some = named(lots({"items": 2, "used": 0}))
    assert (some["fleet.f.in_overhaul"] <= plain["fleet.f.in_overhaul"]).all()
    assert some["fleet.f.in_overhaul"].sum() < plain["fleet.f.in_overhaul"].sum()


def test_a_lot_gives_its_items_their_age():
    """The failure of an item of ten years comes (1 + growth) ** 10 times sooner."""
    document = {
        "start": "2010-01-01",
        "horizon": "300 d",
        "report": "1 d",
        "fleets": {
            "f": {
                "items": 1,
                "failures": {"wear": {"mtbf": "100 h", "growth": "7.2 %/year", "needs": {"labour": "1 h"}}},
                "overhaul": {"every": "9999 d", "phase": {"start": "new", "lots": []}},
            }
        },
    }
    young = named(document)["fleet.f.failures"].sum()
    lot = {"items": 1, "delivered": "2000-01-01"}
    old = named(changed(document, fleets__f__overhaul__phase={"lots": [lot]}))["fleet.f.failures"].sum()
    assert old / young == pytest.approx(2.0, rel=0.15)


def test_inspections_take_lots_too():
    check = {"every": "100 d", "phase": {"start": "new", "lots": [{"items": 2, "used": 0.8}]}}
    document = changed(
        FLEET, fleets__f={"items": 3, "inspections": {"check": {**check, "needs": {"labour": "24 h"}}}}
    )
    down = named(document)["fleet.f.nmcm"]
    assert np.flatnonzero(down)[:2].tolist() == [20, 100]
    assert down[20] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("lot", "every", "words"),
    [
        ({"items": 7}, "1000 d", "the lots hold 7 items but the fleet has 6"),
        ({"items": 1, "hours": 0.2}, "1000 d", "no limit in hours"),
        ({"items": 1, "calendar": 0.2}, "100 h", "no limit by the calendar"),
        ({"items": 1, "delivered": "2011-01-01"}, "1000 d", "comes after the start"),
        ({"items": 1, "used": 0.2, "hours": 0.1}, "1000 d", "both clocks"),
        ({"items": 1, "used": [0.4, 0.2]}, "1000 d", "runs backwards"),
        ({"items": 1, "used": [0.1, 0.2, 0.4]}, "1000 d", "two ends"),
        ({"items": 1, "overhauled": "2001-01-01", "used": 0.1}, "1000 d", "keep one"),
        ({"items": 1, "on_time": True}, "1000 d", "counts from a day"),
        ({"items": 1, "overhauled": "2001-01-01", "delivered": "2002-01-01"}, "1000 d", "swap"),
        ({"items": 1, "delivered": ["2002-01-01", "2001-01-01"]}, "1000 d", "backwards"),
    ],
)
def test_mistakes_are_told(lot, every, words):
    with pytest.raises(ScenarioError, match=words):
        build(lots(lot, every=every))


def test_an_unknown_word_is_told_with_the_choices():
    with pytest.raises(ScenarioError, match="unifrom"):
        build(changed(FLEET, fleets__f__overhaul={"every": "10 d", "phase": "unifrom"}))
