from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.fold import skeleton
from supervisor.detect.lexicon import BIT
from supervisor.detect.reading import readings, split


def test_the_longest_words_win() -> None:
    (reading,) = readings(skeleton("gelöschte objekte"))
    assert reading.concepts == (BIT["deleted"],)
    assert reading.at_edge
    assert reading.covered == 1.0
    assert {r.language for r in readings(skeleton("ta bort"))} >= {"sv"}


def test_small_words_written_together_are_cut_off() -> None:
    for name, language in (("résilier l'abonnement", "fr"), ("والحذف", "ar"), ("והמחיקה", "he")):
        assert language in {reading.language for reading in readings(skeleton(name))}, name


def test_words_without_blanks_are_found() -> None:
    (reading,) = readings(skeleton("ゴミ箱を空にする"))
    assert reading.language == "ja"
    assert reading.concepts == (BIT["trash"], BIT["empty"])


def test_nothing_known_is_nothing_read() -> None:
    assert readings("") == ()
    assert readings("… 3") == ()
    assert readings("xqzzy") == ()


def test_numbers_and_signs_are_no_words() -> None:
    assert split("löschen (3) „datei“ — 12") == ["löschen", "datei"]


@given(st.text(max_size=300))
def test_attack_any_text_is_read(text: str) -> None:
    for reading in readings(skeleton(text)):
        assert 0 < reading.covered <= 1
        assert reading.concepts
