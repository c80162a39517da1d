"""A pack's hindcasts: the past forecast from what was known before, against what was published afterwards.

``hindcast.yaml`` stands beside the scenarios of a pack. It says which measure of which scenarios stands for
what was observed, and with which fingerprints those scenarios were *frozen* before anybody scored them. This
module reads it; :mod:`kilter.experiment.hindcast` runs the scenarios and scores them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from ..errors import Problem
from .beside import read_beside
from .document import Scenario
from .explain import Location, Origins, problem
from .names import Name
from .names import Path as MeasureName
from .nearest import did_you_mean
from .quantity import Section, refusal
from .timeline import Date

FILE = "hindcast.yaml"
"""Name of the file in a pack's folder."""
QUESTION = "the question"
"""What a change of the observations, the tolerance, the measure or the null is called."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
#: Keys whose text explains a scenario and changes nothing in it.
_WORDS = frozenset({"title", "story", "source", "note", "confidence"})


class Observation(Section):
    """What was published about one day."""

    on: Date
    """The day; it is compared with the mean over the reporting period that the day is in."""
    value: float
    """What was published, in the unit of the measure."""
    source: Words
    """Who published it."""
    note: str = ""
    """How it was read, where it was not printed as it stands here."""


class Null(Section):
    """The forecast to beat: something so simple that a model has to be better to be worth its trouble."""

    scenario: Key | None = None
    """A scenario of the pack that is run as the null."""
    published: list[float] | None = None
    """Forecasts of the null computed elsewhere, one for each observation; they are the ones to beat."""
    says: Words
    """What the null assumes, in words."""

    @model_validator(mode="after")
    def _something(self) -> Null:
        if self.scenario is None and self.published is None:
            raise refusal("the null is neither run nor published; write scenario: … or published: [ … ]")
        return self


class Score(Section):
    """What came out when a freeze was scored for the first time."""

    on: Date
    """The day."""
    replications: Annotated[int, Field(ge=2)]
    """Replications of each scenario."""
    seed: Annotated[int, Field(ge=0)]
    """The luck."""
    predictions: dict[Key, list[float]]
    """Mean prediction for each observation, by scenario."""


class Freeze(Section):
    """A dated promise: from that day on neither the question nor the scenarios were changed."""

    on: Date
    """The day."""
    question: Fingerprint
    """Fingerprint of observations, tolerance, measure, priors and null."""
    scenarios: dict[Key, Fingerprint]
    """Fingerprint of every scenario, by name."""
    note: str = ""
    """Why; for a later freeze, what was changed and what was known by then."""
    scored: Score | None = None
    """The first score, added afterwards."""


class Hindcast(Section):
    """One past to be forecast."""

    title: Words
    """One line."""
    story: Words
    """What happened, and what the scenarios assume, in a few sentences."""
    known: Words
    """What those who chose the parameters knew when they froze them."""
    measure: MeasureName
    """The measure that stands for what was observed, as `kilter measures` lists it."""
    priors: Annotated[list[Key], Field(min_length=1)]
    """The scenarios that are scored: one for each prior about what nobody knows."""
    null: Null | None = None
    """The forecast to beat."""
    tolerance: Annotated[float, Field(gt=0)]
    """A prediction this near to the observation is a hit."""
    observations: Annotated[list[Observation], Field(min_length=1)]
    """What was published, in order of time."""
    frozen: list[Freeze] = Field(default_factory=list)
    """Every freeze, the oldest first; the last one counts, the others stay on record."""

    @model_validator(mode="after")
    def _fits(self) -> Hindcast:
        days = [one.on for one in self.observations]
        if any(a >= b for a, b in pairwise(days)):
            raise refusal(
                "the observations are not in order of time; put the earliest first, each day once",
                "observations",
            )
        if self.null and self.null.published and len(self.null.published) != len(days):
            raise refusal(f"there are {len(days)} observations; write as many numbers", "null", "published")
        dates = [one.on for one in self.frozen]
        if dates != sorted(dates):
            raise refusal("the freezes are not in order of time; put the oldest first", "frozen")
        return self

    @property
    def scenarios(self) -> tuple[str, ...]:
        """All scenarios that are run: the priors and the null."""
        null = self.null.scenario if self.null else None
        return (*self.priors, *([null] if null is not None and null not in self.priors else []))

    @property
    def question(self) -> str:
        """Fingerprint of what is asked, so that nobody moves the posts once the ball is in the air."""
        null = self.null
        return _digest(
            {
                "measure": self.measure,
                "priors": self.priors,
                "tolerance": self.tolerance,
                "observations": [[one.on.isoformat(), one.value] for one in self.observations],
                "null": [null.scenario, null.published] if null else None,
            }
        )


class Hindcasts(Section):
    """The file ``hindcast.yaml`` of a pack."""

    kilter: Literal[1] = 1
    """Version of the file format."""
    title: str = "Hindcasts"
    """One line."""
    hindcasts: Annotated[dict[Name, Hindcast], Field(min_length=1)]
    """The hindcasts by name."""


def fingerprint(tree: Mapping[str, Any]) -> str:
    """Sixteen hex digits over everything that a scenario's merged file says, words apart.

    Unlike :attr:`Scenario.fingerprint` it covers ranges too, and it does not change when a later version of
    Kilter knows more keys: it is a fingerprint of what was *written*.

    Args:
        tree: the merged entries, :attr:`Scenario.tree`.

    >>> a = fingerprint({"title": "A", "fleets": {"f": {"items": {"value": 5, "source": "a book"}}}})
    >>> a == fingerprint({"title": "B", "fleets": {"f": {"items": {"value": 5, "source": "another"}}}})
    True
    >>> a == fingerprint({"title": "A", "fleets": {"f": {"items": {"value": 6, "source": "a book"}}}})
    False
    """
    return _digest(_bare({key: value for key, value in tree.items() if key != "sources"}))


def changes(hindcast: Hindcast, trees: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What differs from the last freeze: names of scenarios, or :data:`QUESTION`. Empty where nothing does.

    Args:
        hindcast: what was asked and frozen; must have been frozen.
        trees: merged files of its scenarios, by name.
    """
    last = hindcast.frozen[-1]
    found = [] if last.question == hindcast.question else [QUESTION]
    return found + [
        name for name in hindcast.scenarios if last.scenarios.get(name) != fingerprint(trees[name])
    ]


def read_hindcasts(path: Path) -> tuple[Hindcasts, Origins]:
    """Read a hindcast file: what it says, and where each entry stands.

    Raises:
        ScenarioError: with every problem found that shows without the pack's scenarios.
    """
    return read_beside(path, Hindcasts, Problem("there are no hindcasts", "write hindcasts: {a-name: …}"))


def check_hindcast(
    name: str,
    hindcast: Hindcast,
    origins: Origins,
    scenarios: Mapping[str, Scenario],
    measures: Mapping[str, Sequence[str]],
    periods: Mapping[str, Sequence[Any]],
    names: Sequence[str],
) -> Iterator[Problem]:
    """Everything that a hindcast names and that is not there.

    Args:
        name: its name.
        hindcast: what the file says.
        origins: where it says it.
        scenarios: those of the pack's scenarios that its hindcasts use, by name.
        measures: names of the measures of each of them.
        periods: the ends of the reported periods of each of them.
        names: all scenario names of the pack.
    """
    at: Location = ("hindcasts", name)
    places = [((*at, "priors", n), key) for n, key in enumerate(hindcast.priors)]
    if hindcast.null and hindcast.null.scenario is not None:
        places.append(((*at, "null", "scenario"), hindcast.null.scenario))
    for place, key in places:
        if key not in scenarios:
            hint = did_you_mean(key, names) or f"the pack has {', '.join(names) or 'none'}"
            yield problem(place, f"there is no scenario '{key}'", hint, origins)
            continue
        if hindcast.measure not in measures[key]:
            hint = did_you_mean(hindcast.measure, measures[key]) or "'kilter measures FILE' lists them"
            what = f"scenario '{key}' has no measure '{hindcast.measure}'"
            yield problem((*at, "measure"), what, hint, origins)
        for n, one in enumerate(hindcast.observations):
            if not scenarios[key].start <= one.on <= periods[key][-1]:
                what = f"{one.on} lies outside the horizon of scenario '{key}'"
                write = f"write a day from {scenarios[key].start} to {periods[key][-1]}"
                yield problem((*at, "observations", n, "on"), what, write, origins)


def _bare(value: object) -> Any:
    if isinstance(value, Mapping):
        return {
            str(key): _bare(inner)
            for key, inner in value.items()
            if not (key in _WORDS and isinstance(inner, str))
        }
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
