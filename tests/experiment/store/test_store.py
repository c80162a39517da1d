"""A folder of results: the same files whoever makes them, and the same numbers as in memory."""

import errno
import json
import os
from dataclasses import replace

import numpy as np
import pytest
from tests.experiment.fakes import FAKE, FakeScenario, fake_plan, fake_simulate
from tests.experiment.store.stores import THREADED, content, listed

from kilter.errors import EngineError, ExtraMissingError, KilterError, NameUnknownError
from kilter.experiment import Engine, blocks, compare, pieces, run, running, store
from kilter.experiment.store import addresses, files, folder, parquet, reading
from kilter.scenario import loads

PLAIN = FakeScenario()
LATER = FakeScenario("Later", "later", shift=0.5)


@pytest.fixture
def eager(monkeypatch):
    """Use processes however small the work."""
    monkeypatch.setattr(running, "SMALL_SECONDS", 0.0)


@pytest.fixture
def kept(tmp_path):
    """A folder with 43 replications of one scenario, and what it holds."""
    run(PLAIN, reps=43, seed=3, jobs=1, engine=FAKE, store=tmp_path / "kept")
    return tmp_path / "kept", content(tmp_path / "kept")


def test_files_are_the_same_bytes_for_any_jobs_engine_and_chunks(eager, kept, tmp_path, monkeypatch):
    _, expected = kept
    assert len(expected) == 2 * 9 + 3
    ways = [(FAKE, 2, 4), (FAKE, 3, 1), (THREADED, 1, 4), (THREADED, 3, 1), (THREADED, 8, 4)]
    for number, (engine, jobs, at_once) in enumerate(ways):
        monkeypatch.setattr(pieces, "OPEN", at_once)
        run(PLAIN, reps=43, seed=3, jobs=jobs, engine=engine, store=tmp_path / str(number))
        assert content(tmp_path / str(number)) == expected


@pytest.mark.parametrize("budget", [0, 10**9])
def test_the_numbers_are_those_of_a_run_in_memory(tmp_path, monkeypatch, budget):
    monkeypatch.setattr(reading, "_open", reading._Budget(budget))
    monkeypatch.setattr(reading, "_tables", reading._Budget(budget))
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1)
    monkeypatch.setattr(blocks, "SUM_BYTES", 1)
    there = run(PLAIN, reps=31, seed=4, jobs=2, engine=THREADED, store=tmp_path)
    here = run(PLAIN, reps=31, seed=4, jobs=1, engine=FAKE)
    assert there.values.tobytes() == here.values.tobytes()
    assert there.averages.tobytes() == here.averages.tobytes()
    assert there.document() == here.document()
    assert there.summary().equals(here.summary())
    assert there.frame(["plain", "up"]).equals(here.frame(["plain", "up"]))
    for name in here.names:
        assert there.series(name).tobytes() == here.series(name).tobytes()
        assert there.average(name).tobytes() == here.average(name).tobytes()
    for name in ("count", "mean", "sd", "se"):
        assert getattr(there.moments, name).tobytes() == getattr(here.moments, name).tobytes()
    assert there.quantiles.tobytes() == here.quantiles.tobytes()
    assert there._repr_html_() == here._repr_html_()
    assert (
        repr(there)
        == "StoredResult('Plain', fingerprint='abc123', seed=4, 31 replications, 4 periods, 4 measures)"
    )
    assert reading._open._count == reading._tables._count == 0
    with pytest.raises(NameUnknownError, match="did you mean 'down'"):
        there.series("donw")


@pytest.mark.parametrize("periods", [1, 2])
def test_few_periods_make_no_difference(tmp_path, monkeypatch, periods):
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1)
    monkeypatch.setattr(blocks, "SUM_BYTES", 1)
    scenario = FakeScenario(periods=periods)
    there = run(scenario, reps=200, jobs=1, engine=FAKE, store=tmp_path)
    assert there.document() == run(scenario, reps=200, jobs=1, engine=FAKE).document()


def test_comparisons_are_those_of_runs_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1)
    there = compare([PLAIN, LATER], reps=21, jobs=1, engine=THREADED, store=tmp_path)
    monkeypatch.undo()
    here = compare([PLAIN, LATER], reps=21, jobs=1, engine=FAKE)
    document, everything = here.document(), here.differences(at="all")
    assert here.document() == document  # now taken from everything
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1)
    monkeypatch.setattr(blocks, "SUM_BYTES", 1)
    assert there.document() == document
    assert there.differences(at="all").equals(everything)
    for at in ("end", "average", ["end", "average"], everything["when"][2]):
        fresh = compare([PLAIN, LATER], reps=21, jobs=1, engine=FAKE)
        assert there.differences(at=at).equals(fresh.differences(at=at))
    assert (tmp_path / "months" / "scenario=later").is_dir()


def test_not_a_number_and_extremes_keep_every_bit(tmp_path):
    table = np.array([[[np.nan, -0.0], [np.inf, 5e-324]], [[-np.nan, 1e308], [0.1, -1.0]]])
    table.view(np.uint64)[0, 0, 0] |= 7  # a payload
    months = fake_plan(FakeScenario(periods=2)).months
    (tmp_path / "x").write_bytes(parquet.months_table(table, 5, months, ["a.b", "a"]))
    back = parquet.Reader(tmp_path / "x").columns(["a", "a.b"])
    assert back[1].tobytes() == table[:, :, 0].tobytes()
    assert back[0].tobytes() == table[:, :, 1].tobytes()


def test_others_read_the_files(kept):
    import pandas as pd

    root, _ = kept
    months = pd.read_parquet(root / "months")
    assert list(months.columns) == [
        "replication", "period", "month", "up", "down", "plain", "sometimes", "scenario"
    ]  # fmt: skip
    assert len(months) == 43 * 4
    last = months.iloc[-1]
    assert (last["replication"], last["period"], str(last["month"])) == (42, 4, "2026-09-30")
    assert set(months["scenario"]) == {"plain"}
    averages = pd.read_parquet(root / "averages")
    assert averages["replication"].tolist() == list(range(43))
    assert averages["up"].iloc[7] == months["up"][months["replication"] == 7].mean()


def test_a_manifest_says_what_was_asked_for(tmp_path):
    world = loads(
        "{horizon: 3 months, title: Small, fleets: {truck: {items: 2}}}", set={"fleets.truck.items": 3}
    )
    run(world, reps=2, seed=5, store=tmp_path)
    there = store.read(tmp_path)
    assert (there["seed"], there["replications"], len(there["months"])) == (5, 2, 3)
    (one,) = there["scenarios"]
    assert (one["title"], one["fingerprint"]) == ("Small", world.fingerprint)
    assert {"name", "unit", "kind", "definition", "source", "better"} == set(one["measures"][0])
    (again,) = store.scenarios(tmp_path, there)
    assert (again.fingerprint, again.key, again.title) == (world.fingerprint, world.key, "Small")


def test_a_scenario_that_was_tampered_with_is_refused(tmp_path):
    run(loads("{horizon: 3 months, fleets: {truck: {items: 2}}}"), reps=2, store=tmp_path)
    path = tmp_path / store.FILE
    path.write_text(path.read_text().replace('"items": 2', '"items": 3'))
    with pytest.raises(KilterError, match="comes to other values"):
        store.scenarios(tmp_path, store.read(tmp_path))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "seed": 1, "replications": "2"}']
)
def test_a_manifest_that_is_none_is_refused(tmp_path, text):
    (tmp_path / store.FILE).write_text(text)
    with pytest.raises(KilterError, match="name another folder"):
        run(PLAIN, reps=2, engine=FAKE, store=tmp_path)


def test_a_manifest_of_a_later_format_says_so(tmp_path):
    (tmp_path / store.FILE).write_text(json.dumps({"format": 2}))
    with pytest.raises(KilterError, match=r"format 2.*use the version that wrote it"):
        store.read(tmp_path)


# ---------------------------------------------------------------- going on


def test_the_same_request_runs_nothing_again(kept, monkeypatch):
    root, expected = kept
    told = []

    class Told:
        def __call__(self, done, total):
            told.append((done, total))

        def note(self, text):
            told.append(text)

    refusing = Engine(fake_plan, lambda *_: pytest.fail("ran again"))
    result = run(PLAIN, reps=43, seed=3, jobs=1, engine=refusing, store=root, progress=Told())
    assert told == [f"'{root}' holds all 43 replications already; none is run again", (43, 43)]
    assert result.average("up").shape == (43,)
    assert content(root) == expected


def truncate(path):
    path.write_bytes(path.read_bytes()[:-20])


def swap(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [truncate, swap, os.unlink])
@pytest.mark.parametrize("table", ["months", "averages"])
def test_a_damaged_part_is_made_again_and_no_other(kept, harm, table):
    root, expected = kept
    harm(root / table / "scenario=plain" / "10-14.parquet")
    seen = []

    def simulate(plan, seed, replication):
        seen.append(replication)
        return fake_simulate(plan, seed, replication)

    run(PLAIN, reps=43, seed=3, jobs=1, engine=Engine(fake_plan, simulate), store=root)
    assert seen == [10, 11, 12, 13, 14]
    assert content(root) == expected


@pytest.mark.parametrize("harm", [truncate, swap, os.unlink])
def test_a_damaged_list_of_checksums_costs_work_and_nothing_else(kept, harm):
    root, expected = kept
    harm(root / files.LIST)
    run(PLAIN, reps=43, seed=3, jobs=1, engine=FAKE, store=root)
    assert content(root) == expected


def test_half_written_files_of_a_killed_process_are_swept_away(kept):
    root, expected = kept
    (root / "months" / ".10-14.parquet.123.part").write_bytes(b"half")
    (root / ".mine.part").write_bytes(b"mine")
    run(PLAIN, reps=43, seed=3, jobs=1, engine=FAKE, store=root)
    (root / ".mine.part").unlink()
    assert content(root) == expected


def test_a_failure_keeps_what_was_done(kept, tmp_path):
    _, expected = kept
    with pytest.raises(EngineError, match="replication 22"):
        run(replace(PLAIN, fails_at=22), reps=43, seed=3, jobs=1, engine=FAKE, store=tmp_path / "o")
    assert len(listed(tmp_path / "o")) == 2 * 4
    run(PLAIN, reps=43, seed=3, jobs=2, engine=THREADED, store=tmp_path / "o")
    assert content(tmp_path / "o") == expected


@pytest.mark.parametrize("engine", [FAKE, THREADED])
def test_a_full_disk_is_said_and_the_folder_goes_on(kept, tmp_path, monkeypatch, engine):
    _, expected = kept
    room = [7]

    def fsync(number):
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", fsync)
        with pytest.raises(KilterError, match=r"no space left.*what is done so far is kept.*same command"):
            run(PLAIN, reps=43, seed=3, jobs=1, engine=engine, store=tmp_path / "o")
    assert not list((tmp_path / "o").rglob("*.part"))
    assert len(listed(tmp_path / "o")) >= 4
    run(PLAIN, reps=43, seed=3, jobs=1, engine=engine, store=tmp_path / "o")
    assert content(tmp_path / "o") == expected


@pytest.mark.parametrize("engine", [FAKE, THREADED])
def test_an_interruption_says_how_to_go_on(tmp_path, engine):
    def stop(done, total):
        if done > 20:
            raise KeyboardInterrupt

    with pytest.raises(
        KeyboardInterrupt, match=rf"of 400 replications are kept in '{tmp_path}'.*kilter resume"
    ):
        run(replace(PLAIN, slow=0.01), reps=400, jobs=1, engine=engine, store=tmp_path, progress=stop)
    assert len(listed(tmp_path)) >= 2


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"seed": 2}, "its seed is 3, not 2"),
        ({"reps": 50}, "it has 43 replications, not 50"),
        ({"scenario": LATER}, "it holds plain, not later"),
        ({"scenario": FakeScenario(extra=("more",))}, "'plain' reports other measures"),
        ({"scenario": FakeScenario(periods=5)}, "it reports other months"),
        (
            {"engine": Engine(lambda s: replace(fake_plan(s), fingerprint="f"), fake_simulate)},
            "values of 'plain'",
        ),
    ],
)
def test_another_run_is_refused(kept, change, text):
    root, expected = kept
    asked = {"scenario": PLAIN, "reps": 43, "seed": 3, "jobs": 1, "engine": FAKE} | change
    with pytest.raises(KilterError, match=rf"holds results of another run: {text}.*name another folder"):
        run(asked.pop("scenario"), store=root, **asked)
    assert content(root) == expected


def test_another_version_is_refused(kept, monkeypatch):
    monkeypatch.setattr("kilter.experiment.store.manifest.version", lambda: "9.9")
    with pytest.raises(KilterError, match=r"Kilter .* made it, and this is 9\.9"):
        run(PLAIN, reps=43, seed=3, jobs=1, engine=FAKE, store=kept[0])


def test_another_title_is_taken_over(kept):
    root, _ = kept
    result = run(FakeScenario("New words"), reps=43, seed=3, jobs=1, engine=FAKE, store=root)
    assert result.document()["scenario"] == "New words"
    assert store.read(root)["scenarios"][0]["title"] == "New words"


def test_two_at_once_do_not_meet(kept):
    root, expected = kept
    lock = folder.locked(root)
    with pytest.raises(KilterError, match="another process is writing"):
        run(PLAIN, reps=43, seed=3, jobs=1, engine=FAKE, store=root)
    with pytest.raises(KilterError, match="another process is writing"):
        store.clear(root)
    lock.release()
    assert content(root) == expected


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KilterError, match="cannot be written"):
        run(PLAIN, reps=2, jobs=1, engine=FAKE, store=tmp_path / "file")


def test_clearing_takes_only_what_is_its_own(kept):
    root, _ = kept
    (root / "months" / "mine.txt").write_text("mine")
    store.clear(root)
    assert sorted(content(root)) == [".lock", "months/mine.txt"]
    store.clear(root)
    run(PLAIN, reps=5, seed=9, jobs=1, engine=FAKE, store=root)


def test_without_its_library_a_folder_is_refused_and_memory_serves(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    monkeypatch.setattr(running, "MEMORY_BYTES", 0)
    with pytest.raises(ExtraMissingError, match=r"pip install 'kilter\[store\]'"):
        run(PLAIN, reps=2, jobs=1, engine=FAKE, store=tmp_path)
    assert run(PLAIN, reps=2, jobs=1, engine=FAKE).values.shape == (2, 4, 4)


# ---------------------------------------------------------------- too large for memory


def test_what_is_too_large_goes_to_a_temporary_folder_and_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "mkdtemp", lambda prefix: os.mkdir(tmp_path / "t") or str(tmp_path / "t"))
    monkeypatch.setattr(running, "MEMORY_BYTES", 8 * 30 * 5 * 4 - 1)
    result = run(PLAIN, reps=30, jobs=1, engine=FAKE)
    assert isinstance(result, reading.StoredResult)
    assert (tmp_path / "t" / addresses.MONTHS).is_dir()
    monkeypatch.setattr(running, "MEMORY_BYTES", 8 * 30 * 5 * 4)
    here = run(PLAIN, reps=30, jobs=1, engine=FAKE)
    assert not isinstance(here, reading.StoredResult)
    assert result.document() == here.document()
    del result
    assert not (tmp_path / "t").exists()


def test_no_room_for_temporary_files_is_said(tmp_path, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(running, "MEMORY_BYTES", 0)
    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(KilterError, match=r"no space left.*--out DIR"):
        run(PLAIN, reps=30, jobs=1, engine=FAKE)
