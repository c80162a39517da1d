import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from tests.experiment.fakes import ASSUMPTIONS, FAKE, Assumption, FakeScenario, Story, synthetic_comparison

import kilter
from kilter.errors import KilterError
from kilter.experiment import compare
from kilter.report.assumptions import PRINTED_ROWS, collected, register
from kilter.report.html import page, write_page

NASTY = "<script>alert('x')</script> \"quoted\" & 'more'"


@pytest.fixture(scope="module")
def comparison():
    return synthetic_comparison(periods=36, reps=20)


@pytest.fixture(scope="module")
def text(comparison):
    return page(comparison, assumptions=ASSUMPTIONS)


class Reader(HTMLParser):
    """Collects what a test wants to know, and checks that elements close in order."""

    EMPTY = frozenset({"meta", "link", "br", "img", "hr", "input"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.headings, self.ids, self.attributes = [], [], [], []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.EMPTY:
            self.open.append(tag)
        self.attributes += [(tag, key, value) for key, value in attrs]
        self.ids += [value for key, value in attrs if key == "id"]
        if tag == "h2":
            self.headings.append("")

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, key, value) for key, value in attrs]
        self.ids += [value for key, value in attrs if key == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.words += data
        if self.open and self.open[-1] == "h2":
            self.headings[-1] += data


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader


def test_sections_come_in_reading_order(text):
    assert read(text).headings == [
        "The question",
        "The answer",
        "Capability",
        "Regional risk",
        "Availability of fleets",
        "Concern of the neighbours",
        "What drives the risk",
        "Serious clash and cost",
        "Differences from the baseline",
        "Look closer",
        "Assumptions",
        "How to read this",
        "How to run it again",
    ]


def test_the_headline_has_a_row_per_scenario_and_a_column_per_month(text, comparison):
    table = re.search(r'<table class="headline">.*?</table>', text, re.S).group(0)
    assert re.findall(r'<th scope="row">(.*?)</th>', table) == list(comparison.labels)
    for row in re.findall(r"<tr><th scope=.row.>.*?</tr>", table, re.S):
        assert row.count("<td") == 3 + 3 + 2
    assert re.findall(r'colspan="(\d)">([^<(]*)', table) == [
        ("3", "Capability "),
        ("3", "Regional risk "),
        ("2", "By 2029-05-31"),
    ]


def test_identifiers_are_unique_and_links_lead_somewhere(text):
    reader = read(text)
    assert len(reader.ids) == len(set(reader.ids))
    links = [value for tag, key, value in reader.attributes if tag == "a" and key == "href"]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(reader.ids)
    for name in re.findall(r"url\(#([^)]+)\)", text.split("<script")[0]):
        assert name in reader.ids


def test_the_page_asks_nobody_for_anything(text):
    allowed = "https://example.org/a?b=1&amp;c=2"  # the source of an assumption, as plain text
    assert allowed in text
    rest = text.replace(allowed, "")
    assert not re.search(r"(https?:)?//[a-z0-9-]+\.[a-z]{2,}", rest.split("<script>")[0])
    assert not re.search(r"\bhttps?://", rest)
    assert not re.search(r"@import|<iframe|<object|<embed\b", rest)
    for tag, key, value in read(text).attributes:
        if key in ("src", "href", "xlink:href", "action", "srcset"):
            assert value.startswith(("#", "data:,")), (tag, key, value)


def test_the_policy_forbids_requests_and_allows_only_the_pages_own_script(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    script_part = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in script_part
    script = text.rsplit("<script>", 1)[1].rsplit("</script>", 1)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert script_part == f"script-src 'sha256-{digest}'"


def test_every_chart_has_words_a_caption_and_numbers(text):
    figures = re.findall(r"<figure.*?</figure>", text, re.S)
    assert len(figures) >= 9
    for figure in figures:
        label = re.search(r'<svg role="img" aria-label="([^"]*)"', figure).group(1)
        assert "2029-05-31" in label or "end" in label
        assert len(re.search(r"<figcaption>(.*?)</figcaption>", figure, re.S).group(1)) > 30
        assert "<details><summary>Numbers behind this chart</summary>" in figure
        assert figure.count("<tr>") > 1


def test_the_answer_the_methods_and_the_register_are_there(text):
    words = re.sub(r"\s+", " ", read(text).words)
    for part in (
        "what stands out most",
        "not a forecast",
        "20 times (replications) with seed 1",
        "common random numbers",
        "nothing operational",
        "The files hold 4 assumptions, 3 of them with low confidence",
        "fleets.mi17.failures.dynamic_components.mtbf",
        "30 to 70",
        "assumed; no published figure found",
        "kilter compare none open quiet broad --reps 20 --seed 1",
        "sha256:none",
    ):
        assert part in words, part


def test_everything_from_outside_is_escaped():
    stories = (Story(NASTY, "a", NASTY), Story("]]> --> \\n ${x}", "b", "</style></svg>", repair=0.5))
    row = Assumption(NASTY, NASTY, NASTY, 0.0, 1.0, NASTY, NASTY, NASTY, NASTY)
    text = page(
        synthetic_comparison(stories, periods=3, reps=3), assumptions=[row], command=NASTY, title=NASTY
    )
    assert "<script>alert" not in text
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    data = re.search(r'id="explorer-chart">(.*?)</script>', text, re.S).group(1)
    json.loads(data)
    assert NASTY.replace(" ", "") in read(text).words.replace(" ", "")


def test_a_textbook_comparison_shows_its_own_measures():
    scenarios = [FakeScenario(), FakeScenario("Other", "other", shift=1.0)]
    text = page(compare(scenarios, reps=8, jobs=1, engine=FAKE), assumptions=())
    assert read(text).headings[:4] == [
        "The question",
        "The answer",
        "The measures",
        "Differences from the baseline",
    ]
    assert "No assumptions are on record" in text


def test_one_replication_is_enough_for_a_page():
    scenarios = [FakeScenario(), FakeScenario("Other", "other", shift=1.0)]
    text = page(compare(scenarios, reps=1, jobs=1, engine=FAKE), assumptions=())
    assert "says nothing about how sure" in text
    assert ">nan<" not in text.lower()


def test_the_page_is_small_and_the_same_each_time(comparison, text, tmp_path):
    target = tmp_path / "page.html"
    write_page(comparison, target, assumptions=ASSUMPTIONS)
    assert target.read_text(encoding="utf-8") == text
    assert target.stat().st_size < 5_000_000


def test_the_page_is_written_with_the_library_s_own_name(tmp_path, monkeypatch):
    comparison = compare([FakeScenario(), FakeScenario("B", "b")], reps=2, jobs=1, engine=FAKE)
    monkeypatch.setattr("kilter.report.html._register", lambda scenario: ASSUMPTIONS)
    kilter.write_page(comparison, tmp_path / "page.html")
    assert "<!DOCTYPE html>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    with pytest.raises(KilterError, match="cannot write"):
        kilter.write_page(comparison, tmp_path / "no" / "page.html")


def test_assumptions_that_agree_are_listed_once(comparison):
    same, other = Assumption("a", 1.0), Assumption("b", 1.0)
    changed = Assumption("b", 2.0)
    only = Assumption("c", 3.0)
    registers = [[same, other], [same, changed], [same, other, only], [same, other]]
    rows = [(label, row.path, row.value) for label, row in collected(comparison, registers)]
    assert rows[0] == ("", "a", 1.0)
    labels = comparison.labels
    assert rows[1:3] == [("; ".join((labels[0], *labels[2:])), "b", 1.0), (labels[1], "b", 2.0)]
    assert rows[3] == (labels[2], "c", 3.0)


def test_the_register_is_grouped_and_defaults_stand_apart():
    rows = [("", Assumption(f"fleets.a.x{n}", n)) for n in range(3)]
    rows += [("", Assumption("actors.b.y", 1.0)), ("", Assumption("fleets.a.z", 9.0, default=True))]
    text = register(rows)
    assert re.findall(r"<summary>(.*?)</summary>", text) == [
        "fleets (3)",
        "actors (1)",
        "Kilter&#x27;s defaults, which no file changes (1)",
    ]
    assert text.count('<details class="print">') == 3
    assert "The files hold 4 assumptions" in text
    assert "adds 1 defaults" not in text


def test_only_a_short_register_is_printed_unasked():
    rows = [("", Assumption(f"fleets.a.x{n}", n)) for n in range(PRINTED_ROWS)]
    defaults = [("", Assumption(f"risk.{n}", n, default=True)) for n in range(3)]
    text = register([*rows, *defaults])
    assert text.count('<details class="print">') == 1  # what the files say; not the defaults
    longer = register([*rows, ("", Assumption("risk.own", 1.0)), *defaults])
    assert 'class="print"' not in longer
    assert "open a group" in longer
