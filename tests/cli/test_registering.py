"""kilter assumptions: the register on a screen, as JSON and as a spreadsheet reads it."""

import csv
import io
from pathlib import Path

import pytest
from tests.cli.support import WORLD, kilter


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("world.yaml").write_text(WORLD, encoding="utf-8")
    return "world.yaml"


def test_the_three_forms_say_the_same(world: str) -> None:
    table, document = kilter("assumptions", world), kilter("assumptions", world, "--json").document
    rows = list(csv.DictReader(io.StringIO(kilter("assumptions", world, "--csv").out)))
    assert len(rows) == len(document["assumptions"])
    for row, entry in zip(rows, document["assumptions"], strict=True):
        assert row["path"] == entry["path"]
        assert float(row["value"]) == entry["value"]
        assert row["path"].split(".")[-1] in table.out
    assert f"{len(rows)} numbers" in table.out


def test_a_line_says_where_it_is_written(world: str) -> None:
    out = kilter("assumptions", world, "--path", "suppliers").out
    line = next(one for one in out.splitlines() if "lead_time" in one)
    assert "20 d" in line
    assert "10 to 40" in line
    assert "low" in line
    assert "author" in line
    assert "a guess" in line
    assert "world.yaml:9" in line


def test_filters(world: str) -> None:
    every = kilter("assumptions", world, "--json").document["assumptions"]
    own = kilter("assumptions", world, "--json", "--no-defaults").document["assumptions"]
    low = kilter("assumptions", world, "--json", "--low-confidence", "--path", "fleet.truck").document
    assert 0 < len(own) < len(every)
    assert not any(one["default"] for one in own)
    assert {one["confidence"] for one in low["assumptions"]} == {"low"}
    assert all(one["path"].startswith("fleets.truck.") for one in low["assumptions"])


def test_a_prefix_that_is_nowhere_is_named(world: str) -> None:
    outcome = kilter("assumptions", world, "--path", "fleets.truk")
    assert outcome.code == 2
    assert "did you mean 'fleets.truck'?" in outcome.err


def test_two_forms_at_once_are_refused(world: str) -> None:
    assert kilter("assumptions", world, "--json", "--csv").code == 2
