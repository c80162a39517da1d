"""The verb hindcast: tables, JSON, freezing, and what it says of a pack that was changed since."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.support import kilter
from tests.experiment.test_hindcast import PACK


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PACK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_shows_predictions_beside_observations_and_says_who_wins(pack: Path) -> None:
    ended = kilter("hindcast", ".", "--reps", 2, "--jobs", 1)
    assert ended.code == 0
    assert "2020-06-30" in ended.out
    assert re.search(r"7 ± 1 .* 6\.0 .* −1\.0 .* hit .* 9\.0", ended.out)
    assert "beats the null (RMSE 0.71 against 1.41): 2 of 2 observations within ±1." in ended.out
    assert "'trucks' was never frozen" in ended.err


def test_it_prints_one_document(pack: Path) -> None:
    document = kilter("hindcast", "trucks", "--json").err  # not the name of a shipped one
    assert "there is no pack or hindcast 'trucks'" in document
    document = kilter("hindcast", ".", "--reps", 2, "--jobs", 1, "--json").document
    assert document["priors"][0]["verdict"] == "better"


def test_freezing_prints_what_to_append_and_a_later_change_is_said(pack: Path) -> None:
    printed = kilter("hindcast", ".", "--freeze").out
    lines = "".join(f"      {line}\n" for line in printed.splitlines() if not line.startswith("#"))
    (pack / "hindcast.yaml").write_text(PACK["hindcast.yaml"] + "    frozen:\n" + lines, encoding="utf-8")
    assert kilter("hindcast", ".", "--reps", 2, "--jobs", 1).err == ""
    (pack / "world.yaml").write_text(PACK["world.yaml"].replace("0.9", "0.8"), encoding="utf-8")
    ended = kilter("hindcast", ".", "--reps", 2, "--jobs", 1)
    assert re.search(r"was changed after its freeze of \d{4}-\d\d-\d\d \(world\); freeze it anew", ended.err)
    assert kilter("hindcast", ".", "--reps", 2, "--jobs", 1, "--json").document["changed_since"] == ["world"]
    assert set(kilter("hindcast", ".", "--freeze", "--json").document) == {"trucks"}
