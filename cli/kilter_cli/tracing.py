"""The verb that explains: ``trace``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from .guard import verb
from .options import File, Json, Seed, Set, Until, load_one, settings
from .output import emit, say

if TYPE_CHECKING:
    from kilter.scenario import Scenario


@verb
def trace(
    file: File,
    rep: Annotated[
        int,
        typer.Option(
            "--rep", min=0, metavar="K", help="Which replication, 0 for the first.", show_default=False
        ),
    ],
    seed: Seed = 1,
    set_: Set = None,
    until: Until = None,
    entity: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only what concerns this one, such as pakistan or fleets.mi17."),
    ] = None,
    month: Annotated[
        str | None, typer.Option(metavar="MONTH", help="Only this month: 2027-03, or 10 for the tenth.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Tell every repair too, instead of counting them.")
    ] = False,
    json: Json = False,
) -> None:
    """Tell what happened in one replication and why: who reacted, out of which concern, remembering what.

    The replication is one of those that run and compare count from 0 with the same --seed, so whatever stands
    out there can be followed up here. Everyday repairs are counted; --full tells each. --json holds them all.

    \b
    Examples:
      kilter trace afghanistan-2026/opaque --rep 3
      kilter trace afghanistan-2026/opaque --rep 3 --entity pakistan --month 2027-03
    """
    from kilter.engine.plan import plan
    from kilter.engine.reference import simulate
    from kilter.engine.trace import Tracer
    from kilter.report import story

    scenario = load_one(file, settings(set_), until)
    planned = plan(scenario)
    only = None if month is None else story.month_number(month, scenario.start, len(planned.time.months))
    tracer = Tracer()
    simulate(planned, seed, rep, tracer)
    records = tracer.records
    if entity is not None:
        records = story.about(records, entity, entities(scenario))
    told = [one for one in story.chapters(records, scenario.start) if only in (None, one.number)]
    if json:
        emit(
            {
                "scenario": scenario.title,
                "key": scenario.key,
                "fingerprint": scenario.fingerprint,
                "seed": seed,
                "replication": rep,
                "months": story.document(told),
            }
        )
        return
    say(f"{scenario.title}: replication {rep} with seed {seed}\n")
    if not told:
        whom = f" to '{entity}'" if entity else ""
        say(f"Nothing happened{whom}" + (f" in month {month}." if month else "."))
        return
    in_full = full or (entity is not None and "item" in entity.split("."))
    say(story.narrate(told if in_full else story.condensed(told)))
    counts = Counter(line.kind for chapter in told for line in chapter.lines)
    say("\n" + ", ".join(f"{number} {kind}" for kind, number in counts.most_common()))


def entities(scenario: Scenario) -> list[str]:
    """Paths of everything in a scenario to which something can happen."""
    sections = ("fleets", "sites", "suppliers", "courses", "actors", "channels", "ladder")
    found = [f"{section}.{name}" for section in sections for name in getattr(scenario, section)]
    found += [
        f"actors.{name}.reactions.{one}" for name, actor in scenario.actors.items() for one in actor.reactions
    ]
    return found + [one for one in ("agreement", "risk", "capability") if getattr(scenario, one) is not None]
