import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.scenario.worlds import FULL, SMALLEST

from kilter.errors import ScenarioError
from kilter.scenario import loads
from kilter.scenario.packs import NOT_SCENARIOS
from kilter.scenario.quantity import Dim
from kilter.scenario.reading import read, read_text
from kilter.scenario.schema import _quantity, json_schema
from kilter.scenario.units import DIMENSIONS, UnitError

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = sorted(Path(__file__).parents[2].glob("scenarios/*/*.yaml"))


def accepts(text: str) -> bool:
    return VALIDATOR.is_valid(read_text(text).tree)


def test_it_is_a_schema_of_its_draft_and_plain_json():
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


@pytest.mark.parametrize("text", [SMALLEST, FULL], ids=["smallest", "full"])
def test_it_accepts_what_loads(text):
    loads(text)
    assert accepts(text)


def test_it_accepts_every_shipped_scenario():
    files = [path for path in SHIPPED if path.name not in NOT_SCENARIOS]
    for path in files:
        tree = read(path).tree
        assert [error.message for error in VALIDATOR.iter_errors(tree)] == [], path


@pytest.mark.parametrize(
    "text",
    [
        "{horizon: 5 y, sites: {a: {technicians: {x: 2}}}}",
        "{horizon: 5 y, sites: {a: {technicians: {x: {value: 2, source: y}}, parts: {b: 4}}}}",
        "{horizon: 5 y, fleets: {a: {items: 10, areas: {transport: 30}}}}",
        "{horizon: 5 y, fleets: {a: {items: 1, failures: {f: {mtbf: 1 h, needs: {labour: 30 min}}}}}}",
        "{horizon: 5 y, capability: {areas: {transport: 30}}}",
        "{horizon: 40320 min, start: 2026-01-01}",
        "{extends: world.yaml}",
        "{extends: [world.yaml, other.yaml], fleets: {a: {use: {plan: 1 h/month}}}}",
        "{extends: world.yaml, fleets: {a: null, b: {crews: null}}, agreement: null}",
        "{extends: world.yaml, fleets: {a: {failures: {f: {mtbf: {range: [1, 2]}}}}}}",
        "{horizon: 5 y, suppliers: {a: {lead_time: {mean: 3 d, sd: 1 d, source: x, range: [2 d, 4 d]}}}}",
        "{horizon: 5 y, supply: {lead_time: ×1.6, border: 0}}",
    ],
)
def test_it_accepts_every_short_form(text):
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "{horizon: 60}",
        "{horizon: 60 parsecs}",
        "{horizon: 5 y, fleet: {}}",
        "{horizon: 5 y, fleets: {a: {items: 1, itms: 2}}}",
        "{horizon: 5 y, fleets: {Big One: {items: 1}}}",
        "{horizon: 5 y, fleets: {a: {items: {value: 1, sorce: x}}}}",
        "{horizon: 5 y, fleets: {a: {items: -1}}}",
        "{horizon: 5 y, fleets: {a: {items: 1.5}}}",
        "{horizon: 5 y, fleets: {a: {items: 1, age: 45 kg}}}",
        "{horizon: 5 y, fleets: {a: {items: 1, age: 45}}}",
        "{horizon: 5 y, agreement: {partner: x, depth: 6}}",
        "{horizon: 5 y, agreement: {partner: x, state: paused}}",
        "{horizon: 5 y, agreement: {partner: x, tracks: {parts: {start: 1 months, supplier: y}}}}",
        "{horizon: 5 y, channels: {a: {background: 1/month, branching: 1}}}",
        "{horizon: 5 y, start: 2026-1-1}",
        "{horizon: 5 y, kilter: 2}",
        "{horizon: 5 y, interventions: [{on: 2026-02-01, set: {a.b: {value: [1]}}}]}",
        "{extends: 5}",
    ],
)
def test_it_marks_what_does_not_load(text):
    with pytest.raises(ScenarioError):
        loads(text)
    assert not accepts(text)


def test_it_describes_every_entry():
    assert SCHEMA["$defs"]["fleet"]["properties"]["overhaul"]["description"] == "Overhaul life."
    assert "Default: x1." in SCHEMA["$defs"]["supplier"]["properties"]["price"]["description"]
    for key, definition in SCHEMA["$defs"].items():
        for name, entry in definition.get("properties", {}).items():
            assert entry["description"], (key, name)


def test_every_default_it_offers_would_load():
    for path, entry in _entries(SCHEMA):
        if "default" in entry:
            schema = {"$ref": entry_ref(path), "$defs": {**SCHEMA["$defs"], "root": SCHEMA}}
            assert Draft202012Validator(schema).is_valid(entry["default"]), path


def entry_ref(path: str) -> str:
    key, _, name = path.partition(".")
    return f"#/$defs/{key or 'root'}/properties/{name}"


def _entries(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, definition in {"": schema, **schema["$defs"]}.items():
        for name, entry in definition.get("properties", {}).items():
            yield f"{key}.{name}", entry


def _dims() -> st.SearchStrategy[Dim]:
    return st.builds(Dim, st.sampled_from(sorted(DIMENSIONS)))


@given(_dims(), st.data())
def test_it_never_marks_a_number_that_loads(dim, data):
    units = [*sorted(dim.dimension.units), "kg", "/", " "]
    number = st.one_of(
        st.integers(-20, 2000), st.floats(-20, 2000, allow_nan=False), st.sampled_from(["1_000", "1e3", "−1"])
    )
    space = st.sampled_from(["", " ", "\u00a0", "  "])
    text = st.tuples(st.sampled_from(["", "x", "×", "+"]), number, space, st.sampled_from(units), space)
    value = data.draw(st.one_of(number, text.map(lambda parts: "".join(map(str, parts)))))
    try:
        dim.read(value)
    except UnitError:
        return
    definitions: dict[str, Any] = {}
    key = _quantity(dim, definitions)
    assert Draft202012Validator({"$ref": f"#/$defs/{key}", "$defs": definitions}).is_valid(value)
