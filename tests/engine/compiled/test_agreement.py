"""The agreement, precautions and arrangements are the same in both engines."""

import pytest
from tests.engine.compiled import twins

import kilter
from kilter.engine.compiled.kernel import agreement, cells, head, loop
from kilter.engine.compiled.packing import agreement as packing
from kilter.engine.compiled.packing import pack
from kilter.engine.plan import plan
from kilter.engine.reference import simulate

WORLD = """
start: 2026-01-01
horizon: 4 y
focal: us
sites: {base: {technicians: {air: {journeyman: 3, master: 1}}}}
agreement:
  partner: friend
  signed: 3 months
  price: 30 k USD
  pace: 2
  announced: 0.5
  trust: {shock: 0.3, start: 0.5, rate_up: 0.4}
  tracks:
    maintenance: {from: 2 months, ramp: 10 months, level: 1, delivery: 0.7, grade: journeyman, advisers: {air: 2}}
    infrastructure: {ramp: 5 months, delivery: 0.9, depth: political, tools: {base: 1.3}}
  partner_interests:
    fear: {value: 0.6, weight: 2, follows: {measure: channel.clashes.expected, slope: 0.1}}
    trade: {value: 0.4, follows: {measure: ladder.pair.first_serious, slope: 0.1}}
  focal_interests: {need: {value: 0.7, follows: {measure: actor.rival.concern, slope: -2}}}
  life:
    {narrow: 0.05/month, delay: 0.1/month, suspend: 0.05/month, broaden: 0.2/month, end: 0.004/month,
    broaden_depth: 1}
actors:
  rival:
    concern: {start: 0.3, baseline: 0.2, salience: 1}
    incidents: [{channel: clashes, weight: 0.1, reference: 5}]
    reactions:
      border:
        {at: 0.25, rate: 0.5/month, lasts: {mean: 90 d, sd: 40 d}, trust: -0.02,
        effects: {ladder.pair.pressure: x2, channels.clashes.intensity: x1.4, agreement.conduct.restraint: x0.5}}
      talks: {kind: confidence-building, at: 0.35, below: true, rate: 0.3/month, lasts: 60 d, trust: 0.02}
  neighbour: {concern: {start: 0.2}}
arrangements:
  pact:
    from: 2 months
    members:
      rival: {at: 0.42, width: 0.1, rate: 0.6/month, leaves: 0.2/month, company: 0.1, below: true}
      neighbour: {at: 0.1, rate: 0.5/month, joined: true, width: 0.2, company: 0.2}
    quorum: 2
    lapse: 0.1/month
    price: 1 M USD/year
    calms: true
    effects: {channels.clashes.background: x0.7, channels.clashes.intensity: +0.1}
  late: {members: {rival: {at: 1, rate: 1/month, driver: ladder.pair.first_serious}}, quorum: 1,
    effects: {ladder.pair.relief: x1.5}}
precautions:
  posts:
    {from: 6 months, ramp: 12 months, level: 0.8, setup: 100 k USD, price: 1 M USD/year, calms: true,
    effects: {ladder.pair.relief: x3, channels.clashes.intensity: x0.5, channels.clashes.branching: -0.1}}
  line: {from: 1.5 months, calms: true, effects: {channels.clashes.intensity: x0.9}}
channels: {clashes: {background: 2/month, branching: 0.5, size: 0.7, weight: 1, reference: 4}}
ladder: {pair: {channel: clashes, start: 3, trigger: 0.3, pressure: 2, flare_deaths: {mean: 40, sd: 30}, weight: 1}}
risk: {vulnerability: {value: 6}, coping: {value: 5, drivers: {agreement.trust: -3}}}
interventions:
  - {on: 2027-03-10, set: {agreement.state: delayed, agreement.conduct.restraint: 0.2}}
  - {on: 2027-06-10, set: {precautions.posts.level: 0.2, precautions.line.level: 0, arrangements.late.quorum: 1}}
  - {on: 2028-01-01, set: {agreement.state: active, agreement.price: 0, precautions.line.level: 0.5}}
  - {on: 2029-03-01, set: {agreement.state: active}}
"""


@pytest.mark.parametrize("replication", range(4))
def test_support_steps_and_pacts(replication):
    twins.same(WORLD, [replication])


def test_the_world_above_is_a_lively_one():
    made = plan(kilter.loads(WORLD))
    runs = [simulate(made, 1, replication).values for replication in range(4)]
    column = {measure.name: i for i, measure in enumerate(made.measures)}
    seen = {name: {float(v) for run in runs for v in run[:, i]} for name, i in column.items()}
    assert len(seen["agreement.state"]) == 7
    for name in ("arrangement.pact.in_force", "arrangement.late.in_force", "arrangement.pact.member.rival"):
        assert seen[name] == {0.0, 1.0}, name
    assert seen["ladder.pair.push.calm"] == {0.0, 0.1, 0.25, 0.5}
    for name in ("agreement.trust", "agreement.depth", "agreement.delivery", "ladder.pair.push.relief"):
        assert len(seen[name]) > 9, name


@pytest.mark.parametrize("room", [0, 1])
def test_steps_without_room_come_to_an_end(room):
    at_once = "precautions: {a: {effects: {supply.price: x2}}, b: {effects: {supply.price: x3}}}"
    image = pack(plan(kilter.loads(f"{{horizon: 1 y, {at_once}}}")))
    image.words[head.LIMIT] = int(image.words[head.FREE]) + room * cells.SIZE
    words = [*image.words, *[0] * (int(image.words[head.LIMIT]) - len(image.words))]
    assert loop.simulate(words, words) == -1


def test_an_agreement_that_promises_nothing():
    twins.same("{horizon: 1 y, agreement: {partner: friend}}", [0])
    twins.same("{horizon: 1 y, agreement: {partner: friend, state: ended, price: 1 USD}}", [0])
    rates = "life: {broaden: 1/month, narrow: 0.5/month, broaden_depth: 1, narrowed: 0}"
    twins.same(f"{{horizon: 2 y, agreement: {{partner: friend, state: broadened, {rates}}}}}", [0, 1])


def test_it_takes_effect_within_a_month():
    tracks = "tracks: {training: {ramp: 0 months, delivery: 1}, overhaul: {ramp: 3 months, depth: strategic}}"
    twins.same(f"{{horizon: 1 y, agreement: {{partner: friend, signed: 2.5 months, {tracks}}}}}", [0])


def test_without_an_agreement_whoever_reads_it_finds_nothing():
    image = pack(plan(kilter.loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")))
    n = x = image.words
    assert not agreement.in_force(n)
    assert (agreement.transparency(n, x), agreement.announced(n, x), agreement.parts(n, x)) == (1.0, 0.0, 0.0)
    assert packing.gifts(image, "seats", 0) == 0
    assert packing.limit(image, 0) == -1
    assert (agreement.given(n, x, 0), agreement.tools(n, x, 0), agreement.limit(n, x, -1)) == (0.0, 1.0, -1.0)
    before = list(n)
    agreement.force(n, x, 1)
    assert n == before


def test_what_tracks_give_is_their_level_of_each_gift():
    scenario = kilter.loads(
        """
        horizon: 1 y
        fleets: {truck: {items: 5}, car: {items: 2}}
        agreement:
          partner: friend
          announced: 0.4
          tracks: {equipment: {items: {truck: 2/month, car: 5/month}, limit: {car: 3}}}
        """
    )
    image = pack(plan(scenario))
    truck, car = (packing.gifts(image, "items", fleet) for fleet in range(2))
    limits = [packing.limit(image, fleet) for fleet in range(2)]
    n = x = image.words
    track = n[n[head.AGREEMENT] + agreement.TRACKS]
    assert agreement.given(n, x, truck) == 0.0
    x[track + agreement.LEVEL] = 0.5
    assert (agreement.given(n, x, truck), agreement.given(n, x, car)) == (1.0, 2.5)
    assert agreement.tools(n, x, truck) == 1.5
    assert [agreement.limit(n, x, lever) for lever in limits] == [-1.0, 3.0]
    assert agreement.announced(n, x) == 0.4
