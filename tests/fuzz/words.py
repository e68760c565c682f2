"""Sessions of agents that talk, bent: what is shared by the JSON-RPC socket and the HTTP front of MCP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fuzz.mutations import bend, value

if TYPE_CHECKING:
    import random

TOKENS = (
    *(b"NaN", b"1e999", b"-Infinity", b"null", b'"\\ud800"', b'"id":1,', b"[" * 40, b"{" * 40, b"9" * 400, b"\n"),
    *(b"\r\n", b"\x00", b"\xff\xfe", b'\\"', b'{"jsonrpc":"2.0"', b'"id":"1"', b'"id":1.0', b"-0", b"true"),
)
_STRANGE = (
    b"",
    b"{}",
    b"[]",
    b"[{}]",
    b"null",
    b"0",
    b'"x"',
    b"{" * 5000,
    b"[" * 5000,
    b'{"a":' * 400 + b"1" + b"}" * 400,
)


def bent_data(message: Any, rng: random.Random) -> Any:
    """Change a value somewhere inside of a message."""
    if isinstance(message, dict) and message and rng.random() < 0.8:
        name = rng.choice(list(message))
        match rng.randrange(6):
            case 0:
                return {key: held for key, held in message.items() if key != name}
            case 1:
                return message | {rng.choice(("", "id", "method", "call", "x" * 300)): value(rng)}
            case _:
                return message | {name: bent_data(message[name], rng)}
    if isinstance(message, list) and message and rng.random() < 0.5:
        at = rng.randrange(len(message))
        return [*message[:at], bent_data(message[at], rng), *message[at:]]
    return value(rng)


def written(message: dict[str, Any], rng: random.Random) -> bytes:
    """Write a message as an enemy does: whole, changed in its values or its bytes, in a batch, or another thing."""
    match rng.randrange(20):
        case 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7:
            return _json(message)
        case 8 | 9 | 10 | 11:
            return _json(message | {"params": bent_data(message["params"], rng)})
        case 12 | 13:
            return _json(bent_data(message, rng))
        case 14 | 15 | 16:
            return bend(_json(message), rng, TOKENS)
        case 17:
            return bend(_json(bent_data(message, rng)), rng, TOKENS)
        case 18:
            return _json([message] * rng.randrange(3))
    return rng.choice(_STRANGE)


def _json(message: Any) -> bytes:
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode()


def pieces(data: bytes, rng: random.Random) -> list[bytes]:
    """Cut what is written anywhere, or leave it whole."""
    if rng.random() < 0.7:
        return [data]
    cuts = sorted(rng.randrange(len(data) + 1) for _ in range(rng.randrange(1, 5)))
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True) if start < end]
