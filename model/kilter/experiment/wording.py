"""Numbers and names in words, never stronger or finer than they are."""

from __future__ import annotations

import itertools
import math
import re

CAPABILITY = "capability.index"
RISK = "risk.index"
COST = "cost.total"
SERIOUS = ".serious"


def certainty(share: float) -> str:
    """The word for a share of paired replications that go the same way.

    >>> [certainty(share) for share in (1.0, 0.95, 0.8, 0.6, 0.5)]
    ['almost always', 'almost always', 'usually', 'more often than not', 'cannot tell apart']
    """
    if share >= 0.95:
        return "almost always"
    if share >= 0.8:
        return "usually"
    return "more often than not" if share > 0.5 else "cannot tell apart"


def amount(value: float, unit: str = "", decimals: int | None = None) -> str:
    """A number for reading: large ones in thousands, millions or billions, with the unit.

    >>> amount(312_400_000, "USD"), amount(0.4567), amount(12, "items", 1)
    ('312 million USD', '0.457', '12.0 items')
    """
    if not math.isfinite(value):
        return "–"
    text = f"{value:.{decimals}f}" if decimals is not None else f"{value:.3g}"
    for size, word in ((1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if abs(value) >= 10 * size or (abs(value) >= size and size > 1e3):
            text = f"{value / size:.3g} {word}"
            break
    return f"{text} {unit}".rstrip().replace("-", "−")


def name_of(measure: str) -> str:
    """A measure's name in words.

    >>> name_of("risk.index"), name_of("ladder.pak-afg.serious"), name_of("fleet.mi17.availability")
    ('regional risk', 'the probability of a serious clash', 'fleet mi17 availability')
    """
    if measure == CAPABILITY:
        return "capability"
    if measure == RISK:
        return "regional risk"
    if measure.endswith(SERIOUS):
        return "the probability of a serious clash"
    return measure.replace(".", " ").replace("_", " ")


#: Words of measures' names that say of what kind the next word is.
KINDS = frozenset(
    {
        "fleet",
        "site",
        "part",
        "trade",
        "supplier",
        "course",
        "actor",
        "reaction",
        "channel",
        "ladder",
        "track",
        "origin",
        "party",
        "area",
        "balance",
        "memory",
        "push",
        "precaution",
        "arrangement",
        "member",
    }
)


def subject(measure: str, definition: str) -> str:
    """A measure as the subject of a sentence: the well-known by name, others by their definition and whose it is.

    >>> subject("risk.index", "Geometric mean."), subject("agreement.trust", "The trust, 0 to 1.")
    ('regional risk', '“the trust, 0 to 1”')
    >>> subject("site.store.part.tyre_set.backorders", "Expected backorders: parts owed to jobs and users.")
    '“expected backorders” (store, tyre set)'
    """
    clause = re.split(r"[:;.](?=\s|$)", definition.strip())[0]
    if measure in (CAPABILITY, RISK) or measure.endswith(SERIOUS) or not clause or clause.startswith("…"):
        return name_of(measure)
    parts = measure.split(".")
    whose = [word.replace("_", " ") for kind, word in itertools.pairwise(parts[:-1]) if kind in KINDS]
    if parts[-2:-1] and parts[-2] in KINDS | {"capability"}:
        whose.append(parts[-1].replace("_", " "))
    first, rest = clause[0], clause[1:]
    quoted = f"“{clause if rest[:1].isupper() or rest[:1] == ' ' else first.lower() + rest}”"
    return f"{quoted} ({', '.join(whose)})" if whose else quoted


def all_runs(count: int) -> str:
    """All runs, in words."""
    return "the only run" if count == 1 else f"all {count} runs"


def share_of_runs(share: float, count: int) -> str:
    """The share in words that never round up to certainty.

    >>> share_of_runs(0.9985, 1000), share_of_runs(1.0, 40), share_of_runs(0.62, 200)
    ('more than 99 % of 1000 runs', 'all 40 runs', '62 % of 200 runs')
    """
    if share >= 1:
        return all_runs(count)
    if share > 0.99:
        return f"more than 99 % of {count} runs"
    return f"{math.floor(100 * share + 1e-9)} % of {count} runs"


def decimals(width: float, value: float = 0.0) -> int:
    """Decimals worth showing for a value with an interval of this width.

    >>> decimals(0.4), decimals(25.0), decimals(0.0, 1.5)
    (2, 0, 2)
    """
    scale = width if math.isfinite(width) and width > 0 else abs(value) / 2
    if not math.isfinite(scale) or scale == 0:
        return 1
    return min(6, max(0, 1 - math.floor(math.log10(scale))))


def value_places(value: float) -> int:
    """Decimals for a value that stands beside others of its kind, whatever their intervals.

    >>> value_places(33.1), value_places(5.4)
    (1, 2)
    """
    return 1 if abs(value) >= 10 else 2


def rounded(value: float, places: int) -> str:
    """A number with that many decimals, a true minus sign, and no minus before a zero.

    >>> rounded(-1.25, 1), rounded(-0.001, 2), rounded(12345.6, 0)
    ('−1.2', '0.00', '12,346')
    """
    text = f"{value:,.{places}f}"
    if text.startswith("-") and not text.strip("-0.,"):
        text = text[1:]
    return text.replace("-", "−")
