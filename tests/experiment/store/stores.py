"""What the tests of stores share: engines of both kinds that give the same numbers, and a look at a folder."""

import hashlib
from pathlib import Path

from tests.experiment.fakes import FakePlan, fake_plan, fake_simulate

from kilter.experiment import Engine
from kilter.experiment.store import files


class Prepared:
    def __init__(self, plan: FakePlan) -> None:
        self.plan = plan

    def many(self, seed, first, values, averages) -> None:
        for row in range(len(values)):
            outcome = fake_simulate(self.plan, seed, first + row)
            values[row], averages[row] = outcome.values, outcome.averages


#: Runs in threads, as the compiled engine does.
THREADED = Engine(fake_plan, fake_simulate, threads=True, prepare=Prepared)


def content(folder: Path) -> dict[str, str]:
    """Every file with a checksum of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def listed(folder: Path) -> list[str]:
    """The files that the list of checksums names, in its order."""
    path = folder / files.LIST
    return [line.split("  ")[1] for line in path.read_text("ascii").splitlines()] if path.exists() else []
