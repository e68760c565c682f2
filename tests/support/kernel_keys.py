"""The kernel's keys, by its system calls: the person's side of a test keeps one, an agent looks for it."""

from __future__ import annotations

import ctypes
import platform
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_libc = ctypes.CDLL(None, use_errno=True)
_ADD, _REQUEST, _KEYCTL = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}.get(platform.machine(), (-1,) * 3)
_GET_ID, _LINK, _UNLINK, _SEARCH, _READ = 0, 8, 9, 10, 11
PROCESS, SESSION, USER = (ctypes.c_int(number) for number in (-2, -3, -4))
_TYPE = b"user"
_LONGEST = 64
Keyring = ctypes.c_int | int


def available() -> bool:
    """Tell whether this machine has keys, and lets us at them."""
    return int(_libc.syscall(_KEYCTL, _GET_ID, USER, 1)) >= 0


@contextmanager
def kept(keyring: Keyring, name: str, content: bytes) -> Iterator[int]:
    """Keep a key in a keyring; gives its number."""
    made = int(_libc.syscall(_ADD, _TYPE, name.encode(), content, ctypes.c_size_t(len(content)), keyring))
    if made < 0:
        raise OSError(ctypes.get_errno(), "no key is to be had")
    # As a login does it: a session whose keyring does not lead to the user's could not read what is in there.
    led = search(SESSION, name) > 0 or link(made, SESSION) < 0
    try:
        yield made
    finally:
        _libc.syscall(_KEYCTL, _UNLINK, made, keyring)
        if not led:
            _libc.syscall(_KEYCTL, _UNLINK, made, SESSION)


def search(keyring: Keyring, name: str) -> int:
    """Look for a key in a keyring and all that it leads to; gives its number, below 0 when it is not found."""
    return int(_libc.syscall(_KEYCTL, _SEARCH, keyring, _TYPE, name.encode(), 0))


def request(name: str) -> int:
    """Ask for a key as programs of the kernel do; gives its number."""
    return int(_libc.syscall(_REQUEST, _TYPE, name.encode(), None, 0))


def link(key: int, keyring: Keyring) -> int:
    """Have a keyring lead to a key or another keyring: what is in there is possessed then."""
    return int(_libc.syscall(_KEYCTL, _LINK, key, keyring))


def read(key: int) -> bytes:
    """Give what a key holds; nothing when it may not be read."""
    room = ctypes.create_string_buffer(_LONGEST)
    length = int(_libc.syscall(_KEYCTL, _READ, key, room, ctypes.c_size_t(_LONGEST)))
    return room.raw[: max(0, length)]
