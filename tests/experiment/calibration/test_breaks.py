"""Regime breaks: found where they are, and not where they are not."""

from __future__ import annotations

import numpy as np
import pytest

from kilter.experiment.calibration.breaks import find_breaks
from kilter.experiment.calibration.series import Series, find, month_number, read


def counts(rng: np.random.Generator, mean: float, months: int, size: float = 2.0) -> np.ndarray:
    return rng.negative_binomial(size, size / (size + mean), months)


@pytest.mark.parametrize("seed", range(5))
def test_a_fall_by_an_order_of_magnitude_is_found_to_the_month_or_nearly(seed: int) -> None:
    rng = np.random.default_rng(seed)
    series = Series.of(np.concatenate([counts(rng, 900, 60), counts(rng, 20, 40)]), "2016-09")
    found = find_breaks(series)
    assert len(found) == 1
    assert abs(month_number(found[0]) - month_number("2021-08")) <= 1


def test_steady_series_are_left_whole() -> None:
    rng = np.random.default_rng(11)
    wrong = sum(bool(find_breaks(Series.of(counts(rng, 15, 120)))) for _ in range(40))
    assert wrong <= 4


def test_short_constant_and_empty_series_have_none() -> None:
    for values in ([5] * 60, [0] * 60, [1, 900] * 5):
        assert find_breaks(Series.of(values)) == ()


def test_august_2021_is_found() -> None:
    series = read(find("afghanistan-2026/ucdp-monthly"), "Afghanistan")
    found = [month_number(month) for month in find_breaks(series.between("2015-01", None))]
    assert min(abs(month - month_number("2021-08")) for month in found) <= 1
