"""A real process is killed again and again; in the end the folder is as if nothing had happened."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.experiment.fakes import FAKE, FakeScenario
from tests.experiment.store.stores import content, listed

from kilter.errors import KilterError
from kilter.experiment import compare

ROOT = Path(__file__).parents[3]
PAIR = [FakeScenario(slow=0.001), FakeScenario("Later", "later", shift=0.5, slow=0.001)]
REPS = 400  # 40 parts of 20 replications

SCRIPT = """
import sys
from pathlib import Path
from kilter.experiment import compare
from tests.experiment.store.test_killed import PAIR, REPS
from tests.experiment.store.stores import THREADED
compare(PAIR, reps=REPS, seed=2, jobs=3, engine=THREADED, store=Path(sys.argv[1]))
"""


def begin(folder: Path, script: Path) -> subprocess.Popen[str]:
    script.write_text(textwrap.dedent(SCRIPT))
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'model'}"}
    return subprocess.Popen(
        [sys.executable, str(script), str(folder)], env=environment, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.slow
def test_killed_at_random_moments_it_ends_as_if_nothing_had_happened(tmp_path):
    compare(PAIR, reps=REPS, seed=2, jobs=1, engine=FAKE, store=tmp_path / "calm")
    luck, folder, killed = random.Random(), tmp_path / "o", 0
    moments = sorted(luck.sample(range(60), 3))  # so many of 80 files are there
    while True:
        before = set(listed(folder))
        child = begin(folder, tmp_path / "script.py")
        enough = moments.pop(0) if moments else 81
        while child.poll() is None and len(listed(folder)) <= enough:
            time.sleep(0.002)
        if killed == 0 and child.poll() is None:
            with pytest.raises(KilterError, match="another process is writing"):
                compare(PAIR, reps=REPS, seed=2, jobs=1, engine=FAKE, store=folder)
        time.sleep(luck.uniform(0, 0.02))
        child.send_signal(signal.SIGKILL)
        _, errors = child.communicate()
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL, errors
        assert before <= set(listed(folder))  # nothing is lost
        killed += 1
    assert killed >= 2
    assert content(folder) == content(tmp_path / "calm")
