"""Which functions make up the compiled kernel: everything that its entry reaches."""

from __future__ import annotations

import hashlib
import sys
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..kernel import batch, mixing
from . import machine

#: The only package whose functions are compiled.
_OURS = "kilter."
#: Functions that are compiled from another text, because whole numbers of Python do not wrap round.
_INSTEAD: dict[Callable[..., Any], Callable[..., Any]] = {
    mixing.mixed: machine.mixed,
    mixing.stepped: machine.stepped,
    mixing.number: machine.number,
}

Function = types.FunctionType


def entry() -> Function:
    """The function that is called from outside."""
    return batch.simulate_many  # type: ignore[return-value]


def name_of(function: Function) -> str:
    """The symbol of a function: its module and name, alike in every process.

    >>> from kilter.engine.compiled.kernel import cells
    >>> name_of(cells.take)
    'kilter.engine.compiled.kernel.cells.take'
    """
    return f"{function.__module__}.{function.__name__}"


def text_of(function: Function) -> Function:
    """The function that is compiled in place of another: itself, but for those of :mod:`..kernel.mixing`."""
    return _INSTEAD.get(function, function)  # type: ignore[return-value]


@cache
def reached() -> tuple[Function, ...]:
    """Every function that the entry reaches, the entry first, in an order that is always the same."""
    found: dict[Function, None] = {}
    left = [entry()]
    while left:
        function = left.pop()
        if function in found:
            continue
        found[function] = None
        left.extend(sorted(_called(function), key=name_of, reverse=True))
    return tuple(found)


def _called(function: Function) -> set[Function]:
    """Functions of ours that a function names, directly or in a module."""
    if function in _INSTEAD:
        return set()
    names, known = function.__code__.co_names, function.__globals__
    called = set()
    for name in names:
        value = known.get(name)
        if isinstance(value, types.ModuleType) and value.__name__.startswith(_OURS):
            called |= {inside for inside in _functions(value) if inside.__name__ in names}
        elif isinstance(value, Function) and value.__module__.startswith(_OURS):
            called.add(value)
    return called


def _functions(module: types.ModuleType) -> Iterator[Function]:
    for value in vars(module).values():
        if isinstance(value, Function) and value.__module__ == module.__name__:
            yield value


def fingerprint() -> str:
    """A hash of everything that decides what the machine code does: instructions, constants, and what names stand for.

    >>> fingerprint() == fingerprint()
    True
    """
    digest = hashlib.sha256(sys.version.encode())
    for function in reached():
        text = text_of(function)
        code, known = text.__code__, text.__globals__
        # What is said about a function decides nothing.
        constants = [one for one in code.co_consts if one != text.__doc__]
        parts = [name_of(function), code.co_code, constants, code.co_names, code.co_varnames]
        parts.append(sorted(function.__annotations__.items()))
        for name in code.co_names:
            value = known.get(name)
            if isinstance(value, types.ModuleType):
                parts += [(other, _constant(getattr(value, other, None))) for other in code.co_names]
            parts.append((name, _constant(value)))
        digest.update(repr(parts).encode())
    return digest.hexdigest()


def _constant(value: object) -> str:
    return repr(value) if isinstance(value, int | float | tuple) or hasattr(value, "dtype") else ""
