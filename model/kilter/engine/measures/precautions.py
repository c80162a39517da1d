"""Measures of precautions and multilateral arrangements."""

from __future__ import annotations

from .lines import END, TOTAL, measure

PRECAUTIONS = (
    measure("precaution.<precaution>.level", "share", END, "How far the precaution is carried out, 0 to 1."),
    measure("arrangement.<arrangement>.in_force", "share", END, "1 while the arrangement is in force."),
    measure("arrangement.<arrangement>.members", "members", END, "Actors that have joined."),
    measure("arrangement.<arrangement>.member.<actor>", "share", END, "1 while the actor is a member."),
    measure("cost.precautions", "USD", TOTAL, "… on precautions.", -1),
    measure("cost.arrangements", "USD", TOTAL, "… on multilateral arrangements.", -1),
)
