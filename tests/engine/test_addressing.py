"""Luck is addressed: what two runs share is the same to the last bit."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.engine.strategies import build, changed, documents, examples, inserted, named, planned, replicate

import kilter
from kilter.engine.reference import simulate
from kilter.engine.trace import Tracer
from kilter.experiment import running

pytestmark = pytest.mark.untraced

#: Things that may change on a date.
SETTINGS = {
    "supply.border": 0.9,
    "supply.sanctions": 0.8,
    "supply.lead_time": "x3",
    "supply.price": "x50",
    "suppliers.traders.reliability": 0.01,
    "sites.base.parts.oil.demand": "9/month",
    "sites.base.parts.engine.stock": 6,
    "sites.base.shift": "3 h/day",
    "sites.base.tools": "x2",
    "sites.base.technicians.air.leaving.journeyman": "0.5/month",
    "agreement.state": "suspended",
    "agreement.transparency": 0.9,
    "agreement.tracks.maintenance.advisers.air": 5,
    "fleets.birds.use.plan": "900 h/month",
    "fleets.birds.failures.engine.mtbf": "5 h",
    "fleets.birds.overhaul.turnaround": "300 d",
    "fleets.birds.accidents": "30/1000 h",
    "courses.basic.seats": "60/year",
    "actors.rival.concern.gain": 5,
    "actors.rival.reactions.closure.rate": "5/month",
    "channels.raids.background": "30/month",
    "channels.clashes.size": 0.2,
    "ladder.border.pressure": 9,
    "parties.them.level": 2,
    "risk.coping.value": 9,
    "budget.support": "10 k USD/year",
}

#: Entities that have nothing to do with the rest, by section.
UNRELATED = {
    "actors": {"concern": {"start": 0.5}},
    "suppliers": {"lead_time": {"mean": "5 d", "sd": "2 d"}, "capacity": "1/month"},
    "parts": {"price": "3 USD"},
    "courses": {"trade": "air", "site": "base", "length": "4 months"},
    "channels": {"background": "3/month"},
    "sites": {
        "technicians": {"sea": {"apprentice": 0, "journeyman": 2}},
        "parts": {"nut": {"stock": 2, "supplier": "nuts", "demand": "1/month"}},
    },
}


def same(a: np.ndarray, b: np.ndarray) -> bool:
    return a.tobytes() == b.tobytes()


@examples(20)
@given(
    documents(),
    st.integers(1, 270),
    st.lists(st.sampled_from(sorted(SETTINGS)), min_size=1, max_size=4, unique=True),
    st.integers(0, 3),
    st.sampled_from([None, "1 d", "13 d"]),
)
def test_before_the_first_difference_nothing_differs(document, day, paths, replication, report):
    if report:
        document = changed(document, report=report)
    on = dt.date(2026, 1, 1) + dt.timedelta(days=day)
    change = {"on": on.isoformat(), "set": {path: SETTINGS[path] for path in paths}}
    plan = planned(document)
    plain = replicate(document, replication)
    other = replicate(changed(document, interventions=[change]), replication)
    before = [i for i, end in enumerate(plan.time.reports) if end <= plan.time.tick(on)]
    assert same(plain.values[before], other.values[before])


def test_after_the_difference_something_differs():
    """The property above would hold of an engine that ignores changes; this one does not."""
    worlds = _some_documents()
    plain = [[simulate(planned(document), 1, r).values for r in range(4)] for document in worlds]
    for path, value in SETTINGS.items():
        change = {"on": "2026-03-10", "set": {path: value}}
        assert any(
            _differs(changed(w, interventions=[change]), p) for w, p in zip(worlds, plain, strict=True)
        ), f"{path} does nothing"


def _differs(document, plain):
    other = planned(document)
    return any(not same(values, simulate(other, 1, r).values) for r, values in enumerate(plain))


def _some_documents():
    """Rich scenarios; what a change does may not show in every one of them (the agreement may have ended)."""
    found = []

    @settings(max_examples=6, derandomize=True, database=None, phases=(Phase.generate,))
    @given(documents(months=14))
    def keep(document):
        found.append(document)

    keep()
    return found[::-1]


@examples(25)
@given(documents(), st.data())
def test_an_unrelated_entity_changes_nothing(document, data):
    other = document
    for section in data.draw(st.lists(st.sampled_from(sorted(UNRELATED)), min_size=1, unique=True)):
        position = data.draw(st.integers(0, len(document[section])))
        other = changed(
            other, **{section: inserted(other[section], "bystander", UNRELATED[section], position)}
        )
    if "bystander" in other["sites"]:
        fleet = {
            "site": "bystander",
            "party": "others",
            "origin": "nowhere",
            "items": {"serviceable": 3, "hulk": 1},
            "failures": {"any": {"mtbf": "30 h", "needs": {"part": "nut", "labour": "9 h"}}},
            "crews": {"trained": 2},
            "accidents": "1/1000 h",
        }
        position = data.draw(st.integers(0, 2))
        other = changed(
            other,
            parts__nut={},
            suppliers__nuts={"lead_time": "9 d"},
            parties__others={"weight": 0.5},
            fleets=inserted(other["fleets"], "bystanders", fleet, position),
        )
    replication = data.draw(st.integers(0, 3))
    plain, joined = named(document, replication), named(other, replication)
    assert set(plain) <= set(joined)
    for measure, values in plain.items():
        if measure.startswith(("readiness.personnel", "readiness.overall")) and "bystander" in other["sites"]:
            continue  # it counts everybody on the books, so people at a site that serves nobody do belong to it
        if measure == "balance.focal_share" and "bystander" in other["sites"]:
            continue  # it is a share of all parties
        assert same(values, joined[measure]), measure


@examples(10)
@given(documents(everything=False), st.sampled_from(["channels", "actors", "fleets", "sites", "suppliers"]))
def test_the_order_of_the_file_does_not_matter_to_what_does_not_compete(document, section):
    """Entities turned round, with money for all of them.

    Not with every mechanism on: there fleets draw on one depot, and two that ask for its last engine at the same
    second are served in the order of the file.
    """
    document = changed(document, budget__support="1000000 k USD/year")
    turned = changed(document, **{section: dict(reversed(document[section].items()))})
    if section == "actors":
        # who hears whom first is a sum of several terms, whose order may round differently
        close = {"rtol": 1e-9, "atol": 1e-9, "equal_nan": True}
        plain, other = named(document), named(turned)
        assert all(np.allclose(plain[m], other[m], **close) for m in plain)
        return
    plain, other = named(document), named(turned)
    for measure, values in plain.items():
        np.testing.assert_allclose(values, other[measure], rtol=1e-9, atol=1e-9, err_msg=measure)


@examples(8)
@given(documents(), documents())
def test_alone_or_in_company_in_any_order(one, two):
    first, second = planned(one), planned(two)
    alone = [simulate(first, 5, r).values.tobytes() for r in (0, 1, 2)]
    for r in (2, 0, 1):
        simulate(second, 5, r)
        assert simulate(first, 5, r).values.tobytes() == alone[r]
    assert simulate(planned(one), 5, 1).values.tobytes() == alone[1]
    assert len(set(alone)) == 3
    assert simulate(first, 6, 1).values.tobytes() != alone[1]


def test_processes_give_the_same_bytes(monkeypatch):
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)
    scenario = build(_some_documents()[0])
    alone = kilter.run(scenario, reps=7, seed=3, jobs=1)
    shared = kilter.run(scenario, reps=7, seed=3, jobs=2)
    assert same(alone.values, shared.values)
    assert same(alone.averages, shared.averages)


@examples(15)
@given(documents(), st.integers(1, 8), st.integers(0, 3))
def test_a_longer_horizon_begins_with_the_shorter(document, months, replication):
    long = replicate(document, replication)
    short = replicate(changed(document, horizon=f"{months} months"), replication)
    assert same(short.values, long.values[:months])


@examples(15)
@given(documents(), st.integers(0, 3))
def test_tracing_changes_no_number(document, replication):
    plan = planned(document)
    tracer = Tracer()
    traced = simulate(plan, 1, replication, tracer)
    plain = simulate(plan, 1, replication)
    assert same(traced.values, plain.values)
    assert same(traced.averages, plain.averages)
    assert tracer.records
    ticks = [record.tick for record in tracer.records]
    assert ticks == sorted(ticks)
    assert ticks[-1] <= plan.time.end


@pytest.mark.parametrize("warmup", ["0 d", "40 d"])
def test_warm_up_moves_averages_only(warmup):
    document = _some_documents()[0]
    plain, warmed = replicate(document), replicate(changed(document, warmup=warmup))
    assert same(plain.values, warmed.values)
    assert same(plain.averages, warmed.averages) == (warmup == "0 d")
