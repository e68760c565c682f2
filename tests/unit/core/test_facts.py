from __future__ import annotations

from supervisor.core.facts import Control, Program, Shell


def test_words_of_policies_are_small_and_hyphenated() -> None:
    words = [*Program, *Shell, *Control]
    assert all(word == word.lower() and "_" not in word and " " not in word for word in words)


def test_words_a_policy_file_may_already_hold_stay() -> None:
    assert {"terminal", "file-manager", "mail", "settings", "browser", "editor"} <= set(Program)
    assert {"read", "reversible", "destructive", "unknown"} <= set(Shell)
    assert {"delete", "trash", "empty-trash", "send", "setting"} <= set(Control)
