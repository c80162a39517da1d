"""Every shipped scenario is read once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kilter.scenario import Scenario, load, packs


@pytest.fixture(scope="session")
def loaded() -> Callable[[str], Scenario]:
    """A shipped scenario by ``pack/key``."""
    paths = {f"{entry.pack}/{entry.key}": entry.path for entry in packs.shipped()}
    return cache(lambda name: load(paths[name]))
