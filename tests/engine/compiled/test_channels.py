"""Channels, flows of people, ladders and the index are the same in both engines."""

import math

import numpy as np
import pytest
from tests.engine.compiled import twins

import kilter
from kilter.engine.compiled.kernel import books, channels, head, risk
from kilter.engine.compiled.packing import pack
from kilter.engine.plan import plan
from kilter.engine.reference import simulate

WORLD = """
start: 2026-01-01
horizon: 30 months
channels:
  clashes:
    {counts: clashes, background: 2/month, branching: 0.5, half_life: 2 months, size: 0.7, weight: 1, reference: 4,
    deaths: {mean: 3, sd: 4, dist: gamma}, drivers: {channel.access.level: 2, ladder.pair.first_serious: 0.05}}
  quiet: {background: 0/month, start: 3, deaths: {mean: 1}}
  plain: {background: 3/month, branching: 0, half_life: 0.1 months, start: 9, weight: 0.2}
  access: {kind: level, start: 0.4, speed: 0.2, drivers: {channel.clashes.expected: 0.05}, weight: 0.3}
  people:
    {kind: flow, background: 50/month, start: 2000, returns: 0.5/month, per_event: {clashes: 100},
    per_death: {clashes: 10, pair: 2}, drivers: {channel.clashes.any: 0.4, ladder.pair.level: 0.2}, weight: 0.1,
    reference: 500}
  bare: {kind: flow}
  settled: {kind: flow, background: 9/month, drivers: {channel.people.displaced: -0.0001}}
ladder:
  pair: {channel: clashes, start: 3, trigger: 0.3, flare_deaths: {mean: 40, sd: 30}, weight: 1}
  feud: {channel: plain, start: 3, pressure: 9, relief: 0.5, flare_deaths: 9, decay_first: 0.9, decay_next: 1}
  chain: {start: 0, counts: &counts [[1, 2, 0, 0, 0, 1], [1, 1, 1, 0, 0, 0], [0, 2, 0, 3, 0, 0], [0, 0, 1, 0, 1, 0],
    [0, 0, 1, 0, 0, 1], [1, 0, 0, 0, 0, 2]], flare_deaths: {mean: 20, sd: 5}, weight: 0.5}
risk:
  vulnerability: {value: 6, drivers: {channel.people.displaced: 0.0005, ladder.pair.first_serious: 0.1}}
  coping: {value: 5, drivers: {channel.access.level: 3, ladder.chain.war: -0.5}}
interventions:
  - {on: 2027-03-10, set: {channels.clashes.background: 5/month, ladder.pair.relief: 3, channels.access.intensity: 4}}
  - {on: 2027-06-01, set: {channels.clashes.intensity: 2, channels.clashes.size: 9, risk.coping.value: 9}}
  - {on: 2027-09-01, set: {channels.people.per_event.clashes: 3, channels.quiet.background: 1/month}}
"""

BETWEEN = """
start: 2026-01-01
horizon: 24 months
focal: us
fleets: {birds: {items: 6, areas: {lift: 1}, accidents: 3/1000 h, use: {plan: 90 h/month}}}
capability: {areas: {lift: 5}}
parties: {them: {capability: [{on: 2026-01-01, index: 40}, {on: 2027-06-01, index: 80}]}}
actors:
  rival:
    party: them
    alarm: {lift: 1}
    concern: {start: 0.3, baseline: 0.2, noise: 0.1, gain: 2}
    reactions:
      talks: {kind: mediation, at: 0.25, below: true, rate: 0.5/month, lasts: 50 d}
  other: {concern: {start: 0.5}}
channels:
  border: {background: 2/month, rival: rival, alarm: 2, deterrence: 3, drivers: {actor.other.concern: 2}}
  sea: {background: 1/month, rival: rival, alarm: 1, deterrence: 4, deterrence_by: balance}
  level: {kind: level, start: 0.3, rival: other, alarm: 3, deterrence: 1}
  away: {kind: flow, background: 10/month, returns: 0.1/month, rival: rival, alarm: 3}
ladder:
  pair: {rival: rival, channel: border, start: 2, trigger: 0.3, alarm: 4, deterrence: 3, flare_deaths: 5}
  balance: {rival: rival, deterrence_by: balance, alarm: -2, deterrence: 9}
  alone: {alarm: -1, deterrence: -1}
risk: {vulnerability: {value: 0}, coping: {value: 10}}
"""


@pytest.mark.parametrize("replication", range(3))
def test_events_levels_people_and_ladders(replication):
    twins.same(WORLD, [replication])


def test_the_world_above_is_a_lively_one():
    made = plan(kilter.loads(WORLD))
    values = np.vstack([simulate(made, 1, replication).values for replication in range(3)])
    seen = {measure.name: values[:, i] for i, measure in enumerate(made.measures)}
    for name in ("channel.clashes.deaths", "ladder.pair.deaths", "ladder.feud.deaths", "ladder.chain.war"):
        assert seen[name].any(), name
    for name in ("ladder.pair.level", "ladder.chain.level", "risk.class", "risk.contribution.coping"):
        assert len(set(seen[name])) > 1, name
    assert math.isnan(seen["ladder.pair.first_serious"][0])


@pytest.mark.parametrize("replication", range(2))
def test_two_sides_that_alarm_and_deter(replication):
    twins.same(BETWEEN, [replication], seed=5)


def test_counts_too_large_for_one_draw():
    many = "{background: 900/month, branching: 0.2, size: 900, half_life: 3 months}"
    crowd = "{background: 1300/month, branching: 0, size: 1e9, deaths: {mean: 0.001}}"
    twins.same(f"{{horizon: 6 months, channels: {{many: {many}, crowd: {crowd}}}}}", [0])


def test_an_index_without_anything_that_threatens():
    twins.same("{horizon: 5 months, risk: {vulnerability: {value: 3}, coping: {value: 4}}}", [0])
    twins.same("{horizon: 5 months, channels: {c: {background: 0/month}}}", [0])
    quiet = "channels: {c: {background: 0/month, weight: 1}}, risk: {vulnerability: {value: 3}, coping: {value: 0}}"
    twins.same(f"{{horizon: 5 months, {quiet}}}", [0])


def test_a_measure_that_is_undefined_pulls_nothing():
    image = pack(plan(kilter.loads(WORLD)))
    n = x = image.words
    pulls = n[n[head.RISK] + risk.VULNERABILITY_PULLS]
    assert channels.pulled(n, x, pulls, 2) == 0.0  # before the start is known
    displaced, serious = pulls, pulls + channels.PULL_SIZE
    x[n[displaced + channels.STATE]] = 3000.0
    x[n[displaced + channels.FROM]] = 1000.0
    n[head.BEGUN] = 1
    assert math.isnan(x[n[serious + channels.STATE]])
    assert channels.pulled(n, x, pulls, 2) == 0.0005 * 2000.0
    books.put(x, n[serious + channels.STATE], 4.0)
    assert channels.pulled(n, x, pulls, 2) == 0.0005 * 2000.0
    x[n[serious + channels.FROM]] = 1.0
    assert channels.pulled(n, x, pulls, 2) == 0.0005 * 2000.0 + 0.1 * 3.0
