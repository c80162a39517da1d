"""The rules that hold for every module of mechanisms: what it may use, and what it must say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kilter

FOLDER = Path(kilter.__file__).parent / "mechanisms"
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
SCALAR_MATH = {"log", "exp", "sqrt", "pow", "floor", "inf"}


def tree(module: str) -> ast.Module:
    return ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))


def test_there_is_a_module_per_mechanism():
    expected = {
        "draws", "special", "use", "failure", "repair", "supply", "people", "proficiency", "capability",
        "readiness", "perception", "concern", "reactions", "partnership", "agreement", "channels", "ladder",
        "risk",
    }  # fmt: skip
    assert expected <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_only_scalar_mathematics_is_imported(module):
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= {"math"}
        elif isinstance(node, ast.ImportFrom):
            outside = node.level == 0
            assert not outside or node.module in {"__future__", "typing", "collections.abc"}
            assert outside or (node.level == 1 and node.module in MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_only_functions_that_compiled_code_repeats_to_the_bit_are_called(module):
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "math":
            assert node.attr in SCALAR_MATH
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            # `**` between constants only: with a variable it is compiled in several ways
            assert isinstance(node.left, ast.Constant)
            assert not any(isinstance(part, ast.Name) for part in ast.walk(node.right))


@pytest.mark.parametrize("module", MODULES)
def test_constant_bases_and_exponents_are_not_left_to_the_compiler(module):
    # pow(2, x) and pow(x, 0.5) may be replaced by other routines that differ in the last bit
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "pow":
            assert not any(isinstance(argument, ast.Constant) for argument in node.args)


@pytest.mark.parametrize("module", MODULES)
def test_no_exceptions_no_globals_and_no_state(module):
    for node in ast.walk(tree(module)):
        assert not isinstance(node, (ast.Raise, ast.Try, ast.Global, ast.Nonlocal, ast.With, ast.Lambda))


@pytest.mark.parametrize("module", MODULES)
def test_every_function_says_its_source_and_shows_an_example(module):
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef):
            text = ast.get_docstring(node) or ""
            assert ">>> " in text, node.name
            assert "Source" in text or "Loader" in text, node.name


def test_names_are_unique_across_modules_so_that_one_kernel_can_hold_them_all():
    seen: dict[str, str] = {}
    for module in MODULES:
        for node in tree(module).body:
            names = []
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names = [node.name]
            elif isinstance(node, ast.Assign):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names = [node.target.id]
            for name in names:
                assert name not in seen, f"{name} is in {seen.get(name)} and {module}"
                seen[name] = module


def test_the_mechanisms_need_neither_numba_nor_numpy():
    lines = [
        "import sys",
        "sys.modules['numba'] = None",
        "sys.modules['numpy'] = None",
        f"sys.path.insert(0, {str(FOLDER.parent.parent)!r})",
        *(f"import kilter.mechanisms.{module}" for module in MODULES),
        "from kilter.mechanisms.draws import gamma",
        "print(gamma(0.5, 10.0, 5.0) > 0)",
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"
