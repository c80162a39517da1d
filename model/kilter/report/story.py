"""What happened in one replication, and why: the engine's trace as a story, month by month.

The records carry the words of what happened and the remembered events behind it; here they are chosen,
put under their months and set in lines.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from ..errors import KilterError, NameUnknownError
from ..scenario.calendar import add_months
from ..scenario.nearest import nearest
from ..scenario.paths import SINGULAR, canonical

DAY = 86400
WIDTH = 96


class Told(Protocol):
    """What a story needs to know of a trace record."""

    @property
    def tick(self) -> int:
        """Seconds since the start."""

    @property
    def entity(self) -> str:
        """Whom it concerns: a name or a dotted path."""

    @property
    def kind(self) -> str:
        """What sort of event it is."""

    @property
    def text(self) -> str:
        """What happened, in words."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Its numbers."""

    @property
    def because(self) -> Sequence[str]:
        """What led to it, remembered events included."""


T = TypeVar("T", bound=Told)


#: What happens to single items all the time.
EVERYDAY = frozenset({"failure", "repaired", "inspection", "cannibalised"})


@dataclass(frozen=True)
class Line:
    """One event of the story.

    Attributes:
        date: the day on which it happened; None for a count over the month.
        entity: whom it concerns.
        kind: what sort of event it is.
        text: what happened.
        because: why, one reason each.
        data: its numbers.
    """

    date: dt.date | None
    entity: str
    kind: str
    text: str
    because: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Chapter:
    """One month of the story.

    Attributes:
        number: 1 for the scenario's first month.
        start: its first day.
        lines: what happened, in order.
    """

    number: int
    start: dt.date
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The month in words, such as ``March 2027 (month 15)``."""
        return f"{_MONTHS[self.start.month - 1]} {self.start.year} (month {self.number})"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def chapters(records: Iterable[Told], start: dt.date) -> tuple[Chapter, ...]:
    """The records by month, counted from the scenario's first day; months without events are left out.

    An event in the first second of a month belongs to that month, one that closes a month (a monthly update,
    which the engine puts at the same instant) to the month that it closes: the record's own month decides.

    Args:
        records: in the order in which they happened.
        start: the scenario's first day.
    """
    months: dict[int, list[Line]] = {}
    for record in records:
        number = month_of(record, start)
        day = start + dt.timedelta(days=record.tick // DAY)
        last = add_months(start, number) - dt.timedelta(days=1)
        line = Line(
            min(day, last), record.entity, record.kind, record.text, tuple(record.because), dict(record.data)
        )
        months.setdefault(number, []).append(line)
    return tuple(
        Chapter(number, add_months(start, number - 1), tuple(lines))
        for number, lines in sorted(months.items())
    )


def month_of(record: Told, start: dt.date) -> int:
    """The month of a record, 1 for the first: its own where it says so, otherwise that of its instant."""
    own = getattr(record, "month", None)
    if isinstance(own, int):
        return own + 1
    day = start + dt.timedelta(days=record.tick // DAY)
    number = max(1, (day.year - start.year) * 12 + day.month - start.month)
    while add_months(start, number) <= day:
        number += 1
    return number


def about(records: Sequence[T], entity: str, known: Iterable[str] = ()) -> list[T]:
    """The records that concern an entity: by name, or by the beginning of a path.

    Args:
        records: the trace.
        entity: a name such as ``pakistan``, or a path such as ``actors.pakistan`` or ``fleet.mi17``.
        known: names that exist in the scenario even if nothing happened to them.

    Raises:
        NameUnknownError: there is no such entity; the text names the nearest.
    """
    wanted = canonical(entity.strip())
    found = [record for record in records if _concerns(canonical(record.entity), wanted)]
    if found or any(_concerns(canonical(name), wanted) for name in known):
        return found
    names = {canonical(record.entity) for record in records} | set(known)
    words = names | {name.split(".")[-1] for name in names}
    close = nearest(wanted, sorted(words), 3)
    hint = "did you mean " + " or ".join(f"'{one}'" for one in close) + "?" if close else ""
    some = "there are " + ", ".join(sorted(names)[:8]) if names else "the story is empty"
    raise NameUnknownError(f"there is no entity '{entity}'; {hint or some}")


def _concerns(entity: str, wanted: str) -> bool:
    if entity == wanted or entity.startswith(wanted + "."):
        return True
    parts = entity.split(".")
    head, _, rest = wanted.partition(".")
    # actors.pakistan means pakistan where the trace gives bare names, and the other way round.
    sections = {*SINGULAR, *SINGULAR.values()}
    if rest and head in sections and parts[0] not in sections:
        return entity == rest or entity.startswith(rest + ".")
    return wanted in parts


def month_number(text: str, start: dt.date, months: int) -> int:
    """The month that is meant by ``2027-03`` or by its number, 1 for the first.

    Args:
        text: what was written.
        start: the scenario's first day.
        months: how many months the scenario has.

    Raises:
        KilterError: neither a month nor a number, or outside the horizon.

    >>> month_number("2027-03", dt.date(2026, 6, 1), 60)
    10
    """
    last = add_months(start, months - 1)
    range_ = f"write 1 to {months}, or {start:%Y-%m} to {last:%Y-%m}"
    word = text.strip()
    if re.fullmatch(r"[0-9]{1,4}", word):
        number = int(word)
    elif match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", word):
        year, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            raise KilterError(f"'{text}' is not a month; {range_}")
        number = (year - start.year) * 12 + month - start.month + 1
    else:
        raise KilterError(f"'{text}' is not a month; {range_}")
    if not 1 <= number <= months:
        raise KilterError(f"month '{text}' lies outside the horizon; {range_}")
    return number


def condensed(story: Iterable[Chapter], least: int = 3) -> tuple[Chapter, ...]:
    """The story with the everyday work on single items counted rather than told.

    Everyday kinds become one line per fleet and month, and so does whatever happens to ``least`` items of a
    fleet or more in a month; what is rare stays as it is.

    >>> day = dt.date(2027, 3, 5)
    >>> many = tuple(Line(day, f"fleet.truck.item.{n}", "failure", "stops", (), {}) for n in range(4))
    >>> [line.text for line in condensed([Chapter(1, day, many)])[0].lines]
    ['4 × failure']
    """
    return tuple(replace(chapter, lines=_condensed(chapter.lines, least)) for chapter in story)


def _condensed(lines: Sequence[Line], least: int) -> tuple[Line, ...]:
    counts = Counter((owner, line.kind) for line in lines if (owner := _owner(line.entity)))
    many = {key: number for key, number in counts.items() if number >= least or key[1] in EVERYDAY}
    kept = [line for line in lines if (_owner(line.entity), line.kind) not in many]
    for owner in dict.fromkeys(owner for owner, _ in many):
        kinds = {kind: number for (whose, kind), number in many.items() if whose == owner}
        text = ", ".join(f"{number} × {kind}" for kind, number in kinds.items())
        kept.append(Line(None, owner, "everyday", text, (), kinds))
    return tuple(kept)


def _owner(entity: str) -> str:
    """The fleet of a single item; nothing for anything else."""
    return entity.rpartition(".item.")[0]


def narrate(story: Sequence[Chapter]) -> str:
    """The story in lines of text.

    >>> line = Line(dt.date(2027, 3, 5), "pakistan", "reaction", "closes the border", ("concern is .71",), {})
    >>> print(narrate([Chapter(10, dt.date(2027, 3, 1), (line,))]))
    March 2027 (month 10)
       5 Mar  pakistan: closes the border
              - because concern is .71
    """
    return "\n\n".join(_chapter(chapter) for chapter in story)


def _chapter(chapter: Chapter) -> str:
    lines = [chapter.title]
    for line in chapter.lines:
        day = f"  {line.date.day:>2} {_MONTHS[line.date.month - 1][:3]}  " if line.date else "  in all  "
        text = f"{who(line.entity)}: {line.text}"
        lines += textwrap.wrap(text, WIDTH, initial_indent=day, subsequent_indent=" " * len(day))
        for place, reason in enumerate(line.because):
            head = " " * len(day) + ("- because " if place == 0 else "- and ")
            lines += textwrap.wrap(reason, WIDTH, initial_indent=head, subsequent_indent=" " * (len(day) + 2))
    return "\n".join(lines)


def who(entity: str) -> str:
    """An entity's path in words; actors and fleets go by their bare name.

    >>> who("actor.pakistan"), who("fleet.mi17.item.3"), who("ladder.frontier")
    ('pakistan', 'mi17 item 3', 'ladder frontier')
    """
    head, _, rest = canonical(entity).partition(".")
    return (rest if rest and head in ("actors", "fleets") else entity).replace(".", " ")


def document(story: Sequence[Chapter]) -> list[dict[str, Any]]:
    """The story as plain types, ready for JSON."""
    return [
        {
            "month": chapter.number,
            "name": f"{chapter.start:%Y-%m}",
            "events": [
                {
                    "date": line.date.isoformat() if line.date else None,
                    "entity": line.entity,
                    "kind": line.kind,
                    "text": line.text,
                    "because": list(line.because),
                    "data": _plain(line.data),
                }
                for line in chapter.lines
            ],
        }
        for chapter in story
    ]


def _plain(value: Any) -> Any:
    """Types that JSON knows; a number that is not finite becomes None."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool | str | int) or value is None:
        return value
    number = float(value)
    return number if number - number == 0 else None
