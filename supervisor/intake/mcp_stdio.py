"""MCP over standard streams, read strictly: what cannot be served is answered with its error and goes no further.

Source: Model Context Protocol, schema 2025-11-25, "Transports", stdio: one message a line, UTF-8.
"""

from __future__ import annotations

import os
import select
import stat
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import anyio
from mcp.shared.message import SessionMessage
from mcp_types import JSONRPCError, JSONRPCResponse, jsonrpc_message_adapter
from pydantic import ValidationError

from supervisor.wire.jsonrpc import INVALID_REQUEST, JsonRpcError, Lines, TooLongError, failure
from supervisor.wire.mcp_messages import LONGEST_MESSAGE_BYTES, Said

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

    Streams = tuple[MemoryObjectReceiveStream[SessionMessage | Exception], MemoryObjectSendStream[SessionMessage]]

_READ_BYTES = 65_536
_AT_ONCE_BYTES = 4_096
"""A pipe that can be written to takes as much without blocking: PIPE_BUF, pipe(7)."""


class Stdio:
    """The client at the other end of two descriptors.

    A client that does not read its answers is not read from either: no more than one answer waits in memory for each
    of the requests that may be outstanding.
    """

    def __init__(self, reads: int, writes: int) -> None:
        """Take descriptors, which may block and stay the caller's."""
        self._reads = reads
        self._writes = writes
        self._said = Said()
        self._writing = anyio.Lock()
        self._waited_for, self._watched = _tells_when_ready(reads), _tells_when_ready(writes)

    @asynccontextmanager
    async def streams(self) -> AsyncIterator[Streams]:
        """Give what the library reads from and writes to."""
        arrives, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)
        write, leaves = anyio.create_memory_object_stream[SessionMessage](0)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._read, arrives)
            tasks.start_soon(self._write, leaves)
            yield read, write
            tasks.cancel_scope.cancel()

    async def _read(self, arrives: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
        lines = Lines(LONGEST_MESSAGE_BYTES)
        async with arrives:
            # A client that closes a socket with answers unread in it resets it: that is its end, like any other.
            with suppress(anyio.BrokenResourceError, ConnectionResetError):
                while data := await self._in():
                    try:
                        whole = lines.feed(data)
                    except TooLongError as e:
                        await self._out(failure(e))
                        return
                    for line in whole:
                        await self._take(line, arrives)

    async def _in(self) -> bytes:
        # A thread that waits costs a call of a tool two changes of threads.
        if self._waited_for:
            await anyio.wait_readable(self._reads)
            return os.read(self._reads, _READ_BYTES)
        return await anyio.to_thread.run_sync(os.read, self._reads, _READ_BYTES, abandon_on_cancel=True)

    async def _take(self, line: bytes, arrives: MemoryObjectSendStream[SessionMessage | Exception]) -> None:
        try:
            raw = self._said.take(line)
            try:
                message = jsonrpc_message_adapter.validate_python(raw, by_name=False)
            except ValidationError as e:
                self._said.over(raw.get("id"))
                raise JsonRpcError(INVALID_REQUEST, "this is no message of MCP", call=raw.get("id")) from e
        except JsonRpcError as e:
            await self._out(failure(e))
            return
        await arrives.send(SessionMessage(message))

    async def _write(self, leaves: MemoryObjectReceiveStream[SessionMessage]) -> None:
        async with leaves:
            async for sent in leaves:
                if isinstance(sent.message, (JSONRPCResponse, JSONRPCError)):
                    self._said.over(sent.message.id)
                line = sent.message.model_dump_json(by_alias=True, exclude_unset=True)
                await self._out(line.encode() + b"\n")

    async def _out(self, line: bytes) -> None:
        async with self._writing:
            # Whoever closed their end hears nothing any more, and is told so by the end of what they send.
            with suppress(OSError):
                if self._watched and len(line) <= _AT_ONCE_BYTES and _is_writable(self._writes):
                    _write_all(self._writes, line)
                    return
                await anyio.to_thread.run_sync(_write_all, self._writes, line, abandon_on_cancel=True)


def _tells_when_ready(number: int) -> bool:
    """Tell whether a descriptor is a pipe or a socket: the system does not wait for files, nor for all devices."""
    kind = os.fstat(number).st_mode
    return os.name == "posix" and (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind))


def _is_writable(number: int) -> bool:
    poll = select.poll()
    poll.register(number, select.POLLOUT)
    return bool(poll.poll(0))


def _write_all(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]
