"""What all tests share: how properties are searched, and what happens without a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHROMIUM = Path("/usr/bin/chromium")
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
LEFT_OUT = f"browser tests left out: there is no {CHROMIUM} (apt-get install chromium)"

# No deadlines and no complaints about slow generation: a busy machine is not a wrong program.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples every time, so that a change is judged by what it changes.
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, database=None)
settings.load_profile("ci" if IN_CI else "default")


def pytest_report_header() -> list[str]:
    return [] if IN_CI or CHROMIUM.exists() else [LEFT_OUT]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser, leave its tests out on a reader's machine."""
    if IN_CI or CHROMIUM.exists():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("browser")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without a browser, fail its tests in CI, where leaving them out would hide that nothing was tested."""
    if item.get_closest_marker("browser") and not CHROMIUM.exists():
        pytest.fail(f"this test needs {CHROMIUM}: apt-get install chromium", pytrace=False)
