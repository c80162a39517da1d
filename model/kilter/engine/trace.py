"""What happened and why, in one replication: records that the reference engine leaves when asked."""

from __future__ import annotations

from dataclasses import dataclass, field


def counted(number: float, plural: str) -> str:
    """A number of things in words; one thing in the singular.

    >>> [counted(n, word) for n, word in ((1, "incidents"), (1, "clashes"), (1, "sorties"), (2, "parts"))]
    ['1 incident', '1 clash', '1 sortie', '2 parts']
    """
    if number != 1 or not plural.endswith("s") or plural.endswith("ss"):
        return f"{number:g} {plural}"
    hissing = plural.endswith(("shes", "ches", "sses", "xes", "zes"))
    return f"1 {plural[:-2] if hissing else plural[:-1]}"


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
