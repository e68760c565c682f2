"""What one connection of MCP says, message by message: read strictly, and each request taken once. Pure.

The library that serves MCP drops a message that it cannot read, without a word, and runs a request whose id comes a
second time. Whoever sends either is told here, before the library sees it.

Source: Model Context Protocol, schema 2025-11-25, "Base protocol": an id is a text or a whole number and is used once
by its requester in a session; JSON-RPC batches are no part of it since 2025-06-18.
"""

from __future__ import annotations

import re
from typing import Any

from supervisor.wire.jsonrpc import INVALID_REQUEST, LONGEST_ID, Id, JsonRpcError, is_id, parse

LONGEST_MESSAGE_BYTES = 1_048_576
"""Of a client's: a call that is longer is refused by the gate in any case."""
MAX_IDS = 100_000
"""Ids of one connection that are kept; those that follow one another as numbers cost nothing."""
MAX_OUTSTANDING = 64
"""Requests of one connection that are not answered."""
TOO_MANY = -32004
"""As of `agent_protocol`."""
NOT_DONE = -32009
"""What was to be read of a wrapped server was refused by a rule or a person. `agent_protocol` has those before."""


_NUMBER = re.compile(r"0|-?[1-9]\d{0,15}", re.ASCII)
"""A text that is written as its number is."""


class Said:
    """What a connection has said."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._used: set[str | int] = set()
        self._row: range | None = None
        """Numbers that were used one after the other, from the first that came."""
        self._outstanding: set[str] = set()

    @property
    def kept(self) -> int:
        """How many ids are kept."""
        return len(self._used)

    def take(self, data: bytes, *, full: bool = False) -> dict[str, Any]:
        """Take the next message.

        Args:
            data: As it came.
            full: No more ids are to be kept.

        Raises:
            JsonRpcError: it cannot be served; the error to answer with.
        """
        raw = parse(data)
        call = raw.get("id")
        if raw.get("jsonrpc") != "2.0":
            raise JsonRpcError(INVALID_REQUEST, '`jsonrpc` has to be "2.0"', call=call if is_id(call) else None)
        if "id" in raw and not is_id(call):
            raise JsonRpcError(
                INVALID_REQUEST, f"`id` is a whole number or a text of at most {LONGEST_ID} characters"
            )
        if not isinstance(raw.get("method", ""), str) or not isinstance(raw.get("params", {}), dict):
            raise JsonRpcError(INVALID_REQUEST, "`method` is a text and `params` an object", call=call)
        if "method" in raw and call is not None:
            self._request(call, full=full)
        elif raw.get("method") == "notifications/cancelled":
            # The library answers no request that was cancelled.
            self.over(raw.get("params", {}).get("requestId"))
        elif "method" not in raw and ("result" in raw) == ("error" in raw):
            raise JsonRpcError(INVALID_REQUEST, "this is neither a request nor an answer", call=call)
        return raw

    def _request(self, call: Id, *, full: bool) -> None:
        # The library takes 7 and "7" for the same when a call is cancelled.
        key = int(call) if isinstance(call, str) and _NUMBER.fullmatch(call) else call
        row = self._row
        if row is None and isinstance(key, int):
            row = range(key, key)
        follows = row is not None and key == row.stop
        if key in self._used or (row is not None and isinstance(key, int) and key in row):
            raise JsonRpcError(INVALID_REQUEST, "this id was used before: each request runs once", call=call)
        if not follows and (full or len(self._used) >= MAX_IDS):
            raise JsonRpcError(TOO_MANY, "too many requests were made: connect anew", call=call)
        if len(self._outstanding) >= MAX_OUTSTANDING:
            raise JsonRpcError(TOO_MANY, f"{MAX_OUTSTANDING} requests are not answered: wait", call=call)
        if row is not None and follows:
            stop = row.stop + 1
            while stop in self._used:
                self._used.discard(stop)
                stop += 1
            self._row = range(row.start, stop)
        else:
            self._used.add(key)
        self._outstanding.add(str(call))

    def over(self, call: object) -> None:
        """Note that a request was answered, or never will be."""
        self._outstanding.discard(str(call))
