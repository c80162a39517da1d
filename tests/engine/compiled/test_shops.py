"""Shops are the same in both engines: teams, supervisors, shifts, working days, learning, rework, priorities."""

import pytest
from tests.engine.compiled.twins import same

BUSY = """
start: 2026-01-01
horizon: 18 months
sites:
  base:
    shift: 10 h/day
    week: [mon, tue, wed, thu, fri]
    stoppages: [{from: 2026-05-01, to: 2026-05-10}]
    parts: {box: {stock: 2, repair: {turnaround: 5 d, needs: {trade: air, labour: {mean: 12 h, sd: 6 h}}}}}
    technicians:
      air:
        {apprentice: 3, journeyman: 2, master: 1, span: 2, learning: {rate: 0.85, floor: 0.3},
        rework: {apprentice: 0.4, journeyman: 0.2, master: 0.1}}
      engines: {journeyman: 2, team: 2}
fleets:
  first:
    items: {serviceable: 6, repairable: 2}
    restoration: {trade: air, labour: 30 h, team: 2}
    use: {plan: 300 h/month}
    priority: 2
    failures:
      hull: {mtbf: 60 h, needs: {trade: air, labour: {mean: 20 h, sd: 15 h, dist: lognormal}, team: 2}}
      engine: {mtbf: 90 h, shape: 2, critical: 0.5, needs: {trade: engines, labour: {mean: 30 h, sd: 10 h}}}
      box: {mtbf: 100 h, needs: {part: box, trade: air, labour: 2 h}}
      lamp: {mtbf: 30 d, clock: calendar, critical: 0.1, deferred: when_free, needs: {trade: engines, labour: 3 h}}
  second:
    items: 4
    site: base
    priority: 3
    use: {plan: 150 h/month}
    failures:
      hull: {mtbf: 80 h, needs: {trade: air, labour: {mean: 20 h, dist: exponential}}}
interventions:
  - {on: 2026-07-01, set: {sites.base.technicians.air.span: 1}}
  - {on: 2026-09-01, set: {sites.base.shift: 24 h/day, fleets.first.priority: 5}}
  - {on: 2026-11-01, set: {sites.base.technicians.air.span: 0.1}}
"""

#: One item and one shop; what is said of the shop or of the job comes in between.
ALONE = """
start: 2026-01-01
horizon: 8 months
sites: {{base: {{technicians: {{air: {shop}}}}}}}
fleets:
  f:
    items: 3
    use: {{plan: 300 h/month}}
    failures: {{hull: {{mtbf: 50 h, needs: {job}}}}}
"""


def test_shops_of_two_fleets_and_a_bench():
    same(BUSY, range(3))


@pytest.mark.parametrize(
    ("shop", "job"),
    [
        ("2", "{trade: air, team: 3, labour: 1 h}"),  # a team that never comes together
        ("{journeyman: 3, master: 0, span: 2}", "{trade: air, labour: 1 h}"),  # nobody to supervise
        ("{apprentice: 2, journeyman: 0}", "{trade: air, labour: 0.001 h}"),
        ("2", "{trade: air, labour: 1000000000 h}"),  # longer than any run
        (
            "{journeyman: 2, learning: {rate: 0.5}}",
            "{trade: air, labour: {mean: 40 h, sd: 80 h, dist: gamma}}",
        ),
        (
            "{journeyman: 2, rework: {apprentice: 1, journeyman: 1, master: 1}}",
            "{trade: air, labour: 30 h}",
        ),  # never right
        ("1", "{}"),
    ],
)
def test_shops_that_cannot_or_hardly_work(shop, job):
    same(ALONE.format(shop=shop, job=job))


def test_labour_without_a_trade_takes_its_hours():
    same("""
horizon: 8 months
fleets:
  f: {items: 3, use: {plan: 300 h/month}, failures: {a: {mtbf: 50 h, needs: {labour: {mean: 20 h, sd: 30 h}}}}}
""")


def test_no_working_day_is_left():
    same("""
start: 2026-01-01
horizon: 4 months
sites: {base: {technicians: {air: 1}, stoppages: [{from: 2026-02-01, to: 2027-01-01}]}}
fleets:
  f:
    items: {serviceable: 2, repairable: 2}
    restoration: {labour: 1000 h}
    failures:
      a: {mtbf: 40 d, needs: {labour: 3 h}}
      b: {mtbf: 20 d, critical: 0, deferred: when_free, needs: {labour: 3 h}}
""")
