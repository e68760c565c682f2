from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.audit.plain_text import plain, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("docs – Thunar", "docs – Thunar"),
        ("مستندات", "مستندات"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\x1b[2J", "\\u001b[2J"),
        ("\x9b31m", "\\u009b31m"),
        ("evil\u202etxt.exe", "evil\\u202etxt.exe"),
        ("De\u200blete", "De\\u200blete"),
        ("a\u2028b", "a\\u2028b"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("\ufeff", "\\ufeff"),
        ("De\u3164lete", "De\\u3164lete"),
        ("\u2800\uffa0", "\\u2800\\uffa0"),
    ],
)
def test_what_cannot_be_seen_as_itself_is_shown_by_number(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters()))
def test_nothing_shown_can_steer_a_terminal(text: str) -> None:
    shown = plain(text)
    assert all(char.isprintable() or char.isspace() for char in shown)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    shown.encode("utf-8", "strict")


@pytest.mark.parametrize(("limit", "short"), [(10, "abcdef"), (6, "abcdef"), (5, "abcd…"), (1, "…")])
def test_shortened(limit: int, short: str) -> None:
    assert shortened("abcdef", limit) == short
