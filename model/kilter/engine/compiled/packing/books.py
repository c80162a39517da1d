"""The clock, the levers, the books and the calendar."""

from __future__ import annotations

import math

from ..kernel import books, head, levers
from .image import Image


def reserve(image: Image) -> None:
    """Room for levers and books."""
    plan, words, layout = image.plan, image.words, image.plan.layout
    image.table(head.LEVERS, len(plan.params), levers.SIZE)
    image.table(head.LEVELS, len(layout.levels), books.LEVEL_SIZE)
    image.table(head.COUNTERS, len(layout.counters), 1)
    for i in range(len(layout.counters)):
        words[int(words[head.COUNTERS]) + i] = 0.0
    words[head.STATES] = image.list([math.nan] * len(layout.states))
    words[head.START_STATES] = image.list([math.nan] * len(layout.states))
    words[head.STATE_COUNT] = len(layout.states)


def fill(image: Image) -> None:
    """What they hold at the start."""
    plan, words, layout = image.plan, image.words, image.plan.layout
    for slot, (value, (low, high)) in enumerate(zip(plan.params, plan.bounds, strict=True)):
        fields = {levers.VALUE: value, levers.BASE: value, levers.LOW: low, levers.HIGH: high}
        image.write(image.lever(slot), {at: float(number) for at, number in fields.items()})
    image.table(head.RECIPES, len(layout.recipes), books.RECIPE_SIZE)
    for i, recipe in enumerate(layout.recipes):
        _recipe(
            image, int(words[head.RECIPES]) + i * books.RECIPE_SIZE, recipe.how, recipe.over, recipe.under
        )
    pairs: list[int] = []
    for slot, recipe in plan.watched:
        at = image.reserve(books.RECIPE_SIZE)
        _recipe(image, at, recipe.how, recipe.over, recipe.under)
        pairs += [image.state_at(slot), at]
    words[head.WATCHED], words[head.WATCHED_COUNT] = image.list(pairs), len(plan.watched)
    snapshot = 1 + len(layout.levels) + len(layout.counters)
    for at in (head.PERIOD, head.MONTH_MARK, head.WARM):
        words[at] = image.reserve(snapshot)
    time = plan.time
    words[head.END], words[head.WARMUP] = time.end, time.warmup
    words[head.MONTHS], words[head.MONTH_COUNT] = image.list(time.months), len(time.months)
    words[head.REPORTS], words[head.REPORT_COUNT] = image.list(time.reports), len(time.reports)
    words[head.WEIGHTS] = image.reserve(len(time.reports))
    words[head.AREAS], words[head.ORIGINS] = len(plan.areas), len(plan.origins)
    words[head.SITES] = len(plan.sites)


def _recipe(image: Image, at: int, how: int, over: tuple[int, ...], under: tuple[int, ...]) -> None:
    image.write(
        at,
        {
            books.HOW: how,
            books.OVER_COUNT: len(over),
            books.OVER: image.list(over),
            books.UNDER_COUNT: len(under),
            books.UNDER: image.list(under),
        },
    )
