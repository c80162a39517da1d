"""How every verb ends: a clear message and an exit code, never a traceback."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

from kilter.errors import EngineError, KilterError

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
#: Set to 1 to see where an unexpected failure happened.
DEBUG = "KILTER_DEBUG"

P = ParamSpec("P")


def verb(function: Callable[P, None]) -> Callable[P, None]:
    """Let a verb end in one of four ways.

    Exit code 0 when all went well; 2 when the user can put it right (the text of the
    :class:`~kilter.errors.KilterError` on standard error); 130 when interrupted; 1 when Kilter itself failed.
    A reader that closes the pipe early (``| head``) is no failure.
    """

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        code = 0
        try:
            function(*args, **kwargs)
            sys.stdout.flush()
        except KilterError as error:
            complain(str(error))
            code = BAD_INPUT
        except KeyboardInterrupt as stop:
            complain(f"interrupted; {stop}" if str(stop) else "interrupted; nothing was left half written")
            code = INTERRUPTED
        except BrokenPipeError:
            _let_go_of_stdout()
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:  # an EngineError among them
            if os.environ.get(DEBUG, "") not in ("", "0"):
                raise
            complain(_bug(error))
            code = FAILED
        if code:
            raise typer.Exit(code)

    return guarded


def complain(text: str) -> None:
    """Say on standard error what is wrong."""
    lines = text.splitlines() or ["something is wrong, and nothing more is known"]
    typer.echo("\n".join(f"kilter: {line}" for line in lines), err=True)


def _bug(error: Exception) -> str:
    known = isinstance(error, EngineError)
    what = " ".join((str(error) if known else f"{type(error).__name__}: {error}").split())
    again = (
        "to see it alone, trace the scenario with this --rep and --seed, and the --set you gave\n"
        if known
        else ""
    )
    return (
        f"something went wrong inside Kilter ({what[:300]})\n{again}"
        "this is a mistake in Kilter, not in your files; please report it with the command you gave\n"
        f"set {DEBUG}=1 and repeat the command to see where it happened"
    )


def _let_go_of_stdout() -> None:
    """Point standard output at nothing, so that the flush at exit does not complain again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
