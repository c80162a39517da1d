"""What the shipped packs promise: every number has a source, stories differ in little, nothing is operational."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kilter.engine.plan import plan
from kilter.engine.reference import simulate
from kilter.scenario import Scenario, load, loads, packs
from kilter.scenario.claims import read_claims
from kilter.scenario.paths import Entry, moves, quantities

pytestmark = pytest.mark.untraced

ENTRIES = {f"{entry.pack}/{entry.key}": entry for entry in packs.shipped()}
PACKS = sorted({entry.pack for entry in ENTRIES.values()})
CASE = "afghanistan-2026"
STORIES = [name for name in ENTRIES if name.startswith((f"{CASE}/", "northland/")) and "/world" not in name]
MOST_CHANGES = 25
Loader = Callable[[str], Scenario]

#: Positions on the ground, in the ways in which they are usually written.
POSITIONS = {
    "degrees": re.compile(r"\d\s*°"),
    "decimal pair": re.compile(r"\d{2,3}\.\d{3,}\s*[,;/]\s*-?\d{1,3}\.\d{3,}"),
    "grid reference": re.compile(r"\b\d{1,2}[C-X][A-Z]{2}\s?\d{4,10}\b"),
}
#: Words that only an operational text would need.
FORBIDDEN = re.compile(
    r"\b(brigade|regiment|battalion|squadron|corps|warhead|lethality|kill chain|targets|targeting|airfield|convoy)s?\b",
    re.IGNORECASE,
)


def written(scenario: Scenario) -> dict[str, Entry]:
    """The quantities that the pack's files say, as opposed to what Kilter supplies."""
    return {
        path: entry
        for path, entry in quantities(scenario).items()
        if not entry.quantity.default and stands_in(scenario.tree, path.split("."))
    }


def stands_in(tree: Any, keys: list[str]) -> bool:
    """Whether the merged file has an entry at a path, or a number that is short for it (`items: 4`)."""
    for key in keys:
        if not isinstance(tree, dict | list) or (isinstance(tree, dict) and "value" in tree):
            return True
        if isinstance(tree, list):
            tree = tree[int(key)]
        elif key in tree:
            tree = tree[key]
        else:
            return False
    return True


def files() -> list[Path]:
    """Every file of every pack, also those that scenarios only extend."""
    return sorted(path for path in packs.root().rglob("*.yaml"))


def lacks(scenario: Scenario, entry: Entry) -> str:
    """What a number written in a pack still lacks, or nothing."""
    quantity = entry.quantity
    if not quantity.unit:
        return "a unit"
    if quantity.source.startswith("assumed"):
        return "" if quantity.low is not None and quantity.high is not None else "a range"
    key = quantity.source.partition(":")[0]
    if not quantity.source:
        return "a source"
    if key == "definition of the case" or key in scenario.sources:
        return ""
    return f"an entry '{key}' in sources"


@pytest.mark.parametrize("name", ENTRIES)
def test_every_number_that_a_pack_writes_has_a_unit_and_a_source(name: str, loaded: Loader) -> None:
    scenario = loaded(name)
    found = written(scenario)
    problems = [f"{p} lacks {what}" for p, e in found.items() if (what := lacks(scenario, e))]
    assert found
    assert problems == []


def test_a_bare_number_would_be_found() -> None:
    scenario = loads(
        "{horizon: 1 y, sources: {book: {title: B}}, budget: {support: {value: 5 M USD/year, source: assumed}},"
        " supply: {border: {value: 0.2, source: 'bok: p. 4'}, sanctions: {value: 0.2, source: 'book: p. 4'}},"
        " fleets: {trucks: {items: 5}}}"
    )
    assert {p: lacks(scenario, e) for p, e in written(scenario).items()} == {
        "budget.support": "a range",
        "fleets.trucks.items.serviceable": "a source",
        "supply.border": "an entry 'bok' in sources",
        "supply.sanctions": "",
    }


@pytest.mark.parametrize("name", [n for n in ENTRIES if not n.startswith("checks/")])
def test_every_number_of_a_story_has_a_range(name: str, loaded: Loader) -> None:
    bare = [p for p, e in written(loaded(name)).items() if e.quantity.low is None]
    assert bare == []


@pytest.mark.parametrize("name", [n for n in ENTRIES if n.startswith(f"{CASE}/")])
def test_inventories_are_ranges(name: str, loaded: Loader) -> None:
    """Counts are disputed: a bare point would claim what nobody knows. Nothing is certain but an empty fleet."""
    counts = {p: e.quantity for p, e in written(loaded(name)).items() if ".items." in p and "fleets." in p}
    assert counts
    assert [p for p, q in counts.items() if q.value and not (q.low or 0) < (q.high or 0)] == []


@pytest.mark.parametrize("name", [n for n in ENTRIES if n.startswith(f"{CASE}/")])
def test_low_confidence_is_said(name: str, loaded: Loader) -> None:
    """What is assumed is never more than low confidence; what is cited says how far to trust it."""
    found = written(loaded(name)).items()
    assert [p for p, e in found if e.quantity.confidence not in ("low", "medium", "high")] == []
    sure = [p for p, e in found if e.quantity.source == "assumed" and e.quantity.confidence != "low"]
    assert sure == []


@pytest.mark.parametrize("name", ENTRIES)
def test_a_scenario_tells_its_story(name: str) -> None:
    entry = ENTRIES[name]
    assert entry.title != entry.key
    assert 30 < len(entry.story) < 600


def test_no_two_scenarios_of_a_pack_share_title_or_story() -> None:
    for pack in PACKS:
        heads = [(e.title, e.story) for e in ENTRIES.values() if e.pack == pack]
        assert len({title for title, _ in heads}) == len({story for _, story in heads}) == len(heads)


@pytest.mark.parametrize("name", STORIES)
def test_a_story_differs_from_its_world_in_little(name: str, loaded: Loader) -> None:
    world, story = loaded(f"{ENTRIES[name].pack}/world"), loaded(name)
    # what a new section leaves to Kilter is not something that the story says
    before = {p: e.quantity.value for p, e in quantities(world).items() if not e.quantity.default}
    after = {p: e.quantity.value for p, e in quantities(story).items() if not e.quantity.default}
    changed = [p for p in {**before, **after} if before.get(p) != after.get(p)]
    changed += [path for change in story.interventions for path in change.set]
    if story.agreement and world.agreement and story.agreement.state != world.agreement.state:
        changed.append("agreement.state")
    assert 0 < len(changed) <= MOST_CHANGES, changed
    assert (story.start, story.horizon, story.focal) == (world.start, world.horizon, world.focal)


@pytest.mark.parametrize("name", ENTRIES)
def test_dated_changes_say_why(name: str, loaded: Loader) -> None:
    assert [c.on for c in loaded(name).interventions if not c.note] == []


@pytest.mark.parametrize("pack", PACKS)
def test_sources_are_used_and_described(pack: str, loaded: Loader) -> None:
    """A list of references that nothing cites would only look well founded."""
    scenarios = [loaded(name) for name, entry in ENTRIES.items() if entry.pack == pack]
    listed = {key: source for scenario in scenarios for key, source in scenario.sources.items()}
    cited = {
        entry.quantity.source.partition(":")[0]
        for scenario in scenarios
        for entry in written(scenario).values()
    } | {move.source.partition(":")[0] for scenario in scenarios for _, move in moves(scenario)}
    claims = packs.root() / pack / "claims.yaml"
    if claims.is_file():
        cited |= {claim.source for claim in read_claims(claims)[0].claims.values()}
    if pack != "checks":  # whose sources are those of the known values, which are not numbers of the scenario
        assert set(listed) - cited == set()
    assert [
        key for key, source in listed.items() if not source.title or not (source.publisher or source.date)
    ] == []


@pytest.mark.parametrize("path", files(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_nothing_operational(path: Path) -> None:
    text = re.sub(r"https?://\S+|range: \[[^]]*\]", "", path.read_text(encoding="utf-8"))
    assert {kind for kind, pattern in POSITIONS.items() if pattern.search(text)} == set()
    assert FORBIDDEN.findall(text) == []


def test_positions_and_units_would_be_found() -> None:
    assert all(
        any(pattern.search(text) for pattern in POSITIONS.values())
        for text in ("34.5553, 69.2075", "34° 33'", "42SWD 12345678")
    )
    assert FORBIDDEN.search("the third battalion")


def test_places_are_no_finer_than_a_main_base(loaded: Loader) -> None:
    names = [name for name in ENTRIES if name.startswith(f"{CASE}/")]
    assert {site for name in names for site in loaded(name).sites} == {"main_base"}


def moving(scenario: Scenario, area: str) -> set[str]:
    """Fleets that can change an area: those that fail, wear out, come back or are delivered."""
    tracks = scenario.agreement.tracks if scenario.agreement else None
    found = set()
    for name, fleet in scenario.fleets.items():
        here = fleet.items.serviceable.value + fleet.items.repairable.value
        back = fleet.rehabilitation.slots.value if fleet.rehabilitation else 0
        if tracks and tracks.upgrades and name in tracks.upgrades.rehabilitate:
            back += tracks.upgrades.rehabilitate[name].value * tracks.upgrades.level.value
        new = 0.0
        if tracks and tracks.equipment and name in tracks.equipment.items:
            new = tracks.equipment.items[name].value * tracks.equipment.level.value
        wears = bool(fleet.failures or fleet.inspections or fleet.overhaul or fleet.crews)
        if area in fleet.areas and ((here and wears) or back or new):
            found.add(name)
    return found


@pytest.mark.parametrize("name", [n for n in ENTRIES if n.startswith(f"{CASE}/")])
def test_strike_and_air_defence_move_by_transfer_only(name: str, loaded: Loader) -> None:
    expected = {"sam"} if name == f"{CASE}/air-defence" else set()
    assert moving(loaded(name), "strike") == set()
    assert moving(loaded(name), "air_defence") == expected
    assert "mi17" in moving(loaded(name), "transport")


def test_the_classroom_pack_is_small(loaded: Loader) -> None:
    scenario = loaded("northland/world")
    items = sum(
        getattr(fleet.items, kind).value
        for fleet in scenario.fleets.values()
        for kind in ("serviceable", "repairable", "long_term", "hulk")
    )
    assert items <= 40
    lines = ENTRIES["northland/world"].path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 180  # ten minutes, at three seconds a line
    assert max(map(len, lines)) <= 160


@pytest.mark.parametrize("name", [n for n in ENTRIES if not n.startswith(("checks/", "hindcasts/"))])
def test_a_story_runs_and_nothing_is_stuck(name: str) -> None:
    """A year of one replication: numbers are numbers, and nothing sits on the edge of its range."""
    planned = plan(load(ENTRIES[name].path, until="12 months"))
    values = simulate(planned, 1, 0).values
    series = {m.name: values[:, i] for i, m in enumerate(planned.measures)}
    assert not any(
        math.isnan(v)
        for measure, column in series.items()
        for v in column
        if not measure.startswith(("fleet.", "site."))
        if not measure.endswith("first_serious")
    )
    assert all(0 < v < 100 for v in series["capability.index"])
    assert len(set(series["capability.index"])) > 1
    assert all(0 < v < 10 for v in series["risk.index"])
    concerns = [column for measure, column in series.items() if measure.endswith(".concern")]
    assert concerns
    assert all(0 < v < 1 for column in concerns for v in column)
