"""The other ends of a ui process: a test plays the service and `human`."""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
from collections import deque
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

ROOT = Path(__file__).parents[2]
LABELS = {
    "stop": "Ctrl+Alt+S",
    "pause": "Ctrl+Alt+P",
    "approve": "Ctrl+Alt+Y",
    "second": "Ctrl+Alt+O",
    "reject": "Ctrl+Alt+N",
    "modify": "Ctrl+Alt+E",
    "rearm": "Ctrl+Alt+R",
}
_PATIENCE_S = 45.0
_MAX_BYTES = 60_000


class Peer:
    """Our end of one channel."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end
        self._heard: deque[dict[str, Any]] = deque()

    def send(self, kind: str, /, **fields: object) -> None:
        """Send one message."""
        self.socket.send(json.dumps({"t": kind, **fields}).encode())

    def expect(self, kind: str, /, *, timeout_s: float = _PATIENCE_S, **fields: object) -> dict[str, Any]:
        """Wait for a message of a type whose fields are these; earlier ones of other types are kept.

        Raises:
            AssertionError: it did not come, or the ui ended.
        """
        kept: deque[dict[str, Any]] = deque()
        deadline = monotonic() + timeout_s
        try:
            while True:
                message = self._next(deadline)
                assert message is not None, f"no `{kind}` {fields} in {timeout_s} s, only {list(kept)}"
                if message["t"] == kind and all(message.get(name) == value for name, value in fields.items()):
                    return message
                kept.append(message)
        finally:
            self._heard.extendleft(reversed(kept))

    def heard(self) -> list[dict[str, Any]]:
        """Take all that has come so far, without waiting."""
        while (message := self._read(0)) is not None:
            self._heard.append(message)
        heard, self._heard = list(self._heard), deque()
        return heard

    def _next(self, deadline: float) -> dict[str, Any] | None:
        if self._heard:
            return self._heard.popleft()
        return self._read(max(0.0, deadline - monotonic()))

    def _read(self, timeout_s: float) -> dict[str, Any] | None:
        if not select.select([self.socket], [], [], timeout_s)[0]:
            return None
        data = self.socket.recv(_MAX_BYTES)
        assert data, "the ui closed its channel"
        message: dict[str, Any] = json.loads(data)
        return message


class FakeService:
    """Starts a ui process and speaks to it.

    Attributes:
        service: The service's end.
        human: The end of `human`.
        process: The ui.
    """

    def __init__(self, env: Mapping[str, str], *, log: Path) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        human, human_theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.service, self.human = Peer(ours), Peer(human)
        self._log = log
        with theirs, human_theirs, log.open("wb") as errors:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-X", "dev", "-m", "supervisor.ui"),
                    *("--fd", str(theirs.fileno()), "--human-fd", str(human_theirs.fileno())),
                ],
                cwd=ROOT,
                env=dict(env),
                pass_fds=(theirs.fileno(), human_theirs.fileno()),
                stdin=subprocess.DEVNULL,
                stderr=errors,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, **settings: object) -> dict[str, Any]:
        """Wait until the ui is ready, configure it, and give what it said."""
        ready = self.service.expect("ready")
        self.service.send("config", labels=LABELS, settings=settings)
        return ready

    def mirror(
        self, mirror_id: int, kind: str = "click", *, state: str = "coming", ack: bool = True, **fields: Any
    ) -> None:
        """Show a mirror; with `ack`, wait until it is drawn."""
        fields = {"x": None, "y": None, "end": None, "rect": None, "words": "", "keys": "", "text": "", **fields}
        self.service.send("mirror", id=mirror_id, kind=kind, state=state, ack=ack, **fields)
        if ack:
            self.service.expect("drawn", id=mirror_id)

    def request(self, request_id: str, **fields: object) -> dict[str, Any]:
        """Ask, wait until the popup is visible, and give what `human` was told of it."""
        self.service.send("request", **{"id": request_id, **_REQUEST, **fields})
        self.service.expect("shown", id=request_id)
        return self.human.expect("popup", request=request_id)

    def errors(self) -> str:
        """Give what the ui wrote to its standard error."""
        return self._log.read_text(errors="replace")

    def close(self, timeout_s: float = 45.0) -> int:
        """Go away like a service that ends, and give the ui's exit status."""
        self.service.socket.close()
        self.human.socket.close()
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


_REQUEST: dict[str, object] = {
    "kind": "action",
    "sentence": "Click “Delete” in docs – Thunar",
    "why": "it deletes files",
    "rule": "delete-files",
    "agent": "helper",
    "point": None,
    "rect": None,
    "deadline_s": None,
    "masked": False,
}
