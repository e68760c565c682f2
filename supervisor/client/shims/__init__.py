"""Stand-ins for what pyautogui and pynput make input with: an unmodified agent's calls go to the supervisor.

What an agent calls is the original, whole: its names, defaults, pauses, exceptions and fail-safe. Only the module of
each that speaks to the operating system is another, and so no X11 library is imported, whichever is installed. Where
the supervisor cannot be reached each call raises; there is no way back to the original.

This is for where no display gate is, and it is cooperation: a program that wants to can make input without these
libraries. See `resources/manual/shims.md`.

start/        the folder that goes in front of the agent's module path; its `sitecustomize` waits for the imports
routing       which modules are stood in for, refused, or looked at once they are there
connection    one connection a process, made when it is needed
keysyms       what the libraries call a key, as X numbers it
pyautogui_outlet, pynput_mouse, pynput_keyboard   the stand-ins
listening     pynput's listeners: they hear what this program does, and nothing of the person
pictures      pyscreeze's screenshots, without the supervisor's windows
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_START = Path(__file__).parent / "start"
_MODULES = "PYTHONPATH"


def routed(environ: Mapping[str, str]) -> dict[str, str]:
    """Give an environment whose Python programs are routed.

    Args:
        environ: What the agent would have got.
    """
    others = [path for path in environ.get(_MODULES, "").split(os.pathsep) if path and path != str(_START)]
    return {**environ, _MODULES: os.pathsep.join([str(_START), *others])}
