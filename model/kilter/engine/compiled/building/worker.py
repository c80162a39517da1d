"""One of several processes that compile: every k-th function, each a line of JSON on the standard output.

Started as ``python -m kilter.engine.compiled.building.worker FIRST STEP``.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Compile and print."""
    from .front import Front
    from .functions import reached

    first, step = int(sys.argv[1]), int(sys.argv[2])
    front = Front()
    for function in reached()[first::step]:
        sys.stdout.write(json.dumps(front.compile(function)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
