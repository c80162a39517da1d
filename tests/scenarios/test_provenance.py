"""Every number that a run of a shipped pack depends on says where it comes from, whichever section it stands in.

The files are walked as they are written, not as they are understood: a number in a place that no other test
thought of is found as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kilter.scenario import Scenario, loads, packs
from kilter.scenario.moves import Move
from kilter.scenario.paths import quantities, resolve

pytestmark = pytest.mark.untraced

ENTRIES = {f"{entry.pack}/{entry.key}": entry for entry in packs.shipped()}
#: Claims are judged by thresholds, which are chosen and say why; test_claims_content.py holds them to that.
#: Known answers and observations are no assumptions; tests/verification and tests of hindcasts look after them.
OTHERS = ("claims.yaml", "checks.yaml", "hindcast.yaml")
FILES = sorted(path for path in packs.root().glob("*/*.yaml") if path.name not in OTHERS)
Loader = Callable[[str], Scenario]

#: A number, or text that starts like one: 45 h, x1.6, +0.2, .5, −3.
NUMBER = re.compile(r"\s*[x×]?\s*[-+−]?\s*\.?\d")
#: At the top of a file: what it is and how long it runs, which is chosen and not assumed.
CHOSEN = {"kilter", "title", "story", "extends", "sources", "start", "horizon", "warmup", "report"}
#: Words, wherever they stand.
WORDS = {"title", "note", "source", "confidence", "shape", "unit", "on"}


def numbers(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every number of a file with its path and what is written beside it (nothing, unless in full)."""
    if isinstance(tree, dict):
        for key, member in tree.items():
            here = (*path, str(key))
            if (not path and key in CHOSEN) or key in WORDS:
                continue
            if isinstance(member, list) and (key == "range" or is_count(here)):
                continue
            if key in ("value", "mean") and is_number(member):
                yield ".".join(here), tree
            else:
                yield from numbers(member, here)
    elif isinstance(tree, list):
        for index, member in enumerate(tree):
            yield from numbers(member, (*path, str(index)))
    elif is_number(tree):
        yield ".".join(path), {}


def is_number(value: object) -> bool:
    if isinstance(value, str):
        return bool(NUMBER.match(value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_count(path: tuple[str, ...]) -> bool:
    """Whether the transition counts of a ladder stand here: a table, not a quantity."""
    return len(path) == 3 and path[0] == "ladder" and path[2] == "counts"


def missing(about: dict[str, Any], sources: set[str]) -> str:
    """What a number still lacks, or nothing."""
    source = str(about.get("source") or "")
    key = source.partition(":")[0]
    if not source:
        return "a source"
    if key == "assumed":
        ends = about.get("range")
        return "" if isinstance(ends, list) and len(ends) == 2 and all(map(is_number, ends)) else "a range"
    if key == "definition of the case" or key in sources:
        return ""
    return f"an entry '{key}' in sources"


def problems(tree: Any, sources: set[str]) -> dict[str, str]:
    return {path: what for path, about in numbers(tree) if (what := missing(about, sources))}


def changes(scenario: Scenario) -> Iterator[tuple[str, str, Move]]:
    """What reactions and interventions do: where it is written, to which path, what."""
    for index, change in enumerate(scenario.interventions):
        for path, move in change.set.items():
            yield f"interventions.{index}", path, move
    for name, actor in scenario.actors.items():
        for key, reaction in actor.reactions.items():
            for path, move in reaction.effects.items():
                yield f"{name}.{key}", path, move


def without_unit(scenario: Scenario) -> list[str]:
    """Numbers that have no unit although they measure something (Kilter itself lets only zero pass)."""
    known = quantities(scenario)
    found = [
        path
        for path, entry in known.items()
        if not entry.quantity.default
        and "" not in entry.dim.dimension.units
        and not re.search(r"[^\d\s.+−-]", entry.quantity.written)
    ]
    for where, path, move in changes(scenario):
        if move.number is not None and not move.number[1]:
            found += [f"{where}: {p}" for p in resolve(path, known) if "" not in known[p].dim.dimension.units]
    return found


@cache
def tree_of(path: Path) -> Any:
    return YAML(typ="safe").load(path)


@cache
def sources_of(folder: Path) -> set[str]:
    return {key for path in folder.glob("*.yaml") for key in tree_of(path).get("sources") or {}}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_number_of_a_file_is_written_in_full(path: Path) -> None:
    assert problems(tree_of(path), sources_of(path.parent)) == {}


@pytest.mark.parametrize("name", ENTRIES)
def test_every_number_has_a_unit_or_needs_none(name: str, loaded: Loader) -> None:
    assert without_unit(loaded(name)) == []


@pytest.mark.parametrize("name", [n for n in ENTRIES if not n.startswith(("checks/", "hindcasts/"))])
def test_every_change_has_a_range(name: str, loaded: Loader) -> None:
    """Also one that is cited: what a border closure does is never known to the point."""
    found = [(where, path, move) for where, path, move in changes(loaded(name)) if move.number]
    assert found
    assert [(where, path) for where, path, move in found if move.low is None or move.high is None] == []
    assert [(where, path) for where, path, move in found if not move.confidence] == []
    sure = [(where, path) for where, path, m in found if m.source == "assumed" and m.confidence != "low"]
    assert sure == []


BAD = """
horizon: 60 months
start: 2030-01-01
sources: {book: {title: B, date: "2001"}}
supply:
  border: 0.2
  sanctions: {value: 0.2, range: [0, 0.3]}
  lead_time: {value: x1.2, source: assumed}
  transaction_cost: {value: 0.5, range: [0.1, 1.5], source: 'bok: p. 4'}
  partner_demand: {value: 0.2, source: 'book: p. 4'}
suppliers: {works: {lead_time: {mean: {value: 90 d, range: [45, 180], source: assumed}, sd: 30 d}}}
fleets:
  trucks:
    items: 5
    overhaul: {every: [2000 h, {value: 8 y, range: [6, 10], source: assumed}]}
actors:
  southmark:
    concern: {start: {value: 0.5, range: [0.3, 0.7], source: assumed}}
    reactions:
      closure:
        at: {value: 0.5, range: [0.5], source: assumed}
        below: true
        effects: {supply.border: +0.4, supply.lead_time: x1.5, budget.support: {value: x0.9, source: assumed}}
ladder: {border: {counts: [[1, 2], [3, 4]], weight: .5}}
interventions:
  - on: 2031-01-01
    note: 3 things happen
    set: {supply.border: 0.9, agreement.state: ended, supply.sanctions: {value: 0, range: [0, 0], source: assumed}}
"""


def test_numbers_without_provenance_would_be_found() -> None:
    effects = "actors.southmark.reactions.closure.effects"
    assert problems(YAML(typ="safe").load(BAD), {"book"}) == {
        "supply.border": "a source",
        "supply.sanctions.value": "a source",
        "supply.lead_time.value": "a range",
        "supply.transaction_cost.value": "an entry 'bok' in sources",
        "suppliers.works.lead_time.sd": "a source",
        "fleets.trucks.items": "a source",
        "fleets.trucks.overhaul.every.0": "a source",
        "actors.southmark.reactions.closure.at.value": "a range",
        f"{effects}.supply.border": "a source",
        f"{effects}.supply.lead_time": "a source",
        f"{effects}.budget.support.value": "a range",
        "ladder.border.weight": "a source",
        "interventions.0.set.supply.border": "a source",
    }


def test_a_number_without_its_unit_would_be_found() -> None:
    scenario = loads(
        "{horizon: 1 y, budget: {support: 0}, supply: {border: 0},"
        " interventions: [{on: 2026-03-01, set: {budget.support: 0, supply.border: 0.5}}]}"
    )
    assert without_unit(scenario) == ["budget.support", "interventions.0: budget.support"]


def test_only_central_asia_may_be_reassured_by_the_announcement_itself(loaded: Loader) -> None:
    """One source says so, no other actor is spoken of that way; how much, and even the sign, is open."""
    actors = loaded("afghanistan-2026/world").actors
    signal = actors["central_asia"].concern.signal
    assert signal.source == "assumed"
    assert (signal.low or 0) < signal.value < 0 < (signal.high or 0)
    assert [name for name, actor in actors.items() if actor.concern.signal.value < 0] == ["central_asia"]
