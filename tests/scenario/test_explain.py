import pytest
from tests.scenario.worlds import SMALLEST

from kilter.errors import Problem, ScenarioError
from kilter.scenario import loads, problem_at
from kilter.scenario.explain import MAX_PROBLEMS, shortened

HEAD = "horizon: 1 y\n"


def problems(text: str) -> list[Problem]:
    with pytest.raises(ScenarioError) as caught:
        loads(HEAD + text)
    return list(caught.value.problems)


def only(text: str) -> Problem:
    found = problems(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "line", "path", "what"),
    [
        ("sites:\n  a:\n    technicians: {repairer: -1}", 4, "sites.a.technicians.repairer", "-1 is below 0"),
        ("fleets:\n  a:\n    items: 1.5", 4, "fleets.a.items", "1.5 is not a whole number"),
        ("fleets:\n  a:\n    items: {value: 2,\n      range: [5, 9]}", 5, "fleets.a.items.range", "outside its own"),
        ("fleets:\n  a:\n    items: 1\n    age: {value: 3 d,\n      note: 7}", 6, "fleets.a.age.note", "must be text"),
        ("sites:\n  a:\n    parts:\n      b: {stock: 1,\n        supplier: X}", 6,
         "sites.a.parts.b.supplier", "a name"),
        ("suppliers:\n  a:\n    lead_time: {mean: 3 d,\n      range: [5 d, 9 d]}", 5,
         "suppliers.a.lead_time.range", "outside its own"),
        ("suppliers:\n  a:\n    lead_time:\n      mean: 3 d\n      dist: gamma", 4,
         "suppliers.a.lead_time", "needs its"),
        ("suppliers:\n  a:\n    lead_time:\n      mean: 3 d\n      dist: exponential\n      sd: 1 d", 7,
         "suppliers.a.lead_time.sd", "has no sd"),
        ("fleets:\n  a:\n    items: 1\n    restoration:\n      part: b\n      number: -1\n", 7,
         "fleets.a.restoration.number", "-1 is below 0"),
        ("fleets:\n  a:\n    items: 1\n    overhaul:\n      every:\n        - 200 h\n        - 3 kg", 8,
         "fleets.a.overhaul.every.1", "'kg' does not measure"),
        ("agreement:\n  partner: x\n  tracks:\n    parts:\n      from: 3 kg\n      supplier: y", 6,
         "agreement.tracks.parts.from", "'kg' does not measure a length of time"),
        ("interventions:\n  - on: 2026-03-01\n    set:\n      a.b: {value: [3]}", 5,
         "interventions.0.set.a.b", "a plain value is needed here"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_where_the_author_wrote_it(text, line, path, what):
    problem = only(text)
    assert (problem.line, problem.path) == (line, path)
    assert what in problem.what


@pytest.mark.parametrize(
    ("text", "what", "write"),
    [
        ("titel: a", "unknown key 'titel'", "did you mean 'title'?"),
        ("budget: {xyzzy: 1}", "unknown key 'xyzzy'", "this section knows: support"),
        ("fleets: {a: {itmes: 1, items: 1}}", "unknown key 'itmes'", "did you mean 'items'?"),
        ("fleets: {a: {items: 1, restoration: {prt: b}}}", "unknown key 'prt'", "did you mean 'part'?"),
        ("fleets: {a: {}}", "'items' is missing", "write items: 12"),
        ("agreement: {partner: x, tracks: {parts: {}}}", "'supplier' is missing", "write supplier: a-name"),
        ("agreement: {partner: Big One}", "'Big One' cannot be a name", "use lower case letters"),
        ("courses: {a: {trade: t, length: 1 y, level: mastr}}", "'mastr' is not one of the choices", "use one of"),
        ("agreement: {partner: x, state: suspend}", "'suspend' is not one", "did you mean 'suspended'?"),
        ("kilter: 2", "format 2 is not known", "this version of Kilter reads kilter: 1"),
        ("fleets: 5", "a section with keys is needed here", "indent"),
        ("interventions: 5", "a list is needed here", "write [first, second]"),
        ("title: 2027", "text is needed here", "put it in quotes"),
        ("title: [a]", "text is needed here", "write title: some words"),
        ("actors: {a: {concern: {start: 0.5}, reactions: {r: {at: 1, rate: 1/year, lasts: 1 d, below: no}}}}",
         "true or false is needed here", "write below: true"),
        ("interventions: [{on: 2026-03-01, set: {}}]", "there is nothing here", "write at least one"),
        ("ladder: {a: {counts: [[a, 1, 1, 1, 1, 1]]}}", "a plain number is needed here", "write it without a unit"),
    ],
)  # fmt: skip
def test_every_message_says_what_is_wrong_and_what_to_write(text, what, write):
    problem = only(text)
    assert what in problem.what
    assert write in problem.write


def test_no_message_shows_the_words_of_the_validator():
    everything = problems(
        "kilter: x\ntitle: 1\nfleets: [1]\nsites: {A: 1}\nladder: {a: {counts: 3}}\nstart: [2026]\nfocal: {a: 1}\n"
        "interventions: [3, {on: x, set: 3}]\nactors: {a: {capacity: x, concern: 3, reactions: {r: {effects: 3}}}}"
    )
    for problem in everything:
        assert "Input should" not in str(problem)
        assert "valid" not in str(problem)
        assert problem.line
        assert problem.write


def test_problems_come_in_the_order_of_the_file_and_each_once():
    found = problems("warmup: x\nfleets: {a: {items: -1}}\nbudget: {support: 1}\nsuply: {}")
    assert [p.line for p in found] == [2, 3, 4, 5]


def test_a_long_list_is_cut_and_counted():
    found = problems("fleets: {" + ", ".join(f"f{i}: {{items: -1}}" for i in range(30)) + "}")
    assert len(found) == MAX_PROBLEMS + 1
    assert str(found[-1]) == "and 10 more problems"
    assert str(shortened([Problem("a")] * 21)[-1]) == "and 1 more problem"
    assert len(shortened([Problem("a")] * 20)) == 20


def test_a_value_set_from_outside_is_named_by_where_it_came_from():
    with pytest.raises(ScenarioError) as caught:
        loads(SMALLEST, set={"fleets.truck.items": -1})
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.path) == ("--set", 0, "fleets.truck.items")


def test_a_loaded_scenario_tells_where_an_entry_stands():
    scenario = loads(SMALLEST)
    problem = problem_at(scenario, ("fleets", "truck", "items", "serviceable"), "too few", "write 9")
    assert str(problem) == "<text>, line 3: fleets.truck.items: too few; write 9"
