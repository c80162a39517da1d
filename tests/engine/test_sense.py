"""More of a good thing never does harm on average, under the same luck; and without support a fleet grinds down."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
from tests.engine.enriching import Dice, Document
from tests.engine.strategies import build, changed, planned

from kilter.engine.reference import simulate
from kilter.errors import ScenarioError
from kilter.experiment.ignorance import applied, draws
from kilter.scenario import loads

pytestmark = pytest.mark.untraced

FLEET = {
    "start": "2026-01-01",
    "horizon": "24 months",
    "sites": {
        "base": {
            "technicians": {"air": {"apprentice": 1, "journeyman": 2, "master": 1}},
            "parts": {"engine": {"stock": 1}},
        }
    },
    "suppliers": {"maker": {"lead_time": {"mean": "40 d", "sd": "20 d"}}},
    "fleets": {
        "f": {
            "items": 8,
            "use": {"plan": "400 h/month", "ceiling": "70 h/month"},
            "failures": {
                "engine": {
                    "mtbf": "150 h",
                    "needs": {"part": "engine", "labour": {"mean": "60 h", "sd": "30 h"}},
                },
                "small": {
                    "mtbf": "50 h",
                    "critical": 0.7,
                    "needs": {"labour": {"mean": "30 h", "sd": "20 h"}},
                },
            },
            "overhaul": {"every": "600 h", "slots": "3/year", "turnaround": "60 d"},
        }
    },
}


def availability(document, reps=40):
    return _availability(json.dumps(document), reps)


@cache
def _availability(text, reps):
    plan = planned(json.loads(text))
    column = [m.name for m in plan.measures].index("fleet.f.materiel_availability")
    return np.array([simulate(plan, 1, r).averages[column] for r in range(reps)])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sites__base__technicians__air__journeyman", 5),
        ("sites__base__technicians__air__master", 4),
        ("sites__base__parts__engine__stock", 4),
        ("sites__base__tools", "x1.5"),
        ("fleets__f__overhaul__slots", "9/year"),
        ("fleets__f__overhaul__turnaround", "20 d"),
        ("fleets__f__failures__small__mtbf", "90 h"),
        ("suppliers__maker__lead_time", "10 d"),
    ],
)
def test_more_support_never_lowers_availability(path, value):
    gain = availability(changed(FLEET, **{path: value})) - availability(FLEET)
    assert gain.mean() > -3 * gain.std(ddof=1) / np.sqrt(len(gain))


def test_together_they_raise_it_clearly():
    better = changed(
        FLEET,
        sites__base__technicians__air__journeyman=6,
        sites__base__parts__engine__stock=5,
        fleets__f__overhaul__slots="12/year",
    )
    gain = availability(better) - availability(FLEET)
    assert gain.mean() > 0.1
    assert gain.mean() > 5 * gain.std(ddof=1) / np.sqrt(len(gain))


def test_without_suppliers_and_overhauls_a_fleet_grinds_to_a_halt():
    alone = changed(FLEET, horizon="60 months", suppliers={}, fleets__f__overhaul__slots="0/year")
    plan = planned(alone)
    column = [m.name for m in plan.measures].index("fleet.f.mission_capable")
    for r in range(5):
        capable = simulate(plan, 1, r).values[:, column]
        assert capable[0] > 3
        assert capable[-1] == 0


def test_the_same_luck_makes_comparisons_sharper():
    more = changed(FLEET, sites__base__technicians__air__journeyman=3)
    a, b = availability(FLEET), availability(more)
    assert np.corrcoef(a, b)[0, 1] > 0.3
    assert (b - a).var() < a.var() + b.var()


# -- generated worlds, without accidents and without anybody who reacts -----------------------------------------------

#: Worlds, and replications of each. A loss of 0.02 in one world would be seen through its luck, one of 0.01 in all.
WORLDS, REPS = 6, 10

#: More of something, by what it does to a world.
MORE = {
    "parts": {"sites__base__parts__engine__stock": 9},
    "parts above": {"sites__depot__parts__engine__stock": 9},
    "sub-parts": {"sites__depot__parts__board__stock": 9},
    "technicians": {"sites__base__technicians__air__journeyman": 9},
    "technicians who repair parts": {"sites__depot__technicians__bench__journeyman": 9},
    "masters": {"sites__base__technicians__air__master": 6},
    "overhaul slots": {"fleets__a__overhaul__slots": "24/year", "fleets__b__overhaul__slots": "24/year"},
    "rehabilitation slots": {"fleets__a__rehabilitation__slots": "12/year"},
    "hours a day": {"sites__base__shift": "24 h/day"},
    "supply": {"suppliers__maker__lead_time": "2 d", "suppliers__maker__capacity": "50/month"},
    "success of repair": {"parts__engine__repair__success": 1},
}


def a_world(seed: int) -> Document:
    """A small force with depot, base and sister base, parts with sub-parts, and too little of everything."""
    dice = Dice(seed)

    def failing(part: str, low: int, high: int) -> Document:
        return {
            "mtbf": f"{dice.number(low, high)} h",
            "shape": dice.share(0.8, 2),
            "needs": {"part": part, "trade": "air", "labour": dice.spread(dice.number(80, 200), "h")},
        }

    def fleet(site: str) -> Document:
        return {
            "site": site,
            "items": {"serviceable": dice.number(4, 8), "repairable": 2, "long_term": 2},
            "use": {"plan": f"{dice.number(100, 400)} h/month", "ceiling": "70 h/month"},
            "failures": {
                "engine": failing("engine", 80, 250),
                "small": {
                    "mtbf": f"{dice.number(30, 90)} h",
                    "critical": dice.share(0.3, 1),
                    "needs": {"trade": "air", "labour": dice.spread(dice.number(80, 200), "h")},
                },
            },
            "inspections": {
                "check": {"every": ["100 h", "6 months"], "needs": {"trade": "air", "labour": "20 h"}}
            },
            "overhaul": {
                "every": ["500 h", "2 y"],
                "slots": f"{dice.number(1, 5)}/year",
                "turnaround": dice.spread(60, "d"),
            },
            "restoration": {"part": "engine", "trade": "air", "labour": "60 h"},
            "rehabilitation": {
                "slots": "1/year",
                "needs": {"part": "engine", "trade": "air", "labour": "90 h"},
            },
        }

    def base(more: Document) -> Document:
        air = {"apprentice": dice.number(0, 2), "journeyman": dice.number(1, 2), "master": 1, "span": 3}
        return {
            "depot": "depot",
            "ship": dice.spread(5, "d"),
            "shift": f"{dice.number(6, 16)} h/day",
            "technicians": {"air": air},
            "parts": {"engine": {"stock": dice.number(0, 2)}, "board": {"stock": 0}},
        } | more

    return {
        "start": "2026-01-01",
        "horizon": "20 months",
        "sites": {
            "depot": {
                "technicians": {"bench": {"journeyman": 1}},
                "parts": {"engine": {"stock": dice.number(0, 2)}, "board": {"stock": dice.number(0, 1)}},
            },
            "base": base({}),
            "other": base({}),
        },
        "parts": {
            "engine": {
                "repair": {
                    "turnaround": dice.spread(25, "d"),
                    "local": 0,
                    "success": dice.share(0.5, 0.9),
                    "causes": {"board": 0.5},
                    "needs": {"labour": {"mean": "30 h"}},
                }
            },
            "board": {},
        },
        "suppliers": {"maker": {"lead_time": dice.spread(50, "d"), "capacity": "2/month"}},
        "fleets": {"a": fleet("base"), "b": fleet("other")},
    }


@cache
def capable(seed: int, what: str = "") -> np.ndarray:
    """Share of all items that is mission capable over time, by replication, in one world with more of something."""
    plan = planned(changed(a_world(seed), **MORE.get(what, {})))
    names = [m.name for m in plan.measures]
    places = [(names.index(f"fleet.{f}.mission_capable"), names.index(f"fleet.{f}.inventory")) for f in "ab"]
    found = []
    for r in range(REPS):
        averages = simulate(plan, 1, r).averages
        found.append(sum(averages[up] for up, _ in places) / sum(averages[all_] for _, all_ in places))
    return np.array(found)


@pytest.mark.parametrize("what", MORE)
def test_more_of_anything_never_lowers_availability_in_generated_worlds(what):
    """Paired by replication. One may lose by luck, since what else happens moves in time; the mean may not.

    Over all worlds the mean difference stays above -3.5 of its standard errors (a false alarm in 4,000 where there
    is no difference at all), and in no world is it below both -0.02 and -5 standard errors.
    """
    gains = np.array([capable(seed, what) - capable(seed) for seed in range(WORLDS)])
    for gain in gains:
        assert gain.mean() >= -max(0.02, 5 * gain.std(ddof=1) / np.sqrt(REPS))
    # Worlds differ, so the error of the mean over them is taken from their luck alone.
    error = np.sqrt((gains.var(axis=1, ddof=1) / REPS).sum()) / WORLDS
    assert gains.mean() >= -3.5 * error


def test_most_of_these_things_are_scarce_in_these_worlds():
    """The property above would hold of things that do not matter."""
    sure = {}
    for what in MORE:
        gains = np.array([capable(seed, what) - capable(seed) for seed in range(WORLDS)])
        error = np.sqrt((gains.var(axis=1, ddof=1) / REPS).sum()) / WORLDS
        sure[what] = gains.mean() / error if gains.any() else 0.0
    # More than luck can explain: three standard errors above nothing.
    assert sum(gain > 3.0 for gain in sure.values()) >= 7, sure


@pytest.mark.parametrize("seed", range(WORLDS))
def test_without_suppliers_and_overhauls_every_generated_force_grinds_to_a_halt(seed):
    alone = changed(
        a_world(seed),
        horizon="50 months",
        suppliers={},
        fleets__a__overhaul__slots="0/year",
        fleets__b__overhaul__slots="0/year",
    )
    plan = planned(alone)
    places = [n for n, m in enumerate(plan.measures) if m.name.endswith(".mission_capable")]
    values = simulate(plan, 1, seed).values[:, places]
    assert values[0].sum() > 3
    assert (values[-1] == 0).all()


# -- events that would never die out --------------------------------------------------------------------------------

CHANNEL = """
horizon: 12 months
channels:
  raids: {background: 2/month, branching: {value: 0.4, range: [0.3, 0.6], source: assumed}}
actors:
  rival:
    concern: {start: 0.5}
    reactions:
      posture: {at: 0.4, rate: 1/month, lasts: 90 d, effects: {channels.raids.intensity: x2}}
"""


@pytest.mark.parametrize(
    ("way", "text", "settings"),
    [
        ("the file", CHANNEL.replace("value: 0.4", "value: 1"), {}),
        ("its range", CHANNEL.replace("0.6]", "1]"), {}),
        ("--set", CHANNEL, {"channels.raids.branching": 1}),
        ("--set by a factor", CHANNEL, {"channels.raids.branching": "x2.6"}),
        (
            "an intervention",
            CHANNEL + "interventions: [{on: 2026-03-01, set: {channels.raids.branching: 1.2}}]",
            {},
        ),
        ("an effect", CHANNEL.replace("intensity: x2", "branching: x2.6"), {}),
        ("an effect in some draw", CHANNEL.replace("intensity: x2", "branching: x1.8"), {}),
        ("effects together", CHANNEL.replace("intensity: x2", "branching: +0.7"), {}),
    ],
)
def test_branching_of_one_or_more_is_refused_whoever_brings_it(way, text, settings):
    assert loads(CHANNEL)
    with pytest.raises(ScenarioError, match="branching"):
        loads(text, set=settings)


def test_no_draw_of_ignorance_reaches_branching_of_one():
    scenario = loads(CHANNEL.replace("0.6]", "0.99]"))
    taken = [applied(scenario, one).channels["raids"].branching.value for one in draws(scenario, 200, 1)]
    assert max(taken) < 1
    assert max(taken) > 0.8


def test_the_worlds_above_react_to_nothing():
    assert not build(a_world(0)).actors
