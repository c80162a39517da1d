"""Plan of stores and suppliers."""

from __future__ import annotations

from ...scenario.names import DEPTHS
from ..layout import COUNT, MEAN, SHARE, TOTAL, Recipe
from ..rows import StoreRow, SupplierRow
from .context import Context


def plan_stores(context: Context) -> tuple[StoreRow, ...]:
    """Rows of all stores (one per site and part), with their measures."""
    scenario, layout, slot = context.scenario, context.layout, context.slot
    rows = []
    for site, part in context.store_index:
        stock, kind = scenario.sites[site].parts[part], scenario.parts.get(part)
        path, name = f"sites.{site}.parts.{part}", f"site.{site}.part.{part}"
        suppliers = stock.supplier or list(scenario.suppliers)[:1]
        repair = kind.repair if kind else None
        rows.append(
            StoreRow(
                site,
                part,
                slot(f"{path}.stock"),
                slot(f"{path}.reorder"),
                int((stock.on_hand or stock.stock).value),
                tuple(context.supplier_index[s] for s in suppliers),
                slot(f"{path}.demand"),
                slot(f"parts.{part}.price"),
                context.must_spread(f"parts.{part}.repair.turnaround", repair.turnaround) if repair else None,
                slot(f"parts.{part}.repair.success"),
            )
        )
        names = {"site": site, "part": part}
        pattern = "site.<site>.part.<part>"
        layout.add(f"{pattern}.backorders", Recipe(MEAN, (layout.level(f"{name}.owed"),)), **names)
        layout.add(f"{pattern}.on_hand", Recipe(MEAN, (layout.level(f"{name}.on_hand"),)), **names)
        layout.add(f"{pattern}.on_order", Recipe(MEAN, (layout.level(f"{name}.on_order"),)), **names)
        demand, filled = layout.counter(f"{name}.demand"), layout.counter(f"{name}.filled")
        layout.add(f"{pattern}.demand", Recipe(COUNT, (demand,)), **names)
        layout.add(f"{pattern}.fill_rate", Recipe(SHARE, (filled,), (demand,)), **names)
    for kind_of_cost in ("total", "parts", "overhaul", "training", "agreement"):
        if context.spends:
            layout.add(f"cost.{kind_of_cost}", Recipe(TOTAL, (layout.counter(f"cost.{kind_of_cost}"),)))
        else:
            layout.counter(f"cost.{kind_of_cost}")
    return tuple(rows)


def plan_suppliers(context: Context) -> tuple[SupplierRow, ...]:
    """Rows of all suppliers, with their measures."""
    layout, slot = context.layout, context.slot
    agreement = context.scenario.agreement
    opened = agreement.tracks.parts.supplier if agreement and agreement.tracks.parts else None
    rows = []
    for name, supplier in context.scenario.suppliers.items():
        path = f"suppliers.{name}"
        rows.append(
            SupplierRow(
                name,
                context.must_spread(f"{path}.lead_time", supplier.lead_time),
                slot(f"{path}.capacity"),
                slot(f"{path}.price"),
                slot(f"{path}.reliability"),
                slot(f"{path}.notice"),
                DEPTHS.index(supplier.depth) + 1 if supplier.depth else 0,
                slot(f"{path}.sanctions"),
                slot(f"{path}.border"),
                slot(f"{path}.partner"),
                name == opened,
            )
        )
        layout.add_state("supplier.<supplier>.open", supplier=name)
        delivered = layout.counter(f"supplier.{name}.delivered")
        layout.add("supplier.<supplier>.delivered", Recipe(COUNT, (delivered,)), supplier=name)
    return tuple(rows)
