"""A unit's way through a tree of sites: small cases whose course is known day by day."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import Document, changed, named


def needing(part: str, every: str = "20 d", **more: object) -> Document:
    """A fleet of one whose item needs a part on a known day."""
    inspection = {"every": every, "phase": "new", "needs": {"part": part}}
    return {"items": 1, "inspections": {"check": inspection}, **more}


def tree(horizon: str = "60 d", **more: object) -> Document:
    """A base with nothing in stock under a depot with one; what fails is repaired up there in 25 days."""
    return {
        "start": "2026-01-01",
        "report": "1 d",
        "horizon": horizon,
        "parts": {"unit": {"repair": {"turnaround": "25 d", "local": 0}}},
        "sites": {
            "main": {"parts": {"unit": 1}},
            "base": {"depot": "main", "ship": "4 d", "parts": {"unit": 0}},
        },
        "fleets": {"f": {"site": "base", **needing("unit")}},
        **more,
    }


def on(values: np.ndarray) -> list[int]:
    """Days on which something is not zero."""
    return np.flatnonzero(values).tolist()


def test_a_replacement_comes_from_the_depot_while_the_removed_unit_is_repaired_there():
    seen = named(tree())
    # asked for on day 20, four days on the road; then again 20 days later
    assert on(seen["site.base.part.unit.in_transit"]) == [20, 21, 22, 23, 45, 46, 47, 48]
    assert on(seen["fleet.f.nmcs"]) == [20, 21, 22, 23, *range(44, 49)]
    assert on(seen["site.main.part.unit.in_repair"]) == list(range(20, 60))
    # the second time the depot has none until its repair ends on day 45
    assert on(seen["site.base.part.unit.at_depot"]) == on(seen["site.main.part.unit.backorders"]) == [44]
    assert seen["site.base.part.unit.sent_up"].sum() == 2
    assert seen["site.main.part.unit.demand"].sum() == 2


def test_the_way_back_can_be_counted_apart():
    document = tree()
    document["parts"]["unit"]["repair"]["retrograde"] = "3 d"
    seen = named(document)
    assert on(seen["site.main.part.unit.retrograde"])[:3] == [20, 21, 22]
    assert on(seen["site.main.part.unit.in_repair"])[0] == 23


def test_what_a_site_does_not_stock_passes_through_it():
    document = tree()
    document["sites"]["post"] = {"depot": "main", "ship": "2 d"}
    document["sites"]["base"]["depot"] = "post"
    assert on(named(document)["fleet.f.nmcs"])[:6] == [20, 21, 22, 23, 24, 25], "four days and two"


def test_shipping_is_a_lever():
    document = tree(interventions=[{"on": "2026-01-11", "set": {"sites.base.ship": "1 d"}}])
    assert on(named(document)["fleet.f.nmcs"])[:2] == [20, 41]


def test_a_named_supplier_still_wins():
    document = tree(suppliers={"maker": {"lead_time": "7 d"}})
    document["sites"]["base"]["parts"]["unit"] = {"stock": 0, "supplier": "maker"}
    seen = named(document)
    assert on(seen["fleet.f.nmcs"])[:7] == list(range(20, 27))
    assert seen["site.main.part.unit.demand"].sum() == 0
    assert on(seen["site.base.part.unit.in_repair"])[0] == 20, (
        "nothing is sent up to where nothing is ordered"
    )


def test_condemned_units_are_bought_again_by_who_condemns_them():
    document = tree(suppliers={"maker": {"lead_time": "30 d"}})
    document["parts"]["unit"]["repair"]["success"] = 0
    seen = named(document)
    assert seen["site.main.part.unit.condemned"].sum() == seen["supplier.maker.delivered"].sum() + 1 == 2
    assert on(seen["site.main.part.unit.on_order"]) == list(range(20, 60))
    assert on(seen["site.main.part.unit.in_repair"]) == []


def test_depots_serve_by_priority_or_first_come():
    """Two bases ask on two days, the less important one first; one unit comes on day 41."""
    sites = {
        "main": {"parts": {"unit": 0}},
        **{b: {"depot": "main", "parts": {"unit": 0}} for b in ("humble", "noble")},
    }
    fleets = {
        "a": {"site": "humble", **needing("unit", "20 d", priority=1)},
        "b": {"site": "noble", **needing("unit", "21 d", priority=5)},
    }
    for rule, first in (("priority", "b"), ("fifo", "a")):
        seen = named(
            tree(
                "60 d",
                sites=sites,
                fleets=fleets,
                parts={"unit": {}},
                suppliers={"maker": {"lead_time": "10 d", "capacity": "0/month"}},
                interventions=[{"on": "2026-02-01", "set": {"suppliers.maker.capacity": "1/month"}}],
                supply={"backorders": rule},
            )
        )
        days = {f: on(seen[f"fleet.{f}.nmcs"])[-1] for f in ("a", "b")}
        assert (days.pop(first), *days.values()) == (40, 59), rule


def test_a_repair_waits_for_its_sub_part_and_then_for_hands():
    document = tree()
    document["parts"] = {
        "unit": {
            "repair": {
                "turnaround": "5 d",
                "causes": {"board": 1},
                "needs": {"trade": "fitter", "labour": "48 h"},
            }
        },
        "board": {"repair": {"turnaround": "8 d"}},
    }
    document["sites"] = {"base": {"technicians": {"fitter": 1}, "parts": {"unit": 0, "board": 0}}}
    seen = named(document)
    # its board is repaired in eight days, two days of work follow, then five days pass
    assert on(seen["site.base.part.unit.awaiting_parts"])[:8] == list(range(20, 28))
    assert on(seen["site.base.trade.fitter.at_work"])[:2] == [28, 29]
    assert on(seen["fleet.f.nmcs"])[:15] == list(range(20, 35))
    stocked = changed(document, sites__base__parts={"unit": 0, "board": 1})
    assert on(named(stocked)["fleet.f.nmcs"])[:7] == list(range(20, 27))


def test_a_repair_takes_what_each_repair_needs():
    document = tree()
    document["parts"] = {
        "unit": {"repair": {"turnaround": "5 d", "needs": {"parts": {"seal": 2}}}},
        "seal": {},
    }
    document["sites"] = {"base": {"parts": {"unit": 0, "seal": 3}}}
    seen = named(document)
    assert on(seen["fleet.f.nmcs"]) == [*range(20, 25), *range(45, 60)], (
        "the second repair finds one seal of two"
    )
    assert seen["site.base.part.seal.on_hand"][[0, 20, 45]].tolist() == [3, 1, 0]


def test_a_sister_lends_when_the_depot_has_none_and_gets_it_back():
    document = tree()
    document["sites"] |= {
        "main": {"parts": {"unit": 0}},
        "base": {"depot": "main", "ship": "4 d", "lateral": "1 d", "parts": {"unit": 0}},
        "sister": {"depot": "main", "ship": "4 d", "parts": {"unit": 1}},
    }
    seen = named(document)
    assert on(seen["fleet.f.nmcs"])[0] == 20
    assert on(seen["fleet.f.nmcs"])[1:2] == [41], "one day on the road instead of 29"
    # lent on day 20; the base's own comes on day 49, when somebody waits there again and is served first
    assert seen["site.sister.part.unit.on_hand"][[0, 20, 30]].tolist() == [1, 0, 0]
    assert (
        seen["site.sister.part.unit.lent"][:25].sum() == seen["site.base.part.unit.borrowed"][:25].sum() == 1
    )
    assert seen["site.sister.part.unit.demand"].sum() == 0, "a loan is no demand"
    calm = named(changed(document, horizon="80 d", fleets__f__inspections__check__every="40 d"))
    # asked for and lent on day 40; the base's own comes on day 69 and goes on to the sister
    assert on(calm["site.sister.part.unit.in_transit"]) == [69]
    assert on(calm["site.sister.part.unit.on_hand"]) == [*range(40), *range(70, 80)]
    keeping = changed(document, sites__base__lateral={"ship": "1 d", "keep": 1})
    assert on(named(keeping)["fleet.f.nmcs"])[:29] == list(range(20, 49))
    plenty = changed(document, sites__main={"parts": {"unit": 1}})
    assert named(plenty)["site.base.part.unit.borrowed"][:25].sum() == 0, "the depot has one"


def test_the_fullest_sister_is_asked_or_the_first():
    document = tree()
    document["sites"] = {
        "main": {"parts": {"unit": 0}},
        "one": {"depot": "main", "parts": {"unit": 1}},
        "two": {"depot": "main", "parts": {"unit": 2}},
        "base": {"depot": "main", "lateral": {"ship": "1 d", "ask": "most"}, "parts": {"unit": 0}},
    }
    assert named(document)["site.two.part.unit.lent"].sum() > 0
    assert named(document)["site.one.part.unit.lent"][:40].sum() == 0
    document["sites"]["base"]["lateral"]["ask"] = "order"
    assert named(document)["site.one.part.unit.lent"][:40].sum() == 1


def test_periodic_review_orders_on_its_days_only():
    document = tree(suppliers={"maker": {"lead_time": "3 d"}}, parts={"unit": {}})
    document["sites"] = {"base": {"parts": {"unit": {"stock": 4, "review": "15 d"}}}}
    document["fleets"]["f"]["inspections"]["check"]["every"] = "4 d"
    seen = named(document)
    # one used every four days, ordered on days 15, 30 and 45
    assert on(seen["site.base.part.unit.on_order"]) == [15, 16, 17, 30, 31, 32, 45, 46, 47]
    np.testing.assert_array_equal(seen["site.base.part.unit.on_order"][[15, 30, 45]], [3, 4, 4])


def test_money_by_year_and_then_as_before():
    """A thousand for the first year buys ten, two hundred for the second two, then the constant budget."""
    document = {
        "start": "2026-01-01",
        "horizon": "48 months",
        "parts": {"oil": {"price": "100 USD"}},
        "suppliers": {"maker": {}},
        "sites": {"base": {"parts": {"oil": {"stock": 0, "demand": "20/month"}}}},
        "budget": {"years": ["1 k USD", "200 USD"], "support": "500 USD/year"},
    }
    spent = named(document)["cost.parts"]
    assert np.diff(spent[[11, 23, 35, 47]], prepend=0).tolist() == [1000, 200, 500, 500]
    document["budget"].pop("support")
    spent = named(document)["cost.parts"]
    assert np.diff(spent[[11, 23, 35, 47]], prepend=0).tolist() == [1000, 200, 200, 200], (
        "the last one goes on"
    )
    moved = document | {"interventions": [{"on": "2027-06-01", "set": {"budget.years.1": "900 USD"}}]}
    assert np.diff(named(moved)["cost.parts"][[11, 23]]).tolist() == [900], "each year is a lever"


def test_orders_can_go_where_they_are_expected_soonest():
    """The preferred supplier is quick but sends two a month; the other is slow and sends as many as asked."""
    document = {
        "start": "2026-01-01",
        "horizon": "12 months",
        "suppliers": {
            "quick": {"lead_time": "10 d", "capacity": "2/month"},
            "slow": {"lead_time": "40 d"},
        },
        "sites": {
            "base": {"parts": {"oil": {"stock": 5, "demand": "6/month", "supplier": ["quick", "slow"]}}}
        },
    }
    waits = {}
    for rule in ("order", "soonest"):
        seen = named(changed(document, sites__base__parts__oil__sourcing=rule))
        waits[rule] = seen["site.base.part.oil.backorders"][-3:].mean()
        served = {s: seen[f"supplier.{s}.delivered"].sum() for s in ("quick", "slow")}
        if rule == "order":
            assert served["slow"] == 0, "the queue grows and nobody looks at it"
        else:
            assert min(served.values()) > 10
    assert waits["soonest"] < waits["order"] / 3


def test_no_supply_grinds_down_through_the_tree():
    """Consumed parts that nobody replaces: the depot's stock is used up, then the fleet stands."""
    document = tree("200 d", parts={"unit": {}})
    document["sites"]["main"]["parts"]["unit"] = 3
    seen = named(document)
    assert seen["site.main.part.unit.on_hand"][-1] == 0
    assert seen["fleet.f.availability"][-1] == 0
    assert seen["site.base.part.unit.at_depot"][-1] == pytest.approx(1)


def test_more_stock_or_quicker_roads_never_make_bases_wait_longer():
    """Under the same luck, in the mean of a few replications."""
    base = {"depot": "main", "ship": "6 d", "parts": {"unit": {"stock": 1, "demand": "40/year"}}}
    document = tree("2 y", fleets={}, report="180 d")
    document["sites"] = {"main": {"parts": {"unit": 2}}, "one": base, "two": base}
    ways = {
        "sites__main__parts__unit": [0, 2, 6],
        "sites__one__parts__unit__stock": [0, 1, 3],
        "sites__one__ship": ["20 d", "6 d", "0 d"],
        "parts__unit__repair__turnaround": ["40 d", "20 d", "0 d"],
        "sites__one__lateral": ["90 d", "5 d", "0 d"],
    }
    for path, values in ways.items():
        owed = [
            sum(
                seen[f"site.{s}.part.unit.backorders"].mean()
                for seen in (named(changed(document, **{path: value}), r) for r in range(2))
                for s in ("one", "two")
            )
            for value in values
        ]
        assert owed == sorted(owed, reverse=True), path
        assert owed[0] > owed[-1], path
