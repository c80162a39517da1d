"""Where machine code is kept between runs: a file in the user's own cache folder, named after all it depends on.

Set ``KILTER_CACHE`` to keep it in another folder. Where nothing can be written, code lives as long as the process.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_SUFFIX = ".kernel"


def folder() -> str:
    """The folder, which need not exist yet."""
    from platformdirs import user_cache_dir

    return os.environ.get("KILTER_CACHE") or user_cache_dir("kilter", appauthor=False)


def read(key: str) -> bytes | None:
    """The code kept under a key, if it is whole and this user's own."""
    path = os.path.join(folder(), key + _SUFFIX)
    try:
        if hasattr(os, "getuid") and os.stat(path).st_uid not in (os.getuid(), 0):
            return None
        with open(path, "rb") as file:
            digest, code = file.read(32), file.read()
    except OSError:
        return None
    return code if hashlib.sha256(code).digest() == digest else None


def write(key: str, code: bytes) -> bool:
    """Keep code under a key, whole or not at all; older code is removed. Returns whether it could be kept."""
    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder(), suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(code).digest() + code)
        os.replace(part, os.path.join(folder(), key + _SUFFIX))
    except OSError:
        return False
    _forget_all_but(key)
    return True


@contextmanager
def alone() -> Iterator[None]:
    """While this lasts, nobody else compiles: others wait, and then find what they need."""
    from filelock import FileLock

    try:
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        lock = FileLock(os.path.join(folder(), "compiling.lock"))
        lock.acquire()
    except OSError:  # nothing can be written, so nothing can be shared
        yield
        return
    try:
        yield
    finally:
        lock.release()


#: As many versions as this are kept: two checkouts, or two Pythons, do not push each other out.
_KEPT = 8


def _forget_all_but(key: str) -> None:
    try:
        names = [name for name in os.listdir(folder()) if name.endswith(_SUFFIX) and name != key + _SUFFIX]
        paths = sorted((os.path.join(folder(), name) for name in names), key=os.path.getmtime, reverse=True)
        for path in paths[_KEPT - 1 :]:
            os.remove(path)
    except OSError:
        pass
