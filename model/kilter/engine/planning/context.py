"""What every planning module shares: parameter slots, the layout, and references to measures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ...errors import Problem
from ...mechanisms.draws import GAMMA, KINDS, gamma_shape
from ...mechanisms.gamma_table import gamma_nodes
from ...mechanisms.tabled import amount_table
from ...scenario import problem_at
from ...scenario.document import Scenario
from ...scenario.nearest import did_you_mean
from ...scenario.paths import quantities
from ...scenario.quantity import Spread
from ..layout import STATE, Layout, Recipe
from ..rows import NONE, SpreadRow
from ..timebase import Timebase

#: Tables by shape: a few milliseconds each, and the scenarios of a comparison share most shapes.
_gamma = lru_cache(maxsize=256)(gamma_nodes)


def _table(kind: int, mean: float, sd: float) -> tuple[float, ...]:
    return _gamma(gamma_shape(mean, sd)) if kind == GAMMA else amount_table(kind, mean, sd)


class Context:
    """Work in progress on a plan."""

    def __init__(self, scenario: Scenario, time: Timebase) -> None:
        self.scenario = scenario
        self.time = time
        self.layout = Layout()
        self.problems: list[Problem] = []
        self.watched: list[tuple[int, Recipe]] = []
        known = quantities(scenario)
        self.known = known
        self.paths = list(known)
        self.values = [entry.quantity.value for entry in known.values()]
        self.bounds = [entry.dim.limits for entry in known.values()]
        self._slots: Mapping[str, int] = {path: slot for slot, path in enumerate(self.paths)}
        self.areas = tuple(scenario.capability.areas) if scenario.capability else ()
        self.origins = tuple(dict.fromkeys(fleet.origin for fleet in scenario.fleets.values()))
        self.fleet_index = {name: i for i, name in enumerate(scenario.fleets)}
        self.site_names = list(scenario.sites)
        self.shop_index = {
            (site, trade): i
            for i, (site, trade) in enumerate(
                (s, t) for s, x in scenario.sites.items() for t in x.technicians
            )
        }
        self.store_index = {
            (site, part): i
            for i, (site, part) in enumerate((s, p) for s, x in scenario.sites.items() for p in x.parts)
        }
        self.supplier_index = {name: i for i, name in enumerate(scenario.suppliers)}
        self.course_index = {name: i for i, name in enumerate(scenario.courses)}
        others = [name for name in scenario.parties if name != scenario.focal]
        self.party_index = {name: i for i, name in enumerate(others)}
        self.actor_index = {name: i for i, name in enumerate(scenario.actors)}
        self.channel_index = {name: i for i, name in enumerate(scenario.channels)}

    @property
    def spends(self) -> bool:
        """Whether anything in the scenario costs money."""
        s = self.scenario
        prices = [
            e.quantity.value
            for path, e in self.known.items()
            if path.endswith((".price", ".setup")) and e.quantity.unit in ("USD", "USD/year")
        ]
        return s.budget.support is not None or bool(s.budget.years) or any(prices)

    def slot(self, path: str) -> int:
        """Slot of the parameter at a path, or ``NONE`` when the scenario leaves it out."""
        return self._slots.get(path, NONE)

    def spread(self, path: str, spread: Spread | None) -> SpreadRow | None:
        """Row of an optional spread."""
        if spread is None:
            return None
        return self.must_spread(path, spread)

    def must_spread(self, path: str, spread: Spread) -> SpreadRow:
        """Row of a spread."""
        kind, mean, sd = KINDS.index(spread.dist), self.slot(f"{path}.mean"), self.slot(f"{path}.sd")
        table = _table(kind, self.values[mean], self.values[sd] if sd != NONE else 0.0)
        return SpreadRow(kind, mean, sd, table)

    def state_of(self, measure: str, location: tuple[str | int, ...]) -> int:
        """Slot of the monthly state of a measure; period measures are watched month by month.

        A name that no measure has becomes a problem with its place in the file.
        """
        index = next((i for i, m in enumerate(self.layout.measures) if m.name == measure), None)
        if index is None:
            hint = did_you_mean(measure, [m.name for m in self.layout.measures])
            self.problems.append(
                problem_at(
                    self.scenario,
                    location,
                    f"there is no measure '{measure}'",
                    hint or "'kilter measures FILE' lists them",
                )
            )
            return NONE
        recipe = self.layout.recipes[index]
        if recipe.how == STATE:
            return recipe.over[0]
        fresh = f"watched.{measure}" not in self.layout.states
        slot = self.layout.state(f"watched.{measure}")
        if fresh:
            self.watched.append((slot, recipe))
        return slot
