"""Capability, readiness and parties: the compiled kernel returns the reference's bytes, in the corners too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.engine.compiled import twins
from tests.engine.strategies import changed, named, planned

WORLD: dict[str, Any] = {
    "start": "2026-01-15",
    "horizon": "10 months",
    "focal": "us",
    "sites": {
        "base": {
            "technicians": {
                "air": {
                    "apprentice": 1,
                    "journeyman": 2,
                    "master": 1,
                    "leaving": dict.fromkeys(("apprentice", "journeyman", "master"), "0.05/month"),
                }
            }
        },
        "theirs": {"technicians": {"air": {"journeyman": 1}}},
    },
    "fleets": {
        "birds": {
            "site": "base",
            "origin": "east",
            "areas": {"lift": 1, "eyes": 0.5},
            "items": {"serviceable": 5, "repairable": 2, "long_term": 1},
            "use": {"plan": "200 h/month"},
            "failures": {
                "wear": {"mtbf": "40 h", "critical": 0.6, "needs": {"trade": "air", "labour": "40 h"}}
            },
            "restoration": {"trade": "air", "labour": "200 h"},
            "overhaul": {"every": ["90 h"], "slots": "2/year", "turnaround": "10 d"},
            "upgrade": {"slots": "6/year", "gain": "x1.5", "turnaround": "20 d"},
            "crews": {"trained": 4, "leaving": "0.05/month"},
            "accidents": "1/1000 h",
        },
        "lorries": {"site": "base", "origin": "home", "areas": {"lift": 0.2}, "items": 3, "required": 4},
        "wrecks": {"site": "base", "origin": "home", "areas": {"lift": 1}, "items": {"long_term": 2}},
        "falcons": {
            "party": "them",
            "site": "theirs",
            "areas": {"lift": 1, "eyes": 1},
            "items": 4,
            "failures": {"wear": {"mtbf": "200 h", "needs": {"trade": "air", "labour": "80 h"}}},
            "crews": {"trained": 3},
        },
    },
    "parties": {"them": {"weight": 0.7, "required": {"lift": 3}}},
    "capability": {
        "areas": {"lift": 6, "eyes": {"required": 2, "weight": 2}, "fire": {"required": 3, "weight": 0}},
        "cap": 1.2,
    },
    "readiness": {"personnel": {"required": 7, "senior_required": 1}},
}


def test_a_force_with_all_there_is():
    seen = named(WORLD)
    for measure in ("capability.index", "capability.origin.east", "party.them.balance.lift"):
        assert len(set(seen[measure])) > 3
    assert len(set(seen["readiness.overall"])) > 1
    twins.same(planned(WORLD))


@pytest.mark.parametrize("substitution", [-1.5, 0, 0.5, 1])
def test_areas_that_make_up_for_one_another(substitution: float):
    twins.same(planned(changed(WORLD, capability__substitution=substitution)), replications=(0,))


def test_what_counts_changes_within_a_month():
    changes = [
        {"on": "2026-04-10", "set": {"capability.areas.lift.weight": 3, "parties.them.level": 2}},
        {"on": "2026-05-01", "set": {"capability.areas.eyes.required": 1e-3}},
        {"on": "2026-07-31", "set": {"readiness.supply_bands.first": 40, "capability.cap": 2}},
    ]
    twins.same(planned(changed(WORLD, interventions=changes)), replications=(0,))


@pytest.mark.parametrize(
    "personnel",
    [
        None,
        {"required": 5, "matched": 4},
        {"required": 9, "deployable": 8, "senior": 1, "senior_required": 2},
    ],
)
def test_readiness_without_capability(personnel: dict[str, Any] | None):
    document = changed(WORLD)
    del document["capability"], document["parties"]
    del document["fleets"]["falcons"]
    for fleet in document["fleets"].values():
        del fleet["areas"]
    document["readiness"] = {"personnel": personnel} if personnel else {}
    twins.same(planned(document), replications=(0,))


def test_readiness_of_nothing():
    document = {"horizon": "3 months", "readiness": {}}
    assert np.isnan(named(document)["readiness.overall"]).all()
    twins.same(planned(document), replications=(0,))
    document["fleets"] = {"wrecks": {"items": {"long_term": 2}}}
    assert np.isnan(named(document)["readiness.equipment"]).all()
    twins.same(planned(document), replications=(0,))


def test_parties_given_by_date():
    by_index = [
        {"on": "2025-06-01", "index": 40},
        {"on": "2026-06-20", "index": 100},
        {"on": "2027-01-01", "index": 0},
    ]
    by_area = [
        {"on": "2026-03-01", "areas": {"lift": 0.5, "eyes": 1}},
        {"on": "2026-05-05", "areas": {"lift": 3, "eyes": 0}},
    ]
    document = changed(
        WORLD,
        parties__old={"capability": by_index, "level": 0.9},
        parties__new={"capability": by_area},
        parties__nobody={"capability": [{"on": "2026-01-15", "index": 0}]},
    )
    seen = named(document)
    assert np.isnan(seen["party.nobody.ratio"]).all()
    assert len(set(seen["party.old.index"])) == len(seen["party.old.index"])
    assert len(set(seen["party.new.area.lift"])) > 2
    twins.same(planned(document), replications=(0,))
