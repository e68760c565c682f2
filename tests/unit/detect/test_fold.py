from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.controls import says
from supervisor.detect.fold import LONGEST_NAME, fold_text, latin_twin, normalise, skeleton

INVISIBLE = [
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\ufe0f",
    "\u034f",
]
LOOK_ALIKES = {
    "a": "а",
    "e": "е",
    "o": "оο",
    "c": "с",
    "p": "р",
    "x": "х",
    "y": "у",
    "i": "іι",
    "s": "ѕ",
    "d": "ԁ",
    "t": "τ",
    "n": "ո",
}
NAMES = [
    "Delete permanently",
    "Send",
    "Pay now",
    "Empty Trash",
    "Discard changes",
    "Uninstall",
    "Löschen",
    "Supprimer",
    "Eliminar",
]


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("_Delete", "delete"),
        ("De&lete", "delete"),
        ("Cut & Paste", "cut & paste"),
        ("Delete…", "delete"),
        ("Delete\tShift+Del", "delete"),
        ("Delete   Ctrl+D", "delete"),
        ("Delete ⌘⌫", "delete"),
        ("  Delete  file ", "delete file"),
        ("Ｄｅｌｅｔｅ", "delete"),
        ("𝐃𝐞𝐥𝐞𝐭𝐞", "delete"),
        ("De\u200blete", "delete"),
        ("\u202eDelete\u202c", "delete"),
        ("Dеlеtе", "delete"),
        ("Удaлить", "удалить"),
        ("D\u0336e\u0336lete", "delete"),
        ("De1ete", "delete"),
        ("🗑️ Delete", "delete"),
        ("Delete 🗑", "delete"),
        ("SİL", "sil"),
        ("削除(&D)", "削除"),
        ("削除（Ｄ）…", "削除"),
        ("Delete (3)", "delete"),
        ("Delete [3 items]", "delete"),
        ("move_to_trash", "move to trash"),
        ("“Send →”", "send"),
        ("Удалить", "удалить"),
        ("हटाएँ", "हटाएँ"),
        ("", ""),
    ],
)
def test_names_have_one_form(name: str, normal: str) -> None:
    assert normalise(name) == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("supprimé", "supprime"),
        ("ΔΙΑΓΡΑΦΉ", "διαγραφη"),
        ("xoá", "xóa"),
        ("نهائي", "نهایی"),
        ("Ёлка", "елка"),
        ("don’t", "don't"),
    ],
)
def test_spellings_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_marks_that_make_another_letter_are_kept() -> None:
    assert fold_text("ブ") != fold_text("フ")
    assert fold_text("ปิด") != fold_text("ปด")


def test_a_word_all_of_look_alikes_has_a_twin() -> None:
    assert latin_twin("рау") == "pay"
    assert latin_twin("удалить") == "удалить"
    assert latin_twin("pay") == "pay"
    twin = says("Рау")
    assert twin is not None
    assert twin.control == "pay"


@given(st.sampled_from(NAMES), st.integers(0, 30), st.sampled_from(INVISIBLE))
def test_attack_invisible_signs_change_nothing(name: str, at: int, sign: str) -> None:
    assert says(name[:at] + sign + name[at:]) == says(name)


@given(st.sampled_from(NAMES), st.data())
def test_attack_look_alike_letters_change_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n, c in enumerate(name) if c in LOOK_ALIKES]))
    sign = data.draw(st.sampled_from(LOOK_ALIKES[name[at]]))
    before, after = says(name), says(name[:at] + sign + name[at + 1 :])
    assert before is not None
    assert after is not None
    assert after.control is before.control


@given(st.text(max_size=3 * LONGEST_NAME))
def test_any_name_is_folded(name: str) -> None:
    normal = normalise(name)
    assert len(normal) <= LONGEST_NAME
    skeleton(normal)
    latin_twin(normal)
    says(name)
