"""A verification for the terminal: a table of every comparison, and what it amounts to in sentences."""

from __future__ import annotations

import math

from rich.table import Table
from rich.text import Text

from ..experiment.verification import Finding, Verification
from ..experiment.verification.outcome import AGREES, ALLOWED, COARSE, DIFFERS, OPEN, when

#: Digits of a known value that are shown.
PLACES = 6


def verification_table(verification: Verification) -> Table:
    """Every comparison: expected, simulated, standard error, distance, resolution, verdict."""
    table = Table(header_style="bold", title_justify="left", title=Text(verification.book.checks.title))
    heads = ("check", "what", "expected", "simulated", "std. error", "distance", "limit", "sees", "verdict")
    for place, head in enumerate(heads):
        words = place in (0, 1, 8)
        table.add_column(Text(head), justify="left" if words else "right", overflow="fold", no_wrap=not words)
    for name in verification.names:
        table.add_section()
        for place, finding in enumerate(verification.of(name)):
            first = label(verification, name) if place == 0 else ""
            table.add_row(*(Text(cell) for cell in (first, *cells(finding))))
            for one in finding.rejections:
                far = f"{one.distance:+.1f}".replace("-", "−")
                said = "rejected" if one.rejected else "not rejected"
                row = ("", f"  not: {one.wrong.what}", figures(one.wrong.value), "", "", far, "", "", said)
                table.add_row(*(Text(cell) for cell in row))
    return table


def label(verification: Verification, name: str) -> str:
    """A check as people call it, with its number where it has one."""
    check = verification.book.checks.checks[name]
    return check.title if check.number is None else f"{check.number} {check.title}"


def cells(finding: Finding) -> tuple[str, ...]:
    """What, expected, simulated, standard error, distance, limit, resolution and verdict, as text."""
    asked, estimate = finding.asked, finding.estimate
    at = when(asked)
    what = finding.case.says if at in ("average", "end") else f"{finding.case.says} ({at})"
    if asked.exact:
        return what, figures(asked.expect), figures(estimate.value), "0", "0", "exact", "any", finding.verdict
    return (
        what,
        figures(asked.expect),
        figures(estimate.value),
        figures(estimate.se),
        f"{finding.distance:+.1f}".replace("-", "−"),
        f"{finding.limit:.1f}",
        percent(finding.resolution),
        finding.verdict,
    )


def figures(value: float) -> str:
    """A value to the digits that known values are published in.

    >>> figures(0.821003), figures(311.27171), figures(2.0)
    ('0.821003', '311.272', '2')
    """
    if not math.isfinite(value):
        return "–"
    places = max(0, PLACES - max(0, math.floor(math.log10(abs(value))) + 1 if abs(value) >= 1 else 0))
    text = f"{value:.{places}f}"
    text = f"{value:g}" if value == int(value) and abs(value) < 1e6 else text
    return text.replace("-", "−")


def percent(share: float) -> str:
    """A share to two digits, kept on one line.

    >>> percent(0.02345), percent(0.00123), percent(1.314)
    ('2.3\\xa0%', '0.12\\xa0%', '131\\xa0%')
    """
    if not math.isfinite(share):
        return "–"
    text = f"{100 * share:.0f}" if share >= 0.995 else f"{100 * share:.2g}"
    return f"{text}\N{NO-BREAK SPACE}%"


def sentences(verification: Verification) -> list[str]:
    """What the verification amounts to, for reading aloud."""
    counted = {
        verdict: [f for f in verification.findings if f.verdict == verdict]
        for verdict in (DIFFERS, ALLOWED, COARSE, OPEN, AGREES)
    }
    total = len(verification.findings)
    said = [
        f"All {total} comparisons agree."
        if len(counted[AGREES]) == total
        else f"{len(counted[AGREES])} of {total} comparisons agree."
    ]
    for verdict, words in (
        (DIFFERS, "differ from the known value"),
        (ALLOWED, "do not reject a value that is known to be wrong"),
        (COARSE, "are too coarse to see what they should; more replications help (--reps x4)"),
        (
            OPEN,
            "are too coarse in this shorter run to see all they should in a full one, which is no failure",
        ),
    ):
        if found := counted[verdict]:
            number = len(found)
            names = ", ".join(f"{f.case.check}: {f.case.says}" for f in found[:3]) + (
                ", …" if number > 3 else ""
            )
            said.append(f"{number} {words if number > 1 else _one(words)} ({names}).")
    if not verification.sharp:
        seen = [f.resolution for f in verification.findings if math.isfinite(f.resolution)]
        coarse = sum(
            f.asked.resolution is not None and f.resolution > f.asked.resolution.value
            for f in verification.findings
        )
        said.append(
            f"These were fewer replications than the file asks for: {coarse} comparisons see coarser errors than "
            f"a full run must (the column “sees” has them, up to {percent(max(seen, default=0.0))})."
        )
    rejected = [one for f in verification.findings for one in f.rejections]
    if rejected:
        right = sum(one.rejected for one in rejected)
        said.append(
            f"{right} of {len(rejected)} values that are known to be wrong are rejected."
            if right < len(rejected)
            else f"All {right} values that are known to be wrong are rejected."
        )
    said.append(rule_in_words(verification))
    return said


def rule_in_words(verification: Verification) -> str:
    """The rule and its rate of false alarms, in one sentence."""
    rule = verification.rule
    return (
        f"A comparison passes within {rule.limit(math.inf):.2f} standard errors (a little more where replications "
        f"are few; Student's t), so that an engine that is right fails anything among the {rule.comparisons} "
        f"comparisons of this file with a chance of at most {percent(rule.rate)}, over all seeds; this is seed "
        f"{verification.seed}."
    )


def _one(words: str) -> str:
    """The words for one that are given for several."""
    for several, single in (
        ("differ ", "differs "),
        ("do not", "does not"),
        ("are too", "is too"),
        ("they should", "it should"),
    ):
        words = words.replace(several, single)
    return words
