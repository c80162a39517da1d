"""What the Afghan pack says it took from a fit is what that fit gives: the fit is run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from kilter.experiment.calibration.fitting import Estimate, Fit, fit
from kilter.experiment.calibration.rolling import after_breaks
from kilter.experiment.calibration.series import find, read
from kilter.scenario import Scenario, load
from kilter.scenario.quantity import Quantity

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).resolve().parents[2]
#: Quantiles of 2,000 draws: numbers of another platform may differ by this share.
CLOSE = 0.12


@pytest.fixture(scope="module")
def world() -> Scenario:
    return load("afghanistan-2026/world")


def fitted(to: str) -> Fit:
    """`kilter calibrate afghanistan-2026/ucdp-monthly --column Afghanistan --break 2021-08 --to ...`."""
    series = read(find("afghanistan-2026/ucdp-monthly"), "Afghanistan").between(None, to)
    return fit(after_breaks(series, ("2021-08",)))


def agrees(written: Quantity, one: Estimate, *, upper: bool = True) -> None:
    assert written.value == pytest.approx(one.value, rel=0.04)
    assert written.low == pytest.approx(one.low, rel=CLOSE)
    if upper:
        assert written.high == pytest.approx(one.high, rel=CLOSE)
    else:
        assert written.high > one.high * (1 - CLOSE)


def test_channels_of_attacks_have_the_numbers_of_the_fit_before_the_clashes(world: Scenario) -> None:
    found = fitted("2025-09")
    assert (found.series.months[0], len(found.series.months)) == ("2021-09", 49)
    for name in ("jihadist", "opposition"):
        channel = world.channels[name]
        agrees(channel.branching, found.branching)
        agrees(channel.half_life, found.half_life)
        agrees(channel.size, found.size, upper=False)
        for quantity in (channel.branching, channel.half_life, channel.size):
            assert "Afghanistan 2021-09 to 2025-09, fitted" in quantity.source


def test_the_size_of_clashes_is_that_of_the_fit_with_them(world: Scenario) -> None:
    agrees(world.channels["interstate"].size, fitted("2026-05").size, upper=False)


def test_backgrounds_are_totals_less_what_events_set_off(world: Scenario) -> None:
    """5 claimed and 3 counted attacks a month (docs/packs.md) are stationary means of the fitted branching."""
    for name, total in (("jihadist", 5.0), ("opposition", 3.0)):
        channel = world.channels[name]
        assert channel.background is not None
        assert channel.background.value == pytest.approx(total * (1 - channel.branching.value), rel=0.02)


def test_the_pack_is_no_deadlier_than_the_level_of_the_series_allows(world: Scenario) -> None:
    """Deaths a month of clashes and opposition in Afghanistan leave room below the level it would settle at."""
    deaths = 0.0
    for name in ("interstate", "opposition"):
        channel = world.channels[name]
        assert channel.background is not None
        assert channel.deaths is not None
        deaths += channel.background.value / (1 - channel.branching.value) * channel.deaths.mean.value
    mean = fitted("2025-09").mean
    assert deaths < mean.high
    assert deaths > 0.2 * mean.low


def test_what_no_series_informs_stays_assumed(world: Scenario) -> None:
    clashes, proxy = world.channels["interstate"], world.channels["proxy"]
    for quantity in (clashes.branching, clashes.half_life, proxy.branching, proxy.half_life, proxy.size):
        assert quantity.source == "assumed"


def test_the_command_is_written_down() -> None:
    page = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    words = "kilter calibrate afghanistan-2026/ucdp-monthly --column Afghanistan --break 2021-08 --to 2025-09"
    assert words in page
