"""Results in a folder: written part by part while a run goes on, read a few measures at a time.

Memory stays within a few parts however many replications there are, and an interrupted run goes on where it stopped
and ends with the same files, byte for byte. ``pip install "kilter[store]"`` brings what it needs.
"""

from .folder import Store, clear
from .manifest import FILE, read, scenarios
from .parquet import available

__all__ = ["FILE", "Store", "available", "clear", "read", "scenarios"]
