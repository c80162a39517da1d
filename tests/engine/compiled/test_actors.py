"""Actors: the compiled kernel returns the reference's bytes, in the corners too."""

from __future__ import annotations

from typing import Any

import pytest
from tests.engine.compiled import twins
from tests.engine.strategies import changed, named, planned

WORLD: dict[str, Any] = {
    "start": "2026-01-01",
    "horizon": "30 months",
    "focal": "us",
    "fleets": {
        "birds": {
            "items": {"serviceable": 4, "long_term": 4},
            "areas": {"lift": 1, "eyes": 0.5},
            "use": {"plan": "200 h/month"},
            "failures": {"wear": {"mtbf": "300 h", "critical": 0.5, "needs": {"labour": "90 h"}}},
            "rehabilitation": {"slots": "4/year", "turnaround": "20 d"},
            "accidents": "2/1000 h",
        }
    },
    "capability": {"areas": {"lift": 6, "eyes": {"required": 2, "weight": 2}}},
    "parties": {
        "rival": {
            "capability": [
                {"on": "2026-01-01", "areas": {"eyes": 0.2}},
                {"on": "2028-01-01", "areas": {"eyes": 0.9}},
            ]
        }
    },
    "agreement": {
        "partner": "friend",
        "transparency": 0.3,
        "announced": 0.5,
        "tracks": {"upgrades": {"ramp": "10 months", "rehabilitate": {"birds": "4/year"}}},
    },
    "channels": {"raids": {"background": "2/month", "branching": 0.3}},
    "actors": {
        "west": {
            "party": "rival",
            "alarm": {"lift": 0.8, "eyes": -0.6},
            "concern": {
                "start": 0.4,
                "baseline": 0.2,
                "gain": 3,
                "noise": 0.2,
                "rivalry": 0.5,
                "signal": 0.3,
                "salience": 1,
            },
            "incidents": [{"channel": "raids", "weight": 0.2, "reference": 4}],
            "reactions": {
                "protest": {
                    "kind": "posture",
                    "at": 0.35,
                    "rate": "0.8/month",
                    "lasts": "40 d",
                    "signals": {"east": -4, "west": 1},
                    "effects": {"actors.east.concern.speed": "x1.5", "channels.raids.background": "x2"},
                    "trust": -0.1,
                },
                "talk": {
                    "kind": "mediation",
                    "driver": "actor.east.concern",
                    "at": 0.3,
                    "rate": "0.4/month",
                    "lasts": {"mean": "60 d", "sd": "30 d", "dist": "gamma"},
                    "signals": {"east": 5},
                    "effects": {"actors.east.concern.speed": "x0.5"},
                },
                "ponder": {
                    "driver": "fleet.birds.availability",
                    "at": 0.6,
                    "width": 0.2,
                    "below": True,
                    "rate": "0.5/month",
                    "lasts": "3 y",
                    "effort": 0,
                    "effects": {"actors.west.concern.fade": "+0.02/month"},
                },
            },
        },
        "east": {
            "alarm": {"eyes": 1},
            "concern": {"start": 0.3, "follows": "level", "lag": "0 months", "salience": 1},
            "memory": {"posture": "5 months", "capability": "9 months", "mediation": "0 months"},
            "capacity": 1,
            "credibility": 0.5,
            "reactions": {
                "answer": {
                    "kind": "posture",
                    "at": 0.4,
                    "rate": "0.8/month",
                    "lasts": {"mean": "20 d", "sd": "15 d", "dist": "lognormal"},
                    "signals": {"west": -6},
                },
                "calm": {
                    "kind": "monitoring",
                    "driver": "trust",
                    "at": 0.4,
                    "below": True,
                    "rate": "0.8/month",
                    "lasts": "50 d",
                },
            },
        },
        "onlooker": {"concern": {"start": 1}},
    },
}


@pytest.mark.parametrize("replication", range(3))
def test_actors_that_see_hear_remember_and_react(replication: int):
    twins.same(planned(WORLD), [replication])


def test_the_world_above_is_a_lively_one():
    seen = [named(WORLD, replication) for replication in range(3)]
    for actor, reactions in (("west", ("protest", "talk", "ponder")), ("east", ("answer", "calm"))):
        for reaction in reactions:
            assert any(s[f"actor.{actor}.reaction.{reaction}"].any() for s in seen), reaction
        assert len(set(seen[0][f"actor.{actor}.concern"])) > 10
    assert any(s["actor.west.memory.incidents"].any() for s in seen)
    assert any(max(s["actor.west.reactions"]) > 1 for s in seen)


@pytest.mark.parametrize(("salience", "score"), [(9, -10), (9, 10)])
def test_concern_is_kept_between_nothing_and_everything(salience: int, score: int):
    document = changed(
        WORLD,
        actors__west__concern__salience=salience,
        actors__west__concern__speed=1,
        actors__east__reactions__answer__signals={"west": score},
        actors__east__reactions__answer__at=-1,
    )
    concern = named(document)["actor.west.concern"]
    assert max(concern) > 0.95 if score < 0 else min(concern) < 0.1
    twins.same(planned(document), replications=(0,))


def test_levers_of_actors_change_within_a_month():
    changes = [
        {"on": "2026-04-10", "set": {"actors.west.capacity": 0, "actors.east.memory.posture": "1 months"}},
        {"on": "2027-05-10", "set": {"actors.west.capacity": 3, "actors.west.alarm.lift": 3}},
        {"on": "2027-08-01", "set": {"actors.east.concern.speed": 1, "agreement.transparency": 1}},
    ]
    twins.same(planned(changed(WORLD, interventions=changes)), replications=(1,))


def test_reactions_that_last_no_time_at_all():
    brief = {
        "at": 0.9,
        "lasts": "0 d",
        "effects": {"actors.east.concern.fade": "+0.1/month"},
        "signals": {"east": -3},
    }
    document = changed(WORLD)
    document["actors"]["east"]["reactions"]["calm"] |= brief
    assert named(document)["actor.east.memory.monitoring"].any()
    twins.same(planned(document), replications=(0,))


def test_a_reaction_that_ends_as_a_month_does_is_decided_on_anew():
    document = changed(WORLD)
    for reaction in document["actors"]["west"]["reactions"].values():
        reaction |= {"lasts": "31 d", "rate": "0.4/month"}
    twins.same(planned(document), replications=(0, 1))


def test_a_rival_whose_strength_is_one_index():
    points = [{"on": "2026-01-01", "index": 40}, {"on": "2028-01-01", "index": 100}]
    document = changed(WORLD, parties__rival__capability=points, channels__raids__rival="west")
    document["channels"]["raids"] |= {"alarm": 0.5, "deterrence": 0.8, "deterrence_by": "balance"}
    twins.same(planned(document), replications=(0,))


def test_actors_without_anything_to_see():
    document = changed(WORLD)
    for section in ("capability", "parties", "agreement", "fleets", "channels"):
        del document[section]
    west = document["actors"]["west"]
    for key in ("party", "alarm", "incidents"):
        del west[key]
    for key in ("rivalry", "signal"):
        del west["concern"][key]
    del document["actors"]["east"]["alarm"], document["actors"]["east"]["reactions"]["calm"]
    del west["reactions"]["ponder"], west["reactions"]["protest"]["effects"]["channels.raids.background"]
    twins.same(planned(document), replications=(0, 1))
