"""What the words of a name mean together: the rules that hold in every language.

A name is a handful of concepts (see `lexicon`): *empty* and *trash*, *not* and *save*, *cancel* and *subscription*.
The rules are looked through from the top; the first that fits decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.core.facts import Control
from supervisor.detect.lexicon import BIT

if TYPE_CHECKING:
    from supervisor.detect.reading import Reading


class Sense(Enum):
    """What kind of thing a name says; worst first."""

    DOES = 0
    """It does something of note: see the control."""
    OTHER = 1
    """It changes something that can be changed back."""
    AGREES = 2
    """It may say yes to a question."""
    SURE = 3
    """It says yes to whatever is asked."""
    LOOKS = 4
    """It only shows something."""
    HARMLESS = 5
    """It stops, undoes or does nothing."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means."""

    sense: Sense
    control: Control | None = None
    """What it does; None unless the sense is DOES."""
    bare: bool = False
    """The name is the verb alone, so that the program decides what it is about."""
    grave: bool = False
    """It closes an account or ends what cannot be opened again."""
    for_good: bool = False
    """The name says that it cannot be taken back."""
    of_mail: bool = False
    """What it deletes is a message, or just what is selected: in a mail program that goes to the trash."""


OTHER = Meaning(Sense.OTHER)
LOOKS = Meaning(Sense.LOOKS)
HARMLESS = Meaning(Sense.HARMLESS)
CANCELS = Meaning(Sense.HARMLESS, bare=True)
"""It closes the question and changes nothing."""

VERB_LAST = frozenset(
    [
        "ja",
        "ko",
        "hi",
        "mr",
        "ne",
        "bn",
        "gu",
        "pa",
        "ta",
        "te",
        "kn",
        "ml",
        "si",
        "tr",
        "az",
        "kk",
        "uz",
        "mn",
        "am",
        "my",
        "eu",
        "ur",
        "hu",
        "de",
        "nl",
    ]
)
"""Languages that may put the verb at the end: there the last word says what is done."""

_ALL, _SURELY, _MOSTLY, _SOME = 0.99, 0.7, 0.6, 0.4
"""Shares of a name that must be known: for a verb alone, for common verbs, for two common words together, and for a
verb in the middle of a name."""
_B = BIT
_ENDING = _B["delete"] | _B["close"] | _B["deactivate"] | _B["cancel"]
_HEADS = _B["look"] | _B["sort"] | _B["edit"] | _B["show"]
_HARD = _B["trash"] | _B["history"] | _B["account"] | _B["forever"] | _B["access"] | _B["program"] | _B["message"]
"""Things and ways that make a removal matter whatever else is named."""


def meaning_of(reading: Reading) -> Meaning | None:
    """Say what a name means in one language.

    Args:
        reading: The name's words.

    Returns:
        The meaning; None when the words say nothing.
    """
    covered = next((limit for limit in (_ALL, _SURELY, _MOSTLY) if reading.covered > limit), 0.0)
    near = reading.at_edge or reading.covered > _SOME
    return _meaning(reading.concepts, reading.language in VERB_LAST, covered, near)


@lru_cache(maxsize=4096)
def _meaning(concepts: tuple[int, ...], verb_last: bool, covered: float, near: bool) -> Meaning | None:
    """Say what concepts mean together.

    Args:
        concepts: In the order of the words.
        verb_last: The language may put the verb at the end.
        covered: The limit that the share of known letters is above: all, surely, mostly, or 0.
        near: Whether the words stand where verbs stand, or are most of the name.
    """
    all_of = 0
    for bits in concepts:
        all_of |= bits
    first = concepts[0]
    head = concepts[-1] if verb_last else first
    kept = _kept_or_lost(all_of, first, head, mostly=covered >= _MOSTLY)
    if kept is not None:
        return kept
    single = len(concepts) == 1 and covered == _ALL
    does = _does(all_of, single=single, sure=covered >= _SURELY) if near else None
    return does if does is not None else _quiet(all_of, single=single)


def _has(bits: int, *concepts: str) -> bool:
    return all(bits & _B[concept] for concept in concepts)


def _kept_or_lost(bits: int, first: int, head: int, *, mostly: bool) -> Meaning | None:
    """Judge what turns a dangerous word round, or a harmless one: not, without, cancel, undo, sort, show."""
    if _has(bits, "discard") or (bits & (_B["not"] | _B["without"]) and _has(bits, "save") and mostly):
        return Meaning(Sense.DOES, Control.DISCARD)
    if bits & _B["account"] and bits & _ENDING:
        return Meaning(Sense.DOES, Control.ACCOUNT, grave=True)
    if bits & _B["plan"] and bits & (_ENDING & ~_B["close"]) and not _has(bits, "pay"):
        return Meaning(Sense.DOES, Control.ACCOUNT)
    if _has(bits, "cancel", "changes"):
        return Meaning(Sense.DOES, Control.DISCARD)
    if first & _B["not"] and mostly and not bits & _B["without"]:
        return HARMLESS
    if bits & (_B["empty"] | _B["send"] | _B["pay"]) and bits & (_B["trash"] | _B["money"] | _B["message"]):
        return None
    if head & _B["sort"] or (_has(bits, "sort") and _has(bits, "date")):
        return LOOKS
    if bits & (_B["delete"] | _B["deleted"]) and _has(bits, "date"):
        return LOOKS
    if (head | first) & _B["show"]:
        # `Show the toolbar`, `Show the Send command`: how the program looks from now on.
        return OTHER if bits & (_B["menu"] | _B["send"] | _B["delete"] | _B["feedback"]) else LOOKS
    if first & _B["cancel"] or head & _B["cancel"]:
        return CANCELS
    if head & _B["harmless"] and not bits & (_B["factory"] | _B["grant"]):
        return HARMLESS
    if _has(bits, "harmless", "trash") and not bits & (_B["empty"] | _B["delete"]):
        return HARMLESS
    if head & _HEADS and not head & ~(_HEADS | _B["soft"] | _B["date"] | _B["menu"] | _B["harmless"]):
        return OTHER if head & _B["edit"] and not head & _B["look"] else LOOKS
    return None


def _does(bits: int, *, single: bool, sure: bool) -> Meaning | None:
    """Say which dangerous thing is done."""
    control = _to_things(bits, single=single) or _to_others(bits, single=single) or _to_machine(bits, single, sure)
    if control is None:
        return None
    of_mail = control is Control.DELETE and not bits & ~(_B["delete"] | _B["clear"] | _B["message"])
    return Meaning(Sense.DOES, control, bare=single, for_good=_has(bits, "forever"), of_mail=of_mail)


def _to_things(bits: int, *, single: bool) -> Control | None:
    """Judge what is done to files, drives and data."""
    if bits & _B["trash"]:
        if _has(bits, "empty"):
            return Control.EMPTY_TRASH
        if _has(bits, "delete"):
            return Control.DELETE
        if bits & (_B["move"] | _B["send"]):
            return Control.TRASH
    if _has(bits, "totrash"):
        return Control.TRASH
    if _has(bits, "format") and (single or bits & _B["drive"]):
        return Control.ERASE
    if bits & (_B["delete"] | _B["clear"]) and not single:
        if bits & _B["access"]:
            return Control.ACCOUNT
        if _has(bits, "delete", "program"):
            return Control.UNINSTALL
        if bits & _B["soft"] and not bits & _HARD:
            return None
    if _has(bits, "uninstall"):
        return None if bits & _B["soft"] else Control.UNINSTALL
    if _has(bits, "delete") and not (single and bits & _B["clear"] and bits & _B["empty"]):
        return Control.DELETE
    if bits & (_B["empty"] | _B["clear"]):
        if bits & _B["history"]:
            return Control.DELETE
        return Control.EMPTY_TRASH if single and not bits & _B["clear"] else None
    if _has(bits, "overwrite"):
        return None if bits & (_B["soft"] | _B["look"] | _B["edit"]) and not single else Control.OVERWRITE
    return None


def _to_others(bits: int, *, single: bool) -> Control | None:
    """Judge what is done to people, money, accounts and the machine."""
    if _has(bits, "pay") or (_has(bits, "transfer") and (single or bits & _B["money"])):
        return Control.PAY
    if _has(bits, "subscribe"):
        return Control.ACCOUNT
    if _has(bits, "grant", "access"):
        return Control.ACCOUNT
    if _has(bits, "publish") and not _has(bits, "send"):
        return Control.PUBLISH
    if _has(bits, "send"):
        if bits & _B["money"]:
            return Control.PAY
        return None if bits & _B["feedback"] else Control.SEND
    if _has(bits, "publish"):
        return Control.PUBLISH
    return None


def _to_machine(bits: int, single: bool, sure: bool) -> Control | None:
    """Judge what is done to programs and the machine; the verbs are common, so most of the name must be known."""
    if bits & (_B["reset"] | _B["harmless"]) and bits & _B["factory"]:
        return Control.ERASE
    if bits & _B["shutdown"] and sure and not bits & (_B["program"] | _B["menu"]):
        return None if single and bits & (_B["close"] | _B["deactivate"] | _B["reset"]) else Control.SESSION
    if _has(bits, "install") and (sure or bits & (_B["program"] | _B["update"])):
        return None if bits & (_B["look"] | _B["edit"] | _B["not"]) else Control.INSTALL
    return Control.RUN if _has(bits, "run") and sure else None


def _quiet(bits: int, *, single: bool) -> Meaning | None:
    """Judge names that do nothing of note."""
    if single and bits & _B["yes"]:
        return Meaning(Sense.SURE)
    if single and bits & _B["agree"]:
        return Meaning(Sense.AGREES)
    if bits & _B["edit"]:
        return OTHER
    if bits & (_B["delete"] | _B["overwrite"] | _B["install"] | _B["run"]):
        return OTHER
    if bits & _B["harmless"]:
        return HARMLESS
    if bits & (_B["look"] | _B["close"] | _B["deleted"] | _B["trash"]):
        return LOOKS
    return OTHER if bits & (_B["move"] | _B["save"] | _B["changes"] | _B["clear"] | _B["empty"]) else None


def worst(meanings: list[Meaning]) -> Meaning | None:
    """Choose among the meanings that a name has in several languages: the worst one counts."""
    return min(
        meanings, key=lambda m: (m.sense.value, 9 if m.control is None else _RANK.get(m.control, 8)), default=None
    )


_RANK = {
    control: rank
    for rank, control in enumerate(
        (
            Control.ERASE,
            Control.EMPTY_TRASH,
            Control.DELETE,
            Control.PAY,
            Control.SEND,
            Control.DISCARD,
            Control.ACCOUNT,
            Control.OVERWRITE,
            Control.PUBLISH,
        )
    )
}
