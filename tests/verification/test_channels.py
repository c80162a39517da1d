"""Self-exciting monthly counts: exact moments of the discrete process."""

from __future__ import annotations

import numpy as np
import pytest
from tests.verification.support import Counts, estimate, self_exciting, shipped, simulated

pytestmark = pytest.mark.untraced


def moments(counts: np.ndarray, exact: Counts, resolution: float) -> None:
    """Mean, variance and autocovariance about the exact mean, which makes each estimate unbiased."""
    around = counts - exact.mean
    estimate(counts.mean(axis=1)).meets(exact.mean, 0.06)
    estimate((around**2).mean(axis=1)).meets(exact.variance, resolution)
    for lag in (1, 2, 4):
        product = (around[:, lag:] * around[:, :-lag]).mean(axis=1)
        estimate(product).meets(exact.autocovariance(lag), resolution * (1 + lag))


def test_the_exact_values_are_the_stated_ones():
    exact = self_exciting(3, 0.4, 1, 4)
    assert exact.mean == pytest.approx(5)
    assert exact.variance == pytest.approx(12.375)
    assert exact.first == pytest.approx(2.925)
    assert exact.ratio == pytest.approx(0.7)


def test_exact_moments_agree_with_the_definition_iterated():
    """The moments solve the recursion for the distribution itself, run for long without Kilter."""
    rng = np.random.default_rng(4)
    n, r, k, e = 0.55, 0.5 ** (1 / 2.5), 2.0, np.full(20_000, 1.5 / 0.45)
    for _ in range(120):
        mean = 1.5 + n * e
        count = rng.negative_binomial(k, k / (k + mean))
        e = r * e + (1 - r) * count
    exact = self_exciting(1.5, 0.55, 2.5, 2.0)
    assert count.mean() == pytest.approx(exact.mean, rel=0.05)
    assert count.var() == pytest.approx(exact.variance, rel=0.1)


@pytest.mark.slow
def test_self_exciting_events():
    result = shipped("09-hawkes", 250, "144 months")
    moments(result.series("channel.tremors.events")[:, 24:], self_exciting(3, 0.4, 1, 4), 0.12)


@pytest.mark.parametrize(
    ("background", "branching", "half_life", "size"), [(1.5, 0.55, 2.5, 2.0), (2.0, 0.0, 1.0, 0.7)]
)
def test_other_channels(background, branching, half_life, size):
    result = simulated(
        {
            "horizon": "110 months",
            "channels": {
                "c": {
                    "background": f"{background}/month",
                    "branching": branching,
                    "half_life": f"{half_life} months",
                    "size": size,
                }
            },
        },
        reps=300,
    )
    counts = result.series("channel.c.events")[:, 50:]
    exact = self_exciting(background, branching, half_life, size)
    if branching:
        moments(counts, exact, 0.3)
    else:
        # a plain negative binomial: months are independent, the chance of none is (k/(k+m))^k
        estimate(counts.mean(axis=1)).meets(background, 0.04)
        estimate(((counts - background) ** 2).mean(axis=1)).meets(background + background**2 / size, 0.12)
        estimate((counts == 0).mean(axis=1)).meets((size / (size + background)) ** size, 0.04)
        around = counts - background
        after = estimate((around[:, 1:] * around[:, :-1]).mean(axis=1))
        assert abs(after.mean) < 4 * after.se


def test_it_starts_at_its_stationary_mean():
    """No month of the first year is off, so no warm-up is needed."""
    result = simulated(
        {"horizon": "12 months", "channels": {"c": {"background": "4/month", "branching": 0.5, "size": 20}}},
        reps=800,
    )
    for month in (0, 1, 5, 11):
        estimate(result.series("channel.c.events")[:, month]).meets(8.0, 0.1)


def test_deaths_are_marks_of_events():
    result = simulated(
        {
            "horizon": "36 months",
            "channels": {
                "c": {
                    "background": "4/month",
                    "branching": 0.2,
                    "size": 5,
                    "deaths": {"mean": 8, "sd": 6},
                }
            },
        },
        reps=300,
    )
    # whole deaths: rounding a lognormal to the nearest leaves its mean within a few thousandths
    estimate(result.average("channel.c.deaths")).meets(8 * 5.0, 0.04)
    assert (result.series("channel.c.deaths")[result.series("channel.c.events") == 0] == 0).all()
