"""What happened and why, in one replication: records that the reference engine leaves when asked."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Record:
    """One thing that happened.

    Attributes:
        tick: when, in seconds from the start.
        month: which month, counted from 0.
        entity: to whom or what, as a path (``actor.pakistan``, ``fleet.mi17.item.3``).
        kind: ``failure``, ``repaired``, ``reaction``, ``concern``, ``agreement``, ``channel``, ``ladder`` …
        text: the event in words.
        data: numbers behind it.
        because: its causes in words, the weightiest first.
    """

    tick: int
    month: int
    entity: str
    kind: str
    text: str
    data: dict[str, float | str] = field(default_factory=dict)
    because: tuple[str, ...] = ()


class Tracer:
    """Collects the records of one replication.

    >>> tracer = Tracer()
    >>> tracer.add(Record(0, 0, "actor.a", "reaction", "begins outreach"))
    >>> len(tracer.records)
    1
    """

    def __init__(self) -> None:
        self.records: list[Record] = []

    def add(self, record: Record) -> None:
        """Keep a record."""
        self.records.append(record)
