"""Names that stores use."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ..document import Scenario
from ..explain import Location, Origins, problem
from .echelons import check_echelons, stocked_above
from .names import known_name


def check_stores(scenario: Scenario, origins: Origins) -> Iterator[Problem]:
    """Everything stores name."""
    yield from check_echelons(scenario, origins)
    for name, site in scenario.sites.items():
        for part, stock in site.parts.items():
            at: Location = ("sites", name, "parts", part)
            if scenario.parts:
                yield from known_name(part, scenario.parts, "part", at, origins)
            for supplier in stock.supplier:
                yield from known_name(supplier, scenario.suppliers, "supplier", (*at, "supplier"), origins)
            if len(set(stock.supplier)) < len(stock.supplier):
                yield problem(
                    (*at, "supplier"),
                    "a supplier is named twice",
                    "name each one once, the first asked first",
                    origins,
                )
            if (
                "supplier" not in stock.model_fields_set
                and len(scenario.suppliers) > 1
                and not stocked_above(scenario, name, part)
            ):
                yield problem(
                    at,
                    "the scenario has several suppliers and this part names none",
                    f"write supplier: {next(iter(scenario.suppliers))}",
                    origins,
                )
            if stock.reorder is not None and stock.reorder.value >= stock.stock.value:
                yield problem(
                    (*at, "reorder"),
                    "the reorder point must lie below the order-up-to level",
                    f"write reorder: {int(stock.stock.value) - 1} or less"
                    if stock.stock.value
                    else "leave it out",
                    origins,
                )
