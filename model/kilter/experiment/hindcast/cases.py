"""Hindcasts with their scenarios, found and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...engine.plan import plan
from ...errors import KilterError, NameUnknownError, ScenarioError
from ...scenario import load, packs
from ...scenario.document import Scenario
from ...scenario.hindcasts import FILE, Hindcast, changes, check_hindcast, fingerprint, read_hindcasts
from ...scenario.nearest import did_you_mean


@dataclass(frozen=True)
class Case:
    """A hindcast with its scenarios, ready to run.

    Attributes:
        pack: the folder's name.
        name: the hindcast's name.
        hindcast: what the file says.
        scenarios: its scenarios by name, the null's among them.
    """

    pack: str
    name: str
    hindcast: Hindcast
    scenarios: Mapping[str, Scenario]

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What differs from the last freeze; empty where nothing does or nothing was ever frozen."""
        if not self.hindcast.frozen:
            return ()
        return tuple(changes(self.hindcast, {key: one.tree for key, one in self.scenarios.items()}))

    def freeze(self, day: str) -> dict[str, Any]:
        """The entry that freezes the case as it stands, ready for ``frozen`` in the file.

        Args:
            day: the date to put on it, such as ``2026-06-01``.
        """
        return {
            "on": day,
            "question": self.hindcast.question,
            "scenarios": {key: fingerprint(one.tree) for key, one in self.scenarios.items()},
        }


def open_hindcasts(name: str | Path = "hindcasts") -> list[Case]:
    """Read the hindcasts of a pack, or one of them, and check that they fit its scenarios.

    Args:
        name: a shipped pack's name, a folder, ``pack/hindcast``, or a hindcast's own name in a shipped pack.

    Raises:
        KilterError: there is no such pack or hindcast.
        ScenarioError: every problem found, each with file, line and what to write.
    """
    folder, wanted = packs.folder(name), ""
    if folder is None:
        before, slash, wanted = str(name).replace("\\", "/").rstrip("/").rpartition("/")
        folder = packs.folder(before) if slash else _with_hindcast(wanted)
    if folder is None or not (folder / FILE).is_file():
        known = [path.parent.name for path in sorted(packs.root().glob(f"*/{FILE}"))]
        if folder is not None:
            raise KilterError(f"pack '{folder.name}' has no {FILE}; write one, as docs/hindcasts.md shows")
        hint = did_you_mean(str(name), known) or f"the shipped packs with hindcasts are {', '.join(known)}"
        raise KilterError(f"there is no pack or hindcast '{name}'; {hint}")
    cases = _open(folder)
    if wanted and wanted not in cases:
        hint = did_you_mean(wanted, cases) or f"the hindcasts are {', '.join(cases)}"
        raise NameUnknownError(f"pack '{folder.name}' has no hindcast '{wanted}'; {hint}")
    return [cases[wanted]] if wanted else list(cases.values())


def _with_hindcast(name: str) -> Path | None:
    """The shipped pack that has a hindcast of that name."""
    for file in sorted(packs.root().glob(f"*/{FILE}")):
        if name in read_hindcasts(file)[0].hindcasts:
            return file.parent
    return None


def _open(folder: Path) -> dict[str, Case]:
    said, origins = read_hindcasts(folder / FILE)
    files = {path.stem: path for path in packs.scenario_files(folder)}
    used = {key for one in said.hindcasts.values() for key in one.scenarios}
    scenarios = {key: load(path) for key, path in files.items() if key in used}
    plans = {key: plan(one) for key, one in scenarios.items()}
    measures = {key: [measure.name for measure in one.measures] for key, one in plans.items()}
    periods = {key: one.months for key, one in plans.items()}
    problems = [
        problem
        for name, one in said.hindcasts.items()
        for problem in check_hindcast(name, one, origins, scenarios, measures, periods, list(files))
    ]
    if problems:
        raise ScenarioError(problems)
    return {
        name: Case(folder.resolve().name, name, one, {key: scenarios[key] for key in one.scenarios})
        for name, one in said.hindcasts.items()
    }
