"""pynput, pyautogui and mss as far as our hands use them, for systems that no test runs on: what they were told."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Self


class SimulatedPynput:
    """Implements the part of `pynput` that has no X server beneath it.

    Attributes:
        told: What its controllers were called with.
    """

    def __init__(self, keys: tuple[str, ...], buttons: tuple[str, ...]) -> None:
        self.told: list[str] = []
        told = self.told

        @dataclass(frozen=True)
        class KeyCode:
            char: str = ""

            @classmethod
            def from_char(cls, char: str) -> KeyCode:
                return cls(char)

        class Typing:
            def press(self, key: Any) -> None:
                told.append(f"+{getattr(key, 'char', None) or key.name}")

            def release(self, key: Any) -> None:
                told.append(f"-{getattr(key, 'char', None) or key.name}")

        class Pointing:
            position: tuple[float, float] = (0, 0)

            def press(self, button: enum.Enum) -> None:
                told.append(f"+{button.name}")

            def release(self, button: enum.Enum) -> None:
                told.append(f"-{button.name}")

            def scroll(self, dx: int, dy: int) -> None:
                told.append(f"scroll {dx},{dy}")

            def __enter__(self) -> Self:
                told.append("from one")
                return self

        names = {name: name for name in keys}
        self.keyboard = SimpleNamespace(Controller=Typing, KeyCode=KeyCode, Key=enum.Enum("Key", names))
        self.mouse = SimpleNamespace(
            Controller=Pointing, Button=enum.Enum("Button", {name: name for name in buttons})
        )

    def load(self, name: str) -> Any:
        """Give a module of it."""
        return getattr(self, name.removeprefix("pynput."))


class SimulatedPyautogui:
    """Implements the part of `pyautogui` that the hand uses, without an X server beneath it."""

    def __init__(self, keys: dict[str, int | None]) -> None:
        self.told: list[str] = []
        self.FAILSAFE, self.PAUSE = True, 0.1
        self.platformModule = SimpleNamespace(keyboardMapping=keys)
        for name in ("moveTo", "dragTo", "mouseDown", "mouseUp", "vscroll", "hscroll", "keyDown", "keyUp"):
            setattr(self, name, self._teller(name))

    def _teller(self, name: str) -> Any:
        def tell(*args: Any, **kw: Any) -> None:
            assert kw.pop("_pause") is False
            self.told.append(f"{name} {' '.join(map(str, [*args, *kw.values()]))}")

        return tell

    @staticmethod
    def isShiftCharacter(name: str) -> bool:  # noqa: N802 - its name
        return name.isupper() or name in "!@#"

    @staticmethod
    def position() -> tuple[int, int]:
        return (3, 4)


class SimulatedMss:
    """Implements the part of `mss.MSS` that the monitors are read from: a screen with `scale` pixels a point."""

    def __init__(self, monitors: list[tuple[int, int, int, int]], scale: float = 1) -> None:
        self._monitors = monitors
        self._scale = scale
        self.opened = 0

    def open(self) -> Self:
        self.opened += 1
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    @property
    def monitors(self) -> list[dict[str, int]]:
        return [dict(zip(("left", "top", "width", "height"), one, strict=True)) for one in self._monitors]

    def grab(self, part: dict[str, int]) -> Any:
        return SimpleNamespace(width=int(part["width"] * self._scale), height=int(part["height"] * self._scale))
