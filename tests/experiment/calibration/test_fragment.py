"""A fit as a channel: the format takes it, and it says where it comes from."""

from __future__ import annotations

import numpy as np
import pytest

from kilter import loads
from kilter.errors import KilterError
from kilter.experiment.calibration.fitting import fit
from kilter.experiment.calibration.fragment import fragment, shortened
from kilter.experiment.calibration.series import Series


@pytest.mark.parametrize(
    "counts", [np.random.default_rng(1).negative_binomial(1, 1 / 9, 60), [0] * 30, [9, 800, 7]]
)
def test_what_is_printed_is_a_channel_with_the_intervals_as_ranges(counts: list[float]) -> None:
    found = fit(Series.of(counts, name="Border"))
    text = fragment(found, "border", "my-series", "clashes")
    channel = loads("horizon: 1 y\nsources: {my-series: {title: Counts, date: '2026'}}\n" + text).channels[
        "border"
    ]
    assert channel.counts == "clashes"
    for name in ("background", "branching", "half_life", "size"):
        quantity, one = getattr(channel, name), getattr(found, name)
        assert quantity.value == pytest.approx(one.value, rel=0.06, abs=1e-9)
        assert quantity.low == pytest.approx(one.low, rel=0.06, abs=1e-9)
        assert quantity.high == pytest.approx(one.high, rel=0.06)
        assert quantity.source.startswith("my-series: Border ")
        assert quantity.confidence in ("low", "medium")


def test_names_that_the_format_would_refuse_are_refused_here() -> None:
    found = fit(Series.of([1, 2, 3, 4]))
    for name in ("Border", "2nd", "a b", ""):
        with pytest.raises(KilterError, match="write small letters"):
            fragment(found, name, "s")


def test_two_digits_are_what_an_interval_bears() -> None:
    assert [shortened(x) for x in (0.01234, 9.96, 151.0)] == [0.012, 10.0, 150.0]
