"""Scores of a hindcast against numbers worked out by hand, and a fleet whose end is known exactly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from kilter.errors import KilterError
from kilter.experiment.hindcast import Forecast, Scored, crps, open_hindcasts, rmse, score

PACK = {
    "world.yaml": """\
title: A fleet without overhaul
start: 2020-01-01
horizon: 12 months
fleets:
  truck:
    items: 10
    overhaul: {every: 2 y, slots: 0/year, phase: {lots: [{items: 4, calendar: 0.9}, {items: 6, calendar: 0.1}]}}
""",
    "all-stay.yaml": "title: All stay\nstart: 2020-01-01\nhorizon: 12 months\nfleets: {truck: {items: 10}}\n",
    "hindcast.yaml": """\
hindcasts:
  trucks:
    title: Trucks
    story: Four are due in March.
    known: All of it.
    measure: fleet.truck.mission_capable
    priors: [world]
    null: {scenario: all-stay, published: [10, 9], says: all stay}
    tolerance: 1
    observations:
      - {on: 2020-02-10, value: 10, source: a paper}
      - {on: 2020-06-30, value: 7, source: a paper}
""",
}


def forecast(sample: np.ndarray, observed: list[float]) -> Forecast:
    return Forecast("one", "One", np.asarray(sample, dtype=float), np.array(observed), 2.0)


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Scored:
    folder = tmp_path_factory.mktemp("pack")
    for name, text in PACK.items():
        (folder / name).write_text(text, encoding="utf-8")
    (case,) = open_hindcasts(folder)
    return score(case, reps=3, jobs=1)


def test_scores_of_a_fleet_whose_end_is_known(scored: Scored) -> None:
    (one,) = scored.forecasts
    assert one.sample.tolist() == [[10.0, 6.0]] * 3  # no luck in it
    assert one.errors.tolist() == [0.0, -1.0]
    assert one.hits.tolist() == [True, True]
    assert one.rmse == pytest.approx(np.sqrt(0.5))
    assert one.crps.tolist() == [0.0, 1.0]
    assert one.rmse_se == 0.0
    assert scored.null is not None
    assert scored.null.errors.tolist() == [0.0, 3.0]
    assert scored.published == pytest.approx(np.sqrt(2.0))
    assert scored.bar == scored.published
    assert scored.verdict(one) == "better"
    assert scored.verdict(scored.null) == "worse"
    (said,) = scored.sentences()
    assert said == (
        "A fleet without overhaul beats the null (RMSE 0.71 against 1.41): 2 of 2 observations within ±1."
    )


def test_the_document_says_what_was_asked_and_what_came_out(scored: Scored) -> None:
    document = scored.document()
    assert (document["frozen"], document["changed_since"]) == (None, [])
    (one,) = document["priors"]
    assert one["mean"] == [10.0, 6.0]
    assert one["interval_90"] == [[10.0, 6.0], [10.0, 6.0]]
    assert (one["covered_90"], one["verdict"]) == (1, "better")
    assert document["published_null"] == {"mean": [10.0, 9.0], "rmse": pytest.approx(np.sqrt(2.0))}
    assert document["null"]["rmse"] == pytest.approx(np.sqrt(4.5))


def test_the_score_of_a_normal_sample_is_the_published_formula() -> None:
    """Gneiting & Raftery 2007, eq. 21: sd (z (2 F(z) - 1) + 2 f(z) - 1/sqrt(pi))."""
    sample = 3.0 + 2.0 * norm.ppf((np.arange(4000) + 0.5) / 4000)
    for y in (3.0, 5.5, -4.0):
        z = (y - 3.0) / 2.0
        exact = 2.0 * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))
        assert crps(sample, y) == pytest.approx(exact, abs=2e-3)


def test_the_score_of_a_small_sample_is_fair() -> None:
    """Its mean over samples is that of a sample without end, however few are drawn."""
    rng = np.random.default_rng(1)
    few = np.mean([crps(rng.normal(size=3), 0.5) for _ in range(20_000)])
    exact = 0.5 * (2 * norm.cdf(0.5) - 1) + 2 * norm.pdf(0.5) - 1 / np.sqrt(np.pi)
    assert few == pytest.approx(exact, abs=0.015)


def test_the_error_of_the_error_is_that_of_repeated_runs() -> None:
    rng = np.random.default_rng(2)
    shared = rng.normal(size=(400, 50, 1))  # dates of one replication go together
    samples = 10.0 + shared + 0.3 * rng.normal(size=(400, 50, 3))
    observed = [8.0, 7.0, 12.0]
    found = [forecast(one, observed) for one in samples]
    spread = np.std([one.rmse for one in found])
    assert np.mean([one.rmse_se for one in found]) == pytest.approx(spread, rel=0.1)


def test_intervals_hold_their_share() -> None:
    one = forecast(np.arange(101.0).reshape(-1, 1), [6.0])
    assert [float(end[0]) for end in one.interval(0.9)] == pytest.approx([5.0, 95.0])
    assert (one.covered(0.9), one.covered(0.5)) == (1, 0)


def test_a_difference_within_luck_is_no_verdict(scored: Scored) -> None:
    rng = np.random.default_rng(3)
    near = forecast(10 + np.array([[1.4, 1.4]]) + rng.normal(size=(20, 2)), [10.0, 10.0])
    assert abs(near.rmse - (scored.bar or 0.0)) < 2 * near.rmse_se
    assert scored.verdict(near) == "equal"


def test_one_replication_has_no_interval(scored: Scored) -> None:
    with pytest.raises(KilterError, match="intervals need 2 replications or more, not 1"):
        score(scored.case, reps=1)


def test_errors_of_the_published_null() -> None:
    """The three numbers and their error as published."""
    assert rmse(np.array([11.0, 10.3, 7.9]) - np.array([9, 8, 5])) == pytest.approx(2.4, abs=0.05)


def test_with_ignorance_each_replication_has_values_of_its_own(tmp_path: Path) -> None:
    for name, text in PACK.items():
        text = text.replace("calendar: 0.9", "calendar: {value: 0.9, range: [0.85, 0.95], source: assumed}")
        (tmp_path / name).write_text(text, encoding="utf-8")
    (case,) = open_hindcasts(tmp_path)
    told: list[tuple[int, int]] = []
    scored = score(case, reps=8, ignorance=True, progress=lambda *at: told.append(at))
    (one,) = scored.forecasts
    assert len(set(one.sample[:, 0].tolist())) >= 4  # due on another day of February, or later
    assert set(one.sample[:, 1].tolist()) == {6.0}
    assert told[-1] == (8, 8)
    assert (scored.document()["ignorance"], scored.null is not None) == (True, True)
    again = score(case, reps=8, ignorance=True)
    assert again.forecasts[0].sample.tobytes() == one.sample.tobytes()
