"""The verb that judges claims: ``claims``."""

from __future__ import annotations

import textwrap
import time
from typing import TYPE_CHECKING, Annotated

import typer

from .guard import verb
from .options import Engine, Jobs, Json, Seed
from .output import NOW_AND_THEN, Bar, aside, emit, say, show
from .output import progress as bar

if TYPE_CHECKING:
    from kilter.experiment.claims import Assessed, Assessment
    from kilter.scenario.claims import Condition

WIDTH = 100


@verb
def claims(
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK",
            help="A pack that ships, or the folder of any with a claims.yaml.",
            show_default=False,
        ),
    ],
    reps: Annotated[int, typer.Option(min=2, metavar="N", help="Replications in each draw.")] = 2,
    draws: Annotated[
        int, typer.Option(min=3, metavar="N", help="Draws of everything that is not known.")
    ] = 16,
    seed: Seed = 1,
    jobs: Jobs = None,
    engine: Engine = "auto",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="IDS",
            help="Claims to judge, in detail, such as T1,C8; may be repeated.",
            show_default=False,
        ),
    ] = None,
    drivers: Annotated[
        bool,
        typer.Option(
            "--drivers/--no-drivers", help="Also find what matters to each claim and what would flip it."
        ),
    ] = True,
    tried: Annotated[
        int, typer.Option(min=0, metavar="N", help="Replications spent on moving single assumptions.")
    ] = 400,
    json: Json = False,
) -> None:
    """Judge a pack's claims: with which probability each holds, given what is not known.

    Every number with a range is drawn, every contested fact decided by its weights, and each draw seen through
    replications. A claim that fails is shown as failing.

    \b
    Examples:
      kilter claims northland
      kilter claims afghanistan-2026 --only T1,C8 --draws 40 --reps 4
      kilter claims my-pack --no-drivers --json > claims.json
    """
    from kilter.experiment.claims import assess, open_pack
    from kilter.experiment.engines import engine_for

    opened = open_pack(pack)
    wanted = [one for words in only or () for one in words.replace(",", " ").split()] or None
    with _Watch(opened.name) as watch:
        found = assess(
            opened,
            only=wanted,
            draws=draws,
            reps=reps,
            seed=seed,
            drivers=drivers,
            tried=tried,
            jobs=jobs,
            progress=watch,
            engine=engine_for(engine, watch),
        )
    if json:
        emit(found.document())
        return
    _table(found)
    say()
    say(textwrap.fill(_resolution(found), WIDTH))
    if wanted is not None:
        for one in found.claims:
            say()
            say(_details(found, one))
    elif drivers:
        say("Details of a claim, with what matters to it: --only ID")


class _Watch:
    """Progress on standard error: a bar on a terminal, elsewhere a line now and then, with the time left."""

    def __init__(self, what: str) -> None:
        self.context = bar(f"claims of {what}")
        self.started = self.told = time.monotonic()

    def __enter__(self) -> _Watch:
        self.bar = self.context.__enter__()
        return self

    def __exit__(self, *about: object) -> None:
        self.context.__exit__(None, None, None)

    def __call__(self, done: int, total: int) -> None:
        import sys

        now = time.monotonic()
        if sys.stderr.isatty():
            self.bar(done, total)
        elif done < total and now - self.told >= NOW_AND_THEN:
            self.told = now
            left = (now - self.started) / max(done, 1) * (total - done)
            aside(f"{done} of {total} replications, {now - self.started:.0f} s, about {left:.0f} s left")

    def stage(self, what: str) -> Bar:
        """A step before the work itself."""
        return self.bar.stage(what)


def _table(found: Assessment) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Claim", no_wrap=True)
    table.add_column("It says", ratio=1)
    table.add_column("Holds", justify="right", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("As written", no_wrap=True)
    for one in found.claims:
        j = one.judgement
        table.add_row(
            one.name,
            textwrap.shorten(one.claim.says, 64, placeholder=" …"),
            f"{j.probability:.2f} ± {j.error:.2f}",
            one.verdict,
            "holds" if one.central_margin > 0 else "fails",
        )
    show(table)


def _resolution(found: Assessment) -> str:
    """What the numbers of draws and replications can tell, and what they cannot."""
    from kilter.experiment.claims.judging import half_known

    shares = sorted(one.judgement.luck_share for one in found.claims)
    luck = shares[len(shares) // 2]
    text = (
        f"Holds: probability with a 95 % interval, from {found.draws} draws of everything that is not known, "
        f"{found.reps} replications each. So many draws know a probability of one half to ± "
        f"{half_known(found.draws):.2f} at best. For half of the claims, luck is {luck:.0%} or more of the spread "
        "over draws of the condition that it blurs most; more --reps would lessen it. "
        "As written: with the values that the files give."
    )
    if found.drawn_back:
        text += (
            f" In {found.drawn_back} draws numbers contradicted one another and were drawn back towards the "
            "written ones as far as needed."
        )
    return text


def _details(found: Assessment, one: Assessed) -> str:
    j = one.judgement
    lines = [
        f"{one.name}: {one.verdict} (probability {j.probability:.2f}, 95 % interval {j.low:.2f} to {j.high:.2f})",
        *_filled(one.claim.says),
        *_filled(f"Source: {one.claim.source}, {one.claim.place}"),
        *_filled(f"Mechanism: {one.claim.mechanism}"),
    ]
    if one.claim.contradicts:
        lines += _filled(f"Contradicts: {', '.join(one.claim.contradicts)}")
    lines.append("  With the written values:")
    for (_, leaf), got in zip(one.claim.leaves(), one.central, strict=True):
        lines += _filled(f"{_asked(leaf)}: {got.statistic:.4g} ± {2 * got.se:.2g}", "    ")
        lines += _filled(f"{'met' if got.margin > 0 else 'not met'}; {leaf.because}", "      ")
    return "\n".join([*lines, *_matters(found, one), *_flips(found, one)])


def _asked(leaf: Condition) -> str:
    """A plain condition in one line."""
    said = leaf.model_dump(exclude_unset=True)
    words = [said["measure"]]
    if "minus_measure" in said:
        words.append(f"less {said['minus_measure']}")
    words.append(f"in {said['of']}")
    if "minus" in said:
        words.append(f"less in {said['minus']}")
    if "within" in said:
        words.append(f"over months {said['within'][0]} to {said['within'][1]}")
    else:
        words.append(f"at month {said['at']}" if isinstance(said["at"], int) else f"at {said['at']}")
    if "since" in said:
        words.append(f"since month {said['since']}")
    if said.get("relative"):
        words.append("(relative)")
    taken = said.get("taken", "mean")
    if isinstance(taken, dict):
        words.append(
            "share of runs " + " ".join(f"{k.removeprefix('share_')} {v:g}" for k, v in taken.items())
        )
    elif taken != "mean":
        words.append(taken)
    words += [f"{key} {said[key]:g}" for key in ("above", "below") if key in said]
    return ", ".join(words)


def _matters(found: Assessment, one: Assessed) -> list[str]:
    """The three assumptions that matter most, or why none is told."""
    from kilter.experiment.claims.drivers import by_chance, order_is_clear

    if not one.paths:
        return []
    if not one.drivers:
        why = (
            "nothing varies over draws"
            if not one.screened
            else "no replications were left to try them (--tried)"
        )
        return [f"  What matters: {why}."]
    chance = by_chance(one.paths, found.draws)
    lines = _filled(
        f"What matters, of {one.paths} assumptions: the {len(one.drivers)} that go best with the margin over "
        f"draws were moved alone to the ends of their ranges (chance alone gives a rank correlation of {chance:.2f})."
    )
    for driver in one.telling[:3]:
        lines.append(f"    {driver.path} (rank correlation {driver.correlation:+.2f})")
        for end in driver.ends:
            value, unit = found.value(one.claim, driver.path, end.position)
            lines.append(
                f"      at {_number(value)} {unit}".rstrip()
                + f": margin {end.effect:+.2f} ± {2 * end.se:.2f}, {'holds' if end.margin > 0 else 'fails'}"
            )
    if not one.telling:
        lines += _filled("None of them moves it by more than luck explains.", "    ")
    elif not order_is_clear(one.telling[:3]):
        lines += _filled("Luck hides their order.", "    ")
    return lines


def _flips(found: Assessment, one: Assessed) -> list[str]:
    """The smallest change that turns the claim over, and what exactly was searched."""
    if not one.drivers:
        return []
    tried = f"the {len(one.drivers)} tried, each moved alone within its range"
    if one.flip is None:
        return [f"  What flips it: none of {tried}."]
    value, unit = found.value(one.claim, one.flip.path, one.flip.position)
    written, _ = found.value(one.claim, one.flip.path, 0.0)
    far = f", {one.flip.size:.0%} of the way to the end of its range" if not isinstance(value, str) else ""
    return _filled(
        f"What flips it: {one.flip.path} at {_number(value)} {unit} instead of {_number(written)}{far}; then it "
        f"{'holds' if one.flip.holds else 'fails'} on the same luck. It is the smallest change among {tried}."
    )


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


def _filled(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")
