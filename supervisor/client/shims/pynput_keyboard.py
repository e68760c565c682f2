"""Stands in for the module by which pynput's keyboard speaks to the system (`pynput.keyboard._xorg` and kin).

Characters are typed by keys, in any script; the original sends them to the window in focus as made-up events, which
many programs do not take. `vk` is a keysym of X everywhere.
"""

from __future__ import annotations

import enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from supervisor.client.shims.connection import Connection, NoSuchKeyError
from supervisor.client.shims.keysyms import PYNPUT
from supervisor.client.shims.listening import listener_class

if TYPE_CHECKING:
    from types import ModuleType

_LONGEST = 10_000
"""Characters that one gesture takes."""


class Keyboard:
    """What `pynput.keyboard.Controller` does here; the original's class is a base beside it."""

    connection: Connection
    listeners: Any
    names: dict[int, Any]
    """Members of `Key` by their keysym."""
    InvalidKeyException: Any

    def _handle(self, key: Any, is_press: bool) -> None:
        way = "down" if is_press else "up"
        try:
            if key.vk is not None:
                self.connection.does(type=way, keysym=key.vk)
            else:
                self.connection.does(type=way, char=key.char)
        except NoSuchKeyError as e:
            if key.vk is not None:
                # As an exception for invalid keys it would be swallowed above, where the original's is not.
                raise ValueError(key) from e
            raise self.InvalidKeyException(key) from e
        self._tell(key, is_press)

    def type(self, string: str) -> None:
        """Type text in any script; raises as the original."""
        with self.modifiers as held:  # type: ignore[attr-defined]  # of the original, which is a base beside this
            plain = not held and self._dead_key is None  # type: ignore[attr-defined]
        text = string.replace("\r", "\n")
        if plain and text:
            try:
                for start in range(0, len(text), _LONGEST):
                    self.connection.does(type="type", text=text[start : start + _LONGEST])
            except NoSuchKeyError:
                # Key by key it is found out which character it is.
                super().type(string)  # type: ignore[misc]
                return
            for char in text:
                key = self._resolve(char)  # type: ignore[attr-defined]
                self._tell(key, True)
                self._tell(key, False)
            return
        super().type(string)  # type: ignore[misc]

    def _tell(self, key: Any, is_press: bool) -> None:
        self.listeners.tell("on_press" if is_press else "on_release", self.names.get(key.vk, key))


def fill(module: ModuleType, connection: Connection | None = None) -> None:
    """Make a module the one that `pynput.keyboard` looks for.

    Args:
        module: A new one; `pynput.keyboard` itself is being imported.
        connection: Where its calls go; None for the supervisor that the environment names.
    """
    base = import_module("pynput.keyboard._base")
    code = type("KeyCode", (base.KeyCode,), {"__module__": module.__name__})
    keys = [(name, code(vk=vk, char=" " if name == "space" else None)) for name, vk in PYNPUT.items()]
    key = enum.Enum("Key", keys, module=module.__name__)  # type: ignore[misc]
    listener = listener_class(base.Listener, "Listener", module.__name__)
    own = {
        "connection": connection or Connection("pynput"),
        "listeners": listener,
        "__module__": module.__name__,
        "names": {each.value.vk: each for each in key},
        "_KeyCode": code,
        "_Key": key,
    }
    controller = type("Controller", (Keyboard, base.Controller), own)
    vars(module).update({"KeyCode": code, "Key": key, "Controller": controller, "Listener": listener})
