from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.scripts import SCRIPTS, UNSPACED, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("delete", "latin"),
        ("git ブランチ", "han"),
        ("löschen", "latin"),
        ("удалить git", "cyrillic"),
        ("ជ", "khmer"),
        ("삭제", "hangul"),
        ("… 3", ""),
        ("", "latin"),
    ],
)
def test_scripts_are_told_apart(text: str, script: str) -> None:
    assert script_of(text) == script


def test_unspaced_scripts_are_scripts() -> None:
    assert UNSPACED < SCRIPTS


@given(st.text(max_size=50))
def test_any_text_has_a_script_or_none(text: str) -> None:
    assert script_of(text) in SCRIPTS | {""}
