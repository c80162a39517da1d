"""The page about a verification: what was found, a plot of all distances, the intervals of each check, the numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from ..experiment.verification import Finding, Verification
from ..experiment.verification.outcome import AGREES, OPEN
from . import grammar
from .grammar import PALETTE, library
from .markup import figure, table, text
from .plain_page import plain_page
from .verified import cells, figures, label, percent, rule_in_words, sentences

#: Colours of what agrees, what fails, what is known to be wrong, and of quiet marks.
GOOD, BAD, WRONG, QUIET = PALETTE[1], PALETTE[2], PALETTE[4], PALETTE[0]
#: Errors shown to either side of the known value; wrong values beyond are named at the edge.
EDGE = 0.15
#: Rows of one chart of intervals; more would not fit on a sheet of paper.
ROWS = 30
_STYLE = """\
th small { display: block; color: var(--quiet); font-weight: 400; font-size: .75rem; line-height: 1.35; }
#numbers td, #intervals td { white-space: nowrap; }
@media print { #numbers table { font-size: 7pt; } }
"""


def write_verification(verification: Verification, path: str | PathLike[str], *, command: str = "") -> None:
    """Write the page about a verification to a file.

    Raises:
        ExtraMissingError: the libraries for charts are not installed.
        KilterError: the file cannot be written.
    """
    grammar.write(Path(path), verification_page(verification, command=command).encode())


def verification_page(verification: Verification, *, command: str = "") -> str:
    """The page about a verification, as text."""
    lucky = [f for f in verification.findings if not f.asked.exact and math.isfinite(f.normal)]
    parts = [
        ("found", "What was found", _answer(verification)),
        ("distances", "All distances at once", _quantiles(verification, lucky) if len(lucky) > 1 else ""),
        ("intervals", "Each comparison", _intervals(verification)),
        ("numbers", "The numbers", _numbers(verification)),
        ("rule", "How to read this", _methods(verification)),
        ("again", "How to run it again", _again(verification, command)),
    ]
    return plain_page(f"Verification: {verification.book.checks.title}", parts, _STYLE)


def _answer(verification: Verification) -> str:
    said = "".join(f"<p>{text(one)}</p>" for one in sentences(verification))
    rows = []
    for name in verification.names:
        found = verification.of(name)
        agree = sum(finding.verdict == AGREES for finding in found)
        seen = [f.resolution for f in found if f.asked.resolution is not None and math.isfinite(f.resolution)]
        rows.append(
            [
                text(label(verification, name)),
                text(" ".join(verification.book.checks.checks[name].says.split())),
                f"{agree} of {len(found)}",
                text(f"{percent(min(seen))} to {percent(max(seen))}" if seen else "any error"),
                text(verification.verdicts[name]),
            ]
        )
    heads = ["Check", "What is checked", "Agree", "Sees errors of", "Verdict"]
    return f'<div class="answer">{said}</div>' + table(heads, rows, words=[1, 4])


# ---------------------------------------------------------------- all distances


def quantile_chart(findings: Sequence[Finding], limit: float) -> Any:
    """Distances in order against what luck alone would give: on the line, within the band, inside the limits."""
    from scipy.stats import beta, norm

    alt = library()
    ordered = sorted(findings, key=lambda finding: finding.normal)
    count = len(ordered)
    ranks = range(1, count + 1)
    frame = pd.DataFrame(
        {
            "expected": [float(norm.ppf((rank - 0.375) / (count + 0.25))) for rank in ranks],
            "distance": [finding.normal for finding in ordered],
            "low": [float(norm.ppf(beta.ppf(0.025, rank, count + 1 - rank))) for rank in ranks],
            "high": [float(norm.ppf(beta.ppf(0.975, rank, count + 1 - rank))) for rank in ranks],
            "what": [f"{finding.case.check}: {finding.case.says}" for finding in ordered],
            "verdict": ["agrees" if f.verdict in (AGREES, OPEN) else "fails" for f in ordered],
        }
    )
    reach = max(limit, *(abs(float(d)) for d in frame["distance"])) * 1.08
    wide = max(2.5, float(frame["expected"].max()) * 1.1)
    x = alt.X(
        "expected:Q",
        title="standard errors by luck alone (normal quantiles)",
        scale=alt.Scale(domain=[-wide, wide]),
    )
    y = alt.Y(
        "distance:Q", title="simulated minus known, standard errors", scale=alt.Scale(domain=[-reach, reach])
    )
    ends = pd.DataFrame({"expected": [-wide, wide], "distance": [-wide, wide]})
    limits = pd.DataFrame({"distance": [-limit, limit]})
    colour = alt.Color(
        "verdict:N", title=None, scale=alt.Scale(domain=["agrees", "fails"], range=[GOOD, BAD]), legend=None
    )
    layers = [
        alt.Chart(frame).mark_area(opacity=0.25, color=QUIET, clip=True).encode(x=x, y="low:Q", y2="high:Q"),
        alt.Chart(ends).mark_line(color=QUIET, strokeWidth=1.3, clip=True).encode(x=x, y=y),
        alt.Chart(limits).mark_rule(color=BAD, strokeDash=[5, 4], strokeWidth=1.3).encode(y=y),
        alt.Chart(frame)
        .mark_circle(size=42, opacity=0.85, clip=True)
        .encode(x=x, y=y, color=colour, tooltip=["what:N", alt.Tooltip("distance:Q", format="+.2f")]),
    ]
    return alt.layer(*layers).properties(width=480, height=420)


def _quantiles(verification: Verification, lucky: Sequence[Finding]) -> str:
    limit = verification.rule.limit(math.inf)
    caption = (
        "Every comparison's distance from its known value, in order, against the distances that luck alone would "
        "give. The grey band holds 95 % of points, one by one, if comparisons were independent; dashed lines are "
        "the limits. Points that climb steeper than the line would be standard errors that are too small, flatter ones "
        "too large, and a shift of all would be bias. Comparisons that share a run move together."
    )
    ordered = sorted(lucky, key=lambda finding: -abs(finding.normal))
    rows = [
        [text(f.case.check), text(f.case.says), f"{f.normal:+.2f}".replace("-", "−")] for f in ordered[:10]
    ]
    numbers = table(["Check", "What", "Distance"], rows, caption="The ten furthest", words=[1])
    furthest = ordered[0]
    told = (
        f"Quantile plot of {len(lucky)} distances; the furthest is {furthest.normal:+.1f} standard errors "
        f"({furthest.case.says}), the limit {limit:.2f}."
    )
    drawing = grammar.svg(quantile_chart(lucky, limit), ink="currentColor", paper=None)
    return figure("qq", drawing, caption, told, numbers)


# ---------------------------------------------------------------- intervals


def interval_chart(findings: Sequence[Finding]) -> Any:
    """A check's comparisons: error in percent of the known value with its interval, and the error that is seen."""
    alt = library()
    rows: list[dict[str, Any]] = []
    wrongs: list[dict[str, Any]] = []
    names = _distinct([finding.case.says for finding in findings])
    for name, finding in zip(names, findings, strict=True):
        scale = finding.unit_of_resolution
        error = (finding.estimate.value - finding.asked.expect) / scale
        half = finding.limit * finding.estimate.se / scale
        rows.append(
            {
                "what": name,
                "error": error,
                "low": error - half,
                "high": error + half,
                "less": -finding.resolution,
                "more": finding.resolution,
                "verdict": "agrees" if finding.verdict in (AGREES, OPEN) else "fails",
            }
        )
        for one in finding.rejections:
            off = (one.wrong.value - finding.asked.expect) / scale
            if abs(off) <= EDGE:
                wrongs.append({"what": name, "error": off, "of": one.wrong.what})
    frame = pd.DataFrame(rows)
    reach = max(float(frame[key].abs().max()) for key in ("low", "high", "more"))
    reach = 1.08 * max([reach, *(abs(float(one["error"])) for one in wrongs)])
    y = alt.Y(
        "what:N",
        sort=names,
        title=None,
        axis=alt.Axis(labelLimit=330, minExtent=330, labelPadding=8, grid=False),
    )
    scale_x = alt.Scale(domain=[-reach, reach])
    signed = "datum.value === 0 ? '0' : format(datum.value, '+.1~%')"
    axis = alt.Axis(labelExpr=signed, labelFlush=False, tickCount=8)
    x = alt.X("error:Q", title="simulated minus known", scale=scale_x, axis=axis)
    colour = alt.Color(
        "verdict:N", scale=alt.Scale(domain=["agrees", "fails"], range=[GOOD, BAD]), legend=None
    )
    zero = alt.Chart().mark_rule(color=QUIET, strokeWidth=1.3).encode(x=alt.datum(0))
    layers = [
        alt.Chart(frame).mark_bar(opacity=0.22, color=QUIET, height=13).encode(y=y, x="less:Q", x2="more:Q"),
        zero,
        alt.Chart(frame).mark_rule(strokeWidth=2.2).encode(y=y, x="low:Q", x2="high:Q", color=colour),
        alt.Chart(frame).mark_circle(size=58, opacity=1).encode(y=y, x=x, color=colour),
    ]
    if wrongs:
        layers.append(
            alt.Chart(pd.DataFrame(wrongs))
            .mark_point(shape="cross", angle=45, size=80, filled=True, color=WRONG, opacity=1)
            .encode(y=y, x=x, tooltip=["of:N"])
        )
    return alt.layer(*layers).properties(width=470, height=alt.Step(22))


def _intervals(verification: Verification) -> str:
    drawn = []
    for name in verification.names:
        found = [f for f in verification.of(name) if not f.asked.exact and math.isfinite(f.resolution)]
        charts = math.ceil(len(found) / ROWS)
        for place in range(charts):
            part = found[len(found) * place // charts : len(found) * (place + 1) // charts]
            title = label(verification, name) + (f" ({place + 1} of {charts})" if charts > 1 else "")
            drawn.append(_interval_figure(f"intervals-{name}-{place + 1}", title, part))
    return "".join(drawn)


def _interval_figure(name: str, title: str, found: Sequence[Finding]) -> str:
    wrong = [(finding, one) for finding in found for one in finding.rejections]
    near = sum(
        abs(one.wrong.value - finding.asked.expect) <= EDGE * finding.unit_of_resolution
        for finding, one in wrong
    )
    caption = (
        f"{title}: simulated minus known value, in percent of it. Lines are the intervals that decide: one that does "
        "not reach 0 fails. Grey bars are errors that could go unseen."
    )
    if near:
        caption += " Crosses are values known to be wrong; a line that reaches one does not reject it."
    if near < len(wrong):
        caption += f" {len(wrong) - near} more lie beyond the edge."
    told = "; ".join(f"{f.case.says}: {f.distance:+.1f} standard errors, {f.verdict}" for f in found)
    drawing = grammar.svg(interval_chart(found), ink="currentColor", paper=None)
    return figure(name, drawing, caption, told, _table(found))


def _distinct(names: Sequence[str]) -> list[str]:
    """Labels for rows of one chart: two of the same would fall into one row."""
    return [
        name if names.count(name) == 1 else f"{name} ({list(names[: place + 1]).count(name)})"
        for place, name in enumerate(names)
    ]


# ---------------------------------------------------------------- the rest


def _numbers(verification: Verification) -> str:
    return "".join(
        f"<h3>{text(label(verification, name))}</h3>{_table(verification.of(name))}"
        for name in verification.names
    )


def _table(findings: Sequence[Finding]) -> str:
    rows = []
    for finding in findings:
        what, *numbers, verdict = cells(finding)
        source = f"<small>{text(finding.asked.source)}</small>"
        rows.append([text(what) + source, *map(text, numbers), text(verdict)])
        for one in finding.rejections:
            far = f"{one.distance:+.1f}".replace("-", "−")
            source = f"<small>{text(one.wrong.source)}</small>" if one.wrong.source else ""
            said = "rejected" if one.rejected else "not rejected"
            rows.append(
                [f"not: {text(one.wrong.what)}{source}", figures(one.wrong.value), "", "", far, "", "", said]
            )
    heads = ["What", "Known", "Simulated", "Std. error", "Distance", "Limit", "Sees", "Verdict"]
    return table(heads, rows, words=[7])


def _methods(verification: Verification) -> str:
    shared = percent(verification.rule.rate)
    items = (
        rule_in_words(verification),
        f"The rate of {shared} is shared evenly by all comparisons of the file (Bonferroni), also by those that "
        "were not made this time; it holds however comparisons depend on one another.",
        "“Sees” is the resolution: an engine that is off by so much fails this comparison with a chance of 80 % or "
        "more. A comparison that cannot see what its file demands is “too coarse”, which is a failure of the check.",
        "A value known to be wrong (an approximation, a neighbouring case) is rejected when it lies outside the "
        "interval. Checks are sharp enough that no interval can hold both it and the right value, so this adds no "
        "false alarms.",
        "Verification asks whether the engine computes what the rules say, not whether the rules describe the world.",
    )
    return "<ul>" + "".join(f"<li>{text(item)}</li>" for item in items) + "</ul>"


def _again(verification: Verification, command: str) -> str:
    rows = []
    for one in verification.samplings:
        asked = verification.book.checks.checks[one.check].runs[one.name]
        rows.append(
            [
                text(f"{label(verification, one.check)}: {one.name}"),
                text(asked.scenario),
                f"{one.reps:,}",
                str(one.seed),
                f"<code>{text(one.scenario.fingerprint[:12])}</code>",
            ]
        )
    heads = ["Run", "Scenario", "Replications", "Seed", "Fingerprint"]
    line = f"<p>The same numbers come from:</p><pre><code>{text(command)}</code></pre>" if command else ""
    return line + table(heads, rows, words=[1, 4])
