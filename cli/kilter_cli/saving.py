"""Results as files: what ``--out`` writes. Each file is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import aside, folder, whole, write

if TYPE_CHECKING:
    import pandas as pd

    from kilter.experiment import Comparison, Result


#: More lines than this no spreadsheet opens (the first one holds the names of columns).
SHEET = 2**20 - 1


def store_for(out: Path | None, replace: bool) -> Path | None:
    """Where every replication goes, part by part; None where nothing is kept, or what that needs is not installed.

    Raises:
        KilterError: the folder cannot be used.
    """
    from kilter.experiment import store

    if out is None:
        return None
    folder(out)
    if replace:
        store.clear(out)
    return out if store.available() else None


def save_run(
    result: Result, document: dict[str, Any], names: list[str], place: Path, kept: bool
) -> list[Path]:
    """``summary.csv``, ``run.json`` and, where it is of use, ``replications.csv``; returns their paths.

    Args:
        result: of the run.
        document: what is printed of it.
        names: measures that were chosen.
        place: the folder to write to.
        kept: whether every replication is in the folder anyway. Then the long table is written only as far as a
            spreadsheet opens it; without, it is all there is.
    """
    summary = result.summary()
    paths = [
        _csv(summary[summary["measure"].isin(names)], place / "summary.csv"),
        _json(document, place / "run.json"),
    ]
    lines = result.replications * len(result.months) * len(names)
    if kept and lines > SHEET:
        aside(
            f"replications.csv is left out: no spreadsheet opens {lines:,} lines; fewer --measures make it shorter"
        )
    else:
        paths.insert(1, _csv(result.frame(names), place / "replications.csv"))
    return paths


def save_comparison(comparison: Comparison, place: Path) -> list[Path]:
    """``differences.csv`` (the average and every month), ``summary.csv`` and ``compare.json``."""
    import pandas as pd

    differences = comparison.differences(at="all")
    summaries = []
    for label, result in zip(comparison.labels, comparison.results, strict=True):
        summary = result.summary()
        summary = summary[summary["measure"].isin(comparison.names)]
        summary.insert(0, "scenario", label)
        summaries.append(summary)
    return [
        _csv(differences, place / "differences.csv"),
        _csv(pd.concat(summaries, ignore_index=True), place / "summary.csv"),
        _json(comparison.document(), place / "compare.json"),
    ]


def _csv(frame: pd.DataFrame, path: Path) -> Path:
    with whole(path) as part:
        frame.to_csv(part, index=False, encoding="utf-8", lineterminator="\n", date_format="%Y-%m-%d")
    return path


def _json(document: dict[str, Any], path: Path) -> Path:
    write(path, json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n")
    return path
