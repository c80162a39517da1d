"""Tabulated gamma quantiles against SciPy: their error over shapes, their moments, and when they are used."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special as library
from scipy import stats

from kilter.mechanisms.draws import GAMMA, KINDS, gamma, gamma_shape, sample
from kilter.mechanisms.gamma_table import (
    NO_TABLE,
    TABLE_HEAD,
    TABLE_REACH,
    TABLE_TERMS,
    gamma_from,
    gamma_node,
    gamma_nodes,
)
from kilter.mechanisms.special import gamma_quantile
from kilter.mechanisms.tabled import sample_with

SHAPES = (0.05, 0.051, 0.08, 0.17, 0.5, 0.999999, 1.0, 1.3, 4.0, 19.9, 20.0, 300.0, 1e4)
ENDS = (2.0**-53, 3.0 * 2.0**-53, 1e-12, 1e-6)
TABLES = {shape: gamma_nodes(shape) for shape in SHAPES}
SMALLEST = 1e-290  # below it SciPy's and our own exact values lose digits, as numbers so small must
U = st.floats(2.0**-53, 1.0 - 2.0**-53)


def known(shape: float, u: np.ndarray) -> np.ndarray:
    return np.where(u < 0.5, library.gammaincinv(shape, u), library.gammainccinv(shape, 1.0 - u))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_quantile_is_right_to_a_millionth_everywhere(shape):
    # evenly over the normal values, since that is where the intervals are, and out to the last number drawn
    inner = library.ndtr(np.linspace(-8.2, 0.0, 1000))
    u = np.array([*ENDS, *inner, *(1.0 - inner[inner > 2.0**-53]), *(1.0 - np.array(ENDS))])
    exact = known(shape, u)
    found = np.array([gamma_from(TABLES[shape], 0, float(v), shape) for v in u])
    large = exact > SMALLEST
    assert np.count_nonzero(large) > 1500
    worst = np.max(np.abs(found[large] / exact[large] - 1.0))
    assert worst < (1e-6 if shape < 0.1 else 2e-7 if shape < 3.0 else 1e-8)
    assert np.all(found[~large] < 1.01 * SMALLEST)


@given(st.floats(math.log(0.05), math.log(1e4)).map(math.exp), st.lists(U, min_size=20, max_size=20))
def test_any_shape_is_right_to_a_millionth(shape, us):
    table = gamma_nodes(shape)
    for u in us:
        assert gamma_from(table, 0, u, shape) == pytest.approx(
            gamma_quantile(u, shape), rel=1e-6, abs=SMALLEST
        )


@pytest.mark.parametrize("shape", SHAPES)
def test_mean_and_deviation_are_kept(shape):
    # the integrals over u of the tabled value and of its square, in normal values, where both are smooth
    z = np.linspace(-8.2, 8.2, 4001)
    weight = np.exp(-0.5 * z * z)
    weight /= weight.sum()
    mean = 20.0
    values = np.array([gamma_from(TABLES[shape], 0, float(u), mean) for u in library.ndtr(z)])
    exact = known(shape, library.ndtr(z)) * (mean / shape)
    assert weight @ values == pytest.approx(weight @ exact, rel=1e-6)
    assert weight @ values == pytest.approx(mean, rel=1e-6)
    spread = math.sqrt(weight @ (values - mean) ** 2)
    assert spread == pytest.approx(mean / math.sqrt(shape), rel=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_values_rise_also_where_intervals_meet(shape):
    table, fine = TABLES[shape], TABLES[shape][1]
    joints = library.ndtr(np.arange(-32, 33) / 4.0)
    close = np.array([u * (1.0 + k * 1e-12) for u in joints[joints < 0.9] for k in range(-3, 4)])
    u = np.sort(np.concatenate([close, np.linspace(1e-4, 1.0 - 1e-4, 3000)]))
    values = np.array([gamma_from(table, 0, float(v), 1.0) for v in u])
    assert np.all(values[1:] >= values[:-1] * (1.0 - 1e-12))
    assert np.all(np.diff(values[::50]) > 0.0) or shape < 0.1
    assert len(table) == TABLE_HEAD + TABLE_TERMS * round(2.0 * TABLE_REACH * fine)


@given(st.sampled_from(SHAPES[3:]), U, U)
def test_more_luck_is_never_less(shape, u, v):
    low, high = sorted((u, v))
    table = TABLES[shape]
    assert gamma_from(table, 0, low, 5.0) <= gamma_from(table, 0, high, 5.0) * (1.0 + 1e-12)


@pytest.mark.parametrize("shape", [0.1, 1.0, 7.0, 500.0])
@pytest.mark.parametrize("z", [-6.0, -1.0, 0.25, 4.0])
def test_a_node_has_the_derivatives_of_the_function(shape, z):
    step = 1e-3
    before, (y, slope, bend), after = (gamma_node(z + k * step, shape) for k in (-1, 0, 1))
    assert y == pytest.approx(math.log(stats.gamma(shape).ppf(library.ndtr(z)) / shape), rel=1e-9, abs=1e-9)
    assert slope == pytest.approx((after[0] - before[0]) / (2.0 * step), rel=1e-5)
    assert bend == pytest.approx((after[1] - before[1]) / (2.0 * step), rel=1e-4, abs=1e-5 * slope)


@pytest.mark.parametrize("u", [1e-20, 1e-300])
def test_a_number_that_no_stream_gives_is_answered_exactly(u):
    assert gamma_from(TABLES[4.0], 0, u, 8.0) == gamma(u, 8.0, 4.0)


def test_a_table_may_begin_anywhere_in_anything():
    table = TABLES[4.0]
    among = np.array([9.0] * 5 + list(table) + [9.0] * 5)
    assert [gamma_from(among, 5, u, 3.0) for u in ENDS] == [gamma_from(table, 0, u, 3.0) for u in ENDS]


def test_the_table_is_used_for_the_very_shape_only():
    mean, sd = 20.0, 7.0
    table = gamma_nodes(gamma_shape(mean, sd))
    tabled = gamma_from(table, 0, 0.3, mean)
    assert sample_with(GAMMA, 0.3, mean, sd, table, 0) == tabled != gamma(0.3, mean, sd)
    assert sample_with(GAMMA, 0.3, 2.0 * mean, 2.0 * sd, table, 0) == 2.0 * tabled
    for moved in ((20.5, 7.0), (20.0, 7.5), (20.0, 0.0), (0.0, 7.0), (math.nextafter(mean, 0.0), sd)):
        assert sample_with(GAMMA, 0.3, *moved, table, 0) == gamma(0.3, *moved)
        assert sample_with(GAMMA, 0.3, *moved, NO_TABLE, 0) == gamma(0.3, *moved)


@pytest.mark.parametrize("kind", [kind for kind in range(len(KINDS)) if kind != GAMMA])
def test_other_kinds_need_no_table(kind):
    for table in (NO_TABLE, TABLES[4.0]):
        assert sample_with(kind, 0.3, 20.0, 10.0, table, 0) == sample(kind, 0.3, 20.0, 10.0)


@pytest.mark.parametrize("shape", [0.0498, 10002.0, 1e9, math.inf])
def test_shapes_far_out_stay_exact(shape):
    assert gamma_nodes(shape) == NO_TABLE


@pytest.mark.parametrize("shape", [0.05, 1e4])
def test_the_outermost_shapes_are_tabled_also_when_rounded(shape):
    rounded = gamma_shape(20.0, 20.0 / math.sqrt(shape))
    assert all(
        len(gamma_nodes(s)) > 1
        for s in (shape, rounded, math.nextafter(shape, 0.0), math.nextafter(shape, 1e9))
    )
