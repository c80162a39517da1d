"""Section ``courses``: training cohorts."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from .names import Name
from .quantity import Count, Money, Months, Rate, Section, Share, assumed, neutral, refusal


class Course(Section):
    """A course that turns recruits into apprentices, apprentices into journeymen, or into crews."""

    title: str = ""
    """What people call it."""
    trade: Name | None = None
    """The trade it teaches (with `site` where several sites have it)."""
    site: Name | None = None
    """Where its graduates go."""
    crew: Name | None = None
    """The fleet whose crews it trains; instead of `trade`."""
    officers: Name | None = None
    """The site whose officers it trains; instead of `trade`."""
    level: Literal["apprentice", "journeyman"] = "apprentice"
    """The level its graduates have. A course to journeyman takes its pupils from the apprentices."""
    where: Literal["home", "abroad"] = "home"
    """Where it is held; instructors of one's own are needed at home only."""
    seats: Rate = neutral(0, "rate")
    """Seats without any agreement; an agreement's training track adds to it."""
    every: Months = neutral("6 months", "months")
    """Months between intakes."""
    length: Months
    """Length of the course."""
    passes: Share = assumed(0.75, "share", 0.6, 0.9, "AAF pilot training attrition 26 % (2019)")
    """Share that pass."""
    instructors: Count = neutral(0, "count")
    """Journeymen or masters taken off the line while a cohort is in session (at home)."""
    price: Money = neutral(0, "money")
    """Cost per seat taken."""

    @model_validator(mode="after")
    def _one_target(self) -> Course:
        if [self.trade, self.crew, self.officers].count(None) != 2:
            raise refusal(
                "a course teaches either a trade, a crew or officers; write trade: …, crew: … or officers: …"
            )
        return self
