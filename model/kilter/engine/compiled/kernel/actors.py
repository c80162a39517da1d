"""Actors: what they perceive, how concerned they are, and what they do about it (:mod:`.reactions`)."""

from __future__ import annotations

from ....mechanisms.concern import event_term, impulse, incident_term, next_concern
from ....mechanisms.draws import normal
from ....mechanisms.memory import level_term
from ....mechanisms.parties import advantage
from ....mechanisms.people import departure_probability
from ....mechanisms.perception import follow, perceived_change, signed_capability, weighted_capability
from ....mechanisms.reactions import opportunity
from . import agreement, books, capability, channels, luck, memory, parties, reactions
from .head import ACTOR_COUNT, ACTORS, AGREEMENT, AREAS, CAPABILITY
from .head import REACTION_COUNT as ALL_REACTION_COUNT
from .head import REACTIONS as ALL_REACTIONS
from .words import Real, Whole

(
    CONCERN,  # real
    CONCERN_AT_START,  # real
    PERCEIVED,  # real: capability gained since the start, as it sees it
    PARTY,  # address of its own party, 0 without one
    GAINED,  # real: what the month that ends has added to what it perceives
    SEEN_AT_START,  # real: weighted capability
    ALARMING_AT_START,  # real: the part that alarms, and
    REASSURING_AT_START,  # the part that reassures
    ALARM,  # address: pairs of an area and the lever of how alarming it is, and how many
    ALARM_COUNT,
    ALARMS,  # address: room for how alarming every area is (real)
    REACTIONS,  # address of its first reaction, and how many
    REACTION_COUNT,
    INBOX,  # first and last cell of what it has heard and not yet felt: see HEARD_NEXT
    INBOX_LAST,
    INCIDENTS,  # address: see CHANNEL; and how many
    INCIDENT_COUNT,
    INCIDENT_KIND,  # position of incidents among the kinds that it remembers
    TERM,  # real: the month's push by capability
    # -- memory
    GROUND,  # real: where concern would be without events
    KINDS,  # address: see HALF_LIFE; and how many
    KIND_COUNT,
    IMPRINTS,  # address: what is remembered of each kind (real)
    TYPED,  # 1 when a kind fades at a pace of its own
    # -- levers
    START,
    BASELINE,
    GAIN,
    BY_LEVEL,  # no lever: 1 when concern follows the level of capability, not its change
    SPEED,
    FADE,
    OPACITY,
    SIGNAL,
    LAG,
    NOISE,
    SALIENCE,
    CREDIBILITY,
    RIVALRY,
    OPPORTUNITY,
    OPPORTUNITY_GAIN,
    CAPACITY,
    # -- states
    CONCERN_STATE,
    PERCEIVED_STATE,
    OPPORTUNITY_STATE,
    REACTIONS_STATE,
    ALARM_STATE,
    REASSURANCE_STATE,
    LUCK,  # stream of misperception
) = range(47)
SIZE = LUCK + luck.SIZE

#: A kind of events that it remembers: the lever of its half-life (-1: it fades as concern does), and a state.
HALF_LIFE, MEMORY_STATE = range(2)
KIND_SIZE = 2

#: Incidents that it minds: a channel's address, two levers, and the month's push (real).
CHANNEL, WEIGHT, REFERENCE, PUSH = range(4)
INCIDENT_SIZE = 4

#: What it has heard: the next cell, who said it, its kind among those remembered here, score and push (both real).
HEARD_NEXT, SPEAKER, KIND, SCORE, HEARD_PUSH = range(5)


def build(n: Whole, x: Real) -> None:
    """Concern as it is at the start."""
    for i in range(n[ACTOR_COUNT]):
        actor = n[ACTORS] + i * SIZE
        start = x[n[actor + START]]
        x[actor + CONCERN] = start
        x[actor + CONCERN_AT_START] = start
        x[actor + GROUND] = start
        for k in range(n[actor + KIND_COUNT]):
            books.put(x, n[n[actor + KINDS] + k * KIND_SIZE + MEMORY_STATE], 0.0)


def begin(n: Whole, x: Real) -> None:
    """What there is at the start alarms nobody further."""
    for i in range(n[ACTOR_COUNT]):
        actor = n[ACTORS] + i * SIZE
        x[actor + SEEN_AT_START] = _seen(n, x, actor)
        x[actor + ALARMING_AT_START] = _part(n, x, actor, 1.0)
        x[actor + REASSURING_AT_START] = _part(n, x, actor, -1.0)
        for k in range(n[actor + REACTION_COUNT]):
            books.put(x, n[n[actor + REACTIONS] + k * reactions.SIZE + reactions.ACTIVE_STATE], 0.0)
        _write(n, x, actor)


def close(n: Whole, x: Real, month: int) -> None:
    """Perceive, worry, decide: each step is taken by all before the next."""
    for i in range(n[ACTOR_COUNT]):
        _perceive(n, x, n[ACTORS] + i * SIZE, month)
    for i in range(n[ACTOR_COUNT]):
        _worry(n, x, n[ACTORS] + i * SIZE)
    for i in range(n[ACTOR_COUNT]):
        actor = n[ACTORS] + i * SIZE
        for k in range(n[actor + REACTION_COUNT]):
            reactions.consider(n, x, n[actor + REACTIONS] + k * reactions.SIZE, month)


def open_month(n: Whole, x: Real, month: int) -> None:
    """Start what was decided, as far as the capacity of each actor goes."""
    for i in range(n[ACTOR_COUNT]):
        actor = n[ACTORS] + i * SIZE
        first = n[actor + REACTIONS]
        load = 0.0
        for k in range(n[actor + REACTION_COUNT]):
            reaction = first + k * reactions.SIZE
            if n[reaction + reactions.ACTIVE]:
                load += x[n[reaction + reactions.EFFORT]]
        for k in range(n[actor + REACTION_COUNT]):
            reaction = first + k * reactions.SIZE
            if n[reaction + reactions.CHOSEN] and n[reaction + reactions.ACTIVE] == 0:
                effort = x[n[reaction + reactions.EFFORT]]
                if load + effort <= x[n[actor + CAPACITY]]:
                    load += effort
                    reactions.begin(n, x, reaction)
                n[reaction + reactions.CHOSEN] = 0
        books.put(x, n[actor + REACTIONS_STATE], _under_way(n, actor))


def easing(n: Whole) -> int:
    """Reactions under way, of all actors, that calm a pair of states."""
    count = 0
    for i in range(n[ALL_REACTION_COUNT]):
        reaction = n[ALL_REACTIONS] + i * reactions.SIZE
        count += n[reaction + reactions.ACTIVE] & n[reaction + reactions.CALMS]
    return count


def _under_way(n: Whole, actor: int) -> float:
    """Its reactions under way."""
    count = 0
    for k in range(n[actor + REACTION_COUNT]):
        count += n[n[actor + REACTIONS] + k * reactions.SIZE + reactions.ACTIVE]
    return float(count)


def _see(n: Whole, x: Real, actor: int) -> int:
    """Write how alarming every area is now; the address."""
    alarms = n[actor + ALARMS]
    for k in range(n[AREAS]):
        x[alarms + k] = 0.0
    for k in range(n[actor + ALARM_COUNT]):
        pair = n[actor + ALARM] + 2 * k
        x[alarms + n[pair]] = x[n[pair + 1]]
    return alarms


def _part(n: Whole, x: Real, actor: int, sign: float) -> float:
    """What of the capability alarms it (a positive sign), or reassures it."""
    record = n[CAPABILITY]
    levels = n[record + capability.LEVELS]
    weights = n[record + capability.WEIGHTS]
    return signed_capability(x, levels, x, weights, x, _see(n, x, actor), n[AREAS], sign)


def _seen(n: Whole, x: Real, actor: int) -> float:
    """The capability that it weighs: the focal party's, less its own as far as it is a rival."""
    record = n[CAPABILITY]
    weights = n[record + capability.WEIGHTS]
    alarms = _see(n, x, actor)
    seen = weighted_capability(x, n[record + capability.LEVELS], x, weights, x, alarms, n[AREAS])
    if n[actor + PARTY] == 0:
        return seen
    levels = parties.by_area(n, x, n[actor + PARTY])
    own = weighted_capability(x, levels, x, weights, x, alarms, n[AREAS])
    return advantage(seen, own, x[n[actor + RIVALRY]])


def _perceive(n: Whole, x: Real, actor: int, month: int) -> None:
    """Perception follows reality with a lag, inflated by opacity."""
    noise = normal(luck.addressed(n, actor + LUCK, month)) * x[n[actor + NOISE]]
    target = perceived_change(
        _seen(n, x, actor),
        x[actor + SEEN_AT_START],
        x[n[actor + OPACITY]],
        agreement.transparency(n, x),
        agreement.announced(n, x),
        x[n[actor + SIGNAL]],
        x[n[AGREEMENT] + agreement.DEEDS],
        noise,
    )
    before = x[actor + PERCEIVED]
    x[actor + PERCEIVED] = follow(before, target, x[n[actor + LAG]])
    x[actor + GAINED] = x[actor + PERCEIVED] - before


def _worry(n: Whole, x: Real, actor: int) -> None:
    """Concern: what changed, what was said, what happened, and fatigue."""
    gain = x[n[actor + GAIN]]
    if n[actor + BY_LEVEL]:
        x[actor + TERM] = level_term(gain, memory.faded(n, x, actor, 0), x[actor + PERCEIVED])
    else:
        x[actor + TERM] = gain * x[actor + GAINED]
    said = _listen(n, x, actor)
    met = _count(n, x, actor)
    push = impulse(gain, x[actor + GAINED], said, met)
    if n[actor + BY_LEVEL]:
        push = x[actor + TERM] + said + met
    before = x[actor + CONCERN]
    fade = departure_probability(x[n[actor + FADE]])
    remembered = memory.take(n, x, actor, push)
    if n[actor + TYPED]:
        x[actor + CONCERN] = remembered
    else:
        speed = x[n[actor + SPEED]]
        x[actor + CONCERN] = next_concern(before, speed, push, fade, x[n[actor + BASELINE]])
    _write(n, x, actor)


def _listen(n: Whole, x: Real, actor: int) -> float:
    """The push by what others have said, in the order in which it was heard."""
    said = 0.0
    heard = n[actor + INBOX]
    while heard:
        credibility = x[n[n[heard + SPEAKER] + CREDIBILITY]]
        x[heard + HEARD_PUSH] = event_term(x[heard + SCORE], x[n[actor + SALIENCE]], credibility)
        said += x[heard + HEARD_PUSH]
        heard = n[heard + HEARD_NEXT]
    return said


def _count(n: Whole, x: Real, actor: int) -> float:
    """The push by the month's incidents."""
    met = 0.0
    for i in range(n[actor + INCIDENT_COUNT]):
        incident = n[actor + INCIDENTS] + i * INCIDENT_SIZE
        count = x[n[incident + CHANNEL] + channels.LAST]
        x[incident + PUSH] = incident_term(x[n[incident + WEIGHT]], count, x[n[incident + REFERENCE]])
        met += x[incident + PUSH]
    return met


def _write(n: Whole, x: Real, actor: int) -> None:
    books.put(x, n[actor + CONCERN_STATE], x[actor + CONCERN])
    books.put(x, n[actor + PERCEIVED_STATE], x[actor + PERCEIVED])
    start = x[n[actor + OPPORTUNITY]]
    chance = opportunity(start, x[n[actor + OPPORTUNITY_GAIN]], x[actor + PERCEIVED])
    books.put(x, n[actor + OPPORTUNITY_STATE], chance)
    books.put(x, n[actor + REACTIONS_STATE], _under_way(n, actor))
    if n[actor + ALARM_COUNT]:
        alarming = _part(n, x, actor, 1.0) - x[actor + ALARMING_AT_START]
        reassuring = _part(n, x, actor, -1.0) - x[actor + REASSURING_AT_START]
        books.put(x, n[actor + ALARM_STATE], alarming)
        books.put(x, n[actor + REASSURANCE_STATE], reassuring)
