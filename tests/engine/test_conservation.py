"""Nothing appears from nowhere and nothing is lost: looked at after every event."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.harness import watched
from tests.engine.invariants import ledgers, whole
from tests.engine.strategies import changed, documents, examples, named, planned

pytestmark = pytest.mark.untraced


@examples(12)
@given(documents(), st.integers(0, 5))
def test_every_instant_adds_up(document, replication):
    with ledgers():
        watched(planned(document), whole, replication=replication)


@examples(25)
@given(documents(), st.integers(0, 5))
def test_every_period_adds_up(document, replication):
    seen = named(document, replication)
    for fleet in document["fleets"]:
        f = {k.rsplit(".", 1)[1]: v for k, v in seen.items() if k.startswith(f"fleet.{fleet}.")}
        states = f["fmc"] + f["pmc"] + f["nmcm"] + f["nmcs"]
        held = f["possessed"] > 0
        np.testing.assert_allclose(states[held], 1.0, rtol=1e-12)
        assert np.isnan(f["availability"][~held]).all()
        np.testing.assert_allclose(f["availability"][held], (f["fmc"] + f["pmc"])[held], rtol=1e-12)
        np.testing.assert_allclose((f["availability"] * f["possessed"])[held], f["mission_capable"][held])
        np.testing.assert_allclose(
            f["possessed"] + f["in_overhaul"] + f["long_term"] + f["in_hall"], f["inventory"], rtol=1e-12
        )
        for total in ("lost", "rehabilitated", "upgraded", "delivered", "cannibalised"):
            assert (np.diff(f[total]) >= 0).all()
            assert (f[total] == np.round(f[total])).all()
    costs = sum(values for name, values in seen.items() if name.startswith("cost.") and name != "cost.total")
    np.testing.assert_allclose(seen["cost.total"], costs, rtol=1e-9)
    for name, values in seen.items():
        if name.endswith(
            ("availability", "fill_rate", "wait_share", "concern", "opportunity", "trust", "proficiency")
        ):
            assert ((values >= 0) & (values <= 1) | np.isnan(values)).all(), name
        if not name.startswith(("risk.contribution", "actor.")) and ".push." not in name:
            assert ((values >= 0) | np.isnan(values)).all(), name
    deaths = seen["channel.raids.deaths"] + seen["ladder.border.deaths"]
    np.testing.assert_allclose(np.cumsum(deaths), seen["risk.deaths"])
    share = sum(v for k, v in seen.items() if k.startswith("risk.share."))
    assert (np.isclose(share, 1.0) | np.isclose(share, 0.0)).all()
    index = (seen["risk.hazard"] * seen["risk.vulnerability"] * seen["risk.coping"]) ** (1 / 3)
    np.testing.assert_allclose(seen["risk.index"], index, rtol=1e-9)
    assert (np.diff(seen["ladder.border.serious"]) >= 0).all()
    moved = sum(v for k, v in seen.items() if k.startswith("readiness.") and k.count(".") == 1)
    assert (moved >= 5).all()
    assert (
        seen["readiness.overall"]
        == np.maximum.reduce(
            [seen[f"readiness.{x}"] for x in ("personnel", "supply", "equipment", "training")]
        )
    ).all()


@examples(15)
@given(documents(), st.integers(0, 5))
def test_staff_changes_by_graduates_only_when_nobody_leaves(document, replication):
    """Promotions move people between levels, pupils of a course to journeyman come back from it."""
    stays = dict.fromkeys(("apprentice", "journeyman", "master"), "0/month")
    document = changed(document, sites__base__technicians__air__leaving=stays)
    seen = named(document, replication)
    trade = "site.base.trade.air"
    staff = sum(seen[f"{trade}.{level}"] for level in ("apprentice", "journeyman", "master"))
    on_books = staff + seen["course.abroad.in_training"]
    people = document["sites"]["base"]["technicians"]["air"]
    start = people["apprentice"] + people["journeyman"] + people["master"]
    np.testing.assert_array_equal(on_books, start + np.cumsum(seen["course.basic.graduates"]))


@examples(15)
@given(documents(), st.integers(0, 5))
def test_without_courses_staff_only_leaves(document, replication):
    document = changed(document, courses={})
    document["agreement"]["tracks"].pop("training")
    document["actors"]["observer"]["reactions"]["help"]["effects"].pop("courses.basic.seats")
    seen = named(document, replication)
    staff = sum(seen[f"site.base.trade.air.{level}"] for level in ("apprentice", "journeyman", "master"))
    assert (np.diff(staff) <= 0).all()
    assert (np.diff(seen["site.base.trade.air.master"] + seen["site.base.trade.air.journeyman"]) <= 3).all()


@examples(15)
@given(documents(), st.integers(0, 3))
def test_the_agreement_keeps_to_its_states(document, replication):
    seen = named(changed(document, agreement__life__end="0.1/month"), replication)
    states = seen["agreement.state"].astype(int).tolist()
    open_moves = {
        0: {0, 1, 5, 6},
        1: {1, 2, 3, 4, 5, 6},
        2: {1, 2, 3, 5, 6},
        3: {1, 3, 5, 6},
        4: {1, 2, 4, 5, 6},
        5: {1, 5, 6},
        6: {6},
    }
    # signed for the first days of a month at most: it is active once its date has come
    for before, after in pairwise(states):
        reachable = open_moves[before] | (open_moves[1] if before == 0 else set())
        assert after in reachable, (before, after)
    dead = seen["agreement.in_force"] == 0
    assert (np.isin(seen["agreement.state"], (0, 5, 6)) == dead).all()
