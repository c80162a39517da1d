"""Supply: levers multiply, orders restore the position, money is never overspent."""

import math

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.supply import affordable, expected_wait, lead_factor, order_up_to, price_factor

LEVEL = st.floats(0.0, 1.0)
EXPOSURE = st.floats(0.0, 3.0)


@given(EXPOSURE, LEVEL, EXPOSURE, LEVEL, EXPOSURE, LEVEL)
def test_levers_only_lengthen_and_multiply(e1, x1, e2, x2, e3, x3):
    factor = lead_factor(e1, x1, e2, x2, e3, x3)
    alone = (
        lead_factor(e1, x1, 0, 0, 0, 0) * lead_factor(0, 0, e2, x2, 0, 0) * lead_factor(0, 0, 0, 0, e3, x3)
    )
    assert factor == alone
    assert factor >= 1.0
    assert lead_factor(e1, 1.0, e2, x2, e3, x3) >= factor


@given(EXPOSURE, LEVEL, st.floats(0.5, 3.0))
def test_prices_rise_with_sanctions_and_transaction_cost(exposure, sanctions, transaction):
    assert price_factor(exposure, sanctions, transaction) >= transaction
    assert price_factor(0.0, sanctions, transaction) == transaction


@given(st.integers(-50, 50), st.integers(-1, 30), st.integers(0, 30))
def test_an_order_restores_the_level_or_is_none(position, reorder, more):
    up_to = reorder + more
    quantity = order_up_to(position, reorder, up_to)
    assert quantity >= 0
    if position <= reorder and quantity:
        assert position + quantity == up_to
    if position > reorder:
        assert quantity == 0


@given(st.integers(0, 20), st.integers(-20, 20))
def test_one_for_one_keeps_the_position_at_stock(stock, position):
    assert order_up_to(position, stock - 1, stock) == max(0, stock - position)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_budget_holds(spent, cost, budget):
    if affordable(spent, cost, budget) and cost > 0:
        assert spent + cost <= budget
    assert affordable(spent, cost, math.inf)
    assert affordable(spent, 0.0, budget)


@given(st.floats(0, 50), st.floats(0, 5), st.floats(0.01, 10), st.floats(0, 100), st.floats(0.1, 1))
def test_a_longer_queue_a_slower_or_a_less_reliable_supplier_is_never_expected_sooner(
    queued, allowance, capacity, lead, reliability
):
    wait = expected_wait(queued, allowance, capacity, lead, reliability, 30.0)
    assert wait >= lead
    assert expected_wait(queued + 1.0, allowance, capacity, lead, reliability, 30.0) >= wait
    assert expected_wait(queued, allowance, capacity / 2, lead, reliability, 30.0) >= wait
    assert expected_wait(queued, allowance, capacity, lead, reliability / 2, 30.0) > wait
    assert expected_wait(queued, allowance, capacity, lead, 0.0, 30.0) == math.inf
    assert expected_wait(queued, math.inf, capacity, lead, 1.0, 30.0) == lead
