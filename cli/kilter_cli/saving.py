"""Results as files: what ``--out`` writes. Each file is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import whole, write

if TYPE_CHECKING:
    import pandas as pd

    from kilter.experiment import Comparison, Result


def save_run(result: Result, document: dict[str, Any], names: list[str], folder: Path) -> list[Path]:
    """``summary.csv``, ``replications.csv`` and ``run.json``; returns their paths."""
    summary = result.summary()
    return [
        _csv(summary[summary["measure"].isin(names)], folder / "summary.csv"),
        _csv(result.frame(names), folder / "replications.csv"),
        _json(document, folder / "run.json"),
    ]


def save_comparison(comparison: Comparison, document: dict[str, Any], folder: Path) -> list[Path]:
    """``differences.csv`` (the average and every month), ``summary.csv`` and ``compare.json``."""
    import pandas as pd

    summaries = []
    for label, result in zip(comparison.labels, comparison.results, strict=True):
        summary = result.summary()
        summary = summary[summary["measure"].isin(comparison.names)]
        summary.insert(0, "scenario", label)
        summaries.append(summary)
    return [
        _csv(comparison.differences(at="all"), folder / "differences.csv"),
        _csv(pd.concat(summaries, ignore_index=True), folder / "summary.csv"),
        _json(document, folder / "compare.json"),
    ]


def _csv(frame: pd.DataFrame, path: Path) -> Path:
    with whole(path) as part:
        frame.to_csv(part, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d")
    return path


def _json(document: dict[str, Any], path: Path) -> Path:
    write(path, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
    return path
