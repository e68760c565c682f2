"""The shape of the code, held by tests instead of by memory."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from supervisor.core.assessment import Verdict
from supervisor.core.fallbacks import FALLBACK_IDS, fallback

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "supervisor").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MODULES = [path for path in SOURCES if path.name not in {"__init__.py", "__main__.py"}]
SCRIPTS = sorted(path for path in (ROOT / "packaging").iterdir() if path.is_file())

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def definitions(path: Path) -> list[Definition]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, Definition)]


def imported(path: Path) -> set[str]:
    """Top-level names of what a file imports."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("source", MODULES, ids=name_of)
def test_every_source_file_has_its_test_file(source: Path) -> None:
    relative = source.relative_to(ROOT / "supervisor")
    mirror = ROOT / "tests/unit" / relative.with_name(f"test_{relative.name}")
    assert mirror.exists(), f"write `{name_of(mirror)}`"
    assert any(d.name.startswith("test_") for d in definitions(mirror)), f"`{name_of(mirror)}` tests nothing"


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= MAX_FILE_LINES, f"split it by subject: {lines} lines"
    long = {
        d.name: d.end_lineno - d.lineno + 1
        for d in definitions(path)
        if not isinstance(d, ast.ClassDef) and d.end_lineno and d.end_lineno - d.lineno >= MAX_FUNCTION_LINES
    }
    assert not long, f"split these: {long}"


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name_of)
def test_no_file_is_a_drawer(path: Path) -> None:
    assert not DRAWERS & {part.removesuffix(".py").lower() for part in path.relative_to(ROOT).parts}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_what_is_public_has_its_docstring(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), "say what lives here"
    public = [n for n in tree_of(path).body if isinstance(n, Definition) and not n.name.startswith("_")]
    methods = [
        inner
        for node in public
        if isinstance(node, ast.ClassDef)
        for inner in node.body
        if isinstance(inner, Definition) and not inner.name.startswith("_")
    ]
    bare = [n.name for n in public + methods if not ast.get_docstring(n) and not _overrides(n)]
    assert not bare


def _overrides(node: Definition) -> bool:
    """Whether the docstring is at the base: `@override` and overload variants."""
    names = {d.id for d in node.decorator_list if isinstance(d, ast.Name)}
    return bool(names & {"override", "overload"})


@pytest.mark.parametrize("path", [*SOURCES, *TESTS, *SCRIPTS], ids=name_of)
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text()
    assert not [word for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X:") if word in text]


@pytest.mark.parametrize("path", [p for p in SOURCES if not p.is_relative_to(ROOT / "supervisor/ui")], ids=name_of)
def test_only_ui_knows_qt(path: Path) -> None:
    assert "PySide6" not in imported(path)


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_tests_wait_for_things_and_not_for_time(path: Path) -> None:
    sleeps = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "sleep"
        and isinstance(node.value, ast.Name)
        and node.value.id == "time"
    ]
    assert not sleeps, f"poll for the condition instead, lines {sleeps}"


@cache
def ranks() -> dict[str, int]:
    """The room of each layer, lowest 0, from the contract in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {room.strip(" ()"): rank for rank, layer in enumerate(reversed(layers)) for room in layer.split("|")}


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent != ROOT / "supervisor"], ids=name_of)
def test_types_too_come_from_below(path: Path) -> None:
    room = path.relative_to(ROOT / "supervisor").parts[0]
    used = {
        node.module.split(".")[1]
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("supervisor.")
    }
    assert not {other for other in used - {room} if ranks()[other] >= ranks()[room]}


def test_imports_go_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("rule_id", sorted(FALLBACK_IDS))
def test_no_fallback_allows(rule_id: str) -> None:
    assert fallback(rule_id).verdict is not Verdict.ALLOW


def test_importing_does_no_work() -> None:
    """Without display, home or bus every module imports, starts no thread and opens no file or socket."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if path.name != "__main__.py"]
    code = (
        "import importlib, os, sys, threading\n"
        "def opened(): return {f for f in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{f}')}\n"
        "before = opened()\n"
        f"for name in {names!r}: importlib.import_module(name.removesuffix('.__init__'))\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
        "new = [os.readlink(f'/proc/self/fd/{f}') for f in opened() - before]\n"
        "assert not new, new\n"
    )
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
