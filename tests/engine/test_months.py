"""The month's order: what each step sees, and from when it acts."""

from __future__ import annotations

import numpy as np
import pytest
from tests.engine.strategies import changed, named, replicate

pytestmark = pytest.mark.untraced

START = {"start": "2026-01-01", "horizon": "12 months"}
STILL = {
    "life": dict.fromkeys(("delay", "narrow", "suspend", "end", "broaden", "resume"), "0/month"),
    "trust": {"speed": 0},
}


def force(jump: float, lag: int, **actor: object) -> dict[str, object]:
    """A fleet whose weight in an area jumps on 1 April, and an actor that minds."""
    concern = {"start": 0.2, "gain": 1, "speed": 0.5, "fade": "0/month", "opacity": 0, "lag": f"{lag} months"}
    return {
        **START,
        "fleets": {"f": {"items": 4, "areas": {"strike": 1}}},
        "capability": {"areas": {"strike": 8}, "cap": 5},
        "actors": {"a": {"alarm": {"strike": 1}, "concern": concern, **actor}},
        "interventions": [{"on": "2026-04-01", "set": {"fleets.f.areas.strike": jump}}],
    }


def test_perception_follows_capability_with_its_lag():
    seen = named(force(2.0, lag=4))
    np.testing.assert_allclose(seen["capability.strike"], [0.5] * 3 + [1.0] * 9)
    months = np.arange(12) - 2  # the first month of the new capability is closed at the end of April
    expected = np.where(months > 0, 0.5 * (1 - 0.75 ** np.maximum(months, 0)), 0.0)
    np.testing.assert_allclose(seen["actor.a.perceived"], expected, atol=1e-12)


def test_concern_moves_with_what_is_perceived_and_saturates():
    seen = named(force(2.0, lag=4))
    concern, perceived = seen["actor.a.concern"], seen["actor.a.perceived"]
    expected, before = [], 0.2
    for gain in np.diff(np.concatenate([[0.0], perceived])):
        before += 0.5 * gain * (1 - before)
        expected.append(before)
    np.testing.assert_allclose(concern, expected, rtol=1e-12)


def test_a_capability_that_reassures_lowers_concern_and_opens_a_chance():
    seen = named(force(2.0, lag=1, alarm={"strike": -1}, opportunity={"start": 0.1}))
    assert (seen["actor.a.concern"][3:] < 0.2).all()
    np.testing.assert_allclose(seen["actor.a.opportunity"][4:], 0.6)


def test_opacity_inflates_what_cannot_be_seen():
    agreement = {"partner": "p", "transparency": 0.25, **STILL}
    concern = {"start": 0.2, "opacity": 0.8, "lag": "1 months"}
    document = changed(force(2.0, 1), agreement=agreement, actors__a__concern=concern)
    open_ = named(changed(document, agreement__transparency=1))["actor.a.perceived"][5]
    hidden = named(document)["actor.a.perceived"][5]
    assert open_ == pytest.approx(0.5)
    assert hidden == pytest.approx(0.5 * (1 + 0.8 * 0.75))


def reacting(rate: str, **reaction: object) -> dict[str, object]:
    """An actor that reacts in the first month and a channel whose background that moves."""
    return {
        **START,
        "channels": {"c": {"background": "2/month", "branching": 0}},
        "actors": {
            "a": {
                "concern": {"start": 0.9},
                "reactions": {
                    "r": {
                        "at": 0.5,
                        "width": 0.001,
                        "rate": rate,
                        "lasts": "60 d",
                        "effects": {"channels.c.intensity": "x3"},
                        **reaction,
                    }
                },
            }
        },
    }


def test_a_reaction_acts_from_the_next_month_until_it_ends():
    seen = named(reacting("1000/month", lasts="400 d"))
    np.testing.assert_array_equal(seen["actor.a.reaction.r"], [0] + [1] * 11)
    np.testing.assert_array_equal(seen["actor.a.reactions"], [0] + [1] * 11)
    np.testing.assert_allclose(seen["channel.c.expected"], [2] + [6] * 11)


def test_a_reaction_ends_on_its_day_and_may_come_again():
    # begins 1 February for 40 days: over on 13 March, chosen again at the end of March
    seen = named(reacting("1000/month", lasts="40 d"))
    np.testing.assert_array_equal(seen["actor.a.reaction.r"][:6], [0, 1, 0, 1, 0, 1])
    np.testing.assert_allclose(seen["channel.c.expected"][:6], [2, 6, 2, 6, 2, 6])


def test_reactions_start_at_their_rate():
    document = reacting("0.25/month", lasts="9000 d")
    first = [np.argmax(named(document, r)["actor.a.reaction.r"] > 0) == 1 for r in range(400)]
    chance = 1 - np.exp(-0.25)
    assert abs(np.mean(first) - chance) < 4 * np.sqrt(chance * (1 - chance) / 400)


def test_an_actor_does_no_more_than_it_can():
    document = reacting("1000/month", lasts="900 d")
    reaction = document["actors"]["a"]["reactions"]["r"]
    many = {f"r{n}": {**reaction, "effects": {}} for n in range(5)}
    seen = named(changed(document, actors__a__reactions=many, actors__a__capacity=3))
    np.testing.assert_array_equal(seen["actor.a.reactions"], [0] + [3] * 11)
    tired = {name: {**r, "effort": 2} for name, r in many.items()}
    seen = named(changed(document, actors__a__reactions=tired, actors__a__capacity=3))
    np.testing.assert_array_equal(seen["actor.a.reactions"], [0] + [1] * 11)


def test_below_reacts_to_a_driver_that_is_low():
    high, low = reacting("1000/month", below=True), reacting("1000/month", below=True, at=0.95)
    assert named(high)["actor.a.reaction.r"].sum() == 0
    assert named(low)["actor.a.reaction.r"].sum() > 0


def test_signals_are_heard_in_the_month_after_they_are_sent():
    document = reacting("1000/month", lasts="900 d", signals={"b": -10})
    listener = {"concern": {"start": 0.2, "speed": 0.5, "salience": 0.4, "fade": "0/month"}}
    actors = {**document["actors"], "b": listener}
    document = changed(document, actors=actors)
    document["actors"]["a"]["credibility"] = 0.5
    concern = named(document)["actor.b.concern"]
    # begun on 1 February, counted when February closes: .2 + .5 x .4 x .5 x .8
    np.testing.assert_allclose(concern, [0.2] + [0.28] * 11)


def agreement(**more: object) -> dict[str, object]:
    tracks = {"maintenance": {"advisers": {"air": 2}, "ramp": "4 months"}}
    return {
        **START,
        "sites": {"base": {"technicians": {"air": 3}}},
        "agreement": {"partner": "p", "signed": "2 months", "tracks": tracks, **STILL, **more},
    }


def test_an_agreement_becomes_active_on_its_date_and_ramps_up():
    seen = named(agreement())
    np.testing.assert_array_equal(seen["agreement.state"], [0, 0] + [1] * 10)
    np.testing.assert_array_equal(seen["agreement.in_force"], [0, 0] + [1] * 10)
    np.testing.assert_allclose(seen["agreement.track.maintenance"], [0, 0, 0, 0.25, 0.5, 0.75] + [1] * 6)
    # half an adviser is none; they stand on the line, not on the books
    np.testing.assert_allclose(seen["site.base.trade.air.people"], [3] * 4 + [4, 4] + [5] * 6)


def test_pace_shortens_the_ramp():
    seen = named(agreement(pace=2))
    np.testing.assert_allclose(seen["agreement.track.maintenance"][:6], [0, 0, 0, 0.5, 1, 1])


@pytest.mark.parametrize(
    ("state", "code", "left"), [("suspended", 5, 0.0), ("ended", 6, 0.0), ("delayed", 2, 0.5)]
)
def test_disengagement_stops_the_tracks(state, code, left):
    document = agreement()
    document["interventions"] = [{"on": "2026-08-10", "set": {"agreement.state": state}}]
    seen = named(document)
    assert (seen["agreement.state"][7:] == code).all()
    np.testing.assert_allclose(seen["agreement.track.maintenance"][7], 1.0)
    np.testing.assert_allclose(seen["agreement.track.maintenance"][8:], left)
    np.testing.assert_allclose(seen["site.base.trade.air.people"][8:], 3 + 2 * left)


def test_a_track_deeper_than_the_cooperation_gives_nothing():
    track = {"advisers": {"air": 2}, "depth": "security"}
    seen = named(agreement(depth=3, tracks={"maintenance": track}))
    assert (seen["agreement.track.maintenance"] == 0).all()
    seen = named(agreement(depth=4, tracks={"maintenance": track}))
    assert (seen["agreement.track.maintenance"][2:] == 1).all()


def test_trust_closes_its_gap_to_conduct_and_moves_depth():
    conduct = dict.fromkeys(
        (
            "non_interference", "state_centred", "common_threat",
            "restraint", "counter_narcotics", "predictability",
        ),
        0.9,
    )  # fmt: skip
    trust = {"start": 0.5, "speed": 0.5, "up": 0.6, "rate_up": 0.5}
    seen = named(agreement(conduct=conduct, trust=trust, depth=2))
    np.testing.assert_allclose(seen["agreement.trust"], 0.9 - 0.4 * 0.5 ** np.arange(1, 13))
    growth = 0.5 * np.maximum(seen["agreement.trust"] - 0.6, 0)
    np.testing.assert_allclose(seen["agreement.depth"], np.minimum(2 + np.cumsum(growth), 5))


def test_the_life_of_an_agreement_has_the_stated_rates():
    """With neutral convergence the chance to be still active after a year is exp(-12 x rates)."""
    life = {**STILL["life"], "end": "0.03/month", "suspend": "0.02/month"}
    document = agreement(life=life, signed="0 months", tracks={})
    alive = np.mean([named(document, r)["agreement.state"][-1] == 1 for r in range(500)])
    chance = (1 - (1 - np.exp(-0.03)) - (1 - np.exp(-0.02))) ** 12
    assert abs(alive - chance) < 4 * np.sqrt(chance * (1 - chance) / 500)


def test_a_channel_sees_its_drivers_of_the_month_and_excites_the_next():
    document = {
        **START,
        "channels": {
            "driven": {"background": "2/month", "branching": 0, "drivers": {"channel.driver.expected": 0.1}},
            "driver": {"background": "4/month", "branching": 0},
        },
        "interventions": [{"on": "2026-04-01", "set": {"channels.driver.background": "9/month"}}],
    }
    seen = named(document)
    np.testing.assert_allclose(seen["channel.driver.expected"], [4] * 3 + [9] * 9)
    np.testing.assert_allclose(seen["channel.driven.expected"], [2] * 4 + [2 * np.exp(0.5)] * 8)
    turned = changed(document, channels=dict(reversed(document["channels"].items())))
    np.testing.assert_array_equal(named(turned)["channel.driven.expected"], seen["channel.driven.expected"])


def test_the_ladder_keeps_to_its_prior():
    """Left alone, levels after a year follow the monthly matrix of the counts."""
    counts = (
        [[90, 0, 0, 10, 0, 0]] + [[0] * 6] * 2 + [[30, 0, 0, 50, 20, 0], [40, 0, 0, 0, 50, 10], [0] * 5 + [1]]
    )
    document = {**START, "ladder": {"pair": {"start": 3, "counts": counts}}}
    month = np.eye(6)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            if i != j and sum(row):
                month[i, j] = 1 - (1 - count / sum(row)) ** (1 / 12)
        month[i, i] = 1 - month[i].sum() + month[i, i]
    exact = np.linalg.matrix_power(month, 12)[3]
    last = np.array([named(document, r)["ladder.pair.level"][-1] for r in range(800)])
    for level in range(6):
        share = np.mean(last == level)
        assert abs(share - exact[level]) <= 4 * np.sqrt(exact[level] * (1 - exact[level]) / 800)


def test_the_index_is_the_geometric_mean_and_its_parts_add_up():
    document = {
        **START,
        "channels": {"c": {"kind": "level", "start": 0.3, "weight": 0.8, "reference": 0.5, "speed": 1}},
        "risk": {"vulnerability": {"value": 5}, "coping": {"value": 4}},
        "interventions": [
            {"on": "2026-05-01", "set": {"channels.c.intensity": 4}},
            {"on": "2026-08-01", "set": {"risk.coping.value": 8}},
        ],
    }
    seen = named(document)
    hazard = 10 * (1 - np.exp(-0.8 * seen["channel.c.level"] / 0.5))
    np.testing.assert_allclose(seen["risk.hazard"], hazard)
    np.testing.assert_allclose(seen["risk.index"], np.cbrt(hazard * 5 * np.where(np.arange(12) < 7, 4, 8)))
    parts = sum(seen[f"risk.contribution.{f}"] for f in ("hazard", "vulnerability", "coping"))
    np.testing.assert_allclose(parts, np.log(seen["risk.index"] / seen["risk.index"][0]), atol=1e-12)


def test_averages_weigh_periods_by_their_length():
    document = {
        "start": "2026-01-01",
        "horizon": "45 d",
        "channels": {"c": {"background": "2/month", "branching": 0}},
    }
    document["interventions"] = [{"on": "2026-02-01", "set": {"channels.c.background": "5/month"}}]
    result = replicate(document)
    assert result.averages[1] == pytest.approx((2 * 31 + 5 * 14) / 45)
