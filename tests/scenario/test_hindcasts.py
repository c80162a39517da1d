"""What hindcast.yaml may say, what freezing means, and how mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kilter.errors import KilterError, NameUnknownError, ScenarioError
from kilter.experiment.hindcast import Case, open_hindcasts
from kilter.scenario import loads
from kilter.scenario.hindcasts import fingerprint, read_hindcasts

WORLD = """\
start: 2020-01-01
horizon: 12 months
fleets: {truck: {items: {value: 5, range: [4, 6], source: a count}}}
"""
HINDCAST = """\
kilter: 1
title: Trucks
hindcasts:
  trucks:
    title: Trucks of a year
    story: What became of five trucks.
    known: Nothing was known.
    measure: fleet.truck.mission_capable
    priors: [world]
    null: {scenario: none, published: [5, 4], says: all stay}
    tolerance: 1
    observations:
      - {on: 2020-03-15, value: 5, source: a paper}
      - {on: 2020-09-01, value: 4, source: a paper}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    (folder / "none.yaml").write_text("extends: world.yaml\ntitle: No change", encoding="utf-8")
    (folder / "hindcast.yaml").write_text(HINDCAST, encoding="utf-8")
    return folder


def the_case(pack: Path) -> Case:
    (case,) = open_hindcasts(pack)
    return case


def frozen(pack: Path) -> str:
    """The file with a freeze of what the folder holds."""
    entry = the_case(pack).freeze("2026-01-31")
    marks = ", ".join(f'{key}: "{mark}"' for key, mark in entry["scenarios"].items())
    freeze = f'      - {{on: 2026-01-31, question: "{entry["question"]}", scenarios: {{{marks}}}}}\n'
    return HINDCAST + "    frozen:\n" + freeze


def test_a_pack_is_read_with_the_scenarios_that_it_runs(pack: Path) -> None:
    case = the_case(pack)
    assert (case.pack, case.name, list(case.scenarios)) == ("pack", "trucks", ["world", "none"])
    assert case.changed == ()  # never frozen, so never changed


def test_what_is_frozen_is_seen_to_change(pack: Path) -> None:
    text = frozen(pack)
    (pack / "hindcast.yaml").write_text(text, encoding="utf-8")
    assert the_case(pack).changed == ()
    (pack / "hindcast.yaml").write_text(text.replace("value: 4", "value: 5"), encoding="utf-8")
    assert the_case(pack).changed == ("the question",)
    (pack / "hindcast.yaml").write_text(text.replace("tolerance: 1", "tolerance: 2"), encoding="utf-8")
    assert the_case(pack).changed == ("the question",)
    (pack / "hindcast.yaml").write_text(text, encoding="utf-8")
    (pack / "none.yaml").write_text("extends: world.yaml\ntitle: Other words", encoding="utf-8")
    assert the_case(pack).changed == ()
    (pack / "none.yaml").write_text("extends: world.yaml\nhorizon: 13 months", encoding="utf-8")
    assert the_case(pack).changed == ("none",)
    (pack / "world.yaml").write_text(WORLD.replace("value: 5", "value: 6"), encoding="utf-8")
    assert the_case(pack).changed == ("world", "none")


def test_a_later_freeze_counts_and_the_old_one_stays(pack: Path) -> None:
    old = frozen(pack).replace("2026-01-31", "2025-01-31")
    (pack / "world.yaml").write_text(WORLD.replace("value: 5", "value: 6"), encoding="utf-8")
    new = frozen(pack).rpartition("frozen:\n")[2]
    (pack / "hindcast.yaml").write_text(old + new, encoding="utf-8")
    case = the_case(pack)
    assert case.changed == ()
    assert [str(one.on) for one in case.hindcast.frozen] == ["2025-01-31", "2026-01-31"]
    (pack / "hindcast.yaml").write_text(HINDCAST + "    frozen:\n" + new + old.rpartition("frozen:\n")[2])
    with pytest.raises(ScenarioError, match="not in order of time; put the oldest first"):
        the_case(pack)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("title: A", "title: B"), True),
        (("source: a count", "source: a better count"), True),
        (("range: [4, 6]", "range: [3, 7]"), False),
        (("value: 5", "value: 5.5"), False),
        (("start: 2020-01-01", "start: 2020-02-01"), False),
    ],
)
def test_a_fingerprint_covers_what_matters(change: tuple[str, str], same: bool) -> None:
    text = "title: A\n" + WORLD
    before, after = loads(text), loads(text.replace(*change).replace("5.5", "6"))
    assert (fingerprint(before.tree) == fingerprint(after.tree)) is same


def test_a_fleet_called_note_is_no_note() -> None:
    one, two = (f"{{horizon: 1 y, fleets: {{note: {{items: {n}}}}}}}" for n in (1, 2))
    assert fingerprint(loads(one).tree) != fingerprint(loads(two).tree)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("priors: [world]", "priors: [wrld]", 9, "there is no scenario 'wrld'; did you mean 'world'?"),
        ("scenario: none", "scenario: nune", 10, "there is no scenario 'nune'; did you mean 'none'?"),
        (
            "fleet.truck.miss",
            "fleet.trucks.miss",
            8,
            "has no measure 'fleet.trucks.mission_capable'; did you",
        ),
        ("on: 2020-09-01", "on: 2021-09-01", 14, "2021-09-01 lies outside the horizon of scenario 'world'"),
        ("on: 2020-09-01", "on: 2020-02-01", 12, "not in order of time; put the earliest first"),
        ("published: [5, 4]", "published: [5]", 10, "there are 2 observations; write as many numbers"),
        ("tolerance: 1", "tolerance: 0", 11, "greater than 0"),
        ("{scenario: none, published: [5, 4], says", "{says", 10, "the null is neither run nor published"),
        ("    measure: fleet.truck.mission_capable\n", "", 4, "'measure' is missing"),
        ("tolerance: 1", "tolerence: 1", 11, "unknown key 'tolerence'; did you mean 'tolerance'?"),
    ],
)
def test_mistakes_are_told_with_place_and_remedy(
    pack: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in HINDCAST
    (pack / "hindcast.yaml").write_text(HINDCAST.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        open_hindcasts(pack)
    text = str(caught.value)
    assert any(f"hindcast.yaml, line {line}:" in one and said in one for one in text.splitlines()), text


def test_names_that_are_not_there(pack: Path) -> None:
    assert [case.name for case in open_hindcasts(f"{pack}/trucks")] == ["trucks"]
    with pytest.raises(NameUnknownError, match="pack 'pack' has no hindcast 'truks'; did you mean 'trucks'"):
        open_hindcasts(f"{pack}/truks")
    with pytest.raises(KilterError, match="there is no pack or hindcast 'nowhere'"):
        open_hindcasts("nowhere")
    (pack / "hindcast.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(ScenarioError, match="there are no hindcasts; write hindcasts:"):
        read_hindcasts(pack / "hindcast.yaml")
    (pack / "hindcast.yaml").unlink()
    with pytest.raises(KilterError, match=r"pack 'pack' has no hindcast\.yaml"):
        open_hindcasts(pack)
