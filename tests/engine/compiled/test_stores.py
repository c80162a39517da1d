"""Stores, suppliers, repairs, loans and money are the same in both engines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.compiled.twins import same
from tests.engine.strategies import examples

import kilter
from kilter.engine.compiled.kernel import agenda, cells, head, loop, orders, stores
from kilter.engine.compiled.packing import pack
from kilter.engine.plan import plan

POLICIES = """
start: 2026-01-01
horizon: 3 y
parts: {engine: {price: 100 USD}, rotor: {price: 7 USD}, bolt: {}, nut: {}, pin: {}}
suppliers:
  first:
    {lead_time: {dist: gamma, mean: 40 d, sd: 20 d}, reliability: 0.9, capacity: 3/month, sanctions: 0.5}
  second: {lead_time: {dist: lognormal, mean: 60 d, sd: 40 d}, price: x1.5, border: 1}
  slow: {lead_time: 10 d, capacity: 1/month}
  slower: {lead_time: 20 d, capacity: 0.7/month}
supply: {sanctions: 0.3}
budget: {years: [3000 USD, 2000 USD]}
sites:
  base:
    parts:
      engine: {stock: 4, demand: 1.5/month, supplier: [first, second]}
      rotor: {stock: 10, reorder: 3, demand: 4/month, supplier: [first, second], sourcing: soonest}
      bolt: {stock: 20, review: 30 d, demand: 12/month, supplier: second}
      nut: {stock: 3, demand: 3/month, supplier: slow}
      pin: {stock: 3, demand: 3/month, supplier: [slower, slow], sourcing: soonest}
interventions:
  - {on: 2026-05-03, set: {sites.base.parts.engine.demand: 0/month, suppliers.first.capacity: 0/month}}
  - {on: 2026-12-01, set: {sites.base.parts.engine.demand: 9/month, supply.border: 0.5, supply.price: x2}}
  - {on: 2027-02-17, set: {suppliers.first.capacity: 1.5/month, sites.base.parts.rotor.stock: 25}}
  - {on: 2027-03-10, set: {suppliers.slow.capacity: 0/month, suppliers.slower.capacity: 0/month}}
  - {on: 2027-07-10, set: {suppliers.slow.capacity: 9/month, suppliers.slower.capacity: 9/month}}
"""

TREE = """
horizon: 3 y
parts:
  engine:
    repair:
      turnaround: {dist: gamma, mean: 30 d, sd: 10 d}
      local: 30%
      success: 90%
      retrograde: {dist: lognormal, mean: 8 d, sd: 4 d}
      causes: {blade: 50%, seal: 20%, ghost: 10%}
      needs: {parts: {bolt: 2}}
  blade: {repair: {turnaround: 20 d, success: 80%}}
  seal: {}
  bolt: {}
  ghost: {}
suppliers: {first: {lead_time: {dist: gamma, mean: 40 d, sd: 20 d}, reliability: 0.8, capacity: 20/month}}
sites:
  depot:
    parts: {engine: 3, blade: 1, seal: {stock: 2, review: 45 d}, bolt: {stock: 20, reorder: 5}, ghost: 1}
  a:
    depot: depot
    ship: {dist: exponential, mean: 6 d}
    lateral: {ship: 2 d, ask: order, keep: 0}
    parts:
      {engine: {stock: 2, demand: 0.8/month}, blade: 1, seal: 1, ghost: 1,
      bolt: {stock: 3, demand: 1/month, review: 20 d}}
  b:
    depot: depot
    ship: {dist: exponential, mean: 6 d}
    lateral: {ship: {dist: exponential, mean: 3 d}, keep: 1}
    parts:
      {engine: {stock: 3, demand: 1/month}, blade: 1, seal: {stock: 1, demand: 0.2/month}, ghost: 0, bolt: 3}
  c:
    depot: depot
    ship: 3 d
    lateral: {ship: {dist: exponential, mean: 3 d}}
    parts: {engine: {stock: 0, demand: 0.5/month, repair: {local: 0}}, bolt: 1}
  post:
    depot: a
    ship: 1 d
    parts: {engine: {stock: 1, demand: 0.4/month, repair: {local: 0}}, bolt: {stock: 1, demand: 0.5/month}}
"""

HANDS = """
start: 2026-01-01
horizon: 3 y
parts:
  engine:
    price: 100 USD
    repair:
      turnaround: {dist: gamma, mean: 30 d, sd: 10 d}
      local: 60%
      success: 90%
      causes: {blade: 50%, seal: 20%}
      needs: {trade: fitters, team: 2, labour: {dist: lognormal, mean: 60 h, sd: 40 h}, parts: {bolt: 2}}
  blade: {price: 20 USD, repair: {turnaround: 20 d, success: 80%, needs: {labour: 300 h, trade: fitters}}}
  seal: {repair: {turnaround: 5 d, needs: {labour: 30 h, trade: fitters}}}
  bolt: {price: 1 USD}
suppliers:
  first: {lead_time: {dist: gamma, mean: 40 d, sd: 20 d}, reliability: 0.8, capacity: 2/month, depth: political}
  partner: {lead_time: {dist: gamma, mean: 20 d, sd: 20 d}, capacity: 6/month}
  any: {lead_time: 90 d}
supply: {backorders: fifo}
agreement:
  partner: friend
  state: active
  tracks: {parts: {supplier: partner, level: 0.5, from: 3 months, ramp: 6 months}}
sites:
  depot:
    technicians: {fitters: {journeyman: 5}}
    parts:
      engine: {stock: 3, supplier: [first, partner, any]}
      blade: {stock: 1, supplier: [partner, any], sourcing: soonest}
      seal: {stock: 2, review: 45 d, supplier: first}
      bolt: {stock: 20, reorder: 5, supplier: partner}
  a:
    depot: depot
    ship: {dist: exponential, mean: 6 d}
    technicians: {fitters: {journeyman: 2, master: 1}, cooks: 1}
    parts:
      {engine: {stock: 2, demand: 1.8/month}, blade: 1, seal: 1,
      bolt: {stock: 3, demand: 1/month, review: 20 d}}
  c:
    depot: depot
    ship: 3 d
    lateral: {ship: {dist: exponential, mean: 3 d}}
    parts: {engine: {stock: 0, demand: 0.5/month, repair: {local: 0}}, bolt: 1}
interventions:
  - {on: 2026-05-03, set: {sites.a.parts.engine.demand: 6/month}}
  - {on: 2026-12-03, set: {sites.a.parts.engine.demand: 0/month, sites.c.parts.engine.repair.local: 70%}}
  - {on: 2027-02-01, set: {sites.a.parts.engine.demand: 2/month, agreement.state: suspended}}
  - {on: 2027-09-01, set: {agreement.state: active, supply.sanctions: 0.5, sites.depot.parts.engine.stock: 9}}
"""

FLEETS = """
horizon: 2 y
parts: {engine: {repair: {turnaround: 30 d, local: 50%}}, rotor: {price: 3 USD}}
suppliers: {first: {lead_time: {dist: gamma, mean: 20 d, sd: 10 d}}}
sites:
  main: {parts: {engine: 2}}
  base:
    depot: main
    ship: 3 d
    technicians: {fitters: {journeyman: 4}}
    parts: {engine: {stock: 1, demand: 1/month}, rotor: {stock: 3, supplier: first, demand: 1/month}}
fleets:
  first: &fleet
    items: 5
    site: base
    priority: 2
    use: {plan: 900 h/month}
    failures:
      x: {mtbf: 220 h, needs: {part: engine, labour: 20 h}}
      y: {mtbf: 190 h, needs: {parts: {rotor: 2, engine: 1}, labour: 20 h}}
  second: {<<: *fleet, priority: 1}
  third: {<<: *fleet, items: 2, priority: 3}
"""


@pytest.mark.parametrize("replication", range(2))
@pytest.mark.parametrize(
    "scenario", [POLICIES, TREE, HANDS, FLEETS], ids=["policies", "tree", "hands", "fleets"]
)
def test_both_engines_agree(scenario, replication):
    same(scenario, [replication])


def test_first_come_first_served():
    same("supply: {backorders: fifo}" + FLEETS, [0])


def test_one_amount_for_every_year_and_none():
    same(POLICIES.replace("years: [3000 USD, 2000 USD]", "support: 2500 USD/year"), [0])
    same(POLICIES.replace("budget: {years: [3000 USD, 2000 USD]}", ""), [0])


def test_a_store_without_suppliers_owes_until_there_is_no_room_and_the_replication_is_repeated():
    same("{horizon: 1 y, sites: {base: {parts: {bolt: {stock: 5, demand: 300/month}}}}}", [0])


def test_an_order_too_large_for_the_word_of_an_event():
    supplier = "{lead_time: {dist: exponential, mean: 20 d}, reliability: 0.5}"
    same(
        f"{{horizon: 1 y, suppliers: {{first: {supplier}}}, sites: {{base: {{parts: "
        "{bolt: {stock: 600000, on_hand: 3, demand: 2/month}}}}}",
        [0, 1],
    )


def test_lead_times_beyond_the_end_of_time():
    same(
        "{horizon: 1 y, suppliers: {first: {lead_time: 1e6 d, sanctions: 1e9}}, supply: {sanctions: 1},"
        "sites: {base: {parts: {bolt: {stock: 3, demand: 2/month}}}}}",
        [0],
    )


class Shelf:
    """A store that is never resupplied, in a kernel's memory."""

    def __init__(self, more: str = "") -> None:
        text = f"{{horizon: 1 y, {more} sites: {{base: {{parts: {{bolt: 0}}}}}}}}"
        image = pack(plan(kilter.loads(text)))
        self.n = [*image.words, *[0] * (int(image.words[head.LIMIT]) - len(image.words))]
        self.store = stores.of(self.n, 0)

    def ask(self, priority: float) -> int:
        """A request for one, by its address."""
        request = cells.take(self.n)
        assert stores.ask(self.n, self.n, self.store, 1, request, priority) == 1
        return request

    def waiting(self) -> list[int]:
        """Requests in the order in which they will be served."""
        line, found = self.n[self.store + stores.QUEUE], []
        while line:
            found.append(self.n[line + orders.LINE_REQUEST])
            last, line = line, self.n[line + orders.LINE_NEXT]
        assert self.n[self.store + stores.QUEUE_END] == (last if found else 0)
        return found


@examples(20)
@given(st.lists(st.sampled_from([0.0, 1.0, 2.5, -1.0]), max_size=12), st.booleans())
def test_lines_wait_by_priority_and_then_first_come(priorities, fifo):
    shelf = Shelf("supply: {backorders: fifo}," if fifo else "")
    asked = [(0.0 if fifo else -priority, shelf.ask(priority)) for priority in priorities]
    assert shelf.waiting() == [request for _, request in sorted(asked, key=lambda pair: pair[0])]
    assert shelf.n[shelf.store + stores.OWED] == len(priorities)


def test_what_is_given_completes_requests_in_their_order():
    shelf = Shelf()
    low, high = shelf.ask(1.0), shelf.ask(2.0)
    stores.give(shelf.n, shelf.n, shelf.store, 1)
    assert (shelf.n[high + orders.LINES], shelf.n[low + orders.LINES]) == (0, 1)
    stores.give(shelf.n, shelf.n, shelf.store, 2)
    assert (shelf.waiting(), shelf.n[shelf.store + stores.ON_HAND]) == ([], 1)
    assert shelf.n[head.SOON_TAIL] == 2


@pytest.mark.parametrize("number", [1, orders.IN_CELL - 1, orders.IN_CELL, 1 << 40])
def test_any_number_of_parts_fits_an_event(number):
    n = Shelf().n
    free = cells.take(n)
    cells.give(n, free)
    data = orders.packed(n, number)
    assert data <= agenda.DATA_MASK
    assert orders.unpacked(n, data) == number
    assert cells.take(n) == free


@pytest.mark.parametrize("scenario", [POLICIES, TREE], ids=["policies", "tree"])
@pytest.mark.parametrize("room", [0, 2, 5, 9])
def test_work_without_room_comes_to_an_end(scenario, room):
    image = pack(plan(kilter.loads(scenario)))
    image.words[head.LIMIT] = int(image.words[head.FREE]) + room * cells.SIZE
    words = [*image.words, *[0] * (int(image.words[head.LIMIT]) - len(image.words))]
    assert loop.simulate(words, words) == -1


def test_without_room_nothing_is_queued_twice():
    shelf = Shelf()
    shelf.n[head.LIMIT] = shelf.n[head.FREE]
    for priority in (1.0, 3.0, 2.0):
        stores.ask(shelf.n, shelf.n, shelf.store, 1, 0, priority)
    assert shelf.n[head.OUT] == 1
    assert shelf.waiting() == []
