"""Hindcasts: forecast a past from what was known before it, and score the forecast against what was published.

The scenarios are those of a pack's ``hindcast.yaml``, frozen before they were scored. All of them and the null
are run on the same luck. A prediction is the mean over replications of the measure's mean over the reporting
period in which the day of an observation lies.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..engine.plan import plan
from ..errors import KilterError, NameUnknownError, ScenarioError
from ..scenario import load, packs
from ..scenario.document import Scenario
from ..scenario.hindcasts import FILE, Hindcast, changes, check_hindcast, fingerprint, read_hindcasts
from ..scenario.nearest import did_you_mean
from .ignorance import applied, draws
from .result import Result, plain, plain_list, version
from .running import Engine, Progress, run_all
from .statistics import moments, quantiles

Floats = NDArray[np.float64]

#: Shares of replications that the central intervals hold.
LEVELS = (0.5, 0.9)
#: A root mean square error is better than another only by more than so many of its standard errors.
CLEARLY = 2.0


@dataclass(frozen=True)
class Case:
    """A hindcast with its scenarios, ready to run.

    Attributes:
        pack: the folder's name.
        name: the hindcast's name.
        hindcast: what the file says.
        scenarios: its scenarios by name, the null's among them.
    """

    pack: str
    name: str
    hindcast: Hindcast
    scenarios: Mapping[str, Scenario]

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What differs from the last freeze; empty where nothing does or nothing was ever frozen."""
        if not self.hindcast.frozen:
            return ()
        return tuple(changes(self.hindcast, {key: one.tree for key, one in self.scenarios.items()}))

    def freeze(self, day: str) -> dict[str, Any]:
        """The entry that freezes the case as it stands, ready for ``frozen`` in the file.

        Args:
            day: the date to put on it, such as ``2026-06-01``.
        """
        return {
            "on": day,
            "question": self.hindcast.question,
            "scenarios": {key: fingerprint(one.tree) for key, one in self.scenarios.items()},
        }


@dataclass(frozen=True, eq=False)
class Forecast:
    """What one scenario predicted, beside what was observed.

    Attributes:
        key: the scenario's name.
        title: its title.
        sample: float64 array of shape (replications, observations), in the unit of the measure.
        observed: float64 array of shape (observations,).
        tolerance: how near a hit is.
    """

    key: str
    title: str
    sample: Floats
    observed: Floats
    tolerance: float

    @cached_property
    def mean(self) -> Floats:
        """Mean over replications, by observation."""
        return moments(self.sample).mean

    @cached_property
    def se(self) -> Floats:
        """Standard error of the mean, by observation."""
        return moments(self.sample).se

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """Central interval that holds this share of the replications: its lower and its upper ends."""
        low, high = quantiles(self.sample, ((1 - level) / 2, (1 + level) / 2))
        return low, high

    @property
    def errors(self) -> Floats:
        """Prediction less observation."""
        return self.mean - self.observed

    @property
    def hits(self) -> NDArray[np.bool_]:
        """Whether each mean prediction lies within the tolerance of its observation."""
        found: NDArray[np.bool_] = np.abs(self.errors) <= self.tolerance
        return found

    @property
    def rmse(self) -> float:
        """Root mean square error of the mean predictions."""
        return rmse(self.errors)

    @cached_property
    def rmse_se(self) -> float:
        """Standard error of :attr:`rmse`, from the finite number of replications alone (delta method).

        Errors at the dates of one replication go together, so each replication is first weighed as a whole.
        """
        if self.rmse == 0.0:
            return 0.0
        weighed = self.sample @ (self.errors / (len(self.observed) * self.rmse))
        return float(moments(weighed).se)

    @cached_property
    def crps(self) -> Floats:
        """Continuous ranked probability score of the whole distribution, by observation; lower is better."""
        return np.array([crps(self.sample[:, n], one) for n, one in enumerate(self.observed.tolist())])

    def covered(self, level: float) -> int:
        """How many observations lie inside the central interval."""
        low, high = self.interval(level)
        return int(((self.observed >= low) & (self.observed <= high)).sum())

    def document(self) -> dict[str, Any]:
        """Plain types, ready for JSON."""
        found: dict[str, Any] = {
            "scenario": self.key,
            "title": self.title,
            "mean": plain_list(self.mean),
            "se": plain_list(self.se),
        }
        for level in LEVELS:
            low, high = self.interval(level)
            found[f"interval_{round(100 * level)}"] = [plain_list(low), plain_list(high)]
            found[f"covered_{round(100 * level)}"] = self.covered(level)
        return found | {
            "hits": [bool(one) for one in self.hits],
            "rmse": plain(self.rmse),
            "rmse_se": plain(self.rmse_se),
            "crps": plain(float(self.crps.mean())),
        }


@dataclass(frozen=True, eq=False)
class Scored:
    """A hindcast that was run.

    Attributes:
        case: what was asked.
        forecasts: one for each prior, in the order of the file.
        null: the null as run here, or None where the file has no scenario for it.
        replications: of each scenario.
        seed: the luck.
        ignorance: whether each replication had a draw of its own of what is not known.
    """

    case: Case
    forecasts: tuple[Forecast, ...]
    null: Forecast | None
    replications: int
    seed: int
    ignorance: bool = False

    @property
    def published(self) -> float | None:
        """Root mean square error of the published null."""
        null, hindcast = self.case.hindcast.null, self.case.hindcast
        if null is None or null.published is None:
            return None
        return rmse(np.array(null.published) - np.array([one.value for one in hindcast.observations]))

    @property
    def bar(self) -> float | None:
        """The error to beat: that of the published null, else of the null that was run."""
        if self.published is not None:
            return self.published
        return self.null.rmse if self.null is not None else None

    def verdict(self, forecast: Forecast) -> str:
        """Whether a forecast beats the null, in a word: better, worse, equal, or nothing without a null."""
        if self.bar is None:
            return ""
        gap = forecast.rmse - self.bar
        if abs(gap) <= CLEARLY * forecast.rmse_se:
            return "equal"
        return "better" if gap < 0 else "worse"

    def sentences(self) -> list[str]:
        """What came out, a sentence for each prior."""
        total = len(self.case.hindcast.observations)
        tolerance = f"{self.case.hindcast.tolerance:g}"
        said = []
        for one in self.forecasts:
            hits = f"{int(one.hits.sum())} of {total} observations within ±{tolerance}"
            if self.bar is None:
                said.append(f"{one.title}: {hits}, root mean square error {one.rmse:.2f}.")
                continue
            words = {
                "better": "beats the null",
                "worse": "does not beat the null",
                "equal": "cannot be told apart from the null with so few replications",
            }[self.verdict(one)]
            said.append(f"{one.title} {words} (RMSE {one.rmse:.2f} against {self.bar:.2f}): {hits}.")
        return said

    def document(self) -> dict[str, Any]:
        """Plain types, ready for JSON."""
        hindcast = self.case.hindcast
        null = hindcast.null
        last = hindcast.frozen[-1] if hindcast.frozen else None
        return {
            "kilter": version(),
            "pack": self.case.pack,
            "hindcast": self.case.name,
            "title": hindcast.title,
            "known": " ".join(hindcast.known.split()),
            "measure": hindcast.measure,
            "tolerance": hindcast.tolerance,
            "replications": self.replications,
            "seed": self.seed,
            "ignorance": self.ignorance,
            "frozen": last.on.isoformat() if last else None,
            "changed_since": list(self.case.changed),
            "observations": [
                {"on": one.on.isoformat(), "value": one.value, "source": one.source}
                for one in hindcast.observations
            ],
            "priors": [one.document() | {"verdict": self.verdict(one) or None} for one in self.forecasts],
            "null": self.null.document() if self.null else None,
            "published_null": {"mean": null.published, "rmse": plain(self.published or 0.0)}
            if null and null.published
            else None,
            "sentences": self.sentences(),
        }


def open_hindcasts(name: str | Path = "hindcasts") -> list[Case]:
    """Read the hindcasts of a pack, or one of them, and check that they fit its scenarios.

    Args:
        name: a shipped pack's name, a folder, ``pack/hindcast``, or a hindcast's own name in a shipped pack.

    Raises:
        KilterError: there is no such pack or hindcast.
        ScenarioError: every problem found, each with file, line and what to write.
    """
    folder, wanted = packs.folder(name), ""
    if folder is None:
        before, slash, wanted = str(name).replace("\\", "/").rstrip("/").rpartition("/")
        folder = packs.folder(before) if slash else _with_hindcast(wanted)
    if folder is None or not (folder / FILE).is_file():
        known = [path.parent.name for path in sorted(packs.root().glob(f"*/{FILE}"))]
        if folder is not None:
            raise KilterError(f"pack '{folder.name}' has no {FILE}; write one, as docs/hindcasts.md shows")
        hint = did_you_mean(str(name), known) or f"the shipped packs with hindcasts are {', '.join(known)}"
        raise KilterError(f"there is no pack or hindcast '{name}'; {hint}")
    cases = _open(folder)
    if wanted and wanted not in cases:
        hint = did_you_mean(wanted, cases) or f"the hindcasts are {', '.join(cases)}"
        raise NameUnknownError(f"pack '{folder.name}' has no hindcast '{wanted}'; {hint}")
    return [cases[wanted]] if wanted else list(cases.values())


def score(
    case: Case,
    *,
    reps: int = 500,
    seed: int = 1,
    jobs: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    ignorance: bool = False,
) -> Scored:
    """Run a hindcast's scenarios and its null, all on the same luck, and set them beside the observations.

    Args:
        case: what to run.
        reps: replications of each scenario, at least 2.
        seed, jobs, progress, engine: as in :func:`kilter.run`; jobs counts for nothing with ignorance.
        ignorance: give each replication a draw of its own of all numbers with a range, so that the intervals
            hold what is not known as well as luck.

    Raises:
        KilterError: an argument makes no sense, or a replication failed.
    """
    if reps < 2:
        raise KilterError(f"intervals need 2 replications or more, not {reps}; write for example 500")
    hindcast = case.hindcast
    if ignorance:
        samples = _ignorant(case, reps, seed, progress, engine)
    else:
        ran = run_all(
            list(case.scenarios.values()), reps=reps, seed=seed, jobs=jobs, progress=progress, engine=engine
        )
        samples = {key: _at_dates(hindcast, one) for key, one in zip(case.scenarios, ran, strict=True)}
    observed = np.array([one.value for one in hindcast.observations])
    found = {
        key: Forecast(key, case.scenarios[key].title, sample, observed, hindcast.tolerance)
        for key, sample in samples.items()
    }
    null = hindcast.null.scenario if hindcast.null else None
    return Scored(
        case,
        tuple(found[key] for key in hindcast.priors),
        found[null] if null is not None else None,
        reps,
        seed,
        ignorance,
    )


def rmse(errors: ArrayLike) -> float:
    """Root mean square of errors.

    >>> round(rmse([2.0, 2.3, 2.9]), 2)
    2.43
    """
    return math.sqrt(float(np.mean(np.square(np.asarray(errors, dtype=np.float64)))))


def crps(sample: ArrayLike, observed: float) -> float:
    """Continuous ranked probability score of a sample as a forecast of one value, in the value's unit.

    E|X − y| − ½ E|X − X'|; the second term leaves each value's comparison with itself out, which makes the
    score fair to small samples (Ferro 2014, doi 10.1002/qj.2270). A sample of one scores its absolute error.

    >>> crps([3.0], 5.0), crps([4.0, 6.0], 5.0)
    (2.0, 0.0)
    """
    ordered = np.sort(np.asarray(sample, dtype=np.float64))
    count = len(ordered)
    near = float(np.abs(ordered - observed).mean())
    if count < 2:
        return near
    # Sum over pairs of |x - x'| from the sorted sample: each value is above i and below n - 1 - i others.
    weights = 2.0 * np.arange(count) - count + 1.0
    return near - float((weights * ordered).sum()) / (count * (count - 1))


def period_of(months: Sequence[Any], day: Any) -> int:
    """Which reporting period a day lies in; periods are given by their last days.

    >>> import datetime as dt
    >>> period_of([dt.date(2024, 2, 29), dt.date(2024, 3, 31)], dt.date(2024, 3, 11))
    1
    """
    return next(n for n, end in enumerate(months) if day <= end)


def _at_dates(hindcast: Hindcast, result: Result) -> Floats:
    """The measure in the periods of the observations: array of shape (replications, observations)."""
    places = [period_of(result.months, one.on) for one in hindcast.observations]
    return result.series(hindcast.measure)[:, places]


def _ignorant(
    case: Case, reps: int, seed: int, progress: Progress | None, engine: Engine | None
) -> dict[str, Floats]:
    """As many draws as replications, one replication of each scenario in each draw, with luck of its own."""
    rows: dict[str, list[Floats]] = {key: [] for key in case.scenarios}
    ways = {key: draws(one, reps, seed) for key, one in case.scenarios.items()}
    for number in range(reps):
        worlds = [applied(one, ways[key][number]) for key, one in case.scenarios.items()]
        ran = run_all(worlds, reps=1, seed=seed + number, jobs=1, engine=engine)
        for key, one in zip(case.scenarios, ran, strict=True):
            rows[key].append(_at_dates(case.hindcast, one))
        if progress is not None:
            progress(number + 1, reps)
    return {key: np.concatenate(found) for key, found in rows.items()}


def _with_hindcast(name: str) -> Path | None:
    """The shipped pack that has a hindcast of that name."""
    for file in sorted(packs.root().glob(f"*/{FILE}")):
        if name in read_hindcasts(file)[0].hindcasts:
            return file.parent
    return None


def _open(folder: Path) -> dict[str, Case]:
    said, origins = read_hindcasts(folder / FILE)
    files = {path.stem: path for path in packs.scenario_files(folder)}
    used = {key for one in said.hindcasts.values() for key in one.scenarios}
    scenarios = {key: load(path) for key, path in files.items() if key in used}
    plans = {key: plan(one) for key, one in scenarios.items()}
    measures = {key: [measure.name for measure in one.measures] for key, one in plans.items()}
    periods = {key: one.months for key, one in plans.items()}
    problems = [
        problem
        for name, one in said.hindcasts.items()
        for problem in check_hindcast(name, one, origins, scenarios, measures, periods, list(files))
    ]
    if problems:
        raise ScenarioError(problems)
    return {
        name: Case(folder.resolve().name, name, one, {key: scenarios[key] for key in one.scenarios})
        for name, one in said.hindcasts.items()
    }
