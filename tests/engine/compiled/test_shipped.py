"""Every scenario that comes with Kilter gives the same bytes in both engines.

The worlds that packs are named after run twenty times. A story differs from its pack's world in values and dates only;
each runs once, as another replication, where the world is long until all of its dated changes have been made. (Twenty
of each take five minutes: ``same(plan(load(name)), range(20), engine=compiled.simulate)``.)
"""

import pytest
from tests.engine.compiled.twins import same

import kilter
from kilter.engine import compiled
from kilter.engine.plan import plan
from kilter.scenario.packs import WORLD, Entry, shipped

pytestmark = [pytest.mark.untraced, pytest.mark.slow]

SHIPPED = shipped()
#: Small ones, and those that a pack's name stands for.
TWENTY_TIMES = [entry for entry in SHIPPED if entry.path.name == WORLD or entry.pack == "hindcasts"]
ONCE = [entry for entry in SHIPPED if entry not in TWENTY_TIMES]
#: Horizons of stories whose replications take long.
UNTIL = {"afghanistan-2026": "30 months"}


def twins(entry: Entry, replications: range, until: str | None = None) -> None:
    made = plan(kilter.load(f"{entry.pack}/{entry.key}", until=until))
    same(made, replications, engine=compiled.simulate)


@pytest.mark.parametrize("entry", TWENTY_TIMES, ids=lambda entry: f"{entry.pack}/{entry.key}")
def test_twenty_replications_of_a_world(entry):
    twins(entry, range(20))


@pytest.mark.parametrize("entry", ONCE, ids=lambda entry: f"{entry.pack}/{entry.key}")
def test_a_replication_of_each_story(entry):
    number = ONCE.index(entry)
    twins(entry, range(number, number + 1), UNTIL.get(entry.pack))


def test_there_are_worlds_and_stories():
    assert {entry.pack for entry in TWENTY_TIMES} >= {"afghanistan-2026", "northland"}
    assert len(ONCE) > 20
