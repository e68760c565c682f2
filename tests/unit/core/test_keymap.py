from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervisor.core.keymap import Keymap, KeyMeaning
from tests.support.keyboard import SPARE, code, keymap

NONE = frozenset[str]()


def test_a_letter_at_its_levels() -> None:
    assert keymap().meaning(code("a"), NONE) == KeyMeaning(0x61, "a", "a")
    assert keymap().meaning(code("a"), frozenset({"shift"})) == KeyMeaning(0x41, "A", "A")
    assert keymap().meaning(code("e"), frozenset({"altgr"})).char == "€"


def test_a_level_that_a_key_lacks_falls_back_to_a_lower_one() -> None:
    assert keymap().meaning(code("Return"), frozenset({"shift"})).name == "Return"
    assert keymap().meaning(code("Delete"), frozenset({"shift", "altgr"})).name == "Delete"
    assert keymap().meaning(code("e"), frozenset({"altgr", "shift"})).name == "E"


def test_the_second_group_is_used_and_falls_back_to_the_first() -> None:
    assert keymap().meaning(code("m"), NONE, 1).name == "Cyrillic_softsign"
    assert keymap().meaning(code("m"), frozenset({"shift"}), 1).char == "Ь"
    assert keymap().meaning(code("x"), NONE, 1).name == "x"


def test_caps_lock_turns_letters_and_nothing_else() -> None:
    assert keymap().meaning(code("a"), NONE, caps=True).char == "A"
    assert keymap().meaning(code("a"), frozenset({"shift"}), caps=True).char == "a"
    assert keymap().meaning(code("1"), NONE, caps=True).char == "1"
    assert keymap().meaning(code("Return"), NONE, caps=True).name == "Return"


def test_a_keycode_without_symbols_means_nothing() -> None:
    assert keymap().meaning(SPARE, NONE) == KeyMeaning(0, "", "")


def test_a_borrowed_keycode_has_its_new_meaning_at_once_and_only_in_the_new_map() -> None:
    before = keymap()
    after = before.with_rows(SPARE, ((0xFF0D,), (0x20AC,)))
    assert after.meaning(SPARE, NONE).name == "Return"
    assert after.meaning(SPARE + 1, NONE).char == "€"
    assert before.meaning(SPARE, NONE).keysym == 0
    assert after.meaning(code("a"), NONE).char == "a"


@given(
    st.dictionaries(st.integers(8, 255), st.lists(st.integers(0, 0x1FFFFFFF), max_size=10).map(tuple), max_size=4),
    st.integers(8, 255),
    st.frozensets(st.sampled_from(["ctrl", "alt", "shift", "super", "altgr"])),
    st.integers(0, 3),
    st.booleans(),
)
def test_whatever_the_rows_hold_a_key_means_one_of_its_own_symbols(
    rows: dict[int, tuple[int, ...]], keycode: int, held: frozenset[str], group: int, caps: bool
) -> None:
    made = Keymap(rows, {}, name_of=hex, char_of=lambda k: chr(k) if 0x20 <= k < 0x7F else "")
    meaning = made.meaning(keycode, held, group, caps=caps)
    assert meaning.keysym in {0, *rows.get(keycode, ())}
    assert bool(meaning.name) == bool(meaning.keysym)


def test_attack_shift_and_num_lock_make_delete_of_the_keypads_point() -> None:
    rows = keymap().with_rows(91, ((0xFF9F, 0xFFAE),))
    assert rows.meaning(91, frozenset({"shift"})).keysym == 0xFF9F


def test_a_table_says_of_every_key_what_the_map_says_of_it_and_is_made_once() -> None:
    board, levels = keymap(), (NONE, frozenset({"shift"}), frozenset({"altgr"}))
    for group, caps in ((0, False), (0, True), (1, False)):
        table = board.table(levels, group, caps=caps)
        plain = [keycode for keycode in board.symbols if keycode not in board.modifiers]
        expected = [(held, k, board.meaning(k, held, group, caps=caps)) for held in levels for k in plain]
        assert list(table.keys) == expected
        assert table.by_char.get("a", []) == [key for key in expected if key[2].char == "a"]
        assert board.table(levels, group, caps=caps) is table


def test_a_changed_map_has_tables_of_its_own() -> None:
    board = keymap()
    before = board.table((NONE,), 0, caps=False)
    changed = board.with_rows(SPARE, ((0x61,),))
    assert SPARE in [key[1] for key in changed.table((NONE,), 0, caps=False).by_char["a"]]
    assert board.table((NONE,), 0, caps=False) is before
    assert SPARE not in [key[1] for key in before.by_char["a"]]


def test_tables_do_not_pile_up() -> None:
    board = keymap()
    for group in range(40):
        board.table((NONE,), group, caps=False)
    assert len(board._tables) <= 16
    assert board == keymap()
