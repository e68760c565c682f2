"""What programs do that the person has named as their hand: on-screen keyboards, speech, a remote desktop.

Their chords are read from their own requests, each of which RECORD tells with the client that made it, in the order
in which the server took them. The events that follow on the XTEST devices, which all programs share, are nobody's.

A program is the file that the person confirmed, not what lies at its path later (`identity`).

# INVARIANT: what an agent's input may have led to is not the person's: after it a tool has to wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.human.activity import Activity
from supervisor.human.chords import Keys
from supervisor.human.identity import identity_of, is_still
from supervisor.human.recorded import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from supervisor.human.layout import Layout
    from supervisor.human.origin import Origin
    from supervisor.human.recorded import Asked

    class Gestures(Protocol):
        """Who is told what the person did."""

        def on_chord(self, name: str, device: int, now_ns: int) -> None:
            """Take a chord."""

        def on_backup(self, name: str, now_ns: int) -> None:
            """Take a chord that may tighten and nothing else."""

        def on_activity(self, now_ns: int, *, down: bool, keys: bool) -> None:
            """Take that the hand moves."""


CALM_NS = 5_000_000_000
"""A tool may act on what an agent clicks or points at in it: keys that dwell wait up to three seconds."""
_KEY_PRESS, _KEY_RELEASE = 2, 3
_STOP, _PAUSE = "stop", "pause"
"""What tightens is allowed to anybody at any time; the second one's chord would also open the gate again."""


class Tools:
    """Makes gestures of what trusted programs ask the server for."""

    def __init__(self, programs: Iterable[str], gestures: Gestures) -> None:
        """Prepare.

        Args:
            programs: Paths of those that the person has confirmed.
            gestures: Is told of their chords. The device is the X client's number.
        """
        self._programs = {program: identity_of(program) for program in programs}
        self._gestures = gestures
        self._keys = Keys()
        self._activity = Activity()
        self._agents_ns: int | None = None
        self._names: dict[int, str] = {}

    def trust(self, program: str) -> None:
        """Take one more that the person has confirmed: the file that is there now."""
        self._programs[program] = identity_of(program)

    def learn(self, layout: Layout) -> None:
        """Use this layout from now on."""
        self._keys.learn({}, layout)

    def name_of(self, device: int) -> str | None:
        """Give the name of a tool by its client's number; None when it is none."""
        return self._names.get(device)

    def gated(self, now_ns: int) -> None:
        """Take that an agent's input was sent."""
        self._agents_ns = now_ns

    def gone(self, client: int) -> None:
        """Take that a client has left; its number may be given to another."""
        if self._names.pop(client, None) is not None:
            self._keys.held.keep_devices(frozenset(self._names))

    def take(self, origin: Origin, asked: Asked, now_ns: int) -> bool:
        """Take what a program of the person's asked for.

        Returns:
            Whether it is trusted.
        """
        identity = self._programs.get(origin.program)
        if identity is None or not (asked.client in self._names or is_still(_file_of(origin), identity)):
            return False
        self._names[asked.client] = f"{origin.program} (trusted)"
        # A delayed request is told again when the server runs it.
        if asked.deed is Deed.FAKE_INPUT and not asked.delayed:
            self._hear(asked, now_ns)
        return True

    def _hear(self, asked: Asked, now_ns: int) -> None:
        client, keycode = asked.client, asked.detail
        if asked.kind == _KEY_PRESS:
            chord = self._keys.press(client, keycode, now_ns)
            if chord is not None and (chord == _STOP or self._is_calm(now_ns)):
                self._gestures.on_chord(chord, client, now_ns)
            elif chord == _PAUSE:
                self._gestures.on_backup(chord, now_ns)
        elif asked.kind == _KEY_RELEASE:
            self._keys.held.release(client, keycode)
        keys, down = asked.kind in (_KEY_PRESS, _KEY_RELEASE), bool(self._keys.held.down)
        if self._activity.note(now_ns, down=down, keys=keys):
            self._gestures.on_activity(now_ns, down=down, keys=keys)

    def _is_calm(self, now_ns: int) -> bool:
        return self._agents_ns is None or now_ns - self._agents_ns >= CALM_NS


def _file_of(origin: Origin) -> str:
    """Give the file that runs: what the process was started from, whatever is at that path by now; or its script."""
    return f"/proc/{origin.pid}/exe" if origin.program == origin.executable else origin.program
