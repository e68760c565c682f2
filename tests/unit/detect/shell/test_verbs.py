from __future__ import annotations

from supervisor.detect.shell.verbs import CHANGING, DESTROYING, KNOWN_TOOLS, MAKING, MILD, READING, VERB_FIRST


def test_no_verb_that_looks_or_makes_is_called_harmful() -> None:
    assert not READING & (DESTROYING | CHANGING | MILD)
    assert not MAKING & (DESTROYING | CHANGING)


def test_verbs_are_small_letters() -> None:
    assert all(verb == verb.lower() for verb in DESTROYING | CHANGING | MILD)


def test_tools_with_the_verb_first_are_known() -> None:
    assert VERB_FIRST <= KNOWN_TOOLS
