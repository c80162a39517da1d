"""What every check of names shares: which site and trade is meant, and how a missing name is told."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from ...errors import Problem
from ..calendar import add_months
from ..document import Scenario
from ..explain import Location, Origins, problem
from ..fleets import Needs
from ..nearest import did_you_mean


def site_of(scenario: Scenario, name: str | None) -> str | None:
    """The site that an entry means: the one it names, or the only one there is."""
    if name is not None:
        return name
    return next(iter(scenario.sites)) if len(scenario.sites) == 1 else None


def trade_of(scenario: Scenario, site: str | None, needs: Needs) -> str | None:
    """The trade that a job means: the one it names, or the site's only one; ``None``: nobody is needed."""
    if needs.trade is not None or needs.labour is None or site is None:
        return needs.trade
    trades = scenario.sites[site].technicians if site in scenario.sites else {}
    return next(iter(trades)) if len(trades) == 1 else None


def end_date(scenario: Scenario) -> dt.date:
    """The first day after the horizon."""
    horizon = scenario.horizon
    if horizon.months is not None:
        return add_months(scenario.start, horizon.months)
    return scenario.start + dt.timedelta(days=math.ceil(horizon.days or 0.0))


def known_name(
    name: str | None, choices: Iterable[str], what: str, at: Location, origins: Origins
) -> Iterator[Problem]:
    """The problem of a name that is not among the choices."""
    names = list(choices)
    if name is not None and name not in names:
        hint = did_you_mean(name, names) or (
            f"use one of {', '.join(names)}" if names else "none is in the file; add one or take this out"
        )
        yield problem(at, f"there is no {what} '{name}'", hint, origins)


def said(at: Location, error: Exception, origins: Origins) -> Problem:
    """An error of a value as a problem with its place."""
    what, _, write = str(error).partition("; ")
    return problem(at, what, write, origins)
