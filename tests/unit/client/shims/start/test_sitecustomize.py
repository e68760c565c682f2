from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import supervisor
from supervisor.client.shims.routing import ROUTED
from supervisor.client.shims.start import sitecustomize
from tests.support.routed import program, runs

if TYPE_CHECKING:
    from tests.unit.client.conftest import TurningRig

ROOT = Path(supervisor.__file__).parents[1]


def test_it_waits_for_the_libraries_that_are_routed() -> None:
    assert sitecustomize._NAMES == ROUTED


def test_a_program_without_these_libraries_loads_nothing(rig: TurningRig) -> None:
    code = "import sys; print([name for name in sys.modules if name.startswith(('supervisor', 'socket'))])"
    assert runs(code, rig.address) == ["[]"]


def test_a_child_process_is_routed_too(rig: TurningRig) -> None:
    code = "import subprocess, sys; print(subprocess.run([sys.executable, '-c', %r]).returncode)"
    assert runs(code % "import pynput.mouse as m; print(m.Controller().position)", rig.address) == ["(10, 20)", "0"]


def test_the_programs_own_start_is_run_too(rig: TurningRig, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('mine')\n")
    code = "import sys; print(any('shims' in path for path in sys.path))"
    assert runs(code, rig.address, {"PYTHONPATH": str(tmp_path)}) == ["mine", "False"]


def test_a_package_of_the_same_name_stays_the_programs(rig: TurningRig, tmp_path: Path) -> None:
    (tmp_path / "supervisor").mkdir()
    (tmp_path / "supervisor/__init__.py").write_text("whose = 'mine'\n")
    code = """
import supervisor
import pynput.mouse, sys
print(pynput.mouse.Controller().position, supervisor.whose, [n for n in sys.modules if n.startswith("supervisor")])
"""
    for early in (code, code.replace("import supervisor\n", "", 1).replace("sys\n", "sys, supervisor\n", 1)):
        assert runs(early, rig.address, {"PYTHONPATH": str(tmp_path)}) == ["(10, 20) mine ['supervisor']"]


def test_where_the_package_is_installed_it_is_the_same_one(rig: TurningRig) -> None:
    code = "import pynput.mouse\nfrom supervisor.client.shims import pynput_mouse as ours\n"
    code += "print(issubclass(pynput.mouse.Controller, ours.Mouse))"
    assert runs(code, rig.address, {"PYTHONPATH": str(ROOT)}) == ["True"]
    assert runs(code, rig.address) == ["True"]


def test_attack_what_cannot_be_routed_is_not_imported(rig: TurningRig) -> None:
    code = """
import sys
sys.modules["base64"] = None
for _ in range(2):
    try:
        import pyautogui
    except ImportError as e:
        print(e)
print("pyautogui" in sys.modules)
"""
    first, second, imported = runs(code, rig.address)
    assert first == second
    assert "`pyautogui` cannot be supervised here, so it is not imported" in first
    assert imported == "False"


def test_a_program_that_is_told_to_ignore_it_is_not_routed() -> None:
    """It is cooperation, and the manual says so."""
    status, out, _ = program("import subprocess, sys, os\nprint(os.environ['PYTHONPATH'])", None)
    assert status == 0
    assert out.split(os.pathsep)[0].strip().endswith("start")
