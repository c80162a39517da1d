"""One self-contained page about a comparison: readable, printable, offline.

Charts are drawn beforehand as SVG, so the page needs no script to be read; one chart to look closer is
interactive. The page asks nobody for anything: a content security policy forbids every request, and the
script that draws the interactive chart is allowed by its own hash alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any

from ..experiment.comparison import Comparison
from ..experiment.result import version
from . import assumptions as assumed
from . import charts, figures, frames, grammar, sections
from .assumptions import Assumption
from .markup import text

#: Rows of data that the interactive chart may carry; keeps the page well under 5 MB.
EXPLORER_ROWS = 8_000


def write_page(
    comparison: Comparison,
    path: str | PathLike[str],
    *,
    assumptions: Sequence[Assumption] | None = None,
    command: str | None = None,
    title: str | None = None,
) -> None:
    """Write the page about a comparison to a file.

    Args:
        comparison: what to show.
        path: file to write, such as ``comparison.html``.
        assumptions: rows of the register; collected from the scenarios when not given.
        command: the command that reproduces the comparison; made from the scenarios' keys when not given.
        title: heading of the page.

    Raises:
        ExtraMissingError: the libraries for charts are not installed.
        KilterError: the file cannot be written.
    """
    content = page(comparison, assumptions=assumptions, command=command, title=title)
    grammar.write(Path(path), content.encode())


def page(
    comparison: Comparison,
    *,
    assumptions: Sequence[Assumption] | None = None,
    command: str | None = None,
    title: str | None = None,
) -> str:
    """The page about a comparison, as text. Arguments are those of :func:`write_page`."""
    rows = (
        [("", row) for row in assumptions]
        if assumptions is not None
        else assumed.collected(comparison, [_register(result.scenario) for result in comparison.results])
    )
    heading = title or _heading(comparison)
    drawn = figures.all_figures(comparison)
    measures = _explored(comparison)
    closer, chart = _closer(comparison, measures)
    parts = [
        ("question", "The question", sections.question(comparison)),
        ("answer", "The answer", sections.answer(comparison) + sections.headline_table(comparison)),
        *((group.name, group.title, group.html) for group in drawn),
    ]
    body = "".join(_section(*part) for part in parts if part[2])
    body += closer
    tail = [
        ("assumptions", "Assumptions", assumed.register(rows)),
        ("methods", "How to read this", sections.methods(comparison)),
        ("provenance", "How to run it again", sections.provenance(comparison, command)),
    ]
    body += "".join(_section(*part) for part in tail)
    links = "".join(
        f'<li><a href="#{name}">{text(words)}</a></li>' for name, words, inner in [*parts, *tail] if inner
    )
    script = _script()
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="data:,">\n<title>{text(heading)}</title>\n'
        f"<style>\n{_file('page.css')}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#answer">Skip to the answer</a>\n'
        f'<header><h1>{text(heading)}</h1><nav aria-label="Contents"><ul>{links}</ul></nav></header>\n'
        f"<main>\n{body}</main>\n"
        f"<footer><p>Made with Kilter {text(version())}.</p></footer>\n"
        f"{chart}<script>{script}</script>\n</body>\n</html>\n"
    )


def _heading(comparison: Comparison) -> str:
    others = comparison.labels[1:]
    if len(others) == 1:
        return f"{others[0]}, compared with {comparison.labels[0]}"
    return f"{len(others)} alternatives compared with {comparison.labels[0]}"


def _section(name: str, title: str, inner: str) -> str:
    return (
        f'<section id="{text(name)}" aria-labelledby="{text(name)}-title">'
        f'<h2 id="{text(name)}-title">{text(title)}</h2>\n{inner}</section>\n'
    )


def _explored(comparison: Comparison) -> list[str]:
    """Measures for the interactive chart: those of the page first, as many as keep the page small."""
    names = frames.defined(comparison, comparison.names)
    first = [name for name in figures.featured(comparison) if name in names]
    ordered = [*first, *(name for name in names if name not in first)]
    return ordered[: max(1, EXPLORER_ROWS // (len(comparison.results) * len(comparison.months)))]


def _closer(comparison: Comparison, measures: Sequence[str]) -> tuple[str, str]:
    """The section with the interactive chart, hidden until its script runs, and the chart as data."""
    if not measures:
        return "", ""
    spec = grammar.document(charts.explorer(comparison, measures), ink="currentColor", paper=None)
    del spec["$schema"]  # an address; the page says elsewhere what kind of chart it is
    data = json.dumps(spec, separators=(",", ":")).replace("<", "\\u003c")
    left_out = len(comparison.names) - len(measures)
    more = f" {left_out} further measures are in the results of a run." if left_out else ""
    bands = (
        ", bands hold half of the replications" if len(comparison.results) <= charts.BANDS_TOGETHER else ""
    )
    section = (
        '<section id="closer" aria-labelledby="closer-title" hidden><h2 id="closer-title">Look closer</h2>'
        "<p>Choose any measure; point at a line to read its values. Lines are "
        f'medians{bands}.{more}</p><div class="scroll"><div id="explorer"></div></div></section>\n'
    )
    return section, f'<script type="application/json" id="explorer-chart">{data}</script>\n'


def _register(scenario: Any) -> Sequence[Assumption]:
    from ..scenario.paths import register

    rows: Sequence[Assumption] = register(scenario)
    return rows


@cache
def _script() -> str:
    """The charting library and the page's own lines, as one script without any web address."""
    bundle: str = grammar.converter().javascript_bundle("window.kilterEmbed = vegaEmbed;")
    # Links that only its menus and messages use. The names of XML vocabularies look like addresses but
    # are never asked for; written with an escape, a search of the page for addresses finds none.
    bundle = bundle.replace("https://vega.github.io/editor/", "#")
    bundle = bundle.replace("https://vega.github.io/", "/").replace("https://github.com/", "")
    bundle = bundle.replace("http://www.w3.org/", "http:\\/\\/www.w3.org/").replace("</script", "<\\/script")
    return bundle + "\n" + _file("page.js")


def _policy(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
