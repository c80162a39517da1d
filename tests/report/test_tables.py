import re
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console
from tests.experiment.fakes import FAKE, STORIES, FakeScenario, synthetic_comparison

from kilter.errors import NameUnknownError
from kilter.experiment import compare
from kilter.report import tables
from kilter.report.headlines import blocks


def shown(table, width=260):
    console = Console(width=width, record=True, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


@pytest.fixture(scope="module")
def comparison():
    return synthetic_comparison(periods=36, reps=20)


SEVEN = (
    *STORIES,
    *(replace(story, title=f"{story.title} again", key=f"{story.key}2") for story in STORIES[1:]),
)


def test_the_headline_has_every_part(comparison):
    text = " ".join(shown(tables.headline_table(comparison)).split())
    for words in (
        "Capability (100 = requirement)",
        "Regional risk (0-10)",
        "serious clash",
        "Support cost",
        "million",
    ):
        assert words in text
    for month in (6, 12, 36):
        assert text.count(f"after {month} months") == 2
    assert text.index("No cooperation ") < text.index("Broad cooperation")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_the_headline_of_seven_scenarios_fits_a_terminal(width):
    seven = synthetic_comparison(SEVEN, periods=36, reps=20)
    lines = shown(tables.headline_table(seven), width).splitlines()
    assert max(map(len, lines)) <= min(width, 100)
    assert "…" not in "".join(lines)
    if width >= 80:  # an interval stays on one line
        assert all(line.count("(") == line.count(")") for line in lines if " to " in line)
    if width >= 100:  # a value, below it all the rest
        assert sum(bool(re.search(r"[+−]?\d\S* \(\S+ to \S+\)", line)) for line in lines) >= 3 * 6


def test_the_headline_s_numbers_are_those_of_the_comparison(comparison):
    (block, *_) = blocks(comparison)
    row = comparison.differences(["capability.index"], at="end").iloc[2]
    cell = block.rows[3][2]
    assert cell.value == f"{row['value']:.1f}"
    assert cell.difference == f"{row['difference']:+.1f}"
    assert cell.interval == f"{row['low']:.1f} to {row['high']:.1f}"
    assert block.rows[0][2].difference == ""


def test_without_its_measures_there_is_no_headline():
    comparison = compare([FakeScenario(), FakeScenario("B", "b")], reps=3, jobs=1, engine=FAKE)
    assert tables.headline_table(comparison) is None


def test_no_difference_is_said_in_words(comparison):
    months_without = shown(tables.headline_table(comparison))
    assert "no difference" in months_without  # the synthetic alternatives begin after the sixth month


def test_a_run_shows_all_or_the_chosen_measures(comparison):
    result = comparison.baseline
    assert "prisoners.exchanged" in shown(tables.run_table(result))
    few = shown(tables.run_table(result, ["risk.index"]))
    assert "risk.index" in few
    assert "prisoners" not in few
    with pytest.raises(NameUnknownError):
        tables.run_table(result, ["risk.indx"])


def test_differences_keep_the_digits_of_their_interval(comparison):
    row = comparison.differences(["risk.index"], at="end").iloc[0]
    width = row["high"] - row["low"]
    text = shown(tables.compare_table(comparison, ["risk.index"]))
    decimals = 1 - int(np.floor(np.log10(width)))
    assert f"{row['low']:.{decimals}f} to {row['high']:.{decimals}f}".replace("-", "−") in text


def test_brackets_in_a_title_are_not_markup():
    scenarios = [FakeScenario("A [red]loud[/red] title"), FakeScenario("B [/nonsense]", "b")]
    comparison = compare(scenarios, reps=3, jobs=1, engine=FAKE)
    assert "[red]loud[/red]" in shown(tables.run_table(comparison.baseline))
    assert "[/nonsense]" in shown(tables.compare_table(comparison))


def test_a_single_replication_has_no_intervals():
    comparison = compare([FakeScenario(), FakeScenario("B", "b", shift=1)], reps=1, jobs=1, engine=FAKE)
    text = shown(tables.compare_table(comparison))
    assert "nan" not in text
    assert "–" in text
    assert "1 replication," in text
