"""Which engine runs, and that it makes no difference to results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.experiment.fakes import FAKE, FakeScenario, fake_plan, fake_simulate

from kilter.engine import compiled
from kilter.errors import KilterError
from kilter.experiment import engines, run, running
from kilter.experiment.claims import assess, open_pack
from kilter.experiment.engines import (
    Engine,
    compiled_engine,
    engine_for,
    quickest,
    reference_engine,
    trajectories,
)
from kilter.experiment.hindcast import open_hindcasts, score
from kilter.scenario import loads

SMALL = """
horizon: 6 months
sites: {base: {technicians: {fitters: 1}, parts: {gearbox: {stock: 1, supplier: works}}}}
suppliers: {works: {lead_time: {mean: 20 d, sd: 5 d}}}
fleets:
  lorry:
    site: base
    items: 4
    use: {plan: 400 h/month}
    failures: {stop: {mtbf: 100 h, needs: {part: gearbox, trade: fitters, labour: {mean: 20 h, sd: 5 h}}}}
channels: {border: {counts: incidents, background: 2/month}}
"""
Compiled = Callable[[bool], list[object]]


class FakePrepared:
    """The fake engine, many replications at once."""

    def __init__(self, plan: object) -> None:
        self.plan = plan
        self.calls: list[int] = []

    def many(self, seed: int, first: int, values: np.ndarray, averages: np.ndarray) -> None:
        self.calls.append(len(values))
        for row in range(len(values)):
            one = fake_simulate(self.plan, seed, first + row)
            values[row], averages[row] = one.values, one.averages


def fake_compiled() -> Engine:
    return Engine(fake_plan, fake_simulate, threads=True, prepare=FakePrepared)


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """A machine on which nothing was compiled yet; called with whether it can be. Lists how often it is."""

    def machine(able: bool) -> list[object]:
        made: list[object] = []
        monkeypatch.setattr(engines, "is_ready", lambda: bool(made))
        monkeypatch.setattr(engines, "can_compile", lambda: able)
        monkeypatch.setattr(engines, "make_ready", lambda progress=None: made.append(progress))
        return made

    return machine


# ---------------------------------------------------------------- which one


def test_the_compiled_engine_runs_where_it_can_start_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for ready in (True, False):
        monkeypatch.setattr(engines, "is_ready", lambda ready=ready: ready)
        assert engines.default_engine().threads is ready


@pytest.mark.parametrize(
    ("able", "seconds", "compiles"), [(True, 100.0, True), (True, 10.0, False), (False, 1e9, False)]
)
def test_it_is_compiled_for_work_that_takes_longer(
    uncompiled: Compiled, able: bool, seconds: float, compiles: bool
) -> None:
    made = uncompiled(able)
    assert quickest(seconds).threads is compiles
    assert len(made) == compiles


def test_what_is_ready_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_ready", lambda: True)
    monkeypatch.setattr(engines, "make_ready", lambda progress=None: pytest.fail("compiled"))
    assert quickest(1e9).threads


@pytest.mark.parametrize(("able", "patience", "compiles"), [(True, 0.0, 1), (True, 60.0, 0), (False, 0.0, 0)])
def test_a_run_compiles_when_two_replications_have_shown_that_it_is_long(
    monkeypatch: pytest.MonkeyPatch, uncompiled: Compiled, able: bool, patience: float, compiles: int
) -> None:
    made = uncompiled(able)
    monkeypatch.setattr(engines, "COMPILING_SECONDS", patience)
    monkeypatch.setattr(running, "default_engine", lambda: FAKE)
    monkeypatch.setattr(running, "compiled_engine", fake_compiled)
    found = run(FakeScenario(), reps=9, seed=3, jobs=1)
    assert len(made) == compiles
    assert found.values.tobytes() == run(FakeScenario(), reps=9, seed=3, jobs=1, engine=FAKE).values.tobytes()


def test_a_chosen_engine_stays(monkeypatch: pytest.MonkeyPatch, uncompiled: Compiled) -> None:
    made = uncompiled(True)
    monkeypatch.setattr(engines, "COMPILING_SECONDS", 0.0)
    run(FakeScenario(), reps=9, jobs=1, engine=FAKE)
    assert not made


def test_names_of_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_for("auto") is None
    assert engine_for("reference") == reference_engine()
    with pytest.raises(KilterError, match="no engine 'fast'; write auto, compiled or reference"):
        engine_for("fast")
    monkeypatch.setattr(compiled, "available", lambda: False)
    with pytest.raises(KilterError, match=r"needs Numba; install it with: pip install 'kilter\[fast\]'"):
        engine_for("compiled")


# ---------------------------------------------------------------- one replication after the other


@pytest.mark.parametrize("held", [1, 1000, 10**9])
def test_trajectories_are_the_same_however_many_are_made_at_once(
    monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    monkeypatch.setattr(engines, "HELD_BYTES", held)
    plan = fake_plan(FakeScenario())
    slow = [(one.values.tobytes(), one.averages.tobytes()) for one in trajectories(FAKE, plan, 4, 3, 17)]
    fast = [
        (one.values.tobytes(), one.averages.tobytes())
        for one in trajectories(fake_compiled(), plan, 4, 3, 17)
    ]
    assert len(slow) == 17
    assert slow == fast


def test_no_trajectories_at_all() -> None:
    for engine in (FAKE, fake_compiled()):
        assert list(trajectories(engine, fake_plan(FakeScenario()), 1, 0, 0)) == []


# ---------------------------------------------------------------- the same results


@pytest.mark.parametrize("jobs", [1, 2])
def test_runs_are_the_same_by_either_engine(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)
    scenario = loads(SMALL)
    one = run(scenario, reps=12, seed=5, jobs=jobs, engine=reference_engine())
    other = run(scenario, reps=12, seed=5, jobs=jobs, engine=compiled_engine())
    assert one.values.tobytes() == other.values.tobytes()
    assert one.averages.tobytes() == other.averages.tobytes()


def test_claims_are_the_same_by_either_engine() -> None:
    def judged(engine: Engine) -> object:
        return assess(
            open_pack("northland"), only=["N1"], draws=3, drivers=False, jobs=1, engine=engine
        ).document()

    assert judged(reference_engine()) == judged(compiled_engine())


@pytest.mark.parametrize("kept", [True, False])
def test_claims_stay_in_one_process_where_machine_code_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    from kilter.experiment.claims import runs

    asked: list[object] = []

    class Spy(runs.Pool):
        def __init__(self, shared: object, work: object, jobs: int | None) -> None:
            asked.append(jobs)
            super().__init__(shared, work, 1)

    monkeypatch.setattr(runs, "Pool", Spy)
    monkeypatch.setattr(engines, "is_kept", lambda: kept)
    assess(open_pack("northland"), only=["N1"], draws=3, drivers=False, jobs=2, engine=compiled_engine())
    assert asked == [2 if kept else 1]


@pytest.mark.parametrize(("patience", "compiles"), [(0.0, 1), (1e9, 0)])
def test_claims_compile_when_that_is_the_shorter_wait(
    monkeypatch: pytest.MonkeyPatch, uncompiled: Compiled, patience: float, compiles: int
) -> None:
    made = uncompiled(True)
    monkeypatch.setattr(engines, "COMPILING_SECONDS", patience)
    quick = Engine(compiled_engine().plan, compiled.simulate)  # stands for the reference engine
    monkeypatch.setattr(engines, "reference_engine", lambda: quick)
    assess(open_pack("northland"), only=["N1"], draws=3, drivers=False, jobs=1)
    assert len(made) == compiles


HINDCAST = """
hindcasts:
  plain:
    title: Plain
    story: Made up.
    known: Nothing.
    measure: fleet.lorry.mission_capable
    priors: [world]
    null: {published: [3, 3], says: made up}
    tolerance: 1
    observations:
      - {on: 2026-02-10, value: 3, source: made up}
      - {on: 2026-05-10, value: 3, source: made up}
"""


@pytest.mark.parametrize("ignorance", [False, True])
def test_hindcasts_are_the_same_by_either_engine(tmp_path: Path, ignorance: bool) -> None:
    (tmp_path / "world.yaml").write_text(f"title: World\nstart: 2026-01-01\n{SMALL}", encoding="utf-8")
    (tmp_path / "hindcast.yaml").write_text(HINDCAST, encoding="utf-8")
    case = open_hindcasts(str(tmp_path))[0]

    def scored(engine: Engine) -> object:
        return score(case, reps=4, jobs=1, engine=engine, ignorance=ignorance).document()

    assert scored(reference_engine()) == scored(compiled_engine())


@pytest.mark.parametrize(("patience", "compiles"), [(0.0, 1), (1e9, 0)])
def test_hindcasts_with_ignorance_compile_when_that_is_the_shorter_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uncompiled: Compiled, patience: float, compiles: int
) -> None:
    made = uncompiled(True)
    monkeypatch.setattr(engines, "COMPILING_SECONDS", patience)
    monkeypatch.setattr(engines, "compiled_engine", reference_engine)
    (tmp_path / "world.yaml").write_text(f"title: World\nstart: 2026-01-01\n{SMALL}", encoding="utf-8")
    (tmp_path / "hindcast.yaml").write_text(HINDCAST, encoding="utf-8")
    score(open_hindcasts(str(tmp_path))[0], reps=4, jobs=1, ignorance=True)
    assert len(made) == compiles
