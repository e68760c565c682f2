"""The person's files: defaults, and one clear sentence for each mistake."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from supervisor.app.configuration import ConfigurationError, read_policy, read_settings
from supervisor.core.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()
    assert read_policy(None, tmp_path).policy.rules


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('mirror_lead_ms = 5\n[chords]\nstop = "ctrl+alt+shift+q"\n')
    settings = read_settings(tmp_path)
    assert (settings.mirror_lead_ms, settings.chords.stop) == (5, "ctrl+alt+shift+q")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("mirror_led_ms = 5\n", "mirror_led_ms"),
        ("mirror_lead_ms = -1\n", "mirror_lead_ms"),
        ("mirror_lead_ms =\n", "TOML"),
        ('[chords]\nstop = "s"\n', "chords.stop"),
        ("arm_ms = 0\n", "arm_ms"),
    ],
)
def test_a_mistake_in_the_settings_is_named_in_one_line(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        read_settings(tmp_path)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_own_policy_comes_before_the_default_and_the_given_one_before_both(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "{}"\nreason = "x"\nwhen.app = "x"\nverdict = "ask"\n'
    (tmp_path / "policy.toml").write_text(rule.format("own"))
    given = tmp_path / "given.toml"
    given.write_text(rule.format("given"))
    assert [r.id for r in read_policy(None, tmp_path).policy.rules] == ["own"]
    assert [r.id for r in read_policy(given, tmp_path).policy.rules] == ["given"]


def test_the_name_of_a_policy_changes_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    names = []
    for verdict in ("ask", "deny"):
        path.write_text(f'[[rule]]\nid = "a"\nreason = "x"\nwhen.app = "x"\nverdict = "{verdict}"\n')
        names.append(read_policy(path, tmp_path).name)
    assert names[0] != names[1]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"verdict = maybe", b"[[rule]]\nid='a'\nunknown=1\n"])
def test_a_bad_policy_is_an_error_and_never_an_empty_policy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"policy\.toml"):
        read_policy(path, tmp_path)


def test_a_missing_or_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        read_policy(tmp_path / "absent.toml", tmp_path)
    if os.geteuid() != 0:
        locked = tmp_path / "locked.toml"
        locked.touch(mode=0)
        with pytest.raises(ConfigurationError, match="permission"):
            read_policy(locked, tmp_path)
