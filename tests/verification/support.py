"""How a simulated mean is held against an exact one, and the exact values themselves.

The exact values are computed here, from scratch, and not with any function of Kilter.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.linalg import expm

import kilter
from kilter.experiment import Result

#: Standard errors within which a simulated mean passes.
TOLERANCE = 4.0
#: The relative error that a comparison must be able to see.
RESOLUTION = 0.03


@dataclass(frozen=True)
class Estimate:
    """A mean over replications and its standard error."""

    mean: float
    se: float

    def meets(self, exact: float, resolution: float = RESOLUTION) -> None:
        """Within four standard errors, which are few enough to see an error of the stated size."""
        assert TOLERANCE * self.se < resolution * abs(exact), (
            f"too few replications: {self.mean:.6f} ± {self.se:.6f} cannot see {resolution:.0%} of {exact:.6f}"
        )
        assert abs(self.mean - exact) <= TOLERANCE * self.se, (
            f"{self.mean:.6f} ± {self.se:.6f}, exact {exact:.6f}: {(self.mean - exact) / self.se:+.1f} se"
        )

    def rejects(self, value: float) -> None:
        """So far from a value that chance does not explain it."""
        assert abs(self.mean - value) > TOLERANCE * self.se, f"{self.mean:.6f} ± {self.se:.6f} allows {value}"


def estimate(samples: Sequence[float] | np.ndarray) -> Estimate:
    """Mean and standard error of independent replications."""
    x = np.asarray(samples, dtype=float)
    return Estimate(float(x.mean()), float(x.std(ddof=1)) / math.sqrt(len(x)))


def average(result: Result, measure: str) -> Estimate:
    """The time-average of a measure after warm-up."""
    return estimate(result.average(measure))


@lru_cache(maxsize=64)
def shipped(name: str, reps: int, until: str | None = None, seed: int = 1) -> Result:
    """A shipped textbook case, run once however many tests look at it."""
    return kilter.run(kilter.load(f"checks/{name}", until=until), reps=reps, seed=seed, jobs=1)


def simulated(document: Mapping[str, object], reps: int, seed: int = 1) -> Result:
    """A case written in a test."""
    return kilter.run(kilter.loads(json.dumps(document)), reps=reps, seed=seed, jobs=1)


def servers(number: int, rework: float = 0.0) -> dict[str, object]:
    """Textbook servers: people whose pace does not change with the level they reach."""
    levels = ("apprentice", "journeyman", "master")
    return {
        "journeyman": number,
        "output": dict.fromkeys(levels, 1),
        "rework": dict.fromkeys(levels, rework),
    }


# -- exact values ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Repairmen:
    """Machines that fail and servers that repair, in the long run."""

    availability: float
    waits: float
    queue: float
    in_service: float


def machine_repairman(machines: int, servers: int, run: float, repair: float) -> Repairmen:
    """M/M/c//N by its balance equations; times in one unit."""
    weights = [1.0]
    for down in range(machines):
        weights.append(weights[-1] * (machines - down) / run / (min(down + 1, servers) / repair))
    p = np.array(weights) / sum(weights)
    n = np.arange(machines + 1)
    arriving = p * (machines - n)  # an arrival sees the others, in proportion to the rate at which it comes
    return Repairmen(
        float(p @ (machines - n)) / machines,
        float(arriving[servers:].sum() / arriving.sum()),
        float(p @ np.maximum(n - servers, 0)),
        float(p @ np.minimum(n, servers)),
    )


def fixed_repair(machines: int, run: float, repair: float) -> float:
    """Availability of M/D/1//N: the chain embedded at the ends of repairs, then renewal-reward."""
    up_chance = math.exp(-repair / run)  # a machine that runs at the start of a repair still runs at its end
    size = machines  # states after a repair: 0 .. machines-1 down
    matrix = np.zeros((size, size))
    for down in range(size):
        begun = max(down, 1)  # with none down, the repair begins with the next failure
        running = machines - begun
        for fail in range(running + 1):
            chance = math.comb(running, fail) * (1 - up_chance) ** fail * up_chance ** (running - fail)
            matrix[down, begun + fail - 1] += chance
    pi = _stationary(matrix)
    idle = pi[0] * run / machines  # mean time to the first failure of all
    # One repair per cycle, so machines repaired per unit of time times mean running time is machines running.
    return run / (idle + repair) / machines


def _stationary(matrix: np.ndarray) -> np.ndarray:
    size = len(matrix)
    equations = np.vstack([(matrix.T - np.eye(size)), np.ones(size)])
    return np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0), rcond=None)[0]


def mean_availability(machines: int, servers: int, fail: float, repair: float, horizon: float) -> float:
    """Mean availability over [0, horizon] of machines that all run at the start: one matrix exponential."""
    size = machines + 1
    generator = np.zeros((size, size))
    for down in range(size):
        if down < machines:
            generator[down, down + 1] = (machines - down) * fail
        if down:
            generator[down, down - 1] = min(down, servers) * repair
        generator[down, down] = -generator[down].sum()
    # d/dt of the integral of p is p itself, so an extra block gives the integral exactly.
    block = np.zeros((2 * size, 2 * size))
    block[:size, :size], block[:size, size:] = generator, np.eye(size)
    spent = expm(block * horizon)[0, size:]
    return float(spent @ (machines - np.arange(size))) / (machines * horizon)


def palm(pipeline: float, stock: int) -> float:
    """Expected backorders of (S-1, S) with a Poisson pipeline."""
    p, k, ready = math.exp(-pipeline), 0, 0.0
    while k <= stock:
        ready += (stock - k) * p
        k += 1
        p *= pipeline / k
    return pipeline - stock + ready


def surge_pipeline(days: float, rate: float, mean: float, before: float) -> float:
    """Mean pipeline with exponential times after the demand has jumped: it relaxes towards its new mean."""
    return rate * mean + (before - rate * mean) * math.exp(-days / mean)


_MANY = np.arange(160)


def _poisson(mean: float) -> np.ndarray:
    from scipy.stats import poisson

    return np.asarray(poisson.pmf(_MANY, mean))


def _owed(pipeline: np.ndarray, stock: int) -> np.ndarray:
    """Distribution of what is owed, from that of what is away."""
    owed = np.zeros_like(pipeline)
    owed[: len(pipeline) - stock] = pipeline[stock:]
    owed[0] = pipeline[: stock + 1].sum()
    return owed


def base_backorders(
    *,
    demand: float,
    local: float,
    base_repair: float,
    ship: float,
    depot_repair: float,
    bases: int,
    depot_stock: int,
    stock: int,
) -> float:
    """Expected backorders at one of several equal bases below a depot, exact for a fixed order-and-ship time.

    The depot serves first come, so each of its backorders belongs to any base alike: a base's share is binomial
    and independent of what it has ordered since (Simon 1971, Graves 1985).
    """
    from scipy.stats import binom

    owed = _owed(_poisson(bases * demand * (1 - local) * depot_repair), depot_stock)
    share = sum(chance * binom.pmf(_MANY, number, 1 / bases) for number, chance in enumerate(owed))
    away = np.convolve(share, _poisson(demand * (local * base_repair + (1 - local) * ship)))
    return float(away @ np.maximum(np.arange(len(away)) - stock, 0))


def metric_backorders(
    *,
    demand: float,
    local: float,
    base_repair: float,
    ship: float,
    depot_repair: float,
    bases: int,
    depot_stock: int,
    stock: int,
) -> float:
    """METRIC's approximation (Sherbrooke 1968): what a base waits for is Poisson with the right mean."""
    sent = bases * demand * (1 - local)
    delay = palm(sent * depot_repair, depot_stock) / sent
    return palm(demand * (local * base_repair + (1 - local) * (ship + delay)), stock)


def assembly_backorders(
    stock: int, demand: float, repair: float, causes: Sequence[tuple[float, float, int]]
) -> float:
    """Expected backorders of an assembly whose repair waits for a sub-part, exact for a fixed repair time.

    Each cause is (share of removals, repair time of the sub-part, its stock). Those in repair now are the
    sub-parts that were owed one repair time ago and what was removed since, all independent.
    """
    away = _poisson(demand * repair)
    for share, time, spare in causes:
        away = np.convolve(away, _owed(_poisson(demand * share * time), spare))
    return float(away @ np.maximum(np.arange(len(away)) - stock, 0))


def mod_metric_backorders(
    stock: int, demand: float, repair: float, causes: Sequence[tuple[float, float, int]]
) -> float:
    """MOD-METRIC's approximation (Muckstadt 1973): what is in repair is Poisson with the right mean."""
    waits = sum(palm(demand * share * time, spare) for share, time, spare in causes)
    return palm(demand * repair + waits, stock)


def reorder_backorders(demand: float, lead: float, reorder: int, up_to: int) -> float:
    """Expected backorders of (s, S) with unit Poisson demand and a fixed lead time.

    The position is uniform on s+1 .. S and independent of the demand during the lead time that follows.
    """
    return float(np.mean([palm(demand * lead, position) for position in range(reorder + 1, up_to + 1)]))


@dataclass(frozen=True)
class Counts:
    """Monthly counts in the long run: mean, variance and autocovariance."""

    mean: float
    variance: float
    first: float
    ratio: float

    def autocovariance(self, lag: int) -> float:
        """Of counts that many months apart."""
        return self.variance if lag == 0 else self.first * self.ratio ** (lag - 1)


def self_exciting(background: float, branching: float, half_life: float, size: float) -> Counts:
    """N ~ NB(mean m + n e, size k), e' = r e + (1-r) N: moments by solving for the variance of e."""
    r, n, k = 0.5 ** (1 / half_life), branching, size
    mean = background / (1 - n)
    inside = mean + mean**2 / k  # variance of a count at the mean intensity
    # V = r² V + (1-r)² (inside + n² V (1 + 1/k)) + 2 r (1-r) n V
    share = r**2 + (1 - r) ** 2 * n**2 * (1 + 1 / k) + 2 * r * (1 - r) * n
    v = (1 - r) ** 2 * inside / (1 - share)
    variance = inside + n**2 * v * (1 + 1 / k)
    return Counts(mean, variance, n * (r * n * v + (1 - r) * variance), r + n * (1 - r))
