"""Routes to the person's own desktop by TCP: as a viewer of it, and as a client of the real display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.demo.person import Person, PersonError
from tests.attacks.agent.keys import xtest
from tests.attacks.agent.wire import Client, ClosedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def viewer(words: Sequence[str]) -> list[str]:
    """Sit down as the person does and type: words are a port, and what to press."""
    try:
        with Person(int(words[0])) as sitting:
            for chord in words[1:]:
                sitting.chord(chord)
    except PersonError as e:
        return [str(e)]
    return ["reached"]


def display(words: Sequence[str]) -> list[str]:
    """Be a client of the real display: words are a port, its cookie in hex, and `press` to press a key too."""
    try:
        with Client(port=int(words[0]), cookie=bytes.fromhex(words[1])) as client:
            if "press" in words:
                xtest(client)
            client.sync()
    except (OSError, ClosedError) as e:
        return [str(e)]
    return ["reached"]


ROUTES: dict[str, Callable[[Sequence[str]], list[str]]] = {"vnc-tcp": viewer, "display-tcp": display}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route."""
    return ROUTES[route](words)
