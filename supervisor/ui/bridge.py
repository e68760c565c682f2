"""The channels to the service and to `human`, joined to Qt's event loop."""

from __future__ import annotations

import socket
import sys
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from supervisor.channel import Channel


class Bridge(QObject):
    """One channel. Nothing here ever waits.

    Signals:
        received: Messages came; carries the list of all that were read in one go, in order.
        closed: The peer has gone or stopped reading; nothing follows.
    """

    received = Signal(list)
    closed = Signal()

    def __init__(self, descriptor: int, name: str, parent: QObject | None = None) -> None:
        """Take over an inherited descriptor.

        Args:
            descriptor: A connected SOCK_SEQPACKET socket.
            name: Who is at the other end, for what is logged.
            parent: Qt's owner.

        Raises:
            OSError: it is no socket.
        """
        super().__init__(parent)
        self._name = name
        self._channel = Channel(socket.socket(fileno=descriptor))
        self._malformed = 0
        self._readable = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._writable = QSocketNotifier(descriptor, QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self._flush)

    def send(self, message: dict[str, Any]) -> None:
        """Send a message, or keep it until the peer reads again; nothing is sent once the peer is gone."""
        if self._channel.closed:
            return
        if self._channel.send(message):
            self._writable.setEnabled(self._channel.waiting)
        else:
            sys.stderr.write(f"ui: {self._name} does not read any more\n")
            self._lose()

    def close(self) -> None:
        """Close without a word; `closed` is not told."""
        self._readable.setEnabled(False)
        self._writable.setEnabled(False)
        self._channel.close()

    def _read(self) -> None:
        messages: list[dict[str, Any]] = []
        for packet in self._channel.receive():
            packet.close()  # nobody has a descriptor for us
            if isinstance(packet.message.get("t"), str):
                messages.append(dict(packet.message))
        if self._channel.malformed > self._malformed:
            # What made no sense is dropped: whatever waits for its answer goes on waiting.
            self._malformed = self._channel.malformed
            sys.stderr.write(f"ui: packet from {self._name} is malformed, dropped\n")
        ended = self._channel.closed
        if messages:
            self.received.emit(messages)
        if ended:
            self._lose()

    def _flush(self) -> None:
        self._channel.flush()
        self._writable.setEnabled(self._channel.waiting)

    def _lose(self) -> None:
        self.close()
        self.closed.emit()
