"""Quotes and backslashes of the shell, and the `!` that brings back earlier commands."""

from __future__ import annotations

import re

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}
_RECALL = re.compile(r"(?:^|[^\\${]|(?<!\$)\{|(?<!\\)(?:\\\\)+)!(?![\s=(\"']|$)")


def unescaped(text: str, only: str = "") -> str:
    """Take backslashes away; inside double quotes `only` the ones before these signs."""
    if "\\" not in text:
        return text
    out: list[str] = []
    signs = iter(text)
    for sign in signs:
        if sign != "\\":
            out.append(sign)
            continue
        following = next(signs, "")
        if following == "\n":
            continue
        out.append(following if not only or following in only else sign + following)
    return "".join(out)


def ansi_decoded(text: str) -> str:
    """Decode `$'…'`."""
    out: list[str] = []
    index = 0
    while index < len(text):
        sign = text[index]
        if sign != "\\" or index + 1 >= len(text):
            out.append(sign)
            index += 1
            continue
        code = text[index + 1]
        width, base = {"x": (2, 16), "u": (4, 16), "U": (8, 16)}.get(code, (3, 8) if code in "01234567" else (0, 0))
        if not width:
            out.append(_ESCAPES.get(code, code))
            index += 2
            continue
        start = index + (1 if base == 8 else 2)
        digits = ""
        for digit in text[start : start + width]:
            if digit.lower() not in "0123456789abcdef"[:base]:
                break
            digits += digit
        value = int(digits, base) if digits else 0
        out.append(chr(value) if 0 < value < 0x110000 else "\ufffd")
        index = start + max(len(digits), 0 if digits else 1)
    return "".join(out)


def recalls_unquoted(text: str) -> bool:
    """Tell whether a `!` in a text outside single quotes brings back an earlier command."""
    return "!" in text and _RECALL.search(text) is not None


def recalls(text: str) -> bool:
    """Tell the same of a whole line; one with single quotes has to be cut up first."""
    return "!" in text and "'" not in text and recalls_unquoted(text)
