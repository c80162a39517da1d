"""The whole scenario: the sections together, and where each entry was written."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from .actors import Actor
from .agreement import Agreement
from .alternatives import Alternative
from .capability import Capability, Readiness
from .fleets import Fleet
from .layering import Origin
from .missions import Mission
from .moves import Move
from .names import Name
from .parties import Party
from .people import Course
from .precautions import Arrangement, Precaution
from .quantity import Dim, Quantity, Section, StartDuration, neutral, refusal
from .risk import Channel, Ladder, Risk
from .sites import Site
from .supply import Budget, Part, Supplier, Supply
from .timeline import Date, Intervention, Source
from .units import DIMENSIONS, UnitError, read_number, split


class Horizon(Section):
    """How long a scenario runs: whole calendar months, or an exact number of days.

    >>> Horizon.read("60 months").months
    60
    >>> Horizon.read("40320 min").days
    28.0
    """

    months: int | None = None
    days: float | None = None
    written: str = ""

    @classmethod
    def read(cls, value: object) -> Horizon:
        """Read ``"60 months"``, ``"5 y"``, ``"40320 min"``. Months and years follow the calendar."""
        days = read_number(value, DIMENSIONS["duration"])
        if days <= 0:
            raise UnitError("the horizon must be longer than nothing; write horizon: 60 months")
        if days > 366 * 100:
            raise UnitError("the horizon is longer than 100 years; write horizon: 60 months")
        number, unit = split(str(value))
        months = {"month": 1, "months": 1, "y": 12, "year": 12, "years": 12}.get(unit)
        if months is not None and (number * months).is_integer():
            return cls(months=int(number * months), written=str(value))
        return cls(days=days, written=str(value))


def _horizon(value: object) -> object:
    if isinstance(value, Horizon):
        return value
    try:
        return Horizon.read(value)
    except UnitError as error:
        raise refusal(str(error)) from None


class Scenario(Section):
    """A scenario: everything a run needs, frozen.

    Only the horizon is required. Build one with :func:`kilter.load`; the same file, values and version always
    give the same :attr:`fingerprint`.
    """

    kilter: Literal[1] = 1
    """Version of the file format."""
    title: str = "Untitled scenario"
    """One line."""
    story: str = ""
    """What happens in this scenario and how it differs, in a few sentences."""
    start: Date = dt.date(2026, 1, 1)
    """First day."""
    horizon: Annotated[Horizon, BeforeValidator(_horizon)]
    """How long it runs: 60 months, 5 y, 90 d."""
    warmup: StartDuration = neutral("0 d", "duration")
    """Time at the start that averages leave out."""
    report: Annotated[Quantity, Dim("duration", above=0.0)] | None = None
    """Reporting period; calendar months when left out."""
    focal: Name | None = None
    """The party whose capability is followed."""
    owner: str = "author"
    """Who answers for every number here that names nobody: a free word, such as a role."""
    sources: dict[Name, Source] = Field(default_factory=dict)
    """Publications, by key."""
    sites: dict[Name, Site] = Field(default_factory=dict)
    """Places with technicians and stores."""
    parts: dict[Name, Part] = Field(default_factory=dict)
    """Kinds of parts."""
    suppliers: dict[Name, Supplier] = Field(default_factory=dict)
    """Where parts come from."""
    supply: Supply = Field(default_factory=Supply)
    """Conditions that act on all suppliers."""
    budget: Budget = Field(default_factory=Budget)
    """Money for support."""
    fleets: dict[Name, Fleet] = Field(default_factory=dict)
    """Equipment."""
    missions: dict[Name, Mission] = Field(default_factory=dict)
    """Hours that are asked of the fleets."""
    courses: dict[Name, Course] = Field(default_factory=dict)
    """Training."""
    capability: Capability | None = None
    """Capability areas and index."""
    readiness: Readiness | None = None
    """Reporting by pillars."""
    parties: dict[Name, Party] = Field(default_factory=dict)
    """Whose strength stands beside that of the focal party."""
    agreement: Agreement | None = None
    """A partner's support."""
    actors: dict[Name, Actor] = Field(default_factory=dict)
    """Who perceives and reacts."""
    precautions: dict[Name, Precaution] = Field(default_factory=dict)
    """What is done ahead of trouble, and its price."""
    arrangements: dict[Name, Arrangement] = Field(default_factory=dict)
    """Multilateral arrangements that actors may join."""
    channels: dict[Name, Channel] = Field(default_factory=dict)
    """Risk channels."""
    ladder: dict[Name, Ladder] = Field(default_factory=dict)
    """Hostility ladders of interstate pairs."""
    risk: Risk | None = None
    """The regional risk index."""
    interventions: list[Intervention] = Field(default_factory=list)
    """Dated changes."""
    alternatives: dict[Name, Alternative] = Field(default_factory=dict)
    """Contradictory claims about the same fact, of which one holds."""

    _key: str = PrivateAttr(default="scenario")
    _origins: Mapping[tuple[str | int, ...], tuple[Origin, ...]] = PrivateAttr(default_factory=dict)
    _tree: dict[str, Any] = PrivateAttr(default_factory=dict)
    _recipe: object = PrivateAttr(default=None)

    @property
    def key(self) -> str:
        """Short name: the file's stem."""
        return self._key

    @property
    def origins(self) -> Mapping[tuple[str | int, ...], tuple[Origin, ...]]:
        """For each entry, the places that wrote it, the last one winning."""
        return self._origins

    @property
    def tree(self) -> dict[str, Any]:
        """The merged file as plain data, before units were read."""
        return self._tree

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits over every value that a run depends on, titles and sources left out.

        >>> from kilter.scenario import loads
        >>> a, b = loads("horizon: 1 y"), loads("horizon: 12 months\\ntitle: other words")
        >>> a.fingerprint == b.fingerprint
        True
        """
        text = json.dumps(_bare(self), sort_keys=True, separators=(",", ":"), allow_nan=False)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

    def _repr_html_(self) -> str:
        from html import escape

        parts = (f"<b>{escape(self.title)}</b>", escape(self.story))
        return "<br>".join((*parts, f"<code>{escape(self.key)} · {self.fingerprint}</code>"))


_WORDS = {"title", "story", "owner", "sources", "note", "written"}


def _bare(value: object) -> Any:
    """Plain data with nothing but what a run depends on, in an order that does not depend on wording."""
    if isinstance(value, Quantity):
        return [value.value, value.unit]
    if isinstance(value, Move):
        return value.text
    if isinstance(value, Alternative):
        return value.holding
    if isinstance(value, Section):
        return {n: _bare(getattr(value, n)) for n in type(value).model_fields if n not in _WORDS}
    if isinstance(value, Mapping):
        return [[k, _bare(v)] for k, v in value.items()]
    if isinstance(value, list | tuple):
        return [_bare(v) for v in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
