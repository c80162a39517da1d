"""Kilter beside others, and beside itself: ratios measured side by side in one run.

    python benchmarks/run.py                        # everything
    python benchmarks/run.py core --quick           # one part, with less work per round
    python benchmarks/run.py core --rivals simpy c kilter_compiled
    python benchmarks/run.py --out results.json

README.md says what is compared with what.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.agreement import DisagreementError
from benchmarks.options import Options
from benchmarks.rounds import FEWEST

PARTS = {
    "core": "the common core case in SimPy, salabim, Ciw, Cimba, C and Kilter",
    "world": "the Afghan base world, reference against compiled",
    "growth": "cost with items, horizon and actors",
    "machine": "threads, first use, later starts, memory",
}
PACKAGES = ("kilter", "simpy", "salabim", "ciw", "cimba", "numba", "numpy")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What the command was told."""
    epilog = "parts: " + "; ".join(f"{name}: {what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog=epilog)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all when none is named"
    )
    parser.add_argument(
        "--quick", action="store_true", help="less work per round, the longest cases left out"
    )
    parser.add_argument("--rounds", type=int, default=None, help=f"rounds that count, {FEWEST} or more")
    parser.add_argument(
        "--rivals", nargs="+", default=(), metavar="NAME", help="only these, in the core case"
    )
    parser.add_argument(
        "--processor",
        action="store_true",
        help="on a busy machine: the core case in seconds of the processor",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the results as JSON too")
    known = parser.parse_args(given)
    wrong = [part for part in known.parts if part not in PARTS]
    if wrong:
        parser.error(f"no part is called {wrong[0]}; write {', '.join(PARTS)}")
    folder = Path(__file__).with_name("rivals")
    for rival in known.rivals:
        if not (folder / f"{rival}.py").exists():
            names = ", ".join(sorted(path.stem for path in folder.glob("*.py")))
            parser.error(f"no rival is called {rival}; write some of {names}")
    if known.rounds is not None and known.rounds < FEWEST:
        parser.error(f"{known.rounds} rounds make no median; write --rounds {FEWEST} or more")
    return known


def surroundings() -> dict[str, Any]:
    """What the figures depend on besides the code, without the machine's name or folders."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "-"
    compiler = "-"
    if shutil.which("gcc"):
        compiler = subprocess.run(["gcc", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    return {
        "date": dt.date.today().isoformat(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "machine": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "gcc": compiler,
        "packages": versions,
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run the parts; 0 when all went well, 1 when programs disagree."""
    known = arguments(given)
    options = Options(
        rounds=known.rounds or (FEWEST if known.quick else 7),
        quick=known.quick,
        rivals=tuple(known.rivals),
        processor=known.processor,
        seed=known.seed,
        progress=_tell,
    )
    about = surroundings()
    packages = ", ".join(f"{name} {number}" for name, number in about["packages"].items() if number != "-")
    print(
        f"{about['date']}, {about['cores']} cores, {about['machine']}, Python {about['python']}, gcc {about['gcc']}"
    )
    print(f"{packages}; load at the start {about['load']:.1f}" if about["load"] is not None else packages)
    results: dict[str, Any] = {
        "about": about,
        "rounds": options.rounds,
        "quick": options.quick,
        "processor": options.processor,
    }
    results["parts"] = {}
    status = 0
    for name in known.parts or PARTS:
        part = import_module(f"benchmarks.parts.{name}")
        try:
            tables = part.measure(options)
        except DisagreementError as words:
            _tell("")
            print(f"\n{name}: {words}", file=sys.stderr)
            results["parts"][name] = {"disagreement": str(words)}
            status = 1
            continue
        _tell("")
        for table in tables:
            print(f"\n{table.text()}", flush=True)
        results["parts"][name] = [table.data() for table in tables]
    if known.out:
        known.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return status


def _tell(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
