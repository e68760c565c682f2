from __future__ import annotations

from dataclasses import replace

from supervisor.core.spare_keys import SpareKeys
from tests.support.keyboard import keymap

LETTER, SHIFT, SPARE = 38, 50, 250
RETURN, E_ACUTE = 0xFF0D, 0xE9


def test_a_key_without_a_meaning_is_lent_and_comes_back() -> None:
    spare, before = SpareKeys(), keymap()
    assert not any(before.symbols.get(SPARE, ()))
    assert spare.allows(SPARE, ((E_ACUTE, E_ACUTE),), before)
    spare.borrow(SPARE, ((E_ACUTE, E_ACUTE),), before)
    # The server fills the row up.
    lent = before.with_rows(SPARE, ((E_ACUTE, 0xC9, E_ACUTE, 0xC9),))
    assert spare.allows(SPARE, ((0x61,),), lent)
    assert spare.allows(SPARE, ((0, 0),), lent)


def test_attack_a_key_of_the_persons_gets_another_meaning() -> None:
    spare, now = SpareKeys(), keymap()
    for keycode in (LETTER, SHIFT, 36):
        assert any(now.symbols[keycode])
        assert not spare.allows(keycode, ((RETURN, RETURN),), now)
        assert not spare.allows(keycode, ((0, 0),), now)
    assert not spare.allows(SPARE - 1, ((E_ACUTE,), (RETURN,)), now.with_rows(SPARE, ((0x61,),))), "one of two"


def test_writing_back_what_is_there_changes_nothing() -> None:
    spare, now = SpareKeys(), keymap()
    row = now.symbols[LETTER]
    assert spare.allows(LETTER, (row,), now)
    assert spare.allows(LETTER, ((*row, 0, 0),), now)
    assert not spare.allows(LETTER, (row[:1],), replace(now, symbols={LETTER: (0x61, 0x41)}))


def test_a_borrowed_key_that_the_persons_new_keyboard_has_is_theirs() -> None:
    spare, before = SpareKeys(), keymap()
    spare.borrow(SPARE, ((E_ACUTE,),), before)
    theirs = before.with_rows(SPARE, ((0x62, 0x42),))
    assert not spare.allows(SPARE, ((RETURN,),), theirs)


def test_attack_rewriting_a_key_as_it_is_does_not_borrow_it() -> None:
    spare, now = SpareKeys(), keymap()
    spare.borrow(LETTER, (now.symbols[LETTER],), now)
    assert not spare.allows(LETTER, ((RETURN,),), now)
