"""kilter claims, through a real process and in this one, on the classroom's pack."""

from pathlib import Path

import pytest
from tests.cli.support import kilter, process

from kilter.experiment.claims.wording import WORDS

QUICK = ("--draws", "3", "--reps", "2", "--only", "N1,N2")


@pytest.fixture(scope="module")
def report():
    return kilter("claims", "northland", *QUICK, "--tried", "24", "--jobs", "1", "--json").document


def test_the_document_is_complete(report) -> None:
    assert (report["pack"], report["draws"], report["replications"]) == ("northland", 3, 2)
    assert list(report["claims"]) == ["N1", "N2"]
    for one in report["claims"].values():
        assert 0 <= one["low"] <= one["probability"] <= one["high"] <= 1
        assert one["error"] == pytest.approx((one["high"] - one["low"]) / 2)
        assert one["verdict"] in WORDS
        assert {"says", "source", "place", "mechanism", "compares", "contradicts"} <= set(one)
        assert all(c["because"] and isinstance(c["met"], bool) for c in one["central"]["conditions"])
        assert one["screened"]["assumptions"] > 200
    assert any(one["drivers"] for one in report["claims"].values())


def test_a_real_process_on_two_cores_says_the_same(tmp_path: Path, report) -> None:
    words = ("claims", "northland", *QUICK, "--tried", "24", "--jobs", "2", "--json")
    outcome = process(words, tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.document == report


def test_a_table_and_details_for_a_reader() -> None:
    outcome = kilter("claims", "northland", *QUICK, "--no-drivers", "--jobs", "1")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0].split()[0] == "Claim"
    assert [line.split()[0] for line in lines[1:3]] == ["N1", "N2"]
    assert any(word in lines[1] for word in WORDS)
    assert "±" in lines[1]
    assert "Mechanism:" in outcome.out
    assert "With the written values:" in outcome.out
    assert "What matters" not in outcome.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["claims", "northlnd"], "there is no pack 'northlnd'; did you mean 'northland'?"),
        (["claims", "checks"], "has no claims.yaml"),
        (["claims", "northland", "--only", "X1"], "has no claim 'X1'"),
    ],
)
def test_mistakes_are_told(words: list[str], said: str) -> None:
    outcome = kilter(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
