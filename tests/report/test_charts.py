import json
import re
import subprocess
import sys

import pytest
from tests.experiment.fakes import STORIES, synthetic_comparison

from kilter.errors import ExtraMissingError, KilterError, NameUnknownError
from kilter.report import charts, frames, grammar


@pytest.fixture(scope="module")
def comparison():
    return synthetic_comparison(periods=30, reps=20)


def marks(svg, role):
    return len(re.findall(f'class="mark-{role} role-mark', svg))


def drawn(svg):
    """Paths with more than a few points: lines and bands that are really there."""
    return sum(1 for path in re.findall(r'\bd="([^"]+)"', svg) if path.count("L") > 10)


def test_a_fan_has_a_panel_per_scenario_with_bands_and_lines(comparison):
    svg = charts.svg(charts.fan(comparison, "capability.index"))
    assert marks(svg, "area") == 2 * 4
    assert marks(svg, "line") == 2 * 4
    assert drawn(svg) == 4 * 4
    for words in ("No cooperation", "reported openly", "kept quiet", "upgrades"):
        assert words in svg


def test_a_fan_of_an_unknown_measure_names_the_nearest(comparison):
    with pytest.raises(NameUnknownError, match=r"capability\.index"):
        charts.fan(comparison, "capability.indx")


def test_every_chart_draws(comparison):
    names = comparison.names
    shares = frames.below(names, "risk.share")
    parts = frames.below(names, "risk.contribution")
    made = {
        "lines": charts.lines(comparison, frames.family(names, "availability"), "availability"),
        "differences": charts.differences(comparison, ["capability.index", "risk.index"]),
        "shares": charts.drivers(comparison, shares, "risk.share"),
        "parts": charts.drivers(comparison, parts, "risk.contribution"),
        "chances": charts.chances(comparison, "ladder.afghanistan-pakistan.serious"),
    }
    least = {"lines": 24, "differences": 12, "shares": 24, "parts": 12, "chances": 12}
    for kind, chart in made.items():
        assert drawn(charts.svg(chart)) >= least[kind], kind
    assert marks(charts.svg(charts.intervals(comparison, "cost.total")), "symbol") == 1


def test_negative_contributions_are_lines_and_shares_are_stacked(comparison):
    stacked = grammar.document(
        charts.drivers(comparison, frames.below(comparison.names, "risk.share"), "risk.share")
    )
    parts = frames.below(comparison.names, "risk.contribution")
    separate = grammar.document(charts.drivers(comparison, parts, "risk.contribution"))
    assert stacked["spec"]["layer"][0]["mark"]["type"] == "area"
    assert separate["spec"]["layer"][0]["mark"]["type"] == "line"


def test_a_single_period_still_shows_points():
    svg = charts.svg(charts.fan(synthetic_comparison(periods=1, reps=5), "risk.index"))
    assert marks(svg, "symbol") == 4


def test_undefined_values_leave_gaps_not_errors(comparison):
    comparison = synthetic_comparison(periods=30, reps=5)
    place = comparison.baseline.place("risk.index")
    comparison.baseline.values[:, 10:12, place] = float("nan")
    frame = frames.bands(comparison, ["risk.index"])
    assert len(frame[frame["scenario"] == "No cooperation"]) == 28
    assert "NaN" not in json.dumps(grammar.document(charts.fan(comparison, "risk.index")))
    comparison.baseline.values[:, :, place] = float("nan")
    del comparison.baseline.__dict__["moments"]
    assert frames.defined(comparison, ["risk.index", "cost.total"]) == ["cost.total"]


def test_many_scenarios_keep_distinct_looks():
    comparison = synthetic_comparison(STORIES * 2, periods=4, reps=3)
    document = grammar.document(charts.differences(comparison, ["risk.index"]))
    scale = document["spec"]["layer"][2]["encoding"]["color"]["scale"]
    assert len(set(scale["domain"])) == 7
    assert len(set(scale["range"])) == 7
    assert grammar.PALETTE[0] not in scale["range"]


def test_bands_are_left_out_where_they_would_cover_one_another(comparison):
    crowded = synthetic_comparison(STORIES * 2, periods=30, reps=5)
    measures = frames.family(comparison.names, "availability")
    for made, areas in ((comparison, 3 * 4), (crowded, 0)):
        assert marks(charts.svg(charts.lines(made, measures, "availability")), "area") == areas
        data = json.dumps(grammar.document(charts.explorer(made, measures)))
        assert ('"q75"' in data) == bool(areas)


def test_what_never_moves_is_not_drawn():
    still = synthetic_comparison(periods=6, reps=4)
    names = ["risk.index", "prisoners.exchanged"]
    assert frames.moving(still, names) == ["risk.index"]
    place = still.results[1].place("prisoners.exchanged")
    still.results[1].values[:, :, place] = 1.0  # the same always, but not everywhere
    assert frames.moving(still, names) == names


@pytest.mark.parametrize("suffix", [".png", ".svg", ".json", ".html"])
def test_a_chart_is_saved_by_its_suffix(comparison, tmp_path, suffix):
    path = tmp_path / f"chart{suffix}"
    charts.save(charts.intervals(comparison, "cost.total"), path)
    content = path.read_bytes()
    starts = {".png": b"\x89PNG", ".svg": b"<svg", ".json": b"{", ".html": b"<!DOCTYPE html>"}
    assert content.lstrip().startswith(starts[suffix])
    if suffix == ".html":
        assert not re.search(rb"<(script|link|img)[^>]+(src|href)=.(https?:)?//", content)


def test_the_same_chart_gives_the_same_bytes(comparison, tmp_path):
    for name in ("one.svg", "two.svg"):
        charts.save(charts.fan(comparison, "risk.index"), tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_other_suffixes_are_refused(comparison, tmp_path):
    with pytest.raises(KilterError, match=r"end its name in \.png, \.svg"):
        charts.save(charts.intervals(comparison, "cost.total"), tmp_path / "chart.bmp")


def test_a_folder_that_is_not_there_is_said(comparison, tmp_path):
    with pytest.raises(KilterError, match="cannot write"):
        charts.save(charts.intervals(comparison, "cost.total"), tmp_path / "nowhere" / "chart.json")


def test_a_missing_library_is_named_with_its_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ExtraMissingError, match=r'pip install "kilter\[report\]"'):
        grammar.library()


def test_reading_the_modules_needs_no_charting_library():
    code = "import sys, kilter.report.charts, kilter.report.html; assert 'altair' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": "model"})


def test_names_within_a_family():
    names = ["fleet.mi17.availability", "fleet.mi17.materiel_availability", "actor.iran.concern"]
    assert frames.family(names, "availability") == ["fleet.mi17.availability"]
    assert frames.part("actor.central_asia.concern", "concern") == "central asia"
