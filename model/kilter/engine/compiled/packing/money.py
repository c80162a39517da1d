"""Money: what has been spent in the year, by what, and whether more can be."""

from __future__ import annotations

from .image import Image


def reserve(image: Image) -> None:
    """Room for the tables."""


def fill(image: Image) -> None:
    """What they hold at the start."""
