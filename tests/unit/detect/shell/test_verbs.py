from __future__ import annotations

from supervisor.detect.shell.verbs import CHANGING, DESTROYING, KNOWN_TOOLS, MAKING, MILD, READING, VERB_FIRST


def test_no_verb_means_two_things() -> None:
    lists = (DESTROYING, CHANGING, MILD, MAKING, READING)
    for index, one in enumerate(lists):
        for other in lists[index + 1 :]:
            assert not one & other


def test_verbs_are_small_letters() -> None:
    assert all(verb == verb.lower() for verb in DESTROYING | CHANGING | MILD)


def test_tools_with_the_verb_first_are_known() -> None:
    assert VERB_FIRST <= KNOWN_TOOLS
