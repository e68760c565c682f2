"""The end of a child of ours that is spoken with over a socket pair."""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class OurEnd(Protocol):
    """Our end of the socket pair."""

    def fileno(self) -> int:
        """Give the descriptor that is watched."""

    def close(self) -> None:
        """Close it."""


def end_child(
    process: subprocess.Popen[bytes] | None,
    channel: OurEnd | None,
    unwatch: Callable[[int], None],
    *,
    patience_s: float = 0.0,
) -> None:
    """Close the channel to a child and end the child; when this returns, both are gone.

    Args:
        process: The child; None when there is none.
        channel: Our end of what it is spoken with over; None when it is closed already.
        unwatch: Takes a descriptor from those that are watched.
        patience_s: How long it may take to end by itself, for its channel is closed.
    """
    if channel is not None:
        unwatch(channel.fileno())
        channel.close()
    if process is None:
        return
    if patience_s:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience_s)
    # SIGKILL reaches a stopped process too; one that has ended is left alone.
    process.kill()
    process.wait()
