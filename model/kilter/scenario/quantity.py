"""A number with its unit, range, source and confidence: the atom of a scenario.

Any number in a scenario may be written plainly (``45 h``) or in full::

    mtbf: {value: 45 h, range: [30, 70], shape: triangular, confidence: low, source: "assumed"}

Both become a :class:`Quantity`. A :class:`Spread` is a random amount: a mean, a standard deviation and the
family of its distribution.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ._parsing import ASSUMED, Confidence, Quantity, assumed, neutral, parse
from .units import DIMENSIONS, Dimension, UnitError, check

__all__ = [
    "ASSUMED",
    "Amount",
    "Confidence",
    "Count",
    "Dim",
    "Duration",
    "Factor",
    "Growth",
    "Hours",
    "LabourSpread",
    "Limit",
    "Loss",
    "Money",
    "MoneyRate",
    "Months",
    "Number",
    "Positive",
    "Quantity",
    "Rate",
    "Scale10",
    "Score",
    "Section",
    "Share",
    "Shift",
    "SizeSpread",
    "Spread",
    "StartCount",
    "StartDuration",
    "StartShare",
    "TimeSpread",
    "UseRate",
    "Weight",
    "assumed",
    "is_plain",
    "listed",
    "neutral",
    "parse",
    "refusal",
]


def refusal(text: str, *at: str | int) -> PydanticCustomError:
    """A mistake found while validating: ``what; what to write instead``, and in which key it is.

    >>> refusal("a course teaches either a trade or a crew; write trade: …").type
    'quantity'
    """
    return PydanticCustomError("quantity", "{text}", {"text": text, "at": at})


@dataclass(frozen=True)
class Dim:
    """Annotation that makes a field a :class:`Quantity` of one dimension.

    Attributes:
        name: a key of :data:`kilter.scenario.units.DIMENSIONS`.
        fixed: the quantity describes the start; it cannot change on a date or by a reaction.
        above: a stricter lower bound that the value must exceed.
        below: an upper bound that the value must not reach.
        low: a stricter smallest value.
        high: a stricter largest value.
        why: why the bounds are there, for the message (may be empty).
    """

    name: str
    fixed: bool = False
    above: float | None = None
    below: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""

    @property
    def dimension(self) -> Dimension:
        """The dimension itself."""
        return DIMENSIONS[self.name]

    def read(self, value: object) -> Quantity:
        """Parse and bound a value for this field; raises :class:`UnitError`."""
        quantity = parse(value, self.dimension)
        try:
            self.bound(quantity.value)
        except UnitError as error:
            raise UnitError(str(error), ("value",) if isinstance(value, Mapping) else ()) from None
        return quantity

    def bound(self, value: float) -> None:
        """Refuse a number that this field cannot have."""
        if self.name != "limit":
            check(value, self.dimension)
        for limit, outside, words in (
            (self.above, self.above is not None and value <= self.above, "must be more than"),
            (self.below, self.below is not None and value >= self.below, "must be less than"),
            (self.low, self.low is not None and value < self.low, "must be at least"),
            (self.high, self.high is not None and value > self.high, "must be at most"),
        ):
            if outside:
                reason = f" ({self.why})" if self.why else ""
                raise UnitError(f"{value:g} {words} {limit:g}{reason}; write something like '{self.example}'")

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the most that a value of this field can be while a scenario runs.

        >>> Dim("share", above=0.0).limits == (math.nextafter(0.0, 1.0), 1.0)
        True
        """
        d = self.dimension
        lows = [d.low] + [self.low] * (self.low is not None)
        highs = [d.high * (24.0 if d.name == "limit" else 1.0)] + [self.high] * (self.high is not None)
        if self.above is not None:
            lows.append(math.nextafter(self.above, math.inf))
        if self.below is not None:
            highs.append(math.nextafter(self.below, -math.inf))
        return max(x for x in lows if x is not None), min(x for x in highs if x is not None)

    @property
    def example(self) -> str:
        """A value that fits."""
        d = self.dimension
        if "" not in d.units:
            return d.example
        number = float(d.example.removeprefix("x"))
        if self.high is not None and number > self.high:
            number = self.high
        if self.below is not None and number >= self.below:
            number = self.below / 2
        if self.low is not None and number < self.low:
            number = self.low
        return f"{number:g}" if f"x{number:g}" != d.example else d.example

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        def validate(value: object) -> Quantity:
            try:
                return self.read(value)
            except UnitError as error:
                raise refusal(str(error), *error.at) from None

        return core_schema.no_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda q: q.written or q.value),
        )


Duration = Annotated[Quantity, Dim("duration")]
Months = Annotated[Quantity, Dim("months")]
Hours = Annotated[Quantity, Dim("hours", above=0.0)]
Limit = Annotated[Quantity, Dim("limit", above=0.0)]
UseRate = Annotated[Quantity, Dim("use")]
Shift = Annotated[Quantity, Dim("shift", above=0.0)]
Rate = Annotated[Quantity, Dim("rate")]
Loss = Annotated[Quantity, Dim("loss")]
Growth = Annotated[Quantity, Dim("growth")]
Share = Annotated[Quantity, Dim("share")]
Number = Annotated[Quantity, Dim("number")]
Weight = Annotated[Quantity, Dim("weight")]
Score = Annotated[Quantity, Dim("score")]
Scale10 = Annotated[Quantity, Dim("scale10")]
Factor = Annotated[Quantity, Dim("factor")]
Positive = Annotated[Quantity, Dim("weight", above=0.0)]
Count = Annotated[Quantity, Dim("count")]
StartWeight = Annotated[Quantity, Dim("weight", fixed=True)]
Amount = Annotated[Quantity, Dim("amount")]
Money = Annotated[Quantity, Dim("money")]
MoneyRate = Annotated[Quantity, Dim("money rate")]
StartCount = Annotated[Quantity, Dim("count", fixed=True)]
StartShare = Annotated[Quantity, Dim("share", fixed=True)]
StartDuration = Annotated[Quantity, Dim("duration", fixed=True)]


class Section(BaseModel):
    """A part of a scenario file. Unknown keys are refused; instances do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    #: The field that a path to the whole section stands for (``labour`` means ``labour.mean``), and that a
    #: plain value in place of the section gives.
    principal: ClassVar[str] = ""
    #: Further keys that may be written, each short for something in the field it names.
    shorthand: ClassVar[Mapping[str, str]] = {}


def is_plain(value: object) -> bool:
    """Whether a value stands in place of a section: a plain one, or a quantity written in full."""
    return not isinstance(value, Mapping | Section) or (isinstance(value, Mapping) and "value" in value)


def listed(value: object) -> object:
    """A value that is not a list as a list of one: ``every: 200 h`` is short for ``every: [200 h]``."""
    return value if isinstance(value, list | tuple) else [value]


#: What may be said about a spread's mean directly in the spread.
_ABOUT = ("range", "shape", "source", "confidence", "owner", "note", "unit")


class Spread(Section):
    """A random amount of time or work: its mean, standard deviation and family.

    A plain value is fixed. With ``sd`` and no ``dist`` it is lognormal. ``source``, ``confidence``, ``range``
    and ``note`` written here belong to the mean.
    """

    principal: ClassVar[str] = "mean"
    shorthand: ClassVar[Mapping[str, str]] = dict.fromkeys(_ABOUT, "mean")
    dist: Literal["fixed", "exponential", "lognormal", "gamma", "uniform", "normal"] = "fixed"
    """Family of the distribution: lognormal when an sd is given, fixed when none is."""

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        if isinstance(value, Mapping) and "value" in value and ("sd" in value or "dist" in value):
            raise refusal("a random amount has a mean, not a value; write mean: … beside sd", "value")
        if is_plain(value):
            return {"mean": value}
        if not isinstance(value, Mapping):
            return value
        given = dict(value)
        about = {k: given.pop(k) for k in _ABOUT if k in given}
        if about and "mean" in given:
            mean = given["mean"]
            given["mean"] = {**about, **mean} if isinstance(mean, Mapping) else {"value": mean, **about}
        sd = given.get("sd")
        if about and sd is not None and not isinstance(sd, Mapping):
            given["sd"] = {
                "value": sd,
                **{k: about[k] for k in ("source", "confidence", "owner", "unit") if k in about},
            }
        if "dist" not in given:
            given["dist"] = "lognormal" if given.get("sd") is not None else "fixed"
        return given

    @model_validator(mode="after")
    def _consistent(self) -> Spread:
        sd = getattr(self, "sd", None)
        if self.dist in ("lognormal", "gamma", "uniform", "normal") and sd is None:
            raise refusal(f"a {self.dist} spread needs its standard deviation; add sd: …")
        if self.dist in ("fixed", "exponential") and sd is not None:
            article = "an" if self.dist == "exponential" else "a"
            raise refusal(
                f"{article} {self.dist} spread has no sd; remove it or choose dist: lognormal", "sd"
            )
        return self


class TimeSpread(Spread):
    """A random length of time on the calendar, in days."""

    mean: Duration
    """Its mean."""
    sd: Duration | None = None
    """Its standard deviation."""


class LabourSpread(Spread):
    """A random amount of labour, in man-hours."""

    mean: Annotated[Quantity, Dim("labour")]
    """Its mean."""
    sd: Annotated[Quantity, Dim("labour")] | None = None
    """Its standard deviation."""


class SizeSpread(Spread):
    """A random size, a plain number (deaths per event, say)."""

    mean: Weight
    """Its mean."""
    sd: Weight | None = None
    """Its standard deviation."""
