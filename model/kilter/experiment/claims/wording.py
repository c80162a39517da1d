"""A claim's outcome in words, never stronger than the draws allow."""

from __future__ import annotations

#: From what fails to what holds.
WORDS = ("fails", "mostly fails", "open", "mostly holds", "holds")


def verdict(low: float, high: float) -> str:
    """The word for a probability by its 95 % interval, not by its middle.

    ``holds``: 3 in 4 or more for sure; ``mostly holds``: more often than not for sure; ``open``: even odds are inside;
    and the same the other way round.

    >>> verdict(0.81, 1.0), verdict(0.55, 0.9), verdict(0.3, 0.7), verdict(0.1, 0.4), verdict(0.0, 0.19)
    ('holds', 'mostly holds', 'open', 'mostly fails', 'fails')
    """
    if low >= 0.75:
        return "holds"
    if low > 0.5:
        return "mostly holds"
    if high <= 0.25:
        return "fails"
    return "mostly fails" if high < 0.5 else "open"
