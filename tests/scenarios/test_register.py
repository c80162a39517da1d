"""100 %: every number that a run of any shipped scenario depends on is in the register, with somebody behind it."""

from collections.abc import Callable

import pytest

from kilter.experiment.register import Row, numbers, register
from kilter.experiment.spots import changes
from kilter.scenario import Scenario, loads, packs
from kilter.scenario.document import _bare

pytestmark = pytest.mark.untraced

ENTRIES = {f"{entry.pack}/{entry.key}": entry for entry in packs.shipped()}
#: Numbers that a run depends on and that are no assumption: the version of the file format.
CHOSEN = {"kilter", "horizon.months", "horizon.days"}


def uncovered(one: Scenario, rows: list[Row]) -> list[str]:
    known = {row.path for row in rows}
    return [path for path in numbers(one) if path not in known and path not in CHOSEN]


@pytest.mark.parametrize("name", ENTRIES)
def test_every_number_has_a_row_with_unit_source_confidence_and_owner(
    name: str, loaded: Callable[[str], Scenario]
) -> None:
    rows = register(loaded(name))
    assert uncovered(loaded(name), rows) == []
    assert [r.path for r in rows if not (r.unit and r.source and r.confidence and r.owner)] == []
    assert [r.path for r in rows if r.source == "not given"] == []
    assert [r.path for r in rows if not r.default and not (r.file and r.line)] == []
    assert len({r.path for r in rows}) == len(rows)


@pytest.mark.parametrize("name", ["afghanistan-2026/world", "northland/border-closed"])
def test_the_walk_meets_everything_that_the_fingerprint_is_made_of(
    name: str, loaded: Callable[[str], Scenario]
) -> None:
    """Numbers in the fingerprint's content, counted: as many as the walk finds, save the horizon's own form."""

    def count(value: object) -> int:
        if isinstance(value, dict):
            return sum(map(count, value.values()))
        if isinstance(value, list):
            # A quantity is its value and unit there.
            if len(value) == 2 and isinstance(value[0], float) and isinstance(value[1], str):
                return 1
            return sum(map(count, value))
        return isinstance(value, int | float) and not isinstance(value, bool)

    one = loaded(name)
    bare = {k: v for k, v in _bare(one).items() if k not in ("alternatives", "interventions")}
    found = [p for p in numbers(one) if p.split(".")[0] not in ("alternatives", "interventions")]
    # Changes are what their author wrote there: mostly text, such as x1.5.
    text = [p for p, keys, m in changes(one) if keys[0] == "actors" and m.number and isinstance(m.text, str)]
    assert 300 < count(bare) <= len(found) - len(text)


def test_a_number_without_a_row_would_be_found(loaded: Callable[[str], Scenario]) -> None:
    one = loaded("northland/world")
    rows = register(one)
    dropped = "actors.southmark.reactions.closure.effects.supply.border"
    assert uncovered(one, [row for row in rows if row.path != dropped]) == [dropped]


def test_what_an_alternative_weighs_and_sets_has_rows(loaded: Callable[[str], Scenario]) -> None:
    rows = {row.path: row for row in register(loaded("afghanistan-2026/world"))}
    found = [path for path in rows if path.startswith("alternatives.")]
    assert any(path.endswith(".weight") for path in found)
    assert any(".set." in path for path in found)


def test_owners_units_and_places() -> None:
    text = """\
horizon: 2 y
owner: planner
supply:
  border: {value: 0.2, range: [0, 0.4], source: assumed, owner: customs}
suppliers: {depot: {lead_time: {mean: 30 d, sd: 9 d, owner: store}}}
fleets: {truck: {items: 5}}
actors: {rival: {concern: {start: 0.5}, reactions: {closure: {at: 0.3, rate: 0.1/month, lasts: 30 d,
  effects: {supply.border: +0.2, suppliers.depot.lead_time: x1.5}}}}}
interventions: [{on: 2027-01-01, set: {suppliers.depot.lead_time: 60 d}}]
"""
    rows = {row.path: row for row in register(loads(text))}
    border = rows["supply.border"]
    assert (border.owner, border.line, border.low, border.high) == ("customs", 4, 0, 0.4)
    assert rows["suppliers.depot.lead_time.mean"].owner == "store"
    assert rows["suppliers.depot.lead_time.sd"].owner == "store"
    assert rows["fleets.truck.items.serviceable"].owner == "planner"
    effects = "actors.rival.reactions.closure.effects"
    assert rows[f"{effects}.supply.border"].unit == "+1"
    assert rows[f"{effects}.suppliers.depot.lead_time"].unit == "x"
    assert rows["interventions.0.set.suppliers.depot.lead_time"].unit == "d"
    default = rows["actors.rival.concern.fade"]
    assert (default.owner, default.default, default.file) == ("kilter", True, "")
    assert rows["horizon"].value == 24


def test_a_value_set_by_hand_says_so() -> None:
    rows = {
        r.path: r
        for r in register(loads("{horizon: 1 y, supply: {border: 0.1}}", set={"supply.border": 0.3}))
    }
    assert (rows["supply.border"].value, rows["supply.border"].file) == (0.3, "--set")
