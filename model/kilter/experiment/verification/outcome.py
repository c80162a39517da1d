"""What a verification found: a verdict for each comparison, check and file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..result import plain, version
from .cases import Case, Place, Work
from .document import Book, Compared, Wrong
from .reading import Floats
from .rule import POWER, Estimate, Rule, as_normal, distance
from .sampling import Sampling

#: Verdicts, the worst first. Only the last is a pass.
DIFFERS, ALLOWED, COARSE, OPEN, AGREES = "differs", "not rejected", "too coarse", "open", "agrees"


@dataclass(frozen=True)
class Rejection:
    """A wrong value beside the right one.

    Attributes:
        wrong: the value and what it is.
        distance: of the simulated from the wrong value, in standard errors.
        rejected: whether it is further away than the limit.
    """

    wrong: Wrong
    distance: float
    rejected: bool


@dataclass(frozen=True)
class Finding:
    """One comparison with what came out.

    Attributes:
        case: what is compared.
        estimate: the simulated value.
        distance: from the exact value, in standard errors.
        limit: standard errors within which it agrees.
        resolution: error that would be caught with probability .8, as a share; NaN where nothing varies.
        rejections: the wrong values.
        verdict: ``agrees``; ``differs``; ``not rejected``: a wrong value is allowed too; ``too coarse``: the
            replications cannot see what they should; ``open``: a wrong value is allowed too, in a run of fewer
            replications than the file asks for.
    """

    case: Case
    estimate: Estimate
    distance: float
    limit: float
    resolution: float
    rejections: tuple[Rejection, ...]
    verdict: str

    @property
    def asked(self) -> Compared:
        """What the file says of it."""
        return self.case.asked

    @property
    def normal(self) -> float:
        """The distance as a normal one that is as unlikely."""
        return as_normal(self.distance, self.estimate.freedom)

    @property
    def unit_of_resolution(self) -> float:
        """The value that resolutions are shares of."""
        return self.asked.scale or abs(self.asked.expect) or 1.0

    def document(self) -> dict[str, Any]:
        """The finding as plain types."""
        asked = self.asked
        return {
            "says": self.case.says,
            "measure": asked.measure,
            "statistic": asked.statistic,
            **{key: value for key in ("lag", "level", "above") if (value := getattr(asked, key)) is not None},
            "when": when(asked),
            "unit": self.case.unit,
            "source": asked.source,
            "expected": asked.expect,
            "simulated": plain(self.estimate.value),
            "se": plain(self.estimate.se),
            "replications": self.estimate.count,
            "distance": plain(self.distance),
            "distance_normal": plain(self.normal),
            "limit": plain(self.limit),
            "exact": asked.exact,
            "resolution": plain(self.resolution),
            "resolution_asked": None if asked.resolution is None else asked.resolution.value,
            "resolution_of": self.unit_of_resolution,
            "rejects": [
                {
                    "value": one.wrong.value,
                    "what": one.wrong.what,
                    "source": one.wrong.source,
                    "distance": plain(one.distance),
                    "rejected": one.rejected,
                }
                for one in self.rejections
            ],
            "verdict": self.verdict,
        }


@dataclass(frozen=True)
class Verification:
    """What came out of a file of checks.

    Attributes:
        book: the file.
        names: the checks that were made, in the order of the file.
        samplings: their runs.
        findings: their comparisons.
        rule: what decided.
        seed: the luck of all runs together.
    """

    book: Book
    names: tuple[str, ...]
    samplings: tuple[Sampling, ...]
    findings: tuple[Finding, ...]
    rule: Rule
    seed: int

    @cached_property
    def verdicts(self) -> dict[str, str]:
        """The worst verdict of each check."""
        return {name: worst([f.verdict for f in self.of(name)]) for name in self.names}

    def of(self, name: str) -> tuple[Finding, ...]:
        """The findings of one check."""
        return tuple(finding for finding in self.findings if finding.case.check == name)

    @property
    def verdict(self) -> str:
        """The worst verdict of all."""
        return worst(list(self.verdicts.values()))

    @property
    def passed(self) -> bool:
        """Whether nothing failed. What is open in a coarser run is no failure."""
        return self.verdict in (AGREES, OPEN)

    @property
    def sharp(self) -> bool:
        """Whether every run had as many replications as the file asks for."""
        return all(finding.case.sharp for finding in self.findings)

    def document(self) -> dict[str, Any]:
        """All of it as plain types, ready for JSON."""
        return {
            "kilter": version(),
            "title": self.book.checks.title,
            "passed": self.passed,
            "verdict": self.verdict,
            "false_alarms": self.rule.rate,
            "comparisons": self.rule.comparisons,
            "limit": self.rule.limit(math.inf),
            "power": POWER,
            "seed": self.seed,
            "sharp": self.sharp,
            "checks": {name: self._check(name) for name in self.names},
        }

    def _check(self, name: str) -> dict[str, Any]:
        check = self.book.checks.checks[name]
        runs = {}
        for one in self.samplings:
            if one.check == name:
                asked = check.runs[one.name]
                runs[one.name] = {
                    "scenario": asked.scenario,
                    "title": one.title,
                    "set": asked.set,
                    "until": asked.until,
                    "fingerprint": one.scenario.fingerprint,
                    "replications": one.reps,
                    "seed": one.seed,
                }
        return {
            "number": check.number,
            "title": check.title,
            "says": check.says,
            "verdict": self.verdicts[name],
            "runs": runs,
            "comparisons": [finding.document() for finding in self.of(name)],
        }


def worst(verdicts: Sequence[str]) -> str:
    """The worst of some verdicts; no comparison at all agrees with everything.

    >>> worst(["agrees", "open"]), worst([])
    ('open', 'agrees')
    """
    return min(verdicts, key=(DIFFERS, ALLOWED, COARSE, OPEN, AGREES).index, default=AGREES)


def when(asked: Compared) -> str:
    """The time of a comparison in words."""
    at = asked.when if isinstance(asked.when, str) else asked.when.written
    return f"{asked.since.written} to {at}" if asked.since is not None else at


def found(work: Work, left: Sequence[Sequence[Floats]], rate: float) -> tuple[Rule, tuple[Finding, ...]]:
    """Judge what the runs left behind.

    Args:
        work: the runs and comparisons.
        left: for each run and reading, what its replications left behind.
        rate: of false alarms, over the whole file.
    """
    rule = Rule(rate, work.comparisons)
    return rule, tuple(_finding(work, left, case, rule) for case in work.cases)


def _finding(work: Work, left: Sequence[Sequence[Floats]], case: Case, rule: Rule) -> Finding:
    asked = case.asked

    def samples(place: Place) -> Floats:
        return work.samplings[place.run].readings[place.reading].samples(left[place.run][place.reading])

    reading = work.samplings[case.plus[0].run].readings[case.plus[0].reading]
    pool = np.concatenate([samples(place) for place in case.plus])
    estimate = reading.estimate(pool)
    if case.minus is not None:
        estimate = estimate.minus(reading.estimate(samples(case.minus)))
    away, limit = distance(estimate, asked.expect), rule.limit(estimate.freedom)
    if asked.exact:
        right = len(pool) > 0 and bool(
            np.all(np.abs(pool - asked.expect) <= 1e-9 * max(1, abs(asked.expect)))
        )
        return Finding(
            case, estimate, 0.0 if right else away, 0.0, math.nan, (), AGREES if right else DIFFERS
        )
    scale = asked.scale or abs(asked.expect) or 1.0
    seen = rule.resolution(estimate) / scale
    rejections = tuple(
        Rejection(wrong, (off := distance(estimate, wrong.value)), abs(off) > limit) for wrong in asked.reject
    )
    verdict = _verdict(case, estimate, rule, away, seen, rejections)
    return Finding(case, estimate, away, limit, seen, rejections, verdict)


def _verdict(
    case: Case,
    estimate: Estimate,
    rule: Rule,
    away: float,
    seen: float,
    rejections: Sequence[Rejection],
) -> str:
    asked = case.asked
    if not abs(away) <= rule.limit(estimate.freedom):  # not-a-number fails too
        return DIFFERS
    if not case.sharp:
        # Fewer replications than the file asks for: what they see is stated, and nothing more is demanded.
        return AGREES if all(one.rejected for one in rejections) else OPEN
    if asked.resolution is not None and seen > asked.resolution.value:
        return COARSE
    # Right and wrong value must not fit into one interval, or a right engine might reject neither.
    if any(abs(one.wrong.value - asked.expect) <= rule.length(estimate) for one in rejections):
        return COARSE
    return AGREES if all(one.rejected for one in rejections) else ALLOWED
