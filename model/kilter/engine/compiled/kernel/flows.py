"""Flows of people who are displaced and return: expected numbers, without luck of their own."""

from __future__ import annotations

from ....mechanisms.flows import expected_flow, next_stock, returning
from ....mechanisms.people import departure_probability
from . import books, channels
from .head import CHANNEL_COUNT, CHANNELS
from .words import Real, Whole

(
    DISPLACED,  # real: people away from home
    RETURNS,  # levers
    MOVED,  # counters
    RETURNED,
    DISPLACED_AT,  # monthly state
    CAUSES,  # what displaces people: see COUNTER
    CAUSE_COUNT,
) = range(7)
SIZE = 7

#: A cause: a counter, the lever of how many people one of it displaces, and the real that has been counted so far.
COUNTER, PEOPLE, COUNTED = range(3)
CAUSE_SIZE = 3


def build(n: Whole, x: Real) -> None:
    """Every flow as it is at the start."""
    for i in range(n[CHANNEL_COUNT]):
        channel = n[CHANNELS] + i * channels.SIZE
        flow = n[channel + channels.FLOW]
        if flow:
            if n[channel + channels.BACKGROUND] >= 0:
                x[channel + channels.VALUE] = x[n[channel + channels.BACKGROUND]]
            if n[channel + channels.START] >= 0:
                x[flow + DISPLACED] = x[n[channel + channels.START]]
            books.put(x, n[flow + DISPLACED_AT], x[flow + DISPLACED])


def close(n: Whole, x: Real, month: int) -> None:
    """The month's people, after its events and deaths. What drives flows is read before any of them moves."""
    last = n[CHANNELS] + n[CHANNEL_COUNT] * channels.SIZE
    for channel in range(n[CHANNELS], last, channels.SIZE):
        if n[channel + channels.FLOW]:
            x[channel + channels.PUSH] = channels.push(n, x, channel)
    for channel in range(n[CHANNELS], last, channels.SIZE):
        if n[channel + channels.FLOW]:
            _move(n, x, channel, n[channel + channels.FLOW])


def _move(n: Whole, x: Real, channel: int, flow: int) -> None:
    caused = 0.0
    for i in range(n[flow + CAUSE_COUNT]):
        cause = n[flow + CAUSES] + i * CAUSE_SIZE
        counter = x[n[cause + COUNTER]]
        caused += (counter - x[cause + COUNTED]) * x[n[cause + PEOPLE]]
        x[cause + COUNTED] = counter
    background = 0.0
    if n[channel + channels.BACKGROUND] >= 0:
        background = x[n[channel + channels.BACKGROUND]]
    background *= x[n[channel + channels.INTENSITY]]
    value = expected_flow(background, x[channel + channels.PUSH], caused)
    x[channel + channels.VALUE] = value
    displaced = x[flow + DISPLACED]
    returned = min(returning(displaced, departure_probability(x[n[flow + RETURNS]])), displaced)
    x[flow + DISPLACED] = next_stock(displaced, value, returned)
    x[n[flow + MOVED]] += value
    x[n[flow + RETURNED]] += returned
    books.put(x, n[flow + DISPLACED_AT], x[flow + DISPLACED])
