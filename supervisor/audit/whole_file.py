"""Writes a file whole or not at all: who reads it, or what is there after a crash, is the old one or the new one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_OWNER_ALONE = 0o600


def write_whole(file: Path, text: str, *, durable: bool = True) -> None:
    """Put a text in the place of what a file holds; its mode stays, and a new one is its owner's alone.

    Args:
        file: Where; its folder is there.
        text: All that it is to hold, written as UTF-8.
        durable: Wait until it is on the disk.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    mode = file.stat().st_mode & 0o777 if file.exists() else _OWNER_ALONE
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as new:
            os.fchmod(new.fileno(), mode)
            new.write(text)
            if durable:
                new.flush()
                os.fsync(new.fileno())
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
