"""What was put off is looked at each working morning: is a team free, and are the parts there?

What has been promised this morning stands in words of the fleet: how many parts for each store, people and teams for
each shop. Modes point to theirs.
"""

from __future__ import annotations

from ...planning.fleets import PMC
from ...timebase import DAY
from . import agenda, fleets, handlers, items, jobs, lives, shops, stores
from .head import END, NOW
from .words import Real, Whole

#: What a mode takes: the store, the lever of how many, and where what has been promised of it is noted.
STORE, NUMBER, PROMISED = range(3)
NEED_SIZE = 3
#: What a shop has been promised to: people, and teams.
BUSY, TEAMS = range(2)
SHOP_SIZE = 2


def await_next(n: Whole, x: Real, fleet: int) -> None:
    """Something has been put off: look at it when the next shift begins."""
    if n[fleet + fleets.AWAITED]:
        return
    shop = n[fleet + fleets.MORNING_SHOP]
    morning = shops.next_morning(n, x, shop) if shop else (n[NOW] // DAY + 1) * DAY
    if morning <= n[END]:
        n[fleet + fleets.AWAITED] = 1
        entity = agenda.AFTER + n[fleet + fleets.POSITION]
        agenda.at(n, morning, agenda.CALENDAR, entity, handlers.MORNING, fleet)


def look(n: Whole, x: Real, fleet: int) -> None:
    """Take in what can be begun at once, item by item, without promising anybody or anything twice."""
    n[fleet + fleets.AWAITED] = 0
    promised = n[fleet + fleets.PROMISED]
    for i in range(n[fleet + fleets.PROMISED_COUNT]):
        n[promised + i] = 0
    left = 0
    item = n[fleet + fleets.ITEMS]
    for _ in range(n[fleet + fleets.COUNT]):
        if n[item + items.STATE] == PMC:
            left += _choose(n, x, fleet, item)
            if n[item + items.MODE_COUNT]:
                fleets.down(n, x, item)
                agenda.start(n, handlers.CONVENIENT, item)
        item += n[fleet + fleets.STRIDE]
    if left:
        await_next(n, x, fleet)


def _choose(n: Whole, x: Real, fleet: int, item: int) -> int:
    """Which of an item's modes can be done at once; how many that were put off cannot."""
    left = 0
    chosen = 0
    for i in range(n[item + items.PENDING_COUNT]):
        k = n[n[item + items.PENDING] + i]
        mode = n[fleet + fleets.MODES] + k * lives.MODE_SIZE
        if n[mode + lives.WHEN_FREE]:
            if _can_begin(n, x, mode):
                n[n[item + items.MODES] + chosen] = k
                chosen += 1
            else:
                left += 1
    n[item + items.MODE_COUNT] = chosen
    return left


def _can_begin(n: Whole, x: Real, mode: int) -> bool:
    """Whether a mode's job could begin now beside all that has been promised; if so it is promised too."""
    need = n[mode + lives.NEEDS]
    for _ in range(n[mode + lives.NEED_COUNT]):
        left = n[n[need + STORE] + stores.ON_HAND] - n[n[need + PROMISED]]
        if left < int(x[n[need + NUMBER]]):
            return False
        need += NEED_SIZE
    people = n[mode + lives.FREE_SHOP]
    if people:
        job = n[mode + lives.JOB]
        size = max(1, int(x[n[job + jobs.TEAM]]))
        if not shops.has_room(n, x, n[job + jobs.SHOP], size, n[people + BUSY], n[people + TEAMS]):
            return False
        n[people + BUSY] += size
        n[people + TEAMS] += 1
    need = n[mode + lives.NEEDS]
    for _ in range(n[mode + lives.NEED_COUNT]):
        n[n[need + PROMISED]] += int(x[n[need + NUMBER]])
        need += NEED_SIZE
    return True
