"""Many replications in one call, each from the same image; what they report goes straight to the caller's arrays."""

from __future__ import annotations

from . import loop
from .head import AVERAGES, RECIPE_COUNT, REPLICATION, REPORT_COUNT, VALUES
from .words import Real, Whole


def simulate_many(
    n: Whole, x: Real, image: Whole, words: int, values: Real, averages: Real, first: int, count: int
) -> int:
    """Run ``count`` replications from number ``first`` on; returns how many were done before a room was too small.

    ``image`` is what the first ``words`` of the memory are before a replication; ``values`` and ``averages`` take
    the results of one replication after another.
    """
    for done in range(count):
        for word in range(words):
            n[word] = image[word]
        n[REPLICATION] = first + done
        if loop.simulate(n, x) < 0:
            return done
        measures = n[RECIPE_COUNT]
        size = n[REPORT_COUNT] * measures
        for i in range(size):
            values[done * size + i] = x[n[VALUES] + i]
        for i in range(measures):
            averages[done * measures + i] = x[n[AVERAGES] + i]
    return count
