"""JSON-RPC 2.0, one message a line: cut the stream, understand a message, write one. Pure.

Source: the JSON-RPC 2.0 Specification, sections 4 to 6. Framing is by line feeds (no line feed occurs inside of JSON
that is written on one line); a carriage return before it and empty lines are let pass. Stricter than the
specification, for whoever writes two readings into one message means harm or is broken: a name twice in an object,
numbers that are not finite, ids that are neither a whole number nor a short text. A batch is refused: its order would
be anybody's guess, and what shall follow one another is sent one after the other.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any, TypeAlias

LONGEST_LINE_BYTES = 262_144
"""The longest text of the vocabulary, each character escaped twice over, and room for what is said of it."""
DEEPEST = 32
"""Objects and lists in one another; what is meant here needs eight."""
LONGEST_ID = 128
"""Characters of an id."""
LARGEST_ID = 2**53 - 1
"""Beyond, many readers of JSON change a number without a word."""

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = (
    -32700,
    -32600,
    -32601,
    -32602,
    -32603,
)

Id: TypeAlias = int | str


class JsonRpcError(Exception):
    """The caller's: a message that cannot be served, as the error object that answers it."""

    def __init__(self, code: int, message: str, data: Any = None, *, call: Id | None = None) -> None:
        """Take what is wrong.

        Args:
            code: By the specification, section 5.1, or of ours from -32000 on.
            message: One line.
            data: More about it, JSON data; None for nothing.
            call: Id of the request; None where it could not be read.
        """
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data
        self.call = call


class TooLongError(JsonRpcError):
    """A line without an end: nothing that follows can be understood."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a caller wants."""

    method: str
    params: dict[str, Any]
    """Empty when there are none."""
    id: Id | None
    """None for a notification, which is never answered."""


@dataclass(slots=True)
class Lines:
    """Cuts a stream, whatever the pieces in which it comes."""

    longest: int = LONGEST_LINE_BYTES
    """Bytes of a message."""
    _rest: bytearray = field(default_factory=bytearray)
    _searched: int = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Take the next piece and give the lines that are whole by now.

        Raises:
            TooLongError: a line is longer than any message; the stream is of no use any more.
        """
        self._rest += data
        lines: list[bytes] = []
        while (end := self._rest.find(b"\n", self._searched)) >= 0:
            if end > self.longest:
                break
            line = bytes(self._rest[:end]).strip(b" \t\r")
            del self._rest[: end + 1]
            self._searched = 0
            if line:
                lines.append(line)
        self._searched = len(self._rest) if end < 0 else 0
        if end > self.longest or len(self._rest) > self.longest:
            raise TooLongError(INVALID_REQUEST, f"a message is longer than {self.longest} bytes")
        return lines


def read(line: bytes) -> Request:
    """Understand a message.

    Raises:
        JsonRpcError: it is none; the error to answer with.
    """
    return _request(parse(line))


def parse(line: bytes) -> dict[str, Any]:
    """Read the object that a message is, whatever it says.

    Raises:
        JsonRpcError: it is none, or can be read in two ways; the error to answer with.
    """
    if _depth(line) > DEEPEST:
        raise JsonRpcError(INVALID_REQUEST, f"a message is nested deeper than {DEEPEST}")
    try:
        raw = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as e:
        why = "a name comes twice" if isinstance(e, _TwiceError) else "it is no JSON in UTF-8"
        raise JsonRpcError(PARSE_ERROR, f"the message cannot be read: {why}") from e
    if isinstance(raw, list):
        raise JsonRpcError(INVALID_REQUEST, "batches are not served: send the messages one after the other")
    if not isinstance(raw, dict):
        raise JsonRpcError(INVALID_REQUEST, "a message is an object")
    return raw


def _request(raw: dict[str, Any]) -> Request:
    call = raw.get("id")
    if "id" in raw and not is_id(call):
        raise JsonRpcError(INVALID_REQUEST, f"`id` is a whole number or a text of at most {LONGEST_ID} characters")
    if raw.get("jsonrpc") != "2.0":
        raise JsonRpcError(INVALID_REQUEST, '`jsonrpc` has to be "2.0"', call=call)
    method, params = raw.get("method"), raw.get("params", {})
    if not isinstance(method, str):
        raise JsonRpcError(INVALID_REQUEST, "`method` is missing or no text", call=call)
    unknown = sorted(raw.keys() - {"jsonrpc", "id", "method", "params"})
    if unknown:
        raise JsonRpcError(INVALID_REQUEST, f"`{unknown[0][:LONGEST_ID]}` is no part of a request", call=call)
    if not isinstance(params, dict):
        raise JsonRpcError(INVALID_PARAMS, "`params` has to be an object: parameters go by name", call=call)
    return Request(method, params, call)


def is_id(value: object) -> bool:
    """Tell whether something may be an id; `null` may not, it is what answers a message that has none."""
    if isinstance(value, str):
        return len(value) <= LONGEST_ID
    return type(value) is int and abs(value) <= LARGEST_ID


def result(call: Id, value: Any) -> bytes:
    """Write an answer."""
    return _line({"jsonrpc": "2.0", "id": call, "result": value})


def failure(error: JsonRpcError) -> bytes:
    """Write the answer to what cannot be served."""
    said: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.data is not None:
        said["data"] = error.data
    return _line({"jsonrpc": "2.0", "id": error.call, "error": said})


def notification(method: str, params: dict[str, Any]) -> bytes:
    """Write news that nobody answers."""
    return _line({"jsonrpc": "2.0", "method": method, "params": params})


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


class _TwiceError(ValueError):
    """A name comes twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _no_constant(_name: str) -> object:
    raise ValueError


def _finite(digits: str) -> float:
    """Read a number; one like 1e999 would become infinite without a word."""
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError
    return number


def _depth(line: bytes) -> int:
    """Give how deep a message is nested; 0 where it cannot be too deep."""
    if line.count(b"{") + line.count(b"[") <= DEEPEST:
        return 0
    deepest = depth = 0
    inside = escaped = False
    for byte in line:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest
