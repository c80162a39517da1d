"""run.py: the first thing a reader starts, on a machine of which nothing is known."""

from __future__ import annotations

import ast
import fcntl
import json
import os
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

RUN = Path(__file__).resolve().parents[1] / "run.py"


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module of its own, so that a test may change what it finds on the machine."""
    spec = spec_from_file_location("run_py_under_test", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> str:
    """A checkout with nothing in it but the project file."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'kilter'\n", encoding="utf-8")
    return str(tmp_path)


class Machine:
    """Stands in for every other program: notes what is called, and answers what the test says."""

    def __init__(self, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[list[str]] = []
        self.failing: list[str] = []  # a command fails when it has all words of one of these
        self.during: list[object] = []  # what the stamp said while pip installed
        self.module = module
        monkeypatch.setattr(module, "run_quietly", self.answer)

    def answer(self, command: list[str], root: str, keep: tuple[int, ...] = ()) -> tuple[int, str]:
        self.calls.append(command)
        if any(set(words.split()) <= set(command) for words in self.failing):
            return 1, f"no: {command[-1]}"
        python = Path(self.module.python_of(root))
        if "venv" in command:
            python.parent.mkdir(parents=True)
            python.touch()
        elif ".venv" in Path(command[0]).parts and not Path(command[0]).exists():
            return 127, "no such file"
        if "install" in command:
            self.during.append(self.module.read_stamp(root))
        return 0, ""

    def count(self, word: str) -> int:
        return sum(word in command for command in self.calls)


@pytest.fixture
def machine(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(run, monkeypatch)


def ensure(run: ModuleType, root: str, extra: str) -> None:
    """What a verb does before it starts, with nothing run afterwards."""
    with run.Lock(root) as lock:
        run.ensure(root, extra, lock)


def start(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(RUN), *arguments]
    return subprocess.run(command, env=variables, cwd="/", capture_output=True, text=True, check=False)


# --- The command --------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["tset"], ["--version"]])
def test_an_unknown_verb_prints_the_help_and_ends_with_2(arguments: list[str]) -> None:
    done = start(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "python3 run.py demo" in done.stderr
    assert "python3 run.py test" in done.stderr


def test_help_is_no_error() -> None:
    done = start("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "python3 run.py demo" in done.stdout


def test_old_pythons_can_read_it() -> None:
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_pythons_are_told_so_in_one_line(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "ensure", lambda *_: pytest.fail("it must not get this far"))
    monkeypatch.setattr(run.sys, "version_info", (3, 8, 10))
    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err == "Kilter needs Python 3.11 or newer; this is 3.8.\n"


def test_it_needs_only_the_standard_library() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(RUN.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported <= set(sys.stdlib_module_names)


def test_it_finds_its_python_without_path_or_name(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "executable", "")  # what `env -i python3 run.py` leaves
    monkeypatch.setattr(run.sys, "_base_executable", "")
    assert os.access(run.outer_python(), os.X_OK)
    assert Path(run.outer_python()).is_absolute()


# --- The stamp ------------------------------------------------------------------------------------------


def test_a_fresh_environment_is_made_once(run: ModuleType, machine: Machine, root: str) -> None:
    ensure(run, root, "dev")
    ensure(run, root, "dev")
    ensure(run, root, "demo")  # dev has all that the demo needs
    assert (machine.count("venv"), machine.count("install")) == (1, 1)
    assert machine.calls[-1][-2:] == ["-e", ".[dev]"]
    assert machine.during == [{}]


def test_more_extras_are_added_to_the_same_environment(run: ModuleType, machine: Machine, root: str) -> None:
    ensure(run, root, "demo")
    ensure(run, root, "dev")
    assert (machine.count("venv"), machine.count("install")) == (1, 2)


def test_a_changed_project_file_installs_again(run: ModuleType, machine: Machine, root: str) -> None:
    ensure(run, root, "dev")
    Path(root, "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
    ensure(run, root, "dev")
    assert (machine.count("venv"), machine.count("install")) == (1, 2)


@pytest.mark.parametrize("change", [{"python": "3.10"}, {"root": "/elsewhere"}])
def test_another_python_or_place_makes_it_anew(
    run: ModuleType, machine: Machine, root: str, change: dict[str, str]
) -> None:
    ensure(run, root, "dev")
    run.write_stamp(root, run.read_stamp(root) | change)
    ensure(run, root, "dev")
    assert (machine.count("venv"), machine.count("install")) == (2, 2)


@pytest.mark.parametrize("left", ["{}", "", '{"python": "3.', "[]"])
def test_an_interrupted_install_is_redone_from_nothing(
    run: ModuleType, machine: Machine, root: str, left: str
) -> None:
    ensure(run, root, "dev")
    half = Path(root, ".venv", "half-copied")
    half.touch()
    Path(root, ".venv", run.STAMP).write_text(left, encoding="utf-8")
    ensure(run, root, "dev")
    assert machine.count("venv") == 2
    assert not half.exists()


def test_an_environment_made_by_hand_is_kept(run: ModuleType, machine: Machine, root: str) -> None:
    python = Path(run.python_of(root))
    python.parent.mkdir(parents=True)
    python.touch()
    ensure(run, root, "dev")
    assert (machine.count("venv"), machine.count("install")) == (0, 1)


def test_a_failed_install_shows_what_pip_said_and_is_tried_again(
    run: ModuleType,
    machine: Machine,
    root: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "ROOT", root)
    machine.failing = ["install"]
    assert run.main(["test"]) == 1
    assert "no: .[dev]" in capsys.readouterr().err
    machine.failing = []
    ensure(run, root, "dev")
    assert machine.count("venv") == 2


def test_a_failed_addition_leaves_what_worked(run: ModuleType, machine: Machine, root: str) -> None:
    ensure(run, root, "demo")
    machine.failing = ["install"]
    with pytest.raises(run.SetupError):
        ensure(run, root, "dev")
    ensure(run, root, "demo")
    assert machine.count("install") == 2  # the demo still starts without installing anything


def test_the_stamp_is_written_whole(run: ModuleType, machine: Machine, root: str) -> None:
    ensure(run, root, "dev")
    stamp = json.loads(Path(root, ".venv", run.STAMP).read_text(encoding="utf-8"))
    assert stamp == run.wanted(root, "dev")
    assert not list(Path(root, ".venv").glob("*.new"))


# --- Machines that lack something ----------------------------------------------------------------------


def test_without_ensurepip_the_pip_of_the_system_installs(
    run: ModuleType, machine: Machine, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "has_module", lambda name: name != "ensurepip")
    python = run.python_of(root)
    original = machine.answer

    def without_inner_pip(command: list[str], *rest: object) -> tuple[int, str]:
        return (
            (1, "No module named pip") if command[:3] == [python, "-m", "pip"] else original(command, *rest)
        )

    monkeypatch.setattr(run, "run_quietly", without_inner_pip)
    ensure(run, root, "dev")
    assert [c[-1] for c in machine.calls if "venv" in c] == ["--without-pip"]
    (install,) = [c for c in machine.calls if "install" in c]
    assert install[:5] == [run.outer_python(), "-m", "pip", "--python", python]


@pytest.mark.parametrize("lacking", [("ensurepip",), ("venv", "ensurepip")])
def test_without_any_pip_one_line_says_what_to_install(
    run: ModuleType,
    machine: Machine,
    root: str,
    lacking: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "has_module", lambda name: name not in lacking)
    monkeypatch.setattr(run, "ROOT", root)
    machine.failing = ["--python"]
    assert run.main(["demo"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "apt-get install python3-venv" in line
    assert machine.count("install") == 0


# --- Two at once ----------------------------------------------------------------------------------------


def held(root: str, kind: int) -> bool:
    """Say whether the lock of this kind cannot be had, as a second run.py would find."""
    with Path(root, ".venv.lock").open("a") as file:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_only_one_changes_the_environment_and_none_while_it_is_used(
    run: ModuleType, machine: Machine, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install = run.install
    during: list[bool] = []

    def watched(*arguments: object) -> None:
        during.append(held(root, fcntl.LOCK_SH))
        install(*arguments)

    monkeypatch.setattr(run, "install", watched)
    with run.Lock(root) as lock:
        run.ensure(root, "dev", lock)
        assert during == [True]
        assert not held(root, fcntl.LOCK_SH)  # others may use it too
        assert held(root, fcntl.LOCK_EX)  # but not change it
    assert not held(root, fcntl.LOCK_EX)


def test_who_waited_finds_it_made(
    run: ModuleType, machine: Machine, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    want = run.wanted(root, "dev")
    take = run.Lock.take

    def another_was_first(lock: object, alone: bool) -> None:
        take(lock, alone)
        if alone:
            Path(run.python_of(root)).parent.mkdir(parents=True)
            Path(run.python_of(root)).touch()
            run.write_stamp(root, want)

    monkeypatch.setattr(run.Lock, "take", another_was_first)
    ensure(run, root, "dev")
    assert machine.calls == []


def test_a_program_that_outlives_us_keeps_the_lock(run: ModuleType, root: str) -> None:
    with run.Lock(root) as lock:
        lock.take(alone=True)
        command = [sys.executable, "-c", "import sys; print('started', flush=True); sys.stdin.read()"]
        pipe = subprocess.PIPE
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, pass_fds=lock.keep())
        assert child.stdout is not None
        child.stdout.readline()
    still_held = held(root, fcntl.LOCK_SH)
    child.communicate()
    assert still_held
    assert not held(root, fcntl.LOCK_SH)


def test_an_interrupted_clearing_is_known_as_one(
    run: ModuleType, machine: Machine, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(run, root, "dev")
    run.write_stamp(root, run.read_stamp(root) | {"root": "/elsewhere"})
    Path(root, ".venv", "stuck").mkdir()

    def stop(path: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(run.shutil, "rmtree", stop)
        with pytest.raises(KeyboardInterrupt):
            ensure(run, root, "dev")
    assert run.read_stamp(root) == {}
    ensure(run, root, "dev")
    assert not Path(root, ".venv", "stuck").exists()


def test_a_python_that_is_no_environment_is_not_installed_into(run: ModuleType, root: str) -> None:
    python = Path(run.python_of(root))
    python.parent.mkdir(parents=True)
    python.symlink_to(Path(run.outer_python()).resolve())  # and no pyvenv.cfg: it would be the system's
    assert not run.reusable(root, None, run.wanted(root, "dev"))


# --- The checks -----------------------------------------------------------------------------------------


def test_all_checks_run_and_every_failure_is_named(
    run: ModuleType, root: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []

    def call(command: list[str], cwd: str) -> int:
        assert cwd == root
        calls.append(command)
        return int("mypy" in command)

    monkeypatch.setattr(run.subprocess, "call", call)
    assert run.test(root, []) == 1
    assert [c[2] for c in calls] == ["ruff", "ruff", "mypy", "pytest", "pytest"]
    # Every test is in exactly one of the two runs, and coverage counts the first.
    assert [c[c.index("-m", 3) + 1] for c in calls[-2:]] == ["not untraced", "untraced"]
    assert "--cov-fail-under=90" in calls[-2]
    assert capsys.readouterr().out.endswith("Failed: mypy\n")


def test_arguments_go_to_pytest_alone(run: ModuleType, root: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda command, cwd: calls.append(command) or 0)
    assert run.test(root, ["-k", "seed"]) == 0
    assert calls == [[run.python_of(root), "-m", "pytest", "-k", "seed"]]


def test_the_demo_runs_where_the_reader_stands(
    run: ModuleType, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(run.subprocess, "call", lambda command: calls.append(command) or 7)
    assert run.demo(root, ["--out", "x"]) == 7
    assert calls == [[run.python_of(root), "-P", "-m", "kilter_cli", "demo", "--out", "x"]]
