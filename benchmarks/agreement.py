"""Do programs that should be the same model agree? Asked before any time is printed.

The standard deviation between replications is pooled over all programs: if they are the same model it is the same
number, and a slow program with few replications borrows it from the quick ones. Each program's mean is then compared
with the mean of all replications of the others, in standard errors of the difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Distances beyond this many standard errors are a disagreement.
LIMIT = 4.0


class DisagreementError(Exception):
    """Programs that should be the same model are not; the text says which."""


@dataclass(frozen=True)
class Verdict:
    """One program beside the others.

    Attributes:
        mean: mean of its replications.
        error: standard error of that mean.
        count: replications.
        distance: from the mean of the others, in standard errors of the difference.
        sees: the smallest true difference that would be found four times in five.
    """

    name: str
    mean: float
    error: float
    count: int
    distance: float
    sees: float


def judge(values: Mapping[str, Sequence[float]]) -> list[Verdict]:
    """Each program beside all others; two programs or more, at least one of them with two replications.

    >>> [round(v.distance, 2) for v in judge({"a": [1.0, 3.0], "b": [2.0, 4.0]})]
    [-0.71, 0.71]
    """
    freedom = sum(len(found) - 1 for found in values.values())
    means = {name: math.fsum(found) / len(found) for name, found in values.items()}
    squares = math.fsum((x - means[name]) ** 2 for name, found in values.items() for x in found)
    spread = math.sqrt(squares / freedom)
    verdicts = []
    for name, found in values.items():
        rest = [x for other, those in values.items() if other != name for x in those]
        error = spread * math.sqrt(1.0 / len(found) + 1.0 / len(rest))
        apart = means[name] - math.fsum(rest) / len(rest)
        distance = apart / error if error > 0 else math.copysign(math.inf, apart) if apart else 0.0
        own = spread / math.sqrt(len(found))
        verdicts.append(Verdict(name, means[name], own, len(found), distance, (LIMIT + 0.84) * error))
    return verdicts


def check(values: Mapping[str, Sequence[float]]) -> list[Verdict]:
    """The verdicts, when all agree.

    Raises:
        DisagreementError: somebody is further than four standard errors from the others. Whoever is furthest is set
            aside until the rest agree; with two programs there is no telling which of them is wrong.
    """
    verdicts = judge(values)
    left = dict(values)
    apart: list[Verdict] = []
    while len(left) > 1:
        furthest = max(judge(left), key=lambda verdict: abs(verdict.distance))
        if abs(furthest.distance) <= LIMIT:
            break
        if len(left) == 2:
            apart += judge(left)
            break
        apart.append(furthest)
        del left[furthest.name]
    if apart:
        lines = [f"{v.name}: {v.mean:.5f}, {v.distance:+.1f} standard errors from the rest" for v in apart]
        raise DisagreementError("no times, because these do not agree; " + "; ".join(lines))
    return verdicts
