"""The verb that goes on with what was stopped: ``resume``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kilter.errors import KilterError

from .guard import verb
from .options import Engine, Jobs, Json
from .output import progress
from .running import end_of_comparison, end_of_run


@verb
def resume(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder that --out named.", show_default=False)
    ],
    jobs: Jobs = None,
    engine: Engine = "auto",
    json: Json = False,
) -> None:
    """Go on with a run or comparison that was stopped, from its folder alone.

    It ends as the command that began it would have ended, with all measures. Scenarios come from the folder's
    manifest; files that they were made from may have changed or gone.

    \b
    Examples:
      kilter resume out
      kilter resume out --json > run.json
    """
    from kilter.experiment import compare, run, store
    from kilter.experiment.engines import engine_for

    there = store.read(folder)
    if there is None:
        raise KilterError(
            f"'{folder}' holds no run to go on with; name a folder that --out named, where there is a {store.FILE}"
        )
    scenarios = store.scenarios(folder, there)
    reps, seed = int(there["replications"]), int(there["seed"])
    with progress(scenarios[0].title if len(scenarios) == 1 else f"{len(scenarios)} scenarios") as bar:
        used = engine_for(engine, bar)
        if len(scenarios) == 1:
            result = run(
                scenarios[0], reps=reps, seed=seed, jobs=jobs, progress=bar, engine=used, store=folder
            )
        else:
            comparison = compare(
                scenarios, reps=reps, seed=seed, jobs=jobs, progress=bar, engine=used, store=folder
            )
    if len(scenarios) == 1:
        end_of_run(result, None, folder, True, json, scenarios[0].key)
    else:
        end_of_comparison(comparison, None, folder, True, json)
