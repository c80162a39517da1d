"""The rules of the house that no single module can keep: who may import whom, sizes, names, versions."""

from __future__ import annotations

import ast
import os
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import kilter

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "model" / "kilter"
CLI = ROOT / "cli" / "kilter_cli"

# What each layer may import of Kilter, besides itself. Imports run down only:
# cli → report → experiment → engine → mechanisms, scenario.
BELOW = {
    "errors": set(),
    "mechanisms": set(),
    "scenario": {"errors"},
    "engine": {"errors", "mechanisms", "scenario"},
    "experiment": {"errors", "mechanisms", "scenario", "engine"},
    "report": {"errors", "mechanisms", "scenario", "engine", "experiment"},
    "cli": {"errors", "mechanisms", "scenario", "engine", "experiment", "report", "kilter"},
    # `kilter/__init__.py` only hands on what a reader of the library starts with
    "kilter": {"errors", "scenario", "experiment", "report"},
}

# What a layer must not know of the world, by the first part of the name.
FOREIGN = {
    "mechanisms": {"io", "os", "pathlib", "random", "time", "datetime", "numpy", "scipy", "simpy"},
    "scenario": {"simpy", "random", "time"},
    "engine": {"io", "pathlib", "random", "time", "ruamel"},
    "cli": {"numpy", "scipy", "simpy"},
}

# Files that may be longer than 400 lines, with the reason.
LONG: dict[str, str] = {}

HEAVY = {"numpy", "pandas", "scipy", "altair", "vl_convert", "simpy"}


def sources() -> list[Path]:
    return sorted([*MODEL.rglob("*.py"), *CLI.rglob("*.py")])


def name_of(path: Path) -> str:
    """Return the id under which a test of this file is shown."""
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> list[str]:
    """Return the dotted name of a source file, in parts; of a package, that of its folder."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts[1:])
    return parts[:-1] if parts[-1] == "__init__" else parts


def layer_of(module: list[str]) -> str:
    """Return the layer a dotted name belongs to; names of the root package itself are `kilter`.

    >>> layer_of(["kilter", "engine", "plan"]), layer_of(["kilter_cli", "main"]), layer_of(["kilter"])
    ('engine', 'cli', 'kilter')
    """
    if module[0] == "kilter_cli":
        return "cli"
    return module[1] if len(module) > 1 else "kilter"


def imports(text: str, package: list[str]) -> Iterator[tuple[ast.stmt, list[str]]]:
    """Yield statement and absolute dotted name of everything imported, wherever in the file it stands.

    `package` is the package the text belongs to, against which relative imports are resolved.

    >>> [name for _, name in imports("from ..errors import Problem", ["kilter", "scenario"])]
    [['kilter', 'errors', 'Problem']]
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name.split(".")
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = base + (node.module.split(".") if node.module else [])
            for alias in node.names:
                yield node, [*base, alias.name]


def strays(text: str, module: list[str], package: list[str]) -> list[str]:
    """Return a line for every import the layer of this module must not have."""
    layer = layer_of(module)
    assert layer in BELOW, f"{'.'.join(module)} belongs to no layer: give it a place in BELOW"
    found = []
    for statement, name in imports(text, package):
        line = statement.lineno
        if name[0] in ("kilter", "kilter_cli"):
            if name == ["kilter", "__version__"]:
                continue
            target = layer_of(name) if len(name) < 2 or name[1] in BELOW else "kilter"
            if target != layer and target not in BELOW[layer]:
                found.append(f"line {line}: {layer} must not import {'.'.join(name)}")
        elif name[0] in FOREIGN.get(layer, ()):
            found.append(f"line {line}: {layer} must not know of {name[0]}")
    return found


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_imports_run_down_only(path: Path) -> None:
    module = module_of(path)
    package = module if path.name == "__init__.py" else module[:-1]
    assert strays(path.read_text(encoding="utf-8"), module, package) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("kilter.scenario.document", "from ..engine.plan import plan"),
        ("kilter.scenario.document", "def late():\n    from kilter.experiment import run"),
        ("kilter.mechanisms.failures", "from ..errors import KilterError"),
        ("kilter.mechanisms.failures", "import numpy as np"),
        ("kilter.engine.plan", "from .. import run"),
        ("kilter.engine.plan", "import kilter"),
        ("kilter.experiment.results", "from ..report import tables"),
        ("kilter.experiment.comparison", "def late():\n    from ..report.html import write_page"),
        ("kilter.report.page", "import kilter_cli.main"),
    ],
)
def test_an_import_that_runs_up_is_seen(module: str, text: str) -> None:
    parts = module.split(".")
    assert len(strays(text, parts, parts[:-1])) == 1


def test_imports_that_run_down_are_allowed() -> None:
    text = (
        "from .. import __version__\nfrom ..scenario import load\nfrom . import streams\nimport math, simpy"
    )
    assert strays(text, ["kilter", "engine", "plan"], ["kilter", "engine"]) == []


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_file_grows_past_400_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if name_of(path) in LONG:
        assert lines > 400, "it is short again: take it off the list"
    else:
        assert lines <= 400, "split it by what it does, or give the reason in LONG"


# --- The start ------------------------------------------------------------------------------------------


def imported_by(*arguments: str) -> set[str]:
    """Return the top-level modules that a fresh Python imports when started so."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    times = re.findall(r"^import time:.*\|\s*([\w.]+)\s*$", done.stderr, re.MULTILINE)
    assert times, done.stderr
    return {name.split(".")[0] for name in times}


def test_help_imports_nothing_heavy() -> None:
    assert imported_by("-m", "kilter_cli", "--help") & HEAVY == set()


def test_the_library_imports_nothing_heavy_until_it_is_used() -> None:
    assert imported_by("-c", "import kilter") & HEAVY == set()


def test_help_comes_at_once() -> None:
    """Less than half a second, by processor time, which other programs on the machine stretch less.

    The limit is twice that, for slow machines; without the heavy libraries it takes about a quarter.
    """
    spent = []
    for _ in range(3):
        before = os.times()
        command = [sys.executable, "-m", "kilter_cli", "--help"]
        done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, check=False)
        after = os.times()
        assert done.returncode == 0, done.stderr[-2000:]
        assert "Usage" in done.stdout
        spent.append(
            after.children_user - before.children_user + after.children_system - before.children_system
        )
    assert statistics.median(spent) < 1.0


# --- The pages around the code --------------------------------------------------------------------------


def project() -> dict[str, object]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def citation() -> dict[str, object]:
    table = YAML(typ="safe", pure=True).load(ROOT / "CITATION.cff")
    assert isinstance(table, dict)
    return table


def test_the_version_is_the_same_everywhere() -> None:
    version = project()["version"]
    assert kilter.__version__ == version
    assert citation()["version"] == version
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version


def test_the_licence_is_the_same_everywhere() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert project()["license"] == citation()["license"] == "Apache-2.0"


def tracked() -> list[Path]:
    """Return the text files of the tree, without what tools leave behind."""
    skipped = {".git", ".venv", "__pycache__", "build", "dist", "out", "results", "htmlcov"}
    skipped |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    found = []
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder)
        below = here != ROOT
        folders[:] = sorted(
            name for name in folders if name not in skipped or (below and name in ("out", "results"))
        )
        found += [here / name for name in sorted(files) if not name.startswith((".coverage", ".venv"))]
    return [path for path in found if b"\0" not in path.read_bytes()[:8000]]


def own_paths() -> re.Pattern[str]:
    """Return what a path of somebody's machine looks like: their home, a mount, or where this tree lies."""
    folders = ["/home/", "/root/", "/Users/", "/work/", "/mnt/", r"[A-Z]:\\Users\\"]
    if len(ROOT.parts) > 3:  # a tree at /src, say, would find itself in every link
        folders.append(re.escape(str(ROOT)))
    return re.compile(r"(?<![\w.}/-])(?:" + "|".join(folders) + ")")


def test_no_path_of_a_machine_is_in_the_tree() -> None:
    pattern = own_paths()
    found = [
        f"{name_of(path)}, line {number}: {line.strip()[:80]}"
        for path in tracked()
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ["see /home/ann/kilter", "'/root/.cache'", "C:\\Users\\ann", "(/work/x)"])
def test_a_path_of_a_machine_is_seen(line: str) -> None:
    assert own_paths().search(line)


@pytest.mark.parametrize("line", ["https://example.org/home/page", "hours/work/rest", "/usr/bin/chromium"])
def test_other_slashes_are_left_alone(line: str) -> None:
    assert not own_paths().search(line)


@pytest.mark.parametrize("page", [p for p in tracked() if p.suffix == ".md"], ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in target]
    assert [t for t in targets if not (page.parent / (t.split("#")[0] or page.name)).exists()] == []
