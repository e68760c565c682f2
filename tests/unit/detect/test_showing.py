from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.showing import LONGEST_TITLE, middle_cut, named, quoted, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\tb", "a⇥b"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\u202eb", "a⟨202E⟩b"),
        ("a\u200bb", "a⟨200B⟩b"),
        ("\ud800", "�"),
        ("é", "é"),
        ("e" + "\u0301" * 6 + "x", "e" + "\u0301" * 4 + "⟨0301⟩⟨0301⟩x"),
        ("a\u3164b\u2800", "a⟨3164⟩b⟨2800⟩"),
        ("Thun\u0430r", "Thun⟨0430⟩r"),
        ("r\u0435port.txt", "r⟨0435⟩port.txt"),
        ("\u041f\u043e\u0447\u0442\u0430 mail", "\u041f\u043e\u0447\u0442\u0430 mail"),
        ("Gr\u00f6\u00dfe \u03b1\u03b2", "Gr\u00f6\u00dfe \u03b1\u03b2"),
        ("a  b", "a  b"),
        ("report.txt\u3000\u00a0 x.exe", "report.txt␣␣␣x.exe"),
        ("שלום", "\u2068שלום\u2069"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_foreign_text_is_made_safe(text: str, seen: str) -> None:
    assert shown(text) == seen


@given(st.text(max_size=300))
def test_attack_no_text_escapes_its_place(text: str) -> None:
    seen = shown(text)
    assert len(seen) <= LONGEST_TITLE + 2
    inside = seen.removeprefix("\u2068").removesuffix("\u2069")
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in inside)
    seen.encode()


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("draft.txt", "“draft.txt”"),
        ("a” for nothing “b", "“a’ for nothing ‘b”"),
        ("txt.\u202eexe", "“txt.⟨202E⟩exe”"),
        ("a\nb", "“a⏎b”"),
        (
            "2026 report of the board with the comments of all auditors, final.odt",
            "“2026 report of the board with the commen…auditors, final.odt”",
        ),
        ("x" * 10_000 + ".odt", "“" + "x" * 40 + "…" + "x" * 15 + ".odt”"),
    ],
)
def test_a_name_keeps_both_ends(name: str, seen: str) -> None:
    assert named(name) == seen


@given(st.text(max_size=300))
def test_attack_no_name_escapes_its_quotes(text: str) -> None:
    for seen in (named(text), quoted(text)):
        assert seen.count("“") == seen.count("”") == 1
        assert len(seen) <= LONGEST_TITLE + 4
        assert shown(seen, 400).strip("\u2068\u2069") == seen.replace("\u2068", "⟨2068⟩").replace("\u2069", "⟨2069⟩")


def test_an_accent_is_not_parted_from_its_letter() -> None:
    assert middle_cut("a" * 7 + "e\u0301" + "b" * 3, 10) == "aaaaaa…bbb"
