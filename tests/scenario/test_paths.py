from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scenario.worlds import FULL, SMALLEST

from kilter.errors import NameUnknownError
from kilter.scenario import loads
from kilter.scenario.paths import SINGULAR, canonical, quantities, register, resolve

SCENARIO = loads(FULL)
KNOWN = quantities(SCENARIO)


@given(st.sampled_from(sorted(KNOWN)))
def test_every_quantity_is_found_by_its_own_path(path):
    assert resolve(path, KNOWN) == [path]


@given(st.sampled_from(sorted(p for p in KNOWN if p.partition(".")[0] in set(SINGULAR.values()))))
def test_the_section_may_be_written_in_the_other_number(path):
    other = {plural: singular for singular, plural in SINGULAR.items()}
    head, _, rest = path.partition(".")
    assert canonical(f"{other[head]}.{rest}") == path
    assert resolve(f" {other[head]}.{rest} ", KNOWN) == [path]


@given(st.sampled_from(sorted(p for p in KNOWN if p.count(".") > 1)), st.data())
def test_a_star_stands_for_any_one_name(path, data):
    names = path.split(".")
    index = data.draw(st.integers(0, len(names) - 1))
    found = resolve(".".join([*names[:index], "*", *names[index + 1 :]]), KNOWN)
    assert path in found
    assert all(p.split(".")[:index] == names[:index] for p in found)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("suppliers.works.lead_time", ["suppliers.works.lead_time.mean"]),
        ("suppliers.*.lead_time", ["suppliers.works.lead_time.mean", "suppliers.traders.lead_time.mean"]),
        ("site.base.technicians.ground", ["sites.base.technicians.ground.journeyman"]),
        ("sites.base.parts.bolts", ["sites.base.parts.bolts.stock"]),
        ("fleets.lorries.items", ["fleets.lorries.items.serviceable"]),
        ("capability.areas.transport", ["capability.areas.transport.required"]),
        ("channel.raids", ["channels.raids.intensity"]),
        ("risk.vulnerability", ["risk.vulnerability.value"]),
        ("agreement.tracks.parts.from", ["agreement.tracks.parts.from"]),
        ("ladders.border.start", ["ladder.border.start"]),
        ("fleets.helicopters.overhaul.every.1", ["fleets.helicopters.overhaul.every.1"]),
    ],
)
def test_a_section_stands_for_its_principal_number(path, found):
    assert resolve(path, KNOWN) == found


@pytest.mark.parametrize(
    "path", ["agreement.transparancy", "", ".", "*.*.*.*.*.*.*.*", "fleets", "agreement.tracks.parts.start"]
)
def test_a_path_to_nothing_is_an_error_that_helps(path):
    with pytest.raises(NameUnknownError, match=r"there is no quantity at .*; (did you mean|'kilter show)"):
        resolve(path, KNOWN)


@given(st.text(max_size=60))
def test_any_text_is_a_path_or_an_unknown_name(text):
    with suppress(NameUnknownError):
        assert set(resolve(text, KNOWN)) <= set(KNOWN)


def test_what_describes_the_start_cannot_change_later():
    assert not KNOWN["fleets.lorries.items.serviceable"].dynamic
    assert not KNOWN["warmup"].dynamic
    assert KNOWN["fleets.helicopters.use.plan"].dynamic
    assert KNOWN["suppliers.works.lead_time.mean"].spread == "suppliers.works.lead_time"


def test_the_register_lists_assumptions_and_not_definitions():
    rows = {row.path: row for row in register(loads(SMALLEST))}
    assert rows["fleets.truck.failures.wear.mtbf"].written == "45 h"
    assert "fleets.truck.failures.wear.shape" not in rows
    assert rows["sites.shop.technicians.repairer.to_master"].default
    engine = next(row for row in register(SCENARIO) if row.path.endswith("engine.mtbf"))
    assert (engine.value, engine.unit, engine.low, engine.high, engine.source, engine.confidence) == (
        80.0, "h", 40.0, 150.0, "handbook", "low",
    )  # fmt: skip
