"""The agent's display between socket pairs: clients on one side, the real server's end on the other, no X."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from supervisor.engine.loop import EventLoop
from supervisor.intake.doors import ServerFacts
from supervisor.intake.screenshots import Screenshots
from supervisor.intake.x11_proxy import Upstream, X11Proxy
from supervisor.wire.x11 import read_setup, write_setup
from supervisor.wire.xtest import Opcodes
from tests.support.no_screen import NoScreen
from tests.support.x11_bytes import BIG_REQUESTS, EXTENSIONS, SHM, XINPUT, XINPUT_FIRST_EVENT, XTEST, setup_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from supervisor.core.input_event import InputEvent
    from supervisor.core.ports import Source
    from supervisor.intake.x11_connection import Connection

COOKIE = b"the agent's own."
REAL_COOKIE = b"the real display's cookie"
ROOT = 0x529
DECOY = 0x00A0_0001
ATOMS: dict[int, str] = {}
"""Names of atoms, for tests to fill."""
ID_MASK = 0x001F_FFFF
_TURNS = 400


@dataclass
class RecordingGate:
    """A gate that holds or finishes, and writes down what it was told."""

    holds: bool = True
    asked: list[tuple[Source, InputEvent, bool]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    gone_sources: list[Source] = field(default_factory=list)
    doors: list[str] = field(default_factory=list)
    depth: int = 0
    deepest: int = 0

    def submit(self, source: Source, event: InputEvent, *, expired: bool) -> None:
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.asked.append((source, event, expired))
        if not self.holds:
            source.finish()
        self.depth -= 1

    def malformed(self, source: Source, why: str) -> None:
        self.broken.append(why)
        source.finish()

    def asks_person(self) -> bool:
        return False

    def refused(self, door: str) -> None:
        self.doors.append(door)

    def gone(self, source: Source) -> None:
        self.gone_sources.append(source)


class ProxyRig:
    """One proxy with everything around it.

    Attributes:
        servers: The real server's ends of the connections, in order of connecting.
        latch: Set to True to stop.
        held_back: Registrations with `human` that are not answered yet; empty while `human` answers at once.
        unregistered: How many were taken back.
        screen: What stands in for the screen.
        screenshots: What knows of the ui's windows; no ui is there at first.
    """

    def __init__(self, folder: Path) -> None:
        self.loop = EventLoop()
        self.gate = RecordingGate()
        self.screen = NoScreen()
        self.screenshots = Screenshots(self.loop, self.screen, wait_s=0.05)
        self.servers: list[socket.socket] = []
        self.latch = False
        self.human_answers = True
        self.server_answers = True
        self.held_back: list[Callable[[], None]] = []
        self.unregistered = 0
        self._path = str(folder / "X")
        self._opened: list[socket.socket] = []
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(self._path)
        listener.listen()
        opcodes = Opcodes(XTEST, XINPUT, XINPUT_FIRST_EVENT, BIG_REQUESTS, SHM)
        server = ServerFacts(EXTENSIONS, lambda atom: ATOMS.get(atom, ""), DECOY)
        self.proxy = X11Proxy(
            loop=self.loop,
            listeners=[listener],
            cookie=COOKIE,
            upstream=Upstream(self._connect, b"MIT-MAGIC-COOKIE-1", REAL_COOKIE, opcodes, server),
            gate=self.gate,
            register=self._register,
            latched=lambda: self.latch,
            screenshots=self.screenshots,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.proxy.close()
        for opened in self._opened:
            opened.close()
        self.loop.close()

    def _connect(self) -> socket.socket:
        if not self.server_answers:
            raise ConnectionRefusedError("no server")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        theirs.setblocking(False)
        self.servers.append(theirs)
        self._opened.append(theirs)
        return ours

    def _register(self, _upstream: socket.socket, held: Callable[[], None]) -> Callable[[], None]:
        if self.human_answers:
            self.loop.after(0, held)
        else:
            self.held_back.append(held)

        def take_back() -> None:
            self.unregistered += 1

        return take_back

    # -- clients

    def connect(self) -> socket.socket:
        """Open a connection without saying anything."""
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._opened.append(client)
        client.connect(self._path)
        client.setblocking(False)
        return client

    def client(self, *, big_endian: bool = False) -> tuple[socket.socket, socket.socket]:
        """Connect and greet; gives the client's and the server's end after the greeting has gone through."""
        client = self.connect()
        client.send(write_setup(big_endian=big_endian, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=COOKIE))
        known = len(self.servers)
        self.until(lambda: len(self.servers) > known, "the connection to the real server")
        server = self.servers[-1]
        wanted = write_setup(big_endian=big_endian, auth_name=b"MIT-MAGIC-COOKIE-1", auth_data=REAL_COOKIE)
        assert self.read(server, len(wanted)) == wanted
        setup = read_setup(wanted)
        assert setup is not None
        hello = setup_reply(known + 1 << 21, ID_MASK, roots=(ROOT,), big_endian=big_endian)
        server.sendall(hello)
        assert self.read(client, len(hello)) == hello
        return client, server

    def connection(self) -> Connection:
        """Give the only connection."""
        (connection,) = self.proxy.connections
        return connection

    # -- time

    def until(self, look: Callable[[], object], what: str) -> None:
        """Turn the loop until something is true."""
        for _ in range(_TURNS):
            if look():
                return
            self.loop.turn(0.01)
        raise AssertionError(f"turned the loop in vain for {what}")

    def turn(self, times: int = 3) -> None:
        """Give the proxy time to do something that it should not do."""
        for _ in range(times):
            self.loop.turn(0.002)

    def read(self, end: socket.socket, count: int) -> bytes:
        """Turn the loop until `count` bytes have come out at an end."""
        data = bytearray()

        def look() -> bool:
            try:
                data.extend(end.recv(count - len(data)))
            except BlockingIOError:
                return False
            return len(data) >= count

        self.until(look, f"{count} bytes")
        return bytes(data)

    def read_fds(self, end: socket.socket, count: int, fds: int) -> tuple[bytes, list[int]]:
        """Turn the loop until `count` bytes and `fds` descriptors have come out at an end."""
        data, got = bytearray(), list[int]()

        def look() -> bool:
            try:
                part, new, _flags, _address = socket.recv_fds(end, count - len(data), 4)
            except BlockingIOError:
                return False
            data.extend(part)
            got.extend(new)
            return len(data) >= count

        self.until(look, f"{count} bytes with {fds} descriptors")
        assert len(got) == fds
        return bytes(data), got

    def silent(self, end: socket.socket) -> bool:
        """Tell whether nothing comes out at an end."""
        self.turn()
        try:
            end.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        return False

    def ended(self, end: socket.socket) -> bool:
        """Tell whether an end has seen the end of its stream."""
        self.turn(1)
        try:
            return end.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True
