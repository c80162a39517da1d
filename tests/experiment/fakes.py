"""A small stand-in for scenario and engine, and a synthetic comparison that looks like a real one.

The functions are importable by name, so that worker processes can use them.
"""

import time
from dataclasses import dataclass
from datetime import date

import numpy as np

from kilter.engine.trajectory import Measure, Trajectory
from kilter.errors import KilterError
from kilter.experiment.comparison import Comparison
from kilter.experiment.engines import Engine
from kilter.experiment.result import Result


@dataclass(frozen=True)
class FakeScenario:
    title: str = "Plain"
    key: str = "plain"
    story: str = ""
    shift: float = 0.0
    periods: int = 4
    slow: float = 0.0
    fails_at: int = -1
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class FakePlan:
    scenario: FakeScenario
    months: tuple[date, ...]
    measures: tuple[Measure, ...]
    fingerprint: str = "abc123"


@dataclass(frozen=True)
class Assumption:
    path: str
    value: object
    unit: str = ""
    low: float | None = None
    high: float | None = None
    source: str = ""
    confidence: str = "low"
    note: str = ""
    written: str = ""
    default: bool = False


def month_ends(count: int, year: int = 2026, month: int = 6) -> tuple[date, ...]:
    ends = []
    for step in range(count):
        later = month + step  # the month after (month + step) starts right after the end we want
        ends.append(date.fromordinal(date(year + later // 12, later % 12 + 1, 1).toordinal() - 1))
    return tuple(ends)


def fake_plan(scenario: FakeScenario) -> FakePlan:
    measures = [
        Measure("up", "points", "end", "Higher is better.", "made up", 1),
        Measure("down", "points", "mean", "Lower is better.", "made up", -1),
        Measure("plain", "", "end", "Neither.", "made up", 0),
        Measure("sometimes", "", "end", "Not always defined.", "made up", 1),
    ]
    measures += [Measure(name, "", "end", "Extra.", "made up", 1) for name in scenario.extra]
    return FakePlan(scenario, month_ends(scenario.periods), tuple(measures))


def fake_simulate(plan: FakePlan, seed: int, replication: int) -> Trajectory:
    if replication == plan.scenario.fails_at:
        raise ZeroDivisionError("no spare parts")
    time.sleep(plan.scenario.slow)
    draw = np.random.default_rng([seed, replication])
    values = draw.normal(size=(plan.scenario.periods, len(plan.measures)))
    values[:, 0] += plan.scenario.shift
    if replication % 3 == 0:
        values[:, 3] = np.nan
    averages = np.array([column.mean() for column in values.T])
    return Trajectory(values, averages)


def refusing_simulate(plan: FakePlan, seed: int, replication: int) -> Trajectory:
    raise KilterError("fleet 'mi17' has no site")


FAKE = Engine(fake_plan, fake_simulate)


# ---------------------------------------------------------------- a comparison like a real one


@dataclass(frozen=True)
class Story:
    """How one synthetic scenario differs from the baseline."""

    title: str
    key: str
    description: str
    repair: float = 0.0
    alarm: float = 0.0
    cost: float = 1.0
    noise: float = 1.0


STORIES = (
    Story("No cooperation", "none", "Nobody supports the fleet; parts come from scrapped aircraft."),
    Story("Maintenance and training only, reported openly", "open", "Upkeep and courses; quarterly reports.",
          repair=0.6, alarm=-0.3, cost=3.0),
    Story("Maintenance and training only, kept quiet", "quiet", "The same support, but nothing is published.",
          repair=0.6, alarm=0.5, cost=3.0),
    Story("Broad cooperation with upgrades", "broad", "Adds upgrades from the second year.",
          repair=1.0, alarm=1.0, cost=7.0),
)  # fmt: skip

FLEETS = {"mi17": 0.45, "an32": 0.35, "bmp": 0.6}
ACTORS = {"pakistan": 0.55, "india": 0.3, "iran": 0.25, "uzbekistan": 0.2}
FACTORS = ("hazard", "vulnerability", "coping")
DRIVERS = ("clashes", "jihadist", "opposition", "competition", "humanitarian", "isolation")


def _measures() -> tuple[Measure, ...]:
    rows = [
        Measure(
            "capability.index", "100 = requirement", "end", "CES mean of capability by area.", "MODEL 6", 1
        ),
        Measure(
            "risk.index", "0-10", "end", "Geometric mean of hazard, vulnerability, coping.", "INFORM", -1
        ),
        Measure(
            "ladder.afghanistan-pakistan.serious", "", "end", "A clash at level 4 or more so far.", "MID", -1
        ),
        Measure("cost.total", "USD", "total", "Support cost since the start.", "", -1),
        Measure("prisoners.exchanged", "", "count", "Nothing in particular.", "", 0),
    ]
    rows += [
        Measure(f"fleet.{fleet}.availability", "share", "mean", "Mission-capable share.", "10 USC 118", 1)
        for fleet in FLEETS
    ]
    rows += [
        Measure(f"actor.{actor}.concern", "share", "end", "Concern.", "Richardson 1960", -1)
        for actor in ACTORS
    ]
    rows += [
        Measure(f"risk.share.{driver}", "share", "end", "Share of the hazard.", "INFORM", 0)
        for driver in DRIVERS
    ]
    rows += [
        Measure(f"risk.contribution.{factor}", "log points", "end", "Part in the change.", "INFORM", 0)
        for factor in FACTORS
    ]
    return tuple(rows)


def synthetic_result(story: Story, periods: int = 60, reps: int = 120, seed: int = 1) -> Result:
    """One scenario's results: smooth paths with shared luck, undefined values and a flat measure."""
    measures = _measures()
    months = np.arange(periods)
    values = np.empty((reps, periods, len(measures)))
    ramp = 1 - np.exp(-np.maximum(months - 5, 0) / 14)
    for replication in range(reps):
        luck = np.random.default_rng([seed, replication])
        walk = np.cumsum(luck.normal(0, 1, (periods, len(measures))), axis=0) / np.sqrt(periods)
        own = np.random.default_rng([seed, replication, *story.key.encode()])  # luck that is not shared
        walk += 0.5 * story.repair * own.normal(0, 1, (1, len(measures))) * ramp[:, np.newaxis]
        walk *= story.noise
        spike = np.zeros(periods)
        when = luck.integers(0, periods)
        spike[when:] = np.exp(-np.arange(periods - when) / 4) * luck.gamma(1.5)
        columns: dict[str, np.ndarray] = {}
        columns["capability.index"] = 34 - 0.12 * months + 22 * story.repair * ramp + 5 * walk[:, 0]
        columns["risk.index"] = 5.4 + 0.5 * story.alarm * ramp + 0.5 * walk[:, 1] + 0.5 * spike
        hazard = 0.006 * (1 + 0.5 * story.alarm)
        columns["ladder.afghanistan-pakistan.serious"] = (months > luck.exponential(1 / hazard)).astype(float)
        columns["cost.total"] = np.cumsum(1e6 * story.cost * (1 + 0.1 * np.abs(walk[:, 3])))
        columns["prisoners.exchanged"] = np.zeros(periods)
        for place, (fleet, start) in enumerate(FLEETS.items()):
            share = start - 0.002 * months + 0.3 * story.repair * ramp + 0.06 * walk[:, 5 + place]
            share[months < 0] = np.nan
            columns[f"fleet.{fleet}.availability"] = np.clip(share, 0, 1)
            if fleet == "an32" and replication % 4 == 0:
                columns["fleet.an32.availability"][40:] = np.nan
        for place, (actor, start) in enumerate(ACTORS.items()):
            weight = 0.25 if actor == "pakistan" else 0.05
            path = start + weight * story.alarm * ramp + 0.08 * walk[:, 8 + place] + 0.05 * spike
            columns[f"actor.{actor}.concern"] = np.clip(path, 0, 1)
        raw = np.exp(0.4 * walk[:, 12:18]) * np.array([3, 2.5, 1, 0.8, 2, 1.2])
        raw[:, 0] *= 1 + 0.5 * story.alarm * ramp + spike
        shares = raw / raw.sum(axis=1, keepdims=True)
        for place, driver in enumerate(DRIVERS):
            columns[f"risk.share.{driver}"] = shares[:, place]
        for place, factor in enumerate(FACTORS):
            columns[f"risk.contribution.{factor}"] = (
                0.1 * story.alarm * ramp * (1 - place) + 0.02 * walk[:, place]
            )
        values[replication] = np.stack([columns[measure.name] for measure in measures], axis=1)
    defined = ~np.isnan(values)
    averages = np.where(defined, values, 0).sum(axis=1) / np.maximum(defined.sum(axis=1), 1)
    scenario = FakeScenario(story.title, story.key, story.description)
    return Result(
        scenario, f"sha256:{story.key:0<12}", seed, reps, month_ends(periods), measures, values, averages
    )


def synthetic_comparison(
    stories: tuple[Story, ...] = STORIES, periods: int = 60, reps: int = 120, seed: int = 1
) -> Comparison:
    results = tuple(synthetic_result(story, periods, reps, seed) for story in stories)
    return Comparison(results[0], results)


ASSUMPTIONS = (
    Assumption("fleets.mi17.failures.dynamic_components.mtbf", 45.0, "h", 30.0, 70.0,
               "assumed; no published figure found", "low", "triangular", "45 h"),
    Assumption("fleets.mi17.overhaul.every", 2000.0, "h", None, None, "Mi-17 overhaul life", "high"),
    Assumption("agreement.transparency", 0.7, "", 0.2, 0.9, "", "low", "a lever <of> the parties"),
    Assumption("actors.pakistan.concern.gain", 0.35, "", 0.1, 0.6, "https://example.org/a?b=1&c=2", "low"),
)  # fmt: skip
