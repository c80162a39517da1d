"""Random amounts of a plan: gamma amounts have tables, and leave them when something has moved them."""

from __future__ import annotations

import dataclasses

import pytest
from tests.engine.strategies import planned

from kilter.engine.reference.levers import Levers
from kilter.engine.reference.spreads import amount
from kilter.mechanisms.draws import GAMMA, gamma
from kilter.mechanisms.gamma_table import NO_TABLE, gamma_from, gamma_nodes

LEAD = "suppliers.maker.lead_time"
SCENARIO = {
    "horizon": "1 y",
    "suppliers": {
        "maker": {"lead_time": {"mean": "20 d", "sd": "10 d", "dist": "gamma"}},
        "mill": {"lead_time": {"mean": "60 d", "sd": "30 d", "dist": "gamma"}},
        "trader": {"lead_time": {"mean": "20 d", "sd": "10 d"}},
        "depot": {"lead_time": "20 d"},
    },
}


def test_a_gamma_amount_has_a_table_and_amounts_of_one_shape_share_it():
    maker, mill, trader, depot = (row.lead for row in planned(SCENARIO).suppliers)
    assert maker.kind == mill.kind == GAMMA
    assert maker.table == gamma_nodes(4.0)
    assert maker.table is mill.table
    assert len(trader.table) == 3  # a lognormal amount
    assert depot.table == NO_TABLE


def test_a_table_does_not_tell_rows_apart_nor_fill_the_screen():
    row = planned(SCENARIO).suppliers[0].lead
    other = dataclasses.replace(row, table=NO_TABLE)
    assert other == row
    assert "table" not in repr(row)


@pytest.mark.parametrize("u", [1e-9, 0.3, 0.999])
def test_a_moved_mean_is_drawn_exactly_and_the_table_serves_again_when_it_is_back(u):
    plan = planned(SCENARIO)
    levers, row = Levers(plan), plan.suppliers[0].lead
    tabled = gamma_from(row.table, 0, u, 20.0)
    assert amount(levers, row, u) == tabled
    levers.set(row.mean, 25.0)
    assert amount(levers, row, u) == gamma(u, 25.0, 10.0)
    levers.set(row.mean, 20.0)
    assert amount(levers, row, u) == tabled


def test_without_deviation_there_is_nothing_to_tabulate():
    still = {
        "horizon": "1 y",
        "suppliers": {"maker": {"lead_time": {"mean": "20 d", "sd": "0 d", "dist": "gamma"}}},
    }
    plan = planned(still)
    assert plan.suppliers[0].lead.table == NO_TABLE
    assert amount(Levers(plan), plan.suppliers[0].lead, 0.9) == 20.0
