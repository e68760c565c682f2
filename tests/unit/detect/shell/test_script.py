from __future__ import annotations

import pytest

from supervisor.detect.shell.script import Word, printed_text


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("echo a b", ("a b",)),
        ("echo -n a", ("a",)),
        ("echo -- a", ("a",)),
        ("printf a\\\\nb", ("a\nb",)),
        ("echo", ("",)),
        ("ls a", ()),
        ("", ()),
    ],
)
def test_what_echo_prints_is_known(line: str, printed: tuple[str, ...]) -> None:
    assert printed_text([Word(text) for text in line.replace("\\\\", "\\").split()]) == printed


def test_what_is_computed_is_not_known() -> None:
    assert printed_text([Word("echo"), Word("$x", fixed=False)]) == ()
