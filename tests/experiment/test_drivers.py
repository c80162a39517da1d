"""What matters to a claim is found on functions whose answer is known, and what flips it where it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from tests.experiment.claimed import claim

from kilter.experiment.claims.drivers import Bench, Flip, by_chance, order_is_clear, paths_of, screen
from kilter.experiment.claims.predicate import Floats, Reading
from kilter.experiment.claims.runs import Variant
from kilter.experiment.sampling import shares
from kilter.scenario import Scenario, loads

WORLD = """\
horizon: 1 y
supply:
  border: {value: 0.5, range: [0, 1], source: assumed}
  sanctions: {value: 0.5, range: [0, 1], source: assumed}
  lead_time: {value: x2, range: [x1, x3], source: assumed}
  price: {value: x2, range: [x1, x3], source: assumed}
alternatives: {fact: {oneof: {no: 0.7, yes: {weight: 0.3, set: {supply.capacity: x2}}}}}
"""
PATHS = ["supply.border", "supply.sanctions", "supply.lead_time", "supply.price"]
WEIGHTS = {"supply.border": 3.0, "supply.sanctions": -1.0, "supply.lead_time": 0.4}
WRITTEN = 1.0


@dataclass
class Known:
    """Runs of a made-up model: the written values give 1 plus luck, each path moves it by a weight."""

    luck: float = 0.5
    asked: int = 0

    def ask(self, wanted: Iterable[tuple[Sequence[str], Variant, int]]) -> None:
        self.asked += len(list(wanted))

    def read(self, scenario: str, variant: Variant, count: int, reading: Reading) -> Floats:
        shift = sum(WEIGHTS.get(path, 0.0) * far for path, far in variant.moved)
        shift += 5.0 * len(variant.choices)
        return WRITTEN + shift + self.luck * np.sin(np.arange(count) * 7.3 + shift / 9)


def bench(runs: Known, **said: object) -> Bench:
    scenarios: dict[str, Scenario] = {"world": loads(WORLD)}
    return Bench(claim({"above": 0, **said}), scenarios, runs, [1.0], 8)


def test_all_that_may_matter_is_screened() -> None:
    scenarios = {"world": loads(WORLD)}
    assert set(PATHS) | {"alternatives.fact"} <= set(paths_of(claim({"above": 0}), scenarios))
    chosen = {"world": loads(WORLD, set={"alternatives.fact": "yes"})}
    assert "alternatives.fact" not in paths_of(claim({"above": 0}), chosen)


def test_three_that_matter_stand_out_among_a_thousand() -> None:
    others = [f"nothing.{n}" for n in range(997)]
    true = {"a": 3.0, "b": -2.5, "c": 2.2}
    draws = 120
    margins = sum(w * np.array(shares(1, draws, p)) for p, w in true.items())
    margins = margins + 0.3 * np.random.default_rng(1).normal(size=draws)
    found = screen([*true, *others], np.asarray(margins), 1)
    assert [one.path for one in found[:3]] == ["a", "b", "c"]
    assert [one.correlation > 0 for one in found[:3]] == [True, False, True]
    assert abs(found[3].correlation) < by_chance(1000, draws) < abs(found[2].correlation)


def test_chance_is_told_as_it_is() -> None:
    """Of a thousand assumptions that do nothing, the best looks no better than said in about 19 of 20 cases."""
    rng = np.random.default_rng(2)
    paths = [f"nothing.{n}" for n in range(400)]
    bound = by_chance(400, 24)
    beyond = [abs(screen(paths, rng.normal(size=24), 1)[0].correlation) > bound for _ in range(100)]
    assert sum(beyond) <= 15


def test_nothing_is_screened_where_nothing_varies() -> None:
    assert screen(["a", "b"], np.ones(12), 1) == []


def test_moved_alone_the_effects_are_exact_under_the_same_luck() -> None:
    one = bench(Known())
    candidates = screen(PATHS, np.arange(9.0), 1)
    drivers = sorted((one.driver(c, 8) for c in candidates), key=lambda d: -abs(d.strongest.effect))
    assert [d.path for d in drivers] == [
        "supply.border",
        "supply.sanctions",
        "supply.lead_time",
        "supply.price",
    ]
    assert [d.moves for d in drivers] == [True, True, True, False]
    assert abs(drivers[0].strongest.effect) == pytest.approx(3, abs=0.2)
    assert drivers[3].strongest.effect == 0
    assert order_is_clear(drivers[:3])


def test_luck_that_is_not_shared_hides_effects_and_order() -> None:
    class Unshared(Known):
        def read(self, scenario, variant, count, reading):
            seed = abs(hash((variant.moved, variant.choices))) % 2**32
            own = np.random.default_rng(seed).normal(size=count)
            return super().read(scenario, variant, count, reading) + 20 * own

    one = bench(Unshared())
    drivers = [one.driver(c, 8) for c in screen(PATHS, np.arange(9.0), 1)]
    assert not any(d.moves for d in drivers)
    assert not order_is_clear(drivers)


def searched(one: Bench, path: str) -> list[Flip]:
    found = next(c for c in screen([path], np.arange(9.0), 1))
    return [step for step in one.flips(one.driver(found, 2)) if isinstance(step, Flip)]


def test_a_flip_is_found_where_it_is() -> None:
    """The margin is 1 + 3 x position: it turns at a third of the way down."""
    (flip,) = searched(bench(Known(luck=0.0)), "supply.border")
    assert flip.holds is False
    assert -1 / 3 - 1 / 32 <= flip.position < -1 / 3
    (other,) = searched(bench(Known(luck=0.0), above=2.5), "supply.border")
    assert other.holds is True
    assert 0.5 < other.position <= 0.5 + 1 / 32


def test_what_cannot_flip_it_is_not_said_to() -> None:
    assert searched(bench(Known(luck=0.0)), "supply.lead_time") == []
    assert searched(bench(Known(luck=0.0), above=-9), "supply.border") == []


def test_another_choice_of_a_contested_fact_may_flip_it() -> None:
    (flip,) = searched(bench(Known(luck=0.0), above=4), "alternatives.fact")
    assert (flip.position, flip.holds, flip.size) == ("yes", True, 1.0)


def test_a_margin_that_is_not_defined_is_no_distance() -> None:
    """A condition on what is never defined decides, without a warning, beside one that is far off."""

    class Undefined(Known):
        def read(self, scenario: str, variant: Variant, count: int, reading: Reading) -> Floats:
            known = super().read(scenario, variant, count, reading)
            return np.full_like(known, np.nan) if reading.measure == "none" else known

    scenarios: dict[str, Scenario] = {"world": loads(WORLD)}
    made = Bench(claim({"above": 0}, {"measure": "none", "above": 0}), scenarios, Undefined(), [1.0, 1.0], 8)
    assert made.margin()[0] == -np.inf
