"""Stores: shelves, what they owe, when they order, and from whom."""

from __future__ import annotations

from ....mechanisms.draws import exponential
from ....mechanisms.supply import order_up_to
from ....scenario.units import DAYS_PER_MONTH
from ...planning.supply import AT_DEPOT, DUE, IN_TRANSIT, ORDERED
from ...timebase import DAY
from . import agenda, books, cells, lateral, luck, orders, repairs, spreads, suppliers
from .handlers import LAND, OUTSIDE_USER, REVIEW
from .head import END, NOW, OUT, STORE_COUNT, STORES
from .words import Real, Whole

(
    ON_HAND,
    ON_ORDER,  # everything due to the shelf, by where it is in STAGES
    OWED,  # what users and sites below wait for
    QUEUE,  # first and last of the lines that wait, in the order in which they are served
    QUEUE_END,
    LEVEL_ON_HAND,  # addresses in the books
    LEVEL_ON_ORDER,
    LEVEL_OWED,
    DEMANDED,
    FILLED,
    STOCK,  # levers
    REORDER,
    PRICE,
    DEPOT,  # address of the store above, or 0
    BENCH,  # address: see repairs; 0 where removed parts are thrown away
    BORROWER,  # address: see lateral; 0 for a store that does not borrow
    BORROWERS,  # how many look at this shelf when its users wait, and where they are listed
    BORROWER_LIST,
    SUPPLIERS,  # how many may be asked, and where they are listed in order of preference
    SUPPLIER_LIST,
    SOONEST,
    FIFO,
    POSITION,  # in the plan
    SHIPS,  # how many steps lie between the depot and here, and the spreads of the time that each takes
    SHIP_LIST,
    REVIEW_EVERY,  # lever; -1 for a store that is reviewed at every demand
    PERIODS,
    DEMAND,  # lever
    LEFT,  # real: of the wait for the next user outside the scenario, in mean waits
    PACE,  # real: mean waits a second
    WAITS_SINCE,
    USERS,  # waits so far: users of waits before the last one do not come
) = range(32)
STAGES = 32
LEVEL_STAGES = STAGES + len(DUE)
LEAD = LEVEL_STAGES + len(DUE)  # streams
LOST = LEAD + luck.SIZE
OUTSIDE = LOST + luck.SIZE
ROAD = OUTSIDE + luck.SIZE
SIZE = ROAD + luck.SIZE

_MONTH = DAYS_PER_MONTH * DAY


def of(n: Whole, position: int) -> int:
    """Address of the store at a position of the plan."""
    return n[STORES] + position * SIZE


def build(n: Whole, x: Real) -> None:
    """Write down what is there at the start; users and reviews begin."""
    for i in range(n[STORE_COUNT]):
        store = of(n, i)
        note(n, store)
        x[store + LEFT] = exponential(luck.following(n, store + OUTSIDE), 1.0)
        repace(n, x, store)
        if n[store + REVIEW_EVERY] >= 0:
            _await_review(n, x, store)


def open_month(n: Whole, x: Real, month: int) -> None:
    """New capacity and money; then every store looks at what it needs."""
    suppliers.open_month(n, x, month)
    for i in range(n[STORE_COUNT]):
        review(n, x, of(n, i))


# -- the books ---------------------------------------------------------------------------------------------------


def note(n: Whole, store: int) -> None:
    """Write down what has changed."""
    if n[n[store + LEVEL_ON_HAND] + books.LEVEL] != n[store + ON_HAND]:
        books.settle(n, n[store + LEVEL_ON_HAND], n[store + ON_HAND])
    if n[n[store + LEVEL_ON_ORDER] + books.LEVEL] != n[store + ON_ORDER]:
        books.settle(n, n[store + LEVEL_ON_ORDER], n[store + ON_ORDER])
    if n[n[store + LEVEL_OWED] + books.LEVEL] != n[store + OWED]:
        books.settle(n, n[store + LEVEL_OWED], n[store + OWED])


def due(n: Whole, store: int, stage: int, by: int) -> None:
    """So many more (or fewer) are due to the shelf, and where they are."""
    n[store + ON_ORDER] += by
    n[store + STAGES + stage] += by
    level = n[store + LEVEL_STAGES + stage]
    if level >= 0:
        books.change(n, level, by)


def urgency(n: Whole, x: Real, store: int) -> float:
    """Priority of what this store asks of others: that of the first who waits here, 0 when nobody does."""
    first = n[store + QUEUE]
    if first:
        return -x[first + orders.LINE_KEY]
    return 0.0


# -- demand ------------------------------------------------------------------------------------------------------


def ask(n: Whole, x: Real, store: int, number: int, request: int, priority: float) -> int:
    """Ask for parts; returns how many are owed. What is missing is delivered by priority, then first come.

    For each part that is taken a removed one comes back, to be repaired, sent up, condemned or thrown away.
    """
    missing = _issue(n, x, store, number, request, 0, priority)
    if missing and request:
        n[request + orders.LINES] += 1
    if n[store + BENCH]:
        for _ in range(number):
            repairs.take(n, x, store)
    review(n, x, store)
    if n[store + BORROWERS]:
        _call_borrowers(n, x, store)
    return missing


def order(n: Whole, x: Real, store: int, number: int, below: int, priority: float) -> None:
    """A site below orders: what is on the shelf leaves at once, the rest when it is there."""
    missing = _issue(n, x, store, number, 0, below, priority)
    if missing:
        due(n, below, AT_DEPOT, missing)
    if missing < number:
        _ship(n, x, number - missing, below)
    review(n, x, store)
    if n[store + BORROWERS]:
        _call_borrowers(n, x, store)


def carcass(n: Whole, x: Real, store: int) -> None:
    """A removed unit arrives from a site below."""
    if n[store + BENCH]:
        repairs.take(n, x, store)
    review(n, x, store)


def _issue(n: Whole, x: Real, store: int, number: int, request: int, below: int, priority: float) -> int:
    taken = min(number, n[store + ON_HAND])
    n[store + ON_HAND] -= taken
    x[n[store + DEMANDED]] += number
    x[n[store + FILLED]] += taken
    missing = number - taken
    if missing > 0:
        line = cells.take(n)
        n[line + orders.LINE_MISSING] = missing
        n[line + orders.LINE_REQUEST] = request
        n[line + orders.LINE_BELOW] = below
        x[line + orders.LINE_KEY] = 0.0 if n[store + FIFO] else -priority
        _queue(n, x, store, line)
    return missing


def _queue(n: Whole, x: Real, store: int, line: int) -> None:
    """A line takes its place among those that wait: mostly at the end, else after the few that are more urgent."""
    if n[OUT]:
        return  # the line may be the dummy, which must not stand in a list twice
    n[store + OWED] += n[line + orders.LINE_MISSING]
    key = x[line + orders.LINE_KEY]
    last = n[store + QUEUE_END]
    if last and key < x[last + orders.LINE_KEY]:
        before = 0
        after = n[store + QUEUE]
        while x[after + orders.LINE_KEY] <= key:
            before = after
            after = n[after + orders.LINE_NEXT]
        n[line + orders.LINE_NEXT] = after
        last = before
    else:
        n[store + QUEUE_END] = line
    if last:
        n[last + orders.LINE_NEXT] = line
    else:
        n[store + QUEUE] = line


# -- arrivals ----------------------------------------------------------------------------------------------------


def give(n: Whole, x: Real, store: int, number: int) -> None:
    """Parts arrive: to those who wait, then to sisters that have lent, then to the shelf."""
    while number and n[store + QUEUE]:
        line = n[store + QUEUE]
        given = min(number, n[line + orders.LINE_MISSING])
        n[line + orders.LINE_MISSING] -= given
        number -= given
        n[store + OWED] -= given
        if n[line + orders.LINE_MISSING] == 0:
            n[store + QUEUE] = n[line + orders.LINE_NEXT]
            if n[store + QUEUE] == 0:
                n[store + QUEUE_END] = 0
        _hand_over(n, x, line, given)
    if n[store + BORROWER]:
        number = lateral.give_back(n, x, n[store + BORROWER], number)
    n[store + ON_HAND] += number
    note(n, store)
    if n[store + BORROWERS]:
        _call_borrowers(n, x, store)


def _hand_over(n: Whole, x: Real, line: int, given: int) -> None:
    missing = n[line + orders.LINE_MISSING]
    request = n[line + orders.LINE_REQUEST]
    below = n[line + orders.LINE_BELOW]
    if missing == 0:
        cells.give(n, line)
    if below:
        due(n, below, AT_DEPOT, -given)
        _ship(n, x, given, below)
        note(n, below)
    elif request and missing == 0:
        n[request + orders.LINES] -= 1
        if n[request + orders.LINES] == 0:
            orders.complete(n, x, request)


def _ship(n: Whole, x: Real, number: int, below: int) -> None:
    due(n, below, IN_TRANSIT, number)
    tick = n[NOW]
    for i in range(n[below + SHIPS]):
        tick += orders.drawn(n, x, n[below + SHIP_LIST] + i * spreads.SIZE, below + ROAD)
    orders.arrive_at(n, tick, below, LAND, orders.packed(n, number))


def land(n: Whole, x: Real, store: int, data: int) -> None:
    """What was in transit is here."""
    number = orders.unpacked(n, data)
    due(n, store, IN_TRANSIT, -number)
    give(n, x, store, number)


def receive(n: Whole, x: Real, store: int, number: int) -> None:
    """A supplier delivers."""
    due(n, store, ORDERED, -number)
    give(n, x, store, number)


def vanish(n: Whole, x: Real, store: int, data: int) -> None:
    """An order is known to be lost; the policy replaces it."""
    due(n, store, ORDERED, -orders.unpacked(n, data))
    review(n, x, store)


# -- orders ------------------------------------------------------------------------------------------------------


def position(n: Whole, store: int) -> int:
    """On hand, and due, less what is owed: to users, to sites below and to sisters that have lent."""
    here = n[store + ON_HAND] + n[store + ON_ORDER] - n[store + OWED]
    if n[store + BORROWER]:
        here -= lateral.debt(n, n[store + BORROWER])
    return here


def review(n: Whole, x: Real, store: int) -> None:
    """Order what the policy asks for, up to S when the position is at or below s; not between reviews."""
    if n[store + REVIEW_EVERY] < 0:
        _replenish(n, x, store)
    note(n, store)


def _replenish(n: Whole, x: Real, store: int) -> None:
    up_to = int(x[n[store + STOCK]])
    reorder = up_to - 1
    if n[store + REORDER] >= 0:
        reorder = int(x[n[store + REORDER]])
    number = order_up_to(position(n, store), reorder, up_to)
    if number == 0:
        return
    if n[store + DEPOT]:
        order(n, x, n[store + DEPOT], number, store, urgency(n, x, store))
    elif n[store + SUPPLIERS]:
        due(n, store, ORDERED, number)
        suppliers.place(n, x, store, number)


def _await_review(n: Whole, x: Real, store: int) -> None:
    tick = spreads.ticks(n[store + PERIODS] * x[n[store + REVIEW_EVERY]])
    if tick <= n[END]:
        agenda.at(n, tick, agenda.CALENDAR, agenda.LAST + n[store + POSITION], REVIEW, store)


def review_period(n: Whole, x: Real, store: int) -> None:
    """A store that is reviewed from time to time is reviewed now."""
    _replenish(n, x, store)
    note(n, store)
    n[store + PERIODS] += 1
    _await_review(n, x, store)


def _call_borrowers(n: Whole, x: Real, store: int) -> None:
    for i in range(n[store + BORROWERS]):
        lateral.seek(n, x, n[n[store + BORROWER_LIST] + i])


# -- users outside the scenario ----------------------------------------------------------------------------------


def repace(n: Whole, x: Real, store: int) -> None:
    """Outside demand has another rate: what is left of the wait goes on at the new pace."""
    gone = x[store + PACE] * (n[NOW] - n[store + WAITS_SINCE])
    x[store + LEFT] = max(0.0, x[store + LEFT] - gone)
    x[store + PACE] = x[n[store + DEMAND]] / _MONTH
    _await_user(n, x, store)


def _await_user(n: Whole, x: Real, store: int) -> None:
    n[store + WAITS_SINCE] = n[NOW]
    n[store + USERS] += 1
    pace = x[store + PACE]
    if pace > 0.0:
        wait = x[store + LEFT] / pace
        if wait <= n[END]:
            tick = n[NOW] + int(wait + 0.5)
            agenda.at(n, tick, agenda.DEMAND, n[store + POSITION], OUTSIDE_USER, n[store + USERS])


def user(n: Whole, x: Real, store: int, number: int) -> None:
    """A user outside the scenario asks for one, unless the rate has changed since the wait began."""
    if number == n[store + USERS]:
        x[store + LEFT] = exponential(luck.following(n, store + OUTSIDE), 1.0)
        _await_user(n, x, store)
        ask(n, x, store, 1, 0, 0.0)
