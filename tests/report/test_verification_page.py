import re

import pytest
from tests.report.test_html import read

from kilter.experiment.verification import loads_checks, verify
from kilter.report import plain_page, verified
from kilter.report.verification_page import verification_page, write_verification
from kilter.scenario import packs

TEXT = """
title: <b>My</b> checks
false_alarms: 1 %
checks:
  unit:
    number: 3
    title: One unit & more
    says: A horizon too short to settle.
    runs:
      short: {scenario: 03a-one-unit.yaml, reps: 300, quick: 20}
      other: {scenario: 03a-one-unit.yaml, reps: 300, quick: 20}
    compare:
      - {says: right, each: [short, other], measure: fleet.unit.availability, expect: 0.772911, source: closed form,
         reject: [{value: 0.6, what: near}, {value: 0.3333, what: far}]}
      - {says: wrong, run: short, measure: fleet.unit.availability, expect: 0.6, source: a guess}
      - {says: difference, run: short, minus: other, measure: fleet.unit.availability, expect: 0, scale: 0.77,
         source: the same}
  rule:
    title: Reporting rule
    runs: {once: {scenario: 10-reporting.yaml, reps: 2}}
    compare:
      - {says: personnel, measure: readiness.personnel, when: end, expect: 3, exact: true, source: example}
"""


@pytest.fixture(scope="module")
def found():
    return verify(loads_checks(TEXT, packs.root() / "checks"), jobs=1)


@pytest.fixture(scope="module")
def text(found):
    return verification_page(found, command="kilter verify mine.yaml --seed 1")


def test_sections_come_in_reading_order(text):
    assert read(text).headings == [
        "What was found",
        "All distances at once",
        "Each comparison",
        "The numbers",
        "How to read this",
        "How to run it again",
    ]


def test_the_page_needs_nothing_from_outside_and_runs_nothing(text):
    assert "<script" not in text
    assert not re.search(r"https?://", text)
    assert "default-src 'none'" in text
    assert "<b>My</b>" not in text  # titles are text, not markup


def test_identifiers_are_unique_and_pictures_have_words(text):
    reader = read(text)
    assert len(reader.ids) == len(set(reader.ids))
    assert text.count("<svg") == text.count('<svg role="img" aria-label="') == 2
    assert 'aria-label="Quantile plot of 4 distances' in text


def test_every_comparison_is_in_the_table(text, found):
    words = read(text).words
    for finding in found.findings:
        assert finding.case.says in words
        assert verified.figures(finding.estimate.value) in words
    assert "kilter verify mine.yaml --seed 1" in words
    assert "differs" in words


def test_sentences_say_what_failed_and_what_was_rejected(found):
    said = " ".join(verified.sentences(found))
    assert said.startswith("4 of 5 comparisons agree. 1 differs from the known value (unit: wrong).")
    assert "All 4 values that are known to be wrong are rejected." in said
    assert "among the 4 comparisons" in said


def test_the_table_of_the_terminal_has_a_row_for_each_comparison_and_wrong_value(found):
    table = verified.verification_table(found)
    assert table.row_count == 5 + 4


def test_a_page_of_checks_without_luck_has_no_charts():
    exact = verify(loads_checks(TEXT, packs.root() / "checks"), only=["rule"], jobs=1)
    page = verification_page(exact)
    assert "<svg" not in page
    assert "All distances" not in page


def test_it_is_written_to_a_file(found, text, tmp_path):
    write_verification(found, tmp_path / "page.html", command="kilter verify mine.yaml --seed 1")
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert read(written).words == read(text).words


def test_empty_sections_are_left_out():
    assert read(plain_page.plain_page("A", [("a", "First", "<p>x</p>"), ("b", "Second", "")])).headings == [
        "First"
    ]
