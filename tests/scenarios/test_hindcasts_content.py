"""The hindcasts that ship: frozen before they were scored, and scored still as they were the first time."""

from __future__ import annotations

import numpy as np
import pytest

from kilter.experiment.hindcast import Case, open_hindcasts, score
from kilter.scenario import packs
from kilter.scenario.hindcasts import FILE, fingerprint

pytestmark = pytest.mark.untraced

CASES = [case for file in sorted(packs.root().glob(f"*/{FILE}")) for case in open_hindcasts(file.parent)]
#: Replications of the comparison with the first score: a shift of two aircraft would be seen.
REPS = 24


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_was_changed_since_the_freeze(case: Case) -> None:
    """A later change is a new freeze with its own date, and the old entry stays."""
    assert case.hindcast.frozen, "freeze it: kilter hindcast NAME --freeze"
    last = case.hindcast.frozen[-1]
    assert last.scenarios == {key: fingerprint(one.tree) for key, one in case.scenarios.items()}
    assert last.question == case.hindcast.question
    assert case.changed == ()
    assert last.note


def test_the_first_freeze_of_the_mi17_stays_on_record() -> None:
    """Copied here, so that the file cannot be written anew without a test that is written anew too."""
    (case,) = [case for case in CASES if case.name == "colombia-mi17"]
    first = case.hindcast.frozen[0]
    assert (first.on.isoformat(), first.question) == ("2026-11-22", "3f336a9b1ec9938e")
    assert first.scenarios == {
        "mi17-uniform": "93ca55885da2aa77",
        "mi17-lots": "accbb0889c8699a0",
        "mi17-null": "765338dc52cf6aca",
    }
    assert [one.value for one in case.hindcast.observations] == [9, 8, 5]
    assert case.hindcast.tolerance == 2
    assert case.hindcast.null is not None
    assert case.hindcast.null.published == [11.0, 10.3, 7.9]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_later_version_predicts_what_the_first_score_said(case: Case) -> None:
    """A freeze cannot hold the program; this notices when the same files come to mean something else."""
    said = case.hindcast.frozen[-1].scored
    assert said is not None, "score it, and write down the predictions"
    scored = score(case, reps=REPS, seed=said.seed + 100)
    for one in [*scored.forecasts, *([scored.null] if scored.null else [])]:
        sd = one.sample.std(axis=0, ddof=1)
        allowed = 4.0 * sd * np.sqrt(1 / REPS + 1 / said.replications)
        assert (np.abs(one.mean - said.predictions[one.key]) < allowed).all(), one.key


def test_the_null_run_here_is_the_published_one() -> None:
    """20 x 0.9 of independent uniform phases, every aircraft flown alike: the closed form, to its rounding."""
    (case,) = [case for case in CASES if case.name == "colombia-mi17"]
    years = np.array([2.0, 2.25, 3.1])  # March and June 2024, April 2025, as rounded when it was published
    exact = 20 * 0.9 * (1 - years / 8) * (1 - 182.5 * years / 2000)
    null, said = case.hindcast.null, case.hindcast.frozen[0].scored
    assert null is not None
    assert said is not None
    np.testing.assert_allclose(exact, null.published, atol=0.06)
    np.testing.assert_allclose(said.predictions["mi17-null"], null.published, atol=0.25)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_priors_come_from_before_the_answers(case: Case) -> None:
    """What was observed is no source of a scenario: not one address of an observation stands among its sources."""
    answers = {one.source for one in case.hindcast.observations}
    assert answers
    for scenario in case.scenarios.values():
        assert answers & {source.url for source in scenario.sources.values()} == set()
