"""Section ``alternatives``: contradictory claims about the same fact, of which one holds at a time.

A plain run takes the heaviest choice; sampling of ignorance takes each as often as its weight says. Where a file,
or ``--set alternatives.NAME=CHOICE``, has chosen one, that one holds in every case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from .moves import Move
from .names import Name, Path
from .nearest import did_you_mean
from .quantity import Confidence, Dim, Quantity, Section, is_plain, refusal

Likelihood = Annotated[Quantity, Dim("weight", above=0.0, fixed=True)]
#: What is said beside a weight and is about it.
_ABOUT = ("range", "source", "confidence", "owner", "note")


class Choice(Section):
    """One of the things that may be true."""

    weight: Likelihood
    """How likely it is beside the others; weights need not add up to 1."""
    set: dict[Path, Move] = Field(default_factory=dict)
    """What holds if it is true: values by path, as `--set` takes them; nothing when left out."""
    source: str = ""
    """Who says so: a key of `sources`, or words."""
    confidence: Confidence | None = None
    """How far the weight can be trusted."""
    owner: str = ""
    """Who answers for the weight."""
    note: str = ""
    """Anything worth knowing."""

    @model_validator(mode="before")
    @classmethod
    def _about_the_weight(cls, value: Any) -> Any:
        if isinstance(value, Quantity) or is_plain(value):
            return {"weight": value}
        if isinstance(value, Mapping) and "weight" in value and not isinstance(value["weight"], Quantity):
            about = {key: value[key] for key in _ABOUT if value.get(key)}
            weight = value["weight"]
            full = {**about, **weight} if isinstance(weight, Mapping) else {"value": weight, **about}
            return {**value, "weight": full}
        return value


class Alternative(Section):
    """A contested fact, with the choices that are claimed."""

    oneof: Annotated[dict[Name, Choice], Field(min_length=2)]
    """The choices by name, each with its weight."""
    chosen: Name | None = None
    """The choice that holds whatever the weights say; the heaviest when left out (the first of equals)."""
    note: str = ""
    """What is contested, and by whom."""

    @model_validator(mode="after")
    def _known(self) -> Alternative:
        if self.chosen is not None and self.chosen not in self.oneof:
            hint = did_you_mean(self.chosen, self.oneof) or f"use one of {', '.join(self.oneof)}"
            raise refusal(f"there is no choice '{self.chosen}'; {hint}", "chosen")
        return self

    @property
    def holding(self) -> str:
        """The choice that holds in a plain run.

        >>> a = Alternative.model_validate({"oneof": {"no": {"weight": 0.7}, "yes": {"weight": 0.3}}})
        >>> a.holding
        'no'
        """
        return self.chosen or max(self.oneof, key=lambda name: self.oneof[name].weight.value)

    def at(self, share: float) -> str:
        """The choice at a share of all weight, 0 to 1, counted in the order of the file.

        >>> a = Alternative.model_validate({"oneof": {"no": {"weight": 7}, "yes": {"weight": 3}}})
        >>> a.at(0.69), a.at(0.71)
        ('no', 'yes')
        """
        if self.chosen is not None:
            return self.chosen
        left = share * sum(choice.weight.value for choice in self.oneof.values())
        for name, choice in self.oneof.items():
            left -= choice.weight.value
            if left < 0:
                return name
        return next(reversed(self.oneof))
