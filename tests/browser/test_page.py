"""The page in a real browser: drawn, quiet, and asking nobody for anything."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from tests.experiment.fakes import ASSUMPTIONS, STORIES, synthetic_comparison

from kilter.report.html import write_page

pytestmark = pytest.mark.browser

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=10000",
)


def browse(folder, page, *more):
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "this test needs chromium; install it with: apt-get install chromium"
    command = [program, *OPTIONS, f"--user-data-dir={folder / 'profile'}", *more, page.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True, cwd=folder)
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    target = tmp_path_factory.mktemp("page") / "comparison.html"
    write_page(synthetic_comparison(periods=36, reps=20), target, assumptions=ASSUMPTIONS)
    return target


@pytest.fixture(scope="module")
def opened(page, tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    log = folder / "net.json"
    document, messages = browse(folder, page, f"--log-net-log={log}", "--dump-dom")
    return document, messages, log


def test_the_charts_are_drawn(opened):
    document, _, _ = opened
    figures = re.findall(r"<figure.*?</figure>", document, re.S)
    assert len(figures) >= 9
    for figure in figures:
        shapes = [path for path in re.findall(r'\bd="([^"]+)"', figure) if len(path) > 40]
        assert len(shapes) >= 2, figure[:200]


def test_the_interactive_chart_runs_without_evaluating_text(opened):
    document, _, _ = opened
    section = re.search(r'<section id="closer".*?</section>', document, re.S).group(0)
    assert "hidden" not in section.split(">")[0]
    assert 'class="marks"' in section
    assert section.count("<option") > 10
    assert sum(1 for path in re.findall(r'\bd="([^"]+)"', section) if path.count("L") > 10) >= 8


def test_the_console_stays_quiet(opened):
    _, messages, _ = opened
    said = [line for line in messages.splitlines() if "CONSOLE" in line or "Content Security Policy" in line]
    assert said == []


def asked_for(log):
    """Addresses outside that a page asked for, from the browser's own record of its network.

    The browser looks after itself now and then; what counts is what a page starts.
    """
    found = []
    for event in json.loads(log.read_text(encoding="utf-8"))["events"]:
        parameters = event.get("params") or {}
        address, initiator = str(parameters.get("url", "")), str(parameters.get("initiator", ""))
        if initiator.startswith(("file:", "null", "http")) and not address.startswith(("file:", "data:")):
            found.append(address)
    return found


def test_no_request_leaves_the_page(opened):
    assert asked_for(opened[2]) == []


def test_a_page_that_does_ask_would_be_noticed(page, tmp_path):
    leaky, log = tmp_path / "leaky.html", tmp_path / "net.json"
    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    text = text.replace("<main>", '<main><img src="http://outside.invalid/a.png">')
    leaky.write_text(text, encoding="utf-8")
    browse(tmp_path, leaky, f"--log-net-log={log}", "--dump-dom")
    assert "http://outside.invalid/a.png" in asked_for(log)


def test_the_policy_stops_what_is_slipped_in(page, tmp_path):
    slipped, log = tmp_path / "slipped.html", tmp_path / "net.json"
    extra = '<main><img src="http://outside.invalid/a.png"><script>document.title = "taken"</script>'
    slipped.write_text(page.read_text(encoding="utf-8").replace("<main>", extra), encoding="utf-8")
    document, messages = browse(tmp_path, slipped, f"--log-net-log={log}", "--dump-dom")
    assert "<title>taken</title>" not in document
    assert "Content Security Policy" in messages
    assert asked_for(log) == []


def test_a_picture_of_the_page_can_be_taken(page, tmp_path):
    target = tmp_path / "page.png"
    browse(tmp_path, page, "--window-size=1000,3000", f"--screenshot={target}")
    assert target.read_bytes().startswith(b"\x89PNG")
    assert target.stat().st_size > 100_000


def test_the_headline_of_seven_scenarios_needs_no_scrolling(tmp_path):
    target = tmp_path / "seven.html"
    more = tuple(replace(story, title=f"{story.title}, again", key=f"{story.key}2") for story in STORIES[1:])
    write_page(synthetic_comparison((*STORIES, *more), periods=36, reps=10), target, assumptions=ASSUMPTIONS)
    probe = (
        "<script>addEventListener('load',function(){var t=document.querySelector('table.headline');"
        "document.title=t.scrollWidth+' of '+t.parentElement.clientWidth})</script></body>"
    )
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", target.read_text(encoding="utf-8"))
    target.write_text(text.replace("</body>", probe), encoding="utf-8")
    document, _ = browse(tmp_path, target, "--window-size=1200,2000", "--dump-dom")
    needed, given = map(int, re.search(r"<title>(\d+) of (\d+)</title>", document).groups())
    assert 500 < needed <= given


def test_it_prints(page, tmp_path):
    target = tmp_path / "page.pdf"
    browse(tmp_path, page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 25
