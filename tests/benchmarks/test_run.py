"""The command: what it accepts, prints and writes, and that it fails without a figure when programs disagree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import run
from benchmarks.agreement import DisagreementError
from benchmarks.options import Options
from benchmarks.parts import core, growth, machine, world
from benchmarks.tables import Table


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["cores"], "no part is called cores; write core, world, growth, machine"),
        (["core", "--rivals", "fortran"], "no rival is called fortran; write some of c, cimba, ciw"),
        (["--rounds", "3"], "write --rounds 5 or more"),
    ],
)
def test_what_it_does_not_know_it_says(
    given: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run.main(given)
    assert left.value.code == 2
    assert says in capsys.readouterr().err


def test_it_prints_tables_and_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Options] = []

    def measure(options: Options) -> list[Table]:
        asked.append(options)
        return [Table("Speed", ["who", "per second"], [["us", 2.5]])]

    monkeypatch.setattr(core, "measure", measure)
    out = tmp_path / "results.json"
    assert run.main(["core", "--quick", "--seed", "7", "--out", str(out)]) == 0
    assert "us         2.50" in capsys.readouterr().out
    assert (asked[0].rounds, asked[0].quick, asked[0].seed) == (5, True, 7)
    results = json.loads(out.read_text())
    assert results["parts"]["core"][0]["rows"] == [["us", 2.5]]
    assert results["about"]["cores"] >= 1


def test_it_fails_without_a_figure_when_programs_disagree(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(options: Options) -> list[Table]:
        raise DisagreementError("no times, because these do not agree; SimPy: .9")

    monkeypatch.setattr(core, "measure", measure)
    assert run.main(["core"]) == 1
    said = capsys.readouterr()
    assert "SimPy: .9" in said.err
    assert "per second" not in said.out


def test_all_parts_are_there() -> None:
    assert [part.__name__.rsplit(".")[-1] for part in (core, world, growth, machine)] == list(run.PARTS)
