"""Measures of the agreement and of actors."""

from __future__ import annotations

from .lines import END, measure

DIPLOMACY = (
    measure("agreement.trust", "share", END, "The partner's trust in the focal party, 0 to 1.", 1),
    measure("agreement.depth", "level 1-5", END, "Depth of cooperation: 1 economic to 5 strategic.", 1),
    measure("agreement.convergence", "share", END, "How far the two sides' interests converge, 0 to 1.", 1),
    measure(
        "agreement.state",
        "state 0-6",
        END,
        "0 signed, 1 active, 2 delayed, 3 narrowed, 4 broadened, 5 suspended, 6 ended.",
    ),
    measure("agreement.in_force", "share", END, "1 unless suspended or ended."),
    measure("agreement.delivery", "share", END, "Mean level of the tracks.", 1),
    measure(
        "agreement.track.<track>",
        "share",
        END,
        "Level of the track: full level x ramp x state x delivery.",
        1,
    ),
    measure("actor.<actor>.concern", "share", END, "Concern, 0 to 1.", -1),
    measure(
        "actor.<actor>.perceived",
        "share",
        END,
        "Capability change as the actor perceives it, weighted by what alarms it.",
    ),
    measure(
        "actor.<actor>.alarm",
        "share",
        END,
        "Change since the start of the capability that alarms the actor, as it is.",
    ),
    measure(
        "actor.<actor>.reassurance",
        "share",
        END,
        "Change since the start of the capability that reassures the actor, as it is (gains are negative).",
    ),
    measure(
        "actor.<actor>.memory.<kind>",
        "share",
        END,
        "The part of the actor's concern that what it remembers of this kind accounts for.",
        0,
        "Crescenzi & Enterline 2001 (memory of interaction that fades)",
    ),
    measure(
        "actor.<actor>.opportunity",
        "share",
        END,
        "Chance the actor sees in the focal party's capability, 0 to 1.",
    ),
    measure("actor.<actor>.reactions", "reactions", END, "Reactions under way."),
    measure("actor.<actor>.reaction.<reaction>", "share", END, "1 while the reaction is under way."),
)
