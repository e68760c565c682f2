"""A connection of our own to the X server whose every question is bounded in time.

python-xlib waits for ever for a reply. Another client's server grab would then freeze the one loop that
everything hangs on, so questions here are sent first, waited for with a deadline, and given up as unknown.
"""

from __future__ import annotations

import contextlib
import os
import select
import tempfile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from Xlib import display as xdisplay
from Xlib import error as xerror
from Xlib.protocol import request as xrequest

from supervisor.desktop.display import DesktopError, connect_upstream, upstream
from supervisor.desktop.xauthority import write_xauthority

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from Xlib.protocol import rq

REPLY_BUDGET_S = 0.2
"""Longest wait for one reply, s. A server answers in 0.1 ms unless somebody holds a server grab."""
BEHIND_BUDGET_S = 0.01
"""The same for further questions while that one has no answer: the server answers in order."""


class DisplayLostError(DesktopError):
    """The X server closed the connection."""


class X11:
    """Requests and events on one connection.

    Raises:
        DisplayLostError: from any method once the server has gone.
    """

    def __init__(self, name: str | None = None, environ: Mapping[str, str] | None = None) -> None:
        """Connect.

        Args:
            name: Display such as `:0`; None for DISPLAY in `environ`.
            environ: Where DISPLAY, XAUTHORITY and HOME are; None for this process's own.

        Raises:
            DesktopError: the display cannot be opened.
        """
        environ = os.environ if environ is None else environ
        self.display = _open(name or environ.get("DISPLAY", ""), environ)
        self.display.set_error_handler(lambda _error, _request: None)
        self._base = self.display.display
        self._poll = select.poll()
        self._poll.register(self._base.fileno(), select.POLLIN)
        # An event that came in with a reply is read already, and the socket tells of it no more: the bell does.
        self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
        self._rung = False
        self._behind: rq.ReplyRequest | None = None
        self._readable = select.epoll()
        for fd in (self._base.fileno(), self._bell):
            self._readable.register(fd, select.EPOLLIN)
        self.root: int = self.display.screen().root.id

    def fileno(self) -> int:
        """Give the descriptor that is readable while `events` has something to give, or to say that all is lost."""
        return self._readable.fileno()

    def close(self) -> None:
        """Close the connection; safe to call twice."""
        if not self._readable.closed:
            self._readable.close()
            os.close(self._bell)
        with contextlib.suppress(xerror.ConnectionClosedError, OSError):
            self.display.close()

    def atom(self, name: str) -> int:
        """Give the atom called `name`, made if need be; waits as long as the server takes, so for start-up only."""
        return int(self.display.intern_atom(name))

    def ask(self, kind: type[rq.ReplyRequest], **fields: object) -> rq.ReplyRequest:
        """Queue a request that has a reply; nothing is waited for."""
        return kind(self._base, True, **fields)

    def answer(self, question: rq.ReplyRequest, budget_s: float | None = None) -> Any | None:
        """Wait for the reply to `question`.

        Args:
            question: What was asked.
            budget_s: Longest wait, s; None for as long as others need not wait too long for us.

        Returns:
            The reply, or None when the server refused it (the window is gone) or did not answer in time: see
            `answered`.
        """
        try:
            self._base.pending_events()  # sends what is queued, reads what is there
            deadline = 0.0
            while not answered(question):
                now = monotonic()
                deadline = deadline or now + (self._budget_s() if budget_s is None else budget_s)
                if now >= deadline:
                    self._behind = question
                    break
                if self._poll.poll((deadline - now) * 1000):
                    self._base.pending_events()
        except xerror.ConnectionClosedError as e:
            raise self._lost() from e
        self._tell_of_events()
        return question if question._data is not None else None  # noqa: SLF001 as below

    def _budget_s(self) -> float:
        if self._behind is not None and answered(self._behind):
            self._behind = None
        return REPLY_BUDGET_S if self._behind is None else BEHIND_BUDGET_S

    def tell(self, kind: type[rq.Request], caught: xerror.CatchError | None = None, **fields: object) -> None:
        """Queue a request that has no reply; its error goes to `caught` or is ignored."""
        kind(self._base, caught, **fields)

    def flush(self) -> None:
        """Send what is queued."""
        try:
            self._base.flush()  # reads as well, what is there
        except xerror.ConnectionClosedError as e:
            raise self._lost() from e
        self._tell_of_events()

    def ring(self) -> None:
        """Make the descriptor readable until `events` has been gone through, for whoever watches it to look."""
        if not self._rung and not self._readable.closed:
            os.eventfd_write(self._bell, 1)
            self._rung = True

    def events(self) -> Iterator[Any]:
        """Give all events that have arrived, without waiting."""
        if self._idle():
            return
        try:
            while self._base.pending_events():
                # Looking anew before each costs more than the event: what we draw ourselves comes by the dozen.
                while self._base.event_queue:
                    yield self._base.next_event()
        except xerror.ConnectionClosedError as e:
            raise self._lost() from e
        if self._rung:
            os.eventfd_read(self._bell)
            self._rung = False

    def _idle(self) -> bool:
        """Tell whether there is nothing to send, to read or to give, without all that python-xlib does for it."""
        base = self._base
        kept = self._rung or base.socket_error or base.event_queue or base.request_queue or base.data_send
        return not kept and not self._poll.poll(0)

    def ask_property(self, window: int, atom: int, longs: int) -> rq.ReplyRequest:
        """Ask for at most `longs` 32-bit units of a property, whatever its type."""
        return self.ask(
            xrequest.GetProperty,
            delete=0,
            window=window,
            property=atom,
            type=0,
            long_offset=0,
            long_length=longs,
        )

    def _lost(self) -> DisplayLostError:
        # The socket is closed by now and never becomes readable again: whoever watches us has to look.
        self.ring()
        return DisplayLostError("the display has gone")

    def _tell_of_events(self) -> None:
        if self._base.event_queue:
            self.ring()


def _open(name: str, environ: Mapping[str, str]) -> xdisplay.Display:
    """Open a display with the cookie that libxcb would take.

    python-xlib reads its file from the environment only and knows no wild-card records, which is all that some
    login managers write: so it is lent a file with the one cookie.
    """
    target = upstream(environ, name)
    # Asked first: python-xlib leaves its sockets open when nobody answers.
    try:
        connect_upstream(target).close()
    except DesktopError as e:
        raise DesktopError(f"{e}: set DISPLAY and XAUTHORITY to those of your session") from e
    try:
        if target.cookie is None:
            return xdisplay.Display(name)
        with tempfile.TemporaryDirectory(prefix="agent-supervisor-") as folder:
            path = Path(folder) / "Xauthority"
            write_xauthority(path, target.name.number, target.cookie)
            with _lent(path):
                return xdisplay.Display(name)
    except (xerror.DisplayError, xerror.ConnectionClosedError, OSError) as e:
        raise DesktopError(f"display `{name}` cannot be opened: {e}: set DISPLAY and XAUTHORITY") from e


@contextlib.contextmanager
def _lent(path: Path) -> Iterator[None]:
    before = os.environ.get("XAUTHORITY")
    os.environ["XAUTHORITY"] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ["XAUTHORITY"]
        else:
            os.environ["XAUTHORITY"] = before


def answered(question: rq.ReplyRequest) -> bool:
    """Tell whether the server has answered, if only that it refuses."""
    # python-xlib has no public test.
    return question._data is not None or question._error is not None  # noqa: SLF001 as said


def property_bytes(reply: Any | None) -> bytes:
    """Give the content of an 8-bit property reply; empty for anything else."""
    value = _value(reply, 8)
    return bytes(value) if value is not None else b""


def property_ints(reply: Any | None) -> tuple[int, ...]:
    """Give the content of a 32-bit property reply; empty for anything else."""
    value = _value(reply, 32)
    return tuple(int(item) for item in value) if value is not None else ()


def _value(reply: Any | None, bits: int) -> Any | None:
    if reply is None or not reply.property_type:
        return None
    got, data = reply.value
    return data if got == bits else None
