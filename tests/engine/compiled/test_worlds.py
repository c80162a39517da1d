"""The specification of the compiled engine: in any world it returns the bytes of the reference.

Hypothesis makes the worlds, with every mechanism on. The kernel is held to it twice, as it runs without a compiler and
as machine code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.compiled.twins import same
from tests.engine.strategies import changed, documents, examples, planned
from tests.engine.test_addressing import SETTINGS

from kilter.engine import compiled

SEEDS = st.integers(-(1 << 63), 1 << 64)
REPLICATIONS = st.integers(0, 1 << 40)


@st.composite
def changing(draw: Callable[..., Any], most: int) -> dict[str, Any]:
    """A world of some months with dated changes, reported and warmed up in one way or another."""
    months = draw(st.integers(1, most))
    document = draw(documents(months=months))
    report = draw(st.sampled_from([None, None, "13 d", "45 d", "3 months"]))
    warmup = draw(st.sampled_from([None, None, "7 d", "20 d"]))
    days = draw(st.lists(st.integers(1, 28 * months - 1), max_size=3, unique=True))
    changes = [
        {
            "on": (dt.date(2026, 1, 1) + dt.timedelta(days=day)).isoformat(),
            "set": {
                path: SETTINGS[path] for path in draw(st.sets(st.sampled_from(sorted(SETTINGS)), min_size=1))
            },
        }
        for day in sorted(days)
    ]
    settings = {"report": report, "warmup": warmup, "interventions": changes}
    return changed(document, **{key: value for key, value in settings.items() if value})


@examples(5)
@given(changing(4), SEEDS, REPLICATIONS)
def test_the_kernel_without_a_compiler(document, seed, replication):
    same(planned(document), [replication], seed)


@pytest.mark.untraced
@pytest.mark.slow
@examples(120)
@given(changing(6), SEEDS, REPLICATIONS)
def test_machine_code_where_much_changes(document, seed, replication):
    same(planned(document), [replication], seed, compiled.simulate)


@pytest.mark.untraced
@pytest.mark.slow
@examples(80)
@given(documents(months=10))
def test_machine_code_in_longer_worlds(document):
    same(planned(document), [1], engine=compiled.simulate)
