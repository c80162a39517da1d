"""Verbs that check: ``validate`` and ``schema``."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Annotated, Any

import typer

from kilter.errors import KilterError

from .guard import BAD_INPUT, complain, verb
from .options import Files, Json, load_one
from .output import emit, near, say, writable, write


@verb
def validate(files: Files, json: Json = False) -> None:
    """Check scenario files: every problem with its file, line and path, and what to write instead.

    The name or folder of a pack stands for all of its scenarios and its claims.yaml.

    \b
    Examples:
      kilter validate my-pack
      kilter validate afghanistan-2026/opaque my.yaml
    """
    good: list[dict[str, Any]] = []
    bad = 0
    files = [one for file in files for one in _opened(file)]
    for file in files:
        try:
            good.append(_checked(file))
        except KilterError as error:
            bad += 1
            complain(str(error))
    if bad:
        if len(files) > 1:
            complain(f"{bad} of {len(files)} files cannot be used")
        raise typer.Exit(BAD_INPUT)
    if json:
        emit(good)
        return
    for one in good:
        what = (
            f"{one['claims']} claims about {one['scenarios']} scenarios"
            if "claims" in one
            else f"{one['scenario']}; {one['numbers']} numbers, {one['measures']} measures"
        )
        say(f"{one['file']}: good ({what})")


def _opened(file: str) -> list[str]:
    """The files that a pack stands for, each under the name by which it is found; any other word stays."""
    from kilter.scenario import claims, packs

    folder = packs.folder(file)
    if folder is None:
        return [file]
    named = f"{file}/{{}}" if folder != Path(file) else str(folder / "{}.yaml")
    found = [named.format(path.stem) for path in packs.scenario_files(folder)]
    if (folder / claims.FILE).is_file():
        found.append(str(folder / claims.FILE))
    return found or [file]


def _checked_claims(file: str) -> dict[str, Any]:
    from kilter.experiment.claims import open_pack

    pack = open_pack(Path(file).parent)
    return {
        "file": near(file),
        "title": pack.claims.title,
        "claims": len(pack.claims.claims),
        "scenarios": len(pack.scenarios),
    }


def _checked(file: str) -> dict[str, Any]:
    if Path(file).name == "claims.yaml":
        return _checked_claims(file)
    from kilter.engine.plan import plan
    from kilter.scenario.paths import quantities

    scenario = load_one(file)
    planned = plan(scenario)
    return {
        "file": file,
        "scenario": scenario.title,
        "fingerprint": scenario.fingerprint,
        "numbers": len(quantities(scenario)),
        "measures": len(planned.measures),
        "months": len(planned.months),
    }


@verb
def schema(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write it to this file.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check as you type.

    \b
    Examples:
      kilter schema --out scenario.schema.json
      # and as first line of a scenario:
      # yaml-language-server: $schema=scenario.schema.json
    """
    if out is not None:
        writable(out, "--out")
    from kilter.scenario.schema import json_schema

    document = json_schema()
    if out is None:
        emit(document)
        return
    write(out, json_text.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
    if json:
        emit({"file": str(out)})
    else:
        say(f"{out}: written; start a scenario with '# yaml-language-server: $schema={out.name}'")
