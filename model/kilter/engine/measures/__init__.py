"""The catalogue of measures: every name that results can carry, with its unit, meaning and source.

Names in angle brackets stand for names that a scenario gives. The plan fills them in
(:class:`kilter.engine.layout.Layout`); ``kilter measures`` prints them.
"""

from __future__ import annotations

from ..trajectory import Measure
from .capability import CAPABILITY
from .diplomacy import DIPLOMACY
from .fleets import FLEETS
from .missions import MISSIONS
from .parties import PARTIES
from .people import PEOPLE
from .precautions import PRECAUTIONS
from .risk import RISK
from .supply import COST, SUPPLY

CATALOGUE: tuple[Measure, ...] = (
    *FLEETS,
    *SUPPLY,
    *PEOPLE,
    *MISSIONS,
    *CAPABILITY,
    *PARTIES,
    *DIPLOMACY,
    *PRECAUTIONS,
    *RISK,
    *COST,
)
BY_PATTERN: dict[str, Measure] = {m.name: m for m in CATALOGUE}
