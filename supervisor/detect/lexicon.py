"""The words that controls are made of, in many languages.

The words themselves are in `resources/lexicon/`, one file for each language, in one folder for each script. A script
is loaded when the first name in it is looked up. What stands in a name is found by `reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from supervisor.detect.fold import fold_text
from supervisor.detect.scripts import SCRIPTS, UNSPACED
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
    "file",
]
"""What a word may stand for; the keys of the lexicon's lines. `resources/lexicon/README.md` says what each means."""
BIT = {concept: 1 << n for n, concept in enumerate(CONCEPTS)} | {"small": 0}
"""Each concept as one bit, so that the concepts of a name are one number; small words stand for none."""


@dataclass(slots=True)
class Entry:
    """What one word, or one beginning of words, stands for."""

    alone: list[tuple[str, int]] = field(default_factory=list)
    """Language and concepts of the word alone."""
    phrases: list[tuple[tuple[str, ...], str, int]] = field(default_factory=list)
    """The words that follow, language and concepts of phrases that begin with it."""

    def add(self, language: str, bits: int) -> None:
        """Add concepts of the word alone."""
        for n, (known, already) in enumerate(self.alone):
            if known == language:
                self.alone[n] = (language, already | bits)
                return
        self.alone.append((language, bits))


@dataclass(slots=True)
class Words:
    """The words of one script."""

    whole: dict[str, Entry] = field(default_factory=dict)
    """Whole words."""
    stems: dict[str, Entry | None] = field(default_factory=dict)
    """Beginnings of words; None for the beginning of a beginning, which stands for nothing yet."""
    lengths: dict[str, list[int]] = field(default_factory=dict)
    """First sign to the lengths of what begins with it, longest first; unspaced scripts only."""


@lru_cache(maxsize=32)
def words_of(script: str) -> Words:
    """Give the words of a script; none when it has no folder."""
    words = Words()
    try:
        folder = resource(f"lexicon/{script}")
    except FileNotFoundError:
        return words
    unspaced = script in UNSPACED
    for path in sorted(folder.glob("*.tsv")):
        _read(words, path.stem, fold_text(path.read_text(encoding="utf-8")), unspaced=unspaced)
    for stem in tuple(words.stems):
        for length in range(1, len(stem)):
            words.stems.setdefault(stem[:length], None)
    for key in words.whole if unspaced else ():
        lengths = words.lengths.setdefault(key[0], [])
        if len(key) not in lengths:
            lengths.append(len(key))
    for lengths in words.lengths.values():
        lengths.sort(reverse=True)
    return words


def _read(words: Words, language: str, text: str, *, unspaced: bool) -> None:
    for line in text.splitlines():
        concept, tab, forms = line.partition("\t")
        if not tab or concept not in BIT:
            continue
        bits = BIT[concept]
        for form in forms.split(" | "):
            if unspaced:
                _entry(words, form.replace(" ", "").replace("*", "")).add(language, bits)
                continue
            first, *rest = form.split()
            if rest:
                _entry(words, first).phrases.append((tuple(rest), language, bits))
            else:
                _entry(words, first).add(language, bits)


def _entry(words: Words, form: str) -> Entry:
    if form[-1] != "*":
        return words.whole.setdefault(form, Entry())
    entry = words.stems.get(form[:-1])
    if entry is None:
        entry = words.stems[form[:-1]] = Entry()
    return entry


def load(script: str) -> int:
    """Load the words of a script now, rather than at the first name in it.

    Args:
        script: Folder of the lexicon, e.g. `latin`.

    Returns:
        How many words it has.
    """
    words = words_of(script)
    return len(words.whole) + sum(entry is not None for entry in words.stems.values())


def prepare() -> None:
    """Load the words of all scripts, so that no decision waits for them."""
    for script in SCRIPTS:
        load(script)
