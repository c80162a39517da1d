"""Scenarios that tests share: the smallest one, and one that has every section."""

SMALLEST = """\
horizon: 90 d
sites: {shop: {technicians: {repairer: 1}}}
fleets: {truck: {items: 5, failures: {wear: {mtbf: 45 h, needs: {labour: 30 min}}}}}
"""

FULL = """\
kilter: 1
title: Everything at once
story: A scenario that says something in every section.
start: 2030-01-31
horizon: 60 months
warmup: 30 d
report: 1 week
focal: north
sources:
  handbook: {title: A handbook, date: 2019, url: "https://example.org"}
sites:
  base:
    shift: 8 h/day
    technicians:
      air: {apprentice: 4, journeyman: {value: 6, range: [3, 10], source: assumed}, master: 2, span: 4}
      ground: 3
    parts:
      engine: {stock: 3, reorder: 1, on_hand: 2, supplier: [works, traders], demand: 1/year}
      spares: {stock: {value: 8, range: [4, 15]}, supplier: traders}
      bolts: {stock: 4, supplier: []}
parts:
  engine: {price: 100 k USD, repair: {turnaround: {mean: 120 d, sd: 40 d}, success: 50 %}}
  spares: {price: 2 k USD}
  bolts: {}
suppliers:
  works: {lead_time: {mean: 90 d, dist: exponential}, capacity: 3/month, depth: technical-military}
  traders: {lead_time: 100 d, price: x2, reliability: 0.75}
supply: {lead_time: ×1.1, border: 10 %}
budget: {support: 2.5 M USD/year}
fleets:
  helicopters:
    origin: eastern
    areas: {transport: 1, watch: 0.5}
    items: {serviceable: 6, repairable: 2, long_term: 2, hulk: 1}
    age: 20 y
    use: {plan: 100 h / month, ceiling: 25 h/month}
    failures:
      engine: {mtbf: {value: 80 h, range: [40, 150], shape: triangular, source: handbook, confidence: low},
        shape: 1.2, growth: 5 %/year, needs: {part: engine, trade: air, team: 2, labour: {mean: 60 h, sd: 30 h}}}
      systems: {mtbf: 40 h, critical: 0.6, needs: {parts: {spares: 2}, trade: air, labour: 25 h}}
    inspections: {yearly: {every: 12 months, needs: {trade: air, labour: 120 h}}}
    overhaul: {every: [2000 h, 8 y], slots: 1/year, turnaround: 240 d, price: 800 k USD}
    restoration: {part: engine, number: 2, trade: air, labour: 200 h}
    rehabilitation: {needs: {trade: air, labour: 800 h}, turnaround: 90 d}
    upgrade: {gain: x1.2, needs: {trade: air, labour: 300 h}}
    cannibalise: {yields: 4}
    crews: {trained: 8, proficiency: 0.55}
    accidents: 0.1/1000 h
  lorries: {items: 15, areas: {transport: 0.1}, site: base}
missions: {supply: {hours: 40 h/month, area: transport, priority: 1, duration: 2 h}}
courses:
  mechanics: {trade: air, seats: 4/year, length: 9 months}
  pilots: {crew: helicopters, where: abroad, length: 16 months}
capability:
  areas: {transport: 6, watch: {required: 3, weight: 0.5}}
readiness:
  personnel: {required: 32, senior_required: 5}
agreement:
  partner: eastria
  transparency: 0.4
  tracks:
    maintenance: {from: 2 months, ramp: 6 months, advisers: {air: 3}}
    parts: {from: 3 months, supplier: works, depth: technical-military}
    training: {seats: {mechanics: 4/year}}
    overhaul: {slots: {helicopters: 2/year}}
    upgrades: {rehabilitate: {helicopters: 1/year}, upgrade: {helicopters: 1/year}}
    infrastructure: {tools: {base: x1.3}}
    equipment: {items: {lorries: 6/year}, limit: {lorries: 12}}
  partner_interests: {threat: {value: 0.7, follows: {measure: channel.raids.expected, slope: 0.03}}}
parties:
  southern: {title: South, capability: [{on: 2030-01-31, index: 60}, {on: 2035-01-31, index: 70}], weight: 1.5}
actors:
  south:
    party: southern
    alarm: {watch: 0.6, transport: -0.3}
    concern: {start: 0.5}
    incidents: [{channel: raids, weight: 0.1, reference: 4}]
    reactions:
      closure: {kind: border-closure, at: 0.65, rate: 0.15/month, lasts: {mean: 60 d, sd: 30 d}, below: true,
        effects: {supply.border: +0.4, suppliers.*.lead_time: x1.6}, signals: {south: -5}}
precautions:
  hotline: {kind: hotline, from: 3 months, price: 5 k USD/month, effects: {ladder.border.pressure: x0.9}}
arrangements:
  forum: {members: {south: {at: 0.5, below: true, rate: 0.1/month}}, quorum: 1, effects: {supply.border: -0.05}}
channels:
  raids: {counts: raids, background: 2/month, drivers: {capability.watch: -0.8}, deaths: {mean: 2, sd: 3}}
  hardship: {kind: level, start: 0.35}
ladder:
  border: {rival: south, channel: raids, start: 2, flare_deaths: {mean: 60, sd: 40}}
risk:
  vulnerability: {value: 5, drivers: {channel.hardship.level: 3}}
  coping: {value: {value: 5, range: [3, 7]}}
alternatives:
  air_defence:
    note: contested
    oneof:
      none_agreed: {weight: 0.7, source: handbook, confidence: low}
      agreed: {weight: 0.3, source: assumed, set: {agreement.tracks.equipment.level: {value: 0.5, range: [0, 1]}}}
interventions:
  - {on: 2031-03-01, set: {agreement.tracks.training.level: 0.5, suppliers.*.lead_time: x1.5}, note: slower}
  - on: 2032-01-01
    set: {agreement.state: suspended}
"""
