"""Section ``sites``: places with a shift, technicians and a store, in a tree of resupply."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from .names import LEVELS, Name
from .quantity import (
    Count,
    Factor,
    Months,
    Positive,
    Rate,
    Section,
    Share,
    Shift,
    StartCount,
    TimeSpread,
    Weight,
    assumed,
    is_plain,
    neutral,
)
from .shifts import Stoppage, Week, whole_week
from .stores import Lateral, Stock


class ByLevel(Section):
    """A number for each level of skill."""

    apprentice: Weight
    """Of an apprentice."""
    journeyman: Weight
    """Of a journeyman."""
    master: Weight
    """Of a master."""


class ShareByLevel(Section):
    """A share for each level of skill."""

    apprentice: Share
    """Of an apprentice."""
    journeyman: Share
    """Of a journeyman."""
    master: Share
    """Of a master."""


class RateByLevel(Section):
    """A monthly rate for each level of skill."""

    apprentice: Rate
    """Of an apprentice."""
    journeyman: Rate
    """Of a journeyman."""
    master: Rate
    """Of a master."""


def _default_output() -> ByLevel:
    return ByLevel(
        apprentice=assumed(0.5, "weight", 0.3, 0.7, "no published ratio was found"),
        journeyman=neutral(1, "weight"),
        master=assumed(1.3, "weight", 1.1, 1.6, "no published ratio was found"),
    )


def _default_rework() -> ShareByLevel:
    return ShareByLevel(
        apprentice=assumed(0.12, "share", 0.05, 0.2),
        journeyman=assumed(0.05, "share", 0.02, 0.1),
        master=assumed(0.02, "share", 0.0, 0.05),
    )


def _nobody_leaves() -> RateByLevel:
    return RateByLevel(
        apprentice=neutral(0, "rate"), journeyman=neutral(0, "rate"), master=neutral(0, "rate")
    )


class Learning(Section):
    """Team learning on a type: labour falls with the jobs done (Wright), down to a floor (DeJong)."""

    rate: Share = assumed(0.9, "share", 0.8, 0.98, "labour left at each doubling of the jobs done")
    """Learning rate: labour per job at each doubling, as a share."""
    floor: Share = assumed(0.6, "share", 0.4, 0.9, "incompressible share of the labour (DeJong's M)")
    """Share of the labour that learning never removes."""


class Technicians(Section):
    """People of one trade at a site.

    A plain number is that many journeymen who work at standard pace, never redo a job, need no supervision,
    stay and never move up: what textbooks call servers.
    """

    principal: ClassVar[str] = "journeyman"
    apprentice: StartCount = neutral(0, "count")
    """Apprentices at the start."""
    journeyman: StartCount = neutral(0, "count")
    """Journeymen at the start."""
    master: StartCount = neutral(0, "count")
    """Masters at the start; they supervise."""
    team: Count = neutral(1, "count")
    """People per job where the job does not say."""
    span: Positive | None = None
    """Teams that one master can supervise; also apprentices per senior for promotion. Left out: no limit."""
    output: ByLevel = Field(default_factory=_default_output)
    """Work done per hour compared with a journeyman."""
    rework: ShareByLevel = Field(default_factory=_default_rework)
    """Share of jobs that have to be done again."""
    leaving: RateByLevel = Field(default_factory=_nobody_leaves)
    """Share of people that leave, per month."""
    to_journeyman: Months = assumed(
        "36 months", "months", 18, 60, "AAF: basic maintainer 18 months, fully capable 5-7 years"
    )
    """Months on the job before an apprentice becomes a journeyman."""
    to_master: Months = assumed("60 months", "months", 36, 84, "AAF: maintainer, typical 5-7 years")
    """Months before a journeyman becomes a master."""
    master_posts: Count | None = None
    """Posts for masters: beyond them nobody becomes one. Left out: no limit."""
    careers: bool = True
    """Whether people move up with time. Not those given as a plain number: they stay what they are."""
    adviser_lift: Factor = assumed(
        "x1.5", "factor", 1.0, 2.5, "how much faster people move up while advisers work beside them"
    )
    """Factor on promotion while advisers are present."""
    learning: Learning | None = None
    """Whether labour falls as the team learns a type."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: object) -> object:
        if is_plain(value):
            return {
                "journeyman": value,
                "output": {level: neutral(1, "weight") for level in LEVELS},
                "rework": {level: neutral(0, "share") for level in LEVELS},
                "careers": False,
            }
        return value


class Officers(Section):
    """Officers who plan the work of a site: with too few of them, less of it gets done."""

    trained: StartCount
    """Trained officers at the start."""
    required: Positive
    """Officers with whom the work is planned as well as it can be."""
    without: Share = assumed(
        0.8, "share", 0.5, 1.0, "output of a shop whose work nobody plans; no published ratio was found"
    )
    """Share of the output that is left with no officer at all."""
    leaving: Rate = neutral(0, "rate")
    """Share of officers that leave, per month."""


class Site(Section):
    """A place: its shift, its technicians by trade, its store by part."""

    title: str = ""
    """What people call it."""
    shift: Shift = neutral("24 h/day", "shift")
    """Working hours a day; work stops at shift end and goes on the next working day."""
    week: Week = Field(default_factory=whole_week)
    """Days on which people work; all seven when left out."""
    stoppages: list[Stoppage] = Field(default_factory=list)
    """Holidays and the like: nobody works."""
    party: Name | None = None
    """Whose people these are; the party of the fleets kept here when left out."""
    officers: Officers | None = None
    """Who plans and supervises the work; left out: nobody says how well that is done."""
    tools: Factor = neutral("x1", "factor")
    """Factor on output for tools, halls and documents; an agreement's infrastructure track raises it."""
    technicians: dict[Name, Technicians] = Field(default_factory=dict)
    """People by trade."""
    depot: Name | None = None
    """The site above: it resupplies this one with what it stocks and repairs what is sent up."""
    ship: TimeSpread | None = None
    """Order-and-ship time from the depot; none when left out."""
    lateral: Lateral | None = None
    """Whether sister sites lend to this one."""
    parts: dict[Name, Stock] = Field(default_factory=dict)
    """The store, by kind of part."""
