"""Routes to keys that the kernel keeps for the person: by search, by request, by their numbers in `/proc/keys`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import kernel_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def find(words: Sequence[str]) -> list[str]:
    """Read the keys of these names, each in every way there is."""
    said = []
    for name in words:
        ways = {
            "searched in the session": kernel_keys.search(kernel_keys.SESSION, name),
            "searched at the user": kernel_keys.search(kernel_keys.USER, name),
            "requested": kernel_keys.request(name),
        }
        said += [f"{name} {way}: {_told(key)}" for way, key in ways.items()]
        said += [f"{name} by its number: {_told(key)}" for key in _listed(name)]
    return said


def _told(key: int) -> str:
    content = kernel_keys.read(key) if key > 0 else b""
    return f"reached {content.decode()}" if content else "nothing"


def _listed(name: str) -> list[int]:
    """List keys of a name, once all keyrings that can be are linked to ours."""
    entries = [line.split() for line in Path("/proc/keys").read_text().splitlines()]
    for entry in entries:
        if entry[7] == "keyring":
            kernel_keys.link(int(entry[0], 16), kernel_keys.PROCESS)
    return [int(entry[0], 16) for entry in entries if entry[7] == "user" and entry[8] == f"{name}:"]


ROUTES: dict[str, Callable[[Sequence[str]], list[str]]] = {"kernel-keys": find}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route."""
    return ROUTES[route](words)
