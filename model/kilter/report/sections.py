"""The sections of the page, in the order in which they are read."""

from __future__ import annotations

import shlex

from ..experiment import headline
from ..experiment.comparison import Comparison
from .headlines import Cell, blocks
from .markup import table, text


def question(comparison: Comparison) -> str:
    """What is compared with what, with the story of each scenario."""
    others = len(comparison.labels) - 1
    what = "an alternative" if others == 1 else f"{others} alternatives"
    items = "".join(
        f"<div><dt>{text(label)}{' (baseline)' if place == 0 else ''}</dt>"
        f"<dd>{text(getattr(result.scenario, 'story', '') or 'No description.')}</dd></div>"
        for place, (label, result) in enumerate(zip(comparison.labels, comparison.results, strict=True))
    )
    return (
        f"<p>How would things go under {what}, compared with “{text(comparison.labels[0])}”, "
        f"up to <time>{comparison.months[-1].isoformat()}</time>?</p>"
        f'<dl class="scenarios">{items}</dl>'
    )


def answer(comparison: Comparison) -> str:
    """The sentences that a planner reads aloud."""
    said = [
        *headline.sentences(comparison),
        "This is what follows from the stated assumptions, not a forecast.",
    ]
    return '<div class="answer">' + "".join(f"<p>{text(one)}</p>" for one in said) + "</div>"


def headline_table(comparison: Comparison) -> str:
    """Capability, risk, probability of a serious clash and cost: a row per scenario."""
    found = blocks(comparison)
    if not found:
        return ""
    top = "".join(
        f'<th scope="colgroup" colspan="{len(block.columns)}">{text(block.title)}</th>' for block in found
    )
    heads = "".join(
        f'<th scope="col"{_first(place)}>{text(column)}</th>'
        for block in found
        for place, column in enumerate(block.columns)
    )
    rows = "".join(
        f'<tr><th scope="row">{text(label)}</th>'
        + "".join(
            f"<td{_first(place)}>{_lines(cell)}</td>"
            for block in found
            for place, cell in enumerate(block.rows[number])
        )
        + "</tr>\n"
        for number, label in enumerate(comparison.labels)
    )
    note = (
        "Means over replications. Below them the difference from the baseline and the 95 % interval of that "
        "difference; a probability carries its own interval too."
    )
    return (
        f'<p class="caption">{note}</p><div class="scroll" tabindex="0" role="region" aria-label="Headline">'
        f'<table class="headline"><thead><tr><td></td>{top}</tr><tr><th scope="col">Scenario</th>{heads}</tr></thead>'
        f"\n<tbody>{rows}</tbody></table></div>"
    )


def _lines(cell: Cell) -> str:
    below = (cell.own, cell.difference, cell.interval)
    return text(cell.value) + "".join(f"<small>{text(line)}</small>" for line in below if line)


def _first(place: int) -> str:
    return ' class="first"' if place == 0 else ""


def methods(comparison: Comparison) -> str:
    """How the numbers were made and what they do and do not mean."""
    base = comparison.baseline
    items = (
        f"Every scenario was simulated {base.replications} times (replications) with seed {base.seed}. The "
        "same replication meets the same luck in every scenario (common random numbers), and differences "
        "are taken replication by replication, so that they show the scenarios and not the dice.",
        "Bands show how much single futures differ: half of them lie in the dark band, nine in ten in the "
        "light one (quantiles by linear interpolation). They are the luck of the model, given its "
        "assumptions; doubt about the assumptions comes on top.",
        "Intervals on means and differences are 95 % intervals of Student's t; on probabilities, Wilson's. "
        "They say how exactly the simulation knows its own mean; more replications make them narrower.",
        "A difference is said to stand out only if its interval excludes zero for all alternatives together "
        "(Bonferroni). “Almost always” means at least 95 % of paired replications, “usually” at least 80 %.",
        "A value that is not defined in a replication (such as the availability of a fleet with no items) "
        "is left out there.",
        "This is a what-if comparison for discussion, teaching and stress-testing of assumptions. It is not "
        "a forecast, and it holds nothing operational: fleets, months and countries only.",
    )
    return "<ul>" + "".join(f"<li>{text(item)}</li>" for item in items) + "</ul>"


def provenance(comparison: Comparison, command: str | None) -> str:
    """Fingerprints and the command that makes the page again."""
    rows = [
        [text(label), text(result.scenario.key), f"<code>{text(result.fingerprint)}</code>"]
        for label, result in zip(comparison.labels, comparison.results, strict=True)
    ]
    parts = table(["Scenario", "Key", "Fingerprint"], rows, caption="What was run", words=[1, 2])
    line = command or default_command(comparison)
    return f"{parts}<p>The same numbers come from:</p><pre><code>{text(line)}</code></pre>"


def default_command(comparison: Comparison) -> str:
    """The command that runs the comparison again, as far as the scenarios' keys can name them."""
    keys = [shlex.quote(result.scenario.key) for result in comparison.results]
    base = comparison.baseline
    return f"kilter compare {' '.join(keys)} --reps {base.replications} --seed {base.seed}"
