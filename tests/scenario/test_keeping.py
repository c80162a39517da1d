import json

import pytest

from kilter.errors import KilterError
from kilter.scenario import load, loads
from kilter.scenario.keeping import kept, remade


def through_a_file(scenario):
    return json.loads(json.dumps(kept(scenario)))


def test_a_shipped_scenario_with_changes_is_made_again():
    one = load("northland", set={"fleets.*.items": "x2"}, until="8 months")
    again = remade(through_a_file(one), one.key, one.fingerprint, "manifest.json")
    assert again.tree == one.tree
    assert (again.key, again.title) == (one.key, one.title)


def test_choices_are_kept():
    text = """
horizon: 1 y
fleets: {truck: {items: 5}}
alternatives:
  size:
    oneof:
      few: {weight: 0.5, set: {fleets.truck.items: 2}}
      many: {weight: 0.5, set: {fleets.truck.items: 9}}
"""
    one = loads(text, set={"alternatives.size": "many"})
    again = remade(through_a_file(one), "text", one.fingerprint, "manifest.json")
    assert again.fleets["truck"].items.serviceable.value == 9


@pytest.mark.parametrize("data", [None, 5, {}, {"tree": []}])
def test_what_holds_no_scenario_is_refused(data):
    with pytest.raises(KilterError, match=r"'m.json' does not hold scenario 'a'; give the command"):
        remade(data, "a", "f", "m.json")


def test_another_scenario_is_refused():
    one = loads("horizon: 1 y")
    with pytest.raises(KilterError, match="comes to other values"):
        remade(kept(one), "text", "0" * 16, "m.json")
