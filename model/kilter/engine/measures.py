"""The catalogue of measures: every name that results can carry, with its unit, meaning and source.

Names in angle brackets stand for names that a scenario gives. The plan fills them in
(:class:`kilter.engine.layout.Layout`); ``kilter measures`` prints them.
"""

from __future__ import annotations

from .trajectory import Measure

_10USC = "10 USC 118(f)"
_INFORM = "INFORM Risk methodology"
_USR = "US Army unit status reporting"
_OWN = "Kilter"
_MEAN, _END, _COUNT, _TOTAL = "mean", "end", "count", "total"


def _m(name: str, unit: str, kind: str, definition: str, better: int = 0, source: str = _OWN) -> Measure:
    return Measure(name, unit, kind, definition, source, better)


FLEETS = (
    _m(
        "fleet.<fleet>.availability",
        "share",
        _MEAN,
        "Operational availability: mission-capable share of possessed item-time.",
        1,
        _10USC,
    ),
    _m("fleet.<fleet>.mission_capable", "items", _MEAN, "Items mission capable, fully or partly.", 1, _10USC),
    _m(
        "fleet.<fleet>.fmc",
        "share",
        _MEAN,
        "Fully mission-capable share of possessed item-time.",
        1,
        "AFI 21-103 status codes",
    ),
    _m(
        "fleet.<fleet>.pmc",
        "share",
        _MEAN,
        "Partly mission-capable share of possessed item-time.",
        0,
        "AFI 21-103 status codes",
    ),
    _m(
        "fleet.<fleet>.nmcm",
        "share",
        _MEAN,
        "Share of possessed item-time not mission capable for maintenance (work, queue, or due for overhaul).",
        -1,
        "AFI 21-103 status codes",
    ),
    _m(
        "fleet.<fleet>.nmcs",
        "share",
        _MEAN,
        "Share of possessed item-time not mission capable for supply: from the stop for a part to its arrival.",
        -1,
        "AFI 21-103 status codes",
    ),
    _m(
        "fleet.<fleet>.materiel_availability",
        "share",
        _MEAN,
        "Materiel availability: mission-capable share of the whole inventory.",
        1,
        _10USC,
    ),
    _m("fleet.<fleet>.inventory", "items", _MEAN, "Items on the books: all but wrecks and losses."),
    _m(
        "fleet.<fleet>.possessed",
        "items",
        _MEAN,
        "Items possessed: on the books and neither long-term unserviceable nor away in a hall or at overhaul.",
    ),
    _m("fleet.<fleet>.long_term", "items", _MEAN, "Items long-term unserviceable.", -1),
    _m(
        "fleet.<fleet>.awaiting_overhaul",
        "items",
        _MEAN,
        "Items standing at the end of their overhaul life.",
        -1,
    ),
    _m("fleet.<fleet>.in_overhaul", "items", _MEAN, "Items at overhaul."),
    _m("fleet.<fleet>.in_hall", "items", _MEAN, "Items in rehabilitation or upgrade."),
    _m("fleet.<fleet>.hours", "h", _COUNT, "Hours flown or driven in the period.", 1),
    _m("fleet.<fleet>.failures", "events", _COUNT, "Failures in the period."),
    _m("fleet.<fleet>.lost", "items", _TOTAL, "Items lost by accident since the start.", -1),
    _m("fleet.<fleet>.rehabilitated", "items", _TOTAL, "Items rehabilitated since the start.", 1),
    _m("fleet.<fleet>.upgraded", "items", _TOTAL, "Items upgraded since the start.", 1),
    _m("fleet.<fleet>.delivered", "items", _TOTAL, "Items delivered since the start.", 1),
    _m("fleet.<fleet>.cannibalised", "parts", _TOTAL, "Parts taken from wrecks since the start."),
    _m("fleet.<fleet>.crews", "crews", _END, "Trained crews.", 1),
    _m(
        "fleet.<fleet>.crews_ready",
        "crews",
        _END,
        "Crews trained, current and above the proficiency floor.",
        1,
    ),
    _m(
        "fleet.<fleet>.proficiency",
        "share",
        _END,
        "Mean proficiency of crews, 0 to 1.",
        1,
        "Tatel & Ackerman, doi 10.1037/bul0000481 (decay)",
    ),
)
SUPPLY = (
    _m(
        "site.<site>.part.<part>.backorders",
        "parts",
        _MEAN,
        "Expected backorders: parts owed to jobs and users.",
        -1,
        "Sherbrooke, Optimal Inventory Modeling of Systems",
    ),
    _m("site.<site>.part.<part>.on_hand", "parts", _MEAN, "Parts on the shelf.", 1),
    _m("site.<site>.part.<part>.on_order", "parts", _MEAN, "Parts on order or in repair: the pipeline."),
    _m("site.<site>.part.<part>.demand", "parts", _COUNT, "Parts asked for in the period."),
    _m(
        "site.<site>.part.<part>.fill_rate",
        "share",
        _MEAN,
        "Share of parts asked for that were on the shelf.",
        1,
        "Sherbrooke, Optimal Inventory Modeling of Systems",
    ),
    _m("supplier.<supplier>.open", "share", _END, "1 while the supplier sells to the focal party."),
    _m("supplier.<supplier>.delivered", "parts", _COUNT, "Parts delivered in the period."),
)
PEOPLE = (
    _m(
        "site.<site>.trade.<trade>.people",
        "people",
        _MEAN,
        "People on the line: technicians and advisers without instructors.",
        1,
    ),
    _m("site.<site>.trade.<trade>.apprentice", "people", _END, "Apprentices on the books."),
    _m("site.<site>.trade.<trade>.journeyman", "people", _END, "Journeymen on the books.", 1),
    _m("site.<site>.trade.<trade>.master", "people", _END, "Masters on the books.", 1),
    _m("site.<site>.trade.<trade>.at_work", "teams", _MEAN, "Teams at work."),
    _m("site.<site>.trade.<trade>.queue", "jobs", _MEAN, "Jobs waiting for a team.", -1),
    _m(
        "site.<site>.trade.<trade>.utilisation",
        "share",
        _MEAN,
        "People at work as a share of people on the line.",
    ),
    _m("site.<site>.trade.<trade>.jobs", "jobs", _COUNT, "Jobs begun in the period."),
    _m(
        "site.<site>.trade.<trade>.wait_share",
        "share",
        _MEAN,
        "Share of jobs that had to wait for a team.",
        -1,
    ),
    _m("course.<course>.graduates", "people", _COUNT, "People or crews that passed in the period.", 1),
    _m("course.<course>.in_training", "people", _END, "People or crews in training."),
)
CAPABILITY = (
    _m(
        "capability.index",
        "100 = requirement",
        _END,
        "Capability index: areas joined by a CES mean of what is required; 100 meets every requirement.",
        1,
    ),
    _m(
        "capability.<area>",
        "share",
        _END,
        "Crewed mission-capable strength in the area over the strength required (capped).",
        1,
    ),
    _m(
        "capability.origin.<origin>",
        "share",
        _END,
        "Share of strength, over all areas, that comes from equipment of this origin.",
    ),
    _m(
        "readiness.personnel",
        "level 1-4",
        _END,
        "P level: the worst of strength, skill match and seniority.",
        -1,
        _USR,
    ),
    _m(
        "readiness.personnel.strength",
        "level 1-4",
        _END,
        "P level by strength (percent truncated).",
        -1,
        _USR,
    ),
    _m(
        "readiness.personnel.skill",
        "level 1-4",
        _END,
        "P level by skill match (percent truncated).",
        -1,
        _USR,
    ),
    _m(
        "readiness.personnel.senior",
        "level 1-4",
        _END,
        "P level by senior people (percent truncated).",
        -1,
        _USR,
    ),
    _m("readiness.supply", "level 1-4", _END, "S level: equipment on hand, worst fleet.", -1, _USR),
    _m(
        "readiness.equipment", "level 1-4", _END, "R level: equipment mission capable, worst fleet.", -1, _USR
    ),
    _m("readiness.training", "level 1-4", _END, "T level: days of training still needed.", -1, _USR),
    _m("readiness.overall", "level 1-4", _END, "Overall level: the worst of the four pillars.", -1, _USR),
)
DIPLOMACY = (
    _m("agreement.trust", "share", _END, "The partner's trust in the focal party, 0 to 1.", 1),
    _m("agreement.depth", "level 1-5", _END, "Depth of cooperation: 1 economic to 5 strategic.", 1),
    _m("agreement.convergence", "share", _END, "How far the two sides' interests converge, 0 to 1.", 1),
    _m(
        "agreement.state",
        "state 0-6",
        _END,
        "0 signed, 1 active, 2 delayed, 3 narrowed, 4 broadened, 5 suspended, 6 ended.",
    ),
    _m("agreement.in_force", "share", _END, "1 unless suspended or ended."),
    _m("agreement.delivery", "share", _END, "Mean level of the tracks.", 1),
    _m(
        "agreement.track.<track>",
        "share",
        _END,
        "Level of the track: full level x ramp x state x delivery.",
        1,
    ),
    _m("actor.<actor>.concern", "share", _END, "Concern, 0 to 1.", -1),
    _m(
        "actor.<actor>.perceived",
        "share",
        _END,
        "Capability change as the actor perceives it, weighted by what alarms it.",
    ),
    _m(
        "actor.<actor>.opportunity",
        "share",
        _END,
        "Chance the actor sees in the focal party's capability, 0 to 1.",
    ),
    _m("actor.<actor>.reactions", "reactions", _END, "Reactions under way."),
    _m("actor.<actor>.reaction.<reaction>", "share", _END, "1 while the reaction is under way."),
)
RISK = (
    _m("channel.<channel>.<counts>", "events", _COUNT, "Events of the channel in the period.", -1),
    _m(
        "channel.<channel>.expected",
        "events/month",
        _END,
        "Expected events a month: background moved by drivers, plus excitation.",
        -1,
        "Hawkes 1971, doi 10.1093/biomet/58.1.83",
    ),
    _m("channel.<channel>.deaths", "deaths", _COUNT, "Deaths in the channel's events in the period.", -1),
    _m("channel.<channel>.level", "share", _END, "Level of the channel, 0 to 1.", -1),
    _m(
        "ladder.<ladder>.level",
        "level 0-5",
        _END,
        "Hostility level of the pair.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    _m(
        "ladder.<ladder>.serious",
        "share",
        _END,
        "1 once level 4 or more has been reached; its mean is the probability of a serious clash by then.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    _m(
        "ladder.<ladder>.war",
        "share",
        _END,
        "1 once level 5 has been reached; its mean is a probability.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    _m(
        "ladder.<ladder>.first_serious",
        "months",
        _END,
        "Months until level 4 or more was first reached; undefined before.",
        1,
    ),
    _m("ladder.<ladder>.deaths", "deaths", _COUNT, "Deaths in flare-ups in the period.", -1),
    _m(
        "risk.index",
        "0-10",
        _END,
        "Regional risk: geometric mean of hazard, vulnerability and lack of coping.",
        -1,
        _INFORM,
    ),
    _m("risk.hazard", "0-10", _END, "Hazard from the channels and ladders.", -1, _INFORM),
    _m("risk.vulnerability", "0-10", _END, "Exposure and vulnerability.", -1, _INFORM),
    _m("risk.coping", "0-10", _END, "Lack of coping capacity.", -1, _INFORM),
    _m("risk.class", "class 0-4", _END, "0 very low, 1 low, 2 medium, 3 high, 4 very high.", -1, _INFORM),
    _m(
        "risk.contribution.<factor>",
        "log points",
        _END,
        "The factor's part in the change of the log index since the start; the three add up to it.",
    ),
    _m("risk.share.<channel>", "share", _END, "The channel's or ladder's share of hazard."),
    _m("risk.deaths", "deaths", _TOTAL, "Deaths in all channels and flare-ups since the start.", -1),
)
COST = (
    _m("cost.total", "USD", _TOTAL, "Money spent on support since the start.", -1),
    _m("cost.parts", "USD", _TOTAL, "… on parts.", -1),
    _m("cost.overhaul", "USD", _TOTAL, "… on overhaul, rehabilitation and upgrades.", -1),
    _m("cost.training", "USD", _TOTAL, "… on training.", -1),
    _m("cost.agreement", "USD", _TOTAL, "… on the agreement itself.", -1),
)

CATALOGUE: tuple[Measure, ...] = (*FLEETS, *SUPPLY, *PEOPLE, *CAPABILITY, *DIPLOMACY, *RISK, *COST)
BY_PATTERN: dict[str, Measure] = {m.name: m for m in CATALOGUE}
