"""Draws of what is not known: addressed, stratified, inside their ranges, and never a contradiction."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.engine.plan import plan
from kilter.errors import KilterError
from kilter.experiment import ignorance
from kilter.experiment.ignorance import adjusted, applied, assumptions, draws, world
from kilter.experiment.sampling import at_share, shares
from kilter.scenario import load, loads
from kilter.scenario.paths import quantities

WORLD = """\
horizon: 2 y
start: 2026-01-01
sites:
  base:
    technicians: {fitter: {value: 6, range: [4, 9], source: assumed}}
    parts: {engine: {stock: {value: 10, range: [3, 15]}, reorder: {value: 8, range: [2, 12]}, supplier: depot}}
suppliers: {depot: {lead_time: {mean: {value: 30 d, range: [10, 90], source: assumed}, sd: 15 d}}}
fleets:
  truck:
    items: {serviceable: {value: 10, range: [5, 20], source: assumed}}
    use: {plan: {value: 100 h/month, range: [50, 150], source: assumed}}
    failures: {wear: {mtbf: {value: 50 h, range: [10, 250], shape: loguniform, source: assumed},
      needs: {part: engine, labour: {value: 20 h, range: [10, 40], source: assumed}}}}
actors:
  rival:
    concern: {start: 0.5}
    reactions:
      closure: {at: 0.3, rate: 0.1/month, lasts: 30 d, effects: {
        supply.border: {value: +0.2, range: [0, 0.6], source: assumed},
        suppliers.depot.lead_time: {value: x1.5, range: [x1, x3], source: assumed}}}
alternatives:
  border:
    oneof: {open: 0.75, shut: {weight: 0.25, set: {supply.border: {value: 0.8, range: [0.7, 0.9]}}}}
interventions:
  - {on: 2027-01-01, set: {fleets.truck.use.plan: {value: 80 h/month, range: [60, 90], source: assumed}}}
"""
SHAPES = ("balanced", "uniform", "triangular", "loguniform")


@given(
    st.floats(0.001, 0.999),
    st.floats(0.001, 0.999),
    st.floats(0.1, 100),
    st.floats(0.1, 100),
    st.floats(0, 1),
    st.sampled_from(SHAPES),
)
def test_shares_rise_through_the_range(a, b, low, width, where, shape) -> None:
    high = low + width
    value = low + where * width
    one, two = (at_share(share, value, low, high, shape) for share in sorted((a, b)))
    assert low <= one <= two <= high


@pytest.mark.parametrize(
    ("shape", "mean"),
    [
        ("balanced", (1 + 2) / 4 + (2 + 7) / 4),
        ("uniform", 4.0),
        ("triangular", (1 + 2 + 7) / 3),
        ("loguniform", 6 / math.log(7)),
        ("fixed", 2.0),
    ],
)
def test_shapes_have_the_mean_of_their_kind(shape: str, mean: float) -> None:
    at = [at_share((k + 0.5) / 4000, 2.0, 1.0, 7.0, shape) for k in range(4000)]
    assert np.mean(at) == pytest.approx(mean, rel=1e-4)


def test_counts_are_whole_and_each_gets_its_part() -> None:
    at = [at_share((k + 0.5) / 1000, 2, 0, 3, "uniform", whole=True) for k in range(1000)]
    assert [at.count(n) for n in range(4)] == [250] * 4
    skewed = [at_share((k + 0.5) / 1000, 1, 0, 9, whole=True) for k in range(1000)]
    assert min(skewed) == 0
    assert max(skewed) == 9
    assert all(one.is_integer() for one in skewed)
    assert sum(one < 1 for one in skewed) < 500 < sum(one <= 1 for one in skewed)


@pytest.mark.parametrize("number", [1, 7, 64])
def test_each_slice_is_taken_once_in_an_order_of_the_paths_own(number: int) -> None:
    one, two = (shares(1, number, path) for path in ("supply.border", "supply.sanctions"))
    assert sorted(int(share * number) for share in one) == list(range(number))
    assert all(0 < share < 1 for share in one)
    assert number == 1 or one != two
    assert one != shares(2, number, "supply.border")


def test_paths_are_not_correlated() -> None:
    grid = np.array([shares(1, 256, f"path.{n}") for n in range(60)])
    off = np.corrcoef(grid)[np.triu_indices(60, 1)]
    assert abs(off.mean()) < 0.005
    assert off.std() == pytest.approx(1 / math.sqrt(256), rel=0.1)


def test_the_addresses_do_not_change_with_versions() -> None:
    assert shares(1, 4, "agreement.transparency") == pytest.approx(
        (0.2915266, 0.8812272, 0.2395535, 0.5569325), abs=1e-6
    )


def test_draws_lie_inside_and_count_in_whole_numbers() -> None:
    base = loads(WORLD)
    for draw in draws(base, 24, 1):
        made = applied(base, draw)
        for path, entry in quantities(made).items():
            q = entry.quantity
            if q.low is not None and q.high is not None and q.shape != "fixed":
                assert q.low <= q.value <= q.high, path
            entry.dim.bound(q.value)
        effects = made.actors["rival"].reactions["closure"].effects
        assert 0 <= float(effects["supply.border"].text) <= 0.6
        assert 1 <= effects["suppliers.depot.lead_time"].number[0] <= 3
        assert 60 <= made.interventions[0].set["fleets.truck.use.plan"].number[0] <= 90
        plan(made)


def test_half_of_the_draws_lie_above_the_written_value() -> None:
    base = loads(WORLD)
    found = [draw.values["fleets.truck.use.plan"] for draw in draws(base, 20, 3)]
    assert sum(value > 100 for value in found) == 10


def test_a_standard_deviation_without_a_range_keeps_its_ratio() -> None:
    base = loads(WORLD)
    for draw in draws(base, 5, 1):
        lead = applied(base, draw).suppliers["depot"].lead_time
        assert lead.sd.value == pytest.approx(lead.mean.value / 2)


def test_alternatives_are_drawn_by_weight_and_bring_their_ranges() -> None:
    base = loads(WORLD)
    found = draws(base, 16, 1)
    shut = [draw for draw in found if draw.choices == {"border": "shut"}]
    assert len(shut) == 4
    borders = [applied(base, draw).supply.border.value for draw in shut]
    assert all(0.7 < border < 0.9 for border in borders)
    assert len(set(borders)) == 4
    assert all(applied(base, d).supply.border.value == 0 for d in found if d not in shut)


def test_a_choice_made_by_hand_holds_in_every_draw() -> None:
    base = loads(WORLD)
    by_hand = loads(WORLD, set={"alternatives.border": "open"})
    assert {applied(by_hand, draw).supply.border.value for draw in draws(base, 8, 1)} == {0.0}


def test_a_value_set_by_hand_is_held() -> None:
    base = loads(WORLD, set={"fleets.truck.use.plan": "90 h/month"})
    assert "fleets.truck.use.plan" not in assumptions(base)


def test_the_same_path_has_the_same_share_in_every_scenario() -> None:
    """Also when one scenario has other ranges, lacks an assumption or has more of them."""
    base = loads(WORLD)
    other = loads(
        WORLD.replace("range: [50, 150]", "range: [50, 200]").replace(
            "fitter: {value: 6, range: [4, 9]", "fitter: {value: 6, range: [6, 6]"
        )
    )
    for draw in draws(base, 6, 1):
        one, two = world(base, draw).values, world(other, draw).values
        assert draw.values == {**one, **{p: draw.values[p] for p in world(base, draw).drawn_back}}
        assert set(one) - set(two) == {"sites.base.technicians.fitter.journeyman"}
        plan_share = draw.share("fleets.truck.use.plan")
        assert two["fleets.truck.use.plan"] == pytest.approx(at_share(plan_share, 100, 50, 200))
        assert one["fleets.truck.use.plan"] == pytest.approx(at_share(plan_share, 100, 50, 150))
        assert one["suppliers.depot.lead_time.mean"] == two["suppliers.depot.lead_time.mean"]


def test_a_contradiction_is_drawn_back_no_further_than_needed() -> None:
    base = loads(WORLD)
    stock, reorder = (f"sites.base.parts.engine.{name}" for name in ("stock", "reorder"))
    crossed = 0
    for draw in draws(base, 40, 1):
        made = world(base, draw)
        now = made.scenario.sites["base"].parts["engine"]
        assert now.reorder.value < now.stock.value
        if draw.values[reorder] >= draw.values[stock]:
            crossed += 1
            assert reorder in made.drawn_back
            assert set(made.drawn_back) <= {stock, reorder}
        else:
            assert made.drawn_back == ()
            assert (now.stock.value, now.reorder.value) == (draw.values[stock], draw.values[reorder])
    assert crossed > 5


def test_only_as_many_steps_back_as_needed() -> None:
    base = loads(WORLD)
    stock, reorder = (f"sites.base.parts.engine.{name}" for name in ("stock", "reorder"))
    made = adjusted(base, {stock: 10.0, reorder: 12.0})
    assert (made.values[stock], made.values[reorder]) == (10.0, 9.0)
    low = adjusted(base, {stock: 3.0, reorder: 12.0})  # here the reorder point alone would not do
    assert low.values[reorder] < low.values[stock]
    assert low.values[stock] > 3.0


def test_adjusting_moves_nothing_else() -> None:
    base = loads(WORLD)
    made = adjusted(base, {"fleets.truck.use.plan": 120.0, "no.such.path": 1.0}).scenario
    changed = {
        path
        for path, entry in quantities(made).items()
        if entry.quantity.value != quantities(base)[path].quantity.value
    }
    assert changed == {"fleets.truck.use.plan"}
    assert made.fingerprint != base.fingerprint


def test_the_same_draw_gives_the_same_plan() -> None:
    base = loads(WORLD)
    one, two = (plan(applied(base, draws(base, 3, 9)[2])) for _ in range(2))
    assert (one.params, one.fingerprint, one.actors, one.changes) == (
        two.params,
        two.fingerprint,
        two.actors,
        two.changes,
    )


def test_no_file_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    base = load("northland/world")

    def refuse(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr("kilter.scenario.reading._text_of", refuse)
    for draw in draws(base, 2, 1):
        plan(applied(base, draw))


@pytest.mark.parametrize(("number", "seed"), [(0, 1), (3, -1)])
def test_impossible_orders_are_refused(number: int, seed: int) -> None:
    with pytest.raises(KilterError, match="write"):
        draws(loads("horizon: 1 y"), number, seed)


def test_what_is_kept_about_a_scenario_goes_with_it() -> None:
    before = len(ignorance._KNOWN)
    applied(loads(WORLD), draws(loads(WORLD), 1, 1)[0])
    assert len(ignorance._KNOWN) <= before + 1
