"""Whatever a file says, loading it ends in a scenario or in an error that helps."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.scenario.worlds import FULL, SMALLEST

from kilter.errors import ScenarioError
from kilter.scenario import Scenario, load, loads
from kilter.scenario.quantity import Section
from kilter.scenario.reading import read_text

TREE = read_text(FULL).tree
KEYS = sorted(
    {
        "value",
        "range",
        "mean",
        "sd",
        "part",
        "number",
        "from",
        "x",
        "A b",
        "",
        "extends",
        *Scenario.model_fields,
    }
)


def _field_names(section: type[Section], seen: set[type[Section]]) -> set[str]:
    if section in seen:
        return set()
    seen.add(section)
    names = set(section.model_fields)
    for info in section.model_fields.values():
        for member in _members(info.annotation):
            names |= _field_names(member, seen)
    return names


def _members(annotation: Any) -> list[type[Section]]:
    own = [annotation] if isinstance(annotation, type) and issubclass(annotation, Section) else []
    return own + [s for a in getattr(annotation, "__args__", ()) for s in _members(a)]


NAMES = st.sampled_from(sorted({*KEYS, *_field_names(Scenario, set())}))
TEXTS = st.sampled_from(
    [
        "45 h",
        "x1.5",
        "nan",
        "inf",
        "1e999",
        "-3 d",
        "70 %",
        "6/year",
        "a",
        "",
        "2026-02-30",
        "2030-03-01",
    ]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**62), 2**62), st.floats(allow_nan=False, allow_infinity=False), TEXTS,
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=15,
)


def ends_well(tree: Any) -> Scenario | None:
    """The scenario, or none after an error that says where and what."""
    found = _outcome(json.dumps(tree))
    if isinstance(found, Scenario):
        return found
    assert found.problems
    for problem in found.problems:
        assert problem.what
        assert "Input should" not in str(problem)
    return None


def _outcome(text: str) -> Scenario | ScenarioError:
    try:
        return loads(text)
    except ScenarioError as error:
        return error


@given(st.dictionaries(st.sampled_from(sorted(Scenario.model_fields)), TREES, max_size=4))
def test_any_structure_ends_in_a_scenario_or_an_error(tree):
    ends_well({"horizon": "1 y", **tree})


def _places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [p for key, value in entries for p in [(*path, key), *_places(value, (*path, key))]]


PLACES = _places(TREE)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PLACES), TREES)
def test_any_one_entry_replaced_ends_in_a_scenario_or_an_error(place, value):
    tree = copy.deepcopy(TREE)
    around = tree
    for key in place[:-1]:
        around = around[key]
    around[place[-1]] = value
    scenario = ends_well(tree)
    if scenario is not None:
        assert len(scenario.fingerprint) == 16


@settings(max_examples=60)
@given(st.sampled_from(PLACES))
def test_any_one_entry_left_out_ends_in_a_scenario_or_an_error(place):
    tree = copy.deepcopy(TREE)
    around = tree
    for key in place[:-1]:
        around = around[key]
    del around[place[-1]]
    ends_well(tree)


@given(st.text(st.characters(min_codepoint=9, max_codepoint=0x2FFF), max_size=80))
def test_any_text_ends_in_a_scenario_or_an_error(text):
    found = _outcome(text)
    assert isinstance(found, Scenario) or found.problems


@pytest.mark.parametrize(
    "tree",
    [
        {"horizon": {"value": "1 y"}},
        {"horizon": ["1 y"]},
        {"fleets": {"a": {"items": 1, "restoration": {"part": ["b"]}}}},
        {"fleets": {"a": {"items": 1, "restoration": {"part": {"b": 1}}}}},
        {"fleets": {"a": {"items": {"value": {"value": 1}}}}},
        {"ladder": {"a": {"counts": [[]]}}},
        {"ladder": {"a": {"counts": [["a"] * 6] * 6}}},
        {"interventions": [{"on": "9999-12-31", "set": {"a": 1}}]},
        {"start": "9999-12-31"},
        {"budget": {"support": "1e308 M USD/month"}},
        {"suppliers": {"a": {"lead_time": {"mean": {"mean": "1 d"}}}}},
        {"sites": {"a": {"parts": {"b": {"stock": 1, "supplier": [{"c": 1}]}}}}},
    ],
)
def test_awkward_structures_are_errors(tree):
    assert ends_well({"horizon": "1 y", **tree}) is None


def test_a_file_is_loaded_with_what_it_extends(tmp_path: Path):
    (tmp_path / "world.yaml").write_text(SMALLEST)
    child = tmp_path / "child.yaml"
    child.write_text("extends: world.yaml\ntitle: Child\nfleets:\n  truck: {items: 7}\n")
    scenario = load(child)
    assert (scenario.key, scenario.title) == ("child", "Child")
    assert scenario.fleets["truck"].items.serviceable.value == 7
    assert [Path(o.file).name for o in scenario.origins["fleets", "truck", "items"]] == [
        "world.yaml",
        "child.yaml",
    ]


def test_an_empty_entry_removes_what_is_inherited(tmp_path: Path):
    (tmp_path / "world.yaml").write_text(SMALLEST)
    child = tmp_path / "child.yaml"
    child.write_text("extends: world.yaml\nfleets:\n  truck:\n    failures: null\n")
    assert load(child).fleets["truck"].failures == {}


def test_values_are_set_from_outside_and_keep_what_is_known():
    text = SMALLEST.replace("mtbf: 45 h", "mtbf: {value: 45 h, range: [30, 70], source: log}")
    scenario = loads(text, set={"fleets.truck.failures.wear.mtbf": "50 h", "title": "Other"}, until="30 d")
    mtbf = scenario.fleets["truck"].failures["wear"].mtbf
    assert (mtbf.value, mtbf.high, mtbf.source) == (50.0, 70.0, "log")
    assert (scenario.title, scenario.horizon.days) == ("Other", 30.0)
    assert loads(text, set={"fleet.truck.items": 9}).fleets["truck"].items.serviceable.value == 9


def test_another_horizon_must_be_one():
    with pytest.raises(
        ScenarioError, match="--until: horizon: unit 'parsecs' does not measure a length of time"
    ):
        loads(SMALLEST, until="60 parsecs")


def test_loading_the_same_text_gives_the_same_scenario():
    assert loads(FULL) == loads(FULL)
    assert loads(FULL).fingerprint != loads(SMALLEST).fingerprint


DOCS = Path(__file__).parents[2] / "docs" / "scenario-format.md"


def _merged(tree: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    merged = dict(tree)
    for key, value in new.items():
        old = tree.get(key)
        merged[key] = _merged(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


def test_the_examples_of_the_documentation_build_one_scenario(tmp_path: Path):
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert len(blocks) > 12
    tree: dict[str, Any] = {}
    alone = [block for block in blocks if block.startswith("horizon:")]
    for block in blocks:
        if block.startswith("extends:"):
            (tmp_path / "world.yaml").write_text(json.dumps(tree))
            (tmp_path / "child.yaml").write_text(block)
            child = load(tmp_path / "child.yaml")
            assert child.fleets["trucks"].crews is None
            assert child.fleets["trucks"].failures["wear"].mtbf.low is None
            continue
        if block in alone:
            loads(block)
        if block not in alone[1:]:
            tree = _merged(tree, read_text(block).tree)
            loads(json.dumps(tree))
    assert set(tree) >= {"agreement", "actors", "risk", "interventions", "sources"}
