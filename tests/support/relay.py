"""A TCP port of this machine behind which a Unix socket answers, as `ssh -L` and socat make one."""

from __future__ import annotations

import select
import socket
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_PART = 65536


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    target = ""


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Server)
        with socket.socket(socket.AF_UNIX) as inner:
            inner.connect(self.server.target)
            other = {self.request: inner, inner: self.request}
            while True:
                for end in select.select(list(other), [], [])[0]:
                    try:
                        data = end.recv(_PART)
                        other[end].sendall(data)
                    except OSError:
                        return
                    if not data:
                        return


def _listen(ports: Sequence[int]) -> _Server:
    for port in ports:
        try:
            return _Server(("127.0.0.1", port), _Handler)
        except OSError:
            continue
    raise AssertionError(f"no port of {ports} is free")


@contextmanager
def relay(target: Path, ports: Sequence[int]) -> Iterator[int]:
    """Listen on the first of the ports that is free, and give it."""
    with _listen(ports) as server:
        server.target = str(target)
        thread = threading.Thread(target=server.serve_forever, name="relay", daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
