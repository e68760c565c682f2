from __future__ import annotations

import stat
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.app.changing_settings import ChangingSettings, flat
from supervisor.core.settings import Settings
from tests.support.playbook import Stage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@pytest.fixture
def changing(stage: Stage, file: Path) -> ChangingSettings:
    return ChangingSettings(stage.engine, file)


def told(stage: Stage) -> dict[str, Any]:
    return dict(stage.ui.all("settings")[-1])


def question(stage: Stage) -> dict[str, Any]:
    return dict(stage.ui.all("request")[-1])


def test_the_window_sees_what_is_in_the_file(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    changing.open()
    assert told(stage)["values"] == flat(Settings())
    file.write_text('sound = true\n[chords]\nstop = "ctrl+alt+q"\n')
    changing.open()
    assert (told(stage)["values"]["sound"], told(stage)["values"]["chords.stop"]) == (True, "ctrl+alt+q")
    assert told(stage)["values"]["policy"] == "own"


def test_a_change_is_shown_word_for_word_and_written_once_a_hand_confirms_it(
    stage: Stage, changing: ChangingSettings, file: Path
) -> None:
    changing.want({"chords.stop": "ctrl+alt+q", "mirror_lead_ms": 120})
    assert (question(stage)["kind"], question(stage)["sentence"]) == ("confirm", "Change a setting?")
    assert question(stage)["why"].startswith("chords.stop: ctrl+alt+s → ctrl+alt+q; it holds from the next start")
    assert not file.exists()
    stage.approve()
    assert tomllib.loads(file.read_text()) == {"chords": {"stop": "ctrl+alt+q"}}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told(stage)["note"].startswith("Saved")
    (row,) = stage.rows("answered")
    assert row["outcome"] == {
        "question": "settings",
        "answer": "approve",
        "settings": {"chords.stop": "ctrl+alt+q"},
    }


def test_a_no_changes_nothing(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    changing.want({"sound": True})
    stage.reject()
    assert not file.exists()
    assert told(stage)["note"] == "Nothing was changed."


def test_comments_and_what_else_is_in_the_file_stay(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    file.write_text('# mine\nteam = "ops"  # us\n[chords]\nstop = "ctrl+alt+q"  # easy\n')
    changing.want({"sound": True, "chords.pause": "ctrl+alt+w", "policy": "cautious"})
    stage.approve()
    text = file.read_text()
    assert "# mine" in text
    assert 'team = "ops"  # us' in text
    assert 'stop = "ctrl+alt+q"  # easy' in text
    found = tomllib.loads(text)
    assert (found["sound"], found["chords"]["pause"], found["policy"]) == (True, "ctrl+alt+w", "cautious")
    changing.want({"policy": "own"})
    stage.approve()
    assert "policy" not in tomllib.loads(file.read_text())


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"chords.stop": "ctrl+alt+p"}, "is the chord for both stop and pause"),
        ({"chords.stop": "s"}, "would fire while typing"),
        ({"escape_hold_s": 99}, "`escape_hold_s`"),
        ({"policy": "lax"}, "`policy`"),
        ({"color_scheme": 5}, "`color_scheme`"),
        ({"mirror_lead_ms": "soon"}, "`mirror_lead_ms`"),
        ({"sound": False}, "Nothing is changed."),
        ({"arm_ms": 500, "judge": {}, "trusted": ["/bin/sh"]}, "Nothing is changed."),
    ],
)
def test_what_cannot_be_used_is_not_even_asked(
    stage: Stage, changing: ChangingSettings, values: dict[str, Any], says: str
) -> None:
    changing.want(values)
    assert says in told(stage)["note"]
    assert stage.asked is None


def test_a_shipped_policy_beside_ones_own_is_refused(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    (file.parent / "policy.toml").write_text("version = 1\n")
    changing.want({"policy": "developer"})
    assert "policy.toml" in told(stage)["note"]
    assert stage.asked is None


def test_wanted_anew_only_the_last_change_is_asked(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    changing.want({"sound": True})
    changing.want({"motion_lead_ms": 50})
    assert len(stage.engine.holds.waiting) == 1
    stage.approve()
    assert tomllib.loads(file.read_text()) == {"motion_lead_ms": 50}


def test_a_file_that_is_broken_is_said_and_left_alone(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    file.write_text("team = [")
    changing.open()
    assert "mend it" in told(stage)["note"]
    changing.want({"sound": True})
    assert stage.asked is None
    assert file.read_text() == "team = ["


def test_without_a_record_nothing_is_written(stage: Stage, changing: ChangingSettings, file: Path) -> None:
    changing.want({"sound": True})
    stage.journal.room = 0
    stage.approve()
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_said(stage: Stage, file: Path) -> None:
    changing = ChangingSettings(stage.engine, file.parent / "nowhere" / "settings.toml")
    changing.want({"sound": True})
    stage.approve()
    assert told(stage)["note"].startswith("It could not be saved")
