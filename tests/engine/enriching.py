"""The rest of the generated worlds: every mechanism that the first two fleets and two sites do not have.

A tree of four sites with laterals, indentures and all stock policies; a third fleet of which everything can stand,
be robbed and be rehabilitated; a neighbour's fleet; officers, shifts, arrangements, precautions, alternatives.
"""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]


class Dice:
    """Short names for what is drawn: hypothesis chooses the seed, so that choices are even and independent."""

    def __init__(self, seed: int) -> None:
        self.luck = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        return self.luck.randint(low, high)

    def share(self, low: float, high: float) -> float:
        return round(self.luck.uniform(low, high), 3)

    def rate(self, low: float, high: float, unit: str = "/month") -> str:
        return f"{self.luck.uniform(low, high):.3f}{unit}"

    def one(self, *choices: Any) -> Any:
        return self.luck.choice(choices)

    def labour(self) -> Document:
        return self.spread(self.number(4, 60), "h")

    def spread(self, mean: float, unit: str) -> Document:
        """A random amount of any family."""
        dist = self.one("lognormal", "gamma", "uniform", "normal", "exponential", "fixed")
        sd = {} if dist in ("exponential", "fixed") else {"sd": f"{mean / 3:.3f} {unit}".strip()}
        return {"mean": f"{mean} {unit}".strip(), "dist": dist} | sd


def enriched(draw: Any, document: Document) -> Document:
    """The document with everything else in it; what it has stays where it is."""
    dice = Dice(draw(st.integers(0, 2**32 - 1)))
    _sites(dice, document)
    _supply(dice, document)
    _fleets(dice, document)
    _people(dice, document)
    _diplomacy(dice, document)
    _risk(dice, document)
    document["alternatives"] = {
        "fuel": {
            "oneof": {
                "plenty": {"weight": 2},
                "short": {"weight": 1, "set": {"fleets.birds.use.plan": "x0.5"}},
            },
            **dice.one({}, {"chosen": "short"}),
        }
    }
    return document


def _sites(dice: Dice, document: Document) -> None:
    sites = document["sites"]
    sites["base"] |= {
        "depot": "depot",
        "ship": {"mean": "4 d", "sd": "2 d"},
        "week": dice.one(["mon", "tue", "wed", "thu", "fri"], ["sat", "sun", "mon", "wed"]),
        "stoppages": [{"from": "2026-02-10", "to": f"2026-02-{dice.number(10, 20)}"}],
        "officers": {"trained": dice.number(0, 2), "required": 3, "leaving": "0.05/month"},
        "tools": "x1.1",
        "party": "us",
    }
    sites["base"]["parts"]["pump"] = {"stock": dice.number(0, 2)}
    sites["depot"]["parts"]["pump"] = {"stock": dice.number(1, 3), "supplier": "traders"}
    sites["depot"]["technicians"]["ground"]["careers"] = False
    # Two posts below the base that lend to one another; one of them repairs in its own way.
    sites["post"] = {
        "depot": "base",
        "ship": "2 d",
        "lateral": {"ship": {"mean": "1 d", "sd": "0.5 d"}, "sisters": ["camp"], "ask": "order", "keep": 1},
        "technicians": {"hands": {"journeyman": dice.number(1, 2), "team": 1}},
        "parts": {
            "engine": {
                "stock": dice.number(0, 2),
                "on_hand": 0,
                "demand": dice.rate(0, 1),
                "repair": {
                    "turnaround": {"mean": "9 d", "sd": "3 d"},
                    "local": dice.share(0, 1),
                    "success": dice.share(0.3, 1),
                    "retrograde": "3 d",
                    "causes": {"pump": 1.0},
                    "needs": {"trade": "hands", "labour": dice.labour()},
                },
            },
            "pump": {"stock": 1},
            "oil": {
                "stock": 5,
                "review": "11 d",
                "supplier": ["works", "traders"],
                "sourcing": "soonest",
                "demand": "1/month",
            },
        },
    }
    sites["camp"] = {
        "depot": "base",
        "ship": "3 d",
        "lateral": {"ship": "2 d", "ask": "most"},
        "parts": {
            "engine": {"stock": dice.number(1, 2), "demand": dice.rate(0, 1)},
            "pump": {"stock": 0},
            "oil": {"stock": dice.number(2, 6), "reorder": 1, "demand": dice.rate(0, 2)},
        },
    }
    sites["post"]["technicians"]["hands"] |= {
        "apprentice": dice.number(0, 2),
        "master_posts": dice.number(1, 2),
        "output": {"apprentice": 0.4, "journeyman": 1, "master": 1.1},
        "rework": {"apprentice": dice.share(0, 0.5), "journeyman": 0.05, "master": 0},
        "leaving": {"apprentice": "0.1/month", "journeyman": "0.02/month", "master": "0/month"},
    }
    sites["abroad"] = {"party": "neighbours", "technicians": {"theirs": 1}}


def _supply(dice: Dice, document: Document) -> None:
    document["parts"]["engine"]["repair"] |= {
        "local": dice.share(0.2, 0.9),
        "retrograde": {"mean": "5 d", "sd": "2 d"},
        "causes": {"pump": dice.share(0.2, 0.6)},
        "needs": {"labour": dice.labour(), "team": 1},
    }
    document["parts"]["pump"] = {"price": "3 k USD", "repair": {"turnaround": "12 d", "success": 0.7}}
    document["supply"] = {
        "backorders": dice.one("fifo", "priority"),
        "lead_time": "x1.1",
        "price": "x1.2",
        "capacity": "x0.9",
        "sanctions": dice.share(0, 0.5),
        "border": dice.share(0, 0.3),
        "partner_demand": dice.share(0, 0.5),
    }
    document["budget"]["years"] = [f"{dice.number(1, 40) * 100} k USD"]


def _fleets(dice: Dice, document: Document) -> None:
    fleets = document["fleets"]
    fleets["birds"]["inspections"]["check"]["phase"] = "new"
    fleets["birds"]["required"] = 4
    fleets["lorries"] |= {"overhaul": {"every": "1 y", "phase": "new", "where": "home", "turnaround": "15 d"}}
    fleets["scouts"] = {
        "site": "post",
        "origin": "east",
        "areas": {"eyes": 0.7},
        "items": {
            "serviceable": 3,
            "repairable": 1,
            "long_term": dice.number(0, 2),
            "hulk": dice.number(0, 1),
        },
        "age": "6 y",
        "use": {"plan": f"{dice.number(20, 200)} h/month", "ceiling": "90 h/month"},
        "failures": {
            "engine": {
                "mtbf": f"{dice.number(10, 60)} h",
                "needs": {"part": "engine", "labour": dice.labour()},
            },
            "pump": {
                "mtbf": f"{dice.number(20, 80)} h",
                "critical": dice.share(0, 1),
                "deferred": "when_free",
                "needs": {
                    "parts": {"pump": 1, "oil": 2},
                    "trade": "hands",
                    "labour": dice.labour(),
                    "team": 1,
                },
            },
        },
        "inspections": {
            "check": {
                "every": ["50 h", "3 months"],
                "phase": {
                    "start": "uniform",
                    "lots": [
                        {"items": 1, "used": dice.share(0, 1)},
                        {"items": 1, "hours": [0.1, 0.4], "calendar": 0.9},
                    ],
                },
                "needs": {"labour": "6 h"},
            }
        },
        "overhaul": {
            "every": ["200 h", "2 y"],
            "slots": dice.rate(0, 12, "/year"),
            "phase": {
                "start": "new",
                "lots": [
                    {"items": 1, "delivered": ["2019-01-01", "2020-12-31"], "on_time": True},
                    {"items": 1, "delivered": "2018-05-01", "overhauled": "2024-06-01", "hours": 0.5},
                    {"items": 1, "used": [0.2, 0.9]},
                    {"items": 1, "calendar": dice.share(0, 1)},
                ],
            },
            "where": "home",
            "docks": dice.number(1, 2),
            "turnaround": dice.spread(25, "d"),
            "needs": {"part": "pump", "labour": dice.labour()},
        },
        "crews": {"trained": dice.number(1, 4), "currency": {"hours": "6 h", "within": "60 d"}},
        "restoration": {"part": "pump", "labour": dice.labour()},
        "rehabilitation": {
            "slots": "6/year",
            "needs": {"part": "engine", "labour": dice.labour()},
            "turnaround": dice.spread(20, "d"),
        },
        "upgrade": {"slots": "2/year", "needs": {"labour": "40 h"}, "price": "7 k USD"},
        "cannibalise": {
            "donors": dice.one(["down"], ["hulk", "long_term", "down"], ["long_term", "hulk"]),
            "yields": 2,
            "success": dice.share(0.3, 1),
            **dice.one({}, {"per_donor": 1}),
        },
        "accidents": "6/1000 h",
        "repairable": dice.share(0, 1),
    }
    fleets["theirs"] = {
        "site": "abroad",
        "party": "neighbours",
        "areas": {"lift": 1},
        "items": dice.number(1, 2),
        "failures": {"any": {"mtbf": "300 h", "needs": {"labour": "40 h"}}},
    }


def _people(dice: Dice, document: Document) -> None:
    document["courses"]["planning"] = {
        "officers": "base",
        "where": "abroad",
        "seats": "6/year",
        "every": "2 months",
        "length": "2 months",
        "price": f"{dice.number(0, 3)} k USD",
    }
    counted = {"deployable": dice.number(6, 8), "matched": dice.number(3, 6), "senior": dice.number(1, 2)}
    document["readiness"]["personnel"] |= dice.one({}, counted)
    document["capability"]["areas"]["lift"] = {"required": 3, "weight": 2}


def _diplomacy(dice: Dice, document: Document) -> None:
    document["parties"]["neighbours"] = {"required": {"lift": 2, "eyes": 1}, "level": 1.2}
    document["parties"]["far"] = {"capability": [{"on": "2026-01-01", "index": dice.number(20, 90)}]}
    agreement = document["agreement"]
    agreement |= {
        "state": dice.one("signed", "active"),
        "pace": dice.share(0.5, 3),
        "depth": dice.number(2, 4),
    }
    agreement["life"]["broaden_depth"] = 2
    for track in agreement["tracks"].values():
        given = {
            "from": f"{dice.number(0, 2)} months",
            "ramp": f"{dice.number(1, 3)} months",
            "level": dice.share(0.3, 1),
            "delivery": dice.share(0.5, 1),
            "depth": dice.one("economic", "political", "technical-military", "security", "strategic"),
        }
        track |= {key: value for key, value in given.items() if key not in track}
    agreement["tracks"]["maintenance"]["grade"] = dice.one("apprentice", "journeyman", "master")
    agreement["partner_interests"]["threat"]["weight"] = 2
    observer, rival = document["actors"]["observer"], document["actors"]["rival"]
    rival["memory"] = {"capability": "4 months", "incidents": "6 months"}
    rival["concern"]["baseline"] = 0.4
    rival["reactions"]["closure"]["effort"] = 2
    observer["concern"] |= {"follows": "level"}
    observer["opportunity"]["gain"] = 1.5
    document["precautions"] |= {
        "hotline": {
            "kind": "hotline",
            "from": "1 months",
            "ramp": "3 months",
            "level": dice.share(0.2, 1),
            "setup": "2 k USD",
            "price": "12 k USD/year",
            "calms": True,
            "effects": {"ladder.border.relief": "x1.3", "channels.raids.intensity": "x0.9"},
        }
    }
    document["arrangements"] |= {
        "league": {
            "from": "1 months",
            "members": {
                "rival": {"at": 0.4, "rate": "0.8/month", "leaves": "0.3/month", "company": 0.1},
                "observer": {
                    "driver": "opportunity",
                    "at": 0.6,
                    "below": True,
                    "rate": "0.8/month",
                    "joined": True,
                },
            },
            "quorum": dice.number(1, 2),
            "lapse": "0.1/month",
            "price": "6 k USD/year",
            "effects": {"supply.border": "-0.1", "channels.clashes.intensity": "x0.8"},
        }
    }


def _risk(dice: Dice, document: Document) -> None:
    channels = document["channels"]
    channels["clashes"] |= {"deterrence_by": "balance", "start": 1, "drivers": {"fleet.birds.hours": 0.001}}
    channels["raids"]["deaths"] = dice.spread(3, "")
    channels["raids"]["intensity"] = 1.1
    channels["hardship"]["reference"] = 0.8
    channels["exodus"] = {
        "kind": "flow",
        "start": 100,
        "per_event": {"raids": 5},
        "per_death": {"raids": 2, "border": 3},
        "returns": "0.1/month",
    }
    ladder = document["ladder"]["border"]
    ladder |= {"deterrence_by": dice.one("balance", "perceived"), "relief": 1.1, "reference": 5}
    ladder["counts"] = [[60 - 9 * abs(i - j) for j in range(6)] for i in range(6)]
