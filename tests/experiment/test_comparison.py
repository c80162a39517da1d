import json
import math

import numpy as np
import pytest
from tests.experiment.fakes import FAKE, FakeScenario

from kilter.errors import KilterError, NameUnknownError
from kilter.experiment import compare, running
from kilter.experiment.engines import Engine

PLAIN = FakeScenario()
BETTER = FakeScenario("Better", "better", shift=2.0)


@pytest.fixture(scope="module")
def comparison():
    return compare([PLAIN, BETTER], reps=30, jobs=1, engine=FAKE)


def test_a_scenario_against_itself_differs_by_exactly_nothing():
    same = compare([PLAIN, PLAIN], reps=9, jobs=1, engine=FAKE)
    frame = same.differences(at="all")
    assert (frame[["difference", "low", "high", "se"]] == 0).all().all()
    assert frame["variance_ratio"].isna().all()
    judged = frame[frame["measure"] != "plain"]
    assert (judged["p_better"] == 0.5).all()
    assert frame[frame["measure"] == "plain"]["p_better"].isna().all()
    row = same.document()["differences"][0]
    assert (row["difference"], row["low"], row["high"], row["p_better"]) == (0.0, 0.0, 0.0, 0.5)
    assert row["variance_ratio"] is None


def test_the_same_content_in_two_objects_also_differs_by_nothing():
    frame = compare([PLAIN, FakeScenario()], reps=9, jobs=1, engine=FAKE).differences()
    assert (frame["difference"] == 0).all()


def test_differences_are_paired(comparison):
    frame = comparison.differences(["up"], at="end")
    row = frame.iloc[0]
    assert row["scenario"] == "Better"
    assert row["when"] == "2026-09-30"
    assert row["difference"] == pytest.approx(2.0)  # all other luck is shared
    assert row["value"] - row["baseline"] == pytest.approx(2.0)
    assert row["p_better"] == 1.0
    assert row["count"] == 30


def test_default_times_are_the_average_and_the_end(comparison):
    frame = comparison.differences()
    assert list(dict.fromkeys(frame["when"])) == ["average", "2026-09-30"]
    assert len(frame) == 4 * 2
    assert len(comparison.differences(at="all")) == 4 * 5
    assert len(comparison.differences(["up"], at=[comparison.months[0], "end"])) == 2


def test_replications_undefined_in_one_are_left_out_and_counted(comparison):
    row = comparison.differences(["sometimes"], at="end").iloc[0]
    assert row["count"] == 20
    assert not math.isnan(row["difference"])


def test_pairing_helps_when_luck_is_shared():
    noisy = compare([PLAIN, FakeScenario("Other", extra=("one",))], reps=40, jobs=1, engine=FAKE)
    assert set(noisy.names) == {"up", "down", "plain", "sometimes"}
    ratio = noisy.differences(["up"], at=noisy.months[0]).iloc[0]["variance_ratio"]
    assert math.isnan(ratio) or ratio > 0


def test_variance_ratio_is_the_factor_by_which_pairing_shrank_the_variance():
    rng = np.random.default_rng(1)
    base = compare([PLAIN, BETTER], reps=30, jobs=1, engine=FAKE)
    base.results[1].values[:, -1, 0] += rng.normal(0, 0.1, 30)
    row = base.differences(["up"], at="end").iloc[0]
    a, b = base.baseline.series("up")[:, -1], base.results[1].series("up")[:, -1]
    assert row["variance_ratio"] == pytest.approx((a.var(ddof=1) + b.var(ddof=1)) / (b - a).var(ddof=1))
    assert row["variance_ratio"] > 20


def test_the_baseline_comes_first_wherever_it_stands():
    comparison = compare([BETTER, PLAIN], baseline=PLAIN, reps=3, jobs=1, engine=FAKE)
    assert comparison.labels == ("Plain", "Better")
    outside = compare([BETTER], baseline=PLAIN, reps=3, jobs=1, engine=FAKE)
    assert outside.labels == ("Plain", "Better")
    itself = compare([PLAIN], baseline=PLAIN, reps=3, jobs=1, engine=FAKE)
    assert itself.labels == ("Plain (plain)", "Plain (plain) #2")


def test_labels_stay_distinct():
    twins = [FakeScenario("Same", "a"), FakeScenario("Same", "b"), FakeScenario("Other", "c")]
    assert compare(twins, reps=2, jobs=1, engine=FAKE).labels == ("Same (a)", "Same (b)", "Other")


def test_one_scenario_is_not_a_comparison():
    with pytest.raises(KilterError, match="two scenarios or more"):
        compare([PLAIN], engine=FAKE)


def test_different_horizons_are_refused_before_anything_runs():
    longer = FakeScenario("Longer", periods=6)
    with pytest.raises(KilterError, match=r"--until 2026-09-30"):
        compare([PLAIN, longer], engine=Engine(FAKE.plan, None))


def test_a_measure_missing_from_one_scenario_is_named():
    extra = FakeScenario("Extra", "extra", extra=("one",))
    with pytest.raises(NameUnknownError, match="'Plain' has no measure 'one'"):
        compare([extra, PLAIN], measures=["one"], reps=2, engine=FAKE)
    comparison = compare([extra, PLAIN], reps=2, jobs=1, engine=FAKE)
    assert "one" not in comparison.names
    with pytest.raises(NameUnknownError, match="only in 'Extra'"):
        comparison.differences(["one"])


def test_unknown_time_is_refused(comparison):
    with pytest.raises(NameUnknownError, match="write average, end, all"):
        comparison.differences(at="2031-01-31")


def test_chosen_measures_limit_the_comparison():
    comparison = compare([PLAIN, BETTER], measures=["down", "up"], reps=3, jobs=1, engine=FAKE)
    assert list(dict.fromkeys(comparison.differences()["measure"])) == ["down", "up"]


def test_document_is_plain(comparison):
    document = comparison.document()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert document["baseline"] == "Plain"
    assert [one["key"] for one in document["scenarios"]] == ["plain", "better"]


def test_html_is_escaped():
    text = compare(
        [PLAIN, FakeScenario("<script>x</script>", "x")], reps=2, jobs=1, engine=FAKE
    )._repr_html_()
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_processes_change_nothing(monkeypatch, comparison):
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)
    shared = compare([PLAIN, BETTER], reps=30, jobs=2, engine=FAKE)
    for one, other in zip(comparison.results, shared.results, strict=True):
        assert one.values.tobytes() == other.values.tobytes()
