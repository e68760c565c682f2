"""Which script a text is written in."""

from __future__ import annotations

from bisect import bisect_right

_STARTS = (
    (0, "latin"),
    (0x370, "greek"),
    (0x400, "cyrillic"),
    (0x530, "armenian"),
    (0x590, "hebrew"),
    (0x600, "arabic"),
    (0x700, ""),
    (0x750, "arabic"),
    (0x780, ""),
    (0x900, "devanagari"),
    (0x980, "bengali"),
    (0xA00, "gurmukhi"),
    (0xA80, "gujarati"),
    (0xB00, ""),
    (0xB80, "tamil"),
    (0xC00, "telugu"),
    (0xC80, "kannada"),
    (0xD00, "malayalam"),
    (0xD80, "sinhala"),
    (0xE00, "thai"),
    (0xE80, "lao"),
    (0xF00, ""),
    (0x1000, "myanmar"),
    (0x10A0, "georgian"),
    (0x1100, "hangul"),
    (0x1200, "ethiopic"),
    (0x13A0, ""),
    (0x1780, "khmer"),
    (0x1800, "latin"),
    (0x1F00, "greek"),
    (0x2000, ""),
    (0x3040, "han"),
    (0xAC00, "hangul"),
    (0xD7B0, ""),
    (0xF900, "han"),
    (0xFB00, ""),
)
"""First sign of each block of signs, and the folder of its words (the Unicode standard, Blocks.txt)."""
_BLOCKS = tuple(start for start, _ in _STARTS)

SCRIPTS = frozenset(script for _, script in _STARTS if script)
"""Every script that has a name; the folders of the lexicon."""
UNSPACED = frozenset({"han", "thai", "lao", "khmer", "myanmar"})
"""Scripts that write words without blanks between them."""


def script_of(text: str) -> str:
    """Give the script of a text: the most frequent one that is not Latin, else `latin`.

    Args:
        text: A folded text.

    Returns:
        The folder of the lexicon; empty when there are no letters of a known script.
    """
    if text.isascii():
        return "latin"
    counts: dict[str, int] = {}
    for sign in text:
        if sign.isalpha():
            script = _STARTS[bisect_right(_BLOCKS, ord(sign)) - 1][1]
            counts[script] = counts.get(script, 0) + 1
    others = {script: count for script, count in counts.items() if script not in ("latin", "")}
    return max(others, key=lambda script: others[script]) if others else "latin" if counts else ""
