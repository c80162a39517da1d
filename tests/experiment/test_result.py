import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.experiment.fakes import FAKE, FakeScenario

from kilter.errors import KilterError, NameUnknownError
from kilter.experiment import run


@pytest.fixture(scope="module")
def result():
    return run(FakeScenario("A <b>bold</b> title"), reps=12, seed=3, jobs=1, engine=FAKE)


def test_shapes_and_names(result):
    assert result.values.shape == (12, 4, 4)
    assert result.averages.shape == (12, 4)
    assert result.names == ("up", "down", "plain", "sometimes")
    assert result.series("down").shape == (12, 4)
    assert result.average("down").shape == (12,)
    np.testing.assert_array_equal(result.series("down"), result.values[:, :, 1])
    assert result.measure("up").better == 1


def test_a_typo_names_the_nearest_measure(result):
    with pytest.raises(NameUnknownError, match=r"no measure 'donw'; did you mean 'down'\?"):
        result.series("donw")


def test_summary_is_tidy_and_counts_what_is_defined(result):
    summary = result.summary()
    names = ["measure", "month", "mean", "se", "q05", "q25", "q50", "q75", "q95", "count"]
    assert list(summary.columns) == names
    assert len(summary) == 4 * 4
    row = summary[(summary["measure"] == "down")].iloc[2]
    assert row["month"].date() == result.months[2]
    assert row["mean"] == pytest.approx(result.values[:, 2, 1].mean())
    assert row["q95"] == pytest.approx(np.quantile(result.values[:, 2, 1], 0.95))
    assert set(summary[summary["measure"] == "sometimes"]["count"]) == {8}
    assert set(summary[summary["measure"] == "up"]["count"]) == {12}


def test_frame_holds_every_value_in_its_place(result):
    frame = result.frame(["plain", "up"])
    assert list(frame.columns) == ["replication", "month", "measure", "value"]
    assert len(frame) == 12 * 4 * 2
    row = frame[(frame["replication"] == 5) & (frame["measure"] == "up")].iloc[3]
    assert row["month"].date() == date(2026, 9, 30)
    assert row["value"] == result.values[5, 3, 0]
    assert len(result.frame()) == 12 * 4 * 4


def test_document_has_the_promised_form(result):
    document = result.document()
    assert list(document) == [
        "kilter",
        "scenario",
        "fingerprint",
        "seed",
        "replications",
        "months",
        "measures",
    ]
    assert document["months"][0] == "2026-06-30"
    entry = document["measures"]["up"]
    assert list(entry) == ["unit", "mean", "se", "q05", "q50", "q95", "time_average"]
    assert entry["unit"] == "points"
    assert len(entry["q95"]) == 4
    assert entry["time_average"]["mean"] == pytest.approx(result.averages[:, 0].mean())
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_what_is_undefined_becomes_null():
    single = run(FakeScenario(), reps=1, jobs=1, engine=FAKE).document()
    assert single["measures"]["sometimes"]["mean"] == [None] * 4
    assert single["measures"]["up"]["se"] == [None] * 4
    json.dumps(single, allow_nan=False)


def test_html_is_escaped(result):
    text = result._repr_html_()
    assert "&lt;b&gt;" in text
    assert "<b>" not in text


def test_values_must_fit(result):
    with pytest.raises(KilterError, match="do not fit"):
        replace(result, months=result.months[:3])
