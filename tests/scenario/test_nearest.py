from kilter.scenario.nearest import did_you_mean, nearest


def test_names_the_most_similar_choice_first():
    assert nearest("trainng", ["train", "training", "parts"], n=2) == ["training", "train"]


def test_letter_case_does_not_count_and_the_choice_keeps_its_own():
    assert nearest("MI17", ["Mi17", "c130"]) == ["Mi17"]


def test_choices_that_differ_in_case_only_are_all_found():
    assert nearest("abc", ["ABC", "Abc"], n=2) == ["ABC", "Abc"]


def test_names_nothing_when_nothing_is_similar():
    assert nearest("xyzzy", ["fleets", "actors"]) == []
    assert nearest("fleets", []) == []
    assert nearest("fleets", ["fleets"], n=0) == []


def test_very_long_words_take_no_time():
    assert nearest("a" * 1_000_000, ["a" * 1_000_000, "b"]) == ["a" * 1_000_000]


def test_question_ends_with_a_question_mark_or_is_empty():
    assert did_you_mean("horizn", ["horizon", "start"]) == "did you mean 'horizon'?"
    assert did_you_mean("xyzzy", ["horizon", "start"]) == ""
