"""What the selections hold, read before it is pasted; and a copy of our own, so that what was judged is what comes.

Whoever owns a selection is asked for its text each time somebody pastes, and may answer differently each time. So a
selection that was read for a judgement is taken over: from then on this process answers, with what it has read.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Xlib import X, Xatom
from Xlib.ext import res
from Xlib.protocol import event as xevent
from Xlib.protocol import request as xrequest

from supervisor.desktop.x11 import X11, property_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.ports import Loop, Timer

MAX_BYTES = 100_000
"""Longest text that is read; a longer one counts as unreadable."""
READ_S = 0.8
"""Longest wait for an owner's answer. One that is itself waiting at the gate cannot answer at all."""
FETCH_S = 1.0
"""Longest wait for a program to fetch what it pastes."""
GRACE_S = 0.05
"""After an answer: a program that got less than it wanted may look elsewhere, at the cut buffer for one."""
BLIND_S = 0.25
"""Wait after a drop: nobody tells when its text was fetched."""
DRAGGED = "XdndSelection"

_LONGS = MAX_BYTES // 4 + 1


@dataclass(slots=True)
class _Question:
    """One selection that is being read, by a window of its own: late answers to it reach nobody."""

    name: str
    window: Any
    targets: list[int]
    """What is asked for next, the best first."""
    incremental: bool = False
    data: bytes = b""
    latin: bool = False


class _Reading:
    """Some selections that are read together."""

    def __init__(self, names: tuple[str, ...], done: Callable[[tuple[str | None, ...]], None]) -> None:
        self.names = names
        self.done = done
        self.texts: dict[str, str | None] = {}
        self.timer: Timer | None = None


class Selections:
    """Implements `core.ports.Selections`, on a connection of its own.

    Raises:
        DesktopError: the display cannot be opened.
        DisplayLostError: from any method once the server has gone.
    """

    def __init__(self, loop: Loop, display: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Connect.

        Args:
            loop: Where waiting is done.
            display: As for `X11`.
            environ: As for `X11`.
        """
        self._loop = loop
        self._x11 = X11(display, environ)
        self._root = self._x11.display.screen().root
        self._owner = self._window()
        atom = self._x11.atom
        self._utf8, self._string, self._text = atom("UTF8_STRING"), atom("STRING"), atom("TEXT")
        self._plain = (atom("text/plain;charset=utf-8"), atom("text/plain"))
        self._targets, self._incr, self._answer = atom("TARGETS"), atom("INCR"), atom("AGENT_SUPERVISOR_PASTE")
        self._cut = atom("CUT_BUFFER0")
        self._atoms = {name: atom(name) for name in ("PRIMARY", "CLIPBOARD", DRAGGED)}
        self._names = {number: name for name, number in self._atoms.items()}
        self._mask = int(self._x11.display.display.info.resource_id_mask)
        base = self._x11.display.display
        self._res = base.get_extension_major(res.extname) if self._x11.display.has_extension(res.extname) else None
        self._held: dict[str, str] = {}
        self._dragged_by: int | None = None
        self._questions: dict[int, tuple[_Question, _Reading]] = {}
        self._secured = False
        self._fetcher = 0
        self._fetched: Callable[[bool], None] | None = None
        self._fetch_timer: Timer | None = None

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when `drain` has work."""
        return self._x11.fileno()

    def close(self) -> None:
        """Close the connection; what it held as a copy is gone."""
        self._x11.close()

    def drain(self) -> None:
        """Take in all events that have arrived; never waits."""
        for event in self._x11.events():
            if event.type == X.SelectionRequest:
                self._serve(event)
            elif event.type == X.SelectionClear:
                self._held.pop(self._names.get(event.atom, ""), None)
            elif event.type == X.SelectionNotify:
                self._notified(event)
            elif event.type == X.PropertyNotify and event.state == X.PropertyNewValue:
                self._grown(_id(event.window))
        self._x11.flush()

    # -- reading

    def read(self, names: tuple[str, ...], done: Callable[[tuple[str | None, ...]], None]) -> None:
        """Read selections and become the owner of a copy, save of what is dragged.

        Args:
            names: `PRIMARY`, `CLIPBOARD`, `XdndSelection`.
            done: Called once with their texts in order, at once or from the loop: empty where there is no text, None
                where it could not be read in time, is too long, or comes of an agent that drags.
        """
        reading = _Reading(names, done)
        self.drain()
        for name in names:
            owner = self._owner_of(name)
            if name == DRAGGED:
                self._dragged_by = owner
            if owner is None:
                reading.texts[name] = None
            elif owner == self._owner.id and name in self._held:
                reading.texts[name] = self._held[name]
            elif not owner:
                reading.texts[name] = self._cut_buffer(name)
            elif name == DRAGGED and self._is_of_agent(owner):
                # It can answer the one that drops differently, and taking it over would end the drag.
                reading.texts[name] = None
            else:
                self._ask(name, reading)
        self._x11.flush()
        if not self._is_over(reading):
            reading.timer = self._loop.after(READ_S, lambda: self._give_up(reading))

    def _ask(self, name: str, reading: _Reading) -> None:
        question = _Question(name, self._window(), [self._utf8, self._string])
        self._questions[question.window.id] = (question, reading)
        self._convert(question)

    def _convert(self, question: _Question) -> None:
        target = question.targets.pop(0)
        question.latin = target == self._string
        question.window.convert_selection(self._atoms[question.name], target, self._answer, X.CurrentTime)

    def _notified(self, event: Any) -> None:
        question, reading = self._questions.get(_id(event.requestor), (None, None))
        if question is None or reading is None or question.incremental:
            return
        if event.property == X.NONE:
            if question.targets:
                self._convert(question)
            else:
                self._settle(question, reading, self._cut_buffer(question.name))
            return
        reply = self._take_property(question)
        if reply is not None and reply.property_type == self._incr:
            question.incremental = True
        elif reply is None or reply.bytes_after:
            self._settle(question, reading, None)
        else:
            self._settle(question, reading, self._decoded(question, property_bytes(reply)))

    def _grown(self, window: int) -> None:
        """Take the next piece of a long text; an empty one ends it."""
        question, reading = self._questions.get(window, (None, None))
        if question is None or reading is None or not question.incremental:
            return
        reply = self._take_property(question)
        piece = property_bytes(reply)
        question.data += piece
        if reply is None or reply.bytes_after or len(question.data) > MAX_BYTES:
            self._settle(question, reading, None)
        elif not piece:
            self._settle(question, reading, self._decoded(question, question.data))

    def _take_property(self, question: _Question) -> Any | None:
        return self._x11.answer(
            self._x11.ask(
                xrequest.GetProperty,
                delete=1,
                window=question.window.id,
                property=self._answer,
                type=0,
                long_offset=0,
                long_length=_LONGS,
            )
        )

    @staticmethod
    def _decoded(question: _Question, data: bytes) -> str | None:
        if len(data) > MAX_BYTES:
            return None
        return data.decode("latin-1" if question.latin else "utf-8", "replace").rstrip("\0")

    def _settle(self, question: _Question, reading: _Reading, text: str | None) -> None:
        self._forget(question)
        reading.texts[question.name] = text
        self._is_over(reading)

    def _forget(self, question: _Question) -> None:
        if self._questions.pop(question.window.id, None) is not None:
            question.window.destroy()

    def _give_up(self, reading: _Reading) -> None:
        for question, asked_by in list(self._questions.values()):
            if asked_by is reading:
                self._forget(question)
        for name in reading.names:
            reading.texts.setdefault(name, None)
        self._is_over(reading)

    def _is_over(self, reading: _Reading) -> bool:
        if len(reading.texts) < len(set(reading.names)):
            return False
        if reading.timer is not None:
            reading.timer.cancel()
        for name, text in reading.texts.items():
            if text and name != DRAGGED and self._held.get(name) != text:
                self._take(name, text)
        self._x11.flush()
        reading.done(tuple(reading.texts[name] for name in reading.names))
        return True

    def _cut_buffer(self, name: str) -> str | None:
        """Give what xterm pastes where PRIMARY has nothing for it; None when the server does not answer in time."""
        if name != "PRIMARY":
            return ""
        reply = self._x11.answer(self._x11.ask_property(self._x11.root, self._cut, _LONGS))
        return property_bytes(reply).decode("latin-1") if reply is not None else None

    # -- owning

    def secure(self, texts: dict[str, str | None]) -> bool:
        """Make sure that selections give these texts to whoever asks, None aside.

        Returns:
            False when that cannot be done; what is dragged has then another owner than it had when it was read.
        """
        self.drain()
        self._secured = False
        for name, text in texts.items():
            if name == DRAGGED:
                owner = self._owner_of(name)
                if owner is None or owner != self._dragged_by:
                    return False
            elif text is not None:
                if self._owner_of(name) != self._owner.id or self._held.get(name) != text:
                    self._take(name, text)
                if self._owner_of(name) != self._owner.id:
                    return False
                self._secured = True
        return True

    def await_fetch(self, window: int, done: Callable[[bool], None]) -> None:
        """Call `done` when the program that has `window` has fetched a text, False when it does not in time."""
        self._fetcher = window & ~self._mask
        self._fetched = done
        self._fetch_timer = self._loop.after(
            FETCH_S if self._secured else BLIND_S, lambda: self._end_fetch(fetched=False)
        )

    def _end_fetch(self, *, fetched: bool) -> None:
        done, self._fetched = self._fetched, None
        if self._fetch_timer is not None:
            self._fetch_timer.cancel()
        if done is not None:
            done(fetched)

    def _take(self, name: str, text: str) -> None:
        self._held[name] = text
        self._owner.set_selection_owner(self._atoms[name], X.CurrentTime)

    def _serve(self, request: Any) -> None:
        """Answer a program that pastes, as the owner."""
        if not _id(request.requestor):
            # Not from the server: it names somebody.
            return
        text = self._held.get(self._names.get(request.selection, ""))
        property_ = request.property or request.target
        given = self._put(request, property_, text) if text is not None else False
        request.requestor.send_event(
            xevent.SelectionNotify(
                time=request.time,
                requestor=request.requestor,
                selection=request.selection,
                target=request.target,
                property=property_ if given else X.NONE,
            )
        )
        self._x11.flush()
        asked_for_text = request.target != self._targets
        if asked_for_text and self._fetched is not None and request.requestor.id & ~self._mask == self._fetcher:
            self._fetcher = 0
            self._loop.after(GRACE_S, lambda: self._end_fetch(fetched=given))

    def _put(self, request: Any, property_: int, text: str) -> bool:
        target, put = request.target, request.requestor.change_property
        if target == self._targets:
            put(property_, Xatom.ATOM, 32, [self._targets, self._utf8, self._text])
        elif target in (self._utf8, self._text):
            put(property_, self._utf8, 8, text.encode("utf-8", "replace"))
        elif target in self._plain:
            put(property_, target, 8, text.encode("utf-8", "replace"))
        elif target == self._string and all(ord(sign) < 256 for sign in text):
            put(property_, self._string, 8, text.encode("latin-1"))
        else:
            return False
        return True

    def _owner_of(self, name: str) -> int | None:
        """Give the owner's window, 0 for none; None when the server does not answer in time."""
        reply = self._x11.answer(self._x11.ask(xrequest.GetSelectionOwner, selection=self._atoms[name]))
        return _id(reply.owner) if reply is not None else None

    def _is_of_agent(self, window: int) -> bool:
        """Tell whether a window's client came through our proxy: its other end is this process."""
        if self._res is None:
            return True
        specs = [{"client": window, "mask": res.LocalClientPIDMask}]
        reply = self._x11.answer(self._x11.ask(res.QueryClientIds, opcode=self._res, specs=specs))
        return reply is None or any(item.value and int(item.value[0]) == os.getpid() for item in reply.ids)

    def _window(self) -> Any:
        """Make a window that nobody sees; properties and selections need one."""
        return self._root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly, event_mask=X.PropertyChangeMask)


def _id(window: Any) -> int:
    """Give the id of a window as the library gives it: an object, or a number for none."""
    return int(getattr(window, "id", window))
