"""Small random scenarios in which every mechanism is at work.

Two fleets at two sites, people, stores, suppliers, money, courses, an agreement, actors that react to one another,
channels, a ladder and the index. Everything happens fast, so that a year of it shows what five would.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import Phase, settings
from hypothesis import strategies as st
from tests.engine.enriching import Document, enriched

import kilter
from kilter.engine.plan import Plan, plan
from kilter.engine.reference import simulate
from kilter.engine.trajectory import Trajectory
from kilter.scenario import Scenario


def examples(number: int) -> settings:
    """So many random worlds. A failing one is shown as it is: making it smaller would take minutes."""
    return settings(max_examples=number, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def build(document: Document) -> Scenario:
    """The scenario of a document."""
    return kilter.loads(json.dumps(document))


def planned(document: Document) -> Plan:
    """The plan of a document."""
    return plan(build(document))


def replicate(document: Document, replication: int = 0, seed: int = 1) -> Trajectory:
    """One replication of a document."""
    return simulate(planned(document), seed, replication)


def named(document: Document, replication: int = 0, seed: int = 1) -> dict[str, np.ndarray]:
    """Values of one replication by measure."""
    made = planned(document)
    values = simulate(made, seed, replication).values
    return {m.name: values[:, i] for i, m in enumerate(made.measures)}


def changed(document: Document, **paths: Any) -> Document:
    """A copy with other values; ``a__b`` stands for the path ``a.b``."""
    made = copy.deepcopy(document)
    for path, value in paths.items():
        *folders, last = path.split("__")
        place = made
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return made


def inserted(section: dict[str, Any], name: str, value: Any, position: int) -> dict[str, Any]:
    """A section with one more entry, at a position."""
    pairs = list(section.items())
    pairs.insert(position, (name, value))
    return dict(pairs)


def _rate(low: float, high: float, unit: str = "/month") -> st.SearchStrategy[str]:
    return st.floats(low, high).map(lambda x: f"{x:.3f}{unit}")


@st.composite
def documents(draw: Callable[..., Any], months: int = 9, everything: bool = True) -> Document:
    """A scenario with everything in it, or only what all worlds had before sites stood in trees."""

    def number(low: int, high: int) -> int:
        return int(draw(st.integers(low, high)))

    def share(low: float, high: float) -> float:
        return round(float(draw(st.floats(low, high))), 3)

    def rate(low: float, high: float) -> str:
        return str(draw(_rate(low, high)))

    def labour() -> Document:
        return {"mean": f"{number(4, 60)} h", "sd": f"{number(1, 30)} h"}

    document = {
        "start": "2026-01-01",
        "horizon": f"{months} months",
        "focal": "us",
        "sites": {
            "base": {
                "shift": f"{number(6, 24)} h/day",
                "technicians": {
                    "air": {
                        "apprentice": number(0, 3),
                        "journeyman": number(1, 4),
                        "master": number(1, 2),
                        "team": number(1, 2),
                        "span": 4,
                        "leaving": dict.fromkeys(("apprentice", "journeyman", "master"), "0.02/month"),
                        "to_journeyman": "12 months",
                        "learning": {"rate": 0.9},
                    }
                },
                "parts": {
                    "engine": {"stock": number(0, 3), "supplier": ["works", "traders"]},
                    "oil": {"stock": number(3, 6), "reorder": 1, "supplier": "traders", "demand": rate(0, 3)},
                },
            },
            "depot": {
                "technicians": {"ground": {"journeyman": number(1, 3), "master": 1}},
                "parts": {"engine": {"stock": 1, "supplier": "traders"}},
            },
        },
        "parts": {
            "engine": {
                "price": "50 k USD",
                "repair": {"turnaround": {"mean": "20 d", "sd": "10 d"}, "success": share(0, 1)},
            },
            "oil": {"price": "1 k USD"},
        },
        "suppliers": {
            "works": {
                "depth": "technical-military",
                "lead_time": {"mean": "20 d", "sd": "10 d", "dist": "gamma"},
                "capacity": rate(0.5, 4),
                "partner": 1,
            },
            "traders": {
                "lead_time": {"mean": "30 d", "sd": "20 d"},
                "reliability": share(0.2, 1),
                "notice": "10 d",
                "sanctions": 1,
                "border": 1,
                "price": "x2",
            },
        },
        "budget": {"support": f"{number(1, 40) * 100} k USD/year"},
        "fleets": {
            "birds": {
                "site": "base",
                "party": "us",
                "origin": "east",
                "areas": {"lift": 1, "eyes": 0.5},
                "items": {
                    "serviceable": number(1, 4),
                    "repairable": number(0, 2),
                    "long_term": number(0, 2),
                    "hulk": number(0, 2),
                },
                "age": "10 y",
                "use": {"plan": f"{number(20, 300)} h/month", "ceiling": "80 h/month"},
                "failures": {
                    "engine": {
                        "mtbf": f"{number(10, 80)} h",
                        "shape": share(0.7, 2.5),
                        "growth": "5 %/year",
                        "needs": {"part": "engine", "labour": labour()},
                    },
                    "systems": {
                        "mtbf": f"{number(10, 60)} h",
                        "critical": share(0, 1),
                        "needs": {"labour": labour()},
                    },
                    "rust": {"mtbf": "2000 h", "clock": "calendar", "needs": {"labour": labour()}},
                },
                "inspections": {"check": {"every": ["60 h", "4 months"], "needs": {"labour": labour()}}},
                "overhaul": {
                    "every": ["300 h", "2 y"],
                    "slots": "4/year",
                    "turnaround": {"mean": "40 d", "sd": "10 d"},
                    "price": "20 k USD",
                },
                "restoration": {"part": "engine", "labour": labour()},
                "rehabilitation": {
                    "slots": "6/year",
                    "turnaround": "20 d",
                    "needs": {"part": "engine", "labour": labour()},
                    "price": "5 k USD",
                },
                "upgrade": {"slots": "2/year", "gain": "x1.5", "turnaround": "30 d"},
                "cannibalise": {"yields": 2, "donors": ["hulk", "long_term", "down"], "per_donor": 2},
                "crews": {"trained": number(1, 4), "leaving": "0.02/month"},
                "accidents": "2/1000 h",
                "priority": number(0, 1),
            },
            "lorries": {
                "site": "depot",
                "party": "us",
                "origin": "home",
                "areas": {"lift": 0.2},
                "items": number(1, 3),
                "failures": {"wear": {"mtbf": "400 h", "needs": {"part": "engine", "labour": labour()}}},
            },
        },
        "missions": {
            "supply": {"hours": rate(10, 200).replace("/", " h/"), "area": "lift", "duration": "3 h"},
            "watch": {"hours": "20 h/month", "fleets": ["birds"], "priority": 1},
        },
        "courses": {
            "basic": {
                "trade": "air",
                "site": "base",
                "seats": "12/year",
                "every": "2 months",
                "length": "3 months",
                "instructors": 1,
                "price": "1 k USD",
            },
            "abroad": {
                "trade": "air",
                "site": "base",
                "level": "journeyman",
                "where": "abroad",
                "every": "3 months",
                "length": "2 months",
            },
            "crews": {"crew": "birds", "where": "abroad", "seats": "6/year", "length": "2 months"},
        },
        "capability": {"areas": {"lift": 3, "eyes": 2}},
        "readiness": {"personnel": {"required": 8, "senior_required": 2}},
        "agreement": {
            "partner": "friend",
            "signed": f"{number(0, 2)} months",
            "transparency": share(0, 1),
            "announced": share(0, 1),
            "price": "2 k USD",
            "life": dict.fromkeys(("delay", "narrow", "suspend", "broaden"), "0.1/month"),
            "tracks": {
                "maintenance": {"ramp": "2 months", "delivery": 0.8, "advisers": {"air": 2}},
                "parts": {"from": "1 months", "depth": "technical-military", "supplier": "works"},
                "training": {"seats": {"abroad": "8/year"}},
                "overhaul": {"slots": {"birds": "3/year"}},
                "upgrades": {"rehabilitate": {"birds": "3/year"}, "upgrade": {"birds": "3/year"}},
                "infrastructure": {"tools": {"base": "x1.3"}},
                "equipment": {"items": {"birds": "4/year"}, "limit": {"birds": 2}},
            },
            "partner_interests": {
                "threat": {
                    "value": 0.6,
                    "follows": {"measure": "channel.raids.expected", "slope": 0.05},
                }
            },
            "focal_interests": {
                "need": {"value": 0.6, "follows": {"measure": "fleet.birds.availability", "slope": -0.5}}
            },
        },
        "parties": {
            "them": {
                "capability": [
                    {"on": "2026-01-01", "areas": {"lift": share(0.1, 1), "eyes": 0.5}},
                    {"on": "2026-08-01", "areas": {"lift": 0.7, "eyes": share(0.1, 1)}},
                ],
                "weight": 1.5,
            }
        },
        "actors": {
            "rival": {
                "party": "them",
                "alarm": {"eyes": share(0, 1), "lift": 0.3},
                "concern": {"start": 0.5, "gain": 2, "signal": 0.3, "noise": 0.05, "rivalry": 0.5},
                "incidents": [{"channel": "clashes", "weight": 0.1, "reference": 4}],
                "capacity": 2,
                "reactions": {
                    "closure": {
                        "kind": "border-closure",
                        "at": 0.4,
                        "rate": rate(0.2, 1),
                        "lasts": {"mean": "40 d", "sd": "20 d"},
                        "effects": {
                            "supply.border": "+0.4",
                            "suppliers.*.lead_time": "x1.5",
                            "channels.hardship.intensity": "x1.4",
                            "sites.base.parts.oil.demand": "x2",
                        },
                        "signals": {"observer": -6},
                        "trust": -0.05,
                    },
                    "watching": {"kind": "monitoring", "at": 0.3, "rate": "0.5/month", "lasts": "60 d"},
                    "talks": {
                        "kind": "confidence-building",
                        "at": 0.6,
                        "below": True,
                        "rate": "0.3/month",
                        "lasts": "50 d",
                        "effects": {"channels.clashes.intensity": "x0.7", "ladder.border.relief": "x1.5"},
                        "signals": {"observer": 4},
                    },
                },
            },
            "observer": {
                "alarm": {"eyes": -0.5},
                "concern": {"start": 0.3},
                "opportunity": {"start": 0.4},
                "reactions": {
                    "mediation": {
                        "kind": "mediation",
                        "driver": "ladder.border.level",
                        "at": 2,
                        "rate": "0.4/month",
                        "lasts": "45 d",
                        "effects": {"ladder.border.relief": "x1.4"},
                        "signals": {"rival": 5},
                    },
                    "help": {
                        "kind": "outreach",
                        "driver": "opportunity",
                        "at": 0.4,
                        "rate": "0.3/month",
                        "lasts": "30 d",
                        "effects": {"budget.support": "x1.2", "courses.basic.seats": "x1.5"},
                        "trust": 0.02,
                    },
                },
            },
        },
        "precautions": {
            "line": {
                "from": "1 months",
                "ramp": "2 months",
                "price": "2 k USD/month",
                "effects": {"ladder.border.pressure": "x0.8", "suppliers.traders.reliability": "+0.1"},
            }
        },
        "arrangements": {
            "forum": {
                "members": {
                    "rival": {"at": 0.5, "below": True, "rate": rate(0.1, 1), "leaves": "0.2/month"},
                    "observer": {"driver": "opportunity", "at": 0.3, "rate": "0.6/month", "company": 0.2},
                },
                "quorum": number(1, 2),
                "lapse": "0.05/month",
                "price": "1 k USD/month",
                "calms": True,
                "effects": {"channels.clashes.intensity": "x0.8"},
            }
        },
        "channels": {
            "raids": {
                "counts": "raids",
                "background": rate(0.5, 4),
                "drivers": {"capability.eyes": -0.5, "channel.clashes.expected": 0.05},
                "deaths": {"mean": 2, "sd": 3},
                "weight": 0.2,
                "reference": 5,
            },
            "clashes": {
                "counts": "clashes",
                "background": "1/month",
                "rival": "rival",
                "alarm": 1.5,
                "deterrence": 0.5,
                "weight": 0.3,
                "reference": 3,
            },
            "flight": {
                "kind": "flow",
                "background": rate(5, 50),
                "start": 900,
                "per_event": {"raids": 20},
                "per_death": {"border": 5},
                "returns": "0.1/month",
            },
            "hardship": {
                "kind": "level",
                "start": 0.3,
                "drivers": {"channel.raids.expected": 0.05},
                "weight": 0.2,
            },
        },
        "ladder": {
            "border": {
                "rival": "rival",
                "channel": "clashes",
                "start": number(0, 4),
                "pressure": 5,
                "flare_deaths": {"mean": 60, "sd": 40},
                "weight": 0.3,
            }
        },
        "risk": {
            "vulnerability": {"value": 5, "drivers": {"channel.hardship.level": 3}},
            "coping": {"value": 5, "drivers": {"capability.lift": -1}},
        },
    }
    return enriched(draw, document) if everything else document
