"""What the tests of the command line share: run it in this process or as a real one, and a tiny world."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kilter_cli.main import app

ROOT = Path(__file__).resolve().parents[2]

WORLD = """\
title: Base
start: 2026-01-01
horizon: 6 months
sites:
  base:
    technicians: {fitters: 2}
    parts: {engine: {stock: 2, supplier: depot}}
suppliers:
  depot: {lead_time: {value: 20 d, range: [10, 40], source: "a guess", confidence: low}}
fleets:
  truck:
    site: base
    areas: {transport: 1}
    items: 6
    use: {plan: 600 h/month}
    failures:
      engine:
        mtbf: {value: 200 h, range: [100, 300], source: "assumed"}
        needs: {part: engine, trade: fitters, labour: {mean: 20 h, sd: 5 h}}
capability:
  areas: {transport: 6}
actors:
  neighbour:
    alarm: {transport: 1}
    concern: {start: 0.4}
    reactions:
      protests: {at: 0.3, rate: 0.5/month, lasts: 30 d, effects: {supply.lead_time: x1.5}}
channels:
  border: {counts: incidents, background: 2/month, weight: 1}
"""
BETTER = """\
extends: world.yaml
title: Better supply
suppliers:
  depot: {lead_time: 5 d}
interventions:
  - {on: 2026-03-01, set: {fleets.truck.use.plan: 700 h/month}, note: more to do}
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything else, or not-a-number, is an error."""

        def refuse(word: str) -> None:
            raise ValueError(f"{word} is not JSON")

        return json.loads(self.out, parse_constant=refuse)


def kilter(*words: str | Path) -> Outcome:
    """Run a command in this process."""
    result = CliRunner(env={"COLUMNS": None}).invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


def environment(**more: str) -> dict[str, str]:
    """The environment of a real process: it finds the packages, and nobody's settings disturb it."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("KILTER", "COV", "PYTEST", "COLUMNS"))
    }
    return {**kept, "PYTHONPATH": os.pathsep.join([str(ROOT / "model"), str(ROOT / "cli")]), **more}


def process(words: Sequence[str | Path], cwd: Path, **more: str) -> Outcome:
    """Run a command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kilter_cli", *map(str, words)],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
