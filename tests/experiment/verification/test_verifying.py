import dataclasses
import json
import math

import pytest

from kilter.engine.plan import plan
from kilter.engine.reference import simulate
from kilter.errors import EngineError, KilterError, NameUnknownError
from kilter.experiment import engines, running
from kilter.experiment.engines import Engine, compiled_engine, reference_engine
from kilter.experiment.verification import loads_checks, sampling, verify
from kilter.scenario import packs

FOLDER = packs.root() / "checks"
EXACT = 0.772911
BOOK = """
false_alarms: 1 %
checks:
  unit:
    number: 3
    title: One unit
    runs:
      short: {{scenario: 03a-one-unit.yaml, reps: 1000, quick: 100}}
    compare:
      - says: availability
        measure: fleet.unit.availability
        expect: {expect}
        source: closed form
        resolution: 6 %
        reject: [{{value: 0.333333, what: the long run}}]
  rule:
    title: Reporting rule
    runs:
      once: {{scenario: 10-reporting.yaml, reps: 2}}
    compare:
      - {{says: personnel, measure: readiness.personnel, when: end, expect: {level}, exact: true, source: example}}
"""


def book(expect=EXACT, level=3):
    return loads_checks(BOOK.format(expect=expect, level=level), FOLDER)


@pytest.fixture(scope="module")
def found():
    return verify(book(), jobs=1, engine=reference_engine())


def test_a_right_engine_passes(found):
    assert found.passed
    assert found.verdicts == {"unit": "agrees", "rule": "agrees"}
    finding = found.of("unit")[0]
    assert abs(finding.distance) < finding.limit
    assert finding.resolution < 0.06
    assert finding.rejections[0].rejected


def test_one_wrong_value_in_the_file_fails():
    wrong = verify(book(expect=EXACT * 1.09), only=["unit"], jobs=1)
    assert (wrong.verdict, wrong.passed) == ("differs", False)


def test_an_exact_value_must_be_met_exactly():
    wrong = verify(book(level=2), only=["rule"], jobs=1)
    assert (wrong.verdict, wrong.passed) == ("differs", False)


def biased(factor):
    """An engine whose values are all off by the same share."""

    def wrong(planned, seed, replication):
        outcome = simulate(planned, seed, replication)
        return dataclasses.replace(
            outcome, values=outcome.values * factor, averages=outcome.averages * factor
        )

    return Engine(plan, wrong)


@pytest.mark.parametrize("sign", [1, -1])
def test_an_engine_that_errs_by_twice_the_resolution_is_caught(found, sign):
    wrong = biased(1 + sign * 2 * found.of("unit")[0].resolution)
    caught = [not verify(book(), only=["unit"], seed=s, jobs=1, engine=wrong).passed for s in (1, 2, 3)]
    assert all(caught)


def test_a_wrong_mechanism_is_caught(monkeypatch):
    """Repairs that take a tenth too long: availability is off by less than four per cent."""
    from kilter.engine.reference import shops

    right = shops.amount
    monkeypatch.setattr(shops, "amount", lambda levers, spread, bits: 1.1 * right(levers, spread, bits))
    text = """
false_alarms: 1 %
checks:
  shop:
    title: Machine shop
    runs: {fixed: {scenario: 01-machine-shop.yaml, reps: 20, until: 8 d}}
    compare:
      - {says: availability, measure: fleet.machines.availability, expect: 0.821003, source: exact, resolution: 6 %}
"""
    checks, engine = loads_checks(text, FOLDER), reference_engine()
    assert verify(checks, jobs=1, engine=engine).verdict == "differs"
    monkeypatch.setattr(shops, "amount", right)
    assert verify(checks, jobs=1, engine=engine).verdict == "agrees"


def test_too_few_replications_for_the_resolution_fail_as_such():
    blunt = loads_checks(
        BOOK.format(expect=EXACT, level=3).replace("resolution: 6 %", "resolution: 0.5 %"), FOLDER
    )
    seen = verify(blunt, only=["unit"], jobs=1)
    assert (seen.verdict, seen.passed) == ("too coarse", False)


def test_a_wrong_value_too_close_to_be_told_apart_fails_as_such():
    close = loads_checks(BOOK.format(expect=EXACT, level=3).replace("0.333333", "0.76"), FOLDER)
    assert verify(close, only=["unit"], jobs=1).verdict == "too coarse"
    # asked for fewer, it is open instead, and no failure
    quick = verify(close, only=["unit"], quick=True, jobs=1)
    assert (quick.verdict, quick.passed, quick.sharp) == ("open", True, False)


def test_fewer_replications_state_what_they_see_and_do_not_demand_it():
    quick = verify(book(), quick=True, jobs=1)
    assert quick.passed
    assert quick.of("unit")[0].resolution > 0.06
    assert quick.samplings[0].reps == 100


def test_the_limit_is_that_of_the_whole_file(found):
    alone = verify(book(), only=["3"], jobs=1)
    assert alone.names == ("unit",)
    assert alone.of("unit")[0].document() == found.of("unit")[0].document()
    assert alone.rule == found.rule
    assert found.rule.comparisons == 1  # what has no luck in it raises no false alarm


def test_the_same_seed_gives_the_same_document(monkeypatch, found):
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)
    shared = verify(book(), jobs=2, engine=reference_engine())
    assert json.dumps(shared.document()) == json.dumps(found.document())
    other = verify(book(), only=["unit"], seed=2, jobs=1)
    assert other.findings[0].estimate.value != found.findings[0].estimate.value


def test_a_run_gives_what_the_same_scenario_gives_alone(found):
    """The seed that is told is all that is needed to see a run again."""
    from kilter.experiment import run

    one = found.samplings[0]
    alone = run(one.scenario, reps=one.reps, seed=one.seed, jobs=1)
    assert alone.average("fleet.unit.availability").mean() == pytest.approx(found.findings[0].estimate.value)


def test_runs_of_one_file_are_independent():
    seeds = {sampling.own_seed(seed, check, run) for seed in (1, 2) for check in "ab" for run in "cd"}
    assert len(seeds) == 8


def test_other_numbers_of_replications():
    def reps(text):
        return verify(book(), only=["unit"], reps=text, jobs=1).samplings[0].reps

    assert (reps("120"), reps("x0.1"), reps(7)) == (120, 100, 7)
    for text in ("1", "many", "x-1", "xx", "0"):
        with pytest.raises(KilterError, match=r"write"):
            reps(text)


def test_progress_ends_with_all_replications():
    told = []
    verify(book(), quick=True, jobs=1, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 102)
    assert told[-1] == (102, 102)


def test_an_unknown_check_names_the_nearest():
    with pytest.raises(NameUnknownError, match="did you mean 'unit'"):
        verify(book(), only=["unti"])
    with pytest.raises(NameUnknownError, match="the checks are: 3 unit, rule"):
        verify(book(), only=["17"])


def test_a_failure_in_a_run_names_its_replication_and_seed(found):
    def broken(planned, seed, replication):
        if replication == 60:
            raise ZeroDivisionError("no spare parts")
        return simulate(planned, seed, replication)

    with pytest.raises(
        EngineError, match=rf"replication 60 with seed {found.samplings[0].seed}\) no spare parts"
    ):
        verify(book(), only=["unit"], jobs=1, engine=Engine(plan, broken))


class Broken:
    """An engine with threads whose second block of four fails."""

    def many(self, seed, first, values, averages):
        if first:
            raise EngineError("a replication outgrew its memory")
        values[:], averages[:] = 1.0, 1.0


def test_so_does_one_in_an_engine_with_threads(found):
    engine = Engine(plan, simulate, threads=True, prepare=lambda planned: Broken())
    told = rf"unit, run short\) \(in it, replication 4 with seed {found.samplings[0].seed}\) a replication outgrew"
    with pytest.raises(EngineError, match=told):
        verify(book(), only=["unit"], reps=400, jobs=1, engine=engine)


@pytest.mark.parametrize("jobs", [1, 2])
def test_either_engine_gives_the_same_document(found, jobs):
    made = verify(book(), jobs=jobs, engine=compiled_engine())
    assert json.dumps(made.document()) == json.dumps(found.document())


@pytest.mark.parametrize(("patience", "compiles"), [(0.0, True), (1e9, False)])
def test_the_engine_is_compiled_where_that_is_the_shorter_wait(monkeypatch, found, patience, compiles):
    made = []
    monkeypatch.setattr(engines, "COMPILING_SECONDS", patience)
    monkeypatch.setattr(engines, "is_ready", lambda: False)
    monkeypatch.setattr(engines, "can_compile", lambda: True)
    monkeypatch.setattr(engines, "make_ready", made.append)
    monkeypatch.setattr(engines, "compiled_engine", reference_engine)
    seen = verify(book(), quick=True, jobs=1)
    assert (seen.passed, bool(made)) == (True, compiles)


def test_differences_between_runs():
    text = """
false_alarms: 2 %
checks:
  pair:
    title: Two horizons
    runs:
      short: {scenario: 03a-one-unit.yaml, reps: 400}
      long: {scenario: 03a-one-unit.yaml, reps: 400, set: {fleets.unit.failures.stop.mtbf: 5 d}, until: 3 d}
      again: {scenario: 03a-one-unit.yaml, reps: 400}
    compare:
      - {says: none, run: short, minus: again, measure: fleet.unit.availability, expect: 0, scale: 0.77, source: same}
      - {says: some, run: long, minus: short, measure: fleet.unit.availability, expect: 0, scale: 0.77, source: wrong}
      - {says: both, pool: [short, again], measure: fleet.unit.availability, expect: 0.772911, source: exact}
      - {says: one by one, each: [short, again], measure: fleet.unit.availability, expect: 0.772911, source: exact}
"""
    seen = verify(loads_checks(text, FOLDER), jobs=1)
    verdicts = {finding.case.says: finding.verdict for finding in seen.findings}
    assert verdicts == {
        "none": "agrees",
        "some": "agrees",
        "both": "agrees",
        "one by one, short": "agrees",
        "one by one, again": "agrees",
    }
    counts = [finding.estimate.count for finding in seen.findings]
    assert counts == [800, 800, 800, 400, 400]
    assert seen.rule.comparisons == 5


def test_the_document_is_plain(found):
    document = found.document()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    one = document["checks"]["unit"]["comparisons"][0]
    assert one["expected"] == EXACT
    assert one["rejects"][0]["rejected"] is True
    assert document["limit"] == pytest.approx(2.5758, abs=1e-3)
    assert math.isclose(document["false_alarms"], 0.01)
