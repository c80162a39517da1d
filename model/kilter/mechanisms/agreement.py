"""The life of a support agreement as a state machine, and what its tracks deliver."""

from __future__ import annotations

SIGNED = 0
ACTIVE = 1
DELAYED = 2
NARROWED = 3
BROADENED = 4
SUSPENDED = 5
ENDED = 6
STATES: tuple[str, ...] = ("signed", "active", "delayed", "narrowed", "broadened", "suspended", "ended")

MOVE_END = 0
MOVE_SUSPEND = 1
MOVE_NARROW = 2
MOVE_DELAY = 3
MOVE_BROADEN = 4
MOVE_RESUME = 5
MOVES: tuple[str, ...] = ("end", "suspend", "narrow", "delay", "broaden", "resume")


def ramp(months_since_start: float, ramp_months: float) -> float:
    """How far a track has come up, 0 to 1: 0 before it starts, then linear over ``ramp_months``.

    Both in months; a ramp of 0 or less is full at once. Source: Kilter's own form.

    >>> ramp(-1.0, 6.0), ramp(3.0, 6.0), ramp(9.0, 6.0), ramp(0.0, 0.0)
    (0.0, 0.5, 1.0, 1.0)
    """
    if months_since_start < 0.0:
        return 0.0
    if months_since_start >= ramp_months:
        return 1.0
    return months_since_start / ramp_months


def track_level(full: float, ramp: float, state_factor: float, delivery: float) -> float:
    """What a track delivers this month, in the unit of ``full``: full * ramp * state factor * delivery.

    ``ramp`` 0 to 1 (:func:`ramp`), ``state_factor`` >= 0 (:mod:`~kilter.mechanisms.partnership`),
    ``delivery`` >= 0 the month's drawn reliability. Source: Kilter's own form.

    >>> track_level(8.0, 0.5, 0.5, 1.0)
    2.0
    """
    return full * ramp * state_factor * delivery


def lead(state: int, move: int) -> int:
    """The state that ``move`` (MOVE_END ... MOVE_RESUME) leads to from ``state``; the same if it is not open.

    ========== ======= ========== ========= ======== ========== =======
    from       end     suspend    narrow    delay    broaden    resume
    ========== ======= ========== ========= ======== ========== =======
    signed     ended   suspended  .         .        .          .
    active     ended   suspended  narrowed  delayed  broadened  .
    delayed    ended   suspended  narrowed  .        .          active
    narrowed   ended   suspended  .         .        active     active
    broadened  ended   suspended  active    delayed  .          .
    suspended  ended   .          .         .        .          active
    ended      .       .          .         .        .          .
    ========== ======= ========== ========= ======== ========== =======

    A signed agreement becomes active on its date, which is the engine's to see. Source: Kilter's own form.

    >>> STATES[lead(ACTIVE, MOVE_NARROW)], STATES[lead(ENDED, MOVE_RESUME)]
    ('narrowed', 'ended')
    """
    # Conditions rather than a table, which compiled code could leave: whether it does would have to be looked at.
    if state == ENDED or move == MOVE_END:
        return ENDED
    then = state
    if move == MOVE_SUSPEND:
        then = SUSPENDED
    elif state == ACTIVE:
        if move == MOVE_NARROW:
            then = NARROWED
        elif move == MOVE_DELAY:
            then = DELAYED
        elif move == MOVE_BROADEN:
            then = BROADENED
    elif state == BROADENED:
        if move == MOVE_NARROW:
            then = ACTIVE
        elif move == MOVE_DELAY:
            then = DELAYED
    elif state != SIGNED:
        if move == MOVE_RESUME or (move == MOVE_BROADEN and state == NARROWED):
            then = ACTIVE
        elif move == MOVE_NARROW and state == DELAYED:
            then = NARROWED
    return then


def allowed(state: int, then: int) -> bool:
    """Whether an agreement in ``state`` may be in the state ``then`` a month later (staying is allowed).

    Entry into force, signed to active, is allowed too. Source: the table of :func:`lead`.

    >>> allowed(ACTIVE, BROADENED), allowed(DELAYED, BROADENED), allowed(ENDED, ACTIVE)
    (True, False, False)
    >>> allowed(SIGNED, ACTIVE), allowed(SUSPENDED, SUSPENDED)
    (True, True)
    """
    found = state == then or (state == SIGNED and then == ACTIVE)
    for move in range(6):
        found = found or lead(state, move) == then
    return found


def next_state(
    state: int,
    u: float,
    p_delay: float,
    p_narrow: float,
    p_suspend: float,
    p_end: float,
    p_broaden: float,
    p_resume: float,
) -> int:
    """The state a month later, from one uniform number ``u`` in (0, 1) and the chances of each move.

    Bad moves take the low end of u in the order end, suspend, narrow, delay; good moves the high end,
    broaden outermost, then resume; between them nothing changes. So a higher u never means worse luck, and
    a change of one chance moves as few outcomes as can be. Only moves open from the state take room; if
    chances (each 0 to 1) add up to more than one, bad moves come first. Source: Kilter's own form.

    >>> chances = (0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
    >>> [STATES[next_state(ACTIVE, u, *chances)] for u in (0.05, 0.15, 0.25, 0.35, 0.5, 0.95)]
    ['ended', 'suspended', 'narrowed', 'delayed', 'active', 'broadened']
    >>> [STATES[next_state(SUSPENDED, u, *chances)] for u in (0.05, 0.15, 0.5, 0.95)]
    ['ended', 'suspended', 'suspended', 'active']
    """
    low = 0.0
    for move in range(4):
        then = lead(state, move)
        if then != state:
            if move == MOVE_END:
                low += p_end
            elif move == MOVE_SUSPEND:
                low += p_suspend
            elif move == MOVE_NARROW:
                low += p_narrow
            else:
                low += p_delay
            if u < low:
                return then
    high = 1.0
    then = lead(state, MOVE_BROADEN)
    if then != state:
        high -= p_broaden
        if u >= high:
            return then
    then = lead(state, MOVE_RESUME)
    if then != state:
        high -= p_resume
        if u >= high:
            return then
    return state
