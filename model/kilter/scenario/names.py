"""Names and choices shared by several sections."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

#: A name given by the author: lower case letters, digits, ``-`` and ``_``, starting with a letter.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]

#: The ladder of cooperation, shallow to deep.
Depth = Literal["economic", "political", "technical-military", "security", "strategic"]
DEPTHS: tuple[Depth, ...] = ("economic", "political", "technical-military", "security", "strategic")

Level = Literal["apprentice", "journeyman", "master"]
LEVELS: tuple[Level, ...] = ("apprentice", "journeyman", "master")

#: A dotted path to a quantity, or a measure's name.
Path = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _plain_value(value: object) -> object:
    if isinstance(value, str) or (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < math.inf
    ):
        return value
    said = "a change sets a plain value; write 45 h or x1.5, without range or source"
    raise PydanticCustomError("quantity", "{text}", {"text": said})


#: What a change writes at a path: a plain number, or text such as ``45 h`` or ``x1.5``.
Setting = Annotated[str | float, BeforeValidator(_plain_value)]
