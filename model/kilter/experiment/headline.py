"""What a planner reads aloud: one table and two sentences, never stronger than the numbers.

Rules of wording, so that they can be checked:

- A difference *stands out* only if its interval excludes zero at 95 % for all alternatives together
  (Bonferroni: each interval is taken at 1 - 0.05 / number of alternatives).
- How sure it is in a single run comes from the share of paired replications that go the same way as the
  mean: at least .95 "almost always", at least .8 "usually", above .5 "more often than not", otherwise
  "cannot tell apart".
- A measure that a scenario does not have is left out, not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from . import statistics
from .comparison import Comparison
from .result import Result, plain
from .wording import (
    CAPABILITY,
    COST,
    RISK,
    SERIOUS,
    all_runs,
    certainty,
    decimals,
    name_of,
    share_of_runs,
    subject,
)

#: Months after the start at which the table looks, as far as they lie within the horizon.
MARKS = (6, 12, 36)
DAYS_IN_MONTH = 30.4375
#: Coverage that all statements of one comparison have together.
LEVEL = 0.95


@dataclass(frozen=True)
class Finding:
    """One difference from the baseline, with what is needed to say how sure it is.

    Attributes:
        scenario: label of the scenario.
        measure: name of the measure.
        when: in words, such as "after 36 months".
        difference: mean of scenario - baseline, in the measure's unit.
        low, high: interval, adjusted for the number of alternatives; NaN with fewer than two replications.
        baseline, value: means of the two sides over the paired replications.
        sd: spread of the value over replications, pooled over both; for ranking only.
        same_way: share of paired replications that differ in the direction of the mean (ties half).
        count: paired replications used.
        unit: unit of the measure.
        subject: the measure in words.
    """

    scenario: str
    measure: str
    when: str
    difference: float
    low: float
    high: float
    baseline: float
    value: float
    sd: float
    same_way: float
    count: int
    unit: str
    subject: str

    @property
    def stands_out(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0 or self.high < 0

    @property
    def size(self) -> float:
        """The difference in spreads; infinite when there is a difference but no spread."""
        if self.sd > 0:
            return abs(self.difference) / self.sd
        return math.inf if self.difference else 0.0


def table(comparison: Comparison) -> list[dict[str, Any]]:
    """The headline table.

    Returns:
        One entry per scenario, the baseline first, of plain types (None where undefined):
        ``scenario``; ``marks``, a list of {measure, label, unit, months, when, value, difference, low,
        high} for capability and risk (``months`` is None where the horizon ends before the first mark;
        difference, low and high are None for the baseline); ``serious``, {measure, probability, low,
        high, when} with Wilson's 95 % interval and {difference, difference_low, difference_high} from the
        baseline, or None where no such measure exists; ``cost``, as in ``marks``, or None.
    """
    last = len(comparison.months) - 1
    within: list[tuple[int | None, int]] = [
        (mark, place) for mark in MARKS if (place := place_of(comparison.months, mark)) is not None
    ]
    marks = within or [(None, last)]
    entries: list[dict[str, Any]] = []
    for number, label in enumerate(comparison.labels):
        cells = [
            _cell(comparison, number, name, place, mark)
            for name in (CAPABILITY, RISK)
            if _common(comparison, name)
            for mark, place in marks
        ]
        cost = _cell(comparison, number, COST, last) if _common(comparison, COST) else None
        entries.append(
            {"scenario": label, "marks": cells, "serious": _clash(comparison, number), "cost": cost},
        )
    return entries


def serious(result: Result) -> dict[str, Any] | None:
    """Probability of a serious clash within the horizon, with Wilson's 95 % interval.

    Returns:
        {measure, probability, low, high, when}, from the first measure whose name ends in ``.serious``
        at the last month; None where no such measure exists or it is never defined.
    """
    name = next((one for one in result.names if one.endswith(SERIOUS)), None)
    if name is None:
        return None
    last = result.series(name)[:, -1]
    last = last[~np.isnan(last)]
    if not last.size:
        return None
    share, low, high = statistics.wilson(float(last.sum()), int(last.size), LEVEL)
    return {
        "measure": name,
        "probability": share,
        "low": low,
        "high": high,
        "when": result.months[-1].isoformat(),
    }


def findings(comparison: Comparison) -> list[Finding]:
    """Differences at the end of the horizon that the sentences draw on.

    Capability, risk and the probability of a serious clash where they exist; otherwise those measures of
    the comparison that have a better direction. Each is taken for every scenario but the baseline.
    """
    baseline = comparison.baseline
    clash = next((name for name in baseline.names if name.endswith(SERIOUS)), None)
    names = [name for name in comparison.names if name in (CAPABILITY, RISK, clash)]
    if not names:
        names = [name for name in comparison.names if baseline.measure(name).better]
    others = len(comparison.results) - 1
    found: list[Finding] = []
    for label, result in zip(comparison.labels[1:], comparison.results[1:], strict=True):
        for name in names:
            measure = baseline.measure(name)
            a, b = baseline.series(name)[:, -1], result.series(name)[:, -1]
            pair = statistics.paired(a, b, 1 - (1 - LEVEL) / others)
            if not int(pair.count):
                continue
            both = ~(np.isnan(a) | np.isnan(b))
            spread = statistics.moments(np.stack([a[both], b[both]], axis=1)).sd
            direction = -1 if float(pair.difference) < 0 else 1
            found.append(
                Finding(
                    scenario=label,
                    measure=name,
                    when=_after(comparison.months),
                    difference=float(pair.difference),
                    low=float(pair.low),
                    high=float(pair.high),
                    baseline=float(pair.first),
                    value=float(pair.second),
                    sd=float(np.sqrt((spread**2).mean())),
                    same_way=float(statistics.share_better(a, b, direction)),
                    count=int(pair.count),
                    unit=measure.unit,
                    subject=subject(name, measure.definition),
                )
            )
    return found


def sentences(comparison: Comparison) -> list[str]:
    """Two sentences: what stands out against the baseline, and how sure that is."""
    found = findings(comparison)
    against = f"Compared with “{comparison.labels[0]}”"
    if not found:
        return [
            f"{against}, there is no measure with a better and a worse side to report on.",
            "The tables show the values without a judgement.",
        ]
    out = sorted((one for one in found if one.stands_out), key=lambda one: -one.size)
    if not out:
        return _nothing(comparison, found, against)
    best = [out[0], *(one for one in out[1:] if one.measure != out[0].measure)][:2]
    return [_what(comparison, best, against), _how_sure(comparison, best, len(out), len(found))]


# ---------------------------------------------------------------- wording


def _what(comparison: Comparison, best: Sequence[Finding], against: str) -> str:
    parts = []
    for finding in best:
        more = "higher" if finding.difference > 0 else "lower"
        text = _figures(finding, abs(finding.difference), *sorted((abs(finding.low), abs(finding.high))))
        parts.append(
            f"{finding.subject} under “{finding.scenario}” is {text[0]} {more} "
            f"{finding.when} ({_level(comparison)} {text[1]} to {text[2]})"
        )
    return f"{against}, what stands out most is that " + ", and that ".join(parts) + "."


def _how_sure(comparison: Comparison, best: Sequence[Finding], out: int, every: int) -> str:
    parts = []
    for finding in best:
        word = certainty(finding.same_way)
        runs = share_of_runs(finding.same_way, finding.count)
        what = finding.subject
        if finding.measure.endswith(SERIOUS):
            # Yes or no in each run, so most pairs tie: the two shares say more than who wins the pairs.
            few, many = (f"{100 * x:.{digits(finding, 100)}f} %" for x in (finding.value, finding.baseline))
            parts.append(f"a serious clash comes in {few} of {finding.count} runs instead of {many}")
        elif word == "cannot tell apart":
            parts.append(f"for {what} single runs cannot tell the two apart, only their mean does ({runs})")
        else:
            parts.append(f"{what} differs this way {word} ({runs})")
    tail = f"; {out} of the {every} headline differences stand out" if every > 1 else ""
    return "In runs that meet the same luck, " + ", and ".join(parts) + tail + "."


def _nothing(comparison: Comparison, found: Sequence[Finding], against: str) -> list[str]:
    count = max(one.count for one in found)
    top = max(found, key=lambda one: one.size)
    where = f"{_list(found)} {found[0].when}"
    first = f"{against}, nothing stands out: no difference in {where} can be told from none."
    if all(one.difference == one.low == one.high == 0 for one in found):
        return [first, f"The values are equal in {all_runs(count)}."]
    if count < 2:
        return [first, "One replication says nothing about how sure that is; run a hundred or more."]
    low, high = (_signed(value, top) for value in (top.low, top.high))
    return [
        first,
        f"The largest is in {top.subject} under “{top.scenario}”: {_signed(top.difference, top)} "
        f"({_level(comparison)} {low} to {high}, {count} paired replications), which these runs cannot tell "
        "apart from none.",
    ]


def _level(comparison: Comparison) -> str:
    others = len(comparison.results) - 1
    if others == 1:
        return "95 % interval"
    which = "both" if others == 2 else f"all {others}"
    return f"95 % interval for {which} alternatives together"


def _list(found: Sequence[Finding]) -> str:
    names = list(dict.fromkeys(one.subject for one in found))
    if len(names) > 4:
        return f"the {len(names)} measures compared"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def _figures(finding: Finding, *values: float) -> tuple[str, ...]:
    """Values with the digits their interval warrants and their unit; probabilities as percentage points."""
    if finding.measure.endswith(SERIOUS):
        texts = [f"{value * 100:.{digits(finding, 100)}f}" for value in values]
        return (f"{texts[0]} percentage points", *texts[1:])
    texts = [f"{value:,.{digits(finding)}f}" for value in values]
    unit = finding.unit if finding.measure not in (CAPABILITY, RISK) else "points"
    return (f"{texts[0]} {unit}".rstrip(), *texts[1:])


def _signed(value: float, finding: Finding) -> str:
    factor, sign = (100, " points") if finding.measure.endswith(SERIOUS) else (1, "")
    return f"{value * factor:+,.{digits(finding, factor)}f}{sign}".replace("-", "−")


def digits(finding: Finding, factor: float = 1) -> int:
    """Decimals that show an interval to two significant digits of its width, and no more than six."""
    return decimals((finding.high - finding.low) * factor, finding.difference * factor)


# ---------------------------------------------------------------- cells


def place_of(months: Sequence[date], mark: int) -> int | None:
    """Position of the period that ends ``mark`` months after the start; None beyond the horizon.

    >>> place_of([date(2026, 6, 30), date(2026, 7, 31)], 2), place_of([date(2026, 6, 30)], 2)
    (1, None)
    """
    if _monthly(months):
        return mark - 1 if mark <= len(months) else None
    start = months[0] - (months[1] - months[0])
    wanted = mark * DAYS_IN_MONTH - 2
    return next((i for i, month in enumerate(months) if (month - start).days >= wanted), None)


def _monthly(months: Sequence[date]) -> bool:
    return len(months) < 2 or 28 <= (months[1] - months[0]).days <= 31


def _after(months: Sequence[date]) -> str:
    """The end of the horizon in words."""
    if len(months) < 2 or not _monthly(months):
        return f"at {months[-1].isoformat()}"
    return f"after {len(months)} months"


def _common(comparison: Comparison, name: str) -> bool:
    return all(name in result.names for result in comparison.results)


def _clash(comparison: Comparison, number: int) -> dict[str, Any] | None:
    """Probability of a serious clash, and its difference from the baseline where both have it."""
    found = serious(comparison.results[number])
    if found is None:
        return None
    last = len(comparison.months) - 1
    gap = {"difference": None, "low": None, "high": None}
    if found["measure"] in comparison.baseline.names:
        gap = _cell(comparison, number, found["measure"], last)
    return {
        **found,
        "difference": gap["difference"],
        "difference_low": gap["low"],
        "difference_high": gap["high"],
    }


def _cell(
    comparison: Comparison, number: int, name: str, place: int, mark: int | None = None
) -> dict[str, Any]:
    result = comparison.results[number]
    a = comparison.baseline.series(name)[:, place]
    b = result.series(name)[:, place]
    cell: dict[str, Any] = {
        "measure": name,
        "label": name_of(name),
        "unit": result.measure(name).unit,
        "months": mark,
        "when": comparison.months[place].isoformat(),
        "value": plain(float(statistics.moments(b).mean)),
        "difference": None,
        "low": None,
        "high": None,
    }
    if number > 0:
        pair = statistics.paired(a, b, LEVEL)
        cell["difference"] = plain(float(pair.difference))
        cell["low"], cell["high"] = plain(float(pair.low)), plain(float(pair.high))
    return cell
