"""What claims.yaml may say, and how mistakes in it are told."""

from pathlib import Path

import pytest

from kilter.errors import KilterError, NameUnknownError, ScenarioError
from kilter.experiment.claims import open_pack
from kilter.scenario.claims import Claims, read_claims

WORLD = """\
horizon: 24 months
sources: {handbook: {title: A handbook}}
fleets: {truck: {items: 5}}
"""
CLAIMS = """\
kilter: 1
title: Two claims
claims:
  T10:
    says: Help raises availability.
    source: handbook
    place: chapter 1
    mechanism: mechanics mend more
    compares: [world, helped]
    contradicts: [T2]
    holds:
      - measure: fleet.truck.availability
        of: helped
        minus: world
        at: 12 months
        above: 0.02
        because: two in a hundred would be noticed
  T2:
    says: It changes nothing.
    source: handbook
    place: chapter 2
    mechanism: none
    compares: [world]
    holds:
      - any:
          - {measure: fleet.truck.availability, of: world, at: end, taken: {share_above: 0.5}, below: 0.5, because: few}
          - not: {measure: fleet.truck.hours, of: world, within: [6 months, 1 y], since: 1 month,
              relative: true, above: 0.1, below: 0.9, taken: q05, because: a lot}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "world.yaml").write_text(WORLD, encoding="utf-8")
    (folder / "helped.yaml").write_text("extends: world.yaml\ntitle: Helped", encoding="utf-8")
    (folder / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    return folder


def changed(pack: Path, old: str, new: str) -> str:
    assert old in CLAIMS
    (pack / "claims.yaml").write_text(CLAIMS.replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        open_pack(pack)
    return str(caught.value).replace(str(pack), "pack")


def test_a_pack_is_read_with_the_scenarios_that_it_compares(pack: Path) -> None:
    opened = open_pack(pack)
    assert opened.name == "pack"
    assert list(opened.scenarios) == ["helped", "world"]
    assert list(opened.chosen()) == ["T2", "T10"]  # as people count
    assert list(opened.chosen(["t10"])) == ["T10"]
    with pytest.raises(NameUnknownError, match="no claim 'T9'; the claims are T2, T10"):
        opened.chosen(["T9"])


def test_only_as_many_months_as_conditions_see(pack: Path) -> None:
    claims = open_pack(pack).claims.claims
    assert [claims["T10"].months(name) for name in ("world", "helped", "other")] == [12, 12, 0]
    assert claims["T2"].months("world") is None  # `end` needs them all


def test_conditions_nest(pack: Path) -> None:
    claim = open_pack(pack).claims.claims["T2"]
    assert [at for at, _ in claim.leaves()] == [("holds", 0, "any", 0), ("holds", 0, "any", 1, "not")]
    leaf = dict(claim.leaves())["holds", 0, "any", 1, "not"]
    assert (leaf.within, leaf.since, leaf.months) == ([6, 12], 1, 12)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("source: handbook", "source: handbok", 6, "there is no source 'handbok'; did you mean 'handbook'?"),
        (
            "[world, helped]",
            "[world, helpd, helped]",
            9,
            "there is no scenario 'helpd'; did you mean 'helped'?",
        ),
        (
            "minus: world",
            "minus: wrld",
            14,
            "'wrld' is not among the scenarios that are compared; did you mean",
        ),
        (
            "fleet.truck.avail",
            "fleet.trucks.avail",
            12,
            "no measure 'fleet.trucks.availability'; did you mean",
        ),
        ("contradicts: [T2]", "contradicts: [T3]", 10, "there is no other claim 'T3'; use one of T2"),
        ("contradicts: [T2]", "contradicts: [T10]", 10, "there is no other claim 'T10'; "),
        ("at: 12 months", "at: 25 months", 15, "month 25 lies beyond the 24 months of scenario"),
        ("at: 12 months", "at: 12", 15, "12 has no unit; write 12 months"),
        ("at: 12 months", "at: 40 d", 15, "'40 d' is not a whole number of months; write 12 months"),
        ("at: 12 months", "at: avrage", 15, "'avrage' is no time; did you mean 'average'?"),
        ("at: 12 months\n", "\n", 12, "say when, once; write at: 12 months or within:"),
        ("above: 0.02", "taken: medan\n        above: 0.02", 16, "did you mean 'median'?"),
        ("above: 0.02", "share_above: 3\n        above: 0.02", 16, "write taken: {share_above: 3}"),
        ("        above: 0.02\n", "", 12, "there is no threshold; write above: 0 or below: 0"),
        ("above: 0.02", "abov: 0.02", 16, "unknown key 'abov'; did you mean 'above'?"),
        ("minus: world", "relative: true", 14, "'relative' needs something to be relative to"),
        (
            "        because: two in a hundred would be noticed\n",
            "",
            12,
            "'because' is missing; write because: …",
        ),
        (
            "taken: {share_above: 0.5}, below: 0.5",
            "taken: {share_above: 0.5}, below: 50",
            26,
            "between 0 and 1",
        ),
        ("[6 months, 1 y]", "[1 y, 6 months]", 27, "the months run backwards"),
        ("since: 1 month", "since: 6 months", 27, "'since' must lie before the time of the condition"),
        (
            "above: 0.1, below: 0.9",
            "above: 0.9, below: 0.1",
            28,
            "nothing lies above the one and below the other",
        ),
        ("    compares: [world]", "    compares: [world, helped]", 23, "no condition uses scenario 'helped'"),
        ("says: It changes nothing.", "says: ''", 19, "there is nothing here"),
    ],
)
def test_mistakes_are_told_with_place_and_remedy(
    pack: Path, old: str, new: str, line: int, said: str
) -> None:
    text = changed(pack, old, new)
    assert any(
        f"pack/claims.yaml, line {line}:" in one.replace("\\", "/") and said in one
        for one in text.splitlines()
    ), text


def test_beside_any_all_and_not_nothing_else_can_stand(pack: Path) -> None:
    text = changed(pack, "      - any:", "      - measure: fleet.truck.hours\n        any:")
    assert "beside 'any' nothing else can stand" in text


def test_a_file_without_claims_and_a_pack_without_the_file(pack: Path) -> None:
    (pack / "claims.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(ScenarioError, match="there are no claims; write claims:"):
        read_claims(pack / "claims.yaml")
    (pack / "claims.yaml").unlink()
    with pytest.raises(KilterError, match=r"has no claims\.yaml"):
        open_pack(pack)


def test_an_id_is_a_plain_word() -> None:
    claims = Claims.model_validate({"claims": {f"C{n}": CLAIM for n in (10, 9, 1)}})
    assert claims.ordered == ["C1", "C9", "C10"]


CLAIM = {
    "says": "a",
    "source": "b",
    "place": "c",
    "mechanism": "d",
    "compares": ["w"],
    "holds": [{"measure": "x", "of": "w", "at": "end", "above": 0, "because": "y"}],
}
