"""Experiments: run a scenario many times, compare scenarios on the same luck, say how sure it is."""

from .comparison import Comparison, compare
from .engines import Engine
from .result import Result
from .running import run

__all__ = ["Comparison", "Engine", "Result", "compare", "run"]
