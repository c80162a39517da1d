"""Multilateral arrangements: joined by thresholds, in force from a quorum, undone when they lapse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.engine.strategies import changed, documents, examples, named, planned

from kilter.engine.reference import simulate
from kilter.engine.trace import Tracer
from kilter.errors import ScenarioError

SURE, STEEP = "1000/month", {"width": 1e-6}


def actor(start: float) -> dict[str, object]:
    """Concern that stays where it is."""
    return {"concern": {"start": start, "fade": "0/month"}}


FORUM = {
    "start": "2026-01-01",
    "horizon": "24 months",
    "actors": {"a": actor(0.2), "b": actor(0.5), "c": actor(0.8)},
    "channels": {"raids": {"background": "4/month", "branching": 0}},
    "ladder": {"border": {"start": 2}},
    "arrangements": {
        "forum": {
            "from": "3 months",
            "members": {n: {"at": 0.4, "rate": SURE, **STEEP} for n in "abc"},
            "quorum": 2,
            "price": "12 k USD/year",
            "calms": True,
            "effects": {"channels.raids.intensity": "x0.5"},
        }
    },
}


def test_members_join_by_their_own_thresholds_and_it_acts_from_the_quorum():
    seen = named(FORUM)
    open_ = np.arange(24) >= 3
    for name, joins in (("a", False), ("b", True), ("c", True)):
        np.testing.assert_array_equal(seen[f"arrangement.forum.member.{name}"], open_ * joins)
    np.testing.assert_array_equal(seen["arrangement.forum.members"], 2 * open_)
    np.testing.assert_array_equal(seen["arrangement.forum.in_force"], open_)
    np.testing.assert_allclose(seen["channel.raids.expected"], np.where(open_, 2, 4))
    np.testing.assert_allclose(seen["ladder.border.push.calm"], 0.5 * open_)
    np.testing.assert_allclose(seen["cost.arrangements"], 1e3 * np.clip(np.arange(24) - 2, 0, None))


def test_short_of_the_quorum_it_does_nothing():
    seen = named(changed(FORUM, arrangements__forum__quorum=3))
    assert seen["arrangement.forum.members"].max() == 2
    assert seen["arrangement.forum.in_force"].max() == 0
    np.testing.assert_allclose(seen["channel.raids.expected"], 4)
    assert seen["cost.arrangements"].max() == 0


def test_company_draws_the_hesitant_in_one_after_the_other():
    """Granovetter's chain: each needs one more than the one before; take the first away and nobody comes."""
    members = {
        n: {"driver": "concern", "at": at, "rate": SURE, "company": 1, **STEEP}
        for n, at in (("a", 0.15), ("b", 0.9), ("c", 1.7))
    }
    document = changed(FORUM, arrangements__forum={"members": members, "quorum": 3})
    seen = named(document)
    np.testing.assert_array_equal(seen["arrangement.forum.members"][:5], [0, 1, 2, 3, 3])
    alone = named(changed(document, arrangements__forum__members__a__at=0.25))
    assert alone["arrangement.forum.members"].max() == 0


def test_membership_comes_to_rest_where_joining_and_leaving_balance():
    """At its threshold an actor joins and leaves at half the rates: in the long run p / (p + q) of the time."""
    member = {"at": 0.5, "rate": "0.6/month", "leaves": "0.2/month"}
    document = changed(
        FORUM, horizon="500 months", arrangements__forum={"members": {"b": member}, "quorum": 1}
    )
    joins, leaves = 1 - np.exp(-0.3), 1 - np.exp(-0.1)
    shares = [named(document, r)["arrangement.forum.in_force"][50:].mean() for r in range(9)]
    error = np.std(shares, ddof=1) / np.sqrt(len(shares))
    assert abs(np.mean(shares) - joins / (joins + leaves)) < 4 * error < 0.1


def test_it_lapses_and_has_to_be_joined_anew():
    forum = changed(FORUM, arrangements__forum__lapse="0.2/month", horizon="240 months")
    seen = named(forum)
    force, members = seen["arrangement.forum.in_force"][3:], seen["arrangement.forum.members"][3:]
    np.testing.assert_array_equal(members[force == 0], 0)
    np.testing.assert_allclose(seen["channel.raids.expected"][3:], np.where(force == 1, 2, 4))
    # members come back at the next month's end: in force for geometric times, out for a month each
    lasting = 1 / (1 - np.exp(-0.2))
    assert force.mean() == pytest.approx(lasting / (lasting + 1), abs=0.08)


def test_a_member_at_the_start_counts_and_what_it_joined_for_may_go():
    member = {
        "driver": "channel.raids.expected",
        "at": 3,
        "rate": SURE,
        "leaves": SURE,
        "joined": True,
        "width": 0.01,
    }
    document = changed(FORUM, arrangements__forum={"members": {"a": member}, "quorum": 1})
    change = {"on": "2026-06-01", "set": {"channels.raids.background": "1/month"}}
    seen = named(changed(document, interventions=[change]))
    np.testing.assert_array_equal(seen["arrangement.forum.in_force"], np.arange(24) < 6)


def test_below_joins_as_the_driver_falls():
    document = changed(FORUM, arrangements__forum__quorum=1)
    for name in "abc":
        document["arrangements"]["forum"]["members"][name]["below"] = True
    seen = named(document)
    assert [seen[f"arrangement.forum.member.{n}"][-1] for n in "abc"] == [1, 0, 0]


def test_the_trace_tells_who_joined_and_when_it_came_into_force():
    told = Tracer()
    simulate(planned(FORUM), 1, 0, told)
    assert [r.text for r in told.records if r.kind == "arrangement"] == [
        "is joined by b",
        "is joined by c",
        "comes into force",
    ]


@examples(3)
@given(documents())
def test_one_that_does_nothing_changes_nothing(document):
    members = {
        "rival": {"at": 0.4, "rate": "0.5/month", "leaves": "0.3/month"},
        "observer": {"at": 0.3, "rate": "1/month"},
    }
    idle = {"members": members, "quorum": 1, "lapse": "0.1/month"}
    plain, beside = named(document), named(changed(document, arrangements__idle=idle))
    for measure, values in plain.items():
        assert values.tobytes() == beside[measure].tobytes(), measure
    assert beside["arrangement.idle.members"].max() > 0


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"members": {"z": {"at": 0, "rate": "1/month"}}, "quorum": 1}, "there is no actor 'z'"),
        ({"members": {"a": {"at": 0, "rate": "1/month"}}, "quorum": 2}, "a quorum of 2 is never reached"),
        ({"members": {"a": {"at": 0, "rate": "1/month"}}, "quorum": 0}, "must be at least 1"),
        (
            {"members": {"a": {"at": 0, "rate": "1/month", "driver": "actor.a.cncern"}}, "quorum": 1},
            "no measure",
        ),
        ({"members": {}, "quorum": 1}, "an arrangement has members"),
        (
            {
                "members": {"a": {"at": 0, "rate": "1/month"}},
                "quorum": 1,
                "effects": {"channels.raids.weight": "x2"},
            },
            "is a part of the index",
        ),
    ],
)
def test_what_does_not_fit_is_said(change, what):
    with pytest.raises(ScenarioError) as caught:
        planned(changed(FORUM, arrangements={"forum": change}))
    assert what in str(caught.value)
