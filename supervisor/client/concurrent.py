"""A client for asyncio: several calls may wait at once, and one that is cancelled is taken back."""

from __future__ import annotations

import asyncio
import binascii
import contextlib
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Self

from supervisor.client.errors import ConnectionLost, NotSupervised, raise_unless_done
from supervisor.client.gestures import Gestures, statement_of
from supervisor.client.messages import ENDED, LONGEST_LINE, NEWS, NOT_OPEN, Address, Dialogue
from supervisor.client.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType


class AsyncSupervisor(Gestures[Awaitable[Outcome]]):
    """A connection to the supervisor of this process, made by `async with AsyncSupervisor() as supervisor`.

    Attributes:
        screen: Width and height of the desktop, physical px; 0 before it is connected.
    """

    def __init__(
        self, address: Address | None = None, *, client: str = "", via: str = "python", model: str = ""
    ) -> None:
        """Prepare; nothing is connected yet.

        Args:
            address: Where to; None for what the environment says.
            client: Name and version of the program, for people.
            via: What carries it, for the record.
            model: Name and version of the model that decides what is done; empty where none does.
        """
        self.screen = (0, 0)
        self._address = address
        self._client = client
        self._via = via
        self._model = model
        self._dialogue = Dialogue()
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._held: dict[int, Callable[[], None]] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Connect.

        Raises:
            NotSupervised: no supervisor is there for this process.
            CallError: it does not take this process for an agent.
        """
        address = self._address or Address.of_environment()
        try:
            with address.name() as name:
                self._reader, self._writer = await asyncio.open_unix_connection(name, limit=LONGEST_LINE)
        except OSError as e:
            raise NotSupervised(f"the supervisor does not answer at `{address.socket}`: {e.strerror or e}") from e
        self._listening = asyncio.create_task(self._listen(self._reader))
        try:
            greeting = await self._call(*self._dialogue.hello(address, self._client, self._via, self._model))
            await self.call("subscribe", {"topics": ["held"]})
        except BaseException:
            await self.close()
            raise
        self.screen = (int(greeting["screen"]["width"]), int(greeting["screen"]["height"]))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """End the connection: what waits is taken back, what is down is let go. Safe to call twice."""
        if self._writer is not None:
            self._writer.close()
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening
            self._listening = None

    async def propose(
        self, gesture: Mapping[str, Any], *, on_held: Callable[[], None] | None = None, **said: Any
    ) -> Outcome:
        """Do one gesture, once it is allowed; see `Gestures.propose`.

        Args:
            gesture: As the protocol has it.
            on_held: Called when a person is asked.
            said: See `Gestures`.
        """
        outcome = Outcome.of(await self.call("propose", self.proposal(gesture, said), on_held=on_held))
        return raise_unless_done(outcome, accept_modified=self.accept_modified)

    async def act(self, gestures: Sequence[Mapping[str, Any]], **said: Any) -> list[Outcome]:
        """Do gestures in order; the first that is not done ends the rest. Raises nothing for what was not done.

        Returns:
            An outcome for each that was tried.
        """
        params = self.proposal({}, said)
        del params["gesture"]
        found = await self.call("act", params | {"gestures": [dict(gesture) for gesture in gestures]})
        return [Outcome.of(raw) for raw in found["outcomes"]]

    async def ask(
        self,
        tool: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        server: str = "",
        annotations: Mapping[str, Any] | None = None,
        on_held: Callable[[], None] | None = None,
        **said: Any,
    ) -> Outcome:
        """Ask whether a tool may be used that makes no input; see `Supervisor.ask`."""
        params: dict[str, Any] = {"tool": tool, "server": server, "arguments": dict(arguments or {})}
        params |= {"annotations": dict(annotations or {}), "statement": statement_of(said)}
        return raise_unless_done(Outcome.of(await self.call("ask", params, on_held=on_held)))

    async def screenshot(self) -> bytes:
        """Give a PNG of the whole desktop, without the supervisor's own windows; see `Supervisor.screenshot`."""
        found = await self.call("screenshot", {})
        return binascii.a2b_base64(found["data"])

    async def status(self) -> dict[str, Any]:
        """Say how the agent stands."""
        found: dict[str, Any] = await self.call("status", {})
        return found

    async def call(self, method: str, params: Mapping[str, Any], *, on_held: Callable[[], None] | None = None) -> Any:
        """Make any request of the protocol, and wait for its answer; cancelled, the call is taken back.

        Raises:
            CallError: it was not understood or not taken.
            ConnectionLost: the supervisor has gone.
        """
        return await self._call(*self._dialogue.request(method, params), on_held=on_held)

    async def _call(self, number: int, line: bytes, *, on_held: Callable[[], None] | None = None) -> Any:
        if self._writer is None or self._listening is None:
            raise ConnectionLost(NOT_OPEN)
        if self._listening.done():
            raise ConnectionLost(ENDED)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        if on_held is not None:
            self._held[number] = on_held
        try:
            # Written at once: calls keep the order in which they were made.
            self._writer.write(line)
            await self._writer.drain()
            return Dialogue.value(await answer)
        except OSError as e:
            raise ConnectionLost(ENDED) from e
        except asyncio.CancelledError:
            if not answer.done() or answer.cancelled():
                self._writer.write(self._dialogue.request("cancel", {"call": number})[1])
            raise
        finally:
            self._answers.pop(number, None)
            self._held.pop(number, None)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        lost = ConnectionLost(ENDED)
        try:
            while True:
                self._take(Dialogue.read(await reader.readline()))
        except (OSError, ValueError):
            pass
        except ConnectionLost as e:
            lost = e
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(lost)

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == NEWS:
            news = message.get("params")
            if isinstance(news, dict) and news.get("state") == "held" and news.get("call") in self._held:
                self._held[news["call"]]()
            return
        answer = self._answers.get(message.get("id") or 0)
        if answer is not None and not answer.done():
            answer.set_result(message)
