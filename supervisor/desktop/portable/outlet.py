"""Our end of the portable way out: implements the same port as the X11 outlet.

Keys are told to the libraries by what they mean alone, without Shift and the like: those are events of their own, and
the gate has decided on the keyboard in use. On X11 the process is told which key it is, too, and all that this meant
when it was judged; where the keyboard says otherwise by then, it presses nothing.

The socket to the process is held by `human` as an X11 outlet's is: to shut it is to stop.
"""

from __future__ import annotations

import collections
import contextlib
import json
import select
import socket
import subprocess
from typing import TYPE_CHECKING, Any

from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import LATCH, REARMED, read_count
from supervisor.desktop.child import end_child
from supervisor.desktop.portable.strokes import Button, Key, Move, Refuse, Remap, Stroke, Write, encode
from supervisor.desktop.pressed import Pressed
from supervisor.desktop.processes import python_module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from supervisor.core.keymap import Keymap
    from supervisor.core.ports import Loop

READY_S = 30.0
"""Longest time that the libraries may take to load."""
_ENDS_S = 2.0
"""So long the process may take to let everything go."""
_REAP_S = 0.05
_READ_BYTES = 65536
_MOST_BYTES = 1 << 20


class PortableOutlet:
    """Sends input through pynput or pyautogui.

    Attributes:
        socket: Our end; shut, it stops everything.
        hand: Name of the library, once it is ready.
        clients: Resource id bases of its connections to the X server.
        size: Width and height of the desktop as the library for pictures sees it, px.
    """

    def __init__(
        self,
        *,
        loop: Loop,
        memory: memoryview,
        memory_fd: int,
        keymap: Callable[[], Keymap],
        environ: Mapping[str, str],
        on_ready: Callable[[], None],
        on_lost: Callable[[str], None],
        hand: str = "",
    ) -> None:
        """Start the process; `on_ready` or `on_lost` follows.

        Args:
            loop: The service's.
            memory: Shared with `human`.
            memory_fd: The file of that.
            keymap: Gives the keyboard by which what is sent was judged.
            environ: Names the display.
            on_ready: Called when input may be sent.
            on_lost: Called once, with the reason, when the process has gone or could do nothing.
            hand: Library to use; empty for the first that works.
        """
        self._loop = loop
        self._memory = memory
        self._keymap = keymap
        self._on_ready = on_ready
        self._on_lost = on_lost
        self._pressed = Pressed(memory)
        self._waiting: collections.deque[tuple[int, list[InputEvent], Callable[[], None], Any]] = collections.deque()
        self._number = 0
        self._buffer = b""
        self._ready = False
        self._open = True
        self.hand = ""
        self.clients: tuple[int, ...] = ()
        self.size = (0, 0)
        self.socket, theirs = socket.socketpair()
        command = [*python_module("supervisor.desktop.portable.process"), "--latch-fd", str(memory_fd)]
        command += ["--hand", hand] if hand else []
        with theirs:
            end = theirs.fileno()
            self._process = subprocess.Popen(command, stdin=end, stdout=end, pass_fds=(memory_fd,), env=dict(environ))
        self.socket.setblocking(False)
        loop.add(self.socket.fileno(), self._on_event, select.EPOLLIN)
        self._late = loop.after(READY_S, lambda: self._lost(f"it was not ready after {READY_S:.0f} s"))

    def send(
        self,
        events: Iterable[InputEvent],
        done: Callable[[], None],
        failed: Callable[[str, bool], None] | None = None,
    ) -> bool:
        """Have events made, all or none.

        Args:
            events: Seat events in root coordinates.
            done: Called when they have been made.
            failed: Called instead, with the reason and whether some of them were, moves aside, when not all were.
                Nothing is down then.

        Returns:
            False when the latch is set or the process is gone; then nothing was sent.
        """
        batch = list(events)
        self._number += 1
        armed = read_count(self._memory, REARMED)
        data = encode(Write(self._number, armed, tuple(self._strokes(batch))))
        self._pressed.sending(batch)
        # INVARIANT: the latch is read immediately before the write, and by the process before each of the events.
        if self._memory[LATCH] or not self._open or not self._ready:
            return False
        try:
            sent = self.socket.send(data)
        except OSError as e:
            self._lost(str(e))
            return False
        if sent != len(data):
            self._lost("it does not read")
            return False
        self._waiting.append((self._number, batch, done, failed))
        return True

    def _strokes(self, batch: Sequence[InputEvent]) -> list[Stroke]:
        """Give what the process is told.

        # INVARIANT: what cannot be said to it goes to it as well. Refused here, all would pass for let go (as after
        # each failure) while it still holds a button, and the next click would be a drop that nobody judged.
        """
        strokes: list[Stroke] = []
        keymap = self._keymap() if any(event.kind in _KEYS for event in batch) else None
        for event in batch:
            if event.sent_to_window or event.kind is EventKind.WINDOW:
                return [Refuse("only the X11 outlet reaches one window past the seat")]
            if event.kind is EventKind.TOOL:
                continue
            if event.kind is EventKind.REMAP:
                strokes += (Remap(event.detail + offset, row) for offset, row in enumerate(event.symbols))
            elif event.kind is EventKind.MOTION:
                strokes.append(Move(event.x, event.y))
            elif event.kind in (EventKind.BUTTON_PRESS, EventKind.BUTTON_RELEASE):
                strokes.append(Button(event.detail, down=event.kind is EventKind.BUTTON_PRESS))
            elif keymap is not None:
                key = _key(event, keymap)
                if key is None:
                    return [Refuse(f"key {event.detail} means nothing on this keyboard")]
                strokes.append(key)
        return strokes

    # -- answers

    def _on_event(self, _events: int) -> None:
        try:
            data = self.socket.recv(_READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data or len(self._buffer) > _MOST_BYTES:
            self._lost("its process ended")
            return
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        for line in lines:
            if self._open:
                self._take(json.loads(line))

    def _take(self, message: Mapping[str, Any]) -> None:
        if "error" in message:
            self._lost(str(message["error"]))
        elif "ready" in message:
            self._late.cancel()
            self._ready = True
            self.hand, self.clients = str(message["ready"]), tuple(message["clients"])
            width, height = message["size"]
            self.size = (int(width), int(height))
            self._on_ready()
        elif self._waiting and message.get("n") == self._waiting[0][0]:
            self._answered(message)

    def _answered(self, message: Mapping[str, Any]) -> None:
        _, batch, done, failed = self._waiting.popleft()
        why = message.get("failed")
        if why is None:
            self._pressed.executed(batch, (later for _, later, _, _ in self._waiting))
            done()
            return
        # It has let go of all that it had down, this write's and what was left of others'.
        self._pressed.all_up()
        for _, later, _, _ in self._waiting:
            self._pressed.sending(later)
        if failed is not None:
            failed(str(why), bool(message.get("partly")))

    # -- letting go

    def take_back(self, motion: InputEvent) -> None:
        """Do nothing: the process brings a drag back itself before it lets go."""

    def send_releases(self, events: Sequence[InputEvent]) -> None:
        """Have everything let go past the latch: the process does that when nobody speaks to it any more."""
        del events
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def _lost(self, why: str) -> None:
        if self._open:
            self._end()
            self._reap(int(_ENDS_S / _REAP_S))
            self._on_lost(why)

    def _reap(self, looks: int) -> None:
        """Wait for the process without keeping the loop: it lets go of what it has down."""
        if self._process.poll() is None:
            if looks:
                self._loop.after(_REAP_S, lambda: self._reap(looks - 1))
                return
            self._process.kill()
            self._process.wait()

    def _end(self) -> None:
        self._open = False
        self._late.cancel()
        self._loop.remove(self.socket.fileno())
        self.socket.close()
        self._waiting.clear()

    def close(self) -> None:
        """Let the process end, with everything released; pending calls never come."""
        if self._open:
            self._end()
            self._reap(int(_ENDS_S / _REAP_S))

    def wait(self) -> None:
        """Wait until a process that was closed has ended."""
        end_child(self._process, None, lambda _fd: None, patience_s=_ENDS_S)


def _key(event: InputEvent, keymap: Keymap) -> Key | None:
    """Give which key it is and what it means; None for nothing."""
    row = keymap.symbols.get(event.detail, ())
    if not any(row):
        return None
    return Key(row[0], keymap.char_of(row[0]), event.kind is EventKind.KEY_PRESS, event.detail, row)


_KEYS = (EventKind.KEY_PRESS, EventKind.KEY_RELEASE)
