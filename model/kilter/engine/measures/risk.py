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
    measure("channel.<channel>.deaths", "deaths", COUNT, "Deaths in the channel's events in the period.", -1),
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
