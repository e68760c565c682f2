"""Makes text of strangers harmless for a terminal: what cannot be seen as itself is shown by its number."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories: control, format (bidi, zero width, tags), surrogate, private, unassigned, line-breaking."""

_LOOKS_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing, though their category is that of visible ones."""


def plain(text: str) -> str:
    """Give `text` with control, bidirectional, invisible and line-breaking characters written as escapes.

    A window title can hold them, and a terminal would obey: move the cursor, recolour, reorder or hide words.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN and char not in _LOOKS_BLANK:
        return char
    if char in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[char]
    number = ord(char)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def shortened(text: str, limit: int) -> str:
    """Give at most `limit` characters of `text`, cut at the end."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
