"""A pack with its claims: what is read, checked and planned before anything runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ...engine.plan import plan
from ...errors import KilterError, NameUnknownError, Problem, ScenarioError
from ...scenario import load, packs
from ...scenario.claims import FILE, Claim, Claims, check_claims, read_claims
from ...scenario.document import Scenario
from ...scenario.nearest import did_you_mean


@dataclass(frozen=True)
class Pack:
    """Claims with the scenarios that they compare.

    Attributes:
        name: name of the pack's folder.
        claims: the file.
        scenarios: the scenarios that any claim compares, by name.
    """

    name: str
    claims: Claims
    scenarios: dict[str, Scenario]

    def chosen(self, only: Iterable[str] | None = None) -> dict[str, Claim]:
        """The claims by id in the order in which people count; some of them when ``only`` names them.

        Raises:
            NameUnknownError: there is no claim of that name.
        """
        ordered = self.claims.ordered
        wanted = list(only) if only is not None else ordered
        by_case = {one.casefold(): one for one in ordered}
        for name in wanted:
            if name.casefold() not in by_case:
                hint = did_you_mean(name, ordered) or f"the claims are {', '.join(ordered)}"
                raise NameUnknownError(f"pack '{self.name}' has no claim '{name}'; {hint}")
        kept = {by_case[name.casefold()] for name in wanted}
        return {one: self.claims.claims[one] for one in ordered if one in kept}


def open_pack(name: str | Path) -> Pack:
    """Read a pack's claims and the scenarios that they compare, and check that they fit together.

    Args:
        name: a shipped pack's name, or the folder of any.

    Raises:
        KilterError: there is no such pack, or it has no claims.
        ScenarioError: every problem found in the claims, each with file, line and what to write.

    >>> open_pack("nowhere")
    Traceback (most recent call last):
    ...
    kilter.errors.KilterError: there is no pack 'nowhere'; name a folder, or see 'kilter scenarios'
    """
    folder = packs.folder(name)
    if folder is None:
        known = {entry.pack for entry in packs.shipped()}
        hint = did_you_mean(str(name), known) or "name a folder, or see 'kilter scenarios'"
        raise KilterError(f"there is no pack '{name}'; {hint}")
    file = folder / FILE
    if not file.is_file():
        raise KilterError(f"pack '{name}' has no {FILE}; write one, as docs/claims.md shows")
    claims, origins = read_claims(file)
    files = {path.stem: path for path in packs.scenario_files(folder)}
    used = {other for claim in claims.claims.values() for other in claim.compares}
    scenarios = {key: load(path) for key, path in files.items() if key in used}
    # A pack's sources are those that any of its scenarios may cite; its world has the most of them.
    measures = {key: [one.name for one in plan(scenario).measures] for key, scenario in scenarios.items()}
    problems: list[Problem] = check_claims(claims, origins, scenarios, measures, list(files))
    if problems:
        raise ScenarioError(problems)
    return Pack(folder.resolve().name, claims, scenarios)
