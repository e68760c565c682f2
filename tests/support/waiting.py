"""Bounded waiting for a condition: the only way in which tests wait."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
_POLL_S = 0.02
_PATIENCE_S = 45.0


def wait_for(look: Callable[[], _T | None], what: str, *, timeout_s: float = _PATIENCE_S) -> _T:
    """Look every 20 ms until there is something (neither None nor False nor an empty list), and give it.

    Raises:
        AssertionError: it did not come in time; `what` names it.
    """
    deadline = time.monotonic() + timeout_s
    rest = threading.Event()
    while True:
        found = look()
        if found is not None and found is not False and found != []:
            return found
        assert time.monotonic() < deadline, f"waited {timeout_s} s for {what}"
        rest.wait(_POLL_S)
