"""What brings an item back: its jobs one after another, each with its parts and its people.

A stop leads to an *episode*: the job itself, what was put off, and overhaul when it is due. Where the episode stands is
written in the item (``STEP``, ``INDEX``), so that it goes on when the parts are there or the work is done.
"""

from __future__ import annotations

from ...planning.fleets import AWAITING, NMCM, NMCS
from . import books, fleets, halls, items, jobs, lives, orders, robbing, shops, stores, tickets
from .items import INSPECTION, MODE, OVERHAUL, RESTORATION
from .words import Real, Whole

#: What else a job can be for: what was put off and is convenient now, and two programmes in halls.
CONVENIENCE, REHABILITATION, UPGRADE = range(5, 8)

(
    HALL,  # address: see halls
    ROBBING,  # address: see robbing; 0: the fleet does not rob
    SURVIVES,  # levers: chance that a part survives its removal from a wreck, factor on the work with such a part
    FITTING,
    REMOVAL,  # which stream of the item says whether it does
    RESTORED,  # address of the job that brings back items that are down at the start
) = range(6)
SIZE = 6


def begin(n: Whole, x: Real, item: int) -> None:
    """An episode begins, for what stopped the item."""
    fleet = n[item + items.FLEET]
    why = n[item + items.STEP]
    n[item + items.WHY] = why
    fleets.move(n, item, NMCM)
    if why == INSPECTION:
        cycle = n[fleet + fleets.CYCLES] + n[item + items.INDEX] * lives.CYCLE_SIZE
        lives.silence(n, x, item, cycle)
        job(n, x, item, n[cycle + lives.CYCLE_JOB], NMCS, NMCM)
    elif why == RESTORATION:
        job(n, x, item, n[n[item + items.CARE] + RESTORED], NMCS, NMCM)
    else:
        _go_on(n, x, item)


def begin_convenient(n: Whole, x: Real, item: int) -> None:
    """What was put off and can be done at once is done while nothing forces it."""
    n[item + items.STEP] = CONVENIENCE
    n[item + items.INDEX] = 0
    fleets.move(n, item, NMCM)
    _go_on_conveniently(n, x, item)


def _go_on(n: Whole, x: Real, item: int) -> None:
    """The next job of an episode: what was put off last, then overhaul when it is due."""
    left = n[item + items.PENDING_COUNT] - 1
    if left >= 0:
        k = n[n[item + items.PENDING] + left]
        n[item + items.PENDING_COUNT] = left
        n[item + items.STEP] = MODE
        n[item + items.INDEX] = k
        job(n, x, item, _job_of(n, item, k), NMCS, NMCM)
    elif n[item + items.WHY] == OVERHAUL or lives.overhaul_due(n, x, item):
        fleets.move(n, item, AWAITING)
        halls.overhaul(n, x, item)
    else:
        fleets.up(n, x, item)


def _go_on_conveniently(n: Whole, x: Real, item: int) -> None:
    """The next of the jobs that are convenient."""
    position = n[item + items.INDEX]
    if position == n[item + items.MODE_COUNT]:
        fleets.up(n, x, item)
        return
    k = n[n[item + items.MODES] + position]
    pending = n[item + items.PENDING]
    at = 0
    while n[pending + at] != k:
        at += 1
    n[item + items.PENDING_COUNT] -= 1
    for later in range(at, n[item + items.PENDING_COUNT]):
        n[pending + later] = n[pending + later + 1]
    job(n, x, item, _job_of(n, item, k), NMCS, NMCM)


def _job_of(n: Whole, item: int, k: int) -> int:
    """The job that a failure mode leads to."""
    return n[n[n[item + items.FLEET] + fleets.MODES] + k * lives.MODE_SIZE + lives.JOB]


def worked(n: Whole, x: Real, item: int) -> None:
    """A job is done: its clock starts afresh, and the item goes on."""
    step = n[item + items.STEP]
    which = n[item + items.INDEX]
    if step == MODE:
        lives.renew_mode(n, x, item, which)
        _go_on(n, x, item)
    elif step == INSPECTION:
        cycle = n[n[item + items.FLEET] + fleets.CYCLES] + which * lives.CYCLE_SIZE
        lives.renew_cycle(n, x, item, cycle, 0.0, 0.0)
        _go_on(n, x, item)
    elif step == RESTORATION:
        _go_on(n, x, item)
    elif step == CONVENIENCE:
        lives.renew_mode(n, x, item, n[n[item + items.MODES] + which])
        n[item + items.INDEX] = which + 1
        _go_on_conveniently(n, x, item)
    else:
        halls.worked(n, x, item)


# -- one job -----------------------------------------------------------------------------------------------------


def job(n: Whole, x: Real, item: int, what: int, waiting: int, working: int) -> None:
    """One job: parts first, then people. The states are those in which the item waits for parts and is worked on."""
    ticket = n[item + items.TICKET]
    n[item + items.JOB] = what
    n[item + items.WORKING] = working
    x[ticket + tickets.PRIORITY] = x[n[n[item + items.FLEET] + fleets.PRIORITY]]
    x[ticket + tickets.FACTOR] = 1.0
    if n[n[item + items.CARE] + ROBBING]:
        robbing.scrape(n, x, item, waiting)
        if n[item + items.FILLED]:
            return
    elif n[what + jobs.PART_COUNT]:
        _ask(n, x, item, what)
        if n[n[item + items.REQUEST] + orders.LINES]:
            fleets.move(n, item, waiting)
            stand(n, x, item, waiting)
            return
    _work(n, x, item)


def equipped(n: Whole, x: Real, item: int) -> None:
    """All parts of an item's job are there."""
    _stand_no_more(n, item)
    _work(n, x, item)


def filled(n: Whole, x: Real, item: int) -> None:
    """Nothing is lacking any more, in a fleet that robs."""
    _stand_no_more(n, item)
    n[item + items.FILLED] = 0
    robbing.fit(n, x, item)
    _work(n, x, item)


def _work(n: Whole, x: Real, item: int) -> None:
    fleets.move(n, item, n[item + items.WORKING])
    ticket = n[item + items.TICKET]
    card = n[ticket + tickets.CARD]
    what = n[item + items.JOB]
    labour = n[item + items.STREAMS] + 2 * n[what + jobs.STREAM]
    n[card + tickets.JOB] = what
    n[card + tickets.LABOUR] = labour
    n[card + tickets.REWORK] = labour + 2
    shops.work(n, x, ticket)


def _ask(n: Whole, x: Real, item: int, what: int) -> None:
    """Ask the stores for the parts of a job, less what wrecks give."""
    ticket = n[item + items.TICKET]
    wrecks = n[item + items.FLEET] + fleets.DONOR_PARTS
    priority = x[ticket + tickets.PRIORITY]
    part = n[what + jobs.PARTS]
    for _ in range(n[what + jobs.PART_COUNT]):
        store = n[part + jobs.PART_STORE]
        number = int(x[n[part + jobs.PART_NUMBER]])
        if n[wrecks] > 0:
            taken = from_hulks(n, x, item, number - n[store + stores.ON_HAND])
            number -= taken
            if taken:
                x[ticket + tickets.FACTOR] = max(
                    x[ticket + tickets.FACTOR], x[n[n[item + items.CARE] + FITTING]]
                )
        if number > 0:
            stores.ask(n, x, store, number, n[item + items.REQUEST], priority)
        part += jobs.PART_SIZE


def from_hulks(n: Whole, x: Real, item: int, short: int) -> int:
    """Parts taken from wrecks because the store has too few; each removal may break the part."""
    care = n[item + items.CARE]
    fleet = n[item + items.FLEET]
    got = 0
    while got < short and n[fleet + fleets.DONOR_PARTS] > 0:
        n[fleet + fleets.DONOR_PARTS] -= 1
        if items.draw(n, item, n[care + REMOVAL]) < x[n[care + SURVIVES]]:
            got += 1
    if got:
        x[n[fleet + fleets.CANNIBALISED]] += got
    return got


def stand(n: Whole, x: Real, item: int, waiting: int) -> None:
    """An item stands for a part: whether other work is due too."""
    if waiting == NMCS and (n[item + items.PENDING_COUNT] or lives.inspection_due(n, x, item)):
        n[item + items.BOTH] = 1
        books.change(n, n[n[item + items.FLEET] + fleets.NMCB], 1)


def _stand_no_more(n: Whole, item: int) -> None:
    if n[item + items.BOTH]:
        n[item + items.BOTH] = 0
        books.change(n, n[n[item + items.FLEET] + fleets.NMCB], -1)
