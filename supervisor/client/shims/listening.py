"""pynput's listeners, stood in for: they hear what this program itself does, and nothing of the person.

A listener of the original hears every key of the person's, passwords too. What a supervised program needs one for, a
key that ends it, is the supervisor's: a person stops it by hardware.
"""

from __future__ import annotations

import inspect
import threading
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable


class Listening:
    """What a listener of either device does here; the original's class is a base beside it."""

    _heard: ClassVar[list[Any]] = []
    """The listeners that are running, of this device."""
    _heard_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take what the original takes.

        Raises:
            NotImplementedError: it shall keep input from other programs.
        """
        super().__init__(*args, **options)
        if getattr(self, "_suppress", False):
            raise NotImplementedError("a supervised program cannot keep input from others: `suppress` is not offered")
        self._over = threading.Event()

    def _run(self) -> None:
        with self._heard_lock:
            self._heard.append(self)
        self._mark_ready()
        self._over.wait()

    def _stop_platform(self) -> None:
        with self._heard_lock:
            if self in self._heard:
                self._heard.remove(self)
        self._over.set()

    def _mark_ready(self) -> None:
        super()._mark_ready()  # type: ignore[misc]  # of the original, which is a base beside this

    @classmethod
    def tell(cls, callback: str, *what: Any) -> None:
        """Tell all that are running of this device what this program did.

        Args:
            callback: E.g. `on_press`.
            what: Its arguments, without `injected`.
        """
        with cls._heard_lock:
            running = list(cls._heard)
        for listener in running:
            told: Callable[..., Any] = getattr(listener, callback)
            try:
                told(*what, *([True] if hasattr(listener, "_wrap") else []))
            except listener.StopException:
                listener.stop()


def listener_class(original: type, name: str, module: str) -> Any:
    """Make the class of a listener.

    Args:
        original: Its base in pynput.
        name: Of the class.
        module: The module that it is to be of.
    """
    own = {"_heard": [], "_heard_lock": threading.Lock(), "__module__": module, "__doc__": inspect.getdoc(original)}
    return type(name, (Listening, original), own)
