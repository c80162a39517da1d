"""What a folder of results holds: what was asked for, in full, before anything is run.

The manifest names everything that results depend on. A folder goes on only with the very same request; titles and
other words may have changed since, numbers may not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ...errors import KilterError
from ...scenario.document import Scenario
from ...scenario.keeping import kept, remade
from ..result import Titled, version
from .addresses import part_size
from .files import unreadable, write_whole

FORMAT = 1
FILE = "manifest.json"


def manifest(scenarios: Sequence[Titled], plans: Sequence[Any], seed: int, reps: int) -> dict[str, Any]:
    """What is asked for, as plain data."""
    return {
        "format": FORMAT,
        "kilter": version(),
        "seed": seed,
        "replications": reps,
        "months": [month.isoformat() for month in plans[0].months],
        "scenarios": [
            {
                "key": scenario.key,
                "title": scenario.title,
                "fingerprint": str(plan.fingerprint),
                "part": part_size(reps, len(plan.months), len(plan.measures)),
                "made_from": kept(scenario) if isinstance(scenario, Scenario) else None,
                "measures": [asdict(measure) for measure in plan.measures],
            }
            for scenario, plan in zip(scenarios, plans, strict=True)
        ],
    }


def write(root: Path, asked: dict[str, Any]) -> None:
    """Write the manifest of a folder."""
    write_whole(root / FILE, (json.dumps(asked, ensure_ascii=False, indent=1) + "\n").encode())


def read(root: Path) -> dict[str, Any] | None:
    """The manifest of a folder; None when it has none.

    Raises:
        KilterError: it cannot be used.
    """
    path = root / FILE
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        found = json.loads(text)
        known = int(found["format"])
    except (ValueError, TypeError, KeyError):
        raise KilterError(f"'{path}' is not a manifest of Kilter; name another folder") from None
    if known != FORMAT:
        raise KilterError(
            f"'{path}' has format {known}, and this version of Kilter reads format {FORMAT}; "
            "use the version that wrote it, or name another folder"
        )
    if not _sound(found):
        raise KilterError(f"'{path}' has been changed and cannot be used; name another folder")
    return dict(found)


def _sound(found: dict[str, Any]) -> bool:
    """Whether everything has its kind, so that nobody trips over it later."""
    scenarios = found.get("scenarios")
    return (
        all(type(found.get(name)) is int for name in ("seed", "replications"))
        and isinstance(scenarios, list)
        and bool(scenarios)
        and all(
            isinstance(one, dict)
            and isinstance(one.get("measures"), list)
            and all(isinstance(measure, dict) and "name" in measure for measure in one["measures"])
            for one in scenarios
        )
    )


def differences(there: dict[str, Any], asked: dict[str, Any]) -> list[str]:
    """How what a folder holds differs from what is asked for, in words; empty when it can go on.

    >>> one = {"format": 1, "kilter": "1", "seed": 1, "replications": 9, "months": ["2026-01-31"], "scenarios": []}
    >>> differences(one, one | {"seed": 2, "replications": 10})
    ['its seed is 1, not 2', 'it has 9 replications, not 10']
    """
    found = []
    if there.get("kilter") != asked["kilter"]:
        found.append(f"Kilter {there.get('kilter')} made it, and this is {asked['kilter']}")
    if there.get("seed") != asked["seed"]:
        found.append(f"its seed is {there.get('seed')}, not {asked['seed']}")
    if there.get("replications") != asked["replications"]:
        found.append(f"it has {there.get('replications')} replications, not {asked['replications']}")
    found += _scenarios(there["scenarios"], asked["scenarios"])
    if not found and there.get("months") != asked["months"]:
        found.append("it reports other months")
    return found


def _scenarios(there: Sequence[dict[str, Any]], asked: Sequence[dict[str, Any]]) -> list[str]:
    """The same for its scenarios."""
    keys = [[str(one.get("key")) for one in side] for side in (there, asked)]
    if keys[0] != keys[1]:
        return [f"it holds {', '.join(keys[0])}, not {', '.join(keys[1])}"]
    found = []
    for one, other in zip(there, asked, strict=True):
        if one.get("fingerprint") != other["fingerprint"]:
            found.append(f"values of '{other['key']}' have changed since")
        elif one.get("part") != other["part"] or _names(one) != _names(other):
            found.append(f"'{other['key']}' reports other measures")
    return found


def _names(scenario: dict[str, Any]) -> list[str]:
    return [str(measure["name"]) for measure in scenario["measures"]]


def scenarios(root: Path, there: dict[str, Any]) -> list[Scenario]:
    """The scenarios that a manifest holds, made again; each must come to its fingerprint.

    Raises:
        KilterError: one of them cannot be made again.
    """
    name = str(root / FILE)
    return [
        remade(one.get("made_from"), str(one.get("key")), str(one.get("fingerprint")), name)
        for one in there["scenarios"]
    ]
