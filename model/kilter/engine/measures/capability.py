"""Measures of capability and readiness."""

from __future__ import annotations

from .lines import END, REPORTING, measure

CAPABILITY = (
    measure(
        "capability.index",
        "100 = requirement",
        END,
        "Capability index: areas joined by a CES mean of what is required; 100 meets every requirement.",
        1,
    ),
    measure(
        "capability.<area>",
        "share",
        END,
        "Crewed mission-capable strength in the area over the strength required (capped).",
        1,
    ),
    measure(
        "capability.origin.<origin>",
        "share",
        END,
        "Share of strength, over all areas, that comes from equipment of this origin.",
    ),
    measure(
        "readiness.personnel",
        "level 1-4",
        END,
        "P level: the worst of strength, skill match and seniority.",
        -1,
        REPORTING,
    ),
    measure(
        "readiness.personnel.strength",
        "level 1-4",
        END,
        "P level by strength (percent truncated).",
        -1,
        REPORTING,
    ),
    measure(
        "readiness.personnel.skill",
        "level 1-4",
        END,
        "P level by skill match (percent truncated).",
        -1,
        REPORTING,
    ),
    measure(
        "readiness.personnel.senior",
        "level 1-4",
        END,
        "P level by senior people (percent truncated).",
        -1,
        REPORTING,
    ),
    measure("readiness.supply", "level 1-4", END, "S level: equipment on hand, worst fleet.", -1, REPORTING),
    measure(
        "readiness.equipment",
        "level 1-4",
        END,
        "R level: equipment mission capable, worst fleet.",
        -1,
        REPORTING,
    ),
    measure("readiness.training", "level 1-4", END, "T level: days of training still needed.", -1, REPORTING),
    measure(
        "readiness.overall", "level 1-4", END, "Overall level: the worst of the four pillars.", -1, REPORTING
    ),
)
