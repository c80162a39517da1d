"""Measures of missions."""

from __future__ import annotations

from .lines import COUNT, MEAN, measure

MISSIONS = (
    measure("mission.<mission>.asked", "h", COUNT, "Hours asked for in the period."),
    measure("mission.<mission>.flown", "h", COUNT, "Hours of it flown or driven in the period.", 1),
    measure(
        "mission.<mission>.aborts", "events", COUNT, "Missions broken off by a failure or an accident.", -1
    ),
    measure("mission.<mission>.served", "share", MEAN, "Hours flown over hours asked.", 1),
    measure(
        "mission.<mission>.success",
        "share",
        MEAN,
        "Success rate: hours of missions not broken off over hours asked.",
        1,
    ),
)
