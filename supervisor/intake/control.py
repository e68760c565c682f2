"""The control socket: how commands reach a running service.

A Unix socket in the person's private folder, one JSON object a packet. What a caller may say depends on the process
that it is, see `peers`: a program of the person's may stop, pause, ask for the status or bring an agent; what loosens
(resume, re-arm, quit) only raises a question to the person. A process of an agent speaks for its own agent alone.
"""

from __future__ import annotations

import contextlib
import functools
import os
import select
import socket
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.channel import Channel
from supervisor.intake.fair_turns import FairTurns
from supervisor.intake.peers import Caller, who_calls

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.core.ports import Loop

MAX_PEERS = 256


class ControlError(Exception):
    """The socket cannot be made; the machine is at fault."""


class Peer:
    """One connected command.

    Attributes:
        channel: Its socket.
        caller: The process that connected.
        agent: Whatever the service keeps for a peer that runs an agent; None for others.
        stays: The peer keeps the service alive (`run`, `tray`).
    """

    def __init__(self, channel: Channel, caller: Caller) -> None:
        self.channel = channel
        self.caller = caller
        self.agent: Any = None
        self.stays = False

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message."""
        self.channel.send(message)


class Handler(Protocol):
    """What the service does with the messages."""

    def on_message(self, peer: Peer, message: dict[str, Any], fds: tuple[int, ...]) -> None:
        """Take a message and the ownership of its descriptors."""

    def on_gone(self, peer: Peer) -> None:
        """Take note that a peer has left."""


class Control:
    """Listens and hands messages over.

    Attributes:
        peers: Who is connected.
    """

    def __init__(self, loop: Loop, path: Path, handler: Handler) -> None:
        """Begin to listen.

        Raises:
            ControlError: the socket cannot be bound.
        """
        self._loop = loop
        self._path = path
        self._handler = handler
        self._turns = FairTurns(loop)
        self.peers: dict[int, Peer] = {}
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
            with short_path(path) as name:
                self._socket.bind(name)
            path.chmod(0o600)
            self._socket.listen(16)
        except OSError as e:
            self._socket.close()
            raise ControlError(f"cannot listen at `{path}`: {e.strerror}: check the folder's permissions") from e
        self._socket.setblocking(False)
        loop.add(self._socket.fileno(), self._accept, select.EPOLLIN)

    def _accept(self, _events: int) -> None:
        try:
            client, _address = self._socket.accept()
        except OSError:
            return
        if len(self.peers) >= MAX_PEERS and not self._make_room():
            client.close()
            return
        fd = client.fileno()
        peer = self.peers[fd] = Peer(Channel(client), who_calls(client))
        serve = functools.partial(self._read, fd, peer)
        self._loop.add(fd, lambda _events: self._turns.wants(serve), select.EPOLLIN)

    def _make_room(self) -> bool:
        """End the connection that came first of those that keep nothing alive: an agent could take all there are."""
        for fd, peer in self.peers.items():
            if not peer.stays:
                self._end(fd, peer)
                return True
        return False

    def _read(self, fd: int, peer: Peer) -> bool:
        """Take a packet; tell whether there may be another."""
        if self.peers.get(fd) is not peer:
            return False
        packets = peer.channel.receive(1)
        for packet in packets:
            self._handler.on_message(peer, dict(packet.message), packet.fds)
        if peer.channel.closed and self.peers.get(fd) is peer:
            self._end(fd, peer)
        return bool(packets)

    def _end(self, fd: int, peer: Peer) -> None:
        del self.peers[fd]
        self._loop.remove(fd)
        peer.channel.close()
        peer.caller.close()
        self._handler.on_gone(peer)

    def tell_all(self, message: dict[str, Any]) -> None:
        """Send a message to every peer that stays."""
        for peer in self.peers.values():
            if peer.stays:
                peer.tell(message)

    def close(self) -> None:
        """Stop listening; the peers see the end of their sockets."""
        self._loop.remove(self._socket.fileno())
        self._socket.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
        for fd, peer in self.peers.items():
            self._loop.remove(fd)
            peer.channel.close()
            peer.caller.close()
        self.peers = {}


class short_path:  # noqa: N801 - used as a function
    """Name a socket path by its folder's descriptor: addresses of Unix sockets end at 107 bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = -1

    def __enter__(self) -> str:
        """Give a name that is valid inside the block."""
        if len(os.fsencode(self._path)) < 100:
            return str(self._path)
        self._fd = os.open(self._path.parent, os.O_PATH | os.O_DIRECTORY)
        return f"/proc/self/fd/{self._fd}/{self._path.name}"

    def __exit__(self, *_error: object) -> None:
        """Close the folder."""
        if self._fd >= 0:
            os.close(self._fd)
