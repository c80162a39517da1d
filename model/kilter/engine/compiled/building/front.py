"""The front: one function at a time, from its annotations to LLVM's intermediate language, by Numba.

Imported only where something is compiled: Numba takes half a second to import.
"""

from __future__ import annotations

import re
import types
from typing import Any

import llvmlite.binding as llvm
import numba
from numba import types as nb

from ....errors import EngineError
from ..kernel import batch, cells
from .functions import Function, name_of, reached, text_of

_WORDS: Any = nb.CPointer(nb.int64)  # type: ignore[no-untyped-call]
_REALS: Any = nb.CPointer(nb.float64)  # type: ignore[no-untyped-call]
_TYPES = {
    "int": nb.int64,
    "float": nb.float64,
    "bool": nb.int64,
    "None": nb.void,
    "Whole": _WORDS,
    "Real": _REALS,
    "Floats": _REALS,
}
#: Modules whose functions copy or clear words without knowing of which kind they are.
_OF_EITHER_KIND = {batch.__name__, cells.__name__}
_KINDS = """
!9000 = !{!"words"}
!9001 = !{!9003, !9003, i64 0}
!9002 = !{!9004, !9004, i64 0}
!9003 = !{!"whole", !9000, i64 0}
!9004 = !{!"real", !9000, i64 0}
"""
#: Calls of a function by its own C wrapper are kept apart by Numba; together they cost a store and a load.
_APART, _TOGETHER = "{ noinline }", "{ nounwind }"


def signature(function: Function) -> Any:
    """Numba's signature of a function, from its annotations.

    Raises:
        EngineError: an annotation that compiled code does not know.
    """
    hints = function.__annotations__
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    unknown = [name for name in (*names, "return") if hints.get(name) not in _TYPES]
    if unknown or function.__code__.co_kwonlyargcount or function.__defaults__:
        raise EngineError(
            f"{name_of(function)} cannot be compiled: {', '.join(unknown) or 'a default'} is not one of "
            f"{', '.join(_TYPES)}"
        )
    return _TYPES[hints["return"]](*(_TYPES[hints[name]] for name in names))


class Front:
    """Compiles functions. All others are known to each by name and signature only."""

    def __init__(self) -> None:
        self._outside: dict[Function, Any] = {}
        for function in reached():
            name = name_of(function)
            # Numba resolves names as it goes, though nothing is ever called here: any address does.
            llvm.add_symbol(name, 1 << 12)
            self._outside[function] = nb.ExternalFunction(name, signature(function))
        self._known: dict[int, dict[str, Any]] = {}
        self._modules: dict[str, types.ModuleType] = {}

    def compile(self, function: Function) -> str:
        """The intermediate code of one function, under its own name.

        Raises:
            EngineError: its body has something that Numba does not compile; the text names the function.
        """
        text = text_of(function)
        linked = types.FunctionType(text.__code__, self._globals(text), text.__name__)
        linked.__module__ = text.__module__
        try:
            made = numba.cfunc(signature(function), error_model="numpy")(linked)
        except numba.core.errors.NumbaError as error:
            raise EngineError(f"{name_of(function)} cannot be compiled: {_gist(str(error))}") from error
        code: str = made.inspect_llvm()
        code = code.replace(made.native_name, name_of(function)).replace(_APART, _TOGETHER)
        return code if function.__module__ in _OF_EITHER_KIND else _of_two_kinds(code)

    def _globals(self, function: Function) -> dict[str, Any]:
        """What a function knows, with functions of ours replaced by their names."""
        known = self._known.get(id(function.__globals__))
        if known is None:
            known = self._known[id(function.__globals__)] = self._replaced(function.__globals__)
        return known

    def _replaced(self, known: dict[str, Any]) -> dict[str, Any]:
        replaced = {}
        for name, value in known.items():
            if isinstance(value, types.ModuleType) and value.__name__.startswith("kilter."):
                module = self._modules.get(value.__name__)
                if module is None:
                    module = self._modules[value.__name__] = types.ModuleType(value.__name__)
                    vars(module).update(self._replaced(vars(value)))
                replaced[name] = module
            elif isinstance(value, Function):
                replaced[name] = self._outside.get(value, value)
            else:
                replaced[name] = value
        return replaced


def _of_two_kinds(code: str) -> str:
    """The code with a note at each word read or written: whether it is a whole number or a real one.

    A word is never both (a test holds that), so a write of the one kind leaves what was read of the other as it is, and
    LLVM need not read it again: a fifth of the time. Its language reference calls this type-based alias analysis.
    """
    code = re.sub(r"^(  (?:%\S+ = load|store) i64\b.*)$", r"\1, !tbaa !9001", code, flags=re.MULTILINE)
    code = re.sub(r"^(  (?:%\S+ = load|store) double\b.*)$", r"\1, !tbaa !9002", code, flags=re.MULTILINE)
    return code + _KINDS


def _gist(text: str) -> str:
    """What a long message says, on one line."""
    lines = [line.strip() for line in text.splitlines()]
    return " ".join(line for line in lines if line)[:600]
