"""What brings items back is the same in both engines: jobs one after another, parts, wrecks, overhaul at the end."""

from tests.engine.compiled.twins import same

PARTS = """
start: 2026-01-01
horizon: 2 y
sites:
  base:
    technicians: {air: 3}
    parts: {p: 2, q: {stock: 1, reorder: 0}, never: {stock: 1, supplier: []}}
suppliers: {maker: {lead_time: {mean: 30 d, dist: exponential}}}
fleets:
  f:
    items: {serviceable: 8, repairable: 1, long_term: 1, hulk: 2}
    restoration: {parts: {p: 3, never: 1}}
    use: {plan: 400 h/month}
    accidents: 0.2/1000 h
    repairable: 0.5
    failures:
      p: {mtbf: 80 h, critical: 0.8, needs: {parts: {p: 1, q: 2}, labour: 10 h}}
      q: {mtbf: 100 h, needs: {part: q, labour: 5 h}}
      r: {mtbf: 100 h, critical: 0.3, needs: {labour: 5 h}}
      nothing: {mtbf: 100 h, critical: 0.6}
      s: {mtbf: 60 d, clock: calendar, critical: 0, deferred: when_free, needs: {part: p, labour: 5 h}}
      t: {mtbf: 90 h, critical: 0, deferred: when_free, needs: {part: p, labour: 5 h}}
    inspections:
      minor: {every: [100 h, 90 d], needs: {part: p, labour: 8 h, team: 3}}
      look: {every: 40 d}
    overhaul: {every: [700 h, 300 d], turnaround: 20 d}
    cannibalise: {yields: 3, success: 0.7, labour: 1.5}
  names:
    items: {serviceable: 3, repairable: 2}
    site: base
    restoration: {labour: 20 h}
    failures:
      restoration: {mtbf: 60 d, needs: {labour: {mean: 10 h, sd: 10 h}}}
      overhaul: {mtbf: 90 d, needs: {labour: {mean: 10 h, sd: 10 h}}}
    overhaul: {every: 200 d, turnaround: 9 d, where: home, needs: {labour: {mean: 90 h, sd: 50 h}}}
interventions:
  - {on: 2026-06-01, set: {fleets.f.failures.p.needs.parts.q: 1, fleets.f.cannibalise.success: 1}}
"""


def test_parts_wrecks_and_what_was_put_off():
    same(PARTS, range(3))


def test_jobs_that_take_nothing_follow_at_once():
    same("""
horizon: 12 months
fleets:
  f:
    items: {serviceable: 3, repairable: 2}
    restoration: {labour: 0 h}
    failures: {a: {mtbf: 9 d}, b: {mtbf: 5 d, critical: 0}, c: {mtbf: 5 d, critical: 0, clock: calendar}}
    inspections: {minor: {every: [20 d]}}
    overhaul: {every: 60 d, turnaround: 0 d}
""")
