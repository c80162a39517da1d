"""Names and choices shared by several sections."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

#: A name given by the author: lower case letters, digits, ``-`` and ``_``, starting with a letter.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]

#: The ladder of cooperation, shallow to deep.
Depth = Literal["economic", "political", "technical-military", "security", "strategic"]
DEPTHS: tuple[Depth, ...] = ("economic", "political", "technical-military", "security", "strategic")

Level = Literal["apprentice", "journeyman", "master"]
LEVELS: tuple[Level, ...] = ("apprentice", "journeyman", "master")

#: A dotted path to a quantity, or a measure's name.
Path = Annotated[str, StringConstraints(min_length=1, max_length=200)]
