from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.facts import Control
from supervisor.detect.grammar import HARMLESS, LOOKS, Meaning, Sense, meaning_of, worst
from supervisor.detect.lexicon import BIT, CONCEPTS
from supervisor.detect.reading import Reading


def reading(words: str, language: str = "xx", covered: float = 1.0) -> Reading:
    bits = tuple(sum(BIT[part] for part in word.split("+")) for word in words.split())
    return Reading(language, bits, covered, at_edge=True)


@pytest.mark.parametrize(
    ("words", "control"),
    [
        ("delete", Control.DELETE),
        ("delete forever", Control.DELETE),
        ("delete trash", Control.DELETE),
        ("empty trash", Control.EMPTY_TRASH),
        ("trash empty", Control.EMPTY_TRASH),
        ("move trash", Control.TRASH),
        ("send trash", Control.TRASH),
        ("not save", Control.DISCARD),
        ("without save", Control.DISCARD),
        ("cancel changes", Control.DISCARD),
        ("cancel plan", Control.ACCOUNT),
        ("delete account", Control.ACCOUNT),
        ("delete access", Control.ACCOUNT),
        ("grant access", Control.ACCOUNT),
        ("delete program", Control.UNINSTALL),
        ("clear history", Control.DELETE),
        ("format drive", Control.ERASE),
        ("reset factory", Control.ERASE),
        ("send message", Control.SEND),
        ("send money", Control.PAY),
        ("shutdown", Control.SESSION),
        ("install program", Control.INSTALL),
        ("overwrite", Control.OVERWRITE),
        ("delete soft", None),
        ("send feedback", None),
        ("not delete", None),
        ("cancel", None),
        ("cancel delete", None),
        ("harmless delete", None),
        ("show delete", None),
        ("delete date", None),
        ("sort date delete", None),
        ("deleted", None),
        ("trash", None),
        ("look overwrite", None),
        ("shutdown program", None),
        ("format soft", None),
    ],
)
def test_concepts_together(words: str, control: Control | None) -> None:
    meaning = meaning_of(reading(words))
    assert (meaning.control if meaning else None) is control


def test_the_verb_stands_last_in_some_languages() -> None:
    undo_delete = "delete harmless"
    in_japanese, in_french = meaning_of(reading(undo_delete, "ja")), meaning_of(reading(undo_delete, "fr"))
    assert in_japanese == HARMLESS
    assert in_french is not None
    assert in_french.control is Control.DELETE


def test_two_common_words_far_apart_mean_nothing() -> None:
    assert meaning_of(reading("not save", covered=0.4)) != Meaning(Sense.DOES, Control.DISCARD)


def test_a_closed_account_is_grave() -> None:
    meaning = meaning_of(reading("delete account"))
    assert meaning is not None
    assert meaning.grave


def test_the_worst_meaning_counts() -> None:
    send, delete = Meaning(Sense.DOES, Control.SEND), Meaning(Sense.DOES, Control.DELETE)
    assert worst([LOOKS, send, delete]) is delete
    assert worst([HARMLESS, LOOKS]) is LOOKS
    assert worst([]) is None


@given(st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=5), st.sampled_from(["de", "fr", "ja"]))
def test_any_words_have_one_meaning_or_none(words: list[str], language: str) -> None:
    meaning = meaning_of(reading(" ".join(words), language))
    assert meaning is None or (meaning.control is None) == (meaning.sense is not Sense.DOES)
