"""The scenarios that come with Kilter, by name.

A pack is a folder of scenario files (``*.yaml``) with a base world, its claims and its sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import NameUnknownError, Problem, ScenarioError
from .nearest import did_you_mean
from .reading import read_head, similar_file

NOT_SCENARIOS = frozenset({"sources.yaml", "claims.yaml", "checks.yaml", "hindcast.yaml", "pack.yaml"})
"""Files of a pack that are not scenarios."""
WORLD = "world.yaml"
"""The base world of a pack: what the pack's name alone stands for."""


@dataclass(frozen=True, order=True)
class Entry:
    """One shipped scenario.

    Attributes:
        pack: the name of its pack.
        key: its own name (the file's, without ``.yaml``); ``pack/key`` finds it.
        title: its title, or its key when it has none of its own.
        story: what it is about, in a few sentences (may be empty).
        path: its file.
    """

    pack: str
    key: str
    title: str
    story: str
    path: Path


def root() -> Path:
    """The folder of the shipped packs: inside the installed package, or ``scenarios`` of a checkout.

    Raises:
        NameUnknownError: this copy of Kilter came without scenarios.
    """
    package = Path(__file__).resolve().parent.parent
    candidates = [package / "scenarios"]
    candidates += [top / "scenarios" for top in package.parents if (top / "pyproject.toml").is_file()]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise NameUnknownError("this copy of Kilter has no shipped scenarios; name a scenario file of your own")


def shipped() -> tuple[Entry, ...]:
    """All shipped scenarios, ordered by pack and name. Reads no further than each one's title and story.

    Raises:
        ScenarioError: a shipped file cannot be read.
    """
    return tuple(_entry(path) for paths in _by_pack().values() for path in paths)


def find(name: str | Path) -> Path:
    """The file meant by ``name``: a path, ``pack/key``, a key that only one pack has, or a pack's world.

    Raises:
        ScenarioError: there is no such scenario (names the nearest one), or several have that name.
    """
    given = Path(name)
    if _is(given, folder=False):
        return given
    by_pack = _by_pack()
    known = {f"{pack}/{path.stem}": path for pack, paths in by_pack.items() for path in paths}
    wanted = str(name).replace("\\", "/").removesuffix(".yaml").strip("/")
    if wanted in known:
        return known[wanted]
    same = [full for full in known if full.partition("/")[2] == wanted]
    if len(same) == 1:
        return known[same[0]]
    if same:
        raise ScenarioError(
            Problem(f"several packs have a scenario '{wanted}'", f"write {' or '.join(same)}")
        )
    if wanted in by_pack:
        return _world(root() / wanted, wanted)
    if wanted and _is(given, folder=True):
        return _world(given, str(given))
    keys = [full.partition("/")[2] for full in known]
    if given.suffix in (".yaml", ".yml"):
        # Whoever writes an ending means a file of their own: look beside it before among those shipped.
        write = similar_file(given) or did_you_mean(wanted, known)
        what = f"there is no file '{name}'"
    else:
        write = did_you_mean(wanted, [*known, *keys]) or did_you_mean(wanted, by_pack) or similar_file(given)
        what = f"there is no scenario '{name}'"
    raise ScenarioError(Problem(what, write or "name a file, or see 'kilter scenarios' for those shipped"))


def folder(name: str | Path) -> Path | None:
    """The folder of a pack: a shipped one by its name, or any folder by its path; ``None`` when it is neither."""
    given = Path(name)
    if _is(given, folder=True):
        return given
    wanted = str(name).replace("\\", "/").strip("/")
    return root() / wanted if wanted and wanted in _by_pack() else None


def shipped_file(name: str) -> Path | None:
    """The shipped file ``pack/file.yaml``, or None."""
    pack, _, file = name.partition("/")
    return next((path for path in _by_pack().get(pack, ()) if path.name == file), None)


def scenario_files(folder: Path) -> tuple[Path, ...]:
    """The scenario files of a pack's folder, by name.

    Raises:
        ScenarioError: the folder cannot be looked into.
    """
    try:
        return tuple(
            path
            for path in sorted(folder.iterdir())
            if path.suffix == ".yaml"
            and path.name not in NOT_SCENARIOS
            and not path.name.startswith((".", "_"))
            and path.is_file()
        )
    except OSError as error:
        raise ScenarioError(
            Problem(f"the folder cannot be read ({error.strerror})", "check its permissions", "", str(folder))
        ) from None


def _by_pack() -> dict[str, tuple[Path, ...]]:
    """The scenario files of every shipped pack; a folder without any is no pack."""
    folders = (path for path in sorted(root().iterdir()) if path.is_dir() and path.name[0] not in "._")
    return {folder.name: files for folder in folders if (files := scenario_files(folder))}


def _entry(path: Path) -> Entry:
    head = read_head(path, ("title", "story"))
    title, story = (" ".join(str(head.get(key) or "").split()) for key in ("title", "story"))
    return Entry(path.parent.name, path.stem, title or path.stem, story, path)


def _world(folder: Path, name: str) -> Path:
    """The world of a pack named alone."""
    files = scenario_files(folder)
    for path in files:
        if path.name == WORLD:
            return path
    names = ", ".join(f"{name}/{path.stem}" for path in files)
    raise ScenarioError(
        Problem(
            f"'{name}' is a folder without a {WORLD}",
            f"name one of its scenarios: {names}" if names else "name a scenario file",
        )
    )


def _is(path: Path, *, folder: bool) -> bool:
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):  # a name too long for a file, or with a NUL in it
        return False
