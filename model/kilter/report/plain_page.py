"""A self-contained page without scripts: sections under one heading, in the look of every page of Kilter."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources

from ..experiment.result import version
from .markup import text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def plain_page(heading: str, parts: Sequence[tuple[str, str, str]], style: str = "") -> str:
    """The page as text; it asks nobody for anything and runs nothing.

    Args:
        heading: of the page, as text.
        parts: sections: identifier, heading (as text), and content as HTML; empty ones are left out.
        style: further rules of style.

    >>> "<h2 id=\\"a-title\\">A &amp; B</h2>" in plain_page("Page", [("a", "A & B", "<p>x</p>")])
    True
    """
    kept = [part for part in parts if part[2]]
    links = "".join(f'<li><a href="#{text(name)}">{text(title)}</a></li>' for name, title, _ in kept)
    body = "".join(
        f'<section id="{text(name)}" aria-labelledby="{text(name)}-title">'
        f'<h2 id="{text(name)}-title">{text(title)}</h2>\n{inner}</section>\n'
        for name, title, inner in kept
    )
    sheet = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<link rel="icon" href="data:,">\n<title>{text(heading)}</title>\n'
        f"<style>\n{sheet}{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#{text(kept[0][0]) if kept else ""}">Skip to the content</a>\n'
        f'<header><h1>{text(heading)}</h1><nav aria-label="Contents"><ul>{links}</ul></nav></header>\n'
        f"<main>\n{body}</main>\n"
        f"<footer><p>Made with Kilter {text(version())}.</p></footer>\n</body>\n</html>\n"
    )
