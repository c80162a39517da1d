from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kilter.errors import NameUnknownError, ScenarioError
from kilter.scenario.layering import Layered, Origin, layer, layer_document, override
from kilter.scenario.reading import read_text

WORLD = """\
title: World
story: A story.
fleets:
  mi17:
    site: kabul
    mtbf: {value: 45 h, range: [30, 70]}
    labour: {mean: 36 h, sd: 20 h}
    use: {plan: 450 h/month, ceiling: 25 h/month}
    effects: {supply.lead_time: x1.6}
  c130: {site: kabul}
steps: [{on: 2027-06-01, note: a}, {on: 2028-06-01}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "world.yaml").write_text(WORLD)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def one_problem(path: Path):
    with pytest.raises(ScenarioError) as caught:
        layer(path)
    (problem,) = caught.value.problems
    return problem


def chain(layered: Layered, *path: str | int) -> list[tuple[str, int, str]]:
    return [(Path(o.file).name, o.line, o.written) for o in layered.origins[path]]


def test_a_scenario_says_only_what_differs(folder):
    path = write(
        folder, "a.yaml", "extends: world.yaml\ntitle: A\nfleets:\n  mi17:\n    use: {plan: 9 h/month}\n"
    )
    layered = layer(path)
    expected = read_text(WORLD).tree
    expected["title"] = "A"
    expected["fleets"]["mi17"]["use"]["plan"] = "9 h/month"
    assert layered.tree == expected
    assert layered.file == str(path)
    assert [Path(file).name for file in layered.files] == ["world.yaml", "a.yaml"]


def test_every_entry_knows_who_wrote_it_and_who_had_the_last_word(folder):
    path = write(folder, "a.yaml", "extends: world.yaml\n\nfleets:\n  mi17:\n    use: {plan: 9 h/month}\n")
    layered = layer(path)
    assert chain(layered, "fleets", "mi17", "use", "plan") == [
        ("world.yaml", 8, "450 h/month"),
        ("a.yaml", 5, "9 h/month"),
    ]
    assert chain(layered, "fleets", "mi17", "use")[-1] == ("a.yaml", 5, "{plan: 9 h/month}")
    assert chain(layered, "fleets", "mi17", "site") == [("world.yaml", 5, "kabul")]
    assert chain(layered, "steps", 0, "note") == [("world.yaml", 11, "a")]
    assert layered.origin(("fleets", "mi17", "use", "plan", "unknown")).line == 5


def test_origins_cover_exactly_the_entries_there_are(folder):
    path = write(
        folder,
        "a.yaml",
        "extends: world.yaml\nsteps: [1]\nfleets:\n  c130: null\n"
        "  mi17: {mtbf: 50 h, site: {name: x}, effects: {supply.lead_time: null}}\n",
    )
    layered = layer(path)

    def paths(value, at=()):
        yield at
        items = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, item in items:
            yield from paths(item, (*at, key))

    assert set(layered.origins) == set(paths(layered.tree))
    changed = override(layered, {"steps": "[1, [2]]", "fleets.mi17.use": "null", "fleets.mi17.labour": "9 h"})
    assert set(changed.origins) == set(paths(changed.tree))


def test_a_single_value_or_list_replaces_the_whole_inherited_entry(folder):
    path = write(
        folder,
        "a.yaml",
        "extends: world.yaml\nfleets:\n  mi17: {mtbf: 50 h, labour: {mean: 9 h}}\nsteps: [x]\n",
    )
    layered = layer(path)
    assert layered.tree["fleets"]["mi17"]["mtbf"] == "50 h"
    assert layered.tree["fleets"]["mi17"]["labour"] == {"mean": "9 h", "sd": "20 h"}
    assert layered.tree["steps"] == ["x"]
    assert chain(layered, "fleets", "mi17", "mtbf") == [
        ("world.yaml", 6, "{value: 45 h, range: [30, 70]}"),
        ("a.yaml", 3, "50 h"),
    ]


def test_a_mapping_replaces_a_single_value(folder):
    path = write(folder, "a.yaml", "extends: world.yaml\nfleets: {c130: {site: {name: herat}}}\n")
    assert layer(path).tree["fleets"]["c130"] == {"site": {"name": "herat"}}


def test_null_removes_an_inherited_entry(folder):
    path = write(folder, "a.yaml", "extends: world.yaml\nfleets:\n  c130: null\n  mi17: {mtbf: {range: ~}}\n")
    fleets = layer(path).tree["fleets"]
    assert "c130" not in fleets
    assert fleets["mi17"]["mtbf"] == {"value": "45 h"}


def test_removing_what_is_not_there_names_the_nearest(folder):
    problem = one_problem(write(folder, "a.yaml", "extends: world.yaml\nfleets:\n  c310:\n"))
    assert (problem.path, problem.line, problem.write) == ("fleets.c310", 3, "did you mean 'c130'?")
    assert problem.file.endswith("a.yaml")


def test_an_entry_left_empty_where_nothing_is_inherited_is_an_error(folder):
    problem = one_problem(write(folder, "a.yaml", "title: A\nfleets:\n  mi17: {use: }\n"))
    assert (problem.path, problem.line) == ("fleets.mi17.use", 3)
    assert "empty" in problem.what


def test_later_parents_win_over_earlier_ones_and_the_file_over_both(folder):
    write(folder, "p.yaml", "a: p\nb: p\nc: p\n")
    write(folder, "q.yaml", "b: q\nc: q\nd: q\n")
    path = write(folder, "a.yaml", "extends: [p.yaml, q.yaml]\nc: a\n")
    assert layer(path).tree == {"a": "p", "b": "q", "c": "a", "d": "q"}


def test_a_parent_reached_twice_does_not_undo_what_came_between(folder):
    write(folder, "p.yaml", "extends: world.yaml\ntitle: P\n")
    write(folder, "q.yaml", "extends: world.yaml\nstory: Q\n")
    layered = layer(write(folder, "a.yaml", "extends: [p.yaml, q.yaml]\n"))
    assert (layered.tree["title"], layered.tree["story"]) == ("P", "Q")
    assert [Path(file).name for file in layered.files] == ["world.yaml", "p.yaml", "q.yaml", "a.yaml"]


def test_a_parent_counts_from_the_folder_of_the_file_that_names_it(folder):
    write(folder, "sub/b.yaml", "extends: ../world.yaml\n")
    assert layer(write(folder, "a.yaml", "extends: sub/b.yaml\n")).tree["title"] == "World"


def test_a_shipped_scenario_can_be_extended_from_anywhere(folder, monkeypatch):
    shipped = write(folder, "shipped/base.yaml", "title: Shipped\n").parent.parent
    monkeypatch.setattr("kilter.scenario.packs.root", lambda: shipped)
    elsewhere = write(folder, "mine/a.yaml", "extends: shipped/base.yaml\n")
    assert layer(elsewhere).tree == {"title": "Shipped"}


def test_a_missing_parent_is_told_even_without_shipped_scenarios(folder, monkeypatch):
    def none():
        raise NameUnknownError("none")

    monkeypatch.setattr("kilter.scenario.packs.root", none)
    problem = one_problem(write(folder, "a.yaml", "extends: shipped/base.yaml\n"))
    assert "no file 'shipped/base.yaml' to extend" in problem.what


def test_circles_are_named(folder):
    write(folder, "b.yaml", "extends: c.yaml\n")
    write(folder, "c.yaml", "title: C\nextends: [b.yaml]\n")
    problem = one_problem(write(folder, "a.yaml", "extends: b.yaml\n"))
    assert "b.yaml → c.yaml → b.yaml" in problem.what
    assert (Path(problem.file).name, problem.line, problem.path) == ("c.yaml", 2, "extends.0")


def test_a_file_cannot_extend_itself(folder):
    assert "a.yaml → a.yaml" in one_problem(write(folder, "a.yaml", "extends: ./a.yaml\n")).what


def test_a_missing_parent_names_the_nearest_file(folder):
    problem = one_problem(write(folder, "a.yaml", "title: A\nextends: wold.yaml\n"))
    assert (Path(problem.file).name, problem.line, problem.path) == ("a.yaml", 2, "extends")
    assert problem.write == "did you mean 'world.yaml'?"


@pytest.mark.parametrize("name", ["~/world.yaml", "/etc/hosts", "C:\\world.yaml", "\\\\host\\world.yaml"])
def test_parents_are_named_as_seen_from_the_file(folder, name):
    assert "one computer only" in one_problem(write(folder, "a.yaml", f"extends: {name}\n")).what


@pytest.mark.parametrize("value", ["3", "{a: b}", "''", "[world.yaml, 3]", "null"])
def test_extends_takes_names_only(folder, value):
    assert "takes the name of a file" in one_problem(write(folder, "a.yaml", f"extends: {value}\n")).what


def test_a_broken_parent_is_reported_in_its_own_file(folder):
    write(folder, "b.yaml", "a: 1\nb: [\n")
    problem = one_problem(write(folder, "a.yaml", "extends: b.yaml\n"))
    assert (Path(problem.file).name, problem.line) == ("b.yaml", 2)


def test_a_folder_is_no_parent(folder):
    (folder / "sub").mkdir()
    assert "folder" in one_problem(write(folder, "a.yaml", "extends: sub\n")).what


def test_long_chains_end(folder):
    write(folder, "f0.yaml", "a: 1\n")
    for i in range(1, 30):
        write(folder, f"f{i}.yaml", f"extends: f{i - 1}.yaml\n")
    assert layer(folder / "f19.yaml").tree == {"a": 1}
    assert "more than 20 files" in one_problem(folder / "f20.yaml").what


def test_a_text_extends_files_of_a_given_folder(folder):
    layered = layer_document(read_text("extends: world.yaml\ntitle: T\n"), folder)
    assert (layered.tree["title"], layered.tree["story"]) == ("T", "A story.")


@pytest.fixture
def world() -> Layered:
    return layer_document(read_text(WORLD, "world.yaml"), Path())


def test_an_override_changes_a_copy(world):
    changed = override(world, {"fleets.mi17.use.plan": "9 h/month", "fleets.mi17.use.new": True})
    assert changed.tree["fleets"]["mi17"]["use"] == {
        "plan": "9 h/month",
        "ceiling": "25 h/month",
        "new": True,
    }
    assert world.tree == read_text(WORLD).tree
    path = ("fleets", "mi17", "use", "plan")
    assert changed.origins[path] == (*world.origins[path], Origin("--set", 0, "9 h/month"))
    assert changed.origins[*path[:-1], "new"] == (Origin("--set", 0, "true"),)


def test_an_override_of_an_entry_with_a_range_moves_only_its_centre(world):
    changed = override(world, {"fleets.mi17.mtbf": "60 h", "fleets.mi17.labour": "30 h"}, source="sweep")
    mi17 = changed.tree["fleets"]["mi17"]
    assert mi17["mtbf"] == {"value": "60 h", "range": [30, 70]}
    assert mi17["labour"] == {"mean": "30 h", "sd": "20 h"}
    assert changed.origins["fleets", "mi17", "mtbf"][-1] == Origin("sweep", 0, "60 h")
    assert changed.origins["fleets", "mi17", "mtbf", "value"][-1] == Origin("sweep", 0, "60 h")
    assert (
        changed.origins["fleets", "mi17", "mtbf", "range"] == world.origins["fleets", "mi17", "mtbf", "range"]
    )


def test_an_override_may_replace_the_range_or_the_whole(world):
    changed = override(world, {"fleets.mi17.mtbf.range": "[1, 2]", "fleets.mi17.labour": {"mean": "1 h"}})
    assert changed.tree["fleets"]["mi17"]["mtbf"] == {"value": "45 h", "range": [1, 2]}
    assert changed.tree["fleets"]["mi17"]["labour"] == {"mean": "1 h"}


def test_list_items_go_by_number_and_keys_may_hold_dots(world):
    changed = override(world, {"steps.1.on": "2029-01-01", "fleets.mi17.effects.supply.lead_time": "x2"})
    assert changed.tree["steps"][1] == {"on": "2029-01-01"}
    assert changed.tree["fleets"]["mi17"]["effects"] == {"supply.lead_time": "x2"}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0.2", 0.2),
        ("45 h", "45 h"),
        ("true", True),
        (3, 3),
        (np.float64(0.5), 0.5),
        (np.int64(4), 4),
        (date(2026, 6, 1), "2026-06-01"),
        ((1, "x"), [1, "x"]),
    ],
)
def test_given_values_become_plain_ones(world, raw, value):
    got = override(world, {"x": raw}).tree["x"]
    assert got == value
    assert type(got) is type(value)


def test_overrides_can_remove(world):
    changed = override(world, {"fleets.c130": "null", "fleets.mi17.use": None})
    assert set(changed.tree["fleets"]) == {"mi17"}
    assert "use" not in changed.tree["fleets"]["mi17"]
    assert ("fleets", "c130", "site") not in changed.origins


@pytest.mark.parametrize(
    ("path", "raw", "what"),
    [
        ("fleets.mi71.use.plan", "1", "did you mean 'fleets.mi17.use.plan'?"),
        ("flets.mi17.site", "1", "did you mean 'fleets.mi17.site'?"),
        ("zzz.mi17", "1", "the scenario has: title, story, fleets, steps"),
        ("fleets.zzz.site", "1", "'fleets' has: mi17, c130"),
        ("fleets.mi17.site.name", "1", "'fleets.mi17.site' is a single value"),
        ("steps.2.on", "1", "its items are 0 to 1"),
        ("steps.-1", "1", "has no item '-1'"),
        ("steps.²", "1", "has no item"),
        ("steps.0", None, "cannot be removed"),
        ("fleets.c310", "null", "did you mean 'fleets.c130'?"),
        ("", "1", "not a path"),
        ("fleets..mi17", "1", "not a path"),
        ("extends", "other.yaml", "not a path"),
        ("title", "", "no value is given"),
        ("title", ".nan", "not a number"),
        ("title", float("inf"), "not a number"),
        ("title", [float("nan")], "not a number"),
        ("title", object(), "type object"),
        ("title", "[1", "bracket"),
    ],
)
def test_overrides_that_cannot_be_are_refused_by_path(world, path, raw, what):
    with pytest.raises(ScenarioError) as caught:
        override(world, {path: raw})
    (problem,) = caught.value.problems
    assert (problem.path, problem.file, problem.line) == (path, "--set", 0)
    assert what in str(problem)


def test_all_refused_overrides_are_told_at_once(world):
    with pytest.raises(ScenarioError) as caught:
        override(world, {"zzz.a": "1", "title": "T", "steps.9": "1"})
    assert [problem.path for problem in caught.value.problems] == ["zzz.a", "steps.9"]


def test_what_is_written_is_shown_on_one_short_line():
    layered = layer_document(read_text("story: |\n  one\n  two\nlist: [" + "abc, " * 500 + "x]\n"), Path())
    assert layered.origins["story",][0].written == "one two"
    assert len(layered.origins["list",][0].written) == 80
