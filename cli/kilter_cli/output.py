"""What the verbs print and write: the answer on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kilter.errors import KilterError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Seconds of work after which a bar appears.
PATIENCE = 1.0
#: Seconds between two lines of progress where there is no terminal to show a bar.
NOW_AND_THEN = 20.0


def say(text: str = "") -> None:
    """One or more lines on standard output."""
    typer.echo(text)


def aside(text: str) -> None:
    """One or more lines on standard error: what is not the answer itself."""
    typer.echo(text, err=True)


def emit(document: object) -> None:
    """The one JSON document of a verb. Not-a-number is refused rather than written."""
    typer.echo(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))


def show(thing: RenderableType) -> None:
    """A rich table on standard output; as wide as it needs to be when that is not a terminal."""
    console().print(thing)


def console() -> Console:
    """A rich console for standard output; a pipe or a file gets room for whole lines unless COLUMNS is set."""
    from rich.console import Console

    plain = not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdigit()
    return Console(file=sys.stdout, width=200 if plain else None, highlight=False, soft_wrap=False)


def speak_utf8() -> None:
    """Make any text printable: UTF-8 where output goes to a file or a pipe, and never an encoding error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


class Bar:
    """Progress on standard error: a bar for a person, once it takes a while; otherwise a line now and then.

    Call it with (done, total).
    """

    def __init__(self, what: str, things: str = "replications") -> None:
        self.what, self.things = what, things
        self.started = self.told = time.monotonic()
        self.patience = PATIENCE
        self.bar: Any = None
        self.task: Any = None
        self.steps: list[Bar] = []

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        while self.steps:
            self.steps.pop().close()
        now = time.monotonic()
        if not sys.stderr.isatty():
            if done < total and now - self.told >= NOW_AND_THEN:
                self.told = now
                aside(f"{done} of {total} {self.things}, {now - self.started:.0f} s")
            return
        if self.bar is None:
            if now - self.started < self.patience:
                return
            self._start(done, total)
        self.bar.update(self.task, completed=done, total=total)

    def stage(self, what: str) -> Bar:
        """A step before the work itself, with a bar of its own; the first word of it is said at once."""
        if not sys.stderr.isatty():
            aside(what)
        step = Bar(what, "parts")
        step.patience = 0.0
        self.steps.append(step)
        return step

    def note(self, text: str) -> None:
        """A sentence that is worth knowing before the work goes on."""
        aside(text)

    def _start(self, done: int, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        # What was there before does not count as speed.
        self.task = self.bar.add_task(self.what, total=total, completed=done)
        self.bar.start()

    def close(self) -> None:
        """Take the bar away."""
        while self.steps:
            self.steps.pop().close()
        if self.bar is not None:
            self.bar.stop()


@contextmanager
def progress(what: str, things: str = "replications") -> Iterator[Bar]:
    """A bar for the time of a block, which counts ``things``."""
    bar = Bar(what, things)
    try:
        yield bar
    finally:
        bar.close()


def folder(path: Path) -> Path:
    """Make a folder to write to, before any work is done for it.

    Raises:
        KilterError: it is a file, or nothing can be written there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise KilterError(f"--out: '{path}' is a file; name a folder, such as out") from None
    except (OSError, ValueError) as error:
        raise KilterError(f"--out: the folder '{path}' cannot be made ({reason(error)})") from None
    if not os.access(path, os.W_OK):
        raise KilterError(f"--out: nothing can be written in '{path}'; name another folder")
    return path


def writable(path: Path, option: str) -> Path:
    """Check, before any work is done for it, that a file can be written.

    Raises:
        KilterError: its folder does not exist, or it is itself a folder.
    """
    if path.is_dir():
        raise KilterError(f"{option}: '{path}' is a folder; name a file, such as {path / 'kilter.html'}")
    if not path.parent.is_dir():
        raise KilterError(f"{option}: there is no folder '{path.parent}'; make it first, or name another")
    return path


def write(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        KilterError: the file cannot be written.
    """
    with whole(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block has ended well.

    Raises:
        KilterError: the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        raise KilterError(f"'{path}' cannot be written ({reason(error)}); name another place") from None
    finally:
        part.unlink(missing_ok=True)


def reason(error: Exception) -> str:
    """What the operating system says, in a few words."""
    return str(getattr(error, "strerror", None) or error).lower()


def near(file: str) -> str:
    """A file as seen from the current folder when it lies below it, or as pack/file when it is a shipped one.

    >>> near("--set")
    '--set'
    """
    from kilter.scenario.packs import root

    path = Path(file)
    if not path.is_absolute():
        return file
    for folder_ in (root(), Path.cwd()):
        if path.is_relative_to(folder_):
            return path.relative_to(folder_).as_posix()
    return file


def columns(rows: Sequence[Sequence[str]], indent: str = "  ", gap: str = "  ") -> str:
    """Rows of texts as aligned columns; the last one is left ragged.

    >>> print(columns([("a", "1 d", "x"), ("long", "20 d", "")], indent=""))
    a     1 d   x
    long  20 d
    """
    if not rows:
        return ""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = (
        indent + gap.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
