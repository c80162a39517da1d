"""Every exception that Kilter raises on purpose, in one place.

What the user can put right derives from :class:`KilterError`; the command line turns it into a message on
standard error and exit code 2, never a traceback. :class:`EngineError` is the one that the user cannot: exit code 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class KilterError(Exception):
    """Something the user can put right. Its text says what is wrong and what to write instead."""


class EngineError(Exception):
    """A mistake in Kilter itself showed in a replication; the text says which one, so that it can be seen again."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a scenario, with its place.

    Attributes:
        what: what is wrong, in one short sentence.
        write: what to write instead (may be empty).
        path: dotted path of the entry, such as ``fleets.mi17.use.plan`` (may be empty).
        file: the file it stands in (may be empty, e.g. for ``--set``).
        line: 1-based line in that file, or 0 when not known.

    >>> str(Problem("unknown key 'fleet'", "did you mean 'fleets'?", "fleet", "a.yaml", 3))
    "a.yaml, line 3: fleet: unknown key 'fleet'; did you mean 'fleets'?"
    """

    what: str
    write: str = ""
    path: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "")
        head = ": ".join(part for part in (place, self.path) if part)
        tail = self.what + (f"; {self.write}" if self.write else "")
        return f"{head}: {tail}" if head else tail


class ScenarioError(KilterError):
    """A scenario file cannot be used. Carries every problem found, each with file, line and path."""

    def __init__(self, problems: Sequence[Problem] | Problem) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NameUnknownError(KilterError):
    """A measure, path, scenario or entity that does not exist; the text names the nearest one."""


class ExtraMissingError(KilterError):
    """An optional library is not installed; the text gives the command that installs it."""
