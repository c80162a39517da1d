"""Readiness by pillars."""

from __future__ import annotations

from ..kernel import head, readiness, shops
from .capability import force
from .image import Image


def reserve(image: Image) -> None:
    """Room for it, when it is reported."""
    if image.plan.reports_readiness:
        image.words[head.READINESS] = image.reserve(readiness.SIZE)


def fill(image: Image) -> None:
    """What is looked at, and against which bands."""
    plan = image.plan
    if not plan.reports_readiness:
        return
    pairs = []
    for i, fleet in enumerate(plan.fleets):
        if fleet.focal:
            need = image.lever(fleet.required)
            pairs += [
                force(image, i),
                need if need >= 0 else image.constant(fleet.serviceable + fleet.repairable),
            ]
    record = int(image.words[head.READINESS])
    image.write(
        record,
        {
            readiness.FOCAL: image.list(pairs),
            readiness.FOCAL_COUNT: len(pairs) // 2,
            readiness.SUPPLY_BANDS: _bands(image, "supply_bands"),
            readiness.EQUIPMENT_BANDS: _bands(image, "equipment_bands"),
            readiness.TRAINING_BANDS: _bands(image, "training_bands"),
            readiness.READY_SHARE: image.lever_of("readiness.ready_share"),
            readiness.FULL_COURSE: image.lever_of("readiness.full_course"),
            readiness.SUPPLY_STATE: image.state("readiness.supply"),
            readiness.EQUIPMENT_STATE: image.state("readiness.equipment"),
            readiness.TRAINING_STATE: image.state("readiness.training"),
            readiness.OVERALL_STATE: image.state("readiness.overall"),
            readiness.PERSONNEL: int(plan.reports_personnel),
        },
    )
    if plan.reports_personnel:
        _personnel(image, record)


def _personnel(image: Image, record: int) -> None:
    given = "readiness.personnel"
    table = int(image.words[head.SHOPS])
    focal = [table + i * shops.SIZE for i, shop in enumerate(image.plan.shops) if shop.focal]
    image.write(
        record,
        {
            readiness.STRENGTH_BANDS: _bands(image, "personnel.strength_bands"),
            readiness.SKILL_BANDS: _bands(image, "personnel.skill_bands"),
            readiness.REQUIRED: image.lever_of(f"{given}.required"),
            readiness.DEPLOYABLE: image.lever_of(f"{given}.deployable"),
            readiness.MATCHED: image.lever_of(f"{given}.matched"),
            readiness.SENIOR: image.lever_of(f"{given}.senior"),
            readiness.SENIOR_REQUIRED: image.lever_of(f"{given}.senior_required"),
            readiness.SHOPS: image.list(focal),
            readiness.SHOP_COUNT: len(focal),
            readiness.STRENGTH_STATE: image.state(f"{given}.strength"),
            readiness.SKILL_STATE: image.state(f"{given}.skill"),
            readiness.SENIOR_STATE: image.state(f"{given}.senior"),
            readiness.PERSONNEL_STATE: image.state(given),
        },
    )


def _bands(image: Image, name: str) -> int:
    return image.list([image.lever_of(f"readiness.{name}.{band}") for band in ("first", "second", "third")])
