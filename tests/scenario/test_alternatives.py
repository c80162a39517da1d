"""Contradictory claims about one fact: one of them holds, and which one is known everywhere."""

import pytest

from kilter.errors import ScenarioError
from kilter.scenario import loads
from kilter.scenario.assembly import again
from kilter.scenario.paths import quantities

WORLD = """\
horizon: 2 y
start: 2026-01-01
fleets: {truck: {items: 5, use: {plan: {value: 100 h/month, range: [50, 150], source: assumed}}}}
supply: {border: 0.1, sanctions: 0.2}
alternatives:
  border:
    note: contested
    oneof:
      open: {weight: 0.6, source: assumed, confidence: low}
      shut: {weight: {value: 0.4, range: [0.1, 0.5]}, source: a paper, set: {
        supply.border: {value: 0.9, range: [0.8, 1], source: a paper, confidence: low}, supply.sanctions: x1.5}}
"""


def border(scenario) -> float:
    return scenario.supply.border.value


def test_the_heaviest_holds_unless_one_is_chosen() -> None:
    plain = loads(WORLD)
    assert border(plain) == 0.1
    shut = loads(WORLD, set={"alternatives.border": "shut"})
    assert border(shut) == 0.9
    assert shut.supply.sanctions.value == pytest.approx(0.3)
    assert (shut.supply.border.low, shut.supply.border.high) == (0.8, 1)
    assert (shut.supply.border.source, shut.supply.border.confidence) == ("a paper", "low")
    heavier = loads(WORLD, set={"alternatives.border.oneof.shut.weight": 0.7})
    assert border(heavier) == 0.9
    assert border(loads(WORLD.replace("note: contested", "chosen: shut"))) == 0.9


def test_the_first_of_equals_holds() -> None:
    assert border(loads(WORLD.replace("0.6", "0.4"))) == 0.1


def test_other_settings_come_after_a_choice() -> None:
    picked = {"alternatives.border": "shut"}
    assert border(loads(WORLD, set={"supply.border": 0.5, **picked})) == 0.5
    assert border(loads(WORLD, set={"supply.border": "x0.5", **picked})) == pytest.approx(0.45)


def test_the_fingerprint_knows_the_choice_but_not_the_weights() -> None:
    plain, shut = loads(WORLD), loads(WORLD, set={"alternatives.border": "shut"})
    assert plain.fingerprint != shut.fingerprint
    assert plain.fingerprint == loads(WORLD.replace("0.6", "0.5")).fingerprint
    words = WORLD.partition("set: {")[0] + "note: words only}"
    nothing = "\n".join(words.splitlines())
    assert loads(nothing).fingerprint != loads(nothing, set={"alternatives.border": "shut"}).fingerprint


def test_who_set_a_value_is_on_record() -> None:
    shut = loads(WORLD, set={"alternatives.border": "shut"})
    last = shut.origins["supply", "border"][-1]
    assert (last.line, last.written) == (11, "0.9 (alternatives.border=shut)")


def test_a_choice_from_outside_leaves_one_that_the_file_made() -> None:
    assert border(again(loads(WORLD), choices={"border": "shut"})) == 0.9
    pinned = loads(WORLD.replace("note: contested", "chosen: open"))
    assert border(again(pinned, choices={"border": "shut"})) == 0.1
    assert border(again(loads(WORLD, set={"alternatives.border": "open"}), choices={"border": "shut"})) == 0.1


def test_words_may_be_set_as_well() -> None:
    text = WORLD.replace("supply.sanctions: x1.5", "focal: north")
    assert loads(text).focal is None
    assert loads(text, set={"alternatives.border": "shut"}).focal == "north"


def test_weights_are_quantities_on_record() -> None:
    weight = quantities(loads(WORLD))["alternatives.border.oneof.shut.weight"]
    assert (weight.quantity.value, weight.quantity.high, weight.quantity.source) == (0.4, 0.5, "a paper")
    assert not weight.dynamic


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("supply.border: {", "supply.bordr: {", "did you mean 'border'?"),
        ("value: 0.9", "value: 9", "9 lies outside its own range"),
        ("sanctions: x1.5", "sanctions: x9", "1.8 is above 1, the most"),
        ("supply.sanctions: x1.5", "focl: north", "unknown key 'focl'; did you mean 'focal'?"),
        ("weight: 0.6", "weight: 0", "0 must be more than 0"),
        ("weight: 0.6", "weight: -1", "-1"),
        ("note: contested", "chosen: shot", "there is no choice 'shot'; did you mean 'shut'?"),
    ],
)
def test_mistakes_show_when_the_file_is_loaded(old: str, new: str, said: str) -> None:
    """Also in a choice that does not hold: it would fail only in some draws otherwise."""
    with pytest.raises(ScenarioError) as caught:
        loads(WORLD.replace(old, new, 1))
    assert said in str(caught.value)
    assert "alternatives.border" in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"alternatives.border": "shot"}, "there is no choice 'shot'; did you mean 'shut'?"),
        ({"alternatives.bordr": "shut"}, "there is no alternative 'bordr'; did you mean 'border'?"),
    ],
)
def test_a_choice_that_is_not_there_is_named(setting: dict[str, str | float], said: str) -> None:
    with pytest.raises(ScenarioError, match="alternatives") as caught:
        loads(WORLD, set=setting)
    assert said in str(caught.value)


def test_a_single_choice_is_none() -> None:
    with pytest.raises(ScenarioError, match="at least"):
        loads("{horizon: 1 y, alternatives: {a: {oneof: {b: 1}}}}")
