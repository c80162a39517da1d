"""Robbing is the same in both engines: who gives, who gets, what breaks, and what is owed afterwards."""

import pytest
from tests.engine.compiled.twins import same

ROBBED = """
start: 2026-01-01
horizon: 15 months
sites:
  base:
    technicians: {{air: 4}}
    parts: {{p: 1, q: {{stock: 1, reorder: 0}}, r: 0, s: 0}}
suppliers: {{maker: {{lead_time: {{mean: 60 d, dist: exponential}}}}}}
fleets:
  f:
    items: {{serviceable: 8, repairable: 2, long_term: 3, hulk: 1}}
    restoration: {{parts: {{p: 1, s: 1}}, labour: 10 h}}
    use: {{plan: 500 h/month}}
    failures:
      p: {{mtbf: 80 h, critical: 0.8, needs: {{parts: {{p: 2, q: 2, r: 1}}, labour: 10 h}}}}
      q: {{mtbf: 100 h, needs: {{parts: {{q: 1, r: 1}}, labour: 5 h}}}}
      r: {{mtbf: 100 h, critical: 0.3, needs: {{part: r, labour: 5 h}}}}
      s: {{mtbf: 200 h, critical: 0.3, deferred: when_free, needs: {{part: s, labour: 5 h}}}}
    inspections: {{minor: {{every: [100 h, 90 d], needs: {{part: p, labour: 8 h, team: 3}}}}}}
    overhaul:
      {{every: 900 h, turnaround: 30 d, where: home, docks: 1, needs: {{parts: {{s: 2}}, labour: 50 h, team: 2}}}}
    rehabilitation: {{slots: 3/year, turnaround: 40 d, needs: {{parts: {{p: 1}}, labour: 100 h}}}}
    upgrade: {{slots: 3/year, turnaround: 20 d, gain: 1.2, needs: {{parts: {{q: 1}}}}}}
    cannibalise: {rule}
interventions:
  - {{on: 2026-09-01, set: {{fleets.f.failures.q.needs.parts.q: 2, fleets.f.cannibalise.success: 0.5}}}}
"""


@pytest.mark.parametrize(
    "rule",
    [
        "{donors: [long_term, down], success: 0.8, labour: 1.5}",
        "{donors: [hulk, long_term, down], yields: 4, success: 0.3, per_donor: 2}",
        "{donors: [down], success: 1}",
        "{donors: [long_term], success: 0.9, per_donor: 1, labour: 3}",
    ],
)
def test_items_that_rob_each_other(rule):
    same(ROBBED.format(rule=rule))
