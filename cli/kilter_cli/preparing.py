"""The verb that prepares a machine: ``engine``."""

from __future__ import annotations

import time
from typing import Annotated, Any

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import Json
from .output import emit, progress, say


@verb
def engine(
    compile_: Annotated[
        bool, typer.Option("--compile", help="Compile now, so that the first large run need not.")
    ] = False,
    json: Json = False,
) -> None:
    """Say which engines there are on this machine, and compile the fast one ahead of its first use.

    Both engines give the same results to the last bit: the reference engine is written to be read and can be traced,
    the compiled one is some hundred times as fast. It is compiled once for a machine and kept in your cache folder
    (KILTER_CACHE names another).

    \b
    Examples:
      kilter engine
      kilter engine --compile
    """
    from kilter.engine import compiled
    from kilter.experiment.engines import MISSING

    if compile_ and not compiled.available():
        raise KilterError(MISSING)
    took = None
    if compile_ and not compiled.is_ready():
        began = time.monotonic()
        with progress("compiling the engine, once for this machine", "parts") as bar:
            compiled.make_ready(bar)
        took = time.monotonic() - began
    found: dict[str, Any] = {
        "reference": True,
        "compiled": compiled.available(),
        "ready": compiled.is_ready(),
        "folder": compiled.folder() if compiled.available() else None,
        "seconds": took,
    }
    if json:
        emit(found)
        return
    say("The reference engine is always there.")
    if not found["compiled"]:
        say(MISSING[0].upper() + MISSING[1:])
    elif not found["ready"] and took is None:
        say(
            "The compiled engine has not been compiled on this machine yet. A run that would gain by it does so\n"
            "first, which takes up to a minute, once; `kilter engine --compile` does it now."
        )
    elif took is not None:
        where = (
            f"kept in {found['folder']}" if compiled.is_kept() else "not kept: its folder cannot be written"
        )
        say(f"The compiled engine is ready: compiled in {took:.0f} s, {where}.")
    else:
        say(f"The compiled engine is ready: compiled for this machine, kept in {found['folder']}.")
