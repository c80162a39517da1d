"""Measures of risk."""

from __future__ import annotations

from .lines import COUNT, END, INFORM, TOTAL, measure

RISK = (
    measure("channel.<channel>.<counts>", "events", COUNT, "Events of the channel in the period.", -1),
    measure(
        "channel.<channel>.expected",
        "events/month",
        END,
        "Expected events a month: background moved by drivers, plus excitation.",
        -1,
        "Hawkes 1971, doi 10.1093/biomet/58.1.83",
    ),
    measure(
        "channel.<channel>.chance",
        "share",
        END,
        "Chance of at least one event in the month, given what is expected.",
        -1,
    ),
    measure(
        "channel.<channel>.any",
        "share",
        END,
        "1 once an event has occurred; its mean is the probability of any event by then.",
        -1,
    ),
    measure(
        "channel.<channel>.push.<term>",
        "log points",
        END,
        "Log effect on the background of the rival's alarm, of deterrence (0 or less) or of the drivers.",
        0,
        "Jervis 1976 (alarm and deterrence as opposed effects)",
    ),
    measure("channel.<channel>.deaths", "deaths", COUNT, "Deaths in the channel's events in the period.", -1),
    measure("channel.<channel>.moved", "people", COUNT, "People displaced in the period (expected).", -1),
    measure(
        "channel.<channel>.returned", "people", COUNT, "People that returned in the period (expected).", 1
    ),
    measure("channel.<channel>.displaced", "people", END, "People displaced at present (expected).", -1),
    measure("channel.<channel>.level", "share", END, "Level of the channel, 0 to 1.", -1),
    measure(
        "ladder.<ladder>.level",
        "level 0-5",
        END,
        "Hostility level of the pair.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    measure(
        "ladder.<ladder>.clash",
        "share",
        END,
        "1 while the level is 4 or more; its mean is the probability of a clash in the month.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    measure(
        "ladder.<ladder>.push.<term>",
        "log odds",
        END,
        "Log odds that alarm, deterrence (0 or less), triggering events and pressure add to upward moves (up is their "
        "sum), calm and relief to downward ones (down).",
        0,
        "Jervis 1976 (alarm and deterrence as opposed effects)",
    ),
    measure(
        "ladder.<ladder>.serious",
        "share",
        END,
        "1 once level 4 or more has been reached; its mean is the probability of a serious clash by then.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    measure(
        "ladder.<ladder>.war",
        "share",
        END,
        "1 once level 5 has been reached; its mean is a probability.",
        -1,
        "Correlates of War, Militarized Interstate Disputes",
    ),
    measure(
        "ladder.<ladder>.first_serious",
        "months",
        END,
        "Months until level 4 or more was first reached; undefined before.",
        1,
    ),
    measure("ladder.<ladder>.deaths", "deaths", COUNT, "Deaths in flare-ups in the period.", -1),
    measure(
        "risk.index",
        "0-10",
        END,
        "Regional risk: geometric mean of hazard, vulnerability and lack of coping.",
        -1,
        INFORM,
    ),
    measure("risk.hazard", "0-10", END, "Hazard from the channels and ladders.", -1, INFORM),
    measure("risk.vulnerability", "0-10", END, "Exposure and vulnerability.", -1, INFORM),
    measure("risk.coping", "0-10", END, "Lack of coping capacity.", -1, INFORM),
    measure("risk.class", "class 0-4", END, "0 very low, 1 low, 2 medium, 3 high, 4 very high.", -1, INFORM),
    measure(
        "risk.contribution.<factor>",
        "log points",
        END,
        "The factor's part in the change of the log index since the start; the three add up to it.",
    ),
    measure("risk.share.<channel>", "share", END, "The channel's or ladder's share of hazard."),
    measure("risk.deaths", "deaths", TOTAL, "Deaths in all channels and flare-ups since the start.", -1),
)
