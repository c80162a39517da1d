"""Whatever is put in, the answer is a clear message on standard error and exit code 2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.cli.support import BETTER, WORLD, kilter, process


@dataclass(frozen=True)
class Bad:
    """A bad file: what it is, and what the message must say."""

    name: str
    make: Callable[[Path], None]
    says: tuple[str, ...]


def changed(old: str, new: str) -> Callable[[Path], None]:
    assert old in WORLD, old

    def make(path: Path) -> None:
        path.write_text(WORLD.replace(old, new), encoding="utf-8")

    return make


def text(content: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    return make


def data(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(50 * 2**20)


def circle(path: Path) -> None:
    path.write_text("extends: other.yaml\nhorizon: 1 y\n", encoding="utf-8")
    (path.parent / "other.yaml").write_text("extends: bad.yaml\n", encoding="utf-8")


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES = (
    Bad("unknown key", changed("fleets:", "fleeets:"), ("line 10", "fleeets", "did you mean 'fleets'?")),
    Bad(
        "wrong unit",
        changed("600 h/month", "600 kg/month"),
        ("line 15", "fleets.truck.use.plan", "450 h/month"),
    ),
    Bad(
        "negative stock", changed("stock: 2", "stock: -2"), ("line 7", "sites.base.parts.engine.stock", "-2")
    ),
    Bad("not a number", changed("items: 6", "items: .nan"), ("line 14", "fleets.truck.items")),
    Bad("infinite", changed("items: 6", "items: .inf"), ("line 14", "fleets.truck.items")),
    Bad("circle of extends", circle, ("line 1", "bad.yaml", "other.yaml", "extends")),
    Bad(
        "extends nothing",
        text("extends: wolrd.yaml\n"),
        ("line 1", "wolrd.yaml", "did you mean 'world.yaml'?"),
    ),
    Bad("too large", sparse, ("50.0 MiB", "bad.yaml")),
    Bad("exploding aliases", text(LAUGHS), ("bad.yaml", "line ")),
    Bad(
        "python tag", text("title: !!python/object/apply:os.system ['echo hacked']\n"), ("line 1", "!!python")
    ),
    Bad("binary", data(b"\x00\x01\x02\xff" * 50), ("bad.yaml", "not a text file")),
    Bad("not UTF-8", data(b"title: caf\xe9\nhorizon: 1 y\n"), ("bad.yaml, line 1", "UTF-8")),
    Bad("empty", data(b""), ("bad.yaml",)),
    Bad("a list", text("- 1\n- 2\n"), ("bad.yaml", "a list", "title: ")),
    Bad("a folder", lambda path: path.mkdir(), ("bad.yaml", "a folder")),
    Bad("missing", lambda path: None, ("bad.yaml", "there is no file")),
    Bad(
        "date outside the horizon",
        text(WORLD + "interventions:\n  - {on: 2031-03-01, set: {fleets.truck.use.plan: 1 h/month}}\n"),
        ("line 31", "interventions.0.on", "2026-01-01", "2026-07-01"),
    ),
    Bad(
        "effect on nothing",
        changed("supply.lead_time: x1.5", "suply.lead_time: x1.5"),
        ("line 27", "suply.lead_time", "did you mean 'supply.lead_time'?"),
    ),
    Bad("no horizon", changed("horizon: 6 months\n", ""), ("'horizon' is missing", "horizon: ")),
    Bad(
        "unknown site",
        changed("site: base", "site: bsae"),
        ("line 12", "fleets.truck.site", "did you mean 'base'?"),
    ),
    Bad("tab", text("fleets:\n\ttruck: 1\n"), ("line 2", "indent with spaces")),
    Bad("same key twice", text("title: a\ntitle: b\nhorizon: 1 y\n"), ("line 2", "title")),
    Bad("range backwards", changed("[100, 300]", "[300, 100]"), ("line 18", "write range: [100, 300]")),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    (tmp_path / "better.yaml").write_text(BETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_with_its_place_and_what_to_write(bad: Bad, here: Path) -> None:
    bad.make(here / "bad.yaml")
    for command in (["validate"], ["run"], ["show", "--json"], ["compare", "world.yaml"]):
        outcome = kilter(*command, "bad.yaml")
        assert outcome.code == 2, command
        assert outcome.out == ""
        assert "Traceback" not in outcome.err
        assert len(outcome.err) < 2000
        for said in bad.says:
            assert said in outcome.err, command


@pytest.mark.parametrize(
    "bad",
    [bad for bad in FILES if bad.name in ("python tag", "too large", "wrong unit")],
    ids=lambda bad: bad.name,
)
def test_a_real_process_refuses_it_the_same_way(bad: Bad, here: Path) -> None:
    bad.make(here / "bad.yaml")
    outcome = process(["run", "bad.yaml", "--json"], here)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    assert "hacked" not in outcome.err.replace("echo hacked", "")
    for said in bad.says:
        assert said in outcome.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--set", "foo"], ("'foo' has no '='", "PATH=VALUE", "agreement.transparency=0.2")),
        (["--set", "=3"], ("names no path", "PATH=VALUE")),
        (["--set", "fleets.truck.items="], ("no value", "fleets.truck.items=VALUE")),
        (["--set", "fleets.trcuk.items=3"], ("--set", "did you mean 'fleets.truck.items'?")),
        (["--set", "fleets.truck.items=lots"], ("--set", "fleets.truck.items", "lots")),
        (["--set", "fleets.truck.items=-1"], ("--set", "fleets.truck.items", "-1")),
        (["--set", "fleets.truck.use.plan=600 kg"], ("--set", "fleets.truck.use.plan", "450 h/month")),
        (["--until", "soon"], ("--until", "horizon", "'soon'", "write something like")),
        (["--measures", "capability.indx"], ("capability.indx", "did you mean 'capability.index'")),
        (["--measures", "flet.*.hours"], ("flet.*.hours", "did you mean 'fleet.*.hours'?")),
        (["--measures", "fleet.nothing.*"], ("names begin with fleet",)),
        (["--seed", str(2**63)], ("seed", "2^63")),
        (["--reps", "0"], ("--reps",)),
        (["--reps", "many"], ("--reps", "valid integer")),
        (["--seed", "-1"], ("--seed",)),
        (["--jobs", "0"], ("--jobs",)),
        (["--out", "world.yaml"], ("'world.yaml' is a file", "folder")),
        (["--rep", "3"], ("--rep", "--reps")),
        (["--mesures", "x"], ("--mesures", "--measures")),
    ],
    ids=" ".join,
)
def test_a_bad_option_of_run_is_refused(words: list[str], says: tuple[str, ...], here: Path) -> None:
    outcome = kilter("run", "world.yaml", "--json", *words)
    assert (outcome.code, outcome.out) == (2, "")
    for said in says:
        assert said in outcome.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["world.yaml"], ("two different scenarios", "kilter compare world.yaml")),
        (["world.yaml", "./world.yaml"], ("given twice", "two different scenarios")),
        (["world.yaml", "better.yaml", "--reps", "1"], ("--reps",)),
        (
            ["world.yaml", "better.yaml", "--baseline", "beter.yaml"],
            ("beter.yaml", "did you mean 'better.yaml'?"),
        ),
        (["world.yaml", "better.yaml", "--measures", "risk.indx"], ("risk.indx",)),
        (["world.yaml", "better.yaml", "--report", "no/where.html"], ("--report", "no folder 'no'")),
        (["world.yaml", "better.yaml", "--report", "."], ("--report", "is a folder")),
        (
            ["world.yaml", "better.yaml", "--set", "suppliers.depto.lead_time=3 d"],
            ("(for world.yaml)", "depot"),
        ),
        ([], ("FILE",)),
    ],
    ids=" ".join,
)
def test_a_bad_comparison_is_refused(words: list[str], says: tuple[str, ...], here: Path) -> None:
    outcome = kilter("compare", "--json", *words)
    assert (outcome.code, outcome.out) == (2, "")
    for said in says:
        assert said in outcome.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["shwo", "world.yaml"], ("shwo", "'show'")),
        (["show", "world.yaml", "fleets.trcuk"], ("fleets.trcuk", "did you mean 'fleets.truck'?")),
        (["show", "world.yaml", "nothing.like.this.at.all"], ("its sections are", "fleets")),
        (["trace", "world.yaml"], ("--rep",)),
        (
            ["trace", "world.yaml", "--rep", "0", "--month", "2031-01"],
            ("outside the horizon", "2026-01 to 2026-06"),
        ),
        (["trace", "world.yaml", "--rep", "0", "--month", "Mai"], ("'Mai' is not a month", "write 1 to 6")),
        (["measures", "beter.yaml"], ("beter.yaml", "did you mean 'better.yaml'?")),
        (["schema", "--out", "no/where.json"], ("--out", "no folder 'no'")),
        (["demo", "--out", "world.yaml"], ("'world.yaml' is a file",)),
    ],
    ids=" ".join,
)
def test_other_verbs_refuse_bad_words(words: list[str], says: tuple[str, ...], here: Path) -> None:
    outcome = kilter(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    for said in says:
        assert said in outcome.err


def test_validate_reports_the_problems_of_every_file(here: Path) -> None:
    (here / "one.yaml").write_text("horizont: 1 y\nfleets: {a: {items: -3}}\n", encoding="utf-8")
    (here / "two.yaml").write_text("extends: nowhere.yaml\n", encoding="utf-8")
    outcome = kilter("validate", "world.yaml", "one.yaml", "two.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    for said in ("one.yaml, line 1", "one.yaml, line 2", "two.yaml, line 1", "2 of 3 files"):
        assert said in outcome.err


def test_a_name_that_could_steer_a_terminal_is_not_printed_raw(here: Path) -> None:
    (here / "bad.yaml").write_text('"\\e[31mred": 1\nhorizon: 1 y\n', encoding="utf-8")
    outcome = kilter("validate", "bad.yaml")
    assert outcome.code == 2
    assert "\x1b" not in outcome.err
