"""Lives already drawn follow a change of their parameters; what was put off is repaired when it is convenient."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.engine.strategies import changed, named
from tests.verification.support import estimate

WORN = {
    "start": "2026-01-01",
    "horizon": "400 d",
    "report": "1 d",
    "fleets": {
        "f": {"items": 400, "failures": {"wear": {"mtbf": "200 d", "critical": 1}}, "rehabilitation": {}}
    },
    "sites": {"base": {"parts": {"never": {"stock": 0, "supplier": []}}}},
}
WORN["fleets"]["f"]["failures"]["wear"]["needs"] = {"part": "never"}


def survivors(document: dict, reps: int = 3) -> np.ndarray:
    """Share of items that have not yet failed, by day and replication."""
    return np.array([named(document, r)["fleet.f.mission_capable"] for r in range(reps)]) / 400


@pytest.mark.parametrize("clock", ["operating", "calendar"])
def test_exponential_lives_stay_exponential(clock):
    document = changed(
        WORN,
        fleets__f__failures__wear__clock=clock,
        interventions=[{"on": "2026-04-11", "set": {"fleets.f.failures.wear.mtbf": "x0.5"}}],
    )
    left = survivors(document).mean(axis=0)
    # days 0 to 99 at one in 200 days, then at one in 100; a daily mean is the value at noon
    for day in (60, 99, 150, 250):
        exact = math.exp(-min(day + 0.5, 100) / 200 - max(0.0, day - 99.5) / 100)
        assert left[day] == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 1200))


def test_a_weibull_life_goes_on_as_if_it_had_always_been_of_the_new_kind():
    """Survival from the day of the change is the conditional survival of the new distribution at that age."""
    document = changed(
        WORN,
        fleets__f__failures__wear={"mtbf": "200 d", "shape": 3, "needs": {"part": "never"}},
        interventions=[{"on": "2026-04-11", "set": {"fleets.f.failures.wear.mtbf": "120 d"}}],
    )
    left = survivors(document).mean(axis=0)
    scale = 120 / math.gamma(4 / 3)
    for day in (120, 150):
        ratio = math.exp((100 / scale) ** 3 - ((day + 0.5) / scale) ** 3)
        exact = left[99] * ratio
        assert left[day] == pytest.approx(exact, abs=4 * math.sqrt(ratio * (1 - ratio) / 1200))


def test_a_shape_of_one_and_a_change_back_leave_no_trace():
    plain = survivors(WORN, 1)
    there_and_back = changed(
        WORN,
        interventions=[
            {"on": "2026-04-11", "set": {"fleets.f.failures.wear.mtbf": "x0.5"}},
            {"on": "2026-04-11", "set": {"fleets.f.failures.wear.mtbf": "200 d"}},
        ],
    )
    np.testing.assert_allclose(survivors(there_and_back, 1), plain, atol=1e-6)


def test_growth_that_changes_acts_at_once():
    document = changed(WORN, fleets__f__age="10 y")
    faster = changed(
        document, interventions=[{"on": "2026-04-11", "set": {"fleets.f.failures.wear.growth": "7.2 %/year"}}]
    )
    slow, fast = survivors(document).mean(axis=0), survivors(faster).mean(axis=0)
    assert (slow[:100] == fast[:100]).all()
    # twice the rate from day 100 on
    assert fast[200] / fast[99] == pytest.approx((slow[200] / slow[99]) ** 2, abs=0.06)


PUT_OFF = {
    "start": "2026-01-01",
    "horizon": "30 d",
    "report": "1 h",
    "sites": {
        "base": {
            "shift": "8 h/day",
            "technicians": {"air": 1},
            "parts": {"lamp": {"stock": 1, "on_hand": 0, "supplier": "maker"}},
        }
    },
    "suppliers": {"maker": {"lead_time": "5 d"}},
    "fleets": {
        "f": {
            "items": 1,
            "failures": {
                "small": {
                    "mtbf": "60 d",
                    "shape": 40,
                    "critical": 0,
                    "clock": "calendar",
                    "deferred": "when_free",
                    "needs": {"part": "lamp", "labour": "4 h"},
                }
            },
        }
    },
}


def test_what_is_put_off_waits_for_the_next_stop_or_is_repaired_when_convenient():
    soon = changed(PUT_OFF, fleets__f__failures__small__mtbf="10 d")
    seen = named(soon)
    part = np.flatnonzero(seen["fleet.f.pmc"] > 0)
    down = np.flatnonzero(seen["fleet.f.nmcm"] > 0)
    # the part is there from day 5: it is repaired on the first morning after it was put off, for four hours
    assert down[:4].tolist() == list(range(down[0], down[0] + 4))
    assert down[0] % 24 == 8
    assert 0 < down[0] - part[0] <= 24
    assert (seen["fleet.f.nmcs"] == 0).all()
    later = named(changed(soon, fleets__f__failures__small__deferred="next_stop"))
    assert (later["fleet.f.nmcm"] == 0).all()
    assert (later["fleet.f.pmc"][-24:] == 1).all()


def test_it_waits_for_its_part_without_standing():
    soon = changed(PUT_OFF, fleets__f__failures__small__mtbf="2 d", sites__base__parts__lamp__stock=1)
    seen = named(soon)
    down = np.flatnonzero(seen["fleet.f.nmcm"] > 0)
    assert down[0] // 24 == 5  # the lamp on order from the first day is there on day 5
    assert (seen["fleet.f.nmcs"] == 0).all()


def test_one_team_takes_in_one_item_a_morning():
    soon = changed(PUT_OFF, fleets__f__failures__small={
        "mtbf": "2 d", "shape": 40, "critical": 0, "clock": "calendar", "deferred": "when_free",
        "needs": {"labour": "8 h"}}, fleets__f__items=3, horizon="5 d")  # fmt: skip
    seen = named(soon)
    np.testing.assert_array_less(seen["fleet.f.nmcm"] * 3, 1.001)
    assert seen["site.base.trade.air.queue"].max() == 0


def test_convenience_costs_no_more_availability_than_it_saves_in_full_capability():
    base = changed(PUT_OFF, horizon="300 d", report="300 d", fleets__f__items=4,
                   fleets__f__failures__small__mtbf="20 d", sites__base__parts__lamp=3)  # fmt: skip
    later = changed(base, fleets__f__failures__small__deferred="next_stop")
    fmc = [named(base, r)["fleet.f.fmc"][0] - named(later, r)["fleet.f.fmc"][0] for r in range(6)]
    assert estimate(fmc).mean > 0.3
