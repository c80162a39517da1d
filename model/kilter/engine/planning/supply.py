"""Plan of stores and suppliers."""

from __future__ import annotations

from ...scenario.names import DEPTHS
from ...scenario.quantity import TimeSpread
from ...scenario.references.echelons import depot_of, mending, sisters_of
from ...scenario.stores import Lateral
from ...scenario.supply import PartRepair, StoreRepair
from ..layout import COUNT, MEAN, SHARE, TOTAL, Recipe
from ..rows import NONE, LateralRow, MendRow, SpreadRow, StoreRow, SupplierRow
from .context import Context
from .fleets import job_row

#: What is due to a store, by where it is: the parts of ``on_order``.
DUE = ("ordered", "at_depot", "in_transit", "in_repair", "retrograde", "lent")
ORDERED, AT_DEPOT, IN_TRANSIT, IN_REPAIR, RETROGRADE, LENT = range(len(DUE))


def plan_stores(context: Context) -> tuple[StoreRow, ...]:
    """Rows of all stores (one per site and part), with their measures."""
    rows = tuple(_row(context, site, part) for site, part in context.store_index)
    deep = _echelons(context)
    for row in rows:
        _measures(context, row)
        if deep:
            _echelon_measures(context, row, rows)
    for kind_of_cost in ("total", "parts", "overhaul", "training", "agreement"):
        if context.spends:
            context.layout.add(
                f"cost.{kind_of_cost}", Recipe(TOTAL, (context.layout.counter(f"cost.{kind_of_cost}"),))
            )
        else:
            context.layout.counter(f"cost.{kind_of_cost}")
    return rows


def _row(context: Context, site: str, part: str) -> StoreRow:
    scenario, slot = context.scenario, context.slot
    stock, path = scenario.sites[site].parts[part], f"sites.{site}.parts.{part}"
    way = depot_of(scenario, site, part)
    suppliers = [] if way else stock.supplier or list(scenario.suppliers)[:1]
    below = [site, *way[:-1]]
    return StoreRow(
        site,
        part,
        slot(f"{path}.stock"),
        slot(f"{path}.reorder"),
        int((stock.on_hand or stock.stock).value),
        tuple(context.supplier_index[s] for s in suppliers),
        slot(f"{path}.demand"),
        slot(f"parts.{part}.price"),
        _mend(context, site, part),
        context.store_index[way[-1], part] if way else NONE,
        tuple(
            context.must_spread(f"sites.{s}.ship", ship) for s in below if (ship := scenario.sites[s].ship)
        ),
        slot(f"{path}.review"),
        stock.sourcing == "soonest",
        scenario.supply.backorders == "fifo",
        _lateral(context, site, part, scenario.sites[site].lateral),
    )


def _mend(context: Context, site: str, part: str) -> MendRow | None:
    """The site's own word on repair before the part's."""
    scenario, how = context.scenario, mending(context.scenario, site, part)
    if how is None:
        return None
    kind, own = scenario.parts.get(part), scenario.sites[site].parts[part].repair
    places: tuple[tuple[str, StoreRepair | PartRepair | None], ...] = (
        (f"sites.{site}.parts.{part}.repair", own),
        (f"parts.{part}.repair", kind.repair if kind else None),
    )

    def spread(field: str) -> SpreadRow | None:
        for path, repair in places:
            given: TimeSpread | None = getattr(repair, field, None)
            if given is not None:
                return context.must_spread(f"{path}.{field}", given)
        return None

    def slot(field: str) -> int:
        found = (context.slot(f"{path}.{field}") for path, _ in places)
        return next((s for s in found if s != NONE), NONE)

    turnaround = spread("turnaround")
    assert turnaround is not None
    return MendRow(
        turnaround,
        slot("success"),
        slot("local"),
        spread("retrograde"),
        tuple(
            (context.store_index.get((site, cause), NONE), context.slot(f"{how.causes_path}.{cause}"))
            for cause in how.causes
        ),
        job_row(context, site, how.needs_path, how.needs) if how.needs and how.local > 0.0 else None,
    )


def _lateral(context: Context, site: str, part: str, lateral: Lateral | None) -> LateralRow | None:
    sisters = sisters_of(context.scenario, site, part)
    if lateral is None or not sisters:
        return None
    path = f"sites.{site}.lateral"
    return LateralRow(
        tuple(context.store_index[sister, part] for sister in sisters),
        context.must_spread(f"{path}.ship", lateral.ship),
        context.slot(f"{path}.keep"),
        lateral.ask == "most",
    )


def _measures(context: Context, row: StoreRow) -> None:
    layout, name = context.layout, f"site.{row.site}.part.{row.part}"
    names, pattern = {"site": row.site, "part": row.part}, "site.<site>.part.<part>"
    layout.add(f"{pattern}.backorders", Recipe(MEAN, (layout.level(f"{name}.owed"),)), **names)
    layout.add(f"{pattern}.on_hand", Recipe(MEAN, (layout.level(f"{name}.on_hand"),)), **names)
    layout.add(f"{pattern}.on_order", Recipe(MEAN, (layout.level(f"{name}.on_order"),)), **names)
    demand, filled = layout.counter(f"{name}.demand"), layout.counter(f"{name}.filled")
    layout.add(f"{pattern}.demand", Recipe(COUNT, (demand,)), **names)
    layout.add(f"{pattern}.fill_rate", Recipe(SHARE, (filled,), (demand,)), **names)


def _echelons(context: Context) -> bool:
    """Whether the scenario says anything of trees, loans or repairs beyond a turnaround."""
    scenario = context.scenario
    return any(
        s.depot or s.lateral or any(p.repair for p in s.parts.values()) for s in scenario.sites.values()
    ) or any(r.causes or r.needs for p in scenario.parts.values() if (r := p.repair))


def _echelon_measures(context: Context, row: StoreRow, rows: tuple[StoreRow, ...]) -> None:
    """Where the pipeline of a store is; only what can happen there is reported."""
    layout, name = context.layout, f"site.{row.site}.part.{row.part}"
    here = context.store_index[row.site, row.part]
    names, pattern = {"site": row.site, "part": row.part}, "site.<site>.part.<part>"
    lends = any(r.lateral and here in r.lateral.sisters for r in rows)
    below = [r for r in rows if r.depot == here]
    happens = {
        "at_depot": row.depot != NONE,
        "in_transit": row.depot != NONE or row.lateral is not None or lends,
        "in_repair": row.repair is not None,
        "retrograde": any(r.repair and r.repair.retrograde for r in below),
        "awaiting_parts": row.repair is not None and bool(row.repair.causes or row.repair.job),
    }
    for what, does in happens.items():
        if does:
            layout.add(f"{pattern}.{what}", Recipe(MEAN, (layout.level(f"{name}.{what}"),)), **names)
    for what, does in (
        ("condemned", row.repair is not None),
        ("sent_up", row.repair is not None and row.depot != NONE),
        ("borrowed", row.lateral is not None),
        ("lent", lends),
    ):
        if does:
            layout.add(f"{pattern}.{what}", Recipe(COUNT, (layout.counter(f"{name}.{what}"),)), **names)


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
