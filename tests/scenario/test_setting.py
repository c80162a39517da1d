"""Settings by path: what ``--set`` and sweeps change."""

import pytest

from kilter.errors import ScenarioError
from kilter.scenario import loads

TEXT = """
horizon: 2 y
suppliers:
  near: {lead_time: {mean: 10 d, sd: 4 d}}
  far: {lead_time: {mean: 40 d, sd: 20 d, source: told}}
agreement: {partner: someone, transparency: {value: 0.5, range: [0.2, 0.8], source: assumed}}
fleets: {truck: {items: 5}}
interventions:
  - {on: 2026-06-01, set: {agreement.transparency: 0.6}}
  - {on: 2027-06-01, set: {agreement.transparency: 0.7}}
"""


def test_a_default_that_no_file_writes_can_be_set():
    scenario = loads(TEXT, set={"agreement.life.end": "0.5/month"})
    assert scenario.agreement.life.end.value == 0.5
    assert scenario.agreement.life.end.low is not None


def test_a_star_and_a_factor_reach_every_supplier_and_its_spread():
    scenario = loads(TEXT, set={"supplier.*.lead_time": "x2"})
    assert [s.lead_time.mean.value for s in scenario.suppliers.values()] == [20, 80]
    assert [s.lead_time.sd.value for s in scenario.suppliers.values()] == [8, 40]


def test_what_is_set_keeps_its_source_and_may_leave_its_range():
    value = loads(TEXT, set={"agreement.transparency": 0.95}).agreement.transparency
    assert (value.value, value.low, value.high, value.source) == (0.95, 0.2, 0.8, "assumed")


def test_setting_changes_the_fingerprint_and_setting_back_restores_it():
    base = loads(TEXT)
    assert loads(TEXT, set={"fleets.truck.items": 6}).fingerprint != base.fingerprint
    assert loads(TEXT, set={"fleets.truck.items": 5}).fingerprint == base.fingerprint


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("agreement.life.ennd", "1/month", "agreement.life.end"),
        ("agreement.transparency", "0.5 kg", "kg"),
        ("agreement.transparency", "7", "0.7"),
        ("fleet.trcuk.items", 4, "fleets.truck.items"),
    ],
)
def test_a_setting_that_cannot_be_says_what_to_write(path, value, says):
    with pytest.raises(ScenarioError, match="--set") as caught:
        loads(TEXT, set={path: value})
    assert says in str(caught.value)


def test_a_shorter_horizon_leaves_out_what_lies_beyond_it():
    assert len(loads(TEXT, until="12 months").interventions) == 1
    assert len(loads(TEXT, until="36 months").interventions) == 2


def test_a_checked_section_is_checked_again():
    with pytest.raises(ScenarioError, match="strictly between 0 and 1"):
        loads("{horizon: 1 y, channels: {aid: {kind: level, start: 0.4}}}", set={"channels.aid.start": 2})
