"""Checks that span sections: everything that one entry names must exist."""

from __future__ import annotations

from ...errors import Problem
from ..document import Scenario
from ..effects import STATE_PATH, Change, read_effect, read_setting
from ..explain import Origins, in_order
from ..sense import check_sense
from .actors import check_actors
from .agreement import check_agreement
from .branching import check_branching
from .changes import check_changes
from .fleets import check_fleets
from .missions import check_missions, serving
from .names import end_date, site_of, trade_of
from .parties import check_parties
from .precautions import check_precautions
from .stores import check_stores
from .training import check_training

__all__ = [
    "STATE_PATH",
    "Change",
    "check_references",
    "end_date",
    "read_effect",
    "read_setting",
    "serving",
    "site_of",
    "trade_of",
]


def check_references(scenario: Scenario, origins: Origins) -> list[Problem]:
    """Every name that does not exist, effect on nothing, date outside the horizon and number out of place.

    >>> from kilter.scenario import loads
    >>> check_references(loads("horizon: 1 y"), {})
    []
    """
    found = [
        *check_fleets(scenario, origins),
        *check_missions(scenario, origins),
        *check_stores(scenario, origins),
        *check_training(scenario, origins),
        *check_agreement(scenario, origins),
        *check_parties(scenario, origins),
        *check_actors(scenario, origins),
        *check_precautions(scenario, origins),
        *check_branching(scenario, origins),
        *check_changes(scenario, origins),
        *check_sense(scenario, origins, end_date(scenario)),
    ]
    return in_order(found)
