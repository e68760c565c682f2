"""Texts that others wrote, made fit to be shown: no hidden characters, no run-away direction, bounded length."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ELLIPSIS = "…"
_QUOTED = re.compile("“[^”]*”")
_NAMES = re.compile(
    f"“([^“”]*)”|{FIRST_STRONG_ISOLATE}([^{POP_ISOLATE}]*){POP_ISOLATE}"
    r"|\((.*?)\)(?=: |, )|(?<= in )([^()“”]+?)(?=: it )"
)
"""What others wrote in a sentence of ours: in quotes, isolated, the title in brackets before a colon, or alone."""
_LOOKS_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing, though their category is that of visible ones."""
_SHORTEST = 2
"""Characters of it that stay."""
_SHORT = 12
"""One of no more characters is shortened last."""
_MOST_ACCENTS = 4
"""Marks on one letter (Unicode TS 39, 5.4); more are drawn over what stands around it."""
_ISOLATES = re.compile(f"([{FIRST_STRONG_ISOLATE}{POP_ISOLATE}])")
_PLACE = " in "
_SHOWN_CONTROLS = {"\n": "⏎", "\r": "⏎", "\t": "⇥"}


def cleaned(text: str) -> str:
    """Take out what could make a text look other than it is.

    Window titles and control names are written by programs, and web pages: direction overrides would let
    “Delete” read as something else (Unicode TR 36, 2.9), control characters would break the layout.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    accents = 0
    for character in text:
        # By category: marks of Thai and enclosing ones pile up as well, though they have no combining class.
        accents = accents + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if accents > _MOST_ACCENTS or character in _LOOKS_BLANK:
            continue
        if character in _SHOWN_CONTROLS:
            shown.append(_SHOWN_CONTROLS[character])
        elif unicodedata.category(character) in {"Zl", "Zp"}:
            shown.append("⏎")
        elif unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or character in "\u200c\u200d":
            # The joiners are kept: Persian and Indic words and emoji need them, and they move nothing.
            shown.append(character)
    return "".join(shown)


def isolated(sentence: str) -> str:
    """Clean a sentence of ours and keep the names inside it from turning the rest around.

    Names that are isolated already stay so (Unicode UAX 9, 2.4.2). In a sentence without any, what is in “quotes” and
    the place named after the first ` in ` outside quotes get a direction of their own, so that an Arabic title reads
    right and our words stay in their order.
    """
    if FIRST_STRONG_ISOLATE in sentence:
        return _balanced(sentence)
    clean = cleaned(sentence)
    if not any(unicodedata.bidirectional(character) in {"R", "AL", "AN"} for character in clean):
        return clean
    head, place, effect = _split(clean)
    head = _QUOTED.sub(lambda match: f"“{_isolate(match.group()[1:-1])}”", head)
    return head + (_PLACE + _isolate(place) if place else "") + effect


def begins_leftwards(text: str) -> bool:
    """Tell whether the first letter outside isolated names is of a script that runs from right to left."""
    depth = 0
    for character in text:
        if character == FIRST_STRONG_ISOLATE:
            depth += 1
        elif character == POP_ISOLATE:
            depth = max(0, depth - 1)
        elif not depth and unicodedata.bidirectional(character) in {"L", "R", "AL"}:
            return unicodedata.bidirectional(character) != "L"
    return False


def sentence_case(text: str) -> str:
    """Begin with a capital letter, as a sentence that stands alone does."""
    return text[:1].upper() + text[1:]


def elided(text: str, fits: Callable[[str], bool]) -> str:
    """Shorten `text` in the middle until it fits: both ends of a title or command tell most.

    Args:
        text: Any text.
        fits: Tells whether a candidate fits its room.
    """
    if fits(text):
        return text
    low, high = 0, max(0, len(text) - 1)  # how many characters to keep
    while low < high:
        keep = (low + high + 1) // 2
        if fits(_middle_cut(text, keep)):
            low = keep
        else:
            high = keep - 1
    return _middle_cut(text, low)


def elided_sentence(sentence: str, fits: Callable[[str], bool]) -> str:
    """Shorten the names in a sentence of ours until it fits, then the sentence itself.

    What others wrote gives way to what we say of it: else a title could be as wide as it takes to cut out what the
    action does.

    Args:
        sentence: With names in quotes, isolated or in brackets.
        fits: Tells whether a candidate fits its room.
    """
    if fits(sentence):
        return sentence
    for spared in (_SHORT, 0):
        shorter = _shortened(sentence, fits, spared)
        if fits(shorter):
            return shorter
    return elided(shorter, fits)


def _shortened(sentence: str, fits: Callable[[str], bool], spared: int) -> str:
    """Shorten names of more than `spared` characters, all alike, as little as it takes and as much as can be."""

    def with_at_most(keep: int) -> str:
        return _NAMES.sub(lambda found: _with_less(found, keep, spared), sentence)

    low, high = _SHORTEST, max((len(found[0]) for found in _NAMES.finditer(sentence)), default=_SHORTEST)
    while low < high:
        keep = (low + high + 1) // 2
        low, high = (keep, high) if fits(with_at_most(keep)) else (low, keep - 1)
    return with_at_most(low)


def _with_less(found: re.Match[str], keep: int, spared: int) -> str:
    """Give a name with at most `keep` characters between its ends."""
    name = found[found.lastindex or 0]
    if len(name) <= max(keep + 1, spared):
        return found[0]
    start, end = found[0].split(name, 1)
    return start + _middle_cut(name, keep) + end


def _middle_cut(text: str, keep: int) -> str:
    head = (keep + 1) // 2
    tail = keep - head
    start, end = text[:head], text[len(text) - tail :] if tail else ""
    while end and unicodedata.combining(end[0]):
        end = end[1:]  # an accent without its letter
    # An isolate that lost its end is closed, and an end that lost its isolate dropped.
    opened = start.count(FIRST_STRONG_ISOLATE) - start.count(POP_ISOLATE)
    surplus = end.count(POP_ISOLATE) - end.count(FIRST_STRONG_ISOLATE)
    if opened > surplus:
        return start + ELLIPSIS + end + POP_ISOLATE * (opened - max(0, surplus))
    if surplus > opened:
        return start + FIRST_STRONG_ISOLATE * (surplus - max(0, opened)) + ELLIPSIS + end
    return start + ELLIPSIS + end


def _balanced(text: str) -> str:
    """Clean a text but for its isolates; one without its other end is closed or dropped."""
    parts: list[str] = []
    depth = 0
    for part in _ISOLATES.split(text):
        if part == FIRST_STRONG_ISOLATE:
            depth += 1
        elif part == POP_ISOLATE:
            if not depth:
                continue
            depth -= 1
        parts.append(part if part in {FIRST_STRONG_ISOLATE, POP_ISOLATE} else cleaned(part))
    return "".join(parts) + POP_ISOLATE * depth


def _split(sentence: str) -> tuple[str, str, str]:
    """Cut `click “x” in title: effect` into what comes before ` in `, the title, and the rest."""
    depth = 0
    for index, character in enumerate(sentence):
        if character == "“":
            depth += 1
        elif character == "”":
            depth = max(0, depth - 1)
        elif depth == 0 and sentence.startswith(_PLACE, index):
            place, colon, effect = sentence[index + len(_PLACE) :].partition(": ")
            return sentence[:index], place, colon + effect
    return sentence, "", ""


def _isolate(text: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
