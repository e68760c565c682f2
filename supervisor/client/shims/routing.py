"""Which modules of an agent's libraries are stood in for, which are refused, and which are looked at afterwards.

Whatever a later release of these libraries calls its module for an operating system, it is stood in for; and once
such a library is there it is made sure that it is ours that it found. What is not as expected ends the import.
"""

from __future__ import annotations

import re
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING, Any

from supervisor.client.shims import pictures, pyautogui_outlet, pynput_keyboard, pynput_mouse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

STANDS_IN: dict[str, Callable[[ModuleType], None]] = {
    r"pyautogui\._pyautogui_\w+": pyautogui_outlet.fill,
    r"pynput\.mouse\._(?!base$|dummy$)\w+": pynput_mouse.fill,
    r"pynput\.keyboard\._(?!base$|dummy$)\w+": pynput_keyboard.fill,
}
REFUSED = frozenset({"mouseinfo", "pygetwindow"})
"""What pyautogui goes without where it is not installed: a window of its own; on Windows, other programs' windows."""
ROUTED = frozenset({"pyautogui", "pynput", "pyscreeze"}) | REFUSED
"""The libraries whose imports are looked at."""


class Finder(MetaPathFinder):
    """Finds the stand-ins before the originals are looked for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give what is to be imported by a name; None for what is nothing of ours.

        Raises:
            ModuleNotFoundError: it is refused.
        """
        if fullname.partition(".")[0] not in ROUTED:
            return None
        if fullname in REFUSED:
            raise ModuleNotFoundError(f"`{fullname}` is not offered under supervision", name=fullname)
        for pattern, fill in STANDS_IN.items():
            if re.fullmatch(pattern, fullname):
                return ModuleSpec(fullname, _Made(fill))
        look = _AFTERWARDS.get(fullname)
        return self._original(fullname, path, target, look) if look is not None else None

    def _original(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None,
        look: Callable[[ModuleType], None],
    ) -> ModuleSpec | None:
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _LookedAt(spec.loader, look)
                return spec
        return None


class _Made(Loader):
    """Makes a stand-in."""

    def __init__(self, fill: Callable[[ModuleType], None]) -> None:
        self._fill = fill

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to the import system."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill it."""
        self._fill(module)


class _LookedAt(Loader):
    """Loads the original, then looks at it."""

    def __init__(self, original: Loader, look: Callable[[ModuleType], None]) -> None:
        self._original = original
        self._look = look

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the original's loader does."""
        return self._original.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Load it and look at it."""
        self._original.exec_module(module)
        self._look(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)


def _look_at_pyautogui(module: ModuleType) -> None:
    platform = getattr(module, "platformModule", None)
    if not isinstance(getattr(platform, "keyboardMapping", None), pyautogui_outlet.KeyboardMapping):
        # What an import that fails raises.
        raise ImportError(  # noqa: TRY004
            "this release of pyautogui makes input by ways that supervision does not know"
        )


def _look_at_mouse(module: ModuleType) -> None:
    _check(module, pynput_mouse.Mouse)


def _look_at_keyboard(module: ModuleType) -> None:
    _check(module, pynput_keyboard.Keyboard)


def _check(module: ModuleType, ours: type) -> None:
    controller = module.Controller
    # The dummy of pynput's makes no input at all.
    if not issubclass(controller, ours) and controller.__module__ != f"{module.__name__}._base":
        raise ImportError(f"this release of {module.__name__} makes input by ways that supervision does not know")


_AFTERWARDS: dict[str, Callable[[ModuleType], None]] = {
    "pyautogui": _look_at_pyautogui,
    "pynput.mouse": _look_at_mouse,
    "pynput.keyboard": _look_at_keyboard,
    "pyscreeze": pictures.replace_in,
}


def install() -> Finder:
    """Route what is imported from now on.

    Raises:
        ImportError: one of the libraries is there already.
    """
    # What stands for a module that is not there makes no input: programs put it in the place of what they lack.
    early = sorted(name for name in ROUTED - REFUSED if sys.modules.get(name) is not None)
    if early:
        raise ImportError(f"`{early[0]}` was imported before supervision began")
    finder = Finder()
    sys.meta_path.insert(0, finder)
    return finder
