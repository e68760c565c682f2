"""What is installed beside an agent: the client, in a distribution of its own that needs no other."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "packaging/client"
CLIENT = tomllib.loads((FOLDER / "pyproject.toml").read_text("utf-8"))
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SAME = ("version", "license", "requires-python", "authors")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with what the distribution has, and nothing else of ours."""
    folder = tmp_path_factory.mktemp("installed")
    for source, place in CLIENT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"].items():
        found, wanted = (FOLDER / source).resolve(), folder / place
        wanted.parent.mkdir(parents=True, exist_ok=True)
        if found.is_dir():
            shutil.copytree(found, wanted, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            shutil.copy(found, wanted)
    return folder


def test_it_is_of_the_same_version_and_needs_nothing() -> None:
    assert {name: CLIENT["project"][name] for name in SAME} == {name: WHOLE["project"][name] for name in SAME}
    assert "dependencies" not in CLIENT["project"]
    assert "scripts" not in CLIENT["project"], "it would stand before the supervisor's own command"


def test_all_that_agents_import_is_in_it(installed: Path) -> None:
    files = (path.relative_to(installed) for path in (installed / "supervisor/client").rglob("*.py"))
    modules = sorted(path for path in files if path.stem != "sitecustomize")  # Python's own, at its start
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in modules]
    script = (
        "import importlib, sys\n"
        f"sys.path.insert(0, {str(installed)!r})\n"
        "before = set(sys.modules)\n"
        f"for name in {names}: importlib.import_module(name)\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names))\n"
        "import supervisor; print(supervisor.__file__)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found, where = done.stdout.splitlines()
    assert (found, Path(where).parents[1]) == ("supervisor", installed)
