import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
from tests.experiment.fakes import FAKE, FakeScenario, fake_plan, refusing_simulate

from kilter.errors import EngineError, KilterError
from kilter.experiment import Engine, run, running

ROOT = Path(__file__).parents[2]


@pytest.fixture
def eager(monkeypatch):
    """Use processes however small the work."""
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)


def test_results_are_the_same_bytes_for_any_number_of_jobs(eager):
    alone = run(FakeScenario(), reps=23, seed=7, jobs=1, engine=FAKE)
    for jobs in (2, 3):
        shared = run(FakeScenario(), reps=23, seed=7, jobs=jobs, engine=FAKE)
        assert shared.values.tobytes() == alone.values.tobytes()
        assert shared.averages.tobytes() == alone.averages.tobytes()
        assert shared.document() == alone.document()


def test_more_replications_keep_the_first_ones():
    few = run(FakeScenario(), reps=5, jobs=1, engine=FAKE)
    many = run(FakeScenario(), reps=9, jobs=1, engine=FAKE)
    np.testing.assert_array_equal(many.values[:5], few.values)


def test_the_seed_matters():
    one = run(FakeScenario(), reps=3, seed=1, jobs=1, engine=FAKE)
    two = run(FakeScenario(), reps=3, seed=2, jobs=1, engine=FAKE)
    assert not np.array_equal(one.values, two.values, equal_nan=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_names_scenario_replication_and_seed(eager, jobs):
    with pytest.raises(EngineError) as caught:
        run(FakeScenario("Broken", "broken", fails_at=6), reps=12, seed=5, jobs=jobs, engine=FAKE)
    text = str(caught.value)
    for part in ("'Broken'", "(broken)", "replication 6", "seed 5", "ZeroDivisionError", "no spare parts"):
        assert part in text
    assert not isinstance(caught.value, KilterError)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_with_an_explanation_keeps_it(eager, jobs):
    with pytest.raises(KilterError, match=r"replication \d with seed 1 failed: fleet 'mi17' has no site"):
        run(FakeScenario(), reps=4, jobs=jobs, engine=Engine(fake_plan, refusing_simulate))


def test_a_small_run_starts_no_processes(monkeypatch):
    def refuse(*arguments, **others):
        raise AssertionError("started processes for nothing")

    monkeypatch.setattr(running, "_in_processes", refuse)
    assert run(FakeScenario(), reps=20, jobs=2, engine=FAKE).replications == 20


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_goes_from_nothing_to_all(eager, jobs):
    seen = []
    scenario = FakeScenario(slow=0.02)
    run(scenario, reps=60, jobs=jobs, engine=FAKE, progress=lambda done, total: seen.append((done, total)))
    dones = [done for done, _ in seen]
    assert seen[0] == (0, 60)
    assert seen[-1] == (60, 60)
    assert dones == sorted(set(dones))
    assert len(dones) >= 4


@pytest.mark.parametrize(
    ("arguments", "part"), [({"reps": 0}, "replications"), ({"seed": -1}, "seed"), ({"jobs": 0}, "jobs")]
)
def test_arguments_that_make_no_sense(arguments, part):
    with pytest.raises(KilterError, match=part):
        run(FakeScenario(), engine=FAKE, **arguments)


def test_no_process_is_left_behind(eager):
    run(FakeScenario(), reps=8, jobs=2, engine=FAKE)
    assert multiprocessing.active_children() == []


SCRIPT = """
import sys
from kilter.experiment import run, running
from tests.experiment.fakes import FAKE, FakeScenario
print("started", flush=True)
running.SMALL_SECONDS = 0.0
def tell(done, total):
    print(done, flush=True)
run(FakeScenario(slow={slow}), reps={reps}, jobs=2, engine=FAKE, progress=tell)
print("finished", flush=True)
"""


def script(folder, **values):
    path = folder / "analysis.py"
    path.write_text(textwrap.dedent(SCRIPT).format(**values))
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'model'}"}
    return [sys.executable, str(path)], environment


def test_a_plain_script_without_a_main_guard_works(tmp_path):
    command, environment = script(tmp_path, slow=0, reps=8)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("started") == 1
    assert "finished" in done.stdout


def test_ctrl_c_stops_quickly_and_quietly(tmp_path):
    command, environment = script(tmp_path, slow=0.05, reps=10_000)
    child = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    seen = 0
    while seen < 10:  # well into the part that runs in processes
        line = child.stdout.readline().strip()
        seen = int(line) if line.isdigit() else 0
    os.killpg(child.pid, signal.SIGINT)
    started = time.monotonic()
    output, errors = child.communicate(timeout=30)
    assert time.monotonic() - started < 10
    assert child.returncode != 0
    assert "finished" not in output
    assert errors.count("Traceback") == 1  # the parent's KeyboardInterrupt, nothing from the workers
    assert "KeyboardInterrupt" in errors
