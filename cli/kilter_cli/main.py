"""The command line: the verbs, each in the module of its group."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kilter import __version__

from . import (
    browsing,
    calibrating,
    checking,
    claiming,
    demo,
    hindcasting,
    preparing,
    registering,
    resuming,
    running,
    starting,
    tracing,
    verifying,
)
from .output import speak_utf8

EPILOG = """
Start with:  kilter demo

\b
Exit codes: 0 fine; 1 a mistake in Kilter itself (KILTER_DEBUG=1 shows where);
2 something in the input to put right; 3 verify: something does not agree; 130 interrupted.
"""

app = typer.Typer(
    name="kilter",
    help="What happens to capability and risk when support to a force changes and its neighbours react?",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kilter {__version__}")
        raise typer.Exit


@app.callback()
def _kilter(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


#: The verbs in the order in which a newcomer needs them, each with its line in the list.
VERBS = (
    (demo.demo, "A short tour: seven futures compared, with a web page."),
    (browsing.scenarios, "List the scenarios that come with Kilter."),
    (running.run, "Run a scenario many times with different luck."),
    (running.compare, "Compare scenarios on the same luck."),
    (resuming.resume, "Go on with a run or comparison that was stopped."),
    (tracing.trace, "Tell what happened in one replication, and why."),
    (browsing.show, "Show a value or section: unit, range, source, who set it."),
    (registering.assumptions, "List every number that a run depends on: range, source, owner."),
    (browsing.measures, "List what is measured."),
    (claiming.claims, "Judge a pack's claims: how likely each holds, what matters to it."),
    (calibrating.calibrate, "Fit a risk channel to a series of counts, or score such fits."),
    (hindcasting.hindcast, "Forecast the past, and score that against what was published."),
    (checking.validate, "Check scenario files."),
    (verifying.verify, "Check Kilter itself against published and exact results."),
    (checking.schema, "Print the JSON Schema for editors."),
    (preparing.engine, "Say how fast this machine can run, and prepare it."),
    (starting.new, "Start a scenario pack of your own."),
)
for function, line in VERBS:
    app.command(short_help=line)(function)


def main() -> None:
    """Run the command line with the arguments of this process; always ends in SystemExit."""
    speak_utf8()
    app(prog_name="kilter")
    sys.exit(0)
