import pytest

from kilter.errors import ScenarioError
from kilter.experiment.verification import load_checks, loads_checks, verify
from kilter.scenario import packs

FOLDER = packs.root() / "checks"
GOOD = """\
false_alarms: 1 %
checks:
  unit:
    title: One unit
    runs:
      short: {scenario: 03a-one-unit.yaml, reps: 10}
      other: {scenario: 03a-one-unit.yaml, reps: 10, set: {fleets.unit.items: 2}}
    compare:
      - says: availability
        run: short
        measure: fleet.unit.availability
        expect: 0.77
        source: closed form
      - {says: more, run: other, measure: fleet.unit.availability, expect: 0.77, source: guess}
"""


def refused(text):
    """What is said of a file of checks that cannot be used, line by line."""
    with pytest.raises(ScenarioError) as caught:
        verify(loads_checks(text, FOLDER), jobs=1)
    return str(caught.value)


def test_the_shortest_file_can_be_used():
    assert loads_checks(GOOD, FOLDER).checks.checks["unit"].runs["short"].hasty == 2
    assert verify(loads_checks(GOOD, FOLDER), jobs=1).rule.comparisons == 2


@pytest.mark.parametrize(
    ("change", "line", "says"),
    [
        (("title: One unit", "titel: One unit"), 4, "unknown key 'titel'; did you mean 'title'?"),
        (("expect: 0.77", "expected: 0.77"), 12, "did you mean 'expect'?"),
        (("expect: 0.77", "expect: 77 %"), 12, "a plain number is needed here; write it without a unit"),
        (("        source: closed form\n", ""), 9, "'source' is missing; write source: some words"),
        (("run: short", "run: shrt"), 10, "there is no run 'shrt'; the runs are short, other"),
        (("        run: short\n", ""), 9, "which run is meant? Write run: with its name"),
        (("run: short", "run: short\n        pool: [short]"), 10, "one of run, each and pool"),
        (("run: short", "run: short\n        minus: short"), 11, "a run minus itself is nothing"),
        (
            (
                "short: {scenario: 03a-one-unit.yaml, reps: 10}",
                "short: {scenario: 03a-one-unit.yaml, reps: 1}",
            ),
            6,
            "2 replications or more",
        ),
        (("reps: 10}", "reps: many}"), 6, "a whole number is needed here; write it plainly, such as 200"),
        (("false_alarms: 1 %", "false_alarms: 60 %"), 1, "between 0 and one half; write 1 %, say"),
        (("false_alarms: 1 %\n", ""), 0, "'false_alarms' is missing; write false_alarms:"),
        (("expect: 0.77", "expect: 0.77\n        resolution: 0"), 13, "a resolution is more than nothing"),
        (("expect: 0.77", "expect: 0\n        resolution: 3 %"), 9, "a share of 0 is nothing; write scale"),
        (("expect: 0.77", "expect: 0.77\n        lag: 2"), 13, "'lag' goes with statistic: autocovariance"),
        (
            ("expect: 0.77", "expect: 0.77\n        statistic: median"),
            13,
            "not one of the choices; did you mean 'mean'?",
        ),
        (
            ("expect: 0.77", "expect: 0.77\n        statistic: quantile\n        level: 90"),
            14,
            "between 0 and 1",
        ),
        (("expect: 0.77", "expect: 0.77\n        since: 0 d"), 13, "'since' needs the time up to which"),
        (
            ("expect: 0.77", "expect: 0.77\n        when: tomorrow"),
            13,
            "'tomorrow' is not a number with a unit",
        ),
        (
            ("expect: 0.77", "expect: 0.77\n        exact: true\n        reject: [{value: 1, what: x}]"),
            13,
            "remove exact",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_with_its_line(change, line, says):
    assert change[0] in GOOD
    text = refused(GOOD.replace(*change, 1))
    assert says in text
    assert line == 0 or f"line {line}:" in text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("03a-one-unit.yaml", "03-one-unit.yaml"), "line 6: checks.unit.runs.short.scenario: there is no file"),
        (("fleet.unit.availability", "fleet.unti.availability"), "did you mean 'fleet.unit.availability' or"),
        (("fleets.unit.items: 2", "fleets.unit.itms: 2"), "line 7:"),
        (("expect: 0.77", "expect: 0.77\n        when: 1 d"), "no reporting period ends at 1 d; the nearest"),
        (("expect: 0.77", "expect: 0.77\n        statistic: autocovariance\n        lag: 1"), "the lag is 1; shorten"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_the_scenarios_cannot_give_is_said_with_its_line(change, says):
    assert says in refused(GOOD.replace(*change, 1))


def test_all_that_is_wrong_is_said_at_once():
    text = refused(GOOD.replace("fleet.unit.availability", "nothing").replace("false_alarms", "false_alarm"))
    assert "false_alarm" in text
    several = GOOD.replace(
        "short: {scenario: 03a-one-unit.yaml",
        "third: {scenario: lost.yaml, reps: 10}\n      short: {scenario: 03a-one-unit.yaml",
    )
    several = several.replace("fleet.unit.availability", "fleet.unit.nothing")
    told = refused(several)
    assert "lost.yaml" in told
    assert "'fleet.unit.nothing'" in told


def test_a_file_is_found_beside_or_by_its_folder(tmp_path):
    (tmp_path / "mine.yaml").write_text((FOLDER / "03a-one-unit.yaml").read_text(encoding="utf-8"), "utf-8")
    (tmp_path / "checks.yaml").write_text(GOOD.replace("03a-one-unit.yaml", "mine.yaml"), "utf-8")
    assert verify(tmp_path, jobs=1).samplings[0].scenario.key == "mine"
    assert verify(tmp_path / "checks.yaml", jobs=1).rule.rate == 0.01
    with pytest.raises(ScenarioError, match=r"there is no such file; did you mean 'checks.yaml'"):
        load_checks(tmp_path / "check.yaml")


def test_scenarios_that_ship_are_found_by_name():
    text = GOOD.replace("03a-one-unit.yaml", "checks/03a-one-unit")
    assert verify(loads_checks(text, "/nowhere"), jobs=1).samplings[0].scenario.key == "03a-one-unit"
