"""Rolling origins: the known baseline comes out, nothing of the future leaks in, gains say what they mean."""

from __future__ import annotations

import numpy as np
import pytest

from kilter.errors import KilterError
from kilter.experiment.calibration.rolling import (
    KILTER,
    LAST,
    MODELS,
    NULL,
    Scored,
    Setup,
    after_breaks,
    forecast,
    score,
)
from kilter.experiment.calibration.series import Series, find, read

PATH = find("afghanistan-2026/ucdp-monthly")


@pytest.mark.parametrize(("country", "published"), [("Afghanistan", 28.3), ("Pakistan", 54.7)])
def test_the_score_of_the_last_twelve_months_is_the_known_one(country: str, published: float) -> None:
    scored = score(read(PATH, country), "2022-08", Setup(models=(NULL, LAST)))
    row = scored.table()[0]
    assert (row.model, row.horizon, row.count) == (NULL, 0, 255)
    assert row.crps == pytest.approx(published, abs=0.051)


def altered(series: Series, origin: str) -> Series:
    counts = series.counts.copy()
    counts[series.place(origin) + 1 :] = counts[series.place(origin) + 1 :] * 7 + 1000
    return Series(series.name, series.first, counts)


@pytest.mark.parametrize("breaks", [("2021-08",), ("search",)])
def test_forecasts_do_not_know_the_future(breaks: tuple[str, ...]) -> None:
    series = read(PATH, "Afghanistan").between("2015-01", None)
    setup = Setup(draws=200, breaks=breaks, every=9)
    plain = score(series, "2023-02", setup)
    other = score(altered(series, "2023-11"), "2023-02", setup)
    # the first origin's months are all known to be the same; those whose months were altered score worse
    assert plain.crps[:, 0].tolist() == other.crps[:, 0].tolist()
    assert (other.crps[:, 1] > plain.crps[:, 1]).all()
    known = series.between(None, "2023-11")
    same = altered(series, "2023-11").between(None, "2023-11")
    for a, b in zip(forecast(known, setup), forecast(same, setup), strict=True):
        assert a.counts.tolist() == b.counts.tolist()


def test_a_break_ahead_of_the_origin_is_not_used() -> None:
    series = read(PATH, "Afghanistan").between("2015-01", "2021-06")
    assert after_breaks(series, ("2021-08",)).months == series.months
    with_it, without = (forecast(series, Setup(draws=50, breaks=b))[0] for b in (("2021-08",), ()))
    assert with_it.counts.tolist() == without.counts.tolist()


def test_after_a_break_only_the_new_regime_counts() -> None:
    series = Series.of([900] * 40 + [10, 12, 9, 11, 10, 8, 12, 9], "2018-05")
    assert after_breaks(series, ("2021-08",)).months[0] == "2021-09"
    assert forecast(series, Setup(breaks=("2021-08",)))[5].interval(0.9)[1] < 60
    assert forecast(series, Setup())[5].interval(0.9)[1] > 100
    # two months of a new regime are too few to stand alone
    early = Series(series.name, series.first, series.counts[:42])
    assert after_breaks(early, ("2021-08",)).months[0] == "2018-05"


def test_every_forecast_is_scored_once_and_only_where_something_came() -> None:
    series = Series.of(np.random.default_rng(1).negative_binomial(2, 2 / 12, 40), "2020-01")
    scored = score(series, "2022-10", Setup(horizons=3, draws=100))
    rows = {(row.model, row.horizon): row.count for row in scored.table()}
    assert scored.origins == ("2022-10", "2023-03")
    assert [rows[KILTER, h] for h in (0, 1, 2, 3)] == [6 + 5 + 4, 6, 5, 4]
    assert {model for model, _ in rows} == set(MODELS)


def test_forecasts_of_a_steady_process_hold_what_they_promise_and_beat_persistence() -> None:
    series = Series.of(np.random.default_rng(4).negative_binomial(3, 3 / 23, 110))
    scored = score(series, "2003-12", Setup(draws=400, every=2))
    rows = {(row.model, row.horizon): row for row in scored.table()}
    assert 0.82 < rows[KILTER, 0].coverage < 0.99
    gain = scored.gains()[1]
    assert gain.rival == LAST
    assert gain.low > 0
    assert gain.value == pytest.approx(1 - rows[KILTER, 0].crps / rows[LAST, 0].crps)


def test_equal_scores_are_no_gain() -> None:
    one = np.random.default_rng(1).random((1, 9, 2))
    scored = Scored("x", ("2020-01", "2020-09"), Setup(horizons=2), *[np.repeat(one, 3, axis=0)] * 3)
    assert [(gain.value, gain.low, gain.high) for gain in scored.gains()] == [(0.0, 0.0, 0.0)] * 2


def test_origins_that_cannot_be_are_refused() -> None:
    series = Series.of([1] * 30, "2020-01")
    with pytest.raises(KilterError, match="write an origin with 12 or more"):
        score(series, "2020-05")
    with pytest.raises(KilterError, match="no month follows"):
        score(series, "2022-06")
    with pytest.raises(KilterError, match="runs from 2020-01"):
        score(series, "2030-01")
