"""What a scenario can produce is reported, once, under its name in the catalogue."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from tests.engine.strategies import documents, examples, planned, replicate

import kilter
from kilter.engine.measures import CATALOGUE
from kilter.engine.plan import plan
from kilter.errors import ScenarioError


def pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"<\w+>", r"[^.]+", name.replace(".", r"\.")))


@examples(5)
@given(documents())
def test_the_whole_catalogue_is_produced(document):
    names = [m.name for m in planned(document).measures]
    assert len(set(names)) == len(names)
    for measure in CATALOGUE:
        assert any(pattern(measure.name).fullmatch(name) for name in names), measure.name


@pytest.mark.parametrize("pack", ["afghanistan-2026/world", "northland/world", "checks/02-machine-repairman"])
def test_every_measure_is_of_the_catalogue_and_has_a_meaning(pack):
    made = plan(kilter.load(pack))
    names = [m.name for m in made.measures]
    assert len(set(names)) == len(names)
    for m in made.measures:
        kin = [c for c in CATALOGUE if pattern(c.name).fullmatch(m.name)]
        assert kin, m.name
        assert any((c.unit, c.kind, c.definition) == (m.unit, m.kind, m.definition) for c in kin)
        assert m.definition.endswith(".")
        assert m.kind in ("mean", "end", "count", "total")
        assert m.better in (-1, 0, 1)


@examples(8)
@given(documents())
def test_one_row_per_period_and_nothing_undefined_for_ever(document):
    made, result = planned(document), replicate(document)
    assert result.values.shape == (9, len(made.measures))
    assert result.averages.shape == (len(made.measures),)
    assert len(made.months) == 9
    assert made.months[0].isoformat() == "2026-01-31"
    undefined = {m.name for i, m in enumerate(made.measures) if np.isnan(result.values[:, i]).all()}
    # nobody asked for a part, had a job, or climbed the ladder: nothing to divide by
    allowed = ("fill_rate", "wait_share", "first_serious", "availability", "fmc", "pmc", "nmcm", "nmcs")
    allowed += ("utilisation", "materiel_availability", "ratio")
    assert all(name.endswith(allowed) for name in undefined), undefined
    assert not np.isinf(result.values).any()


def test_a_driver_that_is_no_measure_is_named_with_what_is_near():
    document = "{horizon: 1 y, channels: {c: {background: 1/month, drivers: {channel.c.expectd: 1}}}}"
    with pytest.raises(ScenarioError, match=r"expectd.*channel\.c\.expected"):
        plan(kilter.loads(document))
