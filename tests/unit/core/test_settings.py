from __future__ import annotations

import pytest
from pydantic import ValidationError

from supervisor.core.settings import Chords, Settings


def test_the_defaults_are_those_of_the_manual() -> None:
    settings = Settings()
    assert (settings.chords.stop, settings.chords.approve, settings.chords.reject) == (
        "ctrl+alt+s",
        "ctrl+alt+y",
        "ctrl+alt+n",
    )
    assert (settings.escape_hold_s, settings.mirror_lead_ms, settings.motion_lead_ms) == (0.7, 120, 0)


def test_chords_are_kept_in_one_spelling() -> None:
    assert Chords(stop="Alt+Ctrl+X").stop == "ctrl+alt+x"


@pytest.mark.parametrize(
    "values",
    [
        {"chords": {"stop": "s"}},
        {"chords": {"stpo": "ctrl+s"}},
        {"escape_hold_s": 0.1},
        {"arm_ms": 100},
        {"mirror_lead_ms": -1},
        {"trusted": ["onboard"]},
        {"trusted": ["/usr/bin/on\nboard"]},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(values)


def test_settings_do_not_change_under_anyone() -> None:
    with pytest.raises(ValidationError):
        Settings().arm_ms = 900
