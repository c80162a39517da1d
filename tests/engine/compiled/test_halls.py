"""Halls are the same in both engines: slots, docks, prices, borders, gifts and deliveries."""

import pytest
from tests.engine.compiled.twins import same

HALLS = """
start: 2026-01-01
horizon: 4 y
budget: {support: 12 M USD/year}
sites:
  base:
    technicians: {air: 3}
    parts: {p: 1}
suppliers: {maker: {lead_time: {mean: 40 d, dist: exponential}}}
fleets:
  away:
    items: {serviceable: 8, long_term: 4}
    use: {plan: 400 h/month}
    failures: {p: {mtbf: 80 h, critical: 0.8, needs: {part: p, labour: 10 h}}}
    overhaul:
      {every: [600 h, 500 d], slots: 0.4/month, turnaround: {mean: 50 d, sd: 20 d}, where: abroad, price: 2 M USD}
    rehabilitation:
      {slots: 2/year, turnaround: {mean: 40 d, dist: exponential}, price: 1 M USD, needs: {labour: 100 h}}
    upgrade: {slots: 3/year, turnaround: 40 d, price: 500 k USD, gain: 1.2}
    accidents: 0.3/1000 h
    repairable: 0.5
  home:
    items: 6
    site: base
    overhaul:
      {every: 3000 h, turnaround: 30 d, where: home, docks: 2, price: 100 k USD,
      needs: {part: p, labour: 200 h, team: 2}}
    upgrade: {slots: 9/year, turnaround: 10 d, needs: {part: p, labour: 10 h}}
interventions:
  - {on: 2027-01-01, set: {supply.border: 0.7, fleets.home.overhaul.docks: 1}}
  - {on: 2028-01-01, set: {supply.border: 0, supply.price: 3}}
  - {on: 2029-01-01, set: {fleets.away.overhaul.slots: 0/month}}
"""

GIFTS = """
start: 2026-01-01
horizon: 3 y
fleets:
  f:
    items: {serviceable: 6, long_term: 6}
    use: {plan: 300 h/month}
    failures: {a: {mtbf: 200 h, critical: 0.5}}
    overhaul: {every: 900 h, turnaround: 30 d, where: home, docks: 3}
    rehabilitation: {slots: 0/year, turnaround: 20 d}
    upgrade: {slots: 0/year, turnaround: 20 d}
  g: {items: 0, failures: {a: {mtbf: 100 d}}}
agreement:
  partner: friend
  signed: 2 months
  life: {delay: 0.1/month, suspend: 0.05/month}
  tracks:
    overhaul: {delivery: 0.7, slots: {f: 0.6/month}}
    upgrades: {rehabilitate: {f: 0.4/month}, upgrade: {f: 0.5/month}}
    equipment: {items: {f: 9/year, g: 7/month}, limit: {f: 7}}
"""


def test_programmes_budgets_docks_and_borders():
    same(HALLS, range(3))


def test_what_an_agreement_gives():
    same(GIFTS, range(3))


@pytest.mark.parametrize("docks", [0, 1, 9])
def test_docks(docks):
    same(f"""
horizon: 2 y
budget: {{support: 3 M USD/year}}
fleets:
  f:
    items: 6
    overhaul:
      {{every: 100 d, turnaround: {{mean: 25 d, sd: 20 d}}, where: home, docks: {docks}, price: 400 k USD}}
""")
