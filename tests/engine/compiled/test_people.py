"""People, officers and crews are the same in both engines, where their rules meet odd numbers too."""

import pytest
from tests.engine.compiled.twins import same

SCHOOLS = """
start: 2026-01-01
horizon: 30 months
focal: us
budget: {support: 30 k USD/year}
sites:
  base:
    officers: {trained: 3, required: 5, without: 0.7, leaving: 0.03/month}
    technicians:
      air:
        {apprentice: 4, journeyman: 6, master: 3, span: 2, to_journeyman: 8 months, to_master: 20 months,
        master_posts: 4, leaving: {apprentice: 0.03/month, journeyman: 0.02/month, master: 0.04/month}}
      ground: {journeyman: 2, master: 1, careers: false}
courses:
  basic: {trade: air, site: base, seats: 10/year, every: 2 months, length: 5 months, instructors: 1, passes: 0.8}
  fast:
    {trade: air, site: base, level: journeyman, seats: 15/year, every: 1 months, length: 4 months, instructors: 9}
  dear:
    {trade: ground, where: abroad, instructors: 2, seats: 9/year, every: 3.5 months, length: 2.5 months,
    price: 4 k USD}
  planners: {officers: base, where: abroad, seats: 5/year, every: 3 months, length: 2 months, passes: 0.5}
  pilots: {crew: birds, seats: 7/year, length: 0.2 months, every: 1.5 months}
  drivers: {crew: boats, seats: 7/year, length: 2 months}
fleets:
  birds:
    party: us
    items: 6
    site: base
    use: {plan: 100 h/month, ceiling: 60 h/month}
    failures: {wear: {mtbf: 30 h, needs: {trade: air, labour: {mean: 60 h, sd: 40 h}}}}
    crews: {trained: 5, leaving: 0.06/month, half_life: 3 months, currency: {hours: 30 h, within: 45 d}}
  cars: {party: us, items: 2, site: base}
  boats: {party: us, items: 3, site: base, use: {plan: 90 h/month}, crews: {trained: 0, leaving: 0.02/month}}
agreement:
  partner: friend
  signed: 1 months
  life: {delay: 0.1/month, narrow: 0.1/month}
  tracks:
    maintenance: {ramp: 2 months, delivery: 0.8, advisers: {air: 3}, grade: journeyman}
    training: {seats: {fast: 9/year, pilots: 3/year}}
    infrastructure: {tools: {base: x1.3}}
interventions:
  - {on: 2026-09-11, set: {courses.basic.length: 1 months, courses.basic.every: 2.5 months}}
  - {on: 2027-03-01, set: {fleets.birds.crews.currency.within: 200 d, sites.base.technicians.air.master_posts: 1}}
  - {on: 2027-06-15, set: {fleets.birds.use.plan: 0 h/month, sites.base.technicians.air.leaving.master: 2/month}}
"""


@pytest.mark.parametrize("replication", range(3))
def test_courses_careers_officers_and_crews(replication):
    same(SCHOOLS, [replication])


def test_reports_more_and_less_often_than_monthly():
    same(SCHOOLS.replace("focal: us", "focal: us\nreport: 10 d"), [3])
    same(SCHOOLS.replace("focal: us", "focal: us\nwarmup: 100 d\nreport: 3 months"), [4])


def test_a_fleet_whose_crews_have_all_gone():
    same(SCHOOLS.replace("leaving: 0.06/month", "leaving: 3/month"), [0])


def test_everybody_passes_and_nobody_does():
    same(SCHOOLS.replace("passes: 0.8", "passes: 1").replace("passes: 0.5", "passes: 0"), [5])
