"""calibrate: any monthly series in, words, a table, JSON, a channel, a chart or scores out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.cli.support import kilter

from kilter import loads


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    high, low = rng.negative_binomial(3, 3 / 203, 24), rng.negative_binomial(3, 3 / 13, 30)
    lines = [
        f"{2018 + m // 12}-{m % 12 + 1:02d},{count},{m % 3}"
        for m, count in enumerate([*high.tolist(), *low.tolist()])
    ]
    (tmp_path / "counts.csv").write_text("month,border,inland\n" + "\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_a_fit_is_told_in_words_and_a_table() -> None:
    outcome = kilter("calibrate", "counts.csv", "--column", "border", "--break", "2019-12")
    assert outcome.code == 0
    assert "border, 2020-01 to 2022-06: 30 months" in outcome.out
    for word in (
        "One event sets off",
        "settle at",
        "background moves",
        "assumed before",
        "branching",
        "half_life",
    ):
        assert word in outcome.out


def test_json_has_every_parameter_with_its_interval() -> None:
    document = kilter(
        "calibrate", "counts.csv", "--column", "border", "--break", "2019-12", "--json"
    ).document
    assert (document["from"], document["to"], document["months"]) == ("2020-01", "2022-06", 30)
    assert set(document["parameters"]) == {"background", "branching", "half_life", "size", "mean"}
    for one in document["parameters"].values():
        assert one["low"] <= one["value"] <= one["high"]
    assert document["parameters"]["branching"]["high"] < 1
    assert document["parameters"]["mean"]["value"] < 30


def test_options_change_what_is_fitted() -> None:
    words = ("calibrate", "counts.csv", "--column", "border", "--json")
    whole = kilter(*words, "--memory", "fixed").document
    assert whole["memory"] is None
    assert whole["parameters"]["mean"]["value"] > 35
    part = kilter(*words, "--from", "2020-06", "--to", "2021-12", "--forget", "12", "--vague").document
    assert (part["from"], part["to"], part["forget"], part["prior"]) == ("2020-06", "2021-12", 12.0, "vague")
    assert part["warnings"]
    found = kilter(*words, "--break", "search")
    assert found.err.startswith("breaks found: 2019-1")
    assert found.document["months"] in range(28, 33)


def test_the_channel_that_is_written_loads() -> None:
    outcome = kilter(
        "calibrate", "counts.csv", "--column", "inland", "--channel", "inland", "-o", "inland.yaml"
    )
    assert outcome.code == 0
    assert "inland.yaml: written" in outcome.out
    text = Path("inland.yaml").read_text(encoding="utf-8")
    head = "horizon: 1 y\nsources: {counts: {title: C, date: '2026'}}\n"
    assert loads(head + text).channels["inland"].background.value == pytest.approx(0.6, rel=0.5)
    assert text in kilter("calibrate", "counts.csv", "--column", "inland", "--channel", "inland").out


def test_scores_are_a_table_with_all_three_and_a_verdict() -> None:
    words = ("calibrate", "counts.csv", "--column", "border", "--break", "2019-12", "--score")
    words += ("--origins", "2021-10", "--horizons", "2", "--every", "3", "--more-than", "12")
    outcome = kilter(*words)
    assert outcome.code == 0
    for word in (
        "CRPS",
        "Brier",
        "90 % holds",
        "kilter",
        "last 12 months",
        "persistence",
        "Kilter's mean CRPS is",
    ):
        assert word in outcome.out
    (document,) = kilter(*words, "--json").document
    assert document["origins"] == ["2021-10", "2022-04"]
    assert document["setup"]["threshold"] == 12
    assert len(document["scores"]) == 9
    assert [gain["rival"] for gain in document["gains"]] == ["last 12 months", "persistence"]


def test_a_chart_is_drawn() -> None:
    outcome = kilter("calibrate", "counts.csv", "--column", "border", "--chart", "fit.svg")
    assert outcome.code == 0
    assert Path("fit.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["none.csv"], "there is no series 'none.csv'"),
        (["counts.csv"], "--column with one of border, inland"),
        (["counts.csv", "--column", "bordr"], "did you mean 'border'"),
        (["counts.csv", "--column", "border", "--break", "August"], "'August' is not a month"),
        (["counts.csv", "--column", "border", "--break", "1999-01"], "it runs from 2018-01"),
        (["counts.csv", "--column", "border", "--break", "search", "--break", "2020-01"], "not both"),
        (["counts.csv", "--column", "border", "--break", "2022-04"], "too few months follow it"),
        (["counts.csv", "--column", "border", "--from", "2022-05"], "needs at least 3"),
        (["counts.csv", "--column", "border", "--memory", "long"], "write one, such as 12, or fixed"),
        (["counts.csv", "--column", "border", "--forget", "-3"], "write one, such as 12, or never"),
        (["counts.csv", "--column", "border", "-o", "x.yaml"], "name it as well, such as --channel border"),
        (["counts.csv", "--column", "border", "--channel", "Big"], "write small letters"),
        (["counts.csv", "--column", "border", "--score", "--channel", "b"], "leave out --channel"),
        (["counts.csv", "--column", "border", "--column", "inland"], "give --column once, or add --score"),
        (["counts.csv", "--column", "border", "--score", "--origins", "2022-06"], "write an earlier origin"),
        (["counts.csv", "--column", "border", "--chart", "fit.bmp"], "end its name in"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(words: list[str], says: str) -> None:
    outcome = kilter("calibrate", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert says in outcome.err
