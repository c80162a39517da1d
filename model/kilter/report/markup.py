"""Small pieces of HTML. Whatever comes from outside goes through :func:`text`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence


def text(value: object) -> str:
    """Any value as escaped text.

    >>> text("a < b & 'c'")
    'a &lt; b &amp; &#x27;c&#x27;'
    """
    return html.escape(str(value), quote=True)


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    caption: str = "",
    words: Sequence[int] = (),
) -> str:
    """A table whose first column names the row.

    Args:
        head: headings, as text.
        rows: cells, already HTML (use :func:`text`).
        caption: as text; may be empty.
        words: columns that hold words rather than numbers.
    """
    top = "".join(
        f'<th scope="col"{_kind(place, words)}>{text(cell)}</th>' for place, cell in enumerate(head)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{cell}</th>' if place == 0 else f"<td{_kind(place, words)}>{cell}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>\n"
        for row in rows
    )
    title = f'<p class="caption">{text(caption)}</p>' if caption else ""
    label = text(caption or "Table")
    return (
        f'{title}<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<thead><tr>{top}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def figure(name: str, drawing: str, caption: str, alternative: str, numbers: str) -> str:
    """A chart with its caption, a text for those who cannot see it, and the numbers behind it.

    Args:
        name: identifier within the page.
        drawing: SVG text.
        caption, alternative: as text.
        numbers: a table, as HTML.
    """
    return (
        f'<figure id="{text(name)}"><div class="scroll chart" tabindex="0" role="region" '
        f'aria-label="{text("Chart: " + caption.split(".")[0])}">'
        f"{embedded(drawing, name, alternative)}</div>"
        f"<figcaption>{text(caption)}</figcaption>"
        f"<details><summary>Numbers behind this chart</summary>{numbers}</details></figure>\n"
    )


def embedded(drawing: str, name: str, alternative: str) -> str:
    """An SVG made fit to stand inside a page beside others: own identifiers, an alternative text.

    >>> embedded('<svg xmlns="u" width="2"><g clip-path="url(#a)"/><clipPath id="a"/></svg>', "x", "A line")
    '<svg role="img" aria-label="A line" width="2"><g clip-path="url(#x-a)"/><clipPath id="x-a"/></svg>'
    """
    inner = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", drawing)
    inner = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', inner)
    inner = re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", inner)
    inner = re.sub(r'(xlink:)?href="#([^"]+)"', rf'href="#{name}-\2"', inner)
    return inner.replace("<svg", f'<svg role="img" aria-label="{text(alternative)}"', 1)


def _kind(place: int, words: Sequence[int]) -> str:
    return ' class="text"' if place in words else ""
