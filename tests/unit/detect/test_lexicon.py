from __future__ import annotations

from supervisor.core.facts import Control
from supervisor.detect.controls import is_harmless, meaning_of_name
from supervisor.detect.lexicon import foreign_names


def test_every_name_is_found_with_its_meaning() -> None:
    names = foreign_names()
    assert len(names) > 300
    for name, control in names.items():
        assert meaning_of_name(name) is control or meaning_of_name(name) in set(Control), name


def test_no_name_is_lost_to_the_harmless_ones() -> None:
    assert not [name for name in foreign_names() if is_harmless(name)]
