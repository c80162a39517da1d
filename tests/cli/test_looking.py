"""show, measures and scenarios: what a scenario says, and who says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.support import BETTER, WORLD, kilter


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    (tmp_path / "better.yaml").write_text(BETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_a_value_is_shown_with_unit_range_and_source() -> None:
    document = kilter("show", "world.yaml", "suppliers.depot.lead_time", "--json").document
    assert document["path"] == "suppliers.depot.lead_time.mean"
    assert (document["value"], document["unit"], document["range"]) == (20.0, "d", [10.0, 40.0])
    assert (document["source"], document["confidence"]) == ("a guess", "low")
    assert [(one["file"], one["line"]) for one in document["written_in"]] == [("world.yaml", 9)]


def test_every_place_that_wrote_a_value_is_named_with_file_and_line_the_last_one_counting() -> None:
    words = ("show", "better.yaml", "supplier.depot.lead_time", "--set", "suppliers.depot.lead_time=3 d")
    document = kilter(*words, "--json").document
    assert document["value"] == 3.0
    places = [(one["file"], one["line"], one["written"]) for one in document["written_in"]]
    assert [place[:2] for place in places] == [("world.yaml", 9), ("better.yaml", 4), ("--set", 0)]
    assert places[-1][2] == "3 d"
    told = kilter(*words).out
    assert "suppliers.depot.lead_time.mean = 3 d" in told
    assert "world.yaml, line 9" in told
    assert "better.yaml, line 4: 5 d" in told


def test_what_changes_a_value_later_is_named_with_its_place() -> None:
    plan = kilter("show", "better.yaml", "fleets.truck.use.plan", "--json").document
    (change,) = plan["changed_by"]
    assert (change["value"], change["path"]) == ("700 h/month", "interventions.0")
    assert (change["file"], change["line"]) == ("better.yaml", 6)
    assert "2026-03-01" in change["what"]
    factor = kilter("show", "better.yaml", "supply.lead_time", "--json").document
    (change,) = factor["changed_by"]
    assert (change["value"], change["path"]) == ("x1.5", "actors.neighbour.reactions.protests")
    assert (change["file"], change["line"]) == ("world.yaml", 27)


def test_a_default_says_that_no_file_wrote_it() -> None:
    document = kilter("show", "world.yaml", "supply.transaction_cost", "--json").document
    assert document["default"] is True
    assert document["written_in"] == []
    assert "Kilter's default" in kilter("show", "world.yaml", "supply.transaction_cost").out


def test_a_section_lists_what_is_below() -> None:
    told = kilter("show", "world.yaml", "fleets.truck").out
    assert "fleets.truck.site" in told
    assert "fleets.truck.failures" in told
    document = kilter("show", "world.yaml", "fleets.truck", "--json").document
    paths = [one["path"] for one in document["entries"]]
    assert "fleets.truck.failures.engine.mtbf" in paths
    assert len(paths) == document["values"] == sum(one["values"] for one in document["children"])


def test_a_star_shows_every_match() -> None:
    document = kilter("show", "world.yaml", "sites.base.technicians.fitters.output.*", "--json").document
    assert document["kind"] == "several"
    assert [one["path"].split(".")[-1] for one in document["entries"]] == [
        "apprentice",
        "journeyman",
        "master",
    ]
    (one,) = [kilter("show", "world.yaml", "suppliers.*.lead_time", "--json").document]
    assert one["path"] == "suppliers.depot.lead_time.mean"


def test_words_are_shown_as_well_as_numbers() -> None:
    document = kilter("show", "better.yaml", "fleets.truck.site", "--json").document
    assert (document["kind"], document["value"]) == ("text", "base")
    assert document["written_in"][0]["line"] == 12
    assert kilter("show", "better.yaml", "interventions.0.note", "--json").document["value"] == "more to do"


def test_without_a_path_the_whole_is_counted() -> None:
    document = kilter("show", "better.yaml", "--json").document
    assert document["scenario"] == "Better supply"
    assert [Path(one).name for one in document["files"]] == ["world.yaml", "better.yaml"]
    sections = {one["path"]: one for one in document["sections"]}
    assert sections["fleets"]["names"] == ["truck"]
    assert document["numbers"]["all"] >= document["numbers"]["written"] > 10
    told = kilter("show", "better.yaml").out
    assert "Better supply" in told
    assert "world.yaml, better.yaml" in told


def test_every_path_that_show_lists_can_be_shown() -> None:
    listed = kilter("show", "world.yaml", "actors", "--json").document["entries"]
    for one in listed:
        again = kilter("show", "world.yaml", one["path"], "--json").document
        assert again["path"] == one["path"]
        assert again["value"] == one["value"]


def test_without_a_file_measures_are_patterns_and_with_one_they_are_its_own() -> None:
    patterns = kilter("measures", "--json").document
    assert {"name", "unit", "kind", "definition", "source", "better"} == set(patterns[0])
    assert "fleet.<fleet>.availability" in [one["name"] for one in patterns]
    own = [one["name"] for one in kilter("measures", "world.yaml", "--json").document]
    assert "fleet.truck.availability" in own
    assert not any("<" in name for name in own)
    assert "fleet.truck.availability" in kilter("measures", "world.yaml").out


def test_the_scenarios_that_ship_are_listed_by_pack_and_can_be_shown() -> None:
    listed = kilter("scenarios", "--json").document
    assert listed
    assert kilter("show", listed[0]["name"], "--json").document["key"] == listed[0]["key"]
    told = kilter("scenarios").out
    for one in listed:
        assert one["pack"] + "/\n" in told
        assert one["title"] in told
