from hypothesis import given
from hypothesis import strategies as st

from kilter.experiment.store.addresses import MONTHS, PART_BYTES, Part, file_name, folders, part_size, parts

COUNTS = st.integers(1, 10**6)


@given(COUNTS, st.integers(1, 1200), st.integers(1, 5000))
def test_parts_hold_every_replication_once_and_fit_in_memory(reps, periods, measures):
    size = part_size(reps, periods, measures)
    assert size == 1 or 8 * size * (periods + 1) * measures <= PART_BYTES
    if reps / size < 10_000:
        cut = list(parts(0, reps, size))
        assert [part.first for part in cut[1:]] == [part.first + part.count for part in cut[:-1]]
        assert (cut[0].first, cut[-1].first + cut[-1].count) == (0, reps)


@given(st.integers(100, 10**5))
def test_an_interruption_costs_little_of_any_run(reps):
    assert part_size(reps, 60, 20) <= reps / 20


@given(st.lists(st.text(max_size=6), min_size=1, max_size=6))
def test_folders_are_plain_and_distinct_also_where_case_does_not_count(keys):
    names = folders(keys)
    assert len({name.lower() for name in names}) == len(keys)
    for name in names:
        assert name.startswith("scenario=")
        assert name.isascii()
        assert not set(name) & set('/\\:*?"<>| \n')


def test_files_of_a_scenario_sort_in_order():
    names = [file_name(MONTHS, "scenario=a", part, 1000) for part in parts(0, 1000, 50)]
    assert names == sorted(names)
    assert file_name(MONTHS, "scenario=a", Part(0, 0, 1), 1) == "months/scenario=a/0-0.parquet"
