"""Programs that are trusted: only what is named and confirmed, and confirmed only by the word of `human`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.trusting import Trusting, digest_of
from supervisor.core.record_fields import Approval
from supervisor.human.identity import ROOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.engine.holds import Holds
    from supervisor.engine.recorder import Recorder

BY_HAND = Approval("keyboard", "chord", 900)


class Around:
    """What is asked, recorded and told."""

    def __init__(self, file: Path, *named: str) -> None:
        self.asked = 0
        self.questions: dict[str, Callable[[bool, Approval], None]] = {}
        self.rows: list[dict[str, Any]] = []
        self.told: list[Mapping[str, object]] = []
        self.last_answered = "r7"
        self.works = True
        self.trusting = Trusting(
            file,
            named,
            holds=cast("Holds", self),
            recorder=cast("Recorder", self),
            tell_human=self.told.append,
        )

    def confirm(self, what: str, sentence: str, why: str, then: Callable[[bool, Approval], None]) -> None:
        assert "answer for you" in sentence
        assert "approve" in why
        self.questions[what] = then
        self.asked += 1

    def write(self, _event: object, *, durable: bool, approval: Approval, outcome: dict[str, Any]) -> bool:
        assert durable
        assert approval is BY_HAND
        self.rows.append(outcome)
        return self.works


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give where it is kept."""
    return tmp_path / "trusted.json"


@pytest.fixture
def onboard(tmp_path: Path) -> str:
    """Give a program."""
    (tmp_path / "onboard").write_text("an on-screen keyboard")
    return str(tmp_path / "onboard")


@pytest.fixture
def vnc(tmp_path: Path) -> str:
    """Give another one."""
    (tmp_path / "x11vnc").write_text("a remote desktop")
    return str(tmp_path / "x11vnc")


def confirm(around: Around, program: str) -> None:
    """Say yes to all that is asked, as the person and `human` do."""
    around.trusting.ask()
    around.questions[f"trust {program}"](True, BY_HAND)
    around.trusting.confirmed({"t": "trusted", "program": program})


def test_what_is_named_is_asked_about_and_not_trusted_before(file: Path, onboard: str, vnc: str) -> None:
    around = Around(file, onboard, vnc)
    around.trusting.ask()
    assert list(around.questions) == [f"trust {onboard}", f"trust {vnc}"]
    assert around.trusting.trusted == []
    assert len(around.trusting.problems) == 2


def test_a_yes_goes_to_human_and_counts_by_its_word_alone(file: Path, onboard: str, vnc: str) -> None:
    around = Around(file, onboard, vnc)
    around.trusting.ask()
    around.questions[f"trust {onboard}"](True, BY_HAND)
    assert around.told == [{"t": "trust", "request": "r7", "program": onboard}]
    (row,) = around.rows
    assert (row["program"], row["answer"], row["file"]) == (onboard, "approve", digest_of(onboard))
    assert around.trusting.trusted == []
    around.trusting.confirmed({"t": "trusted", "program": onboard})
    assert around.trusting.trusted == [onboard]
    assert Around(file, onboard, vnc).trusting.trusted == [onboard]
    assert Around(file, vnc).trusting.trusted == [], "what is no longer named is not trusted"


@pytest.mark.parametrize(("yes", "works"), [(False, True), (True, False)])
def test_a_no_and_what_cannot_be_recorded_change_nothing(file: Path, onboard: str, *, yes: bool, works: bool) -> None:
    around = Around(file, onboard)
    around.works = works
    around.trusting.ask()
    around.questions[f"trust {onboard}"](yes, BY_HAND)
    assert around.told == []
    assert not file.exists()


def test_what_was_not_named_is_never_kept(file: Path, onboard: str, vnc: str) -> None:
    around = Around(file, onboard)
    around.trusting.confirmed({"program": vnc})
    around.trusting.confirmed({"program": 5})
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "{}", "[1, null]", '["onboard"]', "not json", "[" * 100_000])
def test_a_file_that_is_not_ours_confirms_nothing(file: Path, onboard: str, text: str) -> None:
    file.write_text(text)
    assert Around(file, onboard).trusting.trusted == []


def test_attack_a_program_that_changed_since_is_asked_about_anew(file: Path, onboard: str) -> None:
    confirm(Around(file, onboard), onboard)
    Path(onboard).write_text("hijacked")
    changed = Around(file, onboard)
    assert changed.trusting.trusted == []
    assert "has changed" in changed.trusting.problems[0]
    confirm(changed, onboard)
    assert Around(file, onboard).trusting.trusted == [onboard]


def test_attack_a_program_that_changes_while_it_is_asked_about_is_asked_about_again(file: Path, onboard: str) -> None:
    around = Around(file, onboard)
    around.trusting.ask()
    Path(onboard).write_text("hijacked")
    around.questions[f"trust {onboard}"](True, BY_HAND)
    assert (around.told, around.asked) == ([], 2)
    assert not file.exists()


def test_what_is_no_file_is_not_asked_about(file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    around = Around(file, str(tmp_path / "pipe"), str(tmp_path / "none"), str(tmp_path))
    around.trusting.ask()
    assert (around.questions, around.trusting.trusted) == ({}, [])
    assert all("no such file" in problem for problem in around.trusting.problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="root can change everything")
def test_what_root_alone_can_change_stays_trusted(file: Path) -> None:
    confirm(Around(file, "/usr/bin/env"), "/usr/bin/env")
    assert json.loads(file.read_text()) == {"/usr/bin/env": ROOTS}
    assert Around(file, "/usr/bin/env").trusting.trusted == ["/usr/bin/env"]
