"""Texts from outside, made fit to stand beside our own words: titles, names and what was typed."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TITLE = 60
"""Characters of a title or name that are shown."""

_FSI, _PDI = "\u2068", "\u2069"
MOST_ACCENTS = 4
"""Marks on one letter that are shown as such (Unicode TS 39, 5.4); more would be drawn over what stands around it."""
_FEWEST_BLANKS = 3
"""So many in a row are shown as signs: they would part a name, or push it out of sight."""
_LOOKS_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing, though their category is that of visible ones."""
_BLANKS = re.compile(rf"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{{{_FEWEST_BLANKS},}}")
_LIKE_LATIN = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα")
"""Cyrillic and Greek letters that look like Latin ones; in a word with Latin ones they are there to deceive."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile("[A-Za-z]")
_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚"})


def shown(text: str, limit: int = LONGEST_TITLE) -> str:
    """Make a text that came from outside safe to show beside our own words.

    Control, direction and other invisible signs become visible marks, line breaks become `⏎`, many blanks `␣`, what
    is too long is cut with `…`, and a text with right-to-left letters is isolated so that it cannot reorder what
    stands around it.

    Args:
        text: Any text.
        limit: Longest result, in characters, isolation marks aside.

    Returns:
        The text to show.
    """
    cut = text[: limit * 2]
    marked = _marked(cut)
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
    marked = _marked(name[:limit] + name[limit:][-limit:])
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


def _marked(text: str) -> str:
    """Make visible what would not be seen, or taken for another, and keep accents from running over."""
    if text.isascii() and text.isprintable() and " " * _FEWEST_BLANKS not in text:
        return text
    text = _WORD.sub(_told_apart, text)
    seen: list[str] = []
    accents = 0
    for sign in text:
        accents = accents + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        seen.append(f"⟨{ord(sign):04X}⟩" if accents > MOST_ACCENTS else _visible(sign))
    return _BLANKS.sub(lambda blanks: "␣" * len(blanks[0]), "".join(seen))


def _told_apart(word: re.Match[str]) -> str:
    """Mark what looks Latin in a word that is Latin otherwise."""
    if word[0].isascii() or not _LATIN.search(word[0]):
        return word[0]
    return "".join(f"⟨{ord(sign):04X}⟩" if sign in _LIKE_LATIN else sign for sign in word[0])


def _visible(sign: str) -> str:
    code = ord(sign)
    if sign in _LOOKS_BLANK:
        return f"⟨{code:04X}⟩"
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
