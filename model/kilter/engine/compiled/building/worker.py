"""One of several processes that compile: every k-th function, each a line of JSON on the standard output.

The first line is the fingerprint of what is compiled: whoever started the process may have read another text.

Started as ``python -m kilter.engine.compiled.building.worker FIRST STEP``.
"""

from __future__ import annotations

import gc
import json
import sys


def main() -> None:
    """Say of what text, then compile and print."""
    from .front import Front
    from .functions import fingerprint, reached

    gc.disable()  # what a compiler makes lives until the end: looking through it again and again costs a fifth
    sys.stdout.write(fingerprint() + "\n")
    first, step = int(sys.argv[1]), int(sys.argv[2])
    front = Front()
    for function in reached()[first::step]:
        sys.stdout.write(json.dumps(front.compile(function)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
