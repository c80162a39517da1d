"""Where a removed unit goes, what its repair needs, who lends."""

from hypothesis import given
from hypothesis import strategies as st

from kilter.mechanisms.echelons import cause_of, sent_up, spare, uncovered

INSIDE = st.floats(0, 1, exclude_min=True, exclude_max=True)


@given(INSIDE)
def test_all_or_nothing_is_certain(u):
    assert not sent_up(u, 1.0)
    assert sent_up(u, 0.0)


def test_a_share_is_its_part_of_the_line():
    steps = [(i + 0.5) / 1000 for i in range(1000)]
    assert sum(sent_up(u, 0.2) for u in steps) == 800
    causes = [cause_of(u, (9.0, 0.5, 0.0, 0.3), 1, 3) for u in steps]
    assert [causes.count(c) for c in (-1, 0, 1, 2)] == [200, 500, 0, 300]


@given(INSIDE, st.lists(st.floats(0, 1), max_size=5))
def test_a_cause_is_one_of_them_or_none(u, shares):
    cause = cause_of(u, shares, 0, len(shares))
    assert -1 <= cause < len(shares)
    assert cause == -1 or shares[cause] > 0
    if cause == -1:
        assert sum(shares) <= u + 1e-9


@given(st.integers(0, 20), st.integers(0, 20))
def test_what_is_left_is_never_negative(a, b):
    assert uncovered(a, b) == max(0, a - b)
    assert spare(a, b) == max(0, a - b)
