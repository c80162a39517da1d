"""What the page on risk says of the ladder's prior, computed from the table and from runs."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from tests.verification.support import estimate, simulated

from kilter.engine.planning.risk import rival_counts
from kilter.mechanisms.ladder import monthly_matrix

pytestmark = pytest.mark.untraced

PAGE = Path(__file__).parents[2] / "docs" / "model" / "risk.md"
COUNTS = np.array(rival_counts())
MONTH = np.array(monthly_matrix(rival_counts()))


def reached(start: int, months: int = 12) -> float:
    """Chance that any of the coming months is at level 4 or more."""
    below = MONTH.copy()
    below[:, 4:] = 0
    return float(1 - np.linalg.matrix_power(below, months)[start].sum())


@pytest.mark.parametrize("start", [0, 2, 3, 4, 5])
def test_the_page_tells_what_the_chain_does(start):
    row = re.search(rf"^\| {start} \|(.*)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None
    yearly = COUNTS[start] / COUNTS[start].sum()
    after = np.linalg.matrix_power(MONTH, 12)[start]
    expected = (yearly[4:].sum(), reached(start), yearly[0], after[0], 1 / (1 - MONTH[start, start]))
    written = [float(cell) for cell in row[1].split("|")]
    assert (np.abs(np.subtract(written, expected)) < [5.1e-4] * 4 + [0.51]).all()


def test_runs_agree_with_the_chain():
    """A year from a display of force: the chance of a serious clash, and of quiet at its end."""
    result = simulated({"horizon": "12 months", "ladder": {"pair": {"start": 3}}}, reps=800)
    estimate(result.series("ladder.pair.serious")[:, -1]).meets(reached(3), 0.35)
    estimate((result.series("ladder.pair.level")[:, -1] == 0) * 1.0).meets(
        float(np.linalg.matrix_power(MONTH, 12)[3, 0]), 0.17
    )
