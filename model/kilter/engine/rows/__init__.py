"""Rows of a plan: the scenario as numbers and positions, without names to look up during a run.

A field called after a quantity holds its *slot*: the position of its current value in the run's list of
parameters (``-1`` when the scenario leaves it out). Every quantity is read through its slot, so that an
intervention or a reaction can change any of them.
"""

from __future__ import annotations

from .common import NONE, JobRow, PullRow, SpreadRow
from .diplomacy import (
    ActorRow,
    AgreementRow,
    ChangeRow,
    DriverRow,
    EffectRow,
    IncidentRow,
    ReactionRow,
    TrackRow,
)
from .fleets import CannibaliseRow, CrewsRow, CycleRow, FleetRow, HallRow, LotRow, ModeRow, OverhaulRow
from .missions import MissionRow
from .parties import PartyRow, PointRow
from .people import CourseRow, OfficersRow, ShopRow
from .precautions import ArrangementRow, MemberRow, PrecautionRow
from .risk import ChannelRow, LadderRow, RiskRow
from .supply import LateralRow, MendRow, StoreRow, SupplierRow

__all__ = [
    "NONE",
    "ActorRow",
    "AgreementRow",
    "ArrangementRow",
    "CannibaliseRow",
    "ChangeRow",
    "ChannelRow",
    "CourseRow",
    "CrewsRow",
    "CycleRow",
    "DriverRow",
    "EffectRow",
    "FleetRow",
    "HallRow",
    "IncidentRow",
    "JobRow",
    "LadderRow",
    "LateralRow",
    "LotRow",
    "MemberRow",
    "MendRow",
    "MissionRow",
    "ModeRow",
    "OfficersRow",
    "OverhaulRow",
    "PartyRow",
    "PointRow",
    "PrecautionRow",
    "PullRow",
    "ReactionRow",
    "RiskRow",
    "ShopRow",
    "SpreadRow",
    "StoreRow",
    "SupplierRow",
    "TrackRow",
]
