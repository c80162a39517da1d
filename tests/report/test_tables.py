import numpy as np
import pytest
from rich.console import Console
from tests.experiment.fakes import FAKE, FakeScenario, synthetic_comparison

from kilter.errors import NameUnknownError
from kilter.experiment import compare
from kilter.report import tables


def shown(table):
    console = Console(width=260, record=True, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


@pytest.fixture(scope="module")
def comparison():
    return synthetic_comparison(periods=36, reps=20)


def test_the_headline_has_every_part(comparison):
    text = " ".join(shown(tables.headline_table(comparison)).split())
    for words in ("after 6 months", "after 36 months", "Probability of a serious", "Support cost", "million"):
        assert words in text


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
