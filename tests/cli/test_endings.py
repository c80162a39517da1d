"""How a command ends: exit codes, streams, and what is loaded to say so."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from tests.cli.support import ROOT, WORLD, environment, kilter, process

from kilter.errors import KilterError
from kilter_cli.guard import verb
from kilter_cli.main import VERBS
from kilter_cli.output import Bar


def ending(error: BaseException) -> int:
    @verb
    def failing() -> None:
        raise error

    with pytest.raises(typer.Exit) as caught:
        failing()
    return caught.value.exit_code


def test_what_the_user_can_put_right_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(KilterError("first\nsecond")) == 2
    assert capsys.readouterr() == ("", "kilter: first\nkilter: second\n")


def test_a_mistake_of_our_own_ends_with_1_and_says_how_to_report_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ending(ZeroDivisionError("float division by zero")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "ZeroDivisionError: float division by zero" in err
    assert "report" in err
    assert "KILTER_DEBUG=1" in err
    assert "Traceback" not in err


#: In this process, by the engine that the test replaces.
ONE = ("--jobs", "1", "--engine", "reference")


def test_a_mistake_within_a_replication_ends_with_1_and_says_which_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(planned: object, seed: int, replication: int) -> None:
        raise KilterError("the fleet has no site") if seed == 9 else ZeroDivisionError("no parts")

    monkeypatch.setattr("kilter.engine.reference.simulate", failing)
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    ours = kilter("run", tmp_path / "world.yaml", "--reps", "2", "--seed", "5", *ONE, "--json")
    assert (ours.code, ours.out) == (1, "")
    for part in (
        "'Base' (world)",
        "replication 0 with seed 5",
        "ZeroDivisionError: no parts",
        "trace",
        "report it",
    ):
        assert part in ours.err
    theirs = kilter("run", tmp_path / "world.yaml", "--reps", "2", "--seed", "9", *ONE)
    assert (theirs.code, theirs.out) == (2, "")
    assert "replication 0 with seed 9 failed: the fleet has no site" in theirs.err
    assert "report it" not in theirs.err


def test_with_debugging_on_the_mistake_itself_comes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KILTER_DEBUG", "1")

    @verb
    def failing() -> None:
        raise ZeroDivisionError("here")

    with pytest.raises(ZeroDivisionError, match="here"):
        failing()


def test_an_interruption_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(KeyboardInterrupt()) == 130
    assert capsys.readouterr().out == ""


def test_a_reader_who_closes_the_pipe_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    read, write = os.pipe()
    os.close(read)  # nobody will ever read
    done = subprocess.run(
        [sys.executable, "-m", "kilter_cli", "show", "world.yaml", "--json"],
        cwd=tmp_path,
        env=environment(),
        stdout=write,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_real_interruption_is_short_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    words = ["run", "world.yaml", "--reps", "100000", "--out", "o", "--until", "5 y"]
    running = subprocess.Popen(
        [sys.executable, "-m", "kilter_cli", *words],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = time.monotonic() + 60
    while not (tmp_path / "o" / "manifest.json").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert re.search(
        r"interrupted; [\d,]+ of 100,000 replications are kept in 'o'; .*the same command.*kilter resume o\n",
        err,
    )
    assert "Traceback" not in err
    assert not list((tmp_path / "o").rglob("*.part"))


def test_a_long_run_without_a_terminal_says_now_and_then_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    words = ("run", tmp_path / "world.yaml", "--reps", "3", "--jobs", "1", "--json")
    assert kilter(*words).err == ""
    monkeypatch.setattr("kilter_cli.output.NOW_AND_THEN", 0.0)
    outcome = kilter(*words)
    assert outcome.err.startswith("0 of 3 replications, 0 s\n")
    assert outcome.document["replications"] == 3


def test_progress_lines_keep_their_distance(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 5.0, 21.0, 30.0, 41.5, 90.0])
    monkeypatch.setattr("kilter_cli.output.time.monotonic", lambda: next(clock))
    bar = Bar("work")
    for done in (10, 20, 30, 40, 50):
        bar(done, 50)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "20 of 50 replications, 21 s\n40 of 50 replications, 42 s\n"


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys, typer.testing, kilter_cli.main as m\n"
        "assert typer.testing.CliRunner().invoke(m.app, ['--help']).exit_code == 0\n"
        "print(sorted({'numpy','pandas','pydantic','scipy','simpy','rich','ruamel'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_importing_the_library_is_light_and_its_names_are_there_when_asked_for() -> None:
    script = (
        "import sys, kilter\n"
        "assert not {'numpy','pandas','pydantic'} & set(sys.modules)\n"
        "assert {'load','loads','run','compare','write_page'} <= set(dir(kilter))\n"
        "from kilter import load\n"
        "print(load.__name__, hasattr(kilter, 'lode'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["load", "False"]


def test_the_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = kilter("--version").out.split()[1]
    assert f'version = "{version}"' in text


def test_the_help_of_every_verb_teaches_by_example_and_has_json() -> None:
    for function, _ in VERBS:
        outcome = kilter(function.__name__, "--help")
        assert outcome.code == 0
        assert "Examples:" in outcome.out
        assert f"kilter {function.__name__}" in outcome.out
        assert "--json" in outcome.out


def test_the_exit_codes_are_documented() -> None:
    for text in (kilter("--help").out, (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")):
        for word in ("130", "KILTER_DEBUG=1", "interrupted"):
            assert word in text


def test_text_of_any_language_is_written_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: Żółw – أفغانستان\nhorizon: 1 y\n", encoding="utf-8")
    outcome = process(["show", "a.yaml", "--json"], tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert outcome.code == 0
    assert json.loads(outcome.out)["scenario"] == "Żółw – أفغانستان"
