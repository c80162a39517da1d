"""Kilter: what happens to capability and regional risk when support changes and neighbours react.

>>> import kilter
>>> scenario = kilter.loads("{horizon: 1 y, fleets: {truck: {items: 5}}}")
>>> scenario.horizon.months
12

What is needed is imported when it is first used, so that ``import kilter`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .experiment import compare, run
    from .report.html import write_page
    from .scenario import load, loads

__version__ = "0.1.0"
__all__ = ["__version__", "compare", "load", "loads", "run", "write_page"]

_WHERE = {
    "load": ".scenario",
    "loads": ".scenario",
    "run": ".experiment",
    "compare": ".experiment",
    "write_page": ".report.html",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'kilter' has no attribute '{name}'")
    value = getattr(import_module(_WHERE[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
