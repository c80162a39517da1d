"""The core case in hand-written C (core_case.c), compiled by gcc -O3 for this machine when the module is first used."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from .. import case

SOURCE = Path(__file__).with_name("core_case.c")
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")

if shutil.which("gcc") is None:
    raise ModuleNotFoundError("no C compiler", name="gcc")


class Case(ctypes.Structure):
    """The struct of the same name in core_case.c."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("items", "technicians", "kinds", "stock", "months")),
        ("month", ctypes.c_int64),
        *((name, ctypes.c_double) for name in ("mtbf", "repair_mean", "repair_sd", "lead_mean", "lead_sd")),
    )


@cache
def library() -> ctypes.CDLL:
    """The compiled program."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "core_case.so"
        subprocess.run(["gcc", *FLAGS, str(SOURCE), "-o", str(target), "-lm"], check=True)
        loaded = ctypes.CDLL(str(target))
    pointer, word = ctypes.POINTER(Case), ctypes.c_int64
    loaded.core_case.argtypes = (pointer, ctypes.c_uint64, word, word, ctypes.c_void_p)
    return loaded


def availability(seed: int, reps: int, parts: bool = True) -> list[float]:
    """Mean availability of each replication."""
    months = np.empty((reps, case.MONTHS))
    numbers = Case(
        case.ITEMS,
        case.TECHNICIANS,
        case.KINDS if parts else 0,
        case.STOCK,
        case.MONTHS,
        round(case.MONTH * 86400),
        case.MTBF,
        case.REPAIR_MEAN,
        case.REPAIR_SD,
        case.LEAD_MEAN,
        case.LEAD_SD,
    )
    if library().core_case(ctypes.byref(numbers), seed, 0, reps, months.ctypes.data):
        raise MemoryError("core_case.c ran out of memory")
    return [float(mean) for mean in months.mean(axis=1)]
