"""Time inside a run: integer seconds from the start, and the calendar that reports follow.

Calendar instants are computed from the start date, never by adding steps, so that they are the same in
every engine and for every reporting period.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..scenario.calendar import add_months
from ..scenario.document import Scenario

DAY = 86400
HOUR = 3600


def ticks(days: float) -> int:
    """Days to whole seconds, to the nearest.

    >>> ticks(0.5)
    43200
    """
    return int(days * DAY + 0.5)


@dataclass(frozen=True)
class Timebase:
    """The instants of a run, in seconds from the start.

    Attributes:
        start: first day.
        end: the horizon.
        months: instants at which a month ends, the horizon last (a part month counts as one).
        reports: instants at which values are reported; ``months`` unless the scenario says otherwise.
        warmup: instant from which averages count.
    """

    start: dt.date
    end: int
    months: tuple[int, ...]
    reports: tuple[int, ...]
    warmup: int

    @classmethod
    def of(cls, scenario: Scenario) -> Timebase:
        """The time base of a scenario."""
        start, horizon = scenario.start, scenario.horizon
        end = (
            (add_months(start, horizon.months) - start).days * DAY
            if horizon.months is not None
            else max(1, ticks(horizon.days or 0.0))
        )
        months = []
        count = 1
        while (instant := (add_months(start, count) - start).days * DAY) < end:
            months.append(instant)
            count += 1
        months.append(end)
        reports = list(months)
        if scenario.report is not None:
            step = max(1, ticks(scenario.report.value))
            reports = [*range(step, end, step), end]
        return cls(start, end, tuple(months), tuple(reports), min(ticks(scenario.warmup.value), end - 1))

    def tick(self, day: dt.date) -> int:
        """First second of a day."""
        return (day - self.start).days * DAY

    def date(self, tick: int) -> dt.date:
        """The day in which an instant lies; an instant at midnight ends the day before it."""
        return self.start + dt.timedelta(days=max(0, tick - 1) // DAY)
