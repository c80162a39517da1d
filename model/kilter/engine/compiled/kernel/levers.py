"""Parameters during a replication: the file's value, dated changes, and what reactions do on top.

A lever is a record that begins with its present value, so ``x[lever]`` reads it. The present value is
``clip(base x factor + addend)``, recomputed from the list of effects under way whenever one begins or ends.

>>> from kilter.engine.compiled.kernel import head
>>> n = [0] * 136
>>> n[head.FREE], n[head.LIMIT], n[DUMMY] = 120, 136, 128
>>> n[112 + LOW], n[112 + HIGH] = 0.0, 10.0
>>> set_base(n, n, 112, 4.0)
>>> effect = begin(n, n, 112, 1, 0.5)
>>> n[112]
2.0
>>> finish(n, n, 112, effect)
>>> n[112]
4.0
"""

from __future__ import annotations

from ....mechanisms.reactions import lever as held
from . import cells, lives, stores
from .head import DUMMY
from .words import Real, Whole

VALUE, BASE, LOW, HIGH, FIRST, LAST, WATCHERS = range(7)
SIZE = 8

#: What a reaction does to a lever: a row of the plan.
LEVER, MULTIPLY, BY = range(3)
EFFECT_SIZE = 3

#: A watcher: what is done at once whenever a lever's value has changed, and for whom.
WATCH_NEXT, WATCH_KIND, WATCH_WHOM, WATCH_WHICH = range(4)
WATCH_SIZE = 4
ACCIDENTS, MODE, DEMAND = range(3)

_NEXT, _MULTIPLY, _BY = range(3)


def set_base(n: Whole, x: Real, lever: int, value: float) -> None:
    """A dated change: another base value."""
    x[lever + BASE] = value
    refresh(n, x, lever)


def begin(n: Whole, x: Real, lever: int, multiply: int, by: float) -> int:
    """Something begins to act on a lever; returns a handle to end it with."""
    effect = cells.take(n)
    if effect == n[DUMMY]:
        return effect  # there is no room: the same cell twice in one list would be a ring
    n[effect + _MULTIPLY] = multiply
    x[effect + _BY] = by
    if n[lever + FIRST]:
        n[n[lever + LAST] + _NEXT] = effect
    else:
        n[lever + FIRST] = effect
    n[lever + LAST] = effect
    refresh(n, x, lever)
    return effect


def finish(n: Whole, x: Real, lever: int, effect: int) -> None:
    """It ends: exactly what it did is undone."""
    before = 0
    at = n[lever + FIRST]
    while at and at != effect:
        before = at
        at = n[at + _NEXT]
    if at:
        if before:
            n[before + _NEXT] = n[at + _NEXT]
        else:
            n[lever + FIRST] = n[at + _NEXT]
        if n[lever + LAST] == at:
            n[lever + LAST] = before
        cells.give(n, at)
    refresh(n, x, lever)


def refresh(n: Whole, x: Real, lever: int) -> None:
    """Work out the present value, and tell those who watch it."""
    factor = 1.0
    addend = 0.0
    effect = n[lever + FIRST]
    while effect:
        if n[effect + _MULTIPLY]:
            factor *= x[effect + _BY]
        else:
            addend += x[effect + _BY]
        effect = n[effect + _NEXT]
    x[lever] = min(max(x[lever + BASE] * held(factor) + addend, x[lever + LOW]), x[lever + HIGH])
    watcher = n[lever + WATCHERS]
    while watcher:
        kind = n[watcher + WATCH_KIND]
        if kind == ACCIDENTS:
            lives.reassess_accidents(n, x, n[watcher + WATCH_WHOM])
        elif kind == MODE:
            lives.reassess_mode(n, x, n[watcher + WATCH_WHOM], n[watcher + WATCH_WHICH])
        else:
            stores.repace(n, x, n[watcher + WATCH_WHOM])
        watcher = n[watcher + WATCH_NEXT]
