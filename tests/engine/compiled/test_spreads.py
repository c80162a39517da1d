"""Random amounts of both engines: gamma amounts by their table, and exactly once something has moved them."""

import pytest
from tests.engine.compiled.twins import same

import kilter
from kilter.engine.compiled.kernel import head, levers, spreads
from kilter.engine.compiled.packing.image import Image
from kilter.engine.plan import Plan, plan
from kilter.engine.reference.levers import Levers
from kilter.engine.reference.spreads import amount
from kilter.engine.rows import SpreadRow
from kilter.mechanisms.draws import LOGNORMAL, gamma
from kilter.mechanisms.gamma_table import gamma_from

SCENARIO = """
start: 2026-01-01
horizon: 18 months
fleets:
  trucks:
    items: 6
    failures: {wear: {mtbf: 30 d, needs: {part: pump, labour: {mean: 2 h, sd: 5 h, dist: gamma}}}}
suppliers:
  maker: {lead_time: {mean: 20 d, sd: 10 d, dist: gamma}}
sites:
  base: {technicians: {technician: 2}, parts: {pump: 3}}
interventions:
  - {on: 2026-09-14, set: {suppliers.maker.lead_time.mean: 25 d}}
"""


def test_gamma_amounts_are_the_same_before_and_after_their_mean_is_moved() -> None:
    same(SCENARIO, range(3))


def image_of(made: Plan) -> Image:
    """Levers alone, at what they are at the start."""
    image = Image(made)
    image.words[head.LEVERS] = image.reserve(levers.SIZE * len(made.params))
    for slot, value in enumerate(made.params):
        image.words[image.lever(slot)] = value
    return image


def test_amounts_of_one_shape_have_one_table_and_others_none() -> None:
    made = plan(kilter.loads(SCENARIO))
    image, row = image_of(made), made.suppliers[0].lead
    first, second = image.own_spread(row), image.own_spread(row)
    plain = image.own_spread(SpreadRow(LOGNORMAL, row.mean, row.sd))
    table = int(image.words[first + spreads.TABLE])
    assert table == image.words[second + spreads.TABLE] > 0
    assert tuple(image.words[table : table + len(row.table)]) == row.table
    assert image.words[plain + spreads.TABLE] == 0 == image.words[0]


@pytest.mark.parametrize("u", [2.0**-53, 0.3, 0.9])
def test_a_draw_of_the_kernel_is_the_draw_of_the_reference(u: float) -> None:
    made = plan(kilter.loads(SCENARIO))
    image, row, now = image_of(made), made.suppliers[0].lead, Levers(made)
    words, at = image.words, image.own_spread(row)
    assert spreads.drawn(words, words, at, u) == amount(now, row, u) == gamma_from(row.table, 0, u, 20.0)
    words[image.lever(row.mean)] = 25.0
    now.set(row.mean, 25.0)
    assert spreads.drawn(words, words, at, u) == amount(now, row, u) == gamma(u, 25.0, 10.0)
