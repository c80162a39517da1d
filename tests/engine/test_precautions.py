"""Precautions act by their effects, as far as they are carried out, and cost what they say."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from tests.engine.strategies import changed, documents, examples, named, planned

import kilter
from kilter.engine.reference import simulate
from kilter.engine.trace import Tracer
from kilter.errors import ScenarioError
from kilter.mechanisms.ladder import monthly_matrix, tilt_row

YEAR = {"start": "2026-01-01", "horizon": "12 months"}
HOTLINE = {
    **YEAR,
    "agreement": {"partner": "p", "transparency": 0.2},
    "channels": {"clashes": {"background": "2/month", "branching": 0}},
    "ladder": {"border": {"start": 3, "pressure": 2}},
    "precautions": {
        "hotline": {
            "kind": "hotline",
            "from": "4 months",
            "setup": "50 k USD",
            "price": "10 k USD/month",
            "effects": {"ladder.border.pressure": "x0.6", "agreement.transparency": "+0.4"},
        }
    },
}


def test_a_hotline_lowers_upward_odds_by_exactly_its_factor():
    seen = named(HOTLINE)
    up = seen["ladder.border.push.up"]
    np.testing.assert_allclose(up, np.log(2) + np.where(np.arange(12) >= 4, np.log(0.6), 0))
    row = monthly_matrix([[0] * 6, [0] * 6, [0] * 6, [20, 0, 5, 60, 14, 1], [0] * 6, [0] * 6])[3]
    without, with_it = (tilt_row(row, 3, x, 0.0) for x in (np.log(2), np.log(2 * 0.6)))
    for higher in (4, 5):
        assert with_it[higher] / with_it[3] == pytest.approx(0.6 * without[higher] / without[3])


def test_it_comes_up_with_its_ramp_and_goes_when_its_level_does():
    document = changed(
        HOTLINE,
        precautions__hotline__ramp="4 months",
        interventions=[{"on": "2026-11-01", "set": {"precaution.hotline.level": 0}}],
    )
    seen = named(document)
    level = np.array([0, 0, 0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 0, 0])
    np.testing.assert_allclose(seen["precaution.hotline.level"], level)
    np.testing.assert_allclose(seen["ladder.border.push.pressure"], np.log(2) + level * np.log(0.6))


def test_what_it_costs():
    seen = named(HOTLINE)
    months = np.clip(np.arange(12) - 3, 0, None)
    expected = 10e3 * months + np.where(months > 0, 50e3, 0)
    np.testing.assert_allclose(seen["cost.precautions"], expected)
    np.testing.assert_allclose(seen["cost.total"], expected)
    half = named(changed(HOTLINE, precautions__hotline__level=0.5))
    np.testing.assert_allclose(half["cost.precautions"][-1], 8 * 5e3 + 50e3)
    assert "cost.precautions" not in named(changed(HOTLINE, precautions__hotline={"effects": {}}))


def test_the_price_of_the_agreement_stops_with_it_and_that_of_a_precaution_does_not():
    still = dict.fromkeys(("delay", "narrow", "suspend", "end", "broaden", "resume"), "0/month")
    agreement = {"partner": "p", "price": "3 k USD", "life": still}
    change = {"on": "2026-07-01", "set": {"agreement.state": "ended"}}
    seen = named(
        changed(HOTLINE, agreement=agreement, precautions__hotline__effects={}, interventions=[change])
    )
    np.testing.assert_allclose(seen["cost.agreement"], 3e3 * np.minimum(np.arange(1, 13), 6))
    np.testing.assert_allclose(np.diff(seen["cost.precautions"])[5:], 10e3)
    change["set"] = {"agreement.state": "suspended"}
    seen = named(
        changed(HOTLINE, agreement=agreement, precautions__hotline__effects={}, interventions=[change])
    )
    np.testing.assert_allclose(seen["cost.agreement"][-1], 6 * 3e3)


def test_confidence_building_calms_as_far_as_it_is_carried_out():
    document = changed(
        HOTLINE, precautions__visits={"kind": "confidence-building", "calms": True, "level": 0.4}
    )
    np.testing.assert_allclose(named(document)["ladder.border.push.calm"], 0.5 * 0.4)
    np.testing.assert_allclose(named(HOTLINE)["ladder.border.push.calm"], 0)


def test_the_trace_tells_beginning_and_end():
    told = Tracer()
    change = {"on": "2026-11-01", "set": {"precautions.hotline.level": 0}}
    simulate(
        planned(changed(HOTLINE, interventions=[change])),
        1,
        0,
        told,
    )
    assert [r.text for r in told.records if r.kind == "precaution"] == ["begins", "ends"]


@examples(3)
@given(documents())
def test_one_that_does_nothing_changes_nothing(document):
    idle = {"from": "2 months", "ramp": "3 months", "price": "5 k USD/month"}
    plain, beside = named(document), named(changed(document, precautions__idle=idle))
    for measure, values in plain.items():
        assert (
            measure in ("cost.total", "cost.precautions") or values.tobytes() == beside[measure].tobytes()
        ), measure
    ends = beside["cost.total"][-1] - plain["cost.total"][-1]
    assert ends == pytest.approx(5e3 * (1 / 3 + 2 / 3 + 1 * 4), abs=1)


@pytest.mark.parametrize(
    ("effects", "what"),
    [
        ({"risk.coping.value": "x0.5"}, "is a part of the index, not a cause of anything"),
        ({"channels.clashes.weight": "x0.5"}, "is a part of the index"),
        ({"ladder.*.reference": "x2"}, "is a part of the index"),
        ({"ladder.bordr.pressure": "x0.5"}, "there is no quantity at"),
        ({"ladder.border.pressure": "half"}, "'x1.6' to multiply"),
        ({"channels.clashes.branching": "+0.99"}, "events never die out"),
        ({"ladder.border.start": "+1"}, "describes the start"),
    ],
)
def test_what_does_not_fit_is_said(effects, what):
    risk = {"vulnerability": {"value": 5}, "coping": {"value": 5}}
    with pytest.raises(ScenarioError) as caught:
        kilter.loads(
            json.dumps(
                changed(
                    HOTLINE,
                    risk=risk,
                    channels__clashes__branching=0.1,
                    precautions__hotline__effects=effects,
                )
            )
        )
    assert what in str(caught.value)
