"""Parameters during a run: dated changes act at once, reactions are undone exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.harness import watched
from tests.engine.strategies import changed, documents, examples, named, planned

from kilter.engine.reference.levers import Levers
from kilter.engine.reference.world import World
from kilter.engine.rows import EffectRow

LEVER = {"horizon": "1 y", "suppliers": {"maker": {"lead_time": "30 d"}}, "supply": {"border": 0.3}}


def levers(path: str) -> tuple[Levers, int]:
    plan = planned(LEVER)
    return Levers(plan), plan.paths.index(path)


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0.05, 3)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_effects_end_without_a_trace(kinds, order):
    """Whatever begins and in whatever order it ends, the value is bit for bit what it was."""
    lever, slot = levers("suppliers.maker.lead_time.mean")
    before = list(lever.now)
    effects = [EffectRow(slot, multiply, value, "lead_time") for multiply, value in kinds]
    begun = [(effect, lever.begin(effect)) for effect in effects]
    order.shuffle(begun)
    for effect, handle in begun:
        lever.finish(effect, handle)
    assert lever.now == before


def test_a_factor_stays_between_a_tenth_and_ten_however_many_pull():
    lever, slot = levers("suppliers.maker.lead_time.mean")
    up = EffectRow(slot, True, 4.0, "")
    handles = [lever.begin(up) for _ in range(3)]
    assert lever.now[slot] == 300.0
    for handle in handles:
        lever.finish(up, handle)
    for _ in range(4):
        lever.begin(EffectRow(slot, True, 0.2, ""))
    assert lever.now[slot] == pytest.approx(3.0)


def test_additions_stay_within_what_the_quantity_can_be():
    lever, slot = levers("supply.border")
    effect = EffectRow(slot, False, 0.4, "")
    lever.begin(effect)
    assert lever.now[slot] == pytest.approx(0.7)
    lever.begin(effect)
    assert lever.now[slot] == 1.0


def test_a_dated_change_under_an_effect_stays_when_the_effect_ends():
    lever, slot = levers("suppliers.maker.lead_time.mean")
    effect = EffectRow(slot, True, 2.0, "")
    handle = lever.begin(effect)
    lever.set(slot, 40.0)
    assert lever.now[slot] == 80.0
    lever.finish(effect, handle)
    assert lever.now[slot] == 40.0


@examples(10)
@given(documents(), st.integers(0, 3))
def test_without_a_reaction_under_way_every_parameter_is_the_files(document, replication):
    plan = planned(changed(document, precautions={}, arrangements={}))
    quiet = []

    def look(world: World) -> None:
        if not any(r.active for actor in world.actors.all for r in actor.reactions):
            assert tuple(world.levers.now) == plan.params
            quiet.append(world.now)

    watched(plan, look, replication=replication)
    assert quiet


def test_a_change_acts_from_its_day():
    document = {
        "start": "2026-01-01",
        "horizon": "60 d",
        "report": "1 d",
        "suppliers": {"maker": {}},
        "sites": {"base": {"parts": {"bolt": {"stock": 50, "demand": "0/d"}}}},
        "interventions": [
            {"on": "2026-01-21", "set": {"sites.base.parts.bolt.demand": "20/d"}},
            {"on": "2026-02-10", "set": {"sites.base.parts.bolt.demand": "0/d"}},
        ],
    }
    demand = named(document)["site.base.part.bolt.demand"]
    assert (demand[:20] == 0).all()
    assert (demand[20:40] > 5).all()
    assert (demand[40:] == 0).all()


def test_changes_of_one_day_act_in_the_order_of_the_file():
    document = changed(LEVER, start="2026-01-01", channels={"c": {"background": "1/month", "branching": 0}})
    document["interventions"] = [
        {"on": "2026-03-01", "set": {"channels.c.background": f"{rate}/month"}} for rate in (9, 4)
    ]
    expected = named(document)["channel.c.expected"]
    np.testing.assert_array_equal(expected[:3], [1, 1, 4])
