"""The schema beside the packs, which editors use as people change a scenario."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kilter.errors import ScenarioError
from kilter.scenario import packs
from kilter.scenario.schema import json_schema

pytestmark = pytest.mark.untraced

SCHEMA = packs.root() / "scenario.schema.json"
FIRST = "# yaml-language-server: $schema="


def test_the_shipped_schema_is_what_kilter_writes_today() -> None:
    stale = "run: kilter schema --out scenarios/scenario.schema.json"
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), stale


@pytest.mark.parametrize(
    "path",
    sorted(p for p in packs.root().glob("*/*.yaml") if p.name not in packs.NOT_SCENARIOS),
    ids=lambda p: f"{p.parent.name}/{p.name}",
)
def test_every_shipped_file_names_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(FIRST)
    assert (path.parent / first.removeprefix(FIRST)).resolve() == SCHEMA.resolve()


def test_it_is_neither_a_pack_nor_a_scenario() -> None:
    assert SCHEMA.name not in {name for entry in packs.shipped() for name in (entry.pack, entry.path.name)}
    assert all(entry.path.suffix == ".yaml" for entry in packs.shipped())
    for name in ("scenario.schema", "scenario.schema.json"):
        with pytest.raises(ScenarioError, match="there is no"):
            packs.find(name)
