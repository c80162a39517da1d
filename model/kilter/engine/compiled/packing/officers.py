"""Officers of sites."""

from __future__ import annotations

from .image import Image


def reserve(image: Image) -> None:
    """Room for the tables."""


def fill(image: Image) -> None:
    """What they hold at the start."""
