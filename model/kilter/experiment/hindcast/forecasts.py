"""What a scenario predicted, and what came out of a whole hindcast."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..result import plain, plain_list, version
from ..statistics import moments, quantiles
from .cases import Case
from .scores import crps, rmse

Floats = NDArray[np.float64]

#: Shares of replications that the central intervals hold.
LEVELS = (0.5, 0.9)
#: A root mean square error is better than another only by more than so many of its standard errors.
CLEARLY = 2.0


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
