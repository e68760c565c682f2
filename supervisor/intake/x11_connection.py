"""One X11 client of an agent, both ways."""

from __future__ import annotations

import contextlib
import fcntl
import select
import socket
import struct
import termios
from typing import TYPE_CHECKING

from supervisor.intake.pump import Pump, receive
from supervisor.intake.screenshots import Reading
from supervisor.intake.server_stream import ServerStream
from supervisor.wire.doors.devices import QUERY_KEYMAP
from supervisor.wire.image_request import COPIES, read_from
from supervisor.wire.setup_reply import SetupReply, read_setup_reply
from supervisor.wire.x11 import Framer, Request, WireError, no_operation, read_setup, refusal, write_setup

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.ports import StandIn
    from supervisor.core.spoken import Ending
    from supervisor.intake.x11_proxy import X11Proxy

MAX_QUEUED = 256 * 1024
"""Bytes read ahead of a slow or held peer."""
_SETUP_FAILED = b"agent-supervisor refused the connection: the cookie is not this display's"


class Connection:
    """Pumps bytes between a client and the real server and stops at input.

    Attributes:
        gone: The client has disconnected; what it had queued may still be under way.
        hello: What the server told this client when it accepted it: its ids and the screens; None before.
    """

    __slots__ = (
        "_big_endian",
        "_blocked",
        "_cleared",
        "_client",
        "_client_events",
        "_drained",
        "_expired_until",
        "_expires",
        "_framer",
        "_offset",
        "_proxy",
        "_to_client",
        "_to_server",
        "_unregister",
        "_upstream",
        "_upstream_events",
        "_walking",
        "gone",
        "hello",
    )

    def __init__(self, proxy: X11Proxy, client: socket.socket) -> None:
        self._proxy = proxy
        self._client = client
        self._upstream: socket.socket | None = None
        self._framer: Framer | None = None
        self._to_server = Pump()
        self._to_client = ServerStream()
        self._cleared = 0
        self._offset = 0
        self._expired_until = 0
        self._expires = False
        self._blocked: Request | None = None
        self._unregister: Callable[[], None] | None = None
        self._big_endian = False
        self._walking = False
        self._drained = False
        self.gone = False
        self.hello: SetupReply | None = None
        self._client_events = select.EPOLLIN
        self._upstream_events = 0
        proxy.loop.add(client.fileno(), self._on_client, self._client_events)

    @property
    def queued_fds(self) -> int:
        """How many descriptors wait here."""
        return len(self._to_server.fds) + len(self._to_client.fds)

    def owner_of(self, resource: int) -> int:
        """Give the process that made this connection when `resource` is its client's; 0 when it is another's."""
        if self.gone or self.hello is None or not self.hello.owns(resource):
            return 0
        try:
            credentials = self._client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        except OSError:
            return 0
        return int(struct.unpack("=iII", credentials)[0])

    # -- Source, as the gate sees it

    def settled(self) -> bool:
        """Tell whether the server has read all that was forwarded (SIOCOUTQ of a Unix socket counts unread bytes)."""
        self._flush_server()
        upstream = self._upstream
        if upstream is None:
            return True
        if self._cleared:
            return False
        try:
            unread = fcntl.ioctl(upstream.fileno(), termios.TIOCOUTQ, b"\0\0\0\0")
        except OSError:
            return True
        return bool(struct.unpack("i", unread)[0] == 0)

    @property
    def closed(self) -> bool:
        """Both sides have ended."""
        return self not in self._proxy.connections

    def finish(self, *, refused: bool = False, ending: Ending | None = None) -> None:  # noqa: ARG002 - X11 cannot tell
        """End the blocked request with one of its length that does nothing, and go on."""
        request = self._blocked
        if request is not None:
            self._go_on(request, refusal(request) if refused else no_operation(request))

    def read_instead(self, stand_in: StandIn) -> None:
        """Let the blocked request go on, reading another drawable than it asked for."""
        if self._blocked is not None and self._framer is not None:
            if self._blocked.opcode not in COPIES:
                self._to_client.expect(self._framer.count, stand_in.visual)
            self._go_on(self._blocked, read_from(self._blocked, stand_in.pixmap))

    def _go_on(self, request: Request, instead: bytes) -> None:
        self._blocked = None
        if self._upstream is None:
            return
        start = self._cleared
        self._to_server.data[start : start + request.length_bytes] = instead
        self._cleared += request.length_bytes
        if not self._walking:
            self._advance()

    def mark_expired(self) -> None:
        """Refuse all input that the client has written so far, behind the blocked request.

        Of a client that has written more than is read ahead, that is all until it has once been read to the end.
        """
        before = -1
        while before != len(self._to_server.data):
            before = len(self._to_server.data)
            self._read_client()
        self._expire_read()

    def _expire_read(self) -> None:
        if self.closed:
            # The gate hears of the end of a held client, and expires what it wrote, after the end.
            return
        unread = bytes(4)
        # A closed socket has no descriptor, which is a ValueError.
        with contextlib.suppress(OSError, ValueError):
            unread = fcntl.ioctl(self._client.fileno(), termios.FIONREAD, unread)
        self._expires = struct.unpack("i", unread)[0] > 0
        self._expired_until = self._offset + len(self._to_server.data)

    # -- events

    def _on_client(self, events: int) -> None:
        if events & select.EPOLLOUT:
            self._flush_client()
        if events & (select.EPOLLHUP | select.EPOLLERR):
            self._hung_up()
        if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR):
            self._read_client()
            if self._framer is None:
                self._setup()
            else:
                self._advance()

    def _on_upstream(self, events: int) -> None:
        if events & select.EPOLLOUT:
            self._advance()
        if events & (select.EPOLLIN | select.EPOLLHUP | select.EPOLLERR) and self._upstream is not None:
            try:
                alive = receive(self._upstream, self._to_client)
                if self.hello is None:
                    self._hear_hello()
                for expected in self._to_client.walk():
                    self._proxy.screenshots.answered(self, expected)
            except WireError:
                # Ours are used up: the client cannot be served faithfully any more, the others can.
                alive = False
            self._flush_client()
            if not alive:
                self.close()

    def _read_client(self) -> None:
        if self._drained or len(self._to_server.data) > MAX_QUEUED:
            return
        try:
            alive = receive(self._client, self._to_server)
        except WireError:
            self.close()
            return
        if self._to_server.fds and self._proxy.crammed:
            self.close()
            return
        if self._expires:
            self._expire_read()
        if not alive:
            self._drained = True
            self._hung_up()

    def _hung_up(self) -> None:
        """Take note that the client has left; what it wrote before is still read and carried out."""
        if self.gone:
            return
        self.gone = True
        self._to_client.drop()
        # Epoll reports the end of a peer for ever, whatever one asks for.
        self._proxy.loop.remove(self._client.fileno())
        if self._blocked is not None:
            self._proxy.gate.gone(self)

    # -- connection setup

    def _setup(self) -> None:
        try:
            setup = read_setup(self._to_server.data)
        except WireError:
            self.close()
            return
        if setup is None:
            if self.gone or len(self._to_server.data) > 8192:
                self.close()
            return
        self._big_endian = setup.big_endian
        proxy = self._proxy
        if proxy.latched() or not proxy.authorised(setup.auth_name, setup.auth_data):
            self._refuse()
            return
        try:
            self._upstream = proxy.upstream.connect()
        except OSError:
            self._refuse()
            return
        self._upstream.setblocking(False)
        looks = proxy.doors.looks(big_endian=setup.big_endian)
        self._framer = Framer(
            big_endian=setup.big_endian,
            looks=proxy.screenshots.looks(self, looks, proxy.upstream.opcodes.shm, big_endian=setup.big_endian),
            big_requests_opcode=proxy.upstream.opcodes.big_requests,
        )
        greeting = write_setup(
            big_endian=setup.big_endian, auth_name=proxy.upstream.auth_name, auth_data=proxy.upstream.auth_data
        )
        self._to_server.replace_head(setup.length_bytes, greeting)
        self._cleared = len(greeting)
        self._upstream_events = 0
        self._unregister = proxy.register(self._upstream, self._start)

    def _start(self) -> None:
        """Let bytes flow: `human` holds the socket, a stop will shut it down."""
        if self._upstream is None:
            return
        self._upstream_events = select.EPOLLIN
        self._proxy.loop.add(self._upstream.fileno(), self._on_upstream, self._upstream_events)
        self._advance()

    def _hear_hello(self) -> None:
        """Read who the client is to the server; before, none of its requests is looked at."""
        hello = self.hello = read_setup_reply(self._to_client.data, big_endian=self._big_endian)
        if hello is not None:
            self._proxy.doors.came(hello)
            asked = self._proxy.doors.asked
            self._to_client.begin(hello.length_bytes, big_endian=self._big_endian, asked=asked)
            self._advance()

    def _refuse(self) -> None:
        order = ">" if self._big_endian else "<"
        reason = _SETUP_FAILED + b"\0" * (-len(_SETUP_FAILED) % 4)
        reply = struct.pack(order + "BBHHH", 0, len(_SETUP_FAILED), 11, 0, len(reason) // 4) + reason
        with contextlib.suppress(OSError):
            self._client.send(reply)
        self.close()

    # -- client to server

    def _advance(self) -> None:
        """Walk what is there, forward what may pass, submit the input that stops it."""
        framer = self._framer
        if framer is None or not self._upstream_events:
            self._watch()
            return
        if self.hello is None:
            self._flush_server()
            self._watch()
            if self._drained and not self._to_server.data:
                self.close()
            return
        self._walking = True
        try:
            self._walk(framer)
            while self.gone and not self._drained and self._blocked is None and self._more():
                self._walk(framer)
        except WireError:
            self.close()
            return
        finally:
            self._walking = False
        self._flush_server()
        self._watch()
        unread = len(self._to_server.data) - self._cleared
        if self._blocked is None and unread > MAX_QUEUED:
            # Input is never as long as that, and half a request cannot be judged.
            self.close()
        if self._drained and self._blocked is None and not self._cleared:
            self.close()

    def _more(self) -> bool:
        """Read what a client that has left wrote at last; False when there is no room for it yet."""
        before = len(self._to_server.data)
        self._flush_server()
        self._read_client()
        return len(self._to_server.data) != before

    def _walk(self, framer: Framer) -> None:
        data = self._to_server.data
        while self._blocked is None and self._upstream is not None:
            # Anew each time: what was stopped may have let another client go on meanwhile.
            self._proxy.doors.client = self
            self._cleared, request = framer.walk(data, self._cleared, len(data))
            if request is None:
                return
            self._stop_at(request)

    def _stop_at(self, request: Request) -> None:
        gate, opcodes = self._proxy.gate, self._proxy.upstream.opcodes
        if request.opcode in opcodes.images():
            self._stop_at_image(request, opcodes.shm)
            return
        if request.opcode == QUERY_KEYMAP and self._framer is not None:
            self._to_client.blank(self._framer.count)
            self._cleared += request.length_bytes
            return
        try:
            event = self._proxy.doors.read(request)
        except WireError as e:
            self._blocked = request
            gate.malformed(self, str(e))
            return
        if event is None:
            self._cleared += request.length_bytes
            return
        self._blocked = request
        self._flush_server()
        if self._upstream is None:
            return
        # Set before submit: the gate may finish at once, from inside the call.
        gate.submit(self, event, expired=self._offset + self._cleared < self._expired_until)

    def _stop_at_image(self, request: Request, shm_opcode: int) -> None:
        reading = self._proxy.screenshots.judge(self, request, shm_opcode)
        if reading is Reading.STAYS:
            self._blocked = request
            self._flush_server()
            return
        if reading is Reading.IS_AWAITED and self._framer is not None:
            self._to_client.expect(self._framer.count)
        self._cleared += request.length_bytes

    def _flush_server(self) -> None:
        if not self._cleared or self._upstream is None or self._proxy.latched():
            return
        sent = self._to_server.send(self._upstream, self._cleared)
        if sent < 0:
            self.close()
            return
        self._cleared -= sent
        self._offset += sent

    # -- server to client

    def _flush_client(self) -> None:
        # A client that no longer listens may have written something before it left: it is gone once that is read.
        if self.gone or (self._to_client.data and self._to_client.send(self._client, len(self._to_client.data)) < 0):
            self._to_client.drop()
        self._watch()

    # -- epoll interest

    def _watch(self) -> None:
        if self._upstream is None:
            return
        wanted = select.EPOLLIN if len(self._to_client.data) < MAX_QUEUED else 0
        if self._cleared:
            wanted |= select.EPOLLOUT
        if wanted != self._upstream_events and self._upstream_events:
            self._upstream_events = wanted or select.EPOLLERR
            self._proxy.loop.change(self._upstream.fileno(), self._upstream_events)
        client = 0 if len(self._to_server.data) > MAX_QUEUED else select.EPOLLIN
        if self._to_client.ready:
            client |= select.EPOLLOUT
        if client != self._client_events and not self.gone:
            self._client_events = client
            self._proxy.loop.change(self._client.fileno(), client)

    def close(self) -> None:
        """End both sides."""
        if self not in self._proxy.connections:
            return
        self._proxy.connections.discard(self)
        self._proxy.screenshots.left(self)
        was_blocked, self._blocked = self._blocked is not None, None
        self.gone = True
        self._proxy.loop.remove(self._client.fileno())
        self._client.close()
        if self._upstream is not None:
            if self._upstream_events:
                self._proxy.loop.remove(self._upstream.fileno())
            if self._unregister is not None:
                self._unregister()
            self._upstream.close()
            self._upstream = None
        if self.hello is not None:
            self._proxy.doors.left(self, self.hello)
        self._to_server.drop()
        self._to_client.drop()
        self._cleared = 0
        if was_blocked:
            self._proxy.gate.gone(self)
