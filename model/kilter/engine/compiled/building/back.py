"""The back: intermediate code of many functions, linked, optimised together and turned into machine code by LLVM."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterable

import llvmlite.binding as llvm

from ....errors import EngineError

#: What runs replications: see :func:`..kernel.batch.simulate_many`; memories and arrays are given by their addresses.
Entry = Callable[[int, int, int, int, int, int, int, int], int]

#: What machine code may ask of the system: the mathematics that Python's own ``math`` calls too, and memory.
_OUTSIDE = {"log", "exp", "pow", "sqrt", "floor", "ceil", "memset", "memcpy", "memmove"}

_lock = threading.Lock()
_ready = False


def _machine() -> llvm.TargetMachine:
    global _ready
    with _lock:
        if not _ready:
            llvm.initialize_native_target()
            llvm.initialize_native_asmprinter()
            _ready = True
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        codemodel="jitdefault",
        jit=True,
    )


def host() -> str:
    """What machine code depends on: the kind of machine and of processor, and LLVM's version."""
    features = llvm.get_host_cpu_features().flatten()
    version = ".".join(map(str, llvm.llvm_version_info))
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {features} {version}"


def linked(codes: Iterable[str], entry: str) -> bytes:
    """The object file of some intermediate codes, of which only the entry is seen from outside.

    Vectorisation is left out: sums of reals must keep their order, and nothing here gains by it.

    Args:
        codes: texts in LLVM's intermediate language, one a function.
        entry: name of the function that is called from outside.

    Raises:
        EngineError: they call something of the system that they must not.
    """
    whole = llvm.parse_assembly("")
    for one in codes:
        whole.link_in(llvm.parse_assembly(one))
    for function in whole.functions:
        if not function.is_declaration and function.name != entry:
            function.linkage = "internal"
    machine = _machine()
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_vectorization = options.slp_vectorization = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(whole, builder)
    outside = {f.name for f in whole.functions if f.is_declaration and not f.name.startswith("llvm.")}
    if outside - _OUTSIDE:
        # LLVM would leave all names unresolved, not only these, and the first call would end the process.
        raise EngineError(
            f"the compiled engine needs {', '.join(sorted(outside - _OUTSIDE))}, which it must not"
        )
    code: bytes = machine.emit_object(whole)
    return code


class Loaded:
    """Machine code in memory, as long as this object lives.

    Attributes:
        run: the entry, which is called without the interpreter's lock.
    """

    def __init__(self, code: bytes, entry: str) -> None:
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._engine.finalize_object()
        address = self._engine.get_function_address(entry)
        # Called through ctypes, a function runs without the interpreter's lock: threads run side by side.
        whole, pointer = ctypes.c_int64, ctypes.c_void_p
        call = ctypes.CFUNCTYPE(whole, *[pointer] * 3, whole, *[pointer] * 2, *[whole] * 2)
        self.run: Entry = call(address)
