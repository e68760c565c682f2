"""Which words of which language stand in a name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.detect.lexicon import BIT, words_of
from supervisor.detect.scripts import UNSPACED, script_of

if TYPE_CHECKING:
    from supervisor.detect.lexicon import Entry, Words

MOST_WORDS = 12
"""Words of a name that are looked up; what is longer is a text."""

_PLAIN_ENGLISH = 0.8
"""Share of a name that must be English before it is taken for English and for nothing else."""
_PREFIXES = {
    "latin": ("l'", "d'", "n'", "un'", "qu'", "dell'", "all'", "dall'", "nell'", "sull'", "quest'"),
    "arabic": ("وال", "بال", "لل", "ال", "و", "ب", "ل"),
    "hebrew": ("וה", "ה", "ו", "ל", "ב", "מ", "ש"),
}
"""Small words that these languages write together with the next one."""
_AROUND = "\"'()[]{}<>.,:;!?«»“”„…-–—/\\|*#&%+=~·。、؟،"
"""Signs around a word that do not belong to it."""
_DELETED = BIT["deleted"]
_SHORT = 4
"""Letters of a word that may stand inside a phrase."""
_ENDING = 4
"""Letters after the beginning of a word that count as known: its ending, not another word."""
_NEARLY = 0.05
"""Share of a name by which one language may know less than the best one and still be heard."""

_Phrase = tuple[tuple[str, ...], str, int]
"""The words that follow, language, concepts."""
_Marks = list[tuple[int, int, int, int]]
"""Known words of one language: where, how many words, which concepts, how many known letters."""


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


def readings(text: str, most: int = MOST_WORDS, english: float = _PLAIN_ENGLISH) -> tuple[Reading, ...]:
    """Read a folded name in every language of its script.

    Args:
        text: Name or text, folded by `fold.skeleton`.
        most: Words that are looked up.
        english: Share of the text that must be English before English is among the languages.

    Returns:
        The readings that explain most of it; none when no word is known.
    """
    script = script_of(text)
    if not script:
        return ()
    if script in UNSPACED:
        signs = "".join([sign for sign in text if sign.isalpha() or unicodedata.category(sign)[0] == "M"])[: most * 8]
        return _best(_scan(words_of(script), signs), [1] * len(signs), english)
    tokens = split(text)[:most]
    return _best(_match(script, tokens), [len(token) for token in tokens], english)


def _best(taken: dict[str, _Marks], sizes: list[int], english: float) -> tuple[Reading, ...]:
    """Keep the languages that know most; English only when nearly all of it is English."""
    known: dict[str, int] = {}
    for language, marks in taken.items():
        letters = concepts = 0
        for _, _, bits, count in marks:
            concepts |= bits
            letters += count
        if concepts:
            known[language] = letters
    total = sum(sizes)
    enough = max((letters for language, letters in known.items() if language != "en"), default=0) - _NEARLY * total
    return tuple(
        Reading(
            language,
            tuple([bits for _, _, bits, _ in taken[language] if bits]),
            sum([sum(sizes[at : at + length]) for at, length, _, _ in taken[language]]) / total,
            taken[language][0][0] == 0 or sum(taken[language][-1][:2]) == len(sizes),
        )
        for language, letters in known.items()
        if letters >= enough and (language != "en" or letters > english * total)
    )


def split(text: str) -> list[str]:
    """Cut a folded text into words; numbers and signs are none."""
    return [
        word
        for part in text.split()
        if (word := part if part.isalpha() else part.strip(_AROUND)) and not word.isdigit()
    ]


def _match(script: str, tokens: list[str]) -> dict[str, _Marks]:
    taken: dict[str, _Marks] = {}
    for at, token in enumerate(tokens):
        found, phrases = _look_up(script, token)
        if phrases:
            found = dict(found)
            for rest, language, bits in phrases:
                taken_up = _follows(tokens, at + 1, rest)
                length = 1 + taken_up
                before = found.get(language, (0, 0, 0))
                if taken_up and length >= before[0]:
                    letters = sum(map(len, tokens[at : at + length]))
                    found[language] = (length, bits | before[1] if before[0] == length else bits, letters)
        for language, (length, bits, letters) in found.items():
            marks = taken.get(language)
            if marks is None:
                taken[language] = [(at, length, bits, letters)]
            elif at >= marks[-1][0] + marks[-1][1]:
                marks.append((at, length, bits, letters))
    return taken


@lru_cache(maxsize=8192)
def _look_up(script: str, token: str) -> tuple[dict[str, tuple[int, int, int]], tuple[_Phrase, ...]]:
    """Give what one word stands for, language to (1, concepts, letters), and the phrases that may begin with it.

    Whole words count before beginnings of words, long beginnings before short ones, and the word before what is left
    of it without a small word that is written together with it.
    """
    words = words_of(script)
    found: dict[str, tuple[int, int, int]] = {}
    phrases: list[_Phrase] = []
    for form in (token, *_without_prefix(script, token)):
        whole = words.whole.get(form)
        if whole is not None:
            for language, bits in whole.alone:
                found.setdefault(language, (1, bits, len(token)))
            phrases += whole.phrases
        stemmed: set[str] = set()
        for length, entry in _stems(words, form):
            for language, bits in entry.alone:
                if language in stemmed:
                    continue
                stemmed.add(language)
                if language not in found:
                    found[language] = (1, bits, min(len(token), length + len(token) - len(form) + _ENDING))
                elif form is token and not found[language][1] & _DELETED:
                    # `close` may be listed as a whole word for accounts and as a stem for windows.
                    found[language] = (1, found[language][1] | bits, found[language][2])
            phrases += entry.phrases
    return found, tuple(phrases)


def _stems(words: Words, form: str) -> list[tuple[int, Entry]]:
    """Give the known beginnings of a word, longest first."""
    found = []
    known = words.stems
    for length in range(1, len(form) + 1):
        head = form[:length]
        if head not in known:
            break
        entry = known[head]
        if entry is not None:
            found.append((length, entry))
    found.reverse()
    return found


def _without_prefix(script: str, token: str) -> list[str]:
    prefixes = _PREFIXES.get(script, ())
    return [token[len(p) :] for p in prefixes if token.startswith(p) and len(token) > len(p) + 1]


def _follows(tokens: list[str], at: int, rest: tuple[str, ...]) -> int:
    """Give how many words a phrase takes up after its first one; 0 when it is not there.

    One short word may stand in between: `cancel (my) changes`.
    """
    begin = at
    for form in rest:
        for skipped in (0, 1):
            token = tokens[at + skipped] if at + skipped < len(tokens) else ""
            if token and (token.startswith(form[:-1]) if form[-1] == "*" else token == form):
                at += skipped + 1
                break
            if len(token) > _SHORT or at != begin:
                return 0
        else:
            return 0
    return at - begin


def _scan(words: Words, text: str) -> dict[str, _Marks]:
    """Read a text without blanks: at each place the longest word, for each language."""
    taken: dict[str, _Marks] = {}
    only = "ja" if any("\u3040" <= sign <= "\u30ff" for sign in text) else ""
    for at, sign in enumerate(text):
        for length in words.lengths.get(sign, ()):
            entry = words.whole.get(text[at : at + length])
            if entry is None or at + length > len(text):
                continue
            for language, bits in entry.alone:
                if only and language != only:
                    continue
                marks = taken.setdefault(language, [])
                if not marks or at >= marks[-1][0] + marks[-1][1]:
                    marks.append((at, length, bits, length))
    return taken
