"""What actors may do: when it starts, what it does while it lasts, and that it ends."""

from __future__ import annotations

from ....mechanisms.reactions import start_probability
from . import actors, agenda, agreement, books, cells, handlers, levers, luck, spreads
from .head import AGREEMENT, END, NOW
from .words import Real, Whole

(
    ACTIVE,
    CHOSEN,  # 1 when it starts with the next month
    ACTOR,  # address
    NUMBER,  # among all reactions
    CALMS,  # 1 for kinds that calm pairs of states
    DRIVER,  # address of the state that it depends on
    BELOW,  # 1 when it starts as that falls
    AT,  # levers
    WIDTH,
    RATE,
    EFFORT,
    TRUST,
    EFFECTS,  # address: see LEVER; and how many
    EFFECT_COUNT,
    SIGNALS,  # address: see HEARER; and how many
    SIGNAL_COUNT,
    ACTIVE_STATE,
    LASTS,  # spread; two streams come after it
) = range(18)
LUCK = LASTS + spreads.SIZE
TIME = LUCK + luck.SIZE
SIZE = TIME + luck.SIZE

#: An effect: its lever, whether it multiplies or adds, by what (real), and its handle while it lasts.
LEVER, MULTIPLY, BY, HANDLE = range(4)
EFFECT_SIZE = 4

#: A signal: the actor that hears it, the lever of its score, and the kind among those that this actor remembers.
HEARER, SCORE, KIND = range(3)
SIGNAL_SIZE = 3


def consider(n: Whole, x: Real, reaction: int, month: int) -> None:
    """Decide whether to start with the month that begins, unless it is under way."""
    if n[reaction + ACTIVE]:
        return
    driver = x[n[reaction + DRIVER]]
    at = x[n[reaction + AT]]
    if n[reaction + BELOW]:
        driver = -driver
        at = -at
    chance = start_probability(x[n[reaction + RATE]], driver, at, x[n[reaction + WIDTH]])
    n[reaction + CHOSEN] = 0
    if luck.addressed(n, reaction + LUCK, month) < chance:
        n[reaction + CHOSEN] = 1


def begin(n: Whole, x: Real, reaction: int) -> None:
    """Start: effects act, others are told, the end is set."""
    n[reaction + ACTIVE] = 1
    days = spreads.drawn(n, x, reaction + LASTS, luck.following(n, reaction + TIME))
    for i in range(n[reaction + EFFECT_COUNT]):
        effect = n[reaction + EFFECTS] + i * EFFECT_SIZE
        multiply = n[effect + MULTIPLY]
        n[effect + HANDLE] = levers.begin(n, x, n[effect + LEVER], multiply, x[effect + BY])
    books.put(x, n[reaction + ACTIVE_STATE], 1.0)
    for i in range(n[reaction + SIGNAL_COUNT]):
        _tell(n, x, n[reaction + ACTOR], n[reaction + SIGNALS] + i * SIGNAL_SIZE)
    x[n[AGREEMENT] + agreement.SHOCK] += x[n[reaction + TRUST]]
    end_tick = n[NOW] + max(1, spreads.ticks(days))
    if end_tick <= n[END]:
        agenda.at(n, end_tick, agenda.CHANGE, n[reaction + NUMBER], handlers.REACTION_ENDS, reaction)


def _tell(n: Whole, x: Real, speaker: int, signal: int) -> None:
    """A signal to another actor; it counts in the next month."""
    heard = cells.take(n)
    n[heard + actors.SPEAKER] = speaker
    n[heard + actors.KIND] = n[signal + KIND]
    x[heard + actors.SCORE] = x[n[signal + SCORE]]
    hearer = n[signal + HEARER]
    if n[hearer + actors.INBOX]:
        n[n[hearer + actors.INBOX_LAST] + actors.HEARD_NEXT] = heard
    else:
        n[hearer + actors.INBOX] = heard
    n[hearer + actors.INBOX_LAST] = heard


def end(n: Whole, x: Real, reaction: int) -> None:
    """Stop: exactly what it did is undone."""
    for i in range(n[reaction + EFFECT_COUNT]):
        effect = n[reaction + EFFECTS] + i * EFFECT_SIZE
        levers.finish(n, x, n[effect + LEVER], n[effect + HANDLE])
    n[reaction + ACTIVE] = 0
    books.put(x, n[reaction + ACTIVE_STATE], 0.0)
