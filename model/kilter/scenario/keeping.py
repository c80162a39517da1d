"""A loaded scenario as plain data that can be kept in a file, and the scenario made from it again.

What is kept is what the scenario was made from: its merged files and what was changed from outside. Reading it back
goes the way of any scenario file, so nothing in it can run code, and the fingerprint tells whether it is the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import KilterError
from .assembly import Recipe, assemble
from .document import Scenario
from .layering import layer_document
from .reading import read_text


def kept(scenario: Scenario) -> dict[str, Any] | None:
    """What a scenario was made from, as plain data for JSON; None when it was not loaded.

    >>> from kilter.scenario import loads
    >>> kept(loads("horizon: 5 y", until="6 months"))
    {'tree': {'horizon': '5 y'}, 'set': {}, 'until': '6 months', 'choices': {}}
    """
    recipe = scenario._recipe
    if not isinstance(recipe, Recipe):
        return None
    return {
        "tree": recipe.layered.tree,
        "set": dict(recipe.settings),
        "until": recipe.until,
        "choices": dict(recipe.choices),
    }


def remade(data: object, key: str, fingerprint: str, name: str) -> Scenario:
    """The scenario that :func:`kept` described.

    Args:
        data: what :func:`kept` returned, read from a file.
        key: short name of the scenario.
        fingerprint: what it must come to.
        name: of the file that the data come from, for messages.

    Raises:
        ScenarioError: it is no scenario.
        KilterError: it is not the same scenario.

    >>> from kilter.scenario import loads
    >>> one = loads("horizon: 5 y", until="6 months")
    >>> remade(kept(one), "text", one.fingerprint, "manifest.json").horizon.months
    6
    """
    if not isinstance(data, dict) or not isinstance(data.get("tree"), dict):
        raise KilterError(
            f"'{name}' does not hold scenario '{key}'; give the command that began it once more"
        )
    settings = {str(path): value for path, value in dict(data.get("set") or {}).items()}
    choices = {str(one): str(choice) for one, choice in dict(data.get("choices") or {}).items()}
    document = read_text(json.dumps(data["tree"], ensure_ascii=False, indent=1), name)
    until = data.get("until")
    recipe = Recipe(
        layer_document(document, Path()), key, settings, None if until is None else str(until), choices
    )
    scenario = assemble(recipe)
    if scenario.fingerprint != fingerprint:
        raise KilterError(
            f"'{name}': scenario '{key}' comes to other values than those that were run "
            f"({scenario.fingerprint}, not {fingerprint}); give the command that began it once more"
        )
    return scenario
