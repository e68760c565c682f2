from __future__ import annotations

import subprocess
import sys

_GIVE_AWAY = """
import ctypes, sys
from supervisor.ui.lasting_singletons import keep_singletons_alive
keep_singletons_alive()
drop = ctypes.pythonapi.Py_DecRef
drop.argtypes, drop.restype = [ctypes.py_object], None
for singleton in (None, True, False, NotImplemented):
    for _ in range(20_000):
        drop(singleton)
print(sys.getrefcount(None) > 0, None, True)
"""


def test_references_given_away_do_not_end_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", _GIVE_AWAY], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "True None True"), done.stderr
