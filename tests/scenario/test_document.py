import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scenario.worlds import FULL, SMALLEST

from kilter.errors import ScenarioError
from kilter.scenario import loads
from kilter.scenario.calendar import add_months
from kilter.scenario.document import Horizon
from kilter.scenario.references import end_date


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("60 months", 60, None),
        ("5 y", 60, None),
        ("2.5 years", 30, None),
        ("90 d", None, 90.0),
        ("12 weeks", None, 84.0),
        ("40320 min", None, 28.0),
        ("1.5 months", None, 45.65625),
    ],
)
def test_months_and_years_follow_the_calendar_and_the_rest_counts_days(text, months, days):
    horizon = Horizon.read(text)
    assert (horizon.months, horizon.days) == (months, days)


@pytest.mark.parametrize(
    "horizon", ["0 d", "-3 months", "101 y", "60", "soon", "60 parsecs", "[60, months]", "true"]
)
def test_a_horizon_that_cannot_be_run_is_refused(horizon):
    with pytest.raises(ScenarioError) as caught:
        loads(f"horizon: {horizon}")
    assert str(caught.value).startswith("<text>, line 1: horizon: ")
    assert "; write" in str(caught.value)


def test_the_horizon_ends_on_the_same_day_of_the_month():
    assert end_date(loads("{start: 2026-01-31, horizon: 1 months}")) == dt.date(2026, 2, 28)
    assert end_date(loads("{start: 2028-02-29, horizon: 1 y}")) == dt.date(2029, 2, 28)
    assert end_date(loads("{start: 2026-06-01, horizon: 36 h}")) == dt.date(2026, 6, 3)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)), st.integers(0, 1200))
def test_months_are_counted_from_the_start(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + dt.timedelta(1)).day == 1


def same(change: str, to: str) -> bool:
    assert change in FULL
    return loads(FULL).fingerprint == loads(FULL.replace(change, to)).fingerprint


def test_the_fingerprint_covers_what_a_run_depends_on_and_nothing_else():
    assert loads(FULL).fingerprint == loads(FULL).fingerprint
    assert same("title: Everything at once", "title: Other words")
    assert same("horizon: 60 months", "horizon: 5 y")
    assert same("source: handbook, confidence: low", "source: handbook, confidence: high")
    assert same("note: slower", "note: other")
    assert same("budget: {support: 2.5 M USD/year}", "budget: {support: 2500 k USD/year}")
    assert not same("budget: {support: 2.5 M USD/year}", "budget: {support: 2.4 M USD/year}")
    assert not same("horizon: 60 months", "horizon: 59 months")
    assert not same("{agreement.state: suspended}", "{agreement.state: ended}")
    assert not same("depth: technical-military}\n  traders", "depth: political}\n  traders")


def test_a_scenario_knows_its_name_and_the_lines_it_came_from():
    scenario = loads(SMALLEST)
    assert scenario.key == "text"
    assert scenario.origins["fleets", "truck", "items"][-1].line == 3
    assert scenario.tree["horizon"] == "90 d"


def test_in_a_notebook_a_scenario_shows_as_text_that_cannot_be_markup():
    shown = loads('{horizon: 1 y, title: "<script>", story: "a & b"}')._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "a &amp; b" in shown
    assert "<script>" not in shown
