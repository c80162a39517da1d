"""Special functions against SciPy, over the whole range that the model may ask for."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special as library

from kilter.mechanisms.special import (
    SHAPE_LARGE,
    beta_i,
    gamma_front,
    gamma_p,
    gamma_q,
    gamma_quantile,
    log_gamma,
    normal_quantile,
)

SHAPES = st.floats(math.log(0.05), math.log(1e4)).map(math.exp)
U = st.floats(2.0**-53, 1.0 - 2.0**-53)


@given(st.floats(-7.0, 12.0).map(math.exp))
def test_log_gamma(x):
    assert log_gamma(x) == pytest.approx(float(library.gammaln(x)), rel=1e-13, abs=1e-13)


@given(SHAPES, st.floats(0.001, 0.999))
def test_gamma_distribution_function_and_tail(shape, u):
    x = float(library.gammaincinv(shape, u))
    assert gamma_p(shape, x) == pytest.approx(float(library.gammainc(shape, x)), rel=1e-10)
    assert gamma_q(shape, x) == pytest.approx(float(library.gammaincc(shape, x)), rel=1e-10)


@given(SHAPES, st.floats(1e-3, 5.0))
def test_gamma_function_away_from_the_centre(shape, ratio):
    x = shape * ratio
    assert gamma_p(shape, x) == pytest.approx(float(library.gammainc(shape, x)), rel=1e-10, abs=1e-290)
    assert gamma_q(shape, x) == pytest.approx(float(library.gammaincc(shape, x)), rel=1e-10, abs=1e-290)


@given(SHAPES, U)
def test_gamma_quantile_agrees_and_is_the_inverse(shape, u):
    x = gamma_quantile(u, shape)
    known = float(library.gammaincinv(shape, u) if u <= 0.5 else library.gammainccinv(shape, 1.0 - u))
    assert x == pytest.approx(known, rel=1e-10, abs=1e-290)
    if x > 1e-16:
        back, aim = (gamma_p(shape, x), u) if u <= 0.5 else (gamma_q(shape, x), 1.0 - u)
        assert back == pytest.approx(aim, rel=1e-11)


@given(SHAPES, U, U)
def test_gamma_quantile_rises(shape, u, v):
    low, high = sorted((u, v))
    assert gamma_quantile(low, shape) <= gamma_quantile(high, shape) * (1.0 + 1e-12)


@pytest.mark.parametrize("u", [1e-9, 0.01, 0.5, 0.99, 1.0 - 1e-9])
def test_the_cube_for_very_large_shapes_is_close(u):
    exact, cube = gamma_quantile(u, SHAPE_LARGE), gamma_quantile(u, SHAPE_LARGE * (1.0 + 1e-12))
    assert exact != cube
    assert cube == pytest.approx(exact, rel=1e-7)


@pytest.mark.parametrize("shape", [0.05, 0.3, 1.0, 19.9, 20.0, 400.0, 1e4])
@pytest.mark.parametrize("u", [2.0**-53, 1e-12, 0.5, 1.0 - 2.0**-53])
def test_gamma_quantile_at_the_ends(shape, u):
    x = gamma_quantile(u, shape)
    assert 0.0 <= x < math.inf
    assert gamma_p(shape, x) == pytest.approx(u, rel=1e-9) or x < 1e-300


def test_both_forms_of_the_front_meet_at_twenty():
    for x in (5.0, 20.0, 60.0):
        direct = math.exp(20.0 * math.log(x) - x - float(library.gammaln(20.0)))
        assert gamma_front(20.0, x) == pytest.approx(direct, rel=1e-12)


@given(
    st.floats(math.log(0.01), math.log(1e4)).map(math.exp),
    st.floats(math.log(0.01), math.log(1e4)).map(math.exp),
    st.floats(0.0, 1.0),
)
def test_beta_distribution_function(a, b, x):
    assert beta_i(a, b, x) == pytest.approx(float(library.betainc(a, b, x)), abs=1e-10)


@given(st.floats(1e-40, 1e4), st.floats(1e-40, 1e4), st.floats(0.0, 1.0))
def test_distribution_functions_are_shares(a, b, x):
    assert 0.0 <= beta_i(a, b, x) <= 1.0
    assert 0.0 <= gamma_p(a, b * x) <= 1.0
    assert 0.0 <= gamma_q(a, b * x) <= 1.0


def test_rounding_does_not_carry_a_share_below_zero():
    assert 0.0 <= beta_i(1.0, 1.175494351e-38, 0.875) < 1e-12


@given(st.floats(0.1, 200), st.floats(0.1, 200), st.floats(0.01, 0.99))
def test_beta_is_symmetric(a, b, x):
    assert beta_i(a, b, x) + beta_i(b, a, 1.0 - x) == pytest.approx(1.0, abs=1e-11)


def test_beta_where_a_denominator_vanishes():
    # 1 - (a + b) x / (a + 1) = 0 at the start of the fraction cannot be reached, but whole b ends it early
    for a, b, x in ((1.0, 3.0, 0.4), (2.0, 1.0, 0.5), (0.5, 0.5, 0.5)):
        assert beta_i(a, b, x) == pytest.approx(float(library.betainc(a, b, x)), rel=1e-12)


@given(U)
def test_normal_quantile_is_wichuras(u):
    assert normal_quantile(u) == NormalDist().inv_cdf(u)


@given(st.floats(1e-9, 0.5))
def test_normal_quantile_is_odd(u):
    assert normal_quantile(u) == pytest.approx(-normal_quantile(1.0 - u), abs=1e-6)
