"""What bash leaves on a line, by the keys that it was given."""

from __future__ import annotations

import pytest

from supervisor.core.line_editing import emptied, is_kept, settles


@pytest.mark.parametrize(
    ("edits", "left"),
    [
        ("ctrl+e ", ""),
        ("ctrl+l ctrl+e ", ""),
        ("ctrl+a ctrl+e ", "text"),
        ("Home ctrl+e ", "text"),
        ("Home ctrl+a ctrl+w ctrl+l ctrl+e ", "text"),
        ("Up ctrl+e ", ""),
        ("Up Home ctrl+a ctrl+w ctrl+l ctrl+e ", "last"),
    ],
)
def test_what_ctrl_u_leaves(edits: str, left: str) -> None:
    assert emptied(edits, "text", "last") == left


@pytest.mark.parametrize(
    "edits",
    [
        *("", "Home ", "ctrl+a ", "ctrl+e Left ", "Left ctrl+e ", "ctrl+e ctrl+u ", "Down ctrl+e ", "Tab ctrl+e "),
        *("Up Up ctrl+e ", "Home Up ctrl+e ", "ctrl+a Home ctrl+e ", "Home Home ctrl+e ", "End ctrl+e "),
        # What is left of the sequence that Home sends swallows the next key.
        *("ctrl+w ctrl+e ", "ctrl+a ctrl+w ctrl+e ", "Home ctrl+w ctrl+w ctrl+e ", "Home BackSpace ctrl+e "),
        *("Home ctrl+w Home ctrl+e ", "Home ctrl+a ctrl+w ctrl+a ctrl+w ctrl+e ", "Home typed ctrl+e "),
        *("Home ctrl+k ctrl+e ", "Home ctrl+y ctrl+e ", "ctrl+r ctrl+e ", "Home Delete ctrl+e "),
    ],
)
def test_attack_other_orders_of_keys_may_leave_anything(edits: str) -> None:
    assert emptied(edits, "text", "last") is None


def test_attack_up_brings_back_what_nobody_knows() -> None:
    assert emptied("Up ctrl+e ", "text", "") is None


@pytest.mark.parametrize(
    "keys", ["ctrl+v", "ctrl+q", "ctrl+x", "Escape", "alt+1", "alt+x", "ctrl+alt+e", "F1", "Insert"]
)
def test_attack_keys_that_take_the_next_one_for_a_part_of_them(keys: str) -> None:
    assert not settles(keys)
    assert settles("Left")


@pytest.mark.parametrize(
    ("line", "kept"), [("ls", True), (" ls", False), ("", False), ("!!", False), ("^a^b", False), ("a\nb", False)]
)
def test_what_a_history_holds_as_it_was_typed(line: str, kept: bool) -> None:
    assert is_kept(line) is kept
