#!/usr/bin/env python3
"""Try Kilter, or test it, on a machine that has nothing but Python 3.11 and git.

python3 run.py demo [...]   a short tour; further arguments go to `kilter demo`
python3 run.py test [...]   style, types, all tests and coverage; with arguments, only pytest, which gets them

The first run makes `.venv` beside this file (about a minute); later runs start at once.
Nothing is installed anywhere else, and deleting `.venv` undoes everything.
"""

# Standard library only, and written so that Pythons back to 3.6 can read it far enough to be told what is
# wrong: no newer syntax, no newer imports at the top.
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from subprocess import PIPE, STDOUT

try:
    import fcntl
except ImportError:  # Windows has no fcntl; there two first runs at once are not guarded against
    fcntl = None

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
EXTRA = {"demo": "demo", "test": "dev"}
COVERS = {"demo": ("demo",), "dev": ("demo", "dev")}
STAMP = "kilter-stamp.json"
NO_PIP = "Python cannot make an environment with pip here. Install that first: apt-get install python3-venv"


class SetupError(Exception):
    """Something the reader can put right; its text says what."""


def say(text):
    """Print one line at once, so that it stands before the output of what follows."""
    print(text, flush=True)


# --- The environment ------------------------------------------------------------------------------------


def environment(root):
    """Return the folder of the environment."""
    return os.path.join(root, ".venv")


def python_of(root):
    """Return the environment's Python, whether or not it is there yet."""
    folder = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment(root), *folder)


def outer_python():
    """Return the absolute path of a Python outside `.venv`, even when neither PATH nor argv[0] tells.

    `sys.executable` is empty when Python was started by bare name without PATH (as under `env -i`), and
    lies inside `.venv` when a reader starts us from there: that one must be able to be deleted.
    """
    known = [getattr(sys, "_base_executable", ""), sys.executable, "/proc/self/exe"]
    for path in [*known, shutil.which("python3")]:
        if path and os.path.isabs(path) and os.path.exists(path):
            return os.path.realpath(path) if path.startswith("/proc/") else path
    raise SetupError(
        "Cannot tell where this Python is; start it by its full path, as in /usr/bin/python3 run.py"
    )


def wanted(root, extra):
    """Return what the stamp must say for the environment to be used as it is."""
    with open(os.path.join(root, "pyproject.toml"), "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    # The root belongs to it: an environment that was moved or copied still runs the code of the old place.
    python = "{}.{}".format(*sys.version_info[:2])
    return {"pyproject": digest, "python": python, "root": root, "extra": extra}


def read_stamp(root):
    """Return the stamp; None when there is none (not made by us), {} when the last install did not end."""
    try:
        with open(os.path.join(environment(root), STAMP), encoding="utf-8") as file:
            stamp = json.load(file)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(root, stamp):
    """Write the stamp whole or not at all; None takes it away."""
    path = os.path.join(environment(root), STAMP)
    if stamp is None:
        if os.path.exists(path):
            os.remove(path)
        return
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(stamp, file, indent=1, sort_keys=True)
    os.replace(path + ".new", path)


def covers(stamp, want):
    """Say whether an environment with this stamp has all that is wanted."""
    if not stamp:
        return False
    same = all(stamp.get(key) == want[key] for key in ("pyproject", "python", "root"))
    return same and want["extra"] in COVERS.get(stamp.get("extra"), ())


def current(root, want):
    """Say whether the environment can be used as it is."""
    return covers(read_stamp(root), want) and os.path.exists(python_of(root))


def reusable(root, stamp, want):
    """Say whether to install into the environment that is there, rather than start from nothing.

    After an interrupted install never: pip takes a half-copied package for an installed one.
    """
    if stamp is not None and (stamp.get("python"), stamp.get("root")) != (want["python"], want["root"]):
        return False
    return is_environment(root)


def is_environment(root):
    """Say whether `.venv` has a Python that is new enough and installs into `.venv`, not into the system."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST!r} or sys.prefix == sys.base_prefix)"
    return succeeds([python_of(root), "-c", test])


def run_quietly(command, root, keep=()):
    """Run a command and return (exit code, everything it printed). `keep` is what `Lock.keep` says."""
    try:
        done = subprocess.run(command, cwd=root, stdout=PIPE, stderr=STDOUT, check=False, pass_fds=keep)
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout.decode("utf-8", "replace").strip()


def succeeds(command):
    """Say whether a command can be run and ends with 0."""
    return run_quietly(command, ROOT)[0] == 0


def has_module(name):
    """Say whether this Python has a module of the standard library; Debian packs some of them apart."""
    return importlib.util.find_spec(name) is not None


def outer_pip(root):
    """Return the command of a pip outside the environment that can install into it, or None."""
    candidates = [[outer_python(), "-m", "pip"], [shutil.which("pip3")], [shutil.which("pip")]]
    for command in candidates:
        if command[0] and succeeds([*command, "--python", outer_python(), "--version"]):
            return [*command, "--python", python_of(root)]
    return None


def pip_for(root):
    """Return the command of the pip to install with: the environment's own, else one from outside."""
    inner = [python_of(root), "-m", "pip"]
    command = inner if succeeds([*inner, "--version"]) else outer_pip(root)
    if command is None:
        raise SetupError(NO_PIP)
    return command


def clear(folder):
    """Empty a folder but for the stamp, so that an interruption here is known as one.

    The folder itself stays, as it may be a mount or a link.
    """
    for name in set(os.listdir(folder)) - {STAMP}:
        path = os.path.join(folder, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.remove(path)


def create(root, keep):
    """Make an empty environment, with pip in it where Python brings one."""
    if not has_module("venv"):
        raise SetupError(NO_PIP)
    make = [outer_python(), "-m", "venv", environment(root)]
    output = ""
    if has_module("ensurepip"):
        code, output = run_quietly(make, root, keep)
        if code == 0:
            return
    if outer_pip(root) is None:
        raise SetupError("\n".join(filter(None, (output, NO_PIP))))
    code, output = run_quietly([*make, "--without-pip"], root, keep)
    if code != 0:
        raise SetupError(output + "\nCould not make .venv; the lines above say why.")


def install(root, want, keep):
    """Bring the environment to what is wanted. The stamp says "unfinished" ({}) all the while."""
    stamp = read_stamp(root)
    reuse = reusable(root, stamp, want)
    if reuse:
        say("Bringing .venv up to date ...")
        write_stamp(root, {})
    else:
        say("Making .venv (once, about a minute) ...")
        os.makedirs(environment(root), exist_ok=True)
        write_stamp(root, {})
        clear(environment(root))
        create(root, keep)
        if not is_environment(root):
            raise SetupError("Could not make .venv: its Python does not start, or is not its own.")
    extra = ".[{}]".format(want["extra"])
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    code, output = run_quietly([*pip_for(root), "install", *options, "-e", extra], root, keep)
    if code != 0:
        if reuse:  # pip has given up in good order: what was there before still works
            write_stamp(root, stamp)
        raise SetupError(output + "\nCould not install what Kilter needs; the lines above are pip's.")
    write_stamp(root, want)


class Lock:
    """Lets any number of runs use `.venv` at once, but only one change it, and none while it is in use."""

    def __init__(self, root):
        """Open the lock file. In a read-only checkout there is none, and nothing can change either."""
        self.file = None
        with contextlib.suppress(OSError):
            self.file = os.open(os.path.join(root, ".venv.lock"), os.O_CREAT | os.O_RDWR, 0o666)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.file is not None:
            os.close(self.file)

    def keep(self):
        """Return what a program inherits to hold the lock too: it may outlive us when we are killed."""
        return () if fcntl is None or self.file is None else (self.file,)

    def take(self, alone):
        """Wait for the lock, to change the environment (`alone`) or to use it; the last hold is given up."""
        if fcntl is None or self.file is None:
            return
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(self.file, fcntl.LOCK_UN)
            fcntl.flock(self.file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another run.py that is using .venv ...")
            fcntl.flock(self.file, kind)
        except OSError:  # a file system without locks
            return


def ensure(root, extra, lock):
    """Make or renew the environment if need be, and leave it locked for use."""
    want = wanted(root, extra)
    lock.take(alone=False)
    if not current(root, want):
        lock.take(alone=True)
        if not current(root, want):  # another run may have done it while we waited
            install(root, want, lock.keep())
        lock.take(alone=False)


# --- The verbs ------------------------------------------------------------------------------------------


def demo(root, arguments):
    """Run `kilter demo` where the reader stands, so that files land there. -P: not their modules."""
    return subprocess.call([python_of(root), "-P", "-m", "kilter_cli", "demo", *arguments])


def test(root, arguments):
    """Run all checks, the later ones too when one fails; with arguments, only pytest with these."""
    pytest = [python_of(root), "-m", "pytest"]
    if arguments:
        return subprocess.call([*pytest, *arguments], cwd=root)
    workers = ["-n", "2", "--dist", "worksteal"]
    coverage = ["--cov", "--cov-fail-under=90", "--cov-report=term:skip-covered"]
    steps = [
        ("ruff check", [python_of(root), "-m", "ruff", "check", "--quiet", "."]),
        ("ruff format", [python_of(root), "-m", "ruff", "format", "--quiet", "--check", "."]),
        ("mypy", [python_of(root), "-m", "mypy"]),
        ("pytest, with coverage", [*pytest, *workers, "-m", "not untraced", *coverage]),
        ("pytest, the rest", [*pytest, *workers, "-m", "untraced"]),
    ]
    failed = []
    for name, command in steps:
        say("-- " + name)
        if subprocess.call(command, cwd=root) != 0:
            failed.append(name)
    say("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


def main(arguments):
    """Run one verb and return the exit code."""
    if sys.version_info[:2] < OLDEST:
        versions = OLDEST + sys.version_info[:2]
        print("Kilter needs Python {}.{} or newer; this is {}.{}.".format(*versions), file=sys.stderr)
        return 1
    verb = arguments[0] if arguments else ""
    if verb in ("-h", "--help", "help"):
        print(__doc__.strip())
        return 0
    if verb not in EXTRA:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        with Lock(ROOT) as lock:
            ensure(ROOT, EXTRA[verb], lock)
            return (demo if verb == "demo" else test)(ROOT, arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Cannot set up .venv: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
