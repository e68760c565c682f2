from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.shell.quoting import ansi_decoded, recalls, recalls_unquoted, unescaped


@pytest.mark.parametrize(
    ("text", "only", "plain"),
    [(r"a\ b", "", "a b"), ("a\\\nb", "", "ab"), (r"a\$\x", '"\\$`', r"a$\x"), ("a\\", "", "a"), ("", "", "")],
)
def test_backslashes_are_taken_away(text: str, only: str, plain: str) -> None:
    assert unescaped(text, only) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\x72m", "rm"),
        (r"\162m", "rm"),
        (r"\u0072m", "rm"),
        (r"a\tb", "a\tb"),
        (r"\q", "q"),
        ("\\", "\\"),
        (r"\x", "\ufffd"),
    ],
)
def test_dollar_quotes_are_decoded(text: str, plain: str) -> None:
    assert ansi_decoded(text) == plain


@pytest.mark.parametrize(
    "text",
    ["!!", "!rm", "ls; !-2", "echo !$", "a!b", 'echo "a!b"', "sudo !!", r"echo \\!rm", "echo {!rm,b}", "a=!rm"],
)
def test_history_is_recalled(text: str) -> None:
    assert recalls(text)


@pytest.mark.parametrize(
    "text",
    ["! grep x", "[ ! -f x ]", "a!", 'echo "wow!"', "[ a != b ]", "echo \\!x", "${!x}", "echo $!", "echo '!x'"],
)
def test_other_exclamation_marks_are_not(text: str) -> None:
    assert not recalls(text)


def test_inside_single_quotes_words_are_asked_one_by_one() -> None:
    assert not recalls("echo 'a' !x")
    assert recalls_unquoted("!x")


@given(st.text(max_size=50))
def test_any_text_is_read(text: str) -> None:
    unescaped(text)
    ansi_decoded(text)
    recalls(text)
