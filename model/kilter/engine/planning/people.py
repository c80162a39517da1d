"""Plan of technicians, officers and courses."""

from __future__ import annotations

import datetime as dt

from ...scenario.names import LEVELS
from ...scenario.references import site_of
from ...scenario.shifts import WEEKDAYS
from ..layout import COUNT, MEAN, RATIO, SHARE, Recipe
from ..rows import NONE, CourseRow, OfficersRow, ShopRow
from ..timebase import DAY
from .context import Context

#: Days after the horizon on which work goes on that no working day within it can finish.
LONG_AFTER = 1_000_000


def plan_shops(context: Context) -> tuple[ShopRow, ...]:
    """Rows of all shops (one per site and trade), with their measures."""
    layout, slot = context.layout, context.slot
    rows = []
    officers = officered(context)
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
                slot(f"{path}.master_posts"),
                people.careers,
                _is_focal(context, site),
                officers.index(site) if site in officers else NONE,
                working_days(context, site),
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


def officered(context: Context) -> list[str]:
    """Sites that say something about officers."""
    return [name for name, site in context.scenario.sites.items() if site.officers]


def plan_officers(context: Context) -> tuple[OfficersRow, ...]:
    """Rows of the officers of sites, with their measures."""
    rows = []
    for site in officered(context):
        path = f"sites.{site}.officers"
        slots = (context.slot(f"{path}.{f}") for f in ("trained", "required", "without", "leaving"))
        rows.append(OfficersRow(site, *slots))
        context.layout.add_state("site.<site>.officers", site=site)
    return tuple(rows)


def working_days(context: Context, name: str) -> tuple[int, ...]:
    """The days from the start on which a site works, as far as a run can see; none: every day."""
    site, start = context.scenario.sites[name], context.scenario.start
    if len(set(site.week)) == len(WEEKDAYS) and not site.stoppages:
        return ()
    count = context.time.end // DAY + 1
    days = []
    for day in range(count):
        date = start + dt.timedelta(days=day)
        stopped = any(s.first <= date <= s.to for s in site.stoppages)
        if WEEKDAYS[date.weekday()] in site.week and not stopped:
            days.append(day)
    # One beyond the end, so that work that never ends has somewhere to go.
    return (*days, count + LONG_AFTER)


def _is_focal(context: Context, name: str) -> bool:
    """Whether a site's people are the focal party's: it says so, or keeps its fleets, or nobody else's."""
    scenario = context.scenario
    if scenario.focal is None:
        return True
    ours = (None, scenario.focal)
    site = scenario.sites[name]
    if site.party is not None:
        return site.party == scenario.focal
    kept = [f.party in ours for f in scenario.fleets.values() if site_of(scenario, f.site) == name]
    return any(kept) or not kept


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
                slot(f"{path}.seats"),
                slot(f"{path}.every"),
                slot(f"{path}.length"),
                slot(f"{path}.passes"),
                slot(f"{path}.instructors"),
                slot(f"{path}.price"),
                officered(context).index(course.officers) if course.officers else NONE,
            )
        )
        graduates = layout.counter(f"course.{name}.graduates")
        layout.add("course.<course>.graduates", Recipe(COUNT, (graduates,)), course=name)
        layout.add_state("course.<course>.in_training", course=name)
    return tuple(rows)
