"""kilter verify: the answer, the document, the page and the exit codes."""

from __future__ import annotations

import re

import pytest
from tests.cli.support import kilter, process

from kilter.scenario import packs

CHECKS = packs.root() / "checks"
OWN = """\
title: My checks
false_alarms: 1 %
checks:
  unit:
    title: One unit
    runs: {{short: {{scenario: checks/03a-one-unit, reps: 400}}}}
    compare:
      - {{says: availability, measure: fleet.unit.availability, expect: {expect}, source: exact, resolution: 20 %}}
"""


@pytest.fixture
def own(tmp_path):
    """A file of checks of one's own; called with another value, a wrong one."""

    def write(expect=0.772911):
        path = tmp_path / "mine.yaml"
        path.write_text(OWN.format(expect=expect), encoding="utf-8")
        return path

    return write


def test_it_says_what_agrees_and_by_which_rule():
    done = kilter("verify", "--only", "10", "--only", "finite-horizon", "--reps", "100", "--jobs", "1")
    assert done.code == 0
    assert "All 7 comparisons agree." in done.out
    assert re.search(r"3 A horizon too short.*one unit.*0\.772911.*agrees", done.out)
    assert "with a chance of at most 1 %" in " ".join(done.out.split())
    assert "fewer replications than the file asks for" in " ".join(done.out.split())


def test_it_is_the_same_every_time_and_another_seed_is_another_throw():
    words = ("verify", "--only", "3", "--reps", "40", "--jobs", "1", "--json")
    first, again, other = kilter(*words), kilter(*words), kilter(*words, "--seed", "2")
    assert first.out == again.out != other.out
    assert first.document["seed"] == 1


def test_the_document_has_what_a_reader_of_it_needs():
    document = kilter("verify", "--only", "1", "--reps", "2", "--jobs", "1", "--json").document
    assert document["passed"] is True
    assert document["false_alarms"] == 0.01
    check = document["checks"]["machine-shop"]
    assert check["runs"]["fixed"]["scenario"] == "01-machine-shop.yaml"
    one = check["comparisons"][0]
    assert {"expected", "simulated", "se", "distance", "limit", "resolution", "verdict", "source"} <= set(one)
    assert one["rejects"][0]["value"] == 0.785418


def test_what_does_not_agree_has_an_exit_code_of_its_own(own):
    right, wrong = kilter("verify", own(), "--jobs", "1"), kilter("verify", own(0.6), "--jobs", "1")
    assert (right.code, wrong.code) == (0, 3)
    assert "1 differs from the known value (unit: availability)." in wrong.out
    assert kilter("verify", own(0.6), "--jobs", "1", "--json").document["verdict"] == "differs"


def test_mistakes_are_said_before_anything_runs(own, tmp_path):
    for words, says in (
        (["--only", "unti"], "did you mean 'unit'?"),
        (["--reps", "lots"], "write 500, or x4"),
        (["--out", tmp_path], "is a folder"),
    ):
        done = kilter("verify", own(), *words)
        assert (done.code, done.out) == (2, "")
        assert says in done.err
    done = kilter("verify", tmp_path / "none.yaml")
    assert (done.code, done.out) == (2, "")


def test_a_real_process_from_end_to_end(tmp_path):
    page = tmp_path / "page.html"
    done = process(["verify", "--only", "10", "-o", page], tmp_path)
    assert done.code == 0, done.err
    assert "All 5 comparisons agree." in done.out
    assert "written: page.html" in done.err
    assert "Verification: Kilter against published and exact results" in page.read_text(encoding="utf-8")
