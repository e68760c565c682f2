"""Bending what is whole: bytes, text, and JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_STRANGE = (0, 1, -1, 2**31, 2**63, -(2**63) - 1, 1e308, float("inf"), float("nan"), True, None)
_TEXTS = ("", "\x00", "\n", "\ud800", "\u202etxt.exe", "𐀀" * 9, "x" * 5000, "../../etc/passwd", "%s%n", "ctrl+alt+y")


def bend(data: bytes, rng: random.Random, tokens: Sequence[bytes] = ()) -> bytes:
    """Change bytes in one to four places: turn bits, overwrite, cut, repeat, move, or put in one of `tokens`."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(len(out) + 1)
        run = min(rng.choice((1, 1, 2, 4, 16, 200, 4096)), len(out) - at)
        match rng.randrange(6 if tokens else 5):
            case 0 if run:
                out[at] ^= 1 << rng.randrange(8)
            case 1:
                out[at : at + run] = rng.randbytes(run)
            case 2:
                del out[at : at + run]
            case 3:
                out[at:at] = out[at : at + run]
            case 4:
                moved = bytes(out[at : at + run])
                place = rng.randrange(len(out) + 1)
                out[place : place + run] = moved
            case 5:
                out[at : at + rng.choice((0, run))] = rng.choice(tokens)
    return bytes(out)


def value(rng: random.Random, depth: int = 3) -> Any:
    """Draw any JSON value, strange ones often."""
    match rng.randrange(6 if depth else 3):
        case 0:
            return rng.choice(_STRANGE)
        case 1:
            return rng.choice(_TEXTS)
        case 2:
            return rng.randrange(-300, 70_000)
        case 3:
            return [value(rng, depth - 1) for _ in range(rng.randrange(4))]
        case 4:
            return {rng.choice((*_TEXTS[:6], "t", "pid")): value(rng, depth - 1) for _ in range(rng.randrange(4))}
    return bool(rng.randrange(2))


def bent_message(message: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Change, drop or add members of a message."""
    out = dict(message)
    for name in list(out):
        if name != "t" and rng.random() < 0.4:
            if rng.random() < 0.2:
                del out[name]
            else:
                out[name] = value(rng)
    if rng.random() < 0.1:
        out["t"] = value(rng)
    if rng.random() < 0.2:
        out[rng.choice(_TEXTS)] = value(rng)
    return out
