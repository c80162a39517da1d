"""Checks that the numbers of a scenario fit together, and that a run of it can end."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

from ..errors import Problem
from .capability import Bands
from .document import Scenario
from .explain import Location, Origins, problem
from .people import Course

#: The most items that one scenario may hold: each is followed singly.
MAX_ITEMS = 100_000
#: The most reporting periods: each keeps a value of every measure in every replication.
MAX_PERIODS = 20_000


def check_sense(scenario: Scenario, origins: Origins, last: dt.date) -> list[Problem]:
    """Everything that each entry alone may say but that does not go together.

    Args:
        scenario: a scenario whose entries are valid one by one.
        origins: where each entry was written.
        last: the first day after the horizon.
    """
    return [
        *_time(scenario, origins, last),
        *_size(scenario, origins, last),
        *_fleets(scenario, origins),
        *_courses(scenario, origins),
        *_readiness(scenario, origins),
    ]


def _days(scenario: Scenario, last: dt.date) -> float:
    exact = scenario.horizon.days
    return exact if exact is not None else float((last - scenario.start).days)


def _time(scenario: Scenario, origins: Origins, last: dt.date) -> Iterator[Problem]:
    days = _days(scenario, last)
    if scenario.warmup.value >= days:
        yield problem(
            ("warmup",),
            f"the warm-up ({scenario.warmup}) leaves nothing of the horizon ({scenario.horizon.written})",
            "write a shorter warmup or a longer horizon",
            origins,
        )
    if scenario.report is not None and days / scenario.report.value > MAX_PERIODS:
        yield problem(
            ("report",),
            f"the horizon has {days / scenario.report.value:,.0f} such periods, too many to keep",
            f"write one with at most {MAX_PERIODS:,} in the horizon, or leave it out for calendar months",
            origins,
        )


def _size(scenario: Scenario, origins: Origins, last: dt.date) -> Iterator[Problem]:
    total = 0.0
    largest, most = "", -1.0
    for name, fleet in scenario.fleets.items():
        items = fleet.items
        held = items.serviceable.value + items.repairable.value + items.long_term.value + items.hulk.value
        total += held
        if held > most:
            largest, most = name, held
    if total > MAX_ITEMS:
        yield problem(
            ("fleets", largest, "items"),
            f"the fleets hold {total:,.0f} items in all, too many to follow one by one",
            f"write at most {MAX_ITEMS:,}, or let one item stand for several",
            origins,
        )
        return
    equipment = scenario.agreement.tracks.equipment if scenario.agreement else None
    if equipment is None:
        return
    months = _days(scenario, last) / 30.4375
    for name, rate in equipment.items.items():
        limit = equipment.limit.get(name)
        delivered = min(rate.value * months, limit.value if limit is not None else float("inf"))
        if total + delivered > MAX_ITEMS:
            yield problem(
                ("agreement", "tracks", "equipment", "items", name),
                f"{delivered:,.0f} items would be delivered, too many to follow one by one",
                f"write a lower rate or a limit, for at most {MAX_ITEMS:,} items in all",
                origins,
            )


def _fleets(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    for name, fleet in scenario.fleets.items():
        at: Location = ("fleets", name)
        use, crews = fleet.use, fleet.crews
        grounded = use is not None and use.ceiling is not None and use.ceiling.value == 0
        if grounded and use is not None and (use.plan is None or use.plan.value > 0):
            yield problem(
                (*at, "use", "ceiling"),
                "a ceiling of 0 lets no item run",
                "write the most hours that one item is given, such as 25 h/month, or leave it out",
                origins,
            )
        if crews is not None and crews.proficiency.value < crews.baseline.value:
            yield problem(
                (*at, "crews", "proficiency"),
                f"crews start at {crews.proficiency}, below their baseline of {crews.baseline}",
                f"write proficiency: {crews.baseline} or more, or a lower baseline",
                origins,
            )


def _courses(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    for (first, a), (second, b) in itertools.combinations(scenario.courses.items(), 2):
        if _content(a) == _content(b):
            yield problem(
                ("courses", second),
                f"this course is the same as '{first}'",
                "keep one of them with the seats of both, or say how they differ",
                origins,
            )


def _content(course: Course) -> dict[str, object]:
    return {
        name: getattr(value := getattr(course, name), "value", value)
        for name in Course.model_fields
        if name != "title"
    }


def _readiness(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    readiness = scenario.readiness
    if readiness is None:
        return
    at: Location = ("readiness",)
    yield from _bands(readiness.supply_bands, (*at, "supply_bands"), origins)
    yield from _bands(readiness.equipment_bands, (*at, "equipment_bands"), origins)
    yield from _bands(readiness.training_bands, (*at, "training_bands"), origins, rising=True)
    people = readiness.personnel
    if people is None:
        return
    at = ("readiness", "personnel")
    yield from _bands(people.strength_bands, (*at, "strength_bands"), origins)
    yield from _bands(people.skill_bands, (*at, "skill_bands"), origins)
    for key in ("required", "senior_required"):
        number = getattr(people, key)
        if number is not None and number.value == 0:
            yield problem(
                (*at, key),
                "the pillar is a share of the people required, so some must be",
                "write their number, or leave the entry out" if key != "required" else "write their number",
                origins,
            )
    if people.senior is not None and people.senior_required is None:
        yield problem(
            (*at, "senior"),
            "senior people are given but not how many are required",
            f"write senior_required: {people.senior.value:g}, or leave senior out",
            origins,
        )
    for part, whole in _parts(people.matched, people.deployable):
        if part > whole:
            yield problem(
                (*at, "matched"),
                f"{part:g} people hold a matching post but only {whole:g} are deployable",
                f"write matched: {whole:g} or less",
                origins,
            )


def _parts(part: object, whole: object) -> Iterable[tuple[float, float]]:
    given = [getattr(number, "value", None) for number in (part, whole)]
    return [(given[0], given[1])] if given[0] is not None and given[1] is not None else []


def _bands(bands: Bands, at: Location, origins: Origins, rising: bool = False) -> Iterator[Problem]:
    levels = [bands.first.value, bands.second.value, bands.third.value]
    if all(a < b if rising else a > b for a, b in itertools.pairwise(levels)):
        return
    order = "rise" if rising else "fall"
    example = "{first: 14, second: 28, third: 42}" if rising else "{first: 90, second: 80, third: 70}"
    yield problem(at, f"the thresholds must {order} from level 1 to level 3", f"write {example}", origins)
