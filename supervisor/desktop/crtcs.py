"""Where the server lets the pointer be: inside what the monitors show (RANDR 1.3, CRTCs).

Sent between two monitors of different heights, the pointer stops at the edge of one of them. A press that was aimed
there would hit what is at that edge, so it has to be judged and made there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib.ext import randr

from supervisor.core.action import Rect

if TYPE_CHECKING:
    from supervisor.desktop.x11 import X11

_EVENTS = 2
"""RRScreenChangeNotify and RRNotify."""


class Crtcs:
    """Knows the areas, and asks again when the server says that they changed."""

    def __init__(self, x11: X11) -> None:
        """Have changes told on a connection, which goes on to whoever takes its events.

        Args:
            x11: The connection; its owner calls `take` with what it hears.
        """
        self._x11 = x11
        self._known: tuple[Rect, ...] = ()
        self._stale = True
        found = x11.display.query_extension(randr.extname)
        self._opcode = int(found.major_opcode) if found is not None and found.present else 0
        self._first_event = int(found.first_event) if found is not None else 0
        if self._opcode:
            # Told of a lower version, the server keeps changes of single monitors from us.
            version = x11.ask(randr.QueryVersion, opcode=self._opcode, major_version=1, minor_version=5)
            x11.answer(version)
            mask = randr.RRScreenChangeNotifyMask | randr.RRCrtcChangeNotifyMask
            x11.tell(randr.SelectInput, opcode=self._opcode, window=x11.root, mask=mask)
            x11.flush()
            self._read()

    def take(self, kind: int) -> None:
        """Take the type of an event that arrived."""
        if self._opcode and kind - self._first_event in range(_EVENTS):
            self._stale = True

    def areas(self, size: tuple[int, int]) -> tuple[Rect, ...]:
        """Give what the monitors show, px.

        Args:
            size: Width and height of the screen.

        Returns:
            The areas; none when one shows all of the screen, or nobody knows.
        """
        if self._opcode and self._stale:
            self._read()
        whole = Rect(0, 0, *size)
        return () if whole in self._known else self._known

    def _read(self) -> None:
        """Ask; while nobody answers, what was known counts."""
        asked = self._x11.ask(randr.GetScreenResourcesCurrent, opcode=self._opcode, window=self._x11.root)
        resources = self._x11.answer(asked)
        if resources is None:
            return
        config = resources.config_timestamp
        questions = [
            self._x11.ask(randr.GetCrtcInfo, opcode=self._opcode, crtc=crtc, config_timestamp=config)
            for crtc in resources.crtcs
        ]
        answers = [self._x11.answer(question) for question in questions]
        if any(answer is None for answer in answers):
            return
        on = [answer for answer in answers if answer is not None and answer.mode and answer.width and answer.height]
        self._known = tuple(Rect(int(a.x), int(a.y), int(a.width), int(a.height)) for a in on)
        self._stale = False
