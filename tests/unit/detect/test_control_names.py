from __future__ import annotations

from supervisor.core.facts import Control
from supervisor.detect.control_names import AGREEING, ASKING, DIALOGS, HARMLESS, LOOKING, MEANINGS, SURE


def test_patterns_see_small_letters_only() -> None:
    patterns = [p.pattern for p, _ in (*MEANINGS, *DIALOGS)] + [
        p.pattern for p in (HARMLESS, LOOKING, SURE, AGREEING, ASKING)
    ]
    for pattern in patterns:
        plain = pattern.replace(r"\S", "").replace(r"\W", "").replace(r"\B", "")
        assert plain == plain.lower(), pattern


def test_no_name_that_looks_is_a_name_that_does() -> None:
    for name in ("copy", "close", "cancel", "open", "search", "properties", "deleted items"):
        assert LOOKING.fullmatch(name)
        assert not any(pattern.fullmatch(name) for pattern, _ in MEANINGS)


def test_every_meaning_of_a_name_but_those_of_places_is_in_the_lexicon() -> None:
    elsewhere = {Control.SETTING, Control.UNSEEN}
    assert {control for _, control in MEANINGS} == set(Control) - elsewhere
