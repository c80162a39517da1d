"""What stops items is the same in both engines: clocks of hours and the calendar, lives, lots, mornings, deliveries."""

from __future__ import annotations

import random

from tests.engine.compiled.twins import same

import kilter
from kilter.engine.compiled.kernel import fleets, head, items, runners
from kilter.engine.compiled.packing import pack
from kilter.engine.compiled.packing.items import purpose, purposes
from kilter.engine.plan import plan

CLOCKS = """
start: 2026-01-01
horizon: 15 months
sites: {base: {technicians: {air: 4}}}
fleets:
  used:
    items: {serviceable: 6, repairable: 2, long_term: 1, hulk: 1}
    age: 6 y
    use: {plan: 900 h/month, ceiling: 200 h/month}
    accidents: 2/1000 h
    repairable: 0.5
    restoration: {labour: 30 h}
    failures:
      engine: {mtbf: 200 h, shape: 1.7, growth: 5 %/year, critical: 0.6, needs: {labour: 9 h}}
      rust: {mtbf: 90 d, shape: 3, growth: -2 %/year, clock: calendar, critical: 0.5, needs: {labour: 3 h}}
    inspections:
      both: {every: [150 h, 60 d], needs: {labour: 4 h}}
      days: {every: 45 d, phase: new, needs: {labour: 4 h}}
    overhaul: {every: [700 h, 1 y], turnaround: 30 d}
  runs:
    items: 4
    failures: {wear: {mtbf: 40 d, critical: 0.5}}
interventions:
  - {on: 2026-03-03, set: {fleets.used.failures.engine.mtbf: x0.5, fleets.used.failures.rust.mtbf: x2}}
  - {on: 2026-04-04, set: {fleets.used.failures.engine.shape: 1, fleets.used.accidents: 0/1000 h}}
  - {on: 2026-05-05, set: {fleets.used.failures.rust.growth: 3 %/year, fleets.used.accidents: 1/1000 h}}
  - {on: 2026-06-06, set: {fleets.used.accidents: 3/1000 h, fleets.used.use.plan: 300 h/month}}
  - {on: 2026-07-07, set: {fleets.used.failures.engine.mtbf: 200 h}}
"""


def test_every_clock_and_changes_of_what_it_follows():
    same(CLOCKS, range(3))


def test_lots_that_start_anywhere():
    same("""
start: 2026-01-01
horizon: 500 d
report: 10 d
fleets:
  f:
    items: {serviceable: 12, long_term: 2}
    age: 3 y
    use: {plan: 600 h/month}
    failures: {engine: {mtbf: 900 h, growth: 9 %/year}}
    inspections:
      alike: {every: [90 h, 90 d], phase: {lots: [{items: 2, used: 0.4}, {items: 3, used: [0.2, 0.9]}, {items: 1}]}}
      apart: {every: [90 h, 90 d], phase: {start: new, lots: [{items: 4, hours: 0.5, calendar: [0.1, 1]}]}}
      one: {every: [90 h, 90 d], phase: {lots: [{items: 4, hours: [0, 1]}, {items: 4, calendar: 0.3}]}}
      hours: {every: 70 h, phase: {lots: [{items: 3, hours: 0.5}]}}
    overhaul:
      every: [500 h, 900 d]
      turnaround: 20 d
      phase:
        lots:
          - {items: 2, delivered: 2020-01-01}
          - {items: 2, delivered: [2021-01-01, 2025-12-01], on_time: true}
          - {items: 2, delivered: 2020-01-01, overhauled: [2024-01-01, 2025-06-01]}
          - {items: 2, overhauled: 2025-06-01, hours: [0.1, 0.3]}
          - {items: 2, overhauled: 2019-06-01, on_time: true}
          - {items: 2, delivered: 2024-06-01, used: [0.1, 0.9]}
""")


def test_many_at_the_same_second():
    same("""
horizon: 100 d
report: 1 d
sites: {base: {technicians: {air: 2}}}
fleets:
  f:
    items: 9
    failures: {a: {mtbf: 9 d, critical: 0, clock: calendar, deferred: when_free}}
    inspections:
      a: {every: [240 h, 10 d], phase: new, needs: {labour: 4 h}}
      b: {every: [480 h, 10 d], phase: new}
      c: {every: [10 d], phase: new, needs: {labour: 20 h}}
  g:
    items: 5
    inspections: {a: {every: [240 h], phase: new}}
    overhaul: {every: [240 h, 10 d], phase: new, turnaround: 0 d}
""")


def test_mornings_promise_nothing_twice():
    same("""
horizon: 200 d
report: 5 d
sites:
  base: {technicians: {air: {journeyman: 2, team: 2}, land: 3}, shift: 10 h/day, parts: {p: 2, q: 1}}
suppliers: {maker: {lead_time: 9 d}}
fleets:
  f:
    items: 8
    failures:
      small: {mtbf: 9 d, critical: 0.1, deferred: when_free, needs: {parts: {p: 1}, trade: air, labour: 6 h}}
      other: {mtbf: 12 d, critical: 0, deferred: when_free, needs: {parts: {p: 1, q: 1}, trade: land, labour: 6 h}}
      paper: {mtbf: 20 d, critical: 0, deferred: when_free, needs: {trade: land}}
      stays: {mtbf: 20 d, critical: 0, needs: {trade: land, labour: 3 h}}
  g:
    items: 3
    failures: {none: {mtbf: 9 d, critical: 0, deferred: when_free, needs: {part: p}}}
""")


def test_use_that_stops_and_starts_again():
    # the alarm of an item that was taken in, or of a fleet that stands, stops nobody
    same("""
start: 2026-01-01
horizon: 1 y
report: 3 d
fleets:
  f:
    items: 5
    use: {plan: 700 h/month}
    failures: {a: {mtbf: 300 h}, b: {mtbf: 100 h, critical: 0, deferred: when_free, needs: {labour: 3 h}}}
    upgrade: {slots: 20/year, turnaround: 9 d}
  one: {items: 1, use: {plan: 100 h/month}, failures: {a: {mtbf: 9000 h, shape: 9}}, crews: {trained: 1}}
interventions:
  - {on: 2026-02-01, set: {fleets.f.use.plan: 0 h/month}}
  - {on: 2026-06-01, set: {fleets.f.use.plan: 0.001 h/month}}
  - {on: 2026-08-01, set: {fleets.f.use.plan: 400 h/month}}
""")


def test_more_is_delivered_than_there_was_room_for():
    deliveries = """
horizon: 9 months
fleets: {f: {items: 1, failures: {a: {mtbf: 30 d}}}, g: {items: 2}}
agreement: {partner: x, tracks: {equipment: {items: {f: 240/year}LIMIT}}}
"""
    same(deliveries.replace("LIMIT", ""), [0])
    same(deliveries.replace("LIMIT", ", limit: {f: 7}"), [0])


def test_what_items_draw_for_stands_together():
    image = pack(plan(kilter.loads(CLOCKS)))
    names = purposes(image, 0)
    assert len(set(names)) == len(names)
    for work in ("engine", "inspection.both", "restoration", "overhaul"):
        at = purpose(image, 0, f"labour.{work}")
        assert names[at : at + 2] == [f"labour.{work}", f"rework.{work}"]
    assert purpose(image, 0, "delivery") == -1


def test_items_stand_in_the_order_of_their_places():
    image = pack(plan(kilter.loads(CLOCKS)))
    seen = []
    for fleet in (int(image.words[head.FLEETS]) + i * fleets.SIZE for i in range(2)):
        at, stride, room = (int(image.words[fleet + f]) for f in (fleets.ITEMS, fleets.STRIDE, fleets.ROOM))
        for item in range(at, at + room * stride, stride):
            assert image.words[item + items.FLEET] == fleet
            assert image.words[item + items.STREAMS] < item + stride
            seen.append(image.words[item + items.ENTITY])
    assert seen == list(range(14))


def test_the_first_to_stop_is_found_whoever_leaves():
    luck = random.Random(7)
    size = 40
    memory: list[float] = [0] * 400
    fleet, memory[fleets.HEAP + 1], memory[fleets.PLACES + 1] = 1, 100, 300
    memory[300 : 300 + size] = [-1] * size
    running: dict[int, float] = {}
    for _ in range(3000):
        number = luck.randrange(size)
        if number in running:
            runners.leave(memory, memory, fleet, number)
            runners.leave(memory, memory, fleet, number)  # once more does nothing
            del running[number]
        else:
            running[number] = float(luck.randrange(30))
            runners.enter(memory, memory, fleet, number, running[number])
        assert memory[fleets.HEAP_COUNT + 1] == len(running)
        if running:
            first = min(running, key=lambda i: (running[i], i))
            assert memory[100:102] == [running[first], first]
