"""Overhaul at home, kits, programmes, accidents, both clocks, recent practice: cases known by the day."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import build, changed, named

from kilter.engine.plan import plan
from kilter.engine.reference import simulate
from kilter.engine.trace import Tracer
from kilter.errors import ScenarioError
from kilter.scenario import loads

HOME = {
    "start": "2026-01-01",
    "horizon": "200 d",
    "report": "1 d",
    "sites": {
        "base": {
            "technicians": {"air": 2},
            "parts": {"kit": {"stock": 9, "supplier": []}, "seal": {"stock": 1, "supplier": "maker"}},
        }
    },
    "suppliers": {"maker": {"lead_time": "30 d"}},
    "fleets": {
        "f": {
            "items": 3,
            "overhaul": {
                "every": "1000 d",
                "phase": {"lots": [{"items": 3, "used": 0.98}]},
                "where": "home",
                "docks": 2,
                "turnaround": "10 d",
                "needs": {"part": "kit", "team": 2, "labour": "96 h"},
            },
        }
    },
}


def test_overhaul_at_home_needs_a_dock_people_and_parts():
    seen = named(HOME)
    away = seen["fleet.f.in_overhaul"]
    # due on day 20: two docks, ten days of turnaround, two days of work one after the other, then the third item
    np.testing.assert_array_equal(away[20:34], [2] * 14)
    np.testing.assert_array_equal(away[34:44], [1] * 10)
    np.testing.assert_array_equal(np.flatnonzero(away), np.arange(20, 44))
    np.testing.assert_array_equal(seen["fleet.f.awaiting_overhaul"][20:33], [1] * 12 + [0])
    assert seen["site.base.part.kit.demand"].sum() == 3
    assert seen["fleet.f.mission_capable"][-1] == 3


def test_without_docks_all_enter_at_once_and_a_wider_hangar_takes_more():
    document = changed(HOME)
    del document["fleets"]["f"]["overhaul"]["docks"]
    assert named(document)["fleet.f.in_overhaul"][20] == 3
    wide = changed(HOME, fleets__f__overhaul__docks=1)
    assert named(wide)["fleet.f.in_overhaul"].max() == 1
    none = changed(HOME, fleets__f__overhaul__docks=0)
    assert named(none)["fleet.f.in_overhaul"].max() == 0


def test_slots_of_a_year_are_taken_in_that_year():
    overhaul = {
        "every": "3000 d",
        "phase": {"lots": [{"items": 10, "used": 1}]},
        "slots": "2/year",
        "turnaround": "1 d",
    }
    more = {"on": "2028-01-01", "set": {"fleets.f.overhaul.slots": "4/year"}}
    document = changed(
        HOME, horizon="36 months", fleets__f={"items": 10, "overhaul": overhaul}, interventions=[more]
    )
    done = 10 - named(document)["fleet.f.awaiting_overhaul"]
    assert [round(done[day]) for day in (364, 729, 1094)] == [2, 4, 8]


def test_abroad_there_are_no_docks_of_ones_own():
    with pytest.raises(ScenarioError, match="abroad uses no docks"):
        build(changed(HOME, fleets__f__overhaul__where="abroad"))


def test_a_kit_is_complete_when_its_last_part_is_there():
    document = changed(
        HOME,
        fleets__f={
            "items": 1,
            "inspections": {
                "check": {
                    "every": "20 d",
                    "phase": "new",
                    "needs": {"parts": {"kit": 3, "seal": 2}, "labour": "48 h"},
                }
            },
        },
    )
    seen = named(document)
    # one of two seals is short: 30 days, then two days of work
    np.testing.assert_array_equal(np.flatnonzero(seen["fleet.f.nmcs"])[:30], np.arange(20, 50))
    np.testing.assert_array_equal(np.flatnonzero(seen["fleet.f.nmcm"])[:2], [50, 51])
    assert seen["site.base.part.kit.on_hand"][25] == 6


def test_an_inspection_that_falls_due_while_an_item_is_down_follows_at_once_and_both_are_booked():
    document = changed(
        HOME,
        fleets__f={
            "items": 1,
            "inspections": {
                "first": {"every": "50 d", "phase": "new", "needs": {"parts": {"seal": 2}, "labour": "24 h"}},
                "second": {
                    "every": "40 d",
                    "phase": {"lots": [{"items": 1, "used": 0}]},
                    "needs": {"labour": "48 h"},
                },
            },
        },
    )
    seen = named(document)
    down = 1 - seen["fleet.f.availability"]
    # second: days 40 and 41, again due on 82; first: due on 50, waits 30 days, works one (80); second on 82
    np.testing.assert_array_equal(np.flatnonzero(down)[:35], [40, 41, *range(50, 81), 82, 83])
    assert (seen["fleet.f.nmcb"] == 0).all()
    longer = named(changed(document, suppliers__maker__lead_time="60 d"))
    # now second falls due while first waits: it follows without a moment of use between
    np.testing.assert_array_equal(np.flatnonzero(longer["fleet.f.nmcs"])[:60], np.arange(50, 110))
    np.testing.assert_array_equal(np.flatnonzero(longer["fleet.f.nmcm"])[2:5], [110, 111, 112])


def test_both_clocks_are_told_apart_where_other_work_is_due():
    modes = {
        "small": {
            "mtbf": "5 d",
            "shape": 50,
            "clock": "calendar",
            "critical": 0,
            "needs": {"labour": "24 h"},
        },
        "large": {"mtbf": "20 d", "shape": 50, "clock": "calendar", "needs": {"parts": {"seal": 2}}},
    }
    seen = named(changed(HOME, fleets__f={"items": 1, "failures": modes}, horizon="45 d"))
    supply = seen["fleet.f.nmcs"]
    assert supply.sum() > 20
    np.testing.assert_allclose(seen["fleet.f.nmcb"], supply)
    total = seen["fleet.f.fmc"] + seen["fleet.f.pmc"] + seen["fleet.f.nmcm"] + supply
    np.testing.assert_allclose(total, 1.0)
    alone = named(
        changed(HOME, fleets__f={"items": 1, "failures": {"large": modes["large"]}}, horizon="45 d")
    )
    assert alone["fleet.f.nmcs"].sum() > 20
    assert (alone["fleet.f.nmcb"] == 0).all()


@pytest.mark.parametrize("kind", ["rehabilitation", "upgrade"])
def test_programmes_use_slots_time_parts_and_people(kind):
    items = {"long_term": 3} if kind == "rehabilitation" else 3
    hall = {"slots": "12/year", "turnaround": "5 d", "needs": {"part": "kit", "team": 2, "labour": "96 h"}}
    seen = named(
        changed(HOME, fleets__f={"items": items, kind: {**hall, "price": "1 k USD"}}, horizon="90 d")
    )
    # one a month: five days, and two days of work for two people
    away = np.flatnonzero(seen["fleet.f.in_hall"])
    np.testing.assert_array_equal(away, [*range(7), *range(31, 38), *range(59, 66)])
    what = "rehabilitated" if kind == "rehabilitation" else "upgraded"
    assert seen[f"fleet.f.{what}"][-1] == 3
    assert seen["site.base.part.kit.demand"].sum() == 3
    assert seen["cost.overhaul"][-1] == 3000


def test_an_accident_is_a_loss_or_a_damage():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "fleets": {"f": {"items": 400, "accidents": "0.1/1000 h", "repairable": 0.25}},
    }
    seen = named(document)
    lost, damaged = seen["fleet.f.lost"][-1], seen["fleet.f.damaged"][-1]
    assert seen["fleet.f.long_term"][-1] == pytest.approx(damaged, abs=8)
    assert lost + damaged > 150
    assert damaged / (lost + damaged) == pytest.approx(0.25, abs=4 * (0.19 / 200) ** 0.5)
    # the same accidents, of which none is repaired
    plain = changed(document)
    del plain["fleets"]["f"]["repairable"]
    assert named(plain)["fleet.f.lost"][-1] == lost + damaged


def test_crews_are_current_only_as_far_as_hours_go():
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "fleets": {
            "f": {
                "items": 10,
                "areas": {"lift": 1},
                "use": {"plan": "60 h/month"},
                "crews": {
                    "trained": 10,
                    "floor": 0,
                    "proficiency": 1,
                    "currency": {"hours": "30 h", "within": "90 d"},
                },
            }
        },
        "capability": {"areas": {"lift": 10}},
    }
    seen = named(document)
    # 180 hours in three months keep six crews of ten current
    assert seen["fleet.f.crews_current"][0] == pytest.approx(8.6, abs=0.2)
    np.testing.assert_allclose(seen["fleet.f.crews_current"][3:], 90 / 30.4375 * 60 / 30, rtol=0.03)
    np.testing.assert_allclose(seen["fleet.f.crews_ready"], seen["fleet.f.crews_current"])
    # those out of practice fly what is planned, and so become current again
    np.testing.assert_allclose(seen["fleet.f.hours"].sum(), 720, rtol=0.01)
    grounded = changed(document, interventions=[
        {"on": "2026-03-01", "set": {"fleets.f.use.plan": "0 h/month"}},
        {"on": "2026-09-01", "set": {"fleets.f.use.plan": "400 h/month"}}])  # fmt: skip
    back = named(grounded)["fleet.f.crews_current"]
    assert back[7] == 0
    assert back[-1] == 10
    del document["fleets"]["f"]["crews"]["currency"]
    assert (named(document)["fleet.f.crews_ready"] == 10).all()


def test_an_item_that_is_taken_in_leaves_no_alarm_that_stops_another_too_early() -> None:
    """Both stand in mid-life; one is upgraded, then the other. Each is inspected after 100 days of running."""
    scenario = loads(
        """
        start: 2026-01-01
        horizon: 200 d
        report: 1 d
        fleets:
          f:
            items: 2
            inspections:
              minor:
                every: 2400 h
                phase: {lots: [{items: 1, used: 0.5}, {items: 1, used: 0.6}]}
                needs: {labour: 48 h}
            upgrade: {slots: 1/month, turnaround: 20 d, gain: 1.0}
        """
    )
    tracer = Tracer()
    simulate(plan(scenario), 1, 0, tracer)
    due = [(r.entity[-1], r.tick / 86400) for r in tracer.records if r.kind == "inspection"]
    # 50 and 40 days were left at the start, and twenty days of upgrading do not count.
    assert due == [("1", 60.0), ("0", 70.0), ("1", 162.0), ("0", 172.0)]
