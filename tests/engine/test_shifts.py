"""When people work: exact days of completion, officers, textbook servers, whose people count."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.strategies import build, changed, named, planned

from kilter.engine.reference.calendars import calendar_finish, next_working_day
from kilter.engine.timebase import DAY
from kilter.errors import ScenarioError
from kilter.mechanisms.repair import shift_finish

H = 3600
# 1 January 2026 is a Thursday
SHOP = {
    "start": "2026-01-01",
    "horizon": "60 d",
    "report": "1 h",
    "sites": {"base": {"shift": "8 h/day", "technicians": {"air": 1}}},
    "fleets": {"f": {"items": {"repairable": 1}, "restoration": {"labour": "30 h"}}},
}


def done_after(document: dict) -> int:
    """Hours from the start until the item is back."""
    return int(np.flatnonzero(named(document)["fleet.f.mission_capable"])[0])


@pytest.mark.parametrize(
    ("site", "hour"),
    [
        ({}, 3 * 24 + 14),  # 8 + 8 + 8 + 6 hours, each day from eight
        ({"shift": "24 h/day"}, 30),
        ({"week": ["mon", "tue", "wed", "thu", "fri"]}, 5 * 24 + 14),  # Thursday, Friday, Monday, Tuesday
        ({"week": ["sat", "sun"]}, 10 * 24 + 14),  # 3, 4, 10 and 11 January
        ({"shift": "24 h/day", "week": ["mon"]}, 11 * 24 + 6),  # 5 January, and six hours of the 12th
        ({"stoppages": [{"from": "2026-01-02", "to": "2026-01-06"}]}, 8 * 24 + 14),
        (
            {
                "week": ["mon", "tue", "wed", "thu", "fri"],
                "stoppages": [
                    {"from": "2025-12-20", "to": "2026-01-04"},
                    {"from": "2026-01-06", "to": "2026-01-06"},
                ],
            },
            9 * 24 - 24 + 14,  # Monday 5, Wednesday 7, Thursday 8, Friday 9
        ),
    ],
)
def test_work_stops_at_the_end_of_the_shift_and_goes_on_with_the_next(site, hour):
    assert done_after(changed(SHOP, sites__base={**SHOP["sites"]["base"], **site})) == hour


def test_work_that_no_working_day_can_hold_is_never_done():
    document = changed(SHOP, sites__base__stoppages=[{"from": "2026-01-01", "to": "2027-01-01"}])
    assert named(document)["fleet.f.mission_capable"].sum() == 0


@given(
    st.integers(0, 30 * DAY),
    st.integers(0, 40 * H),
    st.integers(1, 24),
    st.sets(st.integers(0, 60), min_size=1).map(lambda s: tuple(sorted(s))),
)
def test_the_closed_form_is_what_counting_hours_gives(start, work, length, days):
    start, work = start // H * H, work // H * H
    begin, length = max(0, min(8, 24 - length)) * H, length * H
    left, now = work, start
    while left > 0 and now < 70 * DAY:
        if now // DAY in days and begin <= now % DAY < begin + length:
            left -= H
        now += H
    if left == 0:
        assert calendar_finish(start, work, begin, length, days) == now
    else:
        assert calendar_finish(start, work, begin, length, days) == begin + days[-1] * DAY + length


@given(st.integers(0, 30 * DAY), st.integers(0, 40 * H), st.integers(1, 24))
def test_a_week_of_seven_days_is_no_calendar(start, work, length):
    begin, length = max(0, min(8, 24 - length)) * H, length * H
    assert calendar_finish(start, work, begin, length, tuple(range(200))) == shift_finish(
        start, work, begin, length
    )


@given(st.integers(0, 99), st.sets(st.integers(0, 60), min_size=1).map(lambda s: tuple(sorted(s))))
def test_the_next_working_day_is_one(day, days):
    found = next_working_day(day, days)
    assert found in days
    assert found >= day or found == days[-1]
    assert bisect_left(days, found) in (bisect_left(days, day), len(days) - 1)


def test_officers_raise_the_output_and_their_course_makes_them():
    document = changed(SHOP, sites__base__officers={"trained": 1, "required": 2, "without": 0.5})
    # three quarters of the output: 40 hours of work time
    assert done_after(document) == 4 * 24 + 16
    assert done_after(changed(document, sites__base__officers__trained=2)) == 3 * 24 + 14
    course = {"officers": "base", "seats": "12/year", "every": "3 months", "length": "2 months", "passes": 1}
    monthly = {k: v for k, v in document.items() if k != "report"}
    seen = named(changed(monthly, horizon="5 months", courses={"planners": course}))
    np.testing.assert_array_equal(seen["site.base.officers"], [1, 1, 4, 4, 4])
    leaving = named(
        changed(
            document,
            horizon="12 months",
            sites__base__officers={"trained": 40, "required": 2, "leaving": "0.2/month"},
        )
    )
    assert 0 < leaving["site.base.officers"][-1] < 15


def test_textbook_servers_never_move_up():
    document = {
        "horizon": "240 months",
        "sites": {"base": {"technicians": {"plain": 50, "written": {"journeyman": 50}}}},
    }
    seen = named(document)
    assert (seen["site.base.trade.plain.journeyman"] == 50).all()
    assert seen["site.base.trade.written.journeyman"][-1] < 20
    kept = changed(document, sites__base__technicians__written={"journeyman": 50, "careers": False})
    assert (named(kept)["site.base.trade.written.journeyman"] == 50).all()
    # setting a number from outside leaves them what they are
    shown = planned(document).shops[0]
    assert not shown.careers


def test_nobody_becomes_a_master_beyond_the_posts():
    people = {"journeyman": 30, "master": 2, "to_master": "12 months", "master_posts": 5}
    document = {"horizon": "60 months", "sites": {"base": {"technicians": {"air": people}}}}
    seen = named(document)
    assert seen["site.base.trade.air.master"][-1] == 5
    assert (seen["site.base.trade.air.master"] + seen["site.base.trade.air.journeyman"] == 32).all()
    assert (
        named(changed(document, sites__base__technicians__air__master_posts=0))["site.base.trade.air.master"]
        == 2
    ).all()


def test_only_the_focal_partys_people_count():
    document = {
        "horizon": "2 months",
        "focal": "us",
        "sites": {
            "ours": {"technicians": {"air": 8}},
            "theirs": {"technicians": {"air": 50}},
            "empty": {"technicians": {"air": 1}},
        },
        "fleets": {
            "a": {"items": 1, "site": "ours"},
            "b": {"items": 1, "site": "theirs", "party": "them"},
        },
        "readiness": {"personnel": {"required": 10}},
    }
    assert named(document)["readiness.personnel.strength"][0] == 1  # 9 of 10
    lent = changed(document, sites__ours__party="them")
    assert named(lent)["readiness.personnel.strength"][0] == 4


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ({"week": []}, "without working days"),
        ({"week": ["monday"]}, "not one of the choices"),
        ({"stoppages": [{"from": "2026-02-02", "to": "2026-02-01"}]}, "ends before it begins"),
        ({"party": "nobody"}, "there is no party 'nobody'"),
    ],
)
def test_mistakes_are_told(site, words):
    with pytest.raises(ScenarioError, match=words):
        build(changed(SHOP, sites__base={**SHOP["sites"]["base"], **site}))


def test_a_course_for_officers_needs_some():
    course = {"officers": "base", "length": "2 months"}
    with pytest.raises(ScenarioError, match="no officers to train"):
        build(changed(SHOP, courses={"planners": course}))
    with pytest.raises(ScenarioError, match="either a trade, a crew or officers"):
        build(changed(SHOP, courses={"planners": {**course, "crew": "f"}}))
