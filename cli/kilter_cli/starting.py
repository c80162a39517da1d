"""The verb that starts a pack of one's own: ``new``."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import Json
from .output import emit, reason, say, write

STARTER = ("README.md", "with-help.yaml", "world.yaml")


@verb
def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make for the pack.", show_default=False)
    ],
    json: Json = False,
) -> None:
    """Start a scenario pack of your own: a small commented world that runs, and a scenario that extends it.

    Nothing is ever overwritten.

    \b
    Examples:
      kilter new my-pack
      kilter compare my-pack/world.yaml my-pack/with-help.yaml
    """
    taken = [name for name in STARTER if (folder / name).exists() or (folder / name).is_symlink()]
    if taken:
        raise KilterError(
            f"'{folder / taken[0]}' is already there and is not overwritten; name another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KilterError(
            f"the folder '{folder}' cannot be made ({reason(error)}); name another one"
        ) from None
    written = []
    for name in STARTER:
        text = resources.files("kilter_cli").joinpath("starter").joinpath(name).read_text(encoding="utf-8")
        write(folder / name, text)
        written.append(str(folder / name))
    if json:
        emit({"folder": str(folder), "files": written})
        return
    say("\n".join(written))
    say(f"\nTry next:  kilter compare {folder / 'world.yaml'} {folder / 'with-help.yaml'} --reps 50")
