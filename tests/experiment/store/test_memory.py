"""Memory stays within a few parts, whatever the number of replications."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
import numpy as np
from kilter.experiment import Engine, run, running
from tests.experiment.fakes import FakeScenario, fake_plan, fake_simulate

def peak():
    # Not getrusage: what it says begins with the memory of whoever started this process.
    with open("/proc/self/status") as file:
        return next(1024 * int(line.split()[1]) for line in file if line.startswith("VmHWM"))

class Prepared:
    def __init__(self, plan):
        self.plan = plan

    def many(self, seed, first, values, averages):
        for row in range(len(values)):
            np.random.default_rng([seed, first + row]).random(out=values[row])
            averages[row] = values[row, -1]

scenario = FakeScenario(periods=60, extra=tuple(f"measure.{number}" for number in range(596)))
engine = Engine(fake_plan, fake_simulate, threads=True, prepare=Prepared)
reps = 2000
size = 8 * reps * 61 * 600
assert size > running.MEMORY_BYTES
result = run(scenario, reps=reps, jobs=2, engine=engine)
document = result.document()
summary = result.summary()
assert len(summary) == 60 * 600
assert abs(document["measures"]["measure.7"]["mean"][3] - 0.5) < 0.05
print(size, peak())
"""


@pytest.mark.slow
def test_a_wide_run_and_its_summary_need_less_than_its_numbers(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT))
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'model'}", "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    size, peak = map(int, done.stdout.split())
    assert peak < 500 * 2**20 < size
    assert [path.name for path in tmp_path.iterdir()] == ["script.py"]  # the temporary folder is gone
