"""Texts from outside, made fit to stand beside our own words: titles, names and what was typed."""

from __future__ import annotations

import unicodedata

LONGEST_TITLE = 60
"""Characters of a title or name that are shown."""

_FSI, _PDI = "\u2068", "\u2069"
_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚"})


def shown(text: str, limit: int = LONGEST_TITLE) -> str:
    """Make a text that came from outside safe to show beside our own words.

    Control, direction and other invisible signs become visible marks, line breaks become `⏎`, what is too long is cut
    with `…`, and a text with right-to-left letters is isolated so that it cannot reorder what stands around it.

    Args:
        text: Any text.
        limit: Longest result, in characters, isolation marks aside.

    Returns:
        The text to show.
    """
    cut = text[: limit * 2]
    marked = "".join(_visible(sign) for sign in cut)
    marked = marked if len(marked) <= limit and len(text) <= len(cut) else marked[: limit - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in marked):
        return f"{_FSI}{marked}{_PDI}"
    return marked


def quoted(text: str, limit: int = LONGEST_TITLE) -> str:
    """Put a text from outside in quotes; its own quotes become single ones, so that it cannot end ours."""
    return f"“{shown(text, limit).translate(_INNER)}”"


def named(name: str, limit: int = LONGEST_TITLE) -> str:
    """Quote the name of a thing inside a clause that `shown` is still to be asked for, which isolates it as a whole.

    A long name loses its middle: the end of `report … final.odt` tells as much as its beginning.
    """
    marked = "".join(_visible(sign) for sign in name[:limit] + name[limit:][-limit:])
    return f"“{middle_cut(marked, limit).translate(_INNER)}”"


def middle_cut(text: str, limit: int) -> str:
    """Shorten a text to `limit` characters; both of its ends stay."""
    if len(text) <= limit:
        return text
    kept = limit * 2 // 3
    end = text[kept + 1 - limit :].lstrip()
    while end and unicodedata.combining(end[0]):
        end = end[1:]  # an accent without its letter
    return f"{text[:kept].rstrip()}…{end}"


def _visible(sign: str) -> str:
    code = ord(sign)
    if sign in "\r\n":
        return "⏎"
    if sign == "\t":
        return "⇥"
    if code < 32:
        return chr(0x2400 + code)
    if code == 127:
        return "␡"
    if 0xD800 <= code <= 0xDFFF:
        return "�"
    if sign != " " and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cn", "Co"):
        return f"⟨{code:04X}⟩"
    return sign
