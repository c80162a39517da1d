"""Measures of the parties beside the focal one, and of the balance."""

from __future__ import annotations

from .lines import END, measure

_CINC = "Singer, Bremer & Stuckey 1972 (share of capabilities)"

PARTIES = (
    measure("party.<party>.index", "100 = requirement", END, "The party's own capability index, not capped."),
    measure("party.<party>.area.<area>", "share", END, "The party's level in the area, not capped."),
    measure(
        "party.<party>.balance",
        "share",
        END,
        "The focal party's share of the capability of the two; one half is parity.",
        1,
        _CINC,
    ),
    measure("party.<party>.ratio", "times", END, "The focal party's index over the party's.", 1),
    measure(
        "party.<party>.balance.<area>",
        "share",
        END,
        "The focal party's share of the level of the two in the area.",
        1,
        _CINC,
    ),
    measure(
        "balance.focal_share",
        "share",
        END,
        "The focal party's share of the capability of all parties.",
        1,
        _CINC,
    ),
)
