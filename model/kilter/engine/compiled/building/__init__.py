"""From the kernel's functions to machine code: found, compiled one by one, linked and optimised together, and kept.

Numba compiles each function from its annotations alone to LLVM's intermediate language; LLVM links them into one
module, optimises that as a whole and emits one object file. A later start loads the file with LLVM and never imports
Numba. Because every function is known to the others by name and signature only, functions may call one another in any
direction, and several processes can compile at once.
"""
