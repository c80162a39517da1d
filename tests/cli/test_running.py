"""run, compare, trace and demo: the answer on standard output, files where asked for."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from tests.cli.support import BETTER, WORLD, kilter, process

from kilter.errors import ExtraMissingError
from kilter_cli import demo as demo_module


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    (tmp_path / "better.yaml").write_text(BETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_run_prints_one_document_and_nothing_else() -> None:
    outcome = kilter("run", "world.yaml", "--reps", "3", "--seed", "7", "--jobs", "1", "--json")
    assert (outcome.code, outcome.err) == (0, "")
    document = outcome.document
    assert (document["scenario"], document["seed"], document["replications"]) == ("Base", 7, 3)
    assert document["months"][-1] == "2026-06-30"
    assert len(document["measures"]["fleet.truck.availability"]["mean"]) == 6


def test_run_keeps_the_measures_asked_for() -> None:
    words = ("--measures", "fleet.*.availability", "--measures", "capability.index", "--json")
    document = kilter("run", "world.yaml", "--reps", "2", *words).document
    assert set(document["measures"]) == {"fleet.truck.availability", "capability.index"}


def test_set_and_until_change_what_is_run() -> None:
    words = ("--set", "fleets.truck.items=1", "--until", "2 months", "--reps", "2", "--json")
    document = kilter("run", "world.yaml", *words).document
    assert len(document["months"]) == 2
    assert max(document["measures"]["fleet.truck.mission_capable"]["q95"]) <= 1


#: What keeps every replication: the same for a run and a comparison.
KEPT = [".lock", "averages", "checksums.sha256", "manifest.json", "months"]


def test_run_writes_its_files_whole_and_leaves_nothing_else(here: Path) -> None:
    outcome = kilter(
        "run", "world.yaml", "--reps", "3", "--out", "o/p", "--measures", "fleet.*.hours", "--json"
    )
    assert sorted(path.name for path in (here / "o/p").iterdir()) == sorted(
        [*KEPT, "replications.csv", "run.json", "summary.csv"]
    )
    assert "written: o/p/months and averages, every replication as Parquet" in outcome.err
    assert json.loads((here / "o/p/run.json").read_text(encoding="utf-8")) == outcome.document
    every = rows(here / "o/p/replications.csv")
    assert list(every[0]) == ["replication", "month", "measure", "value"]
    assert len(every) == 3 * 6
    assert every[0]["month"] == "2026-01-31"
    summary = rows(here / "o/p/summary.csv")
    assert {row["measure"] for row in summary} == {"fleet.truck.hours"}
    assert list(summary[0])[:4] == ["measure", "month", "mean", "se"]
    assert "written: o/p/run.json" in outcome.err


def test_writing_again_replaces_its_own_files_and_no_others(here: Path) -> None:
    (here / "o").mkdir()
    (here / "o" / "mine.txt").write_text("mine", encoding="utf-8")
    words = ("run", "world.yaml", "--reps", "2", "--out", "o")
    assert kilter(*words).code == 0
    refused = kilter(*words, "--seed", "2")
    assert (refused.code, refused.out) == (2, "")
    assert "its seed is 1, not 2; name another folder, or let it be replaced (--replace)" in refused.err
    assert json.loads((here / "o/run.json").read_text(encoding="utf-8"))["seed"] == 1
    assert kilter(*words, "--seed", "2", "--replace").code == 0
    assert json.loads((here / "o/run.json").read_text(encoding="utf-8"))["seed"] == 2
    assert (here / "o" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_the_same_command_again_runs_nothing_and_writes_the_same(here: Path) -> None:
    words = ("run", "world.yaml", "--reps", "3", "--out", "o", "--json")
    first, second = kilter(*words), kilter(*words)
    assert first.document == second.document == kilter("run", "world.yaml", "--reps", "3", "--json").document
    assert "'o' holds all 3 replications already; none is run again" in second.err


def test_a_long_table_is_left_to_the_parts_unless_it_is_all_there_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kilter_cli.saving.SHEET", 2 * 6)
    words = ("run", "world.yaml", "--reps", "2", "--out")
    outcome = kilter(*words, "long")
    assert not (here / "long/replications.csv").exists()
    assert "replications.csv is left out" in outcome.err
    kilter(*words, "short", "--measures", "capability.index")
    assert len(rows(here / "short/replications.csv")) == 2 * 6
    monkeypatch.setattr("kilter.experiment.store.available", lambda: False)
    assert kilter(*words, "alone").code == 0
    assert sorted(path.name for path in (here / "alone").iterdir()) == [
        "replications.csv", "run.json", "summary.csv"
    ]  # fmt: skip


@pytest.mark.parametrize("files", [["world.yaml"], ["world.yaml", "better.yaml"]])
def test_resume_goes_on_from_the_folder_alone(here: Path, files: list[str]) -> None:
    verb = "run" if len(files) == 1 else "compare"
    words = ("--reps", "12", "--set", "fleets.truck.items=4", "--until", "3 months", "--out", "o", "--json")
    whole = kilter(verb, *files, *words)
    (here / "o/months/scenario=world/05-09.parquet").unlink()
    names = {"run": ["run.json", "summary.csv"], "compare": ["compare.json", "differences.csv"]}[verb]
    texts = {name: (here / "o" / name).read_bytes() for name in names}
    for name in (*files, *(f"o/{name}" for name in names)):
        (here / name).unlink()
    outcome = kilter("resume", "o", "--json")
    assert outcome.document == whole.document
    assert "replications already; going on from there" in outcome.err
    assert {name: (here / "o" / name).read_bytes() for name in names} == texts
    assert (here / "o/months/scenario=world/05-09.parquet").exists()


def test_resume_says_what_it_needs(here: Path) -> None:
    outcome = kilter("resume", "nowhere")
    assert (outcome.code, outcome.out) == (2, "")
    assert "'nowhere' holds no run to go on with; name a folder that --out named" in outcome.err
    assert not (here / "nowhere").exists()


def test_run_shows_a_table_to_a_person() -> None:
    outcome = kilter("run", "world.yaml", "--reps", "2")
    assert "fleet.truck.availability" in outcome.out
    assert "2 replications" in outcome.out
    assert "more measures" in outcome.out


def test_the_number_of_jobs_changes_nothing(here: Path) -> None:
    one, two = (
        process(["run", "world.yaml", "--reps", "4", "--jobs", jobs, "--json"], here) for jobs in "12"
    )
    assert one.code == two.code == 0
    assert one.out == two.out
    assert one.err == ""


def test_compare_prints_one_document_with_the_baseline_first() -> None:
    outcome = kilter(
        "compare", "world.yaml", "better.yaml", "--reps", "3", "--baseline", "better.yaml", "--json"
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.document["baseline"] == "Better supply"
    assert [one["key"] for one in outcome.document["scenarios"]] == ["better", "world"]


def test_a_baseline_that_is_not_among_the_files_is_added_first() -> None:
    outcome = kilter("compare", "world.yaml", "--baseline", "better.yaml", "--reps", "2", "--json")
    assert [one["key"] for one in outcome.document["scenarios"]] == ["better", "world"]


def test_a_file_given_twice_counts_once(here: Path) -> None:
    words = ("compare", "world.yaml", "better.yaml", str(here / "world.yaml"), "--reps", "2", "--json")
    outcome = kilter(*words)
    assert [one["key"] for one in outcome.document["scenarios"]] == ["world", "better"]
    assert "given twice" in outcome.err


def test_scenarios_of_one_title_are_told_apart(here: Path) -> None:
    (here / "again.yaml").write_text(WORLD, encoding="utf-8")
    document = kilter("compare", "world.yaml", "again.yaml", "--reps", "2", "--json").document
    labels = [one["scenario"] for one in document["scenarios"]]
    assert len(set(labels)) == 2


def test_compare_writes_its_files(here: Path) -> None:
    words = ("--reps", "2", "--out", "o", "--report", "page.html", "--measures", "capability.index")
    outcome = kilter("compare", "world.yaml", "better.yaml", *words)
    assert sorted(path.name for path in (here / "o").iterdir()) == sorted(
        [*KEPT, "compare.json", "differences.csv", "summary.csv"]
    )
    assert len(list((here / "o/months/scenario=better").iterdir())) == 1
    differences = rows(here / "o/differences.csv")
    assert {"scenario", "measure", "when", "difference", "low", "high"} <= set(differences[0])
    assert [row["when"] for row in differences] == [
        "average",
        *sorted({r["when"] for r in differences} - {"average"}),
    ]
    assert {row["scenario"] for row in rows(here / "o/summary.csv")} == {"Base", "Better supply"}
    assert "kilter compare world.yaml better.yaml --reps 2" in (here / "page.html").read_text(
        encoding="utf-8"
    )
    assert "capability.index" in outcome.out


@pytest.mark.parametrize("columns", ["80", "100"])
def test_tables_keep_to_the_columns_that_are_asked_for(here: Path, columns: str) -> None:
    outcome = process(["compare", "world.yaml", "better.yaml", "--reps", "2"], here, COLUMNS=columns)
    assert max(map(len, outcome.out.splitlines())) <= 100
    table = outcome.out[: outcome.out.index("Compared with")]
    assert max(map(len, table.splitlines())) <= int(columns)
    for words in ("Capability", "after 6 months", "Better supply"):
        assert words in table


def test_compare_says_what_stands_out() -> None:
    outcome = kilter("compare", "world.yaml", "better.yaml", "--reps", "2")
    assert "Compared with “Base”" in outcome.out


def test_trace_tells_a_replication_month_by_month() -> None:
    outcome = kilter("trace", "better.yaml", "--rep", "1")
    assert outcome.code == 0
    assert "March 2026 (month 3)" in outcome.out
    assert "because more to do" in outcome.out


ALARMED = """\
title: Alarmed
horizon: 4 y
fleets: {truck: {items: 4, areas: {transport: 1}}}
capability: {areas: {transport: 4}}
actors:
  neighbour:
    concern: {start: 0.9}
    incidents: [{channel: border, weight: 0.5, reference: 1}]
    reactions:
      closed_door: {title: Closes the border, at: 0.1, rate: 20/month, lasts: 1 d, signals: {partner: -5}}
  partner:
    concern: {start: 0.2}
    reactions:
      calm_talks: {driver: actor.neighbour.concern, at: 0.1, rate: 20/month, lasts: 40 d}
channels:
  border: {counts: clashes, background: 1/month, weight: 1}
"""


def test_trace_speaks_in_words(here: Path) -> None:
    (here / "alarmed.yaml").write_text(ALARMED, encoding="utf-8")
    text = kilter("trace", "alarmed.yaml", "--rep", "0", "--full").out
    assert "neighbour: begins “Closes the border” for about 1 day\n" in text
    assert "partner: begins calm talks for about 40 days\n" in text
    assert re.search(r"because its concern is 0\.\d\d, the threshold 0\.10", text)
    assert "because the concern of neighbour is" in text
    assert re.search(r"1 clash in border, in each of \d+ months \(\+", text)
    assert "“Closes the border” by neighbour" in text
    for awkward in ("1 clashes", "(s)", "actor.", "1 days", "closed_door"):
        assert awkward not in text


def test_trace_tells_one_month_or_one_entity() -> None:
    assert "(month 3)" in kilter("trace", "better.yaml", "--rep", "1", "--month", "2026-03").out
    assert "(month 2)" not in kilter("trace", "better.yaml", "--rep", "1", "--month", "3").out
    document = kilter("trace", "better.yaml", "--rep", "1", "--entity", "truck", "--json").document
    events = [event for month in document["months"] for event in month["events"]]
    assert events
    assert all("truck" in event["entity"] for event in events)
    wrong = kilter("trace", "better.yaml", "--rep", "1", "--entity", "neighbor")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean" in wrong.err
    assert "neighbour" in wrong.err


def test_trace_counts_everyday_repairs_unless_asked_for_all() -> None:
    short, full = (
        kilter("trace", "world.yaml", "--rep", "0").out,
        kilter("trace", "world.yaml", "--rep", "0", "--full").out,
    )
    assert "× failure" in short
    assert "× failure" not in full
    assert len(full.splitlines()) > len(short.splitlines())


def test_demo_compares_its_scenarios_and_writes_the_page(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short(monkeypatch)
    outcome = kilter("demo", "--reps", "2")
    assert outcome.code == 0
    assert str(here / "kilter-demo.html") in outcome.out
    assert (here / "kilter-demo.html").read_text(encoding="utf-8").startswith("<!")
    assert "Compared with" in outcome.out
    assert "Try next" in outcome.out


def test_demo_as_json_is_one_document_that_names_the_page(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short(monkeypatch)
    outcome = kilter("demo", "--reps", "2", "--out", "there", "--json")
    assert outcome.document["page"] == str(here / "there" / "kilter-demo.html")


def test_demo_without_the_libraries_for_charts_still_shows_the_numbers(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ExtraMissingError("altair is missing; pip install 'kilter[report]'")

    short(monkeypatch)
    monkeypatch.setattr("kilter.report.grammar.library", missing)
    outcome = kilter("demo", "--reps", "2")
    assert outcome.code == 0
    assert "pip install" in outcome.err
    assert "Compared with" in outcome.out
    assert not (here / "kilter-demo.html").exists()


def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo compare the tiny world: what it does is tested here, its own scenarios by their pack."""
    monkeypatch.setattr(demo_module, "SCENARIOS", ("world.yaml", "better.yaml"))
