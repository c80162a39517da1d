"""Times side by side: everybody once per round, in turn, and medians over the rounds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

#: Does a round's work and returns how many units of it were done and how many seconds they took.
Work = Callable[[int], tuple[float, float]]

#: Fewer rounds than this make no median worth printing.
FEWEST = 5


@dataclass
class Times:
    """Units per second of each contender in each round."""

    rates: dict[str, list[float]] = field(default_factory=dict)

    def rate(self, name: str) -> float:
        """Median units per second.

        >>> Times({"a": [2.0, 4.0, 9.0]}).rate("a")
        4.0
        """
        return statistics.median(self.rates[name])

    def ratio(self, name: str, to: str) -> float | None:
        """How many times as quick as another: the median of the ratios within rounds. None when that one did not run.

        >>> Times({"a": [2.0, 4.0], "b": [1.0, 1.0]}).ratio("a", "b")
        3.0
        """
        if to not in self.rates or name not in self.rates:
            return None
        return statistics.median(x / y for x, y in zip(self.rates[name], self.rates[to], strict=True))


def interleave(work: Mapping[str, Work], rounds: int, progress: Callable[[str], None]) -> Times:
    """Let everybody work once uncounted (round 0), then once per round; who begins moves on by one each round."""
    if rounds < FEWEST:
        raise ValueError(f"{rounds} rounds; write {FEWEST} or more")
    times = Times({name: [] for name in work})
    names = list(work)
    for number in range(rounds + 1):
        progress(f"round {number} of {rounds}" if number else "warm-up")
        first = number % len(names)
        for name in names[first:] + names[:first]:
            units, seconds = work[name](number)
            if number:
                times.rates[name].append(units / seconds)
    return times
