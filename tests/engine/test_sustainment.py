"""Parts, people, money and time on the floor: small cases whose course is known day by day."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import changed, named, planned, replicate

DAILY = {"start": "2026-01-01", "report": "1 d"}


def checked(every: str, **more: object) -> dict[str, object]:
    """One item that stops for an inspection every so often."""
    inspection = {"every": every, "phase": "new", "needs": {"labour": "24 h"}, **more}
    return {
        **DAILY,
        "horizon": "70 d",
        "sites": {"base": {"technicians": {"air": 1}}},
        "fleets": {"f": {"items": 1, "inspections": {"check": inspection}}},
    }


def test_an_inspection_by_the_calendar_comes_on_its_day():
    down = named(checked("20 d"))["fleet.f.nmcm"]
    # due after 20 days, a day of work, and 20 days from its end: days 20, 41 and 62
    np.testing.assert_array_equal(np.flatnonzero(down), [20, 41, 62])
    np.testing.assert_allclose(down[[20, 41, 62]], 1.0)


def test_an_inspection_by_hours_comes_with_use():
    # 304.375 h a month is ten a day: 100 h are flown in ten days
    document = changed(checked("100 h"), fleets__f__use={"plan": "304.375 h/month"})
    seen = named(document)
    np.testing.assert_array_equal(np.flatnonzero(seen["fleet.f.nmcm"]), [10, 21, 32, 43, 54, 65])
    np.testing.assert_allclose(seen["fleet.f.hours"][:10], 10.0)


def test_a_job_of_sixteen_hours_takes_two_days_of_eight():
    document = changed(checked("20 d", needs={"labour": "16 h"}), sites__base__shift="8 h/day")
    down = named(document)["fleet.f.nmcm"]
    # it stops at midnight, work begins at eight, pauses at sixteen, and ends at sixteen the day after
    np.testing.assert_allclose(down[20:22], [1.0, 16 / 24])


def test_a_bigger_team_and_better_tools_shorten_a_job():
    document = checked("20 d")
    document = changed(
        document, sites__base__technicians__air={"journeyman": 2, "team": 2, "rework": _none()}
    )
    assert named(document)["fleet.f.nmcm"][20] == pytest.approx(0.5)
    document = changed(document, sites__base__tools="x2")
    assert named(document)["fleet.f.nmcm"][20] == pytest.approx(0.25)


def _none() -> dict[str, int]:
    return dict.fromkeys(("apprentice", "journeyman", "master"), 0)


def test_apprentices_slow_a_job_and_masters_speed_it_up():
    for level, pace in (("apprentice", 0.5), ("journeyman", 1.0), ("master", 1.3)):
        trade = {level: 1, "rework": _none()}
        down = named(changed(checked("20 d"), sites__base__technicians__air=trade))["fleet.f.nmcm"]
        assert down[20:23].sum() == pytest.approx(1 / pace, abs=1e-5)  # whole seconds


def test_masters_limit_the_teams_they_can_supervise():
    trade = {"journeyman": 6, "master": 1, "span": 2, "rework": _none()}
    document = changed(checked("20 d"), sites__base__technicians__air=trade, fleets__f__items=5)
    seen = named(document)
    assert seen["site.base.trade.air.at_work"].max() <= 2
    assert seen["site.base.trade.air.queue"][20] > 0


def test_practice_shortens_jobs_down_to_the_floor():
    trade = {"journeyman": 1, "rework": _none(), "learning": {"rate": 0.8, "floor": 0.5}}
    down = named(changed(checked("5 d"), sites__base__technicians__air=trade))["fleet.f.nmcm"]
    first = 1.0
    second = 0.5 + 0.5 * 0.8
    assert down[5] == pytest.approx(first)
    assert down[11:13].sum() == pytest.approx(second, abs=1e-4)


def waiting(**stock: object) -> dict[str, object]:
    """One item that needs a bolt on day 10."""
    document = checked("10 d", needs={"part": "bolt"})
    document["suppliers"] = {"maker": {"lead_time": "7 d"}}
    document["sites"]["base"]["parts"] = {"bolt": {"stock": 0, **stock}}
    return document


def test_waiting_for_a_part_is_booked_as_supply():
    seen = named(waiting())
    np.testing.assert_allclose(seen["fleet.f.nmcs"][10:17], 1.0)
    assert seen["fleet.f.nmcs"].sum() == pytest.approx(7 * 4)
    assert (seen["fleet.f.nmcm"] == 0).all()
    np.testing.assert_allclose(seen["site.base.part.bolt.backorders"][10:17], 1.0)
    assert (named(waiting(stock=1))["fleet.f.nmcs"] == 0).all()


def test_sanctions_borders_and_the_partner_lengthen_lead_times():
    supplier = {"lead_time": "7 d", "sanctions": 1, "border": 2, "partner": 1}
    document = changed(waiting(), suppliers__maker=supplier)
    for lever, days in (("sanctions", 7 * 1.5), ("border", 7 * 2), ("partner_demand", 7 * 1.5)):
        down = named(changed(document, supply={lever: 0.5}))["fleet.f.nmcs"]
        assert down[10:30].sum() == pytest.approx(days)


def test_a_supplier_delivers_no_more_than_its_capacity():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "suppliers": {"maker": {"capacity": "0.5/month"}},
        "sites": {"base": {"parts": {"bolt": {"stock": 4, "on_hand": 0}}}},
    }
    # one order of four: it is sent when half a unit a month has come to one, and the rest is owed by capacity
    seen = named(document)
    assert seen["supplier.maker.delivered"].sum() == 4
    assert seen["supplier.maker.delivered"][0] == 0
    single = changed(document, sites__base__parts__bolt={"stock": 12, "demand": "2/month"})
    delivered = np.cumsum(named(single)["supplier.maker.delivered"])
    assert (delivered <= 0.5 * np.arange(1, 13) + 1).all()


def test_a_lost_order_is_placed_again_when_that_is_known():
    document = changed(waiting(), suppliers__maker={"lead_time": "7 d", "reliability": 0, "notice": "3 d"})
    seen = named(document)
    assert (seen["fleet.f.nmcs"][10:] == 1).all()
    np.testing.assert_allclose(seen["site.base.part.bolt.on_order"][10:], 1.0)
    assert seen["supplier.maker.delivered"].sum() == 0


def test_unreliable_deliveries_wait_as_long_as_they_should():
    """Each lost order adds its lead time and its notice; Palm's theorem then gives what is owed."""
    document = {
        "start": "2026-01-01",
        "horizon": "40 months",
        "suppliers": {"maker": {"lead_time": "10 d", "reliability": 0.6, "notice": "5 d"}},
        "sites": {"base": {"parts": {"bolt": {"stock": 0, "demand": "0.5/d"}}}},
    }
    owed = [named(document, r)["site.base.part.bolt.backorders"][6:].mean() for r in range(40)]
    exact = 0.5 * (10 + 0.4 / 0.6 * 15)
    se = np.std(owed, ddof=1) / np.sqrt(40)
    assert 4 * se < 0.05 * exact
    assert abs(np.mean(owed) - exact) < 4 * se


def test_a_supplier_that_asks_for_depth_is_closed_without_it():
    agreement = {
        "partner": "p",
        "depth": 2,
        "trust": {"speed": 0},
        "life": dict.fromkeys(("delay", "narrow", "suspend", "end", "broaden"), "0/month"),
    }
    document = changed(waiting(), agreement=agreement, horizon="70 d")
    document["suppliers"] = {"maker": {"lead_time": "7 d", "depth": "security"}}
    closed = named(document)
    assert (closed["supplier.maker.open"] == 0).all()
    assert (closed["fleet.f.nmcs"][10:] == 1).all()
    deep = named(changed(document, agreement__depth=4))
    assert (deep["supplier.maker.open"] == 1).all()
    assert deep["fleet.f.nmcs"].sum() == pytest.approx(28)
    # the second in the list is asked while the first is closed
    document["suppliers"]["other"] = {"lead_time": "2 d"}
    document["sites"]["base"]["parts"]["bolt"]["supplier"] = ["maker", "other"]
    assert named(document)["fleet.f.nmcs"][10:12].sum() == pytest.approx(2)


def test_the_more_important_fleet_is_served_first():
    document = checked("10 d", needs={"part": "bolt"})
    later = {"every": "15 d", "phase": "new", "needs": {"part": "bolt"}}
    document["fleets"]["vip"] = {"items": 1, "priority": 1, "inspections": {"check": later}}
    document["suppliers"] = {"maker": {"lead_time": "20 d"}}
    document["sites"]["base"]["parts"] = {"bolt": 0}
    seen = named(document)
    # bolts come on days 30 and 35; the one who asked on day 15 gets the first
    np.testing.assert_allclose(seen["fleet.vip.nmcs"][15:31], [1] * 15 + [0])
    np.testing.assert_allclose(seen["fleet.f.nmcs"][10:36], [1] * 25 + [0])


def test_orders_wait_when_the_years_money_is_spent():
    document = {
        "start": "2026-01-01",
        "horizon": "26 months",
        "budget": {"support": "10 k USD/year"},
        "parts": {"bolt": {"price": "4 k USD"}},
        "suppliers": {"maker": {}},
        "sites": {"base": {"parts": {"bolt": {"stock": 1, "demand": "3/month"}}}},
    }
    seen = named(document)
    assert seen["cost.parts"][11] == 8000
    assert seen["cost.parts"][12] == 16000
    assert seen["cost.parts"][-1] == 24000
    np.testing.assert_array_equal(seen["cost.total"], seen["cost.parts"])
    free = named(changed(document, budget={"support": "1000 k USD/year"}))
    assert free["cost.parts"][-1] > 100_000


def test_wrecks_give_their_parts_and_no_more():
    document = {
        **DAILY,
        "horizon": "50 d",
        "sites": {"base": {"technicians": {"air": 1}, "parts": {"bolt": 0}}},
        "fleets": {
            "f": {
                "items": {"serviceable": 1, "hulk": 1},
                "inspections": {
                    "check": {"every": "5 d", "phase": "new", "needs": {"part": "bolt", "labour": "24 h"}}
                },
                "cannibalise": {"yields": 3, "success": 1, "labour": "x2"},
            }
        },
    }
    seen = named(document)
    # three times two days of work (twice the labour), then nothing more
    np.testing.assert_array_equal(np.flatnonzero(seen["fleet.f.nmcm"]), [5, 6, 12, 13, 19, 20])
    assert (seen["fleet.f.nmcs"][26:] == 1).all()
    assert seen["fleet.f.cannibalised"][-1] == 3


def test_a_course_takes_its_time_its_seats_and_its_instructors():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "sites": {"base": {"technicians": {"air": {"journeyman": 5}}}},
        "courses": {
            "basic": {
                "trade": "air",
                "seats": "12/year",
                "every": "6 months",
                "length": "3 months",
                "passes": 1,
                "instructors": 2,
                "price": "1 k USD",
            }
        },
    }
    seen = named(document)
    np.testing.assert_array_equal(seen["course.basic.graduates"], [0, 0, 0, 6, 0, 0, 0, 0, 0, 6, 0, 0])
    np.testing.assert_array_equal(seen["course.basic.in_training"], ([6] * 3 + [0] * 3) * 2)
    np.testing.assert_array_equal(seen["site.base.trade.air.people"][:4], [3, 3, 3, 11])
    np.testing.assert_array_equal(seen["cost.training"][[0, 5, 6]], [6000, 6000, 12000])
    failing = named(changed(document, courses__basic__passes=0))
    assert failing["course.basic.graduates"].sum() == 0


def test_a_course_for_journeymen_takes_apprentices():
    document = {
        "start": "2026-01-01",
        "horizon": "6 months",
        "sites": {"base": {"technicians": {"air": {"apprentice": 3, "to_journeyman": "9999 months"}}}},
        "courses": {
            "up": {
                "trade": "air",
                "level": "journeyman",
                "where": "abroad",
                "seats": "24/year",
                "every": "12 months",
                "length": "2 months",
                "passes": 1,
            }
        },
    }
    seen = named(document)
    np.testing.assert_array_equal(seen["site.base.trade.air.apprentice"][:2], [0, 0])
    assert seen["site.base.trade.air.journeyman"][2] == 3


def test_crews_train_leave_and_limit_use():
    document = {
        "start": "2026-01-01",
        "horizon": "6 months",
        "fleets": {
            "f": {
                "items": 4,
                "use": {"plan": "400 h/month"},
                "crews": {"trained": 2, "proficiency": 0.9, "floor": 0.3, "concentration": 1000},
            }
        },
    }
    seen = named(document)
    # two crews for four items: half of what four could do at the same pace, so the plan's 200 h a crew binds
    assert seen["fleet.f.hours"][0] == pytest.approx(400 * 31 / 30.4375)
    capped = changed(document, fleets__f__use={"plan": "400 h/month", "ceiling": "100 h/month"})
    assert named(capped)["fleet.f.hours"][0] == pytest.approx(200 * 31 / 30.4375)
    nobody = changed(document, fleets__f__crews={"trained": 0})
    assert named(nobody)["fleet.f.hours"].sum() == 0


def test_unused_skill_halves_its_gain_in_its_half_life():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "fleets": {
            "f": {
                "items": 1,
                "use": {"plan": "0 h/month"},
                "crews": {"trained": 4, "proficiency": 0.9, "baseline": 0.3, "half_life": "6 months"},
            }
        },
    }
    skill = named(document)["fleet.f.proficiency"]
    np.testing.assert_allclose(skill, 0.3 + 0.6 * 0.5 ** (np.arange(1, 13) / 6), rtol=1e-9)


def test_rehabilitation_brings_items_back_and_deliveries_add_them():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "fleets": {
            "f": {
                "items": {"serviceable": 1, "long_term": 3},
                "rehabilitation": {"slots": "6/year", "turnaround": "40 d", "price": "10 k USD"},
            }
        },
        "agreement": {
            "partner": "p",
            "life": dict.fromkeys(("delay", "narrow", "suspend", "end", "broaden"), "0/month"),
            "tracks": {"equipment": {"items": {"f": "12/year"}, "limit": {"f": 2}}},
        },
    }
    seen = named(document)
    assert seen["fleet.f.rehabilitated"][-1] == 3
    assert seen["fleet.f.delivered"].tolist() == [1] + [2] * 11
    assert seen["fleet.f.long_term"][-1] == 0
    assert seen["fleet.f.mission_capable"][-1] == 6
    assert seen["cost.overhaul"][-1] == 30_000


def test_an_accident_rate_acts_from_its_day():
    """Half the hours without accidents, then each survives with the rate times the hours."""
    document = {
        **DAILY,
        "horizon": "200 d",
        "fleets": {"f": {"items": 60}},
        "interventions": [{"on": "2026-04-11", "set": {"fleets.f.accidents": "0.5/1000 h"}}],
    }
    for start in ("0/1000 h", "0.0001/1000 h"):
        lost = np.array(
            [named(changed(document, fleets__f__accidents=start), r)["fleet.f.lost"] for r in range(30)]
        )
        assert (lost[:, 99] == 0).mean() > 0.8
        share = lost[:, -1].mean() / 60
        chance = 1 - np.exp(-0.5 * 2.4)
        assert abs(share - chance) < 4 * np.sqrt(chance * (1 - chance) / 1800)


def test_hours_belong_to_the_period_in_which_they_are_flown():
    document = {"start": "2026-01-01", "horizon": "2 months", "fleets": {"f": {"items": 2}}}
    hours = named(changed(document, report="10 d"))["fleet.f.hours"]
    np.testing.assert_allclose(hours, [480] * 5 + [9 * 48])
    made = changed(document, warmup="20 d")
    column = [m.name for m in planned(made).measures].index("fleet.f.hours")
    assert replicate(made).averages[column] == pytest.approx(2 * 730.5)
