"""Make the picture in the README: capability and regional risk under the demo's scenarios, side by side.

    .venv/bin/python docs/pictures/make.py [REPLICATIONS]

It takes as long as ``kilter demo`` and writes ``demo.png`` beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kilter import compare, load
from kilter.experiment.comparison import Comparison
from kilter.report import charts, frames, grammar
from kilter_cli.demo import SCENARIOS

TITLES = {"capability.index": "Capability", "risk.index": "Regional risk"}


def picture(comparison: Comparison) -> Any:
    """Two panels, medians over time with the middle half of the replications in a band, one legend."""
    alt = grammar.library()
    names = frames.scenario_names(comparison)
    panels = []
    for measure, title in TITLES.items():
        unit = comparison.baseline.measure(measure).unit
        base = alt.Chart(frames.bands(comparison, [measure])).encode(x=grammar.months(comparison))
        band = base.mark_area(opacity=0.07).encode(
            y=grammar.value_axis("q25", ""), y2="q75:Q", color=grammar.colour(names)
        )
        line = base.mark_line(strokeWidth=2).encode(
            y="q50:Q", color=grammar.colour(names), strokeDash=grammar.dash(names)
        )
        heading = alt.TitleParams(f"{title} ({unit})", fontSize=15)
        panels.append(alt.layer(band, line).properties(width=310, height=260, title=heading))
    return alt.hconcat(*panels, spacing=30)


def main() -> None:
    """Run the demo's scenarios and draw them."""
    reps = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    comparison = compare([load(name) for name in SCENARIOS], reps=reps)
    charts.save(picture(comparison), Path(__file__).with_name("demo.png"))


if __name__ == "__main__":
    main()
