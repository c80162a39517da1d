"""Claims and results made up for tests."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.experiment.fakes import month_ends

from kilter.engine.trajectory import Measure
from kilter.experiment.claims.predicate import Floats
from kilter.experiment.result import Result
from kilter.scenario.claims import Claim


def claim(*conditions: dict[str, Any]) -> Claim:
    """A claim of these conditions; what a condition has to say and does not is filled in."""
    filled = [condition(**one) for one in conditions]
    return Claim.model_validate(
        {
            "says": "so",
            "source": "book",
            "place": "here",
            "mechanism": "thus",
            "compares": ["world"],
            "holds": filled,
        }
    )


def condition(**said: Any) -> dict[str, Any]:
    """A condition in full; those that join others stay as they are."""
    if set(said) & {"any", "all", "not"}:
        return {
            key: condition(**value) if key == "not" else [condition(**one) for one in value]
            for key, value in said.items()
        }
    filled = {"measure": "m", "of": "world", "because": "it says so", **said}
    return filled if {"at", "within"} & set(filled) else {**filled, "at": "end"}


def result(
    key: str, values: Floats, averages: Floats | None = None, names: tuple[str, ...] = ("m",)
) -> Result:
    """A result of the given values: (replications, months) for one measure or (replications, months, measures)."""
    cube = np.asarray(values, dtype=np.float64)
    cube = cube[..., np.newaxis] if cube.ndim == 2 else cube
    measures = tuple(Measure(name, "", "end", "Made up.", "made up", 1) for name in names)
    return Result(
        scenario=_Titled(key),
        fingerprint="f",
        seed=1,
        replications=cube.shape[0],
        months=month_ends(cube.shape[1]),
        measures=measures,
        values=cube,
        averages=cube.mean(axis=1) if averages is None else averages,
    )


class _Titled:
    def __init__(self, key: str) -> None:
        self.key = self.title = key
