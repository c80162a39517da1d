"""The kernel without a compiler: the same functions on a list of Python's numbers.

Slow, and for tests: what it does can be stepped through, and coverage sees it.
"""

from __future__ import annotations

import numpy as np

from ..plan import Plan
from ..trajectory import Trajectory
from .kernel import head, loop
from .packing import pack


def simulate(plan: Plan, seed: int, replication: int) -> Trajectory:
    """Run one replication, as :func:`kilter.engine.reference.simulate` does, to the same bytes.

    >>> from kilter.scenario import loads
    >>> from kilter.engine.plan import plan
    >>> float(simulate(plan(loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")), 1, 0).averages[0])
    1.0
    """
    room = 1
    while True:
        image = pack(plan, room)
        words = [*image.words, *[0] * (int(image.words[head.LIMIT]) - len(image.words))]
        words[head.SEED], words[head.REPLICATION] = seed, replication
        if loop.simulate(words, words) >= 0:  # type: ignore[arg-type]  # one list of both kinds of numbers
            break
        room *= 2
    periods, measures = len(plan.time.reports), len(plan.layout.recipes)
    at, averages = int(words[head.VALUES]), int(words[head.AVERAGES])
    values = np.array(words[at : at + periods * measures], dtype=np.float64)
    return Trajectory(
        values.reshape(periods, measures),
        np.array(words[averages : averages + measures], dtype=np.float64),
    )
