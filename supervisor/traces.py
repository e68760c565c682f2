"""What is written down when something fails: where, and what kind of failure, but not the words it carries.

An error's message may quote what was being looked at when it happened: a typed text, the title of a window, a packet.
Messages of the system (a file that is missing) and of the language (a name that does not exist) quote none of it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

PLAIN = (OSError, ImportError, AttributeError, NameError, MemoryError, RecursionError)
"""Failures whose messages are shown: they name files, modules and members."""
_MOST_CAUSES = 10


def quiet_trace(problem: BaseException) -> str:
    """Give the traceback of a failure and of its causes, without messages that could quote an agent's text."""
    parts: list[str] = []
    at: BaseException | None = problem
    while at is not None and len(parts) < _MOST_CAUSES:
        frames = "".join(traceback.format_tb(at.__traceback__))
        message = f": {at}" if isinstance(at, PLAIN) else ""
        kind = f"{type(at).__module__}.{type(at).__qualname__}"
        parts.append(f"Traceback (most recent call last):\n{frames}{kind}{message}")
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n\nwhile or because of:\n".join(parts)


class QuietFormatter(logging.Formatter):
    """A formatter whose tracebacks are quiet."""

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Give the quiet traceback."""
        return quiet_trace(ei[1]) if ei[1] is not None else ""


def log_to_stderr() -> None:
    """Send log lines to standard error, with quiet tracebacks."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(QuietFormatter("%(asctime)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def install() -> None:
    """Make the tracebacks of this process quiet: of the main thread, of others, and of what nobody can catch."""

    def of_main(_kind: type[BaseException], problem: BaseException, _trace: TracebackType | None) -> None:
        sys.stderr.write(f"{quiet_trace(problem)}\n")

    def of_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            sys.stderr.write(f"{quiet_trace(given.exc_value)}\n")

    def of_nobody(given: sys.UnraisableHookArgs) -> None:
        if given.exc_value is not None:
            sys.stderr.write(f"{quiet_trace(given.exc_value)}\n")

    sys.excepthook = of_main
    threading.excepthook = of_thread
    sys.unraisablehook = of_nobody
