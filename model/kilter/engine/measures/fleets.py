"""Measures of fleets."""

from __future__ import annotations

from .lines import COUNT, END, MEAN, TEN_USC, TOTAL, measure

FLEETS = (
    measure(
        "fleet.<fleet>.availability",
        "share",
        MEAN,
        "Operational availability: mission-capable share of possessed item-time.",
        1,
        TEN_USC,
    ),
    measure(
        "fleet.<fleet>.mission_capable", "items", MEAN, "Items mission capable, fully or partly.", 1, TEN_USC
    ),
    measure(
        "fleet.<fleet>.fmc",
        "share",
        MEAN,
        "Fully mission-capable share of possessed item-time.",
        1,
        "AFI 21-103 status codes",
    ),
    measure(
        "fleet.<fleet>.pmc",
        "share",
        MEAN,
        "Partly mission-capable share of possessed item-time.",
        0,
        "AFI 21-103 status codes",
    ),
    measure(
        "fleet.<fleet>.nmcm",
        "share",
        MEAN,
        "Share of possessed item-time not mission capable for maintenance (work, queue, or due for overhaul).",
        -1,
        "AFI 21-103 status codes",
    ),
    measure(
        "fleet.<fleet>.nmcs",
        "share",
        MEAN,
        "Share of possessed item-time not mission capable for supply: from the stop for a part to its arrival.",
        -1,
        "AFI 21-103 status codes",
    ),
    measure(
        "fleet.<fleet>.materiel_availability",
        "share",
        MEAN,
        "Materiel availability: mission-capable share of the whole inventory.",
        1,
        TEN_USC,
    ),
    measure("fleet.<fleet>.inventory", "items", MEAN, "Items on the books: all but wrecks and losses."),
    measure(
        "fleet.<fleet>.possessed",
        "items",
        MEAN,
        "Items possessed: on the books and neither long-term unserviceable nor away in a hall or at overhaul.",
    ),
    measure("fleet.<fleet>.long_term", "items", MEAN, "Items long-term unserviceable.", -1),
    measure(
        "fleet.<fleet>.awaiting_overhaul",
        "items",
        MEAN,
        "Items standing at the end of their overhaul life.",
        -1,
    ),
    measure("fleet.<fleet>.in_overhaul", "items", MEAN, "Items at overhaul."),
    measure("fleet.<fleet>.in_hall", "items", MEAN, "Items in rehabilitation or upgrade."),
    measure("fleet.<fleet>.hours", "h", COUNT, "Hours flown or driven in the period.", 1),
    measure("fleet.<fleet>.failures", "events", COUNT, "Failures in the period."),
    measure("fleet.<fleet>.lost", "items", TOTAL, "Items lost by accident since the start.", -1),
    measure("fleet.<fleet>.rehabilitated", "items", TOTAL, "Items rehabilitated since the start.", 1),
    measure("fleet.<fleet>.upgraded", "items", TOTAL, "Items upgraded since the start.", 1),
    measure("fleet.<fleet>.delivered", "items", TOTAL, "Items delivered since the start.", 1),
    measure("fleet.<fleet>.cannibalised", "parts", TOTAL, "Parts taken from wrecks since the start."),
    measure(
        "fleet.<fleet>.robbed",
        "parts",
        TOTAL,
        "Parts taken since the start from items that stand: long-term unserviceable, or down for other parts.",
    ),
    measure("fleet.<fleet>.broken", "parts", TOTAL, "Parts broken in taking them from such items.", -1),
    measure("fleet.<fleet>.crews", "crews", END, "Trained crews.", 1),
    measure(
        "fleet.<fleet>.crews_ready",
        "crews",
        END,
        "Crews trained, current and above the proficiency floor.",
        1,
    ),
    measure(
        "fleet.<fleet>.proficiency",
        "share",
        END,
        "Mean proficiency of crews, 0 to 1.",
        1,
        "Tatel & Ackerman, doi 10.1037/bul0000481 (decay)",
    ),
)
