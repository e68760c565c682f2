"""What saying yes to a dialog does, from its text or its title, in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from supervisor.core.facts import Control
from supervisor.detect.control_names import ASKING, DIALOGS
from supervisor.detect.fold import fold_text
from supervisor.detect.lexicon import BIT
from supervisor.detect.reading import readings

LONGEST_DIALOG = 4000
"""Characters of a dialog's text that are looked at."""

_OF_A_PROGRAM = re.compile(r" [-\u2013\u2014|] ")
"""Main windows are called `document - Program`, dialogs are not."""
_WORDS = 60
"""Words of a text in another language that are looked up: the question stands at the beginning."""
_QUESTION = re.compile(r"[?\uff1f\u061f;\u037e]")
"""Question marks; Greek ones look like semicolons."""
_FINAL = re.compile(
    r"permanent|for good|forever|irrevers|irrevoc|can(?:not|[\u2019']?t) be (?:undone|restored|recovered)|no undo"
)
_ASKS = BIT["sure"] | BIT["lost"] | BIT["exists"]
_LITTLE = 0.2
"""Share of a text that must be known words before a language is believed to be the text's."""

_RULES: tuple[tuple[tuple[str, ...], Control], ...] = (
    (("empty", "trash"), Control.EMPTY_TRASH),
    (("format", "drive"), Control.ERASE),
    (("account", "delete"), Control.ACCOUNT),
    (("account", "deactivate"), Control.ACCOUNT),
    (("plan", "deactivate"), Control.ACCOUNT),
    (("plan", "cancel"), Control.ACCOUNT),
    (("totrash",), Control.TRASH),
    (("move", "trash"), Control.TRASH),
    (("lost",), Control.DISCARD),
    (("discard",), Control.DISCARD),
    (("without", "save"), Control.DISCARD),
    (("uninstall",), Control.UNINSTALL),
    (("delete", "program"), Control.UNINSTALL),
    (("exists",), Control.OVERWRITE),
    (("overwrite",), Control.OVERWRITE),
    (("delete",), Control.DELETE),
    (("deleted",), Control.DELETE),
    (("transfer", "money"), Control.PAY),
    (("pay",), Control.PAY),
    (("send", "message"), Control.SEND),
    (("publish",), Control.PUBLISH),
    (("install",), Control.INSTALL),
    (("shutdown",), Control.SESSION),
    (("run",), Control.RUN),
    (("grant", "access"), Control.ACCOUNT),
)
"""Concepts that stand in the text to what saying yes does; the first that fits decides."""
_MASKS = tuple((sum(BIT[concept] for concept in concepts), control) for concepts, control in _RULES)


@lru_cache(maxsize=512)
def meaning_of_dialog(text: str) -> Control | None:
    """Give what confirming a dialog of this text does; None when the text asks nothing of note."""
    folded = normalise_text(text)
    found = _in_running_text(folded) if ASKING.search(folded) else None
    return found or _in_other_languages(folded, must_ask=True)


@lru_cache(maxsize=512)
def meaning_of_title(title: str) -> Control | None:
    """Give what confirming a dialog of this title does; None when it says nothing, or names a main window."""
    folded = normalise_text(title)
    if _OF_A_PROGRAM.search(folded):
        return None
    return _in_running_text(folded) or _in_other_languages(folded, must_ask=False)


def _in_running_text(folded: str) -> Control | None:
    for pattern, control in DIALOGS:
        if pattern.search(folded):
            return control
    return None


def _in_other_languages(folded: str, *, must_ask: bool) -> Control | None:
    """Read a text by its words; a text that is English to a good part is left to the English patterns."""
    if not folded:
        return None
    read = readings(fold_text(folded), _WORDS, english=0.0)
    if any(reading.language == "en" for reading in read):
        return None
    asks = not must_ask or _QUESTION.search(folded) is not None
    found = []
    for reading in read:
        bits = 0
        for concept in reading.concepts:
            bits |= concept
        if reading.covered > _LITTLE and (asks or bits & _ASKS):
            found += [(n, control) for n, (mask, control) in enumerate(_MASKS) if bits & mask == mask][:1]
    return min(found, default=(0, None), key=lambda rule: rule[0])[1]


@lru_cache(maxsize=512)
def is_final(text: str) -> bool:
    """Tell whether a dialog says that what it asks cannot be taken back."""
    folded = normalise_text(text)
    if _FINAL.search(folded):
        return True
    return any(
        concept & BIT["forever"] for reading in readings(fold_text(folded), _WORDS) for concept in reading.concepts
    )


def normalise_text(text: str) -> str:
    """Fold a running text: case, compatibility forms, invisible signs; bounded."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST_DIALOG]).casefold()
    return " ".join("".join(c for c in folded if unicodedata.category(c) != "Cf").split())
