"""Keeps `None`, `True` and their like alive where a binding gives away references it does not own.

PySide6 6.12.0 returns them from its methods without counting the reference. Python 3.12 and newer do not count
references to them at all (PEP 683); older ones end the process with "deallocating None" after some ten thousand
calls. 6.11.3 is free of it.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""More references than a process can give away in its life."""


def keep_singletons_alive() -> None:
    """Own so many references that losing some does no harm; call once, before Qt is used."""
    if sys.version_info >= (3, 12):
        return
    for singleton in (None, True, False, NotImplemented, ...):
        if sys.getrefcount(singleton) < _PLENTY:
            # The count is the first word of every CPython object before 3.12.
            ctypes.c_ssize_t.from_address(id(singleton)).value += _PLENTY
