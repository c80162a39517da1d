from pathlib import Path

import pytest

from kilter.errors import NameUnknownError, ScenarioError
from kilter.scenario import packs

FILES = {
    "north/world.yaml": "title: North\nstory: |\n  Two invented\n  countries.\nfleets: [not, read\n",
    "north/open.yaml": "extends: world.yaml\n",
    "north/both.yaml": "title: B\n",
    "north/sources.yaml": "a: 1\n",
    "north/claims.yaml": "a: 1\n",
    "north/_draft.yaml": "a: 1\n",
    "north/.hidden.yaml": "a: 1\n",
    "north/readme.md": "text",
    "checks/both.yaml": "title: B2\n",
    "checks/queue.yaml": "title: Queue\n",
    "_private/a.yaml": "a: 1\n",
    "empty/readme.md": "text",
}


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "scenarios"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(packs, "root", lambda: root)
    return root


def test_lists_scenarios_and_only_those(shipped):
    entries = packs.shipped()
    assert [(e.pack, e.key) for e in entries] == [
        ("checks", "both"),
        ("checks", "queue"),
        ("north", "both"),
        ("north", "open"),
        ("north", "world"),
    ]
    world = entries[-1]
    assert (world.title, world.story) == ("North", "Two invented countries.")
    assert world.path == shipped / "north" / "world.yaml"
    assert (entries[3].title, entries[3].story) == ("open", "")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("north/open", "north/open.yaml"),
        ("north/open.yaml", "north/open.yaml"),
        ("open", "north/open.yaml"),
        ("queue.yaml", "checks/queue.yaml"),
        ("north", "north/world.yaml"),
        ("north/", "north/world.yaml"),
    ],
)
def test_finds_by_name(shipped, name, file):
    assert packs.find(name) == shipped / file


def test_a_file_of_ones_own_comes_first_and_a_folder_of_ones_own_last(shipped):
    Path("open").write_text("title: mine\n")
    Path("north").mkdir()
    Path("own").mkdir()
    Path("own/world.yaml").write_text("title: mine\n")
    assert packs.find("open") == Path("open")
    assert packs.find("north") == shipped / "north" / "world.yaml"
    assert packs.find("own") == Path("own/world.yaml")
    assert packs.find(Path("own")) == Path("own/world.yaml")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("both", "write checks/both or north/both"),
        ("checks", "name one of its scenarios: checks/both, checks/queue"),
        ("north/opne", "did you mean 'north/open'?"),
        ("quue", "did you mean 'queue'?"),
        ("nort", "did you mean 'north'?"),
        ("xyzzy-17", "kilter scenarios"),
        ("a\0b", "no scenario"),
        ("x" * 5000, "no scenario"),
        ("", "no scenario"),
    ],
)
def test_unknown_names_say_what_to_write(shipped, name, says):
    with pytest.raises(ScenarioError) as caught:
        packs.find(name)
    assert says in str(caught.value)


def test_a_mistyped_path_names_the_file_beside_it(shipped):
    Path("my-scenario-1.yaml").write_text("title: mine\n")
    with pytest.raises(ScenarioError, match=r"did you mean 'my-scenario-1\.yaml'"):
        packs.find("my-scenaro-1.yaml")


def test_a_shipped_file_goes_by_pack_and_file_name(shipped):
    assert packs.shipped_file("north/world.yaml") == shipped / "north" / "world.yaml"
    for name in ("north/world", "north/sources.yaml", "../here/x.yaml", "north"):
        assert packs.shipped_file(name) is None


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(ScenarioError, match="folder cannot be read"):
        packs.scenario_files(tmp_path / "gone")


@pytest.mark.parametrize("layout", ["wheel", "checkout"])
def test_the_root_is_found_in_a_wheel_and_in_a_checkout(tmp_path, monkeypatch, layout):
    package = tmp_path / ("site-packages/kilter" if layout == "wheel" else "repo/model/kilter")
    (package / "scenario").mkdir(parents=True)
    if layout == "wheel":
        expected = package / "scenarios"
    else:
        (tmp_path / "repo" / "pyproject.toml").touch()
        expected = tmp_path / "repo" / "scenarios"
    monkeypatch.setattr(packs, "__file__", str(package / "scenario" / "packs.py"))
    with pytest.raises(NameUnknownError, match="no shipped scenarios"):
        packs.root()
    expected.mkdir()
    assert packs.root() == expected
