import math
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kilter.errors import Problem, ScenarioError
from kilter.scenario.reading import MAX_BYTES, Document, read, read_head, read_text, read_value, scalar

SAMPLE = """\
# a comment
kilter: 1
title: Maintenance only, "openly"
start: 2026-06-01
fleets:
  mi17: &mi17
    areas: {transport: 1.0, isr: 0.2}
    failures:
      - mtbf: {value: 45 h, range: [30, 70]}
        note: |
          two lines
          of text
  mi24:
    <<: *mi17
    on: no
actors: {pakistan: {effects: {supply.lead_time: x1.6}, at: "1:30"}}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        read_text(text, "a.yaml")
    return caught.value.problems


def problem(text: str) -> Problem:
    (only,) = problems(text)
    assert only.file == "a.yaml"
    return only


def test_values_are_plain_and_lines_are_those_of_keys_and_items():
    document = read_text(SAMPLE, "a.yaml")
    mi17 = {
        "areas": {"transport": 1.0, "isr": 0.2},
        "failures": [{"mtbf": {"value": "45 h", "range": [30, 70]}, "note": "two lines\nof text\n"}],
    }
    assert document.tree == {
        "kilter": 1,
        "title": 'Maintenance only, "openly"',
        "start": "2026-06-01",
        "fleets": {"mi17": mi17, "mi24": {**mi17, "on": "no"}},
        "actors": {"pakistan": {"effects": {"supply.lead_time": "x1.6"}, "at": "1:30"}},
    }
    assert document.lines["kilter",] == 2
    assert document.lines["fleets", "mi17", "failures", 0, "mtbf", "range", 1] == 9
    assert document.lines["fleets", "mi17", "failures", 0, "note"] == 10
    assert document.lines["fleets", "mi24", "on"] == 15
    assert document.line(("actors", "pakistan", "nothing", "here")) == 16


def test_repeated_entries_are_copies():
    tree = read_text("a: &x [1, [2]]\nb: *x\n").tree
    tree["a"][1].append(3)
    assert tree["b"] == [1, [2]]


def test_entries_written_out_win_over_merged_ones_and_the_first_merged_over_the_second():
    tree = read_text("p: &p {a: 1, b: 1}\nq: &q {b: 2, c: 2}\nr: {<<: [*p, *q], a: 3}\n").tree
    assert tree["r"] == {"a": 3, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ("012", 12),
        ("0x1F", 31),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("22:30:00", "22:30:00"),
        ("2026-06-01", "2026-06-01"),
        ("2026-06-01 12:00:00", "2026-06-01 12:00:00"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!float 12", 12.0),
        ("!!map {a: 1}", {"a": 1}),
        ('"\\u00e9"', "é"),
    ],
)
def test_values_follow_yaml_1_2(text, value):
    got = read_text(f"a: {text}").tree["a"]
    assert got == value
    assert type(got) is type(value)


def test_keys_are_texts_as_written():
    assert read_text("2026: a\n1.50: b\ntrue: c\n").tree == {"2026": "a", "1.50": "b", "true": "c"}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document = read(path)
    assert (document.tree, document.lines["b",], document.file) == ({"a": 1, "b": 2}, 2, str(path))


@pytest.mark.parametrize(
    ("text", "line", "path", "what"),
    [
        ("", 0, "", "empty"),
        ("# only a comment\n", 0, "", "empty"),
        ("---\n", 0, "", "empty"),
        ("\n- a\n", 2, "", "a list at its top"),
        ("hello", 1, "", "a single value at its top"),
        ("''", 1, "", "a single value at its top"),
        ("a: 1\n---\nb: 2\n", 2, "", "second document"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "b.c", "written twice (first in line 3)"),
        ("1: a\n'1': b\n", 2, "1", "written twice"),
        ("a: {<<: {b: 1}, <<: {b: 2}}", 1, "a.<<", "written twice"),
        ("a: {<<: 3}", 1, "a.<<", "takes a mapping"),
        ("a:\n  - .nan\n", 2, "a.0", ".nan is not a number"),
        ("a: -.INF", 1, "a", "not a number"),
        ("a: 1e999", 1, "a", "too large"),
        (f"a: {'9' * 5000}", 1, "a", "too large"),
        ("a: 9223372036854775808", 1, "a", "too large"),
        ("a: !!int x", 1, "a", "does not fit its tag"),
        ("b: 1\na: !!python/object/apply:os.system ['x']", 2, "a", "tag '!!python/object/apply:os.system'"),
        ("a: !thing 3", 1, "a", "tag '!thing' is not allowed"),
        ("a: !!binary aGVsbG8=", 1, "a", "tag '!!binary'"),
        ("a: !!set {b, c}", 1, "a", "tag '!!set'"),
        ("!thing a: 1", 1, "", "tag '!thing'"),
        ("a: *x", 1, "a", "not marked"),
        ("a: &x [1, *x]", 1, "a.1", "contains itself"),
        ("a: &x {b: *x}", 1, "a.b", "contains itself"),
        ("? [a]\n: 1", 1, "", "a key is a list"),
        ("x: &x [a]\n*x : 1", 2, "", "a key is a list"),
        (": 1", 1, "", "a key is empty"),
        ("a: b\0c", 1, "", "U+0000"),
        ("a: 1\nb: \x1b[31m", 2, "", "U+001B"),
        ('b:\n  a: "\\u001b[31m"', 2, "b.a", "U+001B"),
        ('a: "\\uD800"', 1, "a", "U+D800"),
        ("a: \ud800", 1, "", "U+D800"),
        ("a: " + "x" * 100_001, 1, "", "longer than 100,000"),
        ("a: b: c", 1, "", "':' stands where none can"),
        ("a:\n\t- b\n", 2, "", "a tab"),
        ("a: @b", 1, "", "special character"),
        ("a: 1\nb\nc: 2\n", 2, "", "':' is missing"),
        ("a:\n   b: 1\n  c: 2\n", 3, "", "indentation"),
        ("a: 1\nb: 'open\nc: 2\n", 2, "", "quote is opened here"),
        ("a: 1\nb: [1, 2\nc: 2\n", 2, "", "bracket is opened here"),
        ("a: 1\nb: [\n", 2, "", "bracket is opened here"),
        ("a: 1\nb: {c:\n\n", 2, "", "bracket is opened here"),
        ('a: "\\q"', 1, "", "'\\' in double quotes"),
        ('a: "\\UFFFFFFFF"', 1, "a", "not valid YAML"),
    ],
)
def test_bad_texts_are_refused_with_line_and_path(text, line, path, what):
    found = problem(text)
    assert (found.line, found.path) == (line, path)
    assert what in found.what


def test_several_problems_are_told_at_once():
    assert [p.line for p in problems("a: .nan\nb: !x 1\na: 2\n")] == [1, 2, 3]


def test_a_flood_of_problems_is_cut_short():
    assert len(problems("a: 1\n" * 1000)) == 20


def test_a_mistyped_repeat_names_the_nearest_mark():
    assert problem("a: &base 1\nb: *bsae").write == "did you mean 'base'?"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 50_000,
        "a: " + "{b: " * 20_000,
        "- " * 40_000,
        "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 60)),
    ],
)
def test_deep_nesting_is_refused_at_once(text):
    begin = time.process_time()
    assert "deeper than 40" in problem(text).what
    assert time.process_time() - begin < 20  # seconds of work, not of waiting; without the limit: hours


def test_forty_levels_are_still_allowed():
    assert read_text("a: " + "[" * 39 + "]" * 39).tree["a"]
    assert "deeper" in problem("a: " + "[" * 40 + "]" * 40).what


@pytest.mark.parametrize("step", ["[" + ",".join(["*a{0}"] * 9) + "]", "{{x: *a{0}, y: *a{0}, z: *a{0}}}"])
def test_repeats_that_explode_are_refused_at_once(step):
    text = "a0: &a0 [x, x, x]\n" + "".join(f"a{i + 1}: &a{i + 1} {step.format(i)}\n" for i in range(30))
    begin = time.perf_counter()
    assert "more than 100,000 entries" in problem(text).what
    assert time.perf_counter() - begin < 1


def test_a_line_that_the_parser_is_slow_at_takes_no_time():
    begin = time.perf_counter()
    problem("a: " + "!" * 1_000_000)
    assert time.perf_counter() - begin < 1


def test_a_missing_file_names_the_nearest_in_its_folder(tmp_path):
    (tmp_path / "world.yaml").write_text("a: 1")
    for name, write in (("wrold.yaml", "did you mean 'world.yaml'?"), ("zzz", "check the name")):
        with pytest.raises(ScenarioError, match="no such file") as caught:
            read(tmp_path / name)
        assert caught.value.problems[0].file == str(tmp_path / name)
        assert caught.value.problems[0].write.startswith(write)


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(ScenarioError, match="this is a folder"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "file.yaml/inside.yaml", "/dev/null"])
def test_impossible_file_names_are_refused(tmp_path, name):
    (tmp_path / "file.yaml").write_text("a: 1")
    with pytest.raises(ScenarioError):
        read(tmp_path / name)


def test_a_file_over_the_limit_is_refused_without_reading_it(tmp_path, monkeypatch):
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("opened"))
    with pytest.raises(ScenarioError, match=r"too large .*the limit is 2 MiB"):
        read(path)


def test_a_text_over_the_limit_is_refused():
    assert "too large" in problem("a: b\n" * (MAX_BYTES // 4)).what


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"a: 1\nb: \xff\n", "not UTF-8", 2),
        ("a: é".encode("latin-1"), "not UTF-8", 1),
        ("a: 1".encode("utf-16"), "UTF-16", 0),
        (b"PK\x03\x04\0\0", "not a text file", 0),
        (b"", "empty", 0),
    ],
)
def test_files_that_are_not_utf8_text_are_refused(tmp_path, data, what, line):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(ScenarioError, match=what) as caught:
        read(path)
    assert caught.value.problems[0].line == line


def test_the_head_is_read_without_the_rest(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("title: T\nother: 1\nstory: S\nbroken: [\n")
    assert read_head(path, ("title", "story")) == {"title": "T", "story": "S"}
    with pytest.raises(ScenarioError, match="bracket"):
        read_head(path, ("title", "absent"))
    path.write_text("title: T\n")
    assert read_head(path, ("title", "story")) == {"title": "T"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" 0.2 ", 0.2),
        ("45 h", "45 h"),
        ("a: b # c", "a: b # c"),
        ("[1, {a: x}]", [1, {"a": "x"}]),
        ("'1'", "1"),
        ("null", None),
    ],
)
def test_values_from_a_command_line_read_as_in_a_file(text, value):
    assert read_value(text) == value


@pytest.mark.parametrize("text", [".nan", "1e999", "[1", "{a: .inf}", "'x", "[!x 1]", "\x1b[0m", "'a' b"])
def test_bad_values_from_a_command_line_are_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_value(text)


def survives(document: Document) -> None:
    """All values are plain and every entry has a line."""

    def check(value: object, path: tuple[str | int, ...]) -> None:
        assert document.lines[path] >= 1
        if isinstance(value, dict):
            for key, item in value.items():
                assert isinstance(key, str)
                check(item, (*path, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                check(item, (*path, index))
        else:
            assert value is None or type(value) in (str, int, float, bool)
            if isinstance(value, float):
                assert math.isfinite(value)
            if isinstance(value, str):
                value.encode()

    check(document.tree, ())


def told(error: ScenarioError, file: str) -> None:
    """Every problem says something short that can be printed."""
    assert error.problems
    for found in error.problems:
        assert found.file == file
        assert found.what
        assert len(str(found)) < 2000
        assert str(found).encode()


def try_reading(text: str) -> None:
    try:
        document = read_text(text, "a.yaml")
    except ScenarioError as error:
        told(error, "a.yaml")
    else:
        survives(document)


FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOKENS = [
    *"[]{}:,-?&*!|>%@`'\"#\\ \n\t\r~<=.0\0\x85\u2028\ufeff\ud800",
    *(": ", "- ", "\n  ", "&a ", "*a", "<<: *a", "!!int ", "!x ", "---\n", "...\n", "%YAML 1.1\n---\n"),
    *("? ", "|2-\n", ".nan", "1e999", "\\x1b", '"\\U00110000"', "!<tag:yaml.org,2002:str> ", "a: ", "{a: "),
]


@FUZZ
@given(st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(data)
    try:
        document = read(path)
    except ScenarioError as error:
        told(error, str(path))
    else:
        survives(document)


@FUZZ
@given(st.text(st.characters(codec=None), max_size=200))
def test_no_text_ends_in_a_traceback(text):
    try_reading(text)


@FUZZ
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_no_heap_of_yaml_signs_ends_in_a_traceback(text):
    try_reading(text)


@FUZZ
@given(
    st.lists(
        st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 10), st.sampled_from(["", *TOKENS])),
        min_size=1,
        max_size=6,
    )
)
def test_no_slip_of_the_hand_ends_in_a_traceback(edits):
    text = SAMPLE
    for at, cut, put in edits:
        text = text[:at] + put + text[at + cut :]
    try_reading(text)


@FUZZ
@given(st.one_of(st.integers(-(2**63) + 1, 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_survive_being_written_and_read(number):
    got = scalar(repr(number))
    assert got == number
    assert type(got) is type(number)
