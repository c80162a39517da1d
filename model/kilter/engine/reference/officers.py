"""Officers of sites: how many, and how much of the work gets done under their planning."""

from __future__ import annotations

from ...mechanisms.draws import binomial
from ...mechanisms.people import departure_probability, planning_factor
from .world import World


class Officers:
    """Officers of all sites that say something about them."""

    def __init__(self, world: World) -> None:
        self.world, self._rows = world, world.plan.officers
        self.trained = [int(world.levers.now[row.trained]) for row in self._rows]
        self._luck = [world.stream("officer departure", f"sites.{row.site}") for row in self._rows]
        self._states = [world.state(f"site.{row.site}.officers") for row in self._rows]
        self._write()

    def factor(self, index: int) -> float:
        """Factor on the output of a site's shops; 1 where nothing is said about officers."""
        if index < 0:
            return 1.0
        row, now = self._rows[index], self.world.levers.now
        return planning_factor(self.trained[index], now[row.required], now[row.without])

    def add(self, index: int, number: int) -> None:
        """Graduates of a course."""
        self.trained[index] += number
        self._write()

    def open(self, month: int) -> None:
        """Officers that leave."""
        for index, row in enumerate(self._rows if month else ()):
            chance = departure_probability(self.world.levers.now[row.leaving])
            self.trained[index] -= binomial(self._luck[index].at(month), self.trained[index], chance)
        self._write()

    def _write(self) -> None:
        for slot, number in zip(self._states, self.trained, strict=True):
            self.world.put(slot, float(number))
