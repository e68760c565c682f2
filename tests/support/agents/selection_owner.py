"""An agent's program that owns a selection and answers as it likes: honest once, silent, or each what suits it.

Run as `python selection_owner.py [--retake | --flood WINDOW] SELECTION TEXT…`: each who asks for text gets the next
of the texts, the last one for ever; `-` stands for silence. It writes `owner` when it owns the selection.

`--retake` takes the selection back as often as it is taken away. `--flood` takes it all the time, and gives the last
text to the program of WINDOW alone.
"""

from __future__ import annotations

import argparse
import select
import sys
from typing import Any

from Xlib import X, display
from Xlib.protocol import event

_CLIENT = ~0x1FFFFF
"""Bits of an X id that say whose it is."""


class Owner:
    """The owner of one selection."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._texts: list[str] = [text.encode().decode("unicode_escape") for text in given.texts]
        self._server = display.Display()
        self._window = self._server.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
        self._selection = self._server.intern_atom(given.selection)
        self._wanted = [self._server.intern_atom("UTF8_STRING"), self._server.intern_atom("STRING")]

    def take(self) -> None:
        """Become the owner."""
        self._window.set_selection_owner(self._selection, X.CurrentTime)
        self._server.flush()

    def run(self) -> None:
        """Answer until the connection ends."""
        self.take()
        self._server.sync()
        sys.stdout.write("owner\n")
        sys.stdout.flush()
        while True:
            if self._given.flood:
                self.take()
                select.select([self._server.fileno()], [], [], 0.0002)
            elif not self._server.pending_events():
                select.select([self._server.fileno()], [], [])
            while self._server.pending_events():
                self._take_in(self._server.next_event())

    def _take_in(self, happened: Any) -> None:
        if happened.type == X.SelectionClear and self._given.retake:
            self.take()
        elif happened.type == X.SelectionRequest:
            self._answer(happened)

    def _answer(self, asked: Any) -> None:
        given = asked.target in self._wanted
        if given:
            text = self._text_for(asked.requestor.id)
            if text == "-":
                return
            asked.requestor.change_property(asked.property, asked.target, 8, text.encode())
        asked.requestor.send_event(
            event.SelectionNotify(
                time=asked.time,
                requestor=asked.requestor,
                selection=asked.selection,
                target=asked.target,
                property=asked.property if given else X.NONE,
            )
        )
        self._server.flush()

    def _text_for(self, window: int) -> str:
        if self._given.flood:
            return self._texts[-1 if window & _CLIENT == self._given.flood & _CLIENT else 0]
        return self._texts.pop(0) if len(self._texts) > 1 else self._texts[0]


def main() -> None:
    """Own the selection until the connection ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--retake", action="store_true")
    parser.add_argument("--flood", type=int, default=0)
    parser.add_argument("selection")
    parser.add_argument("texts", nargs="+")
    Owner(parser.parse_args()).run()


if __name__ == "__main__":
    main()
