"""kilter engine, and --engine of the verbs that simulate."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.support import BETTER, WORLD, kilter

from kilter.engine import compiled
from kilter.engine.compiled import running
from kilter.engine.compiled.building import build, store


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing was compiled yet, with a compiler that takes no time."""

    def made(progress: object, processes: int | None = None) -> bytes:
        progress(0, 2)
        progress(2, 2)
        return b"machine code"

    monkeypatch.setenv("KILTER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(running, "_kernel", [])
    monkeypatch.setattr(build, "build", made)
    monkeypatch.setattr(build, "Loaded", lambda code, name: code)
    return tmp_path / "cache"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Numba."""
    monkeypatch.setattr(compiled, "available", lambda: False)


def test_it_says_what_there_is(elsewhere: Path) -> None:
    ended = kilter("engine")
    assert ended.code == 0
    assert "The reference engine is always there." in ended.out
    assert "not been compiled on this machine yet" in ended.out
    assert "kilter engine --compile" in ended.out
    assert kilter("engine", "--json").document == {
        "reference": True,
        "compiled": True,
        "ready": False,
        "folder": str(elsewhere),
        "seconds": None,
    }


def test_it_compiles_once(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kilter("engine", "--compile")
    assert (first.code, first.out.count("\n")) == (0, 2)
    assert "The compiled engine is ready: compiled in 0 s, kept in " in first.out
    assert any(elsewhere.iterdir())
    monkeypatch.setattr(build, "build", lambda *_: pytest.fail("compiled twice"))
    running._kernel.clear()  # another start of the program
    again = kilter("engine", "--compile")
    assert f"compiled for this machine, kept in {elsewhere}" in " ".join(again.out.split())
    document = kilter("engine", "--json").document
    assert (document["ready"], document["seconds"]) == (True, None)


def test_it_says_when_nothing_can_be_kept(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "write", lambda *_: None)
    ended = kilter("engine", "--compile")
    assert (ended.code, "not kept: its folder cannot be written" in ended.out) == (0, True)


def test_without_numba_it_says_what_to_install(bare: None) -> None:
    ended = kilter("engine")
    assert ended.code == 0
    assert "pip install 'kilter[fast]'" in ended.out
    document = kilter("engine", "--json").document
    assert (document["reference"], document["compiled"], document["ready"]) == (True, False, False)
    asked = kilter("engine", "--compile")
    assert (asked.code, asked.out) == (2, "")
    assert "needs Numba; install it with: pip install 'kilter[fast]'" in asked.err


def worlds(folder: Path) -> None:
    """Two scenarios to run and compare."""
    for name, text in (("world", WORLD), ("better", BETTER)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


VERBS = (
    ("run", "world.yaml", "--reps", "2"),
    ("compare", "world.yaml", "better.yaml", "--reps", "2"),
    ("verify", "--only", "10"),
    ("claims", "northland", "--only", "N1"),
    ("hindcast", "--reps", "2"),
)


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_no_such_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    worlds(tmp_path)
    monkeypatch.chdir(tmp_path)
    ended = kilter(*words, "--engine", "fast")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no engine 'fast'; write auto, compiled or reference" in ended.err


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_the_compiled_engine_asked_for_where_it_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: None, words: tuple[str, ...]
) -> None:
    worlds(tmp_path)
    monkeypatch.chdir(tmp_path)
    ended = kilter(*words, "--engine", "compiled")
    assert (ended.code, ended.out) == (2, "")
    assert "the compiled engine needs Numba; install it with: pip install 'kilter[fast]'" in ended.err


def test_without_numba_the_reference_engine_does_it(bare: None) -> None:
    ended = kilter("verify", "--only", "10", "--jobs", "1")
    assert (ended.code, "All 5 comparisons agree." in ended.out) == (0, True)


@pytest.mark.parametrize("words", [VERBS[2], VERBS[4]], ids=lambda w: w[0])
def test_a_verb_says_the_same_by_either_engine(words: tuple[str, ...]) -> None:
    said = [
        kilter(*words, "--jobs", "1", "--json", "--engine", name).out for name in ("reference", "compiled")
    ]
    assert said[0] == said[1] != ""
