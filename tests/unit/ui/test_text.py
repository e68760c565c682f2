from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.ui.text import (
    ELLIPSIS,
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    begins_leftwards,
    cleaned,
    elided,
    elided_sentence,
    isolated,
    sentence_case,
)

ARABIC = "مستندات المشروع"


def test_plain_text_stays() -> None:
    assert cleaned("docs – Thunar") == "docs – Thunar"
    assert cleaned("a & b <b>c</b>") == "a & b <b>c</b>"


@pytest.mark.parametrize(
    ("nasty", "shown"),
    [
        ("Save\u202eeteleD", "SaveeteleD"),
        ("a\u2066b\u2069c", "abc"),
        ("a\u200eb\u200f", "ab"),
        ("one\ntwo\tthree", "one⏎two⇥three"),
        ("bell\x07", "bell"),
        ("line\u2028end", "line⏎end"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("De\u3164le\u115fte\u2800", "Delete"),
    ],
)
def test_what_could_make_a_text_look_other_than_it_is_goes(nasty: str, shown: str) -> None:
    assert cleaned(nasty) == shown


def test_joiners_stay_for_scripts_that_need_them() -> None:
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"


def test_names_get_a_direction_of_their_own() -> None:
    sentence = isolated(f"click “{ARABIC}” in {ARABIC} – (1)")
    inner = f"{FIRST_STRONG_ISOLATE}{ARABIC}{POP_ISOLATE}"
    assert sentence == f"click “{inner}” in {FIRST_STRONG_ISOLATE}{ARABIC} – (1){POP_ISOLATE}"


def test_a_name_cannot_end_its_own_isolation() -> None:
    sentence = isolated(f"click “{ARABIC}{POP_ISOLATE}\u202ex” in docs")
    assert sentence.count(POP_ISOLATE) == sentence.count(FIRST_STRONG_ISOLATE) == 2
    assert "\u202e" not in sentence


def test_in_inside_quotes_is_part_of_the_name() -> None:
    sentence = isolated(f"click “{ARABIC} in b” in docs")
    assert sentence.endswith(f"in {FIRST_STRONG_ISOLATE}docs{POP_ISOLATE}")


def test_what_follows_the_place_is_ours_and_stays_outside() -> None:
    sentence = isolated(f"Click “x” in {ARABIC}: deletes what is selected.")
    assert sentence.endswith(f"{ARABIC}{POP_ISOLATE}: deletes what is selected.")


def test_isolates_that_are_there_already_stay_and_only_they() -> None:
    given_one = f"click “{FIRST_STRONG_ISOLATE}{ARABIC}{POP_ISOLATE}” in docs: \u202edeletes"
    assert isolated(given_one) == f"click “{FIRST_STRONG_ISOLATE}{ARABIC}{POP_ISOLATE}” in docs: deletes"
    assert isolated(f"a{POP_ISOLATE}b{FIRST_STRONG_ISOLATE}c") == f"ab{FIRST_STRONG_ISOLATE}c{POP_ISOLATE}"


def test_latin_text_needs_no_isolation() -> None:
    assert isolated("click “Löschen” in Übersicht") == "click “Löschen” in Übersicht"


def test_a_sentence_begins_with_a_capital_letter() -> None:
    assert sentence_case("it deletes “a” and b") == "It deletes “a” and b"
    assert sentence_case("") == ""


def test_both_ends_of_a_long_text_stay() -> None:
    short = elided("beginning of a long title – end", lambda text: len(text) <= 15)
    assert len(short) == 15
    assert short.startswith("beginni")
    assert short.endswith("– end")
    assert ELLIPSIS in short


def test_a_text_that_fits_is_left_alone() -> None:
    assert elided("short", lambda text: len(text) <= 15) == "short"


@given(st.text(max_size=80), st.integers(1, 40))
def test_elided_text_fits(text: str, room: int) -> None:
    short = elided(text, lambda part: len(part) <= room)
    assert len(short) <= max(room, 1)


@given(st.text(alphabet=f"ab{ARABIC}“” –", max_size=60), st.integers(6, 40))
def test_isolation_stays_balanced_when_cut(title: str, room: int) -> None:
    def plain(part: str) -> int:
        return len(part.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, ""))

    short = elided(isolated(f"click “{title}” in {title}"), lambda part: plain(part) <= room)
    depth = 0
    for character in short:
        depth += (character == FIRST_STRONG_ISOLATE) - (character == POP_ISOLATE)
        assert depth >= 0
    assert depth == 0


@given(st.text(max_size=60))
def test_nothing_invisible_is_left(text: str) -> None:
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Zl", "Zp"} or c in "\u200c\u200d" for c in cleaned(text))


@pytest.mark.parametrize(
    ("text", "leftwards"),
    [
        ("حذف", True),
        ("12 – حذف", True),
        ("Delete حذف", False),
        ("\N{FIRST STRONG ISOLATE}حذف\N{POP DIRECTIONAL ISOLATE} pressed", False),
        ("\N{POP DIRECTIONAL ISOLATE}مرحبا", True),
        ("12", False),
        ("", False),
    ],
)
def test_the_first_letter_outside_names_tells_where_a_text_begins(text: str, leftwards: bool) -> None:
    assert begins_leftwards(text) is leftwards


SENTENCE = "This click presses “{name}” in Thunar ({title}): it deletes “{name}”, perhaps for good."


@pytest.mark.parametrize("title", ["W" * 60, "a (b) " * 10, "“" * 30, "\u2068" + "ب" * 60 + "\u2069"])
def test_attack_no_title_and_no_name_cuts_out_what_we_say(title: str) -> None:
    sentence = SENTENCE.format(name="x" * 59 + "y", title=title)
    seen = elided_sentence(sentence, lambda text: len(text) <= 130)
    assert len(seen) <= 130
    for ours in ("This click presses “x", "” in Thunar (", "): it deletes “x", "y”, perhaps for good."):
        assert ours in seen


def test_a_sentence_that_fits_is_left_alone_and_one_without_names_loses_its_middle() -> None:
    assert elided_sentence("a “b” (c): d", lambda _text: True) == "a “b” (c): d"
    assert elided_sentence("word " * 20, lambda text: len(text) <= 21) == "word word …word word "


@given(st.text(alphabet="ab “”()\u2068\u2069:, ", max_size=80), st.integers(1, 80))
def test_an_elided_sentence_fits(sentence: str, room: int) -> None:
    assert len(elided_sentence(sentence, lambda text: len(text) <= room)) <= room


@pytest.mark.parametrize("mark", ["\u0301", "\u0e47", "\u20dd", "\u0489"])
def test_attack_more_accents_than_a_letter_has_are_left_out(mark: str) -> None:
    """Those of Thai and the enclosing ones have no combining class, and are drawn one above the other as well."""
    assert cleaned("e" + mark * 60 + "x") == "e" + mark * 4 + "x"
