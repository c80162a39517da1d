"""Missions are shared out, flown and broken off the same in both engines."""

import pytest
from tests.engine.compiled.twins import same

MISSIONS = """
start: 2026-01-01
horizon: 24 months
focal: us
capability: {areas: {lift: 3, eyes: 2}}
sites: {base: {}}
fleets:
  birds:
    {items: 12, party: us, site: base, areas: {lift: 1, eyes: 0.5}, use: {plan: 300 h/month, ceiling: 60 h/month},
    accidents: 2/1000 h, crews: {trained: 7, leaving: 0.04/month}}
  larks:
    {items: 9, party: us, site: base, areas: {lift: 0.7}, use: {ceiling: 40 h/month}, accidents: 3/1000 h,
    crews: {trained: 4, leaving: 0.02/month}}
  owls: {items: 5, party: us, site: base, areas: {eyes: 2}, accidents: 5/1000 h}
  cars: {items: 4, party: us, site: base, accidents: 1/1000 h}
missions:
  a: {hours: 200 h/month, area: lift, duration: 3 h}
  b: {hours: 500 h/month, fleets: [owls, larks, birds], priority: 1, duration: 4 h}
  c: {hours: 333.3 h/month, fleets: [larks, birds], priority: 1}
  d: {hours: 100 h/month, area: eyes, duration: 2.5 h, priority: -2}
interventions:
  - {on: 2026-09-14, set: {missions.a.priority: 1}}
  - {on: 2027-02-14, set: {missions.b.hours: 100 h/month, fleets.larks.use.ceiling: 60 h/month}}
"""


@pytest.mark.parametrize("replication", range(3))
def test_priorities_shares_and_missions_broken_off(replication):
    same(MISSIONS, [replication])


def test_nothing_is_asked():
    same(MISSIONS.replace("500 h/month", "0 h/month"), [0])


def test_nobody_can_go():
    same(MISSIONS.replace("trained: 4", "trained: 0").replace("items: 5", "items: {long_term: 5}"), [1])


def test_more_is_asked_than_anybody_has():
    same(MISSIONS.replace("100 h/month", "1e7 h/month"), [2])


def test_less_is_asked_than_fleets_have():
    few = MISSIONS.replace("200 h/month", "20 h/month").replace("500 h/month", "40 h/month")
    same(few.replace("333.3 h/month", "30 h/month").replace("trained: 7", "trained: 3"), [0])
