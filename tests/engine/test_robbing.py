"""Robbing: no part is made of nothing, none is owed twice, and what it gains is what a Markov chain says."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.harness import watched
from tests.engine.strategies import changed, named, planned
from tests.verification.support import average, simulated

from kilter.engine.reference.world import World

LIFE, LEAD = 20.0, 10.0
TWO = {
    "start": "2026-01-01",
    "horizon": "600 d",
    "warmup": "60 d",
    "sites": {"base": {"parts": {"p": 0, "q": 0}}},
    "suppliers": {"maker": {"lead_time": {"mean": f"{LEAD} d", "dist": "exponential"}}},
    "fleets": {
        "f": {
            "items": 2,
            "failures": {
                "p": {"mtbf": f"{LIFE} d", "needs": {"part": "p"}},
                "q": {"mtbf": f"{LIFE} d", "needs": {"part": "q"}},
            },
            "cannibalise": {"donors": ["down"], "success": 1},
        }
    },
}


def two_items() -> float:
    """Availability of two items with two kinds of parts that are free to be put where they help."""
    states = [(p, q) for p in range(3) for q in range(3)]
    rates = np.zeros((9, 9))
    for i, (p, q) in enumerate(states):
        up = 2 - max(p, q)
        for j, other in enumerate(states):
            step = other[0] - p, other[1] - q
            if step in ((1, 0), (0, 1)):
                rates[i, j] = up / LIFE
            elif step == (-1, 0):
                rates[i, j] = p / LEAD
            elif step == (0, -1):
                rates[i, j] = q / LEAD
    np.fill_diagonal(rates, -rates.sum(axis=1))
    share = np.linalg.lstsq(np.vstack([rates.T, np.ones(9)]), np.append(np.zeros(9), 1), rcond=None)[0]
    return float(sum(s * (2 - max(state)) for s, state in zip(share, states, strict=True))) / 2


def test_two_items_that_rob_each_other_follow_their_markov_chain():
    seen = average(simulated(TWO, reps=150), "fleet.f.availability")
    seen.meets(two_items())
    plain = changed(TWO)
    del plain["fleets"]["f"]["cannibalise"]
    alone = average(simulated(plain, reps=100), "fleet.f.availability")
    alone.rejects(two_items())
    assert alone.mean < seen.mean


def whole(world: World) -> None:
    """What items lack is what the stores owe, and everything else is in them."""
    fleet = world.fleets.all[0]
    robbing = fleet.upkeep.robbing
    for store in world.stores.all:
        holes = sum(hole.store == store.index for item in fleet.items for hole in item.holes)
        # A line that is filled at this instant has left the store's books a moment before the item's.
        filled = sum(
            hole.request.lines == 0
            for item in fleet.items
            for hole in item.holes
            if hole.store == store.index
        )
        assert holes - filled == store.owed
        if robbing is not None:
            assert all(robbing.has(item, store.index) >= 0 for item in fleet.items)
    for item in fleet.items:
        assert all(hole.owner is item for hole in item.holes)
        if item.filled is None:
            assert not item.holes


CROWD = changed(
    TWO,
    fleets__f__items={"serviceable": 5, "long_term": 2},
    fleets__f__failures__p__needs={"parts": {"p": 2}},
    fleets__f__rehabilitation={"slots": "12/year", "turnaround": "10 d"},
    fleets__f__cannibalise={"donors": ["long_term", "down"], "success": 0.7, "per_donor": 3},
    sites__base__parts={"p": 1, "q": 0},
    horizon="400 d",
)


@pytest.mark.parametrize("replication", range(3))
def test_parts_are_conserved_at_every_instant(replication):
    trajectory = watched(planned(CROWD), whole, replication=replication)
    assert trajectory.values.shape[0] > 0
    seen = named(CROWD, replication)
    assert seen["fleet.f.robbed"][-1] > 3
    assert seen["fleet.f.broken"][-1] > 0


def test_a_long_term_donor_owes_what_it_gave():
    document = {
        "start": "2026-01-01",
        "horizon": "100 d",
        "report": "1 d",
        "sites": {"base": {"parts": {"p": {"stock": 0, "supplier": "maker"}}}},
        "suppliers": {"maker": {"lead_time": "20 d"}},
        "fleets": {
            "f": {
                "items": {"repairable": 1, "long_term": 1},
                "failures": {"p": {"mtbf": "90000 d", "needs": {"part": "p"}}},
                "restoration": {"part": "p"},
                "rehabilitation": {"slots": "0/year"},
                "cannibalise": {"donors": ["long_term"], "success": 1},
            }
        },
        "interventions": [{"on": "2026-02-01", "set": {"fleets.f.rehabilitation.slots": "12/year"}}],
    }
    seen = named(document)
    # it comes back at once with the donor's part; the donor enters the hall on day 31 and waits 20 days for its own
    assert seen["fleet.f.mission_capable"][0] == 1
    assert seen["fleet.f.robbed"][-1] == 1
    np.testing.assert_array_equal(np.flatnonzero(seen["fleet.f.in_hall"]), np.arange(31, 51))
    assert seen["site.base.part.p.demand"].sum() == 1
    spared = named(changed(document, fleets__f__cannibalise__per_donor=0))
    assert spared["fleet.f.robbed"][-1] == 0
    assert spared["fleet.f.nmcs"][10] == 1


def test_robbing_costs_labour_twice():
    document = changed(
        TWO,
        horizon="60 d",
        warmup="0 d",
        report="1 d",
        sites__base__technicians={"air": 2},
        suppliers__maker__lead_time="20 d",
        fleets__f__failures={
            "p": {"mtbf": "90000 d", "needs": {"part": "p"}},
            "q": {"mtbf": "90000 d", "needs": {"part": "q"}},
        },
        fleets__f__inspections={
            "a": {
                "every": "900 d",
                "phase": {"lots": [{"items": 1, "used": 1}, {"items": 1, "used": 0}]},
                "needs": {"part": "p", "labour": "24 h"},
            },
            "b": {
                "every": "900 d",
                "phase": {"lots": [{"items": 1, "used": 0}, {"items": 1, "calendar": 0.99}]},
                "needs": {"part": "q", "labour": "24 h"},
            },
        },
        fleets__f__cannibalise={"donors": ["down"], "success": 1, "labour": "x2"},
    )
    seen = named(document)["fleet.f.mission_capable"]
    # The first item waits for p from day 0 and the second stops for q on day 9: it robs the first and works two days.
    # The first has its own part on day 20 and the robbed one on day 29, then two days of work.
    np.testing.assert_allclose(seen[:35], [1] * 9 + [0] * 2 + [1] * 18 + [1] * 2 + [2] * 4)
