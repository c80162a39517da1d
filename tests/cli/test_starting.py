"""new, validate and schema: a pack of one's own, and whether it is good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.support import ROOT, WORLD, kilter

from kilter_cli.main import VERBS


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_pack_is_good_and_runs(here: Path) -> None:
    outcome = kilter("new", "mine/pack", "--json")
    assert sorted(Path(name).name for name in outcome.document["files"]) == [
        "README.md",
        "with-help.yaml",
        "world.yaml",
    ]
    files = ["mine/pack/world.yaml", "mine/pack/with-help.yaml"]
    assert [one["file"] for one in kilter("validate", *files, "--json").document] == files
    document = kilter("compare", *files, "--reps", "2", "--until", "20 months", "--json").document
    assert len(document["months"]) == 20


def test_help_makes_a_difference_in_the_new_pack() -> None:
    kilter("new", "pack")
    words = (
        "pack/world.yaml",
        "pack/with-help.yaml",
        "--reps",
        "6",
        "--measures",
        "capability.index",
        "--json",
    )
    document = kilter("compare", *words).document
    assert all(row["difference"] > 0 for row in document["differences"])


def test_a_new_pack_is_explained_line_by_line() -> None:
    kilter("new", "pack")
    text = Path("pack/world.yaml").read_text(encoding="utf-8")
    assert text.count("#") > 25
    readme = Path("pack/README.md").read_text(encoding="utf-8")
    verbs = {function.__name__ for function, _ in VERBS}
    used = {line.split()[1] for line in readme.splitlines() if line.startswith("    kilter ")}
    assert used
    assert used <= verbs


@pytest.mark.parametrize("name", ["world.yaml", "README.md"])
def test_new_never_overwrites(name: str, here: Path) -> None:
    (here / "pack").mkdir()
    (here / "pack" / name).write_text("mine", encoding="utf-8")
    outcome = kilter("new", "pack")
    assert (outcome.code, outcome.out) == (2, "")
    assert name in outcome.err
    assert (here / "pack" / name).read_text(encoding="utf-8") == "mine"
    assert [path.name for path in (here / "pack").iterdir()] == [name]


def test_new_where_a_file_stands_is_refused(here: Path) -> None:
    (here / "pack").write_text("mine", encoding="utf-8")
    outcome = kilter("new", "pack")
    assert outcome.code == 2
    assert "pack" in outcome.err


def test_validate_says_what_is_good(here: Path) -> None:
    (here / "a.yaml").write_text(WORLD, encoding="utf-8")
    outcome = kilter("validate", "a.yaml")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("a.yaml: good (Base")


def test_validate_finds_a_driver_that_is_no_measure(here: Path) -> None:
    text = WORLD.replace("background: 2/month", "background: 2/month, drivers: {capability.indx: 1}")
    (here / "a.yaml").write_text(text, encoding="utf-8")
    outcome = kilter("validate", "a.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    for said in ("a.yaml, line 29", "capability.indx", "capability.index"):
        assert said in outcome.err


def test_the_schema_is_one_document_on_standard_output_or_in_a_file(here: Path) -> None:
    printed = kilter("schema").document
    assert "fleets" in printed["properties"]
    outcome = kilter("schema", "--out", "s.json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads((here / "s.json").read_text(encoding="utf-8")) == printed
    assert kilter("schema", "--out", "s.json", "--json").document == {"file": "s.json"}


def test_the_starter_is_part_of_the_package() -> None:
    assert (ROOT / "cli/kilter_cli/starter/world.yaml").is_file()
