"""What a tree of sites may say, and what is refused with what to write instead."""

from __future__ import annotations

import json

import pytest

import kilter
from kilter.errors import ScenarioError
from kilter.scenario.references.echelons import above, depot_of, mending, sisters_of


def sites(**more: object) -> dict[str, object]:
    return {
        "horizon": "1 y",
        "parts": {"unit": {"repair": {"turnaround": "9 d"}}},
        "sites": {
            "main": {"parts": {"unit": 2}},
            "north": {"depot": "main", "ship": "3 d", "parts": {"unit": 1}},
            **more,
        },
    }


def said(document: dict[str, object]) -> str:
    with pytest.raises(ScenarioError) as caught:
        kilter.loads(json.dumps(document))
    return str(caught.value)


def test_a_store_is_resupplied_from_above_unless_it_names_a_supplier():
    document = sites(
        far={"depot": "post", "parts": {"unit": 0}},
        post={"depot": "north"},
        own={"depot": "main", "parts": {"unit": {"stock": 1, "supplier": "maker"}}},
    )
    document["suppliers"] = {"maker": {}, "other": {}}
    document["sites"]["main"]["parts"]["unit"] = {"stock": 2, "supplier": "maker"}
    scenario = kilter.loads(json.dumps(document))
    assert above(scenario, "far") == ["post", "north", "main"]
    assert depot_of(scenario, "far", "unit") == ["post", "north"], (
        "what a site does not stock passes through it"
    )
    assert depot_of(scenario, "own", "unit") == []
    assert depot_of(scenario, "main", "unit") == []


def test_repair_at_a_site_overrides_what_the_part_says_key_by_key():
    document = sites(south={"depot": "main", "parts": {"unit": {"stock": 1, "repair": {"local": 0.3}}}})
    document["parts"]["unit"]["repair"]["local"] = 0.8
    scenario = kilter.loads(json.dumps(document))
    shares = {site: mending(scenario, site, "unit").local for site in ("main", "north", "south")}
    assert shares == {"main": 1.0, "north": 0.8, "south": 0.3}, "where nobody stands above, all is local"


def test_sisters_share_a_depot_or_are_named():
    document = sites(
        south={"depot": "main", "lateral": "2 d", "parts": {"unit": 1}},
        west={"lateral": {"ship": "1 d", "sisters": ["south", "north"]}, "parts": {"unit": 0}},
        east={"depot": "main"},
    )
    scenario = kilter.loads(json.dumps(document))
    assert sisters_of(scenario, "south", "unit") == ["north"], "the east stocks none"
    assert sisters_of(scenario, "west", "unit") == ["south", "north"]
    assert sisters_of(scenario, "north", "unit") == [], "it does not ask"


def test_a_circle_of_depots_is_refused():
    text = said(sites(main={"depot": "north", "parts": {"unit": 1}}))
    assert "circle (main ← north ← main)" in text
    assert "take out one depot" in text
    assert "circle (main ← main)" in said(sites(main={"depot": "main"}))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (sites(a={"depot": "mian"}), "did you mean 'main'"),
        (sites(a={"ship": "3 d"}), "write depot: …"),
        (sites(a={"lateral": "1 d"}), "write sisters"),
        (sites(a={"lateral": {"ship": "1 d", "sisters": "a"}}), "there is no other site 'a'"),
        (
            sites(
                a={
                    "depot": "main",
                    "parts": {"unit": {"stock": 1, "supplier": "m", "repair": {"local": 0.5}}},
                }
            )
            | {"suppliers": {"m": {}}},
            "what is sent up comes back only by ordering from the depot",
        ),
        (
            sites(a={"parts": {"oil": {"stock": 1, "repair": {"success": 1}}}}) | {"parts": {}},
            "write turnaround",
        ),
        (sites(a={"parts": {"unit": {"stock": 5, "review": "10 s"}}}), "must be at least"),
        (sites(a={"parts": {"unit": {"stock": 5, "sourcing": "cheapest"}}}), "soonest"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused(document, words):
    assert words in said(document)


def test_a_sub_part_is_stocked_where_the_repair_is_done_and_is_no_part_of_itself():
    document = sites()
    document["parts"] = {
        "unit": {"repair": {"turnaround": "9 d", "local": 0, "causes": {"board": 0.6}}},
        "board": {"repair": {"turnaround": "5 d"}},
    }
    text = said(document)
    assert "'unit' is repaired at 'main', which does not stock 'board'" in text
    assert "'north'" not in text, "nothing is repaired there"
    document["sites"]["main"]["parts"]["board"] = 1
    kilter.loads(json.dumps(document))
    document["parts"]["board"]["repair"]["causes"] = {"unit": 0.1}
    text = said(document)
    assert "the repair of 'unit' needs 'unit' itself" in text
    document["parts"]["board"]["repair"]["causes"] = {"unti": 0.1}
    assert "did you mean 'unit'" in said(document)


def test_a_depot_repairs_what_is_sent_up_to_it():
    document = sites()
    document["parts"] = {"unit": {}}
    document["sites"]["north"]["parts"]["unit"] = {"stock": 1, "repair": {"turnaround": "9 d", "local": 0.5}}
    text = said(document)
    assert "'north' sends 'unit' up to 'main', which does not repair it" in text
    assert "write repair: {turnaround: 20 d} for it at main" in text
    document["sites"]["main"]["parts"]["unit"] = {"stock": 1, "repair": {"turnaround": "9 d"}}
    kilter.loads(json.dumps(document))


def test_causes_are_shares_of_one_whole():
    document = sites()
    document["parts"] = {
        "unit": {"repair": {"turnaround": "9 d", "causes": {"a": 0.6, "b": 0.6}}},
        "a": {},
        "b": {},
    }
    for site in document["sites"].values():
        site["parts"] |= {"a": 1, "b": 1}
    assert "add up to 1 or less" in said(document)


def test_hands_for_a_repair_must_be_there():
    document = sites()
    document["parts"]["unit"]["repair"]["needs"] = {"trade": "fitter", "labour": "5 h"}
    assert "there is no trade 'fitter'" in said(document)
    for site in document["sites"].values():
        site["technicians"] = {"fitter": 1}
    kilter.loads(json.dumps(document))


def test_a_budget_by_year_is_a_list_of_sums():
    scenario = kilter.loads("{horizon: 3 y, budget: {years: [2 M USD, 500 k USD]}}")
    assert [q.value for q in scenario.budget.years] == [2e6, 5e5]
