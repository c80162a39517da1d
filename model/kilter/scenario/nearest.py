"""Find what the user probably meant: the nearest names to a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_CUTOFF = 0.6
_LONGEST = 100  # difflib compares in quadratic time; no name of ours comes near this length


def nearest(word: str, choices: Iterable[str], n: int = 1) -> list[str]:
    """The up to ``n`` choices most like ``word``, best first; letter case does not count.

    Returns an empty list when nothing is similar enough to be worth suggesting.

    >>> nearest("Fleet", ["actors", "fleets", "sites"])
    ['fleets']
    >>> nearest("zzz", ["actors", "fleets"])
    []
    """
    by_key: dict[str, list[str]] = {}
    for choice in dict.fromkeys(choices):
        by_key.setdefault(choice.casefold()[:_LONGEST], []).append(choice)
    close = get_close_matches(word.casefold()[:_LONGEST], list(by_key), n=max(n, 1), cutoff=_CUTOFF)
    return [choice for key in close for choice in by_key[key]][: max(n, 0)]


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A question that names the choice nearest to ``word``, or nothing when none is near.

    >>> did_you_mean("transparancy", ["transparency", "tracks"])
    "did you mean 'transparency'?"
    >>> did_you_mean("zzz", ["transparency", "tracks"])
    ''
    """
    found = nearest(word, choices)
    return f"did you mean '{found[0]}'?" if found else ""
