"""Readiness by pillars."""

from __future__ import annotations

import math

from ....mechanisms.readiness import level_from_days, level_from_percent, lowest, truncated_percent
from . import books, capability, crews, shops
from .head import READINESS
from .words import Real, Whole

(
    FOCAL,  # address: pairs of a force of the focal party (see capability) and what its fleet needs; how many
    FOCAL_COUNT,
    SUPPLY_BANDS,  # address of three levers each
    EQUIPMENT_BANDS,
    TRAINING_BANDS,
    READY_SHARE,  # levers
    FULL_COURSE,
    SUPPLY_STATE,
    EQUIPMENT_STATE,
    TRAINING_STATE,
    OVERALL_STATE,
    # -- personnel
    PERSONNEL,  # 1 when it is reported; else nothing below
    STRENGTH_BANDS,
    SKILL_BANDS,
    REQUIRED,  # levers; all but the first may be -1
    DEPLOYABLE,
    MATCHED,
    SENIOR,
    SENIOR_REQUIRED,
    SHOPS,  # address: shops of the focal party, and how many
    SHOP_COUNT,
    STRENGTH_STATE,
    SKILL_STATE,
    SENIOR_STATE,
    PERSONNEL_STATE,
) = range(25)
SIZE = 25


def close(n: Whole, x: Real) -> None:
    """Levels of the month that ends now; 0 is that of what nothing reports."""
    record = n[READINESS]
    supply = 0
    equipment = 0
    training = 0
    for i in range(n[record + FOCAL_COUNT]):
        pair = n[record + FOCAL] + 2 * i
        force = n[pair]
        inventory = x[force + capability.INVENTORY_ITEMS]
        possessed = x[force + capability.POSSESSED_ITEMS]
        supply = lowest(supply, _percent(n, x, inventory, x[n[pair + 1]], n[record + SUPPLY_BANDS]))
        if possessed != 0.0:  # a fleet that possesses nothing says so under supply, not under equipment
            fit = _percent(n, x, x[force + capability.CAPABLE], possessed, n[record + EQUIPMENT_BANDS])
            equipment = lowest(equipment, fit)
        crew = crews.of(n, n[force + capability.FLEET])
        if n[crew + crews.TRAINED]:
            missing = 1.0 - x[crew + crews.SHARE] / max(x[n[record + READY_SHARE]], 1e-9)
            days = x[n[record + FULL_COURSE]] * max(0.0, missing)
            bands = n[record + TRAINING_BANDS]
            training = lowest(training, level_from_days(days, x[n[bands]], x[n[bands + 1]], x[n[bands + 2]]))
    overall = lowest(lowest(supply, equipment), training)
    if n[record + PERSONNEL]:
        overall = lowest(overall, _personnel(n, x, record))
    if supply:
        books.put(x, n[record + SUPPLY_STATE], float(supply))
    if equipment:
        books.put(x, n[record + EQUIPMENT_STATE], float(equipment))
    if training:
        books.put(x, n[record + TRAINING_STATE], float(training))
    books.put(x, n[record + OVERALL_STATE], float(overall) if overall else math.nan)


def _percent(n: Whole, x: Real, have: float, need: float, bands: int) -> int:
    percent = float(truncated_percent(have, need))
    return level_from_percent(percent, x[n[bands]], x[n[bands + 1]], x[n[bands + 2]])


def _personnel(n: Whole, x: Real, record: int) -> int:
    """The level of personnel: people counted in shops and crews, but for what the scenario gives."""
    trained = 0
    for i in range(n[record + FOCAL_COUNT]):
        force = n[n[record + FOCAL] + 2 * i]
        trained += n[crews.of(n, n[force + capability.FLEET]) + crews.TRAINED]
    staff = 0
    skilled = 0
    masters = 0
    for i in range(n[record + SHOP_COUNT]):
        shop = n[n[record + SHOPS] + i]
        staff += n[shop + shops.STAFF0] + n[shop + shops.STAFF1] + n[shop + shops.STAFF2]
        skilled += n[shop + shops.STAFF1] + n[shop + shops.STAFF2]
        masters += n[shop + shops.STAFF2]
    need = x[n[record + REQUIRED]]
    have = _given(n, x, n[record + DEPLOYABLE], float(staff + trained))
    matched = _given(n, x, n[record + MATCHED], float(skilled + trained))
    strength = _percent(n, x, have, need, n[record + STRENGTH_BANDS])
    skill = _percent(n, x, matched, need, n[record + SKILL_BANDS])
    books.put(x, n[record + STRENGTH_STATE], float(strength))
    books.put(x, n[record + SKILL_STATE], float(skill))
    worst = lowest(strength, skill)
    senior_need = _given(n, x, n[record + SENIOR_REQUIRED], 0.0)
    if senior_need > 0.0:
        senior = _given(n, x, n[record + SENIOR], float(masters))
        level = _percent(n, x, senior, senior_need, n[record + SKILL_BANDS])
        worst = lowest(worst, level)
        books.put(x, n[record + SENIOR_STATE], float(level))
    books.put(x, n[record + PERSONNEL_STATE], float(worst))
    return worst


def _given(n: Whole, x: Real, lever: int, otherwise: float) -> float:
    return x[lever] if lever >= 0 else otherwise
