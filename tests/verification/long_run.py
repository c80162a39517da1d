"""The table of docs/verification.md: every textbook case with many replications.

    PYTHONPATH=.:model python -m tests.verification.long_run

It takes some ten minutes and is not part of the test suite, which runs the same cases for as long as it needs to
see an error of a few per cent.
"""

from __future__ import annotations

import math

import numpy as np
from tests.verification.support import (
    Estimate,
    average,
    estimate,
    fixed_repair,
    machine_repairman,
    mean_availability,
    palm,
    self_exciting,
    shipped,
)

LEADS = ("fixed", "exponential", "gamma", "lognormal", "uniform")


def row(case: str, quantity: str, exact: float, seen: Estimate) -> None:
    """One line of the table."""
    z = (seen.mean - exact) / seen.se if seen.se else 0.0
    print(f"| {case} | {quantity} | {exact:.6f} | {seen.mean:.6f} | {seen.se:.6f} | {z:+.1f} |", flush=True)


def main() -> None:
    """Print the table."""
    print("| Check | Quantity | Exact | Simulated | Standard error | Distance in se |")
    print("|---|---|---:|---:|---:|---:|")
    shop = shipped("01-machine-shop", 300)
    row(
        "1",
        "availability, fixed repair",
        fixed_repair(10, 300, 30),
        average(shop, "fleet.machines.availability"),
    )
    shop = shipped("01b-machine-shop-exponential", 300)
    exact = machine_repairman(10, 1, 300, 30)
    row(
        "1",
        "availability, exponential repair",
        exact.availability,
        average(shop, "fleet.machines.availability"),
    )
    hall, exact = shipped("02-machine-repairman", 100), machine_repairman(10, 2, 86, 14)
    for quantity, value, measure in (
        ("share that waits", exact.waits, "site.hall.trade.operator.wait_share"),
        ("mean queue", exact.queue, "site.hall.trade.operator.queue"),
        ("in service", exact.in_service, "site.hall.trade.operator.at_work"),
        ("availability", exact.availability, "fleet.machines.availability"),
    ):
        row("2", quantity, value, average(hall, measure))
    row(
        "3", "availability, one unit", mean_availability(1, 1, 0.4, 0.2, 1.5),
        average(shipped("03a-one-unit", 40_000), "fleet.unit.availability"),
    )  # fmt: skip
    row(
        "3", "availability, three units", mean_availability(3, 1, 0.2, 0.5, 8),
        average(shipped("03b-three-units", 20_000), "fleet.units.availability"),
    )  # fmt: skip
    pools: dict[str, list[np.ndarray]] = {}
    for number, lead in enumerate(LEADS):
        result = shipped(f"04-palm-{lead}", 200, seed=100 + number)
        for name, pipeline, stocks in (("one", 1.0, 4), ("four", 4.0, 6)):
            for stock in range(stocks):
                samples = result.average(f"site.store.part.{name}_s{stock}.backorders")
                pools.setdefault(f"{name} {pipeline} {stock}", []).append(samples)
                if name == "four" and stock == 2:
                    row("4", f"EBO, pipeline 4, S=2, {lead}", palm(4, 2), estimate(samples))
    for key, samples in pools.items():
        _, pipeline, stock = key.split()
        exact_owed = palm(float(pipeline), int(stock))
        row(
            "4",
            f"EBO, pipeline {float(pipeline):g}, S={stock}, all five",
            exact_owed,
            estimate(np.concatenate(samples)),
        )
    fleet = shipped("08-overhaul", 2000)
    row("8", "mean mission-capable of 20", 12.5, average(fleet, "fleet.aircraft.mission_capable"))
    counts = shipped("09-hawkes", 1000).series("channel.tremors.events")[:, 24:]
    process = self_exciting(3, 0.4, 1, 4)
    around = counts - process.mean
    row("9", "mean count", process.mean, estimate(counts.mean(axis=1)))
    row("9", "variance", process.variance, estimate((around**2).mean(axis=1)))
    for lag in (1, 2, 3):
        product = (around[:, lag:] * around[:, :-lag]).mean(axis=1)
        row("9", f"autocovariance, lag {lag}", process.autocovariance(lag), estimate(product))
    print(f"\nChance that one comparison is 4 or more away by luck: {math.erfc(4 / math.sqrt(2)):.1e}")


if __name__ == "__main__":
    main()
