from __future__ import annotations

import pytest
from pydantic import ValidationError

from supervisor.core.assessment import Tier
from supervisor.core.settings import Chords, JudgeSettings, Settings


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


def test_what_came_later_gives_way_to_the_persons_own_chord_and_to_nothing_else() -> None:
    chords = Chords(pause="alt+ctrl+E")
    assert (chords.pause, chords.modify, chords.gave_way_to) == ("ctrl+alt+e", "ctrl+alt+shift+e", "pause")
    assert (Chords().modify, Chords().gave_way_to) == ("ctrl+alt+e", "")
    assert Chords(modify="F9", pause="ctrl+alt+e").gave_way_to == ""


@pytest.mark.parametrize(
    "values",
    [
        {"chords": {"pause": "ctrl+alt+e", "modify": "ctrl+alt+e"}},
        {"chords": {"pause": "ctrl+alt+e", "stop": "ctrl+alt+shift+e"}},
        {"chords": {"stop": "s"}},
        {"chords": {"stpo": "ctrl+s"}},
        {"chords": {"approve": "ctrl+alt+o"}},
        {"chords": {"second": "alt+ctrl+Y"}},
        {"escape_hold_s": 0.1},
        {"arm_ms": 100},
        {"mirror_lead_ms": -1},
        {"trusted": ["onboard"]},
        {"trusted": ["/usr/bin/on\nboard"]},
        {"unknown": 1},
        {"team": "op\ns"},
        {"team": "x" * 61},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(values)


def test_settings_do_not_change_under_anyone() -> None:
    with pytest.raises(ValidationError):
        Settings().arm_ms = 900


def test_there_is_no_judge_unless_a_person_names_one() -> None:
    judge = Settings().judge
    assert not judge.on
    assert (judge.limit_ms, judge.tiers, judge.on_failure) == (1500, (Tier.REVERSIBLE,), "ask")


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com/v1",
        "https://192.0.2.7:8443/v1/",
        "http://127.0.0.1:8080/v1",
        "http://127.9.9.9/v1",
        "http://[::1]:11434/v1",
        "http://localhost:1234/v1",
    ],
)
def test_a_judge_is_at_an_address_with_tls_or_on_this_machine(url: str) -> None:
    assert JudgeSettings(url=url, model="m").on


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com/v1",
        "http://192.168.1.5:8080/v1",
        "http://127.0.0.1.example.com/v1",
        "http://localhost.example.com/v1",
        "http://0.0.0.0:8080/v1",
        "http://127.0.0.1@example.com/v1",
        "https://key@api.example.com/v1",
        "https://api.example.com/v1?key=x",
        "https://api.example.com/v1#x",
        "https://",
        "https:///v1",
        "https://api.example.com:99999/v1",
        "https://api.example.com:x/v1",
        "https://[::1/v1",
        "https://api.example.com/v 1",
        "https://api.example.com/\r\nX: y",
        "https://b\u00fccher.example/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "127.0.0.1:8080",
        "off",
    ],
)
def test_attack_a_judge_is_nowhere_else(url: str) -> None:
    with pytest.raises(ValidationError):
        JudgeSettings(url=url, model="m")


@pytest.mark.parametrize(
    "values",
    [
        {"url": "https://api.example.com/v1"},
        {"key": "sk-x"},
        {"key_env": "sk-x"},
        {"key_env": "A B"},
        {"model": "a\nb"},
        {"limit_ms": 0},
        {"limit_ms": 60_000},
        {"tiers": ["harmless"]},
        {"on_failure": "allow"},
    ],
)
def test_a_judge_that_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"judge": values})
