"""What actors remember, by kind: it accounts for their concern, and each kind fades at its own pace."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from tests.engine.strategies import changed, documents, examples, named

YEARS = {"start": "2026-01-01", "horizon": "24 months"}
FADE = 1 - np.exp(-0.05)


def armed(jump: float = 2.0, **actor: object) -> dict[str, object]:
    """Strike doubles on 1 April; an actor that minds, without delay or opacity."""
    concern = {"start": 0.3, "gain": 1, "speed": 0.5, "fade": "0.05/month", "opacity": 0, "lag": "1 months"}
    return {
        **YEARS,
        "fleets": {"f": {"items": 4, "areas": {"strike": 1, "relief": 1}}},
        "capability": {"areas": {"strike": 8, "relief": 8}, "cap": 5},
        "actors": {"a": {"alarm": {"strike": 1}, "concern": concern, **actor}},
        "interventions": [{"on": "2026-04-01", "set": {"fleets.f.areas.strike": jump}}],
    }


def kinds(seen: dict[str, np.ndarray], actor: str) -> list[str]:
    return [name for name in seen if name.startswith(f"actor.{actor}.memory.")]


@examples(5)
@given(documents())
def test_memory_by_kind_accounts_for_all_concern(document):
    """Concern is what is left of the start, fading to the baseline, and the imprint of each kind."""
    seen = named(document)
    for actor in ("rival", "observer"):
        concern = document["actors"][actor]["concern"]
        start, baseline = concern["start"], concern.get("baseline", concern["start"])
        assert kinds(seen, actor)[0] == f"actor.{actor}.memory.capability"
        ground = baseline + (start - baseline) * (1 - FADE) ** np.arange(1, 10)
        whole = np.clip(ground + sum(seen[name] for name in kinds(seen, actor)), 0, 1)
        np.testing.assert_allclose(seen[f"actor.{actor}.concern"], whole, atol=1e-9)


def test_kinds_that_nobody_sends_are_not_there():
    seen = named(armed())
    assert kinds(seen, "a") == ["actor.a.memory.capability"]
    beside = named(changed(armed(), actors__b={"concern": {"start": 0.2}}))
    assert kinds(beside, "a") == kinds(seen, "a")


def test_the_same_half_life_for_every_kind_is_the_plain_fade():
    half = -np.log(2) / np.log(1 - FADE)
    plain = named(armed())
    typed = named(armed(memory={"capability": f"{half:.12f} months"}))
    np.testing.assert_allclose(typed["actor.a.concern"], plain["actor.a.concern"], rtol=1e-9)


def test_each_kind_fades_at_its_own_pace():
    document = armed(
        memory={"capability": "2 months", "incidents": "12 months"},
        incidents=[{"channel": "raids", "weight": 0.4, "reference": 1}],
    )
    document["channels"] = {"raids": {"background": "1000/month", "branching": 0, "size": 1e6}}
    change = {"on": "2026-06-01", "set": {"channels.raids.background": 0}}
    seen = named(changed(document, interventions=[*document["interventions"], change]))
    capability, incidents = seen["actor.a.memory.capability"], seen["actor.a.memory.incidents"]
    np.testing.assert_allclose(capability[4:] / capability[3:-1], 2 ** (-1 / 2))
    np.testing.assert_allclose(incidents[6:] / incidents[5:-1], 2 ** (-1 / 12))
    np.testing.assert_allclose(seen["actor.a.concern"], 0.3 + capability + incidents)


def test_opposite_memories_that_fade_differently_leave_the_longer_one():
    """Alarm at capability is soon forgotten, a friendly signal is not: concern ends below where it began."""
    friend = {
        "concern": {"start": 0.9},
        "reactions": {
            "visit": {
                "kind": "outreach",
                "at": 0.5,
                "width": 0.001,
                "rate": "1000/month",
                "lasts": "9000 d",
                "signals": {"a": 10},
            }
        },
    }
    document = changed(armed(memory={"capability": "1 months", "outreach": "240 months"}), actors__b=friend)
    seen = named(document)
    assert seen["actor.a.memory.outreach"][-1] < -0.005
    assert abs(seen["actor.a.memory.capability"][-1]) < 1e-5
    assert seen["actor.a.concern"][3] > 0.3 > seen["actor.a.concern"][-1]


def test_following_changes_a_lasting_gain_is_forgotten_and_following_the_level_it_is_not():
    document = changed(armed(), horizon="360 months")
    change = named(document)["actor.a.concern"]
    level = named(changed(document, actors__a__concern__follows="level"))["actor.a.concern"]
    assert change[-1] == pytest.approx(0.3, abs=1e-4)
    q = (1 - FADE) * 0.5 * 1 * 0.5
    assert level[-1] == pytest.approx((0.3 + q) / (1 + q), abs=1e-6)
    # neither moves before there is anything to see
    np.testing.assert_allclose(change[:3], 0.3)
    np.testing.assert_allclose(level[:3], 0.3)
    assert change[3] > level[3], "a level sinks in slowly, a change at once"


def test_a_level_of_nothing_and_a_loss():
    still = named(armed(1.0, concern={"start": 0.3, "follows": "level"}))["actor.a.concern"]
    np.testing.assert_allclose(still, 0.3)
    lost = named(armed(0.0, concern={"start": 0.3, "follows": "level", "lag": "1 months"}))["actor.a.concern"]
    assert (np.diff(lost[2:]) < 0).all()


def test_the_same_capability_may_alarm_and_reassure_one_actor():
    document = armed(alarm={"strike": 1, "relief": -0.5})
    document["interventions"][0]["set"]["fleets.f.areas.relief"] = 2
    seen = named(document)
    np.testing.assert_allclose(seen["actor.a.alarm"][3:], 1 / 1.5 * 0.5)
    np.testing.assert_allclose(seen["actor.a.reassurance"][3:], -0.5 / 1.5 * 0.5)
    both = seen["actor.a.alarm"] + seen["actor.a.reassurance"]
    np.testing.assert_allclose(seen["actor.a.perceived"], both, atol=1e-12)
    balanced = named(changed(document, actors__a__alarm={"strike": 1, "relief": -1}))
    np.testing.assert_allclose(balanced["actor.a.concern"], 0.3)


@pytest.mark.parametrize(("signal", "side"), [(0.5, 1), (-0.5, -1)])
def test_an_announcement_alarms_or_reassures_by_the_sign_of_its_weight(signal, side):
    """Opacity inflates a promise that alarms, and never one that reassures."""
    agreement = {"partner": "p", "announced": 0.8, "transparency": 0.4, "trust": {"speed": 0}}
    agreement["life"] = dict.fromkeys(("delay", "narrow", "suspend", "end", "broaden"), "0/month")
    concern = {"start": 0.5, "signal": signal, "lag": "1 months", "fade": "0/month"}
    seen = {}
    for opacity in (0.0, 1.0):
        document = armed(1.0, concern={**concern, "opacity": opacity})
        seen[opacity] = named(changed(document, agreement=agreement))
        assert (side * (seen[opacity]["actor.a.concern"] - 0.5) > 0).all()
    inflated = 1 + 0.6 if side > 0 else 1
    np.testing.assert_allclose(seen[0.0]["actor.a.perceived"][0], 0.8 * signal)
    np.testing.assert_allclose(seen[1.0]["actor.a.perceived"][0], 0.8 * signal * inflated)
