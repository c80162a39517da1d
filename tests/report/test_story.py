"""The story of one replication: chosen, dated, told."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from kilter.engine.trace import Record
from kilter.errors import KilterError, NameUnknownError
from kilter.report.story import about, chapters, document, month_number, narrate

START = dt.date(2026, 6, 1)
DAY = 86400
RECORDS = [
    Record(0, 0, "actor.pakistan", "reaction", "begins to close the border", {"concern": 0.71}, ("strikes in May",)),
    Record(29 * DAY + 5, 0, "fleet.mi17.item.3", "failure", "engine fails"),
    Record(30 * DAY, 0, "actor.pakistan", "concern", "concern rises to 0.8", {"gap": float("nan")}),
    Record(30 * DAY, 1, "actor.iran", "reaction", "offers talks"),
    Record(70 * DAY, 2, "actor.pakistan.reaction.closure", "reaction", "ends", {}, ("60 days are over", "calm")),
]  # fmt: skip


def test_events_are_told_under_their_month() -> None:
    story = chapters(RECORDS, START)
    assert [one.title for one in story] == [
        "June 2026 (month 1)",
        "July 2026 (month 2)",
        "August 2026 (month 3)",
    ]
    assert [len(one.lines) for one in story] == [3, 1, 1]


def test_what_closes_a_month_is_dated_within_it() -> None:
    june, july, _ = chapters(RECORDS, START)
    assert june.lines[2].date == dt.date(2026, 6, 30)
    assert july.lines[0].date == dt.date(2026, 7, 1)


def test_the_story_says_who_what_and_why() -> None:
    text = narrate(chapters(RECORDS, START))
    assert "1 Jun  pakistan: begins to close the border\n" in text
    assert "because strikes in May" in text
    assert text.index("because 60 days are over") < text.index("and calm")
    assert max(map(len, text.splitlines())) <= 96


@pytest.mark.parametrize(
    "name", ["pakistan", "actors.pakistan", "actor.pakistan", "actors.pakistan.reaction"]
)
def test_an_entity_is_found_by_name_or_by_the_beginning_of_its_path(name: str) -> None:
    found = about(RECORDS, name)
    assert RECORDS[4] in found
    assert all("pakistan" in record.entity for record in found)


def test_a_beginning_is_whole_words_only() -> None:
    with pytest.raises(NameUnknownError, match="did you mean 'pakistan'"):
        about(RECORDS, "pakis")


def test_an_entity_to_which_nothing_happened_has_an_empty_story() -> None:
    assert about(RECORDS, "india", ["actors.india"]) == []
    with pytest.raises(NameUnknownError, match="did you mean 'india'"):
        about(RECORDS, "indai", ["actors.india"])


@pytest.mark.parametrize(("text", "number"), [("2026-06", 1), ("2027-3", 10), ("10", 10), (" 60 ", 60)])
def test_a_month_is_named_by_date_or_number(text: str, number: int) -> None:
    assert month_number(text, START, 60) == number


@pytest.mark.parametrize("text", ["0", "61", "2026-05", "2031-06", "2026-13", "June", "", "-1", "１"])
def test_a_month_that_is_none_or_outside_is_refused_with_the_months_there_are(text: str) -> None:
    with pytest.raises(KilterError, match="write 1 to 60, or 2026-06 to 2031-05"):
        month_number(text, START, 60)


def test_the_document_is_json_without_not_a_number() -> None:
    plain = document(chapters(RECORDS, START))
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert plain[0]["events"][2]["data"] == {"gap": None}
    assert plain[0]["name"] == "2026-06"
