"""Which processes live: one that is watched may go at any moment, also between two questions about it."""

from __future__ import annotations

import psutil


def lives(process: psutil.Process) -> bool:
    """Tell whether a process runs; one that only waits to be reaped does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
