"""Plan of technicians and courses."""

from __future__ import annotations

from ...scenario.names import LEVELS
from ..layout import COUNT, MEAN, RATIO, SHARE, Recipe
from ..rows import NONE, CourseRow, ShopRow
from .context import Context


def plan_shops(context: Context) -> tuple[ShopRow, ...]:
    """Rows of all shops (one per site and trade), with their measures."""
    layout, slot = context.layout, context.slot
    rows = []
    for site, trade in context.shop_index:
        people = context.scenario.sites[site].technicians[trade]
        path, name = f"sites.{site}.technicians.{trade}", f"site.{site}.trade.{trade}"

        def by_level(what: str, path: str = path) -> tuple[int, int, int]:
            a, j, m = (slot(f"{path}.{what}.{level}") for level in LEVELS)
            return a, j, m

        rows.append(
            ShopRow(
                site,
                trade,
                (int(people.apprentice.value), int(people.journeyman.value), int(people.master.value)),
                slot(f"{path}.team"),
                slot(f"{path}.span"),
                by_level("output"),
                by_level("rework"),
                by_level("leaving"),
                slot(f"{path}.to_journeyman"),
                slot(f"{path}.to_master"),
                slot(f"{path}.adviser_lift"),
                slot(f"{path}.learning.rate"),
                slot(f"{path}.learning.floor"),
                slot(f"sites.{site}.shift"),
                slot(f"sites.{site}.tools"),
            )
        )
        names = {"site": site, "trade": trade}
        pattern = "site.<site>.trade.<trade>"
        line, busy = layout.level(f"{name}.people"), layout.level(f"{name}.busy")
        layout.add(f"{pattern}.people", Recipe(MEAN, (line,)), **names)
        for level in LEVELS:
            layout.add_state(f"{pattern}.{level}", **names)
        layout.add(f"{pattern}.at_work", Recipe(MEAN, (layout.level(f"{name}.at_work"),)), **names)
        layout.add(f"{pattern}.queue", Recipe(MEAN, (layout.level(f"{name}.queue"),)), **names)
        layout.add(f"{pattern}.utilisation", Recipe(RATIO, (busy,), (line,)), **names)
        jobs, waited = layout.counter(f"{name}.jobs"), layout.counter(f"{name}.waited")
        layout.add(f"{pattern}.jobs", Recipe(COUNT, (jobs,)), **names)
        layout.add(f"{pattern}.wait_share", Recipe(SHARE, (waited,), (jobs,)), **names)
    return tuple(rows)


def plan_courses(context: Context) -> tuple[CourseRow, ...]:
    """Rows of all courses, with their measures."""
    layout, slot = context.layout, context.slot
    rows = []
    for name, course in context.scenario.courses.items():
        path = f"courses.{name}"
        shop = NONE
        if course.trade is not None:
            shop = next(
                i
                for (site, trade), i in context.shop_index.items()
                if trade == course.trade and course.site in (None, site)
            )
        rows.append(
            CourseRow(
                name,
                shop,
                context.fleet_index[course.crew] if course.crew else NONE,
                course.level == "journeyman",
                course.where == "home",
                *(
                    slot(f"{path}.{f}")
                    for f in ("seats", "every", "length", "passes", "instructors", "price")
                ),
            )
        )
        graduates = layout.counter(f"course.{name}.graduates")
        layout.add("course.<course>.graduates", Recipe(COUNT, (graduates,)), course=name)
        layout.add_state("course.<course>.in_training", course=name)
    return tuple(rows)
