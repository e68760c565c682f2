"""Which file a program is: a path says only where it lies, and another file may be put there.

What root alone can change is known by its path. Of the rest, device, inode and times are held: a file that is
replaced or written, also one that is renamed away and back, has others.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOTS = "root's"
"""Of a file that nobody but root can change."""


def identity_of(path: str) -> str:
    """Say which file is at a path now.

    Returns:
        `ROOTS`, or what tells it from any other file; empty when there is none.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - of /proc/PID/exe too, and twice as fast as Path
    except OSError:
        return ""
    return ROOTS if _is_roots(path) else _marks(found)


def is_still(path: str, identity: str) -> bool:
    """Tell whether what is at a path is the file that was meant: its path tells enough where that is root's.

    Args:
        path: Of the program, or `/proc/PID/exe` of a process that runs it.
        identity: As `identity_of` said.
    """
    if identity == ROOTS:
        return True
    try:
        return bool(identity) and _marks(os.stat(path)) == identity  # noqa: PTH116 - as above
    except OSError:
        return False


def _marks(found: os.stat_result) -> str:
    return f"{found.st_dev}:{found.st_ino}:{found.st_mtime_ns}:{found.st_ctime_ns}"


def _is_roots(path: str) -> bool:
    """Tell whether the file, each folder above it and each link on the way is beyond our reach."""
    if os.geteuid() == 0:
        return False
    named = Path(os.path.abspath(path))  # noqa: PTH100 - links are to stay
    real = named.resolve()
    return not any(_changeable(part) for way in {named, real} for part in (way, *way.parents))


def _changeable(path: Path) -> bool:
    try:
        return path.lstat().st_uid == os.geteuid() or (not path.is_symlink() and os.access(path, os.W_OK))
    except OSError:
        return True
