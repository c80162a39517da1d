"""Say what is wrong with a YAML text in words for somebody who has never met a parser."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from ..errors import Problem

# What neither a file nor an escape such as "\u001b" may bring in: control characters (they could steer a
# terminal), halves of surrogate pairs (they cannot be written out again) and misplaced byte-order marks.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def short(text: str, limit: int = 40) -> str:
    """``text`` on one line and not too long, for messages."""
    text = " ".join(FORBIDDEN.sub("?", text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


_BRACKET = (
    "a bracket is opened here and not closed properly",
    "put one ',' between entries and a ']' or '}' at the end",
)
# What the parser says, how to say it to somebody who has never met a parser, and what to do about it.
# The first pattern found in "context: problem" counts; "here" is the line of the
# complaint, "there" where the trouble began, "open" where the innermost list or mapping began.
_SAYINGS: tuple[tuple[str, str, str, str], ...] = (
    (r"found character '\\t'", "here", "a tab stands where only spaces can", "indent with spaces"),
    (r"found character", "here", "a text starts with a special character", "put the text in quotes"),
    (
        r"mapping values are not allowed",
        "here",
        "a ':' stands where none can",
        "check the indentation, or put a text that holds ': ' in quotes",
    ),
    (r"could not find expected ':'", "there", "a ':' is missing after this name", "write 'name: value'"),
    (
        r"sequence entries are not allowed",
        "here",
        "a list item '- ' stands where none can",
        "start it on a line of its own, below the name of the list",
    ),
    (r"unexpected end of stream", "there", "a quote is opened here and never closed", "close it"),
    (
        r"document separator",
        "there",
        "a quote is opened here and not closed before the next '---'",
        "close it",
    ),
    (
        r"unknown escape|escape sequence",
        "here",
        "a '\\' in double quotes starts no known sign",
        "write '\\\\', or use single quotes",
    ),
    (r"flow (sequence|mapping)", "there", *_BRACKET),
    (r"flow node", "open", *_BRACKET),
    (
        r"block (mapping|collection|sequence)",
        "here",
        "the indentation does not match the lines above",
        "align entries of one group exactly, with a space after each ':' and '-'",
    ),
    (
        r"block scalar",
        "here",
        "the text after '|' or '>' does not start properly",
        "start it on the next line, indented",
    ),
    (
        r"anchor|alias",
        "here",
        "'&' or '*' starts no usable name",
        "put a text that starts with & or * in quotes",
    ),
    (r"tag", "here", "'!' starts no usable tag", "put a text that starts with ! in quotes"),
    (
        r"directive|YAML document|document start|document end",
        "here",
        "this line does not belong to the entries",
        "keep one scenario per file, without '%', '---' or '...' lines",
    ),
)


def syntax(error: MarkedYAMLError, file: str, opened: int = 0) -> Problem:
    """What a parser's complaint means for somebody who only wanted to change a number.

    ``opened`` is the line where the innermost list or mapping began, for complaints that do not say so.
    """
    here, there = error.problem_mark, error.context_mark
    said = f"{error.context or ''}: {error.problem or ''}"
    for pattern, where, what, write in _SAYINGS:
        if re.search(pattern, said):
            mark = (there or here) if where == "there" else (here or there)
            line = opened if where == "open" else 0
            return Problem(what, write, "", file, line or (mark.line + 1 if mark else 0))
    mark = here or there
    return Problem(f"this is not valid YAML ({short(said)})", "", "", file, mark.line + 1 if mark else 0)
