"""Measures of stores, suppliers and money."""

from __future__ import annotations

from .lines import COUNT, END, MEAN, TOTAL, measure

SUPPLY = (
    measure(
        "site.<site>.part.<part>.backorders",
        "parts",
        MEAN,
        "Expected backorders: parts owed to jobs and users.",
        -1,
        "Sherbrooke, Optimal Inventory Modeling of Systems",
    ),
    measure("site.<site>.part.<part>.on_hand", "parts", MEAN, "Parts on the shelf.", 1),
    measure("site.<site>.part.<part>.on_order", "parts", MEAN, "Parts on order or in repair: the pipeline."),
    measure("site.<site>.part.<part>.demand", "parts", COUNT, "Parts asked for in the period."),
    measure(
        "site.<site>.part.<part>.fill_rate",
        "share",
        MEAN,
        "Share of parts asked for that were on the shelf.",
        1,
        "Sherbrooke, Optimal Inventory Modeling of Systems",
    ),
    measure(
        "site.<site>.part.<part>.at_depot",
        "parts",
        MEAN,
        "Parts ordered from the depot that it still owes.",
        -1,
    ),
    measure(
        "site.<site>.part.<part>.in_transit",
        "parts",
        MEAN,
        "Parts on the road to this site, from its depot or from a sister.",
    ),
    measure("site.<site>.part.<part>.in_repair", "parts", MEAN, "Removed parts in repair at this site."),
    measure(
        "site.<site>.part.<part>.awaiting_parts",
        "parts",
        MEAN,
        "Removed parts whose repair here waits for a sub-part.",
        -1,
    ),
    measure(
        "site.<site>.part.<part>.retrograde", "parts", MEAN, "Removed parts on their way up to this site."
    ),
    measure(
        "site.<site>.part.<part>.condemned", "parts", COUNT, "Removed parts condemned here in the period.", -1
    ),
    measure(
        "site.<site>.part.<part>.sent_up", "parts", COUNT, "Removed parts sent up to the depot in the period."
    ),
    measure(
        "site.<site>.part.<part>.borrowed", "parts", COUNT, "Parts borrowed from sister sites in the period."
    ),
    measure("site.<site>.part.<part>.lent", "parts", COUNT, "Parts lent to sister sites in the period."),
    measure("supplier.<supplier>.open", "share", END, "1 while the supplier sells to the focal party."),
    measure("supplier.<supplier>.delivered", "parts", COUNT, "Parts delivered in the period."),
)

COST = (
    measure("cost.total", "USD", TOTAL, "Money spent on support since the start.", -1),
    measure("cost.parts", "USD", TOTAL, "… on parts.", -1),
    measure("cost.overhaul", "USD", TOTAL, "… on overhaul, rehabilitation and upgrades.", -1),
    measure("cost.training", "USD", TOTAL, "… on training.", -1),
    measure("cost.agreement", "USD", TOTAL, "… on the agreement itself.", -1),
)
