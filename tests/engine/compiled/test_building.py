"""The way from functions to machine code: what is found, what is kept, and what happens when it cannot be."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kilter.engine.compiled.building import back, build, front, functions, machine, store
from kilter.engine.compiled.kernel import agenda, cells, head, mixing
from kilter.errors import EngineError


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("KILTER_CACHE", str(folder))
    return folder


def test_every_kernel_function_that_runs_is_found_once() -> None:
    names = [functions.name_of(function) for function in functions.reached()]
    assert len(names) == len(set(names))
    assert names[0] == functions.name_of(functions.entry())
    assert functions.name_of(cells.take) in names
    assert functions.name_of(mixing.mixed) in names


def test_every_function_has_a_signature_that_compiled_code_knows() -> None:
    for function in functions.reached():
        front.signature(function)


def test_an_annotation_that_compiled_code_does_not_know_is_named() -> None:
    def wrong(n: "list[int]") -> "int":
        return n[0]

    with pytest.raises(EngineError, match="wrong cannot be compiled: n is not one of int"):
        front.signature(wrong)  # type: ignore[arg-type]


def test_the_fingerprint_follows_instructions_and_constants(monkeypatch: pytest.MonkeyPatch) -> None:
    before = functions.fingerprint()
    assert functions.fingerprint() == before
    monkeypatch.setattr(agenda, "TICK_SHIFT", agenda.TICK_SHIFT + 1)
    after = functions.fingerprint()
    assert after != before
    monkeypatch.undo()
    assert functions.fingerprint() == before
    monkeypatch.setitem(cells.take.__globals__, "SIZE", 9)
    assert functions.fingerprint() not in (before, after)


def test_code_is_kept_whole_and_read_back(cache: Path) -> None:
    assert store.read("k") is None
    assert store.write("k", b"code")
    assert store.read("k") == b"code"
    assert [path.name for path in cache.iterdir()] == ["k.kernel"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_damaged_code_is_not_used(cache: Path, damage: bytes) -> None:
    store.write("k", b"code")
    (cache / "k.kernel").write_bytes(damage)
    assert store.read("k") is None


def test_code_of_another_user_is_not_used(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("k", b"code")
    monkeypatch.setattr(os, "getuid", lambda: os.stat(cache).st_uid + 1)
    owner = os.stat(cache).st_uid
    assert (store.read("k") is None) == (owner != 0)


def test_a_folder_that_cannot_be_written_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("KILTER_CACHE", str(blocked))
    assert not store.write("k", b"code")
    assert store.read("k") is None
    with store.alone():
        pass


def test_old_code_is_forgotten_but_not_at_once(cache: Path) -> None:
    for i in range(12):
        store.write(f"k{i}", b"code")
        os.utime(cache / f"k{i}.kernel", (i, i))
    kept = sorted(path.name for path in cache.glob("*.kernel"))
    assert "k11.kernel" in kept
    assert "k0.kernel" not in kept
    assert 2 < len(kept) <= 9


def test_what_was_compiled_is_loaded_and_not_compiled_again(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = (mixing.mixed, mixing.stepped, mixing.number)
    for module in (build, front):
        monkeypatch.setattr(module, "reached", lambda: few)
    monkeypatch.setattr(build, "entry", lambda: mixing.mixed)
    made = []

    def in_this_process(workers: int, more: object) -> None:
        made.append(workers)
        compiler = front.Front()
        for function in few:
            more(compiler.compile(function))  # type: ignore[operator]

    monkeypatch.setattr(build, "_in_processes", in_this_process)
    told: list[tuple[int, int]] = []
    assert not build.is_kept()
    build.load(lambda done, total: told.append((done, total)))
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)
    assert build.is_kept()
    build.load()
    assert len(made) == 1


def test_a_process_that_fails_to_compile_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "__package__", "kilter.no_such_package")
    with pytest.raises(EngineError, match=r"the compiled engine could not be made: .*no_such_package"):
        build.build(processes=1)


def test_machine_numbers_are_pythons_numbers() -> None:
    """The published vectors of SplitMix64 and arbitrary words, in both texts of the mixing."""
    assert mixing.stepped(0, 1) == 0xE220A8397B1DCDAF
    assert mixing.stepped(0, 2) == 0x6E789E6AA1B965F4
    assert mixing.stepped(0, 3) == 0x06C45D188009454F
    script = (
        "from numba import njit\n"
        "from kilter.engine.compiled.building import machine\n"
        "import sys\n"
        "m, s, u = (njit(f) for f in (machine.mixed, machine.stepped, machine.number))\n"
        "signed = lambda w: w - (1 << 64) if w >> 63 else w\n"
        "for line in sys.stdin:\n"
        "    a, b = map(int, line.split())\n"
        "    print(m(signed(a), signed(b)) % 2**64, s(signed(a), b % 2**31) % 2**64, u(signed(a), b % 2**31).hex())\n"
    )
    words = [int.from_bytes(hashlib.sha256(bytes([i])).digest()[:8], "big") for i in range(60)]
    pairs = [(0, 0), (2**64 - 1, 2**64 - 1), (1, 2**63), *zip(words[::2], words[1::2], strict=True)]
    said = subprocess.run(
        [sys.executable, "-c", script],
        input="\n".join(f"{a} {b}" for a, b in pairs),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    for i, (a, b) in enumerate(pairs):
        mixed, stepped, number = said[3 * i : 3 * i + 3]
        assert int(mixed) == mixing.mixed(a, b)
        assert int(stepped) == mixing.stepped(a, b % 2**31)
        assert float.fromhex(number) == mixing.number(a, b % 2**31)


def test_no_name_is_seen_but_the_entry() -> None:
    compiler = front.Front()
    code = back.linked(
        [compiler.compile(function) for function in (mixing.mixed, mixing.stepped)],
        functions.name_of(mixing.mixed),
    )
    assert functions.name_of(mixing.mixed).encode() in code
    assert functions.name_of(mixing.stepped).encode() not in code
    assert machine.__name__  # the text that was compiled


def test_the_head_has_room_for_all_its_words() -> None:
    numbers = [value for name, value in vars(head).items() if name.isupper() and name != "SIZE"]
    assert max(numbers) < head.SIZE
    assert len(numbers) == len(set(numbers))
