"""Series: what a file may say, and the message for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kilter.errors import KilterError
from kilter.experiment.calibration.series import Series, columns, find, month_name, month_number, read

GOOD = "month,border,inland\n# a comment\n2024-11,3,0\n2024-12,0,1\n\n2025-01,5,2\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "counts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_column_is_read_by_name_in_any_case(tmp_path: Path) -> None:
    series = read(written(tmp_path, GOOD), "INLAND")
    assert (series.name, series.months, series.counts.tolist()) == (
        "inland",
        ("2024-11", "2024-12", "2025-01"),
        [0.0, 1.0, 2.0],
    )
    assert columns(tmp_path / "counts.csv") == ("border", "inland")


def test_the_only_column_needs_no_name_and_a_mark_of_a_spreadsheet_does_no_harm(tmp_path: Path) -> None:
    assert read(written(tmp_path, "\ufeffMonth,count\r\n2024-01,7\r\n")).counts.tolist() == [7.0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty; write a first line"),
        ("2024-01,3\n", "line 1: the first line names the columns"),
        ("month\n2024-01\n", "line 1: the first line names the columns"),
        ("month,a\n", "no months; write lines such as"),
        ("month,a,a\n2024-01,3,4\n", "two columns have the same name"),
        ("month,a\n2024-01,3\n2024-03,4\n", "line 3: 2024-02 missing"),
        ("month,a\n2024-01,3\n2024-05,4\n", "line 3: 2024-02 to 2024-04 missing"),
        ("month,a\n2024-01,3\n2024-01,4\n", "line 3: 2024-01 comes twice"),
        ("month,a\n2024-02,3\n2024-01,4\n", "line 3: 2024-01 comes after 2024-02; sort"),
        ("month,a\n2024-01,-3\n", "line 2: -3 is negative"),
        ("month,a\n2024-01,many\n", "line 2: 'many' is not a count"),
        ("month,a\n2024-01,\n", "line 2: the count is missing; write a whole number, 0 for"),
        ("month,a\n2024-01,2.5\n", "line 2: 2.5 is not whole"),
        ("month,a\n2024-01,nan\n", "line 2: nan is not a count"),
        ("month,a\n2024-01,1e12\n", "line 2: 1000000000000 is too large"),
        ("month,a\n2024-01,3,4\n", "line 2: 3 cells where the first line has 2"),
        ("month,a\n2024-1,3\n", "line 2: '2024-1' is not a month; write year and month, such as 2021-08"),
        ("month,a\n2024-13,3\n", "line 2: '2024-13' is not a month"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(KilterError) as caught:
        read(written(tmp_path, text))
    assert says in str(caught.value)


def test_all_lines_that_are_wrong_are_named_and_none_is_blamed_for_another(tmp_path: Path) -> None:
    with pytest.raises(KilterError) as caught:
        read(written(tmp_path, "month,a\n2024-01,x\n2024-02,4\n2024-03,-1\n"))
    assert [line.split(": ")[0].split(", ")[1] for line in str(caught.value).splitlines()] == [
        "line 2",
        "line 4",
    ]


def test_the_tenth_mistake_is_only_counted(tmp_path: Path) -> None:
    lines = "".join(f"2024-{month:02d},x\n" for month in range(1, 13))
    with pytest.raises(KilterError, match="and 4 more lines like these"):
        read(written(tmp_path, "month,a\n" + lines))


def test_a_column_must_be_chosen_and_known(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    with pytest.raises(KilterError, match="--column with one of border, inland"):
        read(path)
    with pytest.raises(KilterError, match="did you mean 'border'"):
        read(path, "boder")


def test_other_files_are_refused_kindly(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(KilterError, match="is not text"):
        read(tmp_path / "b.csv")
    with pytest.raises(KilterError, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_shipped_series_are_found_by_short_name() -> None:
    path = find("afghanistan-2026/ucdp-monthly")
    assert path == find("afghanistan-2026/data/ucdp-monthly.csv") == find(path)
    with pytest.raises(KilterError, match="did you mean 'afghanistan-2026/ucdp-monthly'"):
        find("afghanistan-2026/ucdp-montly")
    with pytest.raises(KilterError, match="name a file of lines"):
        find("zzz")


def test_windows() -> None:
    series = Series.of([1, 2, 3, 4], "2024-11")
    assert series.between("2024-12", "2025-01").counts.tolist() == [2.0, 3.0]
    with pytest.raises(KilterError, match="runs from 2024-11 to 2025-02"):
        series.between("2023-01", None)
    with pytest.raises(KilterError, match="write the earlier month first"):
        series.between("2025-01", "2024-12")


@pytest.mark.parametrize("counts", [[1, -1], [0.5], [float("nan")], [[1, 2]]])
def test_series_in_memory_are_checked_too(counts: list[float]) -> None:
    with pytest.raises(KilterError):
        Series.of(counts)


def test_months_count_on() -> None:
    assert [month_name(month_number("2021-11") + step) for step in range(3)] == [
        "2021-11",
        "2021-12",
        "2022-01",
    ]


def test_the_shipped_series_is_what_its_page_says() -> None:
    path = find("afghanistan-2026/ucdp-monthly")
    assert len(columns(path)) == 9
    series = read(path, "Afghanistan")
    assert (series.months[0], series.months[-1], len(series.months)) == ("1989-01", "2026-05", 449)
    assert series.between("2025-10", "2025-10").counts.tolist() == [148.0]
    page = (path.parent / "README.md").read_text(encoding="utf-8")
    for word in ("CC BY 4.0", "Sundberg", "Davies", "25.1", "preliminary", path.name):
        assert word in page
