"""The folder itself: one process at a time fills it, part by part.

manifest.json                                   what was asked for
checksums.sha256                                a line for each file below
months/scenario=KEY/000-099.parquet             a row per replication and period
averages/scenario=KEY/000-099.parquet           a row per replication: averages over time
"""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from ...errors import KilterError
from ..pieces import Piece
from ..result import Result, Titled
from . import manifest
from .addresses import AVERAGES, MONTHS, Part, file_name, folders, part_size, parts
from .files import LIST, Checksums, sweep, unwritable, write_whole
from .parquet import Reader, averages_table, months_table, need
from .reading import Stored, StoredResult

LOCK = ".lock"


class _Temporary:
    """A folder that is removed when nobody holds this object any more."""

    def __init__(self) -> None:
        try:
            self.path = Path(mkdtemp(prefix="kilter-"))
        except OSError as error:
            raise _no_room(error) from None
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def _no_room(error: OSError) -> KilterError:
    why = (error.strerror or str(error)).lower()
    return KilterError(
        f"results are too many for memory, and temporary files cannot be written ({why}); "
        "name a folder for them (--out DIR), or a roomier one for temporary files (TMPDIR)"
    )


class Store:
    """Results in a folder, for as long as they are being made. Use it in a ``with`` block, which holds its lock.

    Args:
        root: the folder, made if need be; None for a temporary one that goes when the results do.
        scenarios, plans: what is run.
        seed, reps: how.
        note: told in a sentence when something is there already.

    Raises:
        ExtraMissingError: what a store needs is not installed.
    """

    def __init__(
        self,
        root: Path | None,
        scenarios: Sequence[Titled],
        plans: Sequence[Any],
        seed: int,
        reps: int,
        note: Callable[[str], None] | None = None,
    ) -> None:
        need()
        self._temporary = _Temporary() if root is None else None
        self.root = self._temporary.path if self._temporary else Path(str(root))
        self._scenarios, self._plans, self._seed, self._reps = scenarios, plans, seed, reps
        self._note = note
        self._folders = folders([scenario.key for scenario in scenarios])
        self._checksums = Checksums(self.root)
        self._whole: set[Part] = set()

    def __enter__(self) -> Store:
        """Take the folder, and look at what is there.

        Raises:
            KilterError: another process has it, it holds another run, or it cannot be used.
        """
        self._lock = locked(self.root)
        try:
            with self._writing():
                self._begin()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    @property
    def there(self) -> int:
        """Replications that are there already."""
        return sum(part.count for part in self._whole)

    def pieces(self) -> Iterator[Piece]:
        """The parts that are missing."""
        for part in self._parts():
            if part not in self._whole:
                plan = self._plans[part.which]
                yield Piece(part.which, part.first, part.count, len(plan.months), len(plan.measures))

    def put(self, piece: Piece) -> None:
        """Write a part.

        Raises:
            KilterError: it cannot be written.
        """
        part = Part(piece.which, piece.first, piece.count)
        plan = self._plans[part.which]
        names = [measure.name for measure in plan.measures]
        self._keep(self._name(MONTHS, part), months_table(piece.values, part.first, plan.months, names))
        self._keep(self._name(AVERAGES, part), averages_table(piece.averages, part.first, names))

    def _keep(self, name: str, content: memoryview) -> None:
        with self._writing():
            write_whole(self.root / name, content)
            self._checksums.add(name, content)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """In a temporary folder there is nothing to go on with, so what is wrong is said in another way."""
        try:
            yield
        except KilterError as error:
            if self._temporary and isinstance(error.__context__, OSError):
                raise _no_room(error.__context__) from None
            raise

    def results(self) -> list[Result]:
        """A result for each scenario, which reads from the folder what it is asked for."""
        with self._writing():
            self._checksums.settle()
        return [
            StoredResult(
                scenario,
                str(plan.fingerprint),
                self._seed,
                tuple(plan.months),
                tuple(plan.measures),
                Stored(
                    [
                        (
                            part.first,
                            Reader(self.root / self._name(MONTHS, part)),
                            Reader(self.root / self._name(AVERAGES, part)),
                        )
                        for part in self._parts()
                        if part.which == which
                    ],
                    [measure.name for measure in plan.measures],
                    (self._reps, len(plan.months), len(plan.measures)),
                    self._temporary,
                ),
            )
            for which, (scenario, plan) in enumerate(zip(self._scenarios, self._plans, strict=True))
        ]

    def kept(self) -> str:
        """How much is there, and how to go on, for somebody who stopped it."""
        if self._temporary:
            return ""
        whole = self._checksums.names()
        done = sum(part.count for part in self._parts() if self._names(part) <= whole)
        total = self._reps * len(self._plans)
        return (
            f"{done:,} of {total:,} replications are kept in '{self.root}'; "
            f"to go on, give the same command again, or: kilter resume {self.root}"
        )

    def _begin(self) -> None:
        asked = manifest.manifest(self._scenarios, self._plans, self._seed, self._reps)
        there = manifest.read(self.root)
        if there is not None and (found := manifest.differences(there, asked)):
            raise KilterError(
                f"'{self.root}' holds results of another run: {'; '.join(found)}; name another folder, "
                "or let it be replaced (--replace)"
            )
        sweep(self.root)
        if there != asked:
            manifest.write(self.root, asked)
        names = {part: self._names(part) for part in self._parts()}
        whole = self._checksums.find(name for some in names.values() for name in sorted(some))
        self._whole = {part for part, some in names.items() if some <= whole}
        if self._note and self._whole:
            done, total = self.there, self._reps * len(self._plans)
            self._note(
                f"'{self.root}' holds all {total:,} replications already; none is run again"
                if done == total
                else f"'{self.root}' holds {done:,} of {total:,} replications already; going on from there"
            )

    def _parts(self) -> Iterator[Part]:
        for which, plan in enumerate(self._plans):
            size = part_size(self._reps, len(plan.months), len(plan.measures))
            yield from parts(which, self._reps, size)

    def _name(self, table: str, part: Part) -> str:
        return file_name(table, self._folders[part.which], part, self._reps)

    def _names(self, part: Part) -> set[str]:
        return {self._name(MONTHS, part), self._name(AVERAGES, part)}


def locked(root: Path) -> Any:
    """The lock of a folder, held; the folder is made if need be. It goes with the process, however that ends.

    Raises:
        KilterError: another process has it, or nothing can be written there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(root / LOCK)
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise KilterError(
            f"another process is writing to '{root}' at this moment; let it finish, or name another folder"
        ) from None
    except OSError as error:
        raise unwritable(root, error) from None
    return lock


def clear(root: Path) -> None:
    """Remove the results that a folder holds, and nothing else.

    Raises:
        KilterError: another process is writing them, or they cannot be removed.
    """
    if not (root / manifest.FILE).exists():
        return
    need()
    lock = locked(root)
    try:
        (root / manifest.FILE).unlink()
        (root / LIST).unlink(missing_ok=True)
        for table in (MONTHS, AVERAGES):
            for folder in (root / table).glob("scenario=*"):
                shutil.rmtree(folder)
            if (root / table).is_dir() and not any((root / table).iterdir()):
                (root / table).rmdir()
    except OSError as error:
        raise unwritable(root, error) from None
    finally:
        lock.release()
