"""Parts in a tree of sites: every unit is in one place at every instant, whatever the policies, loans and repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.harness import watched
from tests.engine.strategies import Document, examples, planned

from kilter.engine.planning.supply import AT_DEPOT, DUE, IN_REPAIR, IN_TRANSIT, LENT, RETROGRADE
from kilter.engine.reference.stores import Store
from kilter.engine.reference.world import World

pytestmark = pytest.mark.untraced


def adds_up(world: World) -> None:
    """What must hold for every store after every event."""
    books, layout, stores = world.books, world.plan.layout, world.stores.all
    for store in stores:
        name = f"site.{store.row.site}.part.{store.row.part}"
        assert min(store.on_hand, store.owed, *store.stages) >= 0, "nothing is negative"
        assert store.on_order == sum(store.stages), "what is due is somewhere"
        assert not (store.on_hand and (store.owed or store.debt())), "nobody waits beside a full shelf"
        levels = {"on_hand": store.on_hand, "on_order": store.on_order, "owed": store.owed}
        levels |= dict(zip(DUE, store.stages, strict=True))
        for what, number in levels.items():
            if f"{name}.{what}" in layout.levels:
                assert books.levels[layout.levels[f"{name}.{what}"]] == number, what
        if store.bench is not None:
            assert 0 <= store.bench.awaiting <= store.stages[IN_REPAIR]
        assert store.owed >= sum(s.stages[AT_DEPOT] for s in stores if s.depot is store)
        below_the_policy(world, store)
        lends_rightly(world, store)
    assert sum(s.stages[LENT] for s in stores) == sum(s.debt() for s in stores), (
        "every loan is owed by somebody"
    )
    supplied(world)


def below_the_policy(world: World, store: Store) -> None:
    """Continuous review never leaves a position at the reorder point if somebody can be asked."""
    row, now = store.row, world.levers.now
    up_to = int(now[row.stock])
    reorder = int(now[row.reorder]) if row.reorder >= 0 else up_to - 1
    if row.review < 0 and (row.suppliers or store.depot is not None):
        assert store.position() > reorder, "on hand + due - owed stays above the reorder point"


def lends_rightly(world: World, store: Store) -> None:
    """Nobody waits uncovered while the depot has none and a sister could lend."""
    if store.borrower is not None and store.owed > store.stages[IN_TRANSIT]:
        keep = int(world.levers.now[store.borrower.row.keep])
        depot = store.depot is not None and store.depot.on_hand > 0
        assert depot or all(sister.on_hand <= keep for sister in store.borrower.sisters)


def supplied(world: World) -> None:
    """Units of each kind: what is here is what was there, came back from users and was bought, less what went out."""
    for part in {store.row.part for store in world.stores.all}:
        stores = [s for s in world.stores.all if s.row.part == part]
        start = sum(s.row.on_hand for s in stores)
        places = (IN_TRANSIT, IN_REPAIR, RETROGRADE)
        here = sum(s.on_hand + sum(s.stages[x] for x in places) for s in stores)
        owed_to_users = sum(s.owed - s.stages[AT_DEPOT] for s in stores)
        asked, removed, delivered = (world.seen[what, part] for what in ("asked", "removed", "delivered"))
        condemned = sum(s.bench.condemned for s in stores if s.bench)
        assert here == start + removed + delivered - (asked - owed_to_users) - condemned


def counting() -> ExitStack:
    """Count apart from the engine what users take and give back, and what suppliers deliver."""
    ask, receive, init = Store.ask, Store.receive, World.__init__

    def counted_ask(store: Store, number: int, *rest: Any) -> int:
        store.world.seen["asked", store.row.part] += number
        if store.bench is not None:
            store.world.seen["removed", store.row.part] += number
        return ask(store, number, *rest)

    def counted_receive(store: Store, number: int) -> None:
        store.world.seen["delivered", store.row.part] += number
        receive(store, number)

    def counted_init(world: World, *rest: Any) -> None:
        world.seen = Counter()
        init(world, *rest)

    stack = ExitStack()
    for owner, name, made in (
        (Store, "ask", counted_ask),
        (Store, "receive", counted_receive),
        (World, "__init__", counted_init),
    ):
        stack.enter_context(patch.object(owner, name, made))
    return stack


@st.composite
def trees(draw: Callable[..., Any]) -> Document:
    """A random tree of sites with assemblies and sub-parts, every policy, repairs of all kinds, loans."""

    def number(low: int, high: int) -> int:
        return int(draw(st.integers(low, high)))

    def chance(p: float = 0.5) -> bool:
        return bool(draw(st.floats(0, 1)) < p)

    def share() -> float:
        return round(float(draw(st.floats(0, 1))), 2)

    def time(most: int) -> Any:
        mean = number(0, most)
        return f"{mean} d" if chance() or not mean else {"mean": f"{mean} d", "dist": "exponential"}

    def stock(top: bool, demand: bool, repaired: bool = True) -> Document:
        level = number(0, 4)
        made: Document = {"stock": level}
        if level > 1 and chance(0.4):
            made["reorder"] = number(0, level - 1)
        if chance(0.3):
            made["review"] = f"{number(3, 20)} d"
        if demand:
            made["demand"] = f"{number(0, 40)}/year"
        if top or chance(0.15):
            made["supplier"] = draw(st.sampled_from(["maker", ["maker", "trader"]]))
            made["sourcing"] = draw(st.sampled_from(["order", "soonest"]))
        elif repaired and chance(0.5):
            made["repair"] = {"local": share(), "success": share()}
        return made

    names = ["top", *(f"s{i}" for i in range(number(1, 4)))]
    sites: dict[str, Document] = {}
    for i, name in enumerate(names):
        parts = {
            "assembly": stock(i == 0, True),
            "board": stock(i == 0, chance()),
            "tube": stock(i == 0, chance(), False),
        }
        sites[name] = {"parts": parts, "technicians": {"fitter": 1}}
        if i:
            sites[name] |= {"depot": names[number(0, i - 1)], "ship": time(6)}
            if chance(0.6):
                sites[name]["lateral"] = {
                    "ship": time(3),
                    "ask": draw(st.sampled_from(["most", "order"])),
                    "keep": number(0, 1),
                }
    repair: Document = {"turnaround": time(20), "local": share(), "success": share()}
    if chance():
        repair["retrograde"] = time(8)
    if chance(0.7):
        repair["causes"] = {"board": 0.5, "tube": 0.3}
    if chance(0.4):
        repair["needs"] = {"trade": "fitter", "labour": "9 h"}
    return {
        "start": "2026-01-01",
        "horizon": "10 months",
        "supply": {"backorders": draw(st.sampled_from(["priority", "fifo"]))},
        "suppliers": {
            "maker": {"lead_time": time(30), "capacity": "3/month", "reliability": 0.8, "notice": "9 d"},
            "trader": {"lead_time": time(60)},
        },
        "parts": {
            "assembly": {"repair": repair, "price": "5 k USD"},
            "board": {"repair": {"turnaround": time(15), "success": share()}},
            "tube": {},
        },
        "budget": {"years": ["300 k USD", "10 k USD"]},
        "sites": sites,
        "fleets": {
            "trucks": {
                "site": names[-1],
                "items": 3,
                "priority": 2,
                "failures": {"stop": {"mtbf": "500 h", "needs": {"part": "assembly"}}},
            }
        },
        "interventions": [{"on": "2026-04-01", "set": {"suppliers.maker.capacity": "0/month"}}],
    }


@examples(25)
@given(trees(), st.integers(0, 5))
def test_every_unit_is_in_one_place_at_every_instant(document, replication):
    with counting():
        watched(planned(document), adds_up, replication=replication)
