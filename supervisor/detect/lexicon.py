"""The words that controls are made of, in many languages, and which of them stand in a name.

The words themselves are in `resources/lexicon/`, one file for each language, in one folder for each script. A script
is loaded when the first name in it is looked up.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from supervisor.detect.fold import fold_text
from supervisor.resources import resource

CONCEPTS = [
    "delete",
    "deleted",
    "forever",
    "trash",
    "totrash",
    "move",
    "empty",
    "clear",
    "history",
    "format",
    "drive",
    "discard",
    "save",
    "not",
    "without",
    "changes",
    "overwrite",
    "send",
    "feedback",
    "publish",
    "pay",
    "transfer",
    "money",
    "subscribe",
    "account",
    "plan",
    "deactivate",
    "access",
    "grant",
    "install",
    "uninstall",
    "program",
    "update",
    "reset",
    "factory",
    "shutdown",
    "run",
    "yes",
    "agree",
    "cancel",
    "harmless",
    "close",
    "look",
    "show",
    "menu",
    "sort",
    "date",
    "soft",
    "edit",
    "sure",
    "lost",
    "exists",
    "message",
    "terms",
    "other",
]
"""What a word may stand for; the keys of the lexicon's lines. `resources/lexicon/README.md` says what each means."""
BIT = {concept: 1 << n for n, concept in enumerate(CONCEPTS)} | {"small": 0}
"""Each concept as one bit, so that the concepts of a name are one number; small words stand for none."""

MOST_WORDS = 12
"""Words of a name that are looked up; what is longer is a text."""

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
_UNSPACED = frozenset({"han", "thai", "lao", "khmer", "myanmar"})
"""Scripts that write words without blanks between them."""
_PLAIN_ENGLISH = 0.8
"""Share of a name that must be English before it is taken for English and for nothing else."""
_SHORTEST_STEM = 1
_PREFIXES = {
    "latin": ("l'", "d'", "n'", "un'", "qu'", "dell'", "all'", "dall'", "nell'", "sull'", "quest'"),
    "arabic": ("وال", "بال", "لل", "ال", "و", "ب", "ل"),
    "hebrew": ("וה", "ה", "ו", "ל", "ב", "מ", "ש"),
}
"""Small words that these languages write together with the next one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name, read as words of one language."""

    language: str
    """Code of the language, e.g. `de`."""
    concepts: tuple[int, ...]
    """Concepts in the order of the words; each number holds all that one word may stand for."""
    covered: float
    """Share of the name's letters that stand in known words, 0 to 1."""
    at_edge: bool
    """Whether the first or the last word is a known one."""


@dataclass(slots=True)
class _Words:
    """The words of one script."""

    whole: dict[str, dict[str, int]] = field(default_factory=dict)
    """Whole words to language to concepts."""
    stems: dict[str, dict[str, int]] = field(default_factory=dict)
    """Beginnings of words."""
    phrases: dict[str, list[tuple[tuple[str, ...], str, int]]] = field(default_factory=dict)
    """First word of several to the others, language, concepts."""
    lengths: dict[str, list[int]] = field(default_factory=dict)
    """First sign to the lengths of what begins with it, longest first; unspaced scripts only."""


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


@lru_cache(maxsize=32)
def _words_of(script: str) -> _Words:
    words = _Words()
    try:
        folder = resource(f"lexicon/{script}")
    except FileNotFoundError:
        return words
    for path in sorted(folder.glob("*.tsv")):
        _add(words, path.stem, fold_text(path.read_text(encoding="utf-8")), unspaced=script in _UNSPACED)
    for key in words.whole if script in _UNSPACED else ():
        lengths = words.lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            lengths.append(len(key))
    for lengths in words.lengths.values():
        lengths.sort(reverse=True)
    return words


def _add(words: _Words, language: str, text: str, *, unspaced: bool) -> None:
    for line in text.splitlines():
        concept, tab, forms = line.partition("\t")
        if not tab or concept not in BIT:
            continue
        bit = BIT[concept]
        for form in forms.split(" | "):
            if unspaced:
                of = words.whole.setdefault(form.replace(" ", "").strip("*"), {})
                of[language] = of.get(language, 0) | bit
            elif " " in form:
                first, *rest = form.split()
                words.phrases.setdefault(first, []).append((tuple(rest), language, bit))
            else:
                table, key = (words.stems, form[:-1]) if form[-1:] == "*" else (words.whole, form)
                of = table.setdefault(key, {})
                of[language] = of.get(language, 0) | bit


def load(script: str) -> int:
    """Load the words of a script now, rather than at the first name in it.

    Args:
        script: Folder of the lexicon, e.g. `latin`.

    Returns:
        How many words it has.
    """
    words = _words_of(script)
    return len(words.whole) + len(words.stems) + sum(map(len, words.phrases.values()))


def prepare() -> None:
    """Load the words of all scripts, so that no decision waits for them."""
    for script in {script for _, script in _STARTS if script}:
        load(script)


def readings(text: str, most: int = MOST_WORDS) -> tuple[Reading, ...]:
    """Read a folded name in every language of its script.

    Args:
        text: Name or text, folded by `fold.skeleton`.
        most: Words that are looked up.

    Returns:
        The readings that explain most of it; none when no word is known.
    """
    script = script_of(text)
    if not script:
        return ()
    words = _words_of(script)
    found = _scan(words, text, most * 8) if script in _UNSPACED else _match(words, text, script, most)
    if not found:
        return ()
    best = max((reading.covered for reading in found if reading.language != "en"), default=0.0) - 1e-9
    return tuple(
        reading
        for reading in found
        if reading.covered >= best and (reading.language != "en" or reading.covered > _PLAIN_ENGLISH)
    )


def split(text: str) -> list[str]:
    """Cut a folded text into words; numbers and signs are none."""
    return [
        word
        for part in text.split()
        if (word := part.strip("\"'()[]{}<>.,:;!?«»“”„…-–—/\\|*#&%+=~·。、؟،")) and not word.isdigit()
    ]


def _match(words: _Words, text: str, script: str, most: int) -> list[Reading]:
    tokens = split(text)[:most]
    if not tokens:
        return []
    prefixes = _PREFIXES.get(script, ())
    taken: dict[str, list[tuple[int, int, int]]] = {}
    for at, token in enumerate(tokens):
        for language, (length, bits) in _at(words, tokens, at, token, prefixes).items():
            marks = taken.setdefault(language, [])
            if not marks or at >= marks[-1][0] + marks[-1][1]:
                marks.append((at, length, bits))
    total = sum(map(len, tokens))
    return [
        Reading(
            language,
            tuple(bits for _, _, bits in marks if bits),
            sum(len(tokens[n]) for at, length, _ in marks for n in range(at, at + length)) / total,
            marks[0][0] == 0 or marks[-1][0] + marks[-1][1] == len(tokens),
        )
        for language, marks in taken.items()
        if any(bits for _, _, bits in marks)
    ]


def _at(
    words: _Words, tokens: list[str], at: int, token: str, prefixes: tuple[str, ...]
) -> dict[str, tuple[int, int]]:
    """Give what begins at one word: language to how many words and which concepts; the longest wins."""
    found: dict[str, tuple[int, int]] = {}
    for form in (token, *(token[len(p) :] for p in prefixes if token.startswith(p) and len(token) > len(p) + 1)):
        whole = words.whole.get(form, {})
        for language, bits in whole.items():
            found.setdefault(language, (1, bits))
        stemmed: set[str] = set()
        for length in range(len(form), _SHORTEST_STEM - 1, -1):
            for language, bits in words.stems.get(form[:length], {}).items():
                if language in stemmed:
                    continue
                stemmed.add(language)
                known = found.setdefault(language, (1, bits))[1]
                if language in whole and not known & BIT["deleted"]:
                    # `close` may be listed as a whole word for accounts and as a stem for windows.
                    found[language] = (1, known | bits)
        for key in (form, *(form[:length] + "*" for length in range(_SHORTEST_STEM, len(form) + 1))):
            for rest, language, bits in words.phrases.get(key, ()):
                length = 1 + len(rest)
                known_length, known = found.get(language, (0, 0))
                if length >= known_length and _follows(tokens, at + 1, rest):
                    found[language] = (length, bits | known if known_length == length else bits)
    return found


def _follows(tokens: list[str], at: int, rest: tuple[str, ...]) -> bool:
    if at + len(rest) > len(tokens):
        return False
    for token, form in zip(tokens[at:], rest, strict=False):
        if not (token.startswith(form[:-1]) if form[-1] == "*" else token == form):
            return False
    return True


def _scan(words: _Words, text: str, most: int) -> list[Reading]:
    """Read a text without blanks: at each place the longest word, for each language."""
    text = "".join([sign for sign in text if sign.isalpha() or unicodedata.category(sign)[0] == "M"])[:most]
    taken: dict[str, list[tuple[int, int, int]]] = {}
    for at, sign in enumerate(text):
        seen: set[str] = set()
        for length in words.lengths.get(sign, ()):
            for language, bits in words.whole.get(text[at : at + length], {}).items():
                marks = taken.setdefault(language, [])
                if (
                    language not in seen
                    and at + length <= len(text)
                    and (not marks or at >= marks[-1][0] + marks[-1][1])
                ):
                    marks.append((at, length, bits))
                    seen.add(language)
    kana = any("\u3040" <= sign <= "\u30ff" for sign in text)
    return [
        Reading(
            language,
            tuple(bits for _, _, bits in marks if bits),
            sum(length for _, length, _ in marks) / len(text),
            at_edge=marks[0][0] == 0 or marks[-1][0] + marks[-1][1] == len(text),
        )
        for language, marks in taken.items()
        if (not kana or language == "ja") and any(bits for _, _, bits in marks)
    ]
