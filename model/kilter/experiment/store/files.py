"""Files that are whole or not there, and the list of their checksums.

The list has the form of ``sha256sum``, so anybody can check a folder without Kilter. A file counts only once its line
is in the list and its content agrees: a truncated or half-copied one is noticed and made again.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ...errors import KilterError

LIST = "checksums.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)\n")
_TEMPORARY = re.compile(r"\..+\.\d+\.part")


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Write a file under a temporary name, see it safe on the disk, and give it its name.

    Raises:
        KilterError: it cannot be written, as on a full disk.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> KilterError:
    """What to say when a file of the store cannot be written."""
    why = (error.strerror or str(error)).lower()
    return KilterError(
        f"'{path}' cannot be written ({why}); what is done so far is kept: put that right, "
        "give the same command again, and it goes on from there"
    )


def sweep(root: Path) -> None:
    """Remove what a killed process left half written."""
    for path in root.rglob(".*.part"):
        if _TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)


class Checksums:
    """The list of checksums of a folder. Lines are added as files come; :meth:`settle` puts them in order."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = root / LIST
        self._sums: dict[str, str] = {}
        self._lock = threading.Lock()

    def find(self, names: Iterable[str]) -> set[str]:
        """Those of the files that are there as they were written; all others are forgotten.

        Raises:
            KilterError: the list cannot be read or written.
        """
        try:
            text = self._path.read_bytes().decode("ascii", errors="replace") if self._path.exists() else ""
        except OSError as error:
            raise unreadable(self._path, error) from None
        said = {found[2]: found[1] for found in _LINE.finditer(text)}
        wanted = [name for name in names if name in said]
        with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
            sums = pool.map(self._sum, wanted)
            self._sums = {name: one for name, one in zip(wanted, sums, strict=True) if one == said[name]}
        if text != _text(self._sums):
            write_whole(self._path, _text(self._sums).encode())
        return set(self._sums)

    def add(self, name: str, content: bytes | memoryview) -> None:
        """Note a file that has been written.

        Raises:
            KilterError: the list cannot be written.
        """
        line = {name: hashlib.sha256(content).hexdigest()}
        with self._lock:
            try:
                with self._path.open("ab") as file:
                    file.write(_text(line).encode())
            except OSError as error:
                raise unwritable(self._path, error) from None
            self._sums |= line

    def names(self) -> set[str]:
        """Files that are there as far as is known."""
        with self._lock:
            return set(self._sums)

    def settle(self) -> None:
        """Put the list in order, so that it does not tell what came when.

        Raises:
            KilterError: the list cannot be written.
        """
        text = _text(self._sums).encode()
        if not self._path.exists() or self._path.read_bytes() != text:
            write_whole(self._path, text)

    def _sum(self, name: str) -> str:
        try:
            with (self._root / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def unreadable(path: Path, error: OSError) -> KilterError:
    """What to say when a file of the store cannot be read."""
    why = (error.strerror or str(error)).lower()
    return KilterError(
        f"'{path}' cannot be read ({why}); give the command again that wrote it, with its folder"
    )


def _text(sums: Mapping[str, str]) -> str:
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
