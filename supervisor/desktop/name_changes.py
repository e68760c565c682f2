"""Notices that names in folders come, go or change hands; by inotify."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NONBLOCK_CLOEXEC = os.O_NONBLOCK | os.O_CLOEXEC
_MOVED_FROM, _MOVED_TO, _CREATED, _DELETED, _OVERFLOW, _ONLY_FOLDERS = 0x40, 0x80, 0x100, 0x200, 0x4000, 0x0100_0000
_MASK = _MOVED_FROM | _MOVED_TO | _CREATED | _DELETED | _ONLY_FOLDERS
_HEAD = struct.Struct("=iIII")
_READ_BYTES = 1 << 16
_READS = 16
"""At a time: twice what the kernel keeps by default. Who makes news faster than it is read keeps nobody here."""


class NameChanges:
    """Watches names.

    # INVARIANT: a change is told at most too often, never too seldom: what was missed counts as a change.
    """

    def __init__(self) -> None:
        """Watch nothing yet.

        Raises:
            OSError: the kernel gives no more watches to this user.
        """
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._checked(self._libc.inotify_init1(_NONBLOCK_CLOEXEC))
        self._names: dict[int, set[bytes]] = {}

    def fileno(self) -> int:
        """Give the descriptor that is readable when there is news."""
        return self._fd

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these names too; say it again when a folder may have become another one.

        Raises:
            OSError: the kernel gives no more watches to this user.
        """
        by_folder: dict[Path, set[bytes]] = {}
        for path in paths:
            by_folder.setdefault(path.parent, set()).add(os.fsencode(path.name))
        for folder, names in by_folder.items():
            # What is not there has no names; it comes by a name of its own.
            with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                number = self._checked(self._libc.inotify_add_watch(self._fd, os.fsencode(folder), _MASK))
                self._names.setdefault(number, set()).update(names)

    def changed(self) -> bool:
        """Take the news, and tell whether a watched name is in them.

        Without end of news it takes a part; the descriptor stays readable then.
        """
        found = False
        with contextlib.suppress(BlockingIOError):
            for _ in range(_READS):
                found = self._concerns(os.read(self._fd, _READ_BYTES)) or found
        return found

    def close(self) -> None:
        """Stop watching; safe to call twice."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _concerns(self, data: bytes) -> bool:
        at, found = 0, False
        while at < len(data):
            number, mask, _cookie, length = _HEAD.unpack_from(data, at)
            name = data[at + _HEAD.size : at + _HEAD.size + length].rstrip(b"\0")
            at += _HEAD.size + length
            found = found or bool(mask & _OVERFLOW) or name in self._names.get(number, ())
        return found

    @staticmethod
    def _checked(result: int) -> int:
        if result < 0:
            raise OSError(ctypes.get_errno(), f"no watch: {os.strerror(ctypes.get_errno())}")
        return result
