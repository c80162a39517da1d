import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.experiment.fakes import FakeScenario, month_ends, synthetic_comparison

from kilter.engine.trajectory import Measure
from kilter.experiment import headline
from kilter.experiment.comparison import Comparison
from kilter.experiment.result import Result

RISK = Measure("risk.index", "0–10", "end", "", "", -1)
CAPABILITY = Measure("capability.index", "100 = requirement", "end", "", "", 1)
SERIOUS = Measure("ladder.a-b.serious", "", "end", "", "", -1)
COST = Measure("cost.total", "M USD", "total", "", "", -1)


def made(*scenarios, periods=36):
    """A comparison from {Measure: values at the end} per scenario; the first is the baseline."""
    results = []
    for place, columns in enumerate(scenarios):
        last = np.stack([np.asarray(values, dtype=float) for values in columns.values()], axis=1)
        values = np.repeat(last[:, np.newaxis, :], periods, axis=1)
        title = "Base" if place == 0 else f"Option {place}"
        scenario = FakeScenario(title, title.lower())
        results.append(
            Result(scenario, "f", 1, len(last), month_ends(periods), tuple(columns), values, last.copy())
        )
    return Comparison(results[0], tuple(results))


def luck(seed, reps=100, scale=1.0):
    return np.random.default_rng(seed).normal(0, scale, reps)


def test_a_clear_difference_is_said_with_its_interval_and_how_often():
    base = 5 + luck(1)
    option = base - 1 + luck(2, scale=0.1)
    first, second = headline.sentences(made({RISK: base}, {RISK: option}))
    assert "regional risk under “Option 1” is 1.0" in first
    assert "points lower after 36 months (95 % interval 0.9" in first
    assert "almost always (all 100 runs)" in second
    assert "together" not in first


def test_higher_is_said_as_higher():
    base = 5 + luck(1)
    first, _ = headline.sentences(made({CAPABILITY: base}, {CAPABILITY: base + 3 + luck(2)}))
    assert "higher" in first
    assert "lower" not in first
    low, high = first.split("interval ")[1].rstrip(").").split(" to ")
    assert 0 < float(low) < 3 < float(high) < 4


def test_a_difference_that_holds_in_most_runs_is_usual():
    base = luck(1)
    second = headline.sentences(made({RISK: base}, {RISK: base - 1 + luck(2)}))[1]
    assert "differs this way usually (8" in second


def test_a_difference_in_the_mean_only_is_not_more_than_that():
    base = luck(1, 400)
    option = base + np.where(np.arange(400) % 10 < 4, -5.0, 1.0)  # lower on average, higher in most runs
    first, second = headline.sentences(made({RISK: base}, {RISK: option}))
    assert "lower" in first
    assert "cannot tell the two apart, only their mean does (40 % of 400 runs)" in second
    assert "usually" not in second


def test_more_often_than_not():
    base = luck(1, 400)
    second = headline.sentences(made({RISK: base}, {RISK: base + 0.4 + luck(2, 400)}))[1]
    assert "more often than not (6" in second


def test_nothing_stands_out():
    base = 5 + luck(1)
    first, second = headline.sentences(
        made({RISK: base, CAPABILITY: base}, {RISK: base + luck(2), CAPABILITY: base + luck(3)})
    )
    assert "nothing stands out" in first
    assert "regional risk or capability after 36 months" in first
    assert "cannot tell apart from none" in second
    assert "100 paired replications" in second
    for strong in ("almost always", "usually", "more often"):
        assert strong not in first + second


def test_equal_scenarios_are_said_to_be_equal():
    base = {RISK: luck(1)}
    first, second = headline.sentences(made(base, base))
    assert "nothing stands out" in first
    assert second == "The values are equal in all 100 runs."


def test_one_replication_says_nothing_about_certainty():
    first, second = headline.sentences(made({RISK: [5.0]}, {RISK: [1.0]}))
    assert "nothing stands out" in first
    assert "One replication says nothing" in second


def test_many_alternatives_need_stronger_evidence():
    base = luck(1, 60)
    shift = luck(2, 60)
    shift += 2.2 * shift.std(ddof=1) / np.sqrt(60) - shift.mean()  # t = 2.2: enough alone, not among five
    alone = made({RISK: base}, {RISK: base + shift})
    assert "stands out most" in headline.sentences(alone)[0]
    same = {RISK: base + luck(9, 60)}
    among = made({RISK: base}, {RISK: base + shift}, *[same] * 4)
    assert "nothing stands out" in headline.sentences(among)[0]
    assert "for all 5 alternatives together" in headline.sentences(among)[1]


def test_two_different_measures_are_both_named():
    base = luck(1)
    first, second = headline.sentences(
        made(
            {RISK: base, CAPABILITY: base},
            {RISK: base + luck(2, scale=0.1), CAPABILITY: base + 4},
            {RISK: base - 2, CAPABILITY: base + 1},
        )
    )
    assert "capability under “Option 1” is 4.0 points higher" in first
    assert "regional risk under “Option 2” is 2.0 points lower" in first
    assert "3 of the 4 headline differences stand out" in second


def test_probability_is_told_in_shares_of_runs():
    base = np.arange(100) < 60
    first, second = headline.sentences(made({SERIOUS: base}, {SERIOUS: np.arange(100) < 20}))
    assert "the probability of a serious clash under “Option 1” is 40 percentage points lower" in first
    assert "a serious clash comes in 20 % of 100 runs instead of 60 %" in second


def test_almost_all_runs_are_not_rounded_up_to_all():
    base = np.zeros(1000)
    option = np.ones(1000)
    option[0] = -1
    assert "more than 99 % of 1000 runs" in headline.sentences(made({RISK: base}, {RISK: option}))[1]


def test_a_textbook_case_falls_back_on_its_own_measures():
    queue = Measure("site.shop.trade.fitters.queue", "jobs", "mean", "Jobs waiting for a team.", "", -1)
    base = 2 + luck(1)
    first, second = headline.sentences(made({queue: base}, {queue: base - 1}))
    assert "“jobs waiting for a team” (shop, fitters) under “Option 1” is 1.00 jobs lower" in first
    assert "“jobs waiting for a team” (shop, fitters) differs this way" in second
    first, second = headline.sentences(made({queue: base}, {queue: base + luck(2)}))
    assert "in “jobs waiting for a team” (shop, fitters) after 36 months can be told from none" in first
    assert "site shop" not in first + second


def test_without_any_judgeable_measure_nothing_is_judged():
    neutral = Measure("count", "", "end", "", "", 0)
    first, second = headline.sentences(made({neutral: [1.0, 2.0]}, {neutral: [2.0, 4.0]}))
    assert "no measure with a better" in first
    assert "without a judgement" in second


def test_the_table_looks_at_the_months_within_the_horizon():
    entries = headline.table(synthetic_comparison(periods=14, reps=20))
    marks = entries[1]["marks"]
    assert [(mark["measure"], mark["months"]) for mark in marks] == [
        ("capability.index", 6),
        ("capability.index", 12),
        ("risk.index", 6),
        ("risk.index", 12),
    ]
    assert entries[0]["marks"][0]["difference"] is None
    assert marks[1]["low"] < marks[1]["difference"] < marks[1]["high"]
    json.dumps(entries, allow_nan=False)


def test_the_table_of_a_short_run_takes_its_last_month():
    entries = headline.table(synthetic_comparison(periods=3, reps=5))
    assert {(mark["months"], mark["when"]) for mark in entries[0]["marks"]} == {(None, "2026-08-31")}


def test_marks_are_found_when_periods_are_not_months():
    weeks = [date(2026, 6, 1) + timedelta(7 * step) for step in range(1, 60)]
    place = headline.place_of(weeks, 6)
    assert abs((weeks[place] - date(2026, 12, 1)).days) <= 7
    assert headline.place_of(weeks, 36) is None


def test_the_table_skips_what_does_not_exist():
    entries = headline.table(made({RISK: [1.0, 2.0]}, {RISK: [1.0, 3.0]}))
    assert entries[0]["serious"] is None
    assert entries[0]["cost"] is None
    assert {mark["measure"] for mark in entries[0]["marks"]} == {"risk.index"}


def test_serious_clash_has_wilsons_interval_and_cost_its_unit():
    entry = headline.table(
        made({SERIOUS: np.arange(50) < 5, COST: [3.0] * 50}, {SERIOUS: [0] * 50, COST: [4.0] * 50})
    )
    assert entry[0]["serious"]["probability"] == pytest.approx(0.1)
    assert 0.04 < entry[0]["serious"]["low"] < 0.05
    assert entry[1]["serious"]["low"] == 0
    assert entry[1]["serious"]["high"] > 0.05
    assert entry[0]["serious"]["difference"] is None
    assert entry[1]["serious"]["difference"] == pytest.approx(-0.1)
    assert entry[1]["serious"]["difference_low"] < -0.1 < entry[1]["serious"]["difference_high"] < 0
    assert entry[1]["cost"]["unit"] == "M USD"
    assert entry[1]["cost"]["difference"] == 1.0


def test_serious_that_is_never_defined_is_left_out():
    result = made({SERIOUS: [np.nan, np.nan]}, {SERIOUS: [np.nan, np.nan]}).baseline
    assert headline.serious(result) is None
    assert headline.serious(replace(result, measures=(RISK,))) is None
