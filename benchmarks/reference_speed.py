"""How long one replication takes: the Afghan base world and the textbook cases, in one process.

    python benchmarks/reference_speed.py [repeats]

Each row is the median of several replications after one that is not counted (it warms caches).
"""

from __future__ import annotations

import statistics
import sys
import time

import kilter
from kilter.engine.plan import plan
from kilter.engine.reference import simulate

CASES = (
    ("afghanistan-2026/world", "60 months"),
    ("northland/world", None),
    ("checks/01-machine-shop", None),
    ("checks/02-machine-repairman", None),
    ("checks/04-palm-fixed", None),
    ("checks/09-hawkes", None),
)


def seconds(name: str, until: str | None, repeats: int) -> tuple[int, float, float, float]:
    """Number of measures; median, quickest and slowest replication in seconds."""
    made = plan(kilter.load(name, until=until))
    simulate(made, 1, 0)
    spent = []
    for replication in range(1, repeats + 1):
        started = time.perf_counter()
        simulate(made, 1, replication)
        spent.append(time.perf_counter() - started)
    return len(made.measures), statistics.median(spent), min(spent), max(spent)


def main() -> None:
    """Print the table."""
    repeats = max(5, int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    print(f"One replication, reference engine, median of {repeats} (Python {sys.version.split()[0]})")
    print(f"{'scenario':<34}{'measures':>9}{'median s':>10}{'min s':>8}{'max s':>8}{'per hour':>10}")
    for name, until in CASES:
        measures, median, low, high = seconds(name, until, repeats)
        label = name + (f" {until}" if until else "")
        print(f"{label:<34}{measures:>9}{median:>10.3f}{low:>8.3f}{high:>8.3f}{3600 / median:>10,.0f}")


if __name__ == "__main__":
    main()
