"""Who answers in the demo: the scripted person on a virtual desktop, or whoever sits here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from supervisor.demo.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supervisor.demo.person import Person

_READING_S = 1.5
"""A person reads before answering; the popup is on the screen by then."""
_TRIES = 10
_MARK_S = 3.0
_MARK_RADIUS_PX = 25
_MARK_PX = 400
"""A pointer changes fewer pixels, a ring more."""


class Audience(Protocol):
    """The person of the demo."""

    def answer(self, verdict: str, picture: str, is_answered: Callable[[], bool]) -> None:
        """Answer the popup that is there: `approve` or `reject`."""

    def stop(self) -> None:
        """Press stop."""

    def see(self, picture: str) -> None:
        """Keep a picture of the screen by that name, if this person can."""

    def expect_mark(self, x: int, y: int) -> None:
        """Look at a pixel of the screen, where something is about to be clicked."""

    def see_mark(self, picture: str) -> None:
        """Keep a picture as soon as the overlay has drawn its mark there."""


class ScriptedPerson:
    """Sits at the virtual desktop over VNC.

    Args:
        person: Its hand and eyes.
        pictures: Folder for what it sees.
        say: Prints a line.
    """

    def __init__(self, person: Person, pictures: Path, say: Callable[[str], None]) -> None:
        self.person = person
        self._pictures = pictures
        self._spot = (0, 0, 0)
        self._before = Picture(0, 0, b"")
        self._say = say

    def answer(self, verdict: str, picture: str, is_answered: Callable[[], bool]) -> None:
        """Read, keep a picture, press the chord; once more where it came too early for a popup that is slow."""
        time.sleep(_READING_S)
        self.see(picture)
        # What cannot be undone takes two steps, of which neither counts as the other.
        chords = {"approve": ("ctrl+alt+y", "ctrl+alt+o"), "reject": ("ctrl+alt+n",)}[verdict]
        self._say(f"   the person reads the popup and presses {chords[0].title()} to {verdict}")
        for step in range(_TRIES):
            if step and step == len(chords) - 1:
                self._say(f"   it cannot be undone, so the popup asks for a second step: {chords[1].title()}")
            self.person.chord(chords[step % len(chords)])
            end = time.monotonic() + _READING_S
            while time.monotonic() < end:
                if is_answered():
                    return

    def stop(self) -> None:
        """Press the stop chord."""
        self._say("   the person presses Ctrl+Alt+S")
        self.person.chord("ctrl+alt+s")

    def see(self, picture: str) -> None:
        """Save the screen as PNG."""
        self._save(self.person.look(), picture)

    def expect_mark(self, x: int, y: int) -> None:
        """Remember what is there now."""
        self._spot = (x, y, _MARK_RADIUS_PX)
        self._before = self.person.look().around(*self._spot)

    def see_mark(self, picture: str) -> None:
        """Wait until more than a pointer has come to that place, and save the screen."""
        end = time.monotonic() + _MARK_S
        while True:
            seen = self.person.look()
            if seen.around(*self._spot).changed(self._before) >= _MARK_PX or time.monotonic() > end:
                self._save(seen, picture)
                return

    def _save(self, seen: Picture, picture: str) -> None:
        seen.save(self._pictures / f"{picture}.png")


class RealPerson:
    """Whoever sits here; only told what to do.

    Args:
        say: Prints a line.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def answer(self, verdict: str, picture: str, is_answered: Callable[[], bool]) -> None:  # noqa: ARG002 - has eyes
        """Ask for the answer that the story wants; any answer is taken."""
        self._say(f"   >> your turn: {verdict} it, by the chord or the button that the popup shows")

    def stop(self) -> None:
        """Ask for the stop."""
        self._say("   >> your turn: hold Escape, or press the stop chord (Ctrl+Alt+S, unless you have set another)")

    def see(self, picture: str) -> None:
        """Keep nothing: no picture of a real screen is taken."""

    def expect_mark(self, x: int, y: int) -> None:
        """Expect nothing."""

    def see_mark(self, picture: str) -> None:
        """Keep nothing."""
