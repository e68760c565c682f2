from __future__ import annotations

from supervisor.detect.wordlist import wordlist


def test_words_are_split_at_any_blank() -> None:
    assert wordlist("a  b\n c-d\t") == {"a", "b", "c-d"}
    assert wordlist("") == frozenset()
