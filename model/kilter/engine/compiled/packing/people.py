"""People: graduates, promotions, departures, advisers and instructors, month by month."""

from __future__ import annotations

from ....scenario.names import LEVELS
from ...rows import CourseRow, ShopRow
from ..kernel import fleets, head, luck, people, shops
from . import agreement, officers
from .image import Image, Word


def reserve(image: Image) -> None:
    """Room for the courses, and one record a shop for careers."""
    image.table(head.COURSES, len(image.plan.courses), people.SIZE)
    image.words[head.CAREERS] = image.reserve(len(image.plan.shops) * people.CAREER_SIZE)


def fill(image: Image) -> None:
    """Courses without pupils, and what decides who moves up and who leaves."""
    for i, course in enumerate(image.plan.courses):
        _course(image, int(image.words[head.COURSES]) + i * people.SIZE, i, course)
    for i, shop in enumerate(image.plan.shops):
        _career(image, int(image.words[head.CAREERS]) + i * people.CAREER_SIZE, i, shop)


def _course(image: Image, at: int, position: int, row: CourseRow) -> None:
    def place(table: int, index: int, size: int) -> int:
        return int(image.words[table]) + index * size if index >= 0 else 0

    image.write(
        at,
        {
            people.SHOP: place(head.SHOPS, row.shop, shops.SIZE),
            people.FLEET: place(head.FLEETS, row.fleet, fleets.SIZE),
            people.OFFICERS: officers.of(image, row.officers),
            people.TO_JOURNEYMAN: int(row.to_journeyman),
            people.HOME: int(row.home),
            people.SEATS: image.lever(row.seats),
            people.EVERY: image.lever(row.every),
            people.LENGTH: image.lever(row.length),
            people.PASSES: image.lever(row.passes),
            people.INSTRUCTORS: image.lever(row.instructors),
            people.PRICE: image.lever(row.price),
            people.COST: image.counter("cost.training"),
            people.GIFTS: agreement.gifts(image, "seats", position),
            people.GRADUATES: image.counter(f"course.{row.name}.graduates"),
            people.STATE: image.state(f"course.{row.name}.in_training"),
            people.CARRIED: 0.0,
        },
    )
    image.stream(at + people.LUCK, "examination", f"courses.{row.name}")


def _career(image: Image, at: int, position: int, row: ShopRow) -> None:
    name = f"site.{row.site}.trade.{row.trade}"
    fields: dict[int, Word] = {
        people.RISE0: image.lever(row.to_journeyman),
        people.RISE1: image.lever(row.to_master),
        people.SPAN: image.lever(row.span),
        people.LIFT: image.lever(row.lift),
        people.POSTS: image.lever(row.master_posts),
        people.CAREER: int(row.careers),
        people.ADVISERS: agreement.gifts(image, "advisers", position),
        people.TOOLS: agreement.gifts(image, "tools", image.plan.sites.index(row.site)),
        people.OFFICER: officers.of(image, row.officers),
    }
    image.write(at, fields)
    for i, level in enumerate(LEVELS):
        entity = f"sites.{row.site}.technicians.{row.trade}.{level}"
        fields = {
            people.LEAVING + i: image.lever(row.leaving[i]),
            people.STATES + i: image.state(f"{name}.{level}"),
        }
        image.write(at, fields)
        image.stream(at + people.PROMOTION + i * luck.SIZE, "promotion", entity)
        image.stream(at + people.DEPARTURE + i * luck.SIZE, "departure", entity)
