"""People displaced: flows of known size, and a stock that rests where returns balance them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.flows import expected_flow, next_stock, returning


@given(st.floats(0, 1e5), st.floats(0.01, 0.9), st.floats(0, 1e6))
def test_the_stock_rests_where_returns_balance_the_flow(flow, share, stock):
    rest = flow / share
    assert next_stock(rest, flow, returning(rest, share)) == pytest.approx(rest)
    moved = next_stock(stock, flow, returning(stock, share))
    assert moved - rest == pytest.approx((1 - share) * (stock - rest), abs=1e-6)


def test_nobody_is_displaced_less_than_never():
    assert next_stock(5.0, 0.0, 9.0) == 0.0
    assert expected_flow(100.0, -800.0, 30.0) == pytest.approx(30.0)
