"""A client for programs that wait until what they asked for is done."""

from __future__ import annotations

import binascii
import contextlib
import socket
import threading
from typing import TYPE_CHECKING, Any, Self

from supervisor.client.errors import CallError, ConnectionLost, NotSupervised, raise_unless_done
from supervisor.client.gestures import Gestures, statement_of
from supervisor.client.messages import ENDED, LONGEST_LINE, NEWS, NOT_OPEN, Address, Dialogue
from supervisor.client.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType


class Supervisor(Gestures[Outcome]):
    """A connection to the supervisor of this process; closed by `close`, or at the end of a `with` block.

    Safe to use from several threads: one call is under way at a time.

    Attributes:
        screen: Width and height of the desktop, physical px.
        on_held: Called when a person is asked about what is under way; in the thread that waits for it.
    """

    def __init__(
        self, address: Address | None = None, *, client: str = "", via: str = "python", model: str = ""
    ) -> None:
        """Connect.

        Args:
            address: Where to; None for what the environment says.
            client: Name and version of the program, for people.
            via: What carries it, for the record.
            model: Name and version of the model that decides what is done; empty where none does.

        Raises:
            NotSupervised: no supervisor is there for this process.
            CallError: it does not take this process for an agent.
        """
        self.on_held: Callable[[], None] = lambda: None
        self._dialogue = Dialogue()
        self._lock = threading.Lock()
        self._closed = False
        address = address or Address.of_environment()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with address.name() as name:
                self._socket.connect(name)
        except OSError as e:
            self._socket.close()
            raise NotSupervised(f"the supervisor does not answer at `{address.socket}`: {e.strerror or e}") from e
        self._file = self._socket.makefile("rb")
        try:
            greeting = self._call(*self._dialogue.hello(address, client, via, model))
            self._call(*self._dialogue.request("subscribe", {"topics": ["held"]}))
        except BaseException:
            self.close()
            raise
        self.screen: tuple[int, int] = (int(greeting["screen"]["width"]), int(greeting["screen"]["height"]))

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """End the connection: what waits is taken back, what is down is let go. Safe to call twice."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._file.close()
        self._socket.close()

    def propose(self, gesture: Mapping[str, Any], **said: Any) -> Outcome:
        """Do one gesture, once it is allowed; see `Gestures.propose`."""
        outcome = Outcome.of(self.call("propose", self.proposal(gesture, said)))
        return raise_unless_done(outcome, accept_modified=self.accept_modified)

    def act(self, gestures: Sequence[Mapping[str, Any]], **said: Any) -> list[Outcome]:
        """Do gestures in order; the first that is not done ends the rest. Raises nothing for what was not done.

        Returns:
            An outcome for each that was tried.
        """
        params = self.proposal({}, said)
        del params["gesture"]
        found = self.call("act", params | {"gestures": [dict(gesture) for gesture in gestures]})
        return [Outcome.of(raw) for raw in found["outcomes"]]

    def ask(
        self,
        tool: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        server: str = "",
        annotations: Mapping[str, Any] | None = None,
        **said: Any,
    ) -> Outcome:
        """Ask whether a tool may be used that makes no input; it is then for the caller to use it, just so.

        Args:
            tool: Its name, e.g. `send_email`.
            arguments: What it will be given, whole.
            server: What has it, e.g. `gmail`; empty for the agent's own.
            annotations: MCP's hints, where there are any; they make it graver only.
            said: See the class.

        Raises:
            Rejected: a person, or a rule (`Denied`), said no.
            Expired: the caller or its time was gone.
            Stopped: a person stopped all agents.
        """
        params: dict[str, Any] = {"tool": tool, "server": server, "arguments": dict(arguments or {})}
        params |= {"annotations": dict(annotations or {}), "statement": statement_of(said)}
        return raise_unless_done(Outcome.of(self.call("ask", params)))

    def screenshot(self) -> bytes:
        """Give a PNG of the whole desktop, without the supervisor's own windows.

        Raises:
            CallError: the screen gave no picture.
        """
        return binascii.a2b_base64(self.call("screenshot", {})["data"])

    def status(self) -> dict[str, Any]:
        """Say how the agent stands."""
        found: dict[str, Any] = self.call("status", {})
        return found

    def call(self, method: str, params: Mapping[str, Any]) -> Any:
        """Make any request of the protocol, and wait for its answer.

        Raises:
            CallError: it was not understood or not taken.
            ConnectionLost: the supervisor has gone.
        """
        with self._lock:
            return self._call(*self._dialogue.request(method, params))

    def _call(self, number: int, line: bytes) -> Any:
        try:
            self._socket.sendall(line)
            while True:
                message = Dialogue.read(self._file.readline(LONGEST_LINE))
                if message.get("method") == NEWS and "id" not in message:
                    self._hear(message.get("params"), number)
                elif message.get("id") == number:
                    return Dialogue.value(message)
                elif message.get("id") is None and "error" in message:
                    raise CallError(str(message["error"].get("message", "refused")))
        except (OSError, ValueError) as e:
            raise ConnectionLost(NOT_OPEN if self._closed else ENDED) from e

    def _hear(self, news: Any, number: int) -> None:
        if isinstance(news, dict) and news.get("state") == "held" and news.get("call") == number:
            self.on_held()
