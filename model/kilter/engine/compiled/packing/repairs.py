"""Repair of removed parts: where, for what cause, with which sub-parts and hands, and for how long."""

from __future__ import annotations

from .image import Image


def reserve(image: Image) -> None:
    """Room for the tables."""


def fill(image: Image) -> None:
    """What they hold at the start."""
