"""One form for every way to write a name: case, width, marks, invisible signs, mnemonics, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_NAME = 120
"""Characters of a control's name that are looked at; longer texts are content and not names."""

_MNEMONIC_AT_END = re.compile(r"\s*\([&_]?[a-z0-9]\)$")
_COUNT_AT_END = re.compile(r"\s*[(\[]\d{1,6}(?: [^)\]]{1,20})?[)\]]$")
_SHORTCUT = re.compile(
    r"\s*(?:\t.*|\b(?:ctrl|alt|shift|strg|cmd|super|meta|f\d{1,2})\s*[+-].*|[\u2318\u21e7\u2325\u2303].*)$"
)
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_AMPERSAND = re.compile(r"&(?=\S)")
_EDGES = (
    " .!:\u2026\u2192\u279c\u27a4\u00bb>*\u2022\"'\u201c\u201d\u00ab\u2039\u203a\u00b7-\u2013\u2014,;\u3002"
    "\uff0c\u3001|+"
)
_DIGITS_AS_LETTERS = re.compile(r"(?<=[a-z])[01](?=[a-z])")

_LATIN_LIKE = (
    # Cyrillic, Armenian, Greek, Cherokee and phonetic letters that a person reads as a Latin one.
    "a\u0430\u03b1\u0251\u1d00\uab7a b\u0184\u044c\u0432\u0299\u03b2 c\u0441\u03f2\u1d04\u2ca5 "
    "d\u0501\u1d05\u0257 e\u0435\u04bd\u1d07\u03b5\u0454 f\u0192\ua799 g\u0261\u0581\u0262\u050d "
    "h\u04bb\u0570\u043d\u029c i\u0456\u0131\u03b9\u026a\u0269 j\u0458\u03f3\u1d0a k\u043a\u03ba\u1d0b\u049b "
    "l\u04cf\u04c0\u01c0\u05c0\u029f m\u043c\u1d0d\u03fb n\u0578\u057c\u0274\u043f\u03b7 "
    "o\u043e\u03bf\u0585\u1d0f\u03c3\u0275\u04e9 p\u0440\u03c1\u1d18\u03f1\u2ca3 q\u051b\u0566 "
    "r\u0433\u1d26\u0280\u0491 s\u0455\u0282\ua731 t\u0442\u03c4\u1d1b u\u057d\u03c5\u1d1c\u028b "
    "v\u03bd\u0475\u1d20 w\u0461\u051d\u1d21\u03c9 x\u0445\u03c7\u04b3 y\u0443\u04af\u03b3\u028f z\u1d22\u0290"
)
_TO_LATIN = str.maketrans({sign: group[0] for group in _LATIN_LIKE.split(" ") if group for sign in group[1:]})
_TO_CYRILLIC = str.maketrans("aceopxyijskmthbu", "асеорхуіјѕкмтнви")
_TO_GREEK = str.maketrans("aoevitkpxynmb", "αοενιτκρχυημβ")
_LETTERS = (
    ("\u2019", "'"),
    ("\u02bc", "'"),
    ("\u02bb", "'"),
    ("\u2018", "'"),
    ("`", "'"),
    ("\u0131", "i"),
    ("\u064a", "\u06cc"),
    ("\u0649", "\u06cc"),
    ("\u0643", "\u06a9"),
    ("\u0640", ""),
    ("\u0142", "l"),
    ("\u0111", "d"),
)
"""Ways to write one letter: apostrophes, the dotless i, Arabic and Persian yeh and kaf, the Arabic stretch."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Accents and points that may be left away, and variation selectors; not the vowel signs of Indic letters."""
_INVISIBLE = ("Cf", "Cs", "Co", "Me")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Signs that are not seen and change nothing, as they stand in running text."""
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=2048)
def normalise(name: str) -> str:
    """Bring a control's name to the form that patterns know.

    Takes away case, compatibility forms (full width), mnemonics `_` and `&`, zero-width and direction signs,
    shortcuts, counts, pictures and dots at the ends; letters of other scripts that look Latin become Latin when Latin
    ones stand beside them.

    Args:
        name: Accessible name as read.

    Returns:
        The normalised name, bounded.
    """
    if len(name) <= LONGEST_NAME and _PLAIN.fullmatch(name):
        return name.lower()
    text = unicodedata.normalize("NFKC", name[: LONGEST_NAME * 4])
    if not text.isascii():
        text = "".join([c for c in _MARKS.sub("", text) if unicodedata.category(c) not in _INVISIBLE])
    text = text.casefold()
    if not text.isascii():
        # Case folding takes letters apart again: the Turkish İ.
        text = text.replace("\u0307", "")
        if any("a" <= c <= "z" for c in text):
            text = _WORD.sub(_one_script, text)
        text = "".join(" " if unicodedata.category(c) in ("So", "Sk") else c for c in text)
    text = _AMPERSAND.sub("", text) if text.count("&") == 1 else text
    text = text.replace("_", "" if text.count("_") == 1 else " ")
    text = _MNEMONIC_AT_END.sub("", _SHORTCUT.sub("", text).strip(_EDGES))
    text = _COUNT_AT_END.sub("", " ".join(text.split()))
    return _DIGITS_AS_LETTERS.sub(lambda found: "ol"[int(found[0])], text).strip(_EDGES)[:LONGEST_NAME]


def _one_script(word: re.Match[str]) -> str:
    """Write a word that mixes scripts in one."""
    text = word[0]
    latin = sum("a" <= c <= "z" or "\u00df" <= c <= "\u024f" for c in text)
    if latin in (0, len(text)):
        return text
    as_latin = text.translate(_TO_LATIN)
    if as_latin.isascii() or latin * 2 >= len(text):
        return as_latin
    for first, last, table in (("\u0400", "\u052f", _TO_CYRILLIC), ("\u0370", "\u03ff", _TO_GREEK)):
        if any(first <= c <= last for c in text):
            return text.translate(table)
    return text


def latin_twin(text: str) -> str:
    """Give the Latin word that a word all of look-alikes is read as, e.g. `pay` for Cyrillic letters; else the text.

    Args:
        text: A normalised name.

    Returns:
        The text with those words replaced; the same text when there are none.
    """
    if text.isascii():
        return text
    twin = text.translate(_TO_LATIN)
    return twin if twin.isascii() else text


@lru_cache(maxsize=4096)
def skeleton(text: str) -> str:
    """Take accents and spelling variants away: `supprimé` and `supprime` become one, so do ي and ی.

    Args:
        text: A normalised name.

    Returns:
        The form that lexicons are kept in.
    """
    if text.isascii():
        return text
    return fold_text(text)


def fold_text(text: str) -> str:
    """Give the skeleton of a text of any length: case, accents, spelling variants, invisible signs."""
    text = unicodedata.normalize(
        "NFC", _UNSEEN.sub("", _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    )
    for sign, one in _LETTERS:
        if sign in text:
            text = text.replace(sign, one)
    return text
