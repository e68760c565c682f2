"""Programs that are trusted: only what is named and confirmed, and confirmed only by the word of `human`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from supervisor.app.trusting import Trusting
from supervisor.core.record_fields import Approval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from supervisor.engine.holds import Holds
    from supervisor.engine.recorder import Recorder

ONBOARD, VNC = "/usr/bin/onboard", "/usr/bin/x11vnc"
BY_HAND = Approval("keyboard", "chord", 900)


class Around:
    """What is asked, recorded and told."""

    def __init__(self, file: Path, *named: str) -> None:
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

    def write(self, _event: object, *, durable: bool, approval: Approval, outcome: dict[str, Any]) -> bool:
        assert durable
        assert approval is BY_HAND
        self.rows.append(outcome)
        return self.works


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give where it is kept."""
    return tmp_path / "trusted.json"


def test_what_is_named_is_asked_about_and_not_trusted_before(file: Path) -> None:
    around = Around(file, ONBOARD, VNC)
    around.trusting.ask()
    assert list(around.questions) == [f"trust {ONBOARD}", f"trust {VNC}"]
    assert around.trusting.trusted == []
    assert len(around.trusting.problems) == 2


def test_a_yes_goes_to_human_and_counts_by_its_word_alone(file: Path) -> None:
    around = Around(file, ONBOARD, VNC)
    around.trusting.ask()
    around.questions[f"trust {ONBOARD}"](True, BY_HAND)
    assert around.told == [{"t": "trust", "request": "r7", "program": ONBOARD}]
    assert around.rows == [{"question": "trust", "program": ONBOARD, "answer": "approve"}]
    assert around.trusting.trusted == []
    around.trusting.confirmed({"t": "trusted", "program": ONBOARD})
    assert around.trusting.trusted == [ONBOARD]
    assert Around(file, ONBOARD, VNC).trusting.trusted == [ONBOARD]
    assert Around(file, VNC).trusting.trusted == [], "what is no longer named is not trusted"


@pytest.mark.parametrize(("yes", "works"), [(False, True), (True, False)])
def test_a_no_and_what_cannot_be_recorded_change_nothing(file: Path, *, yes: bool, works: bool) -> None:
    around = Around(file, ONBOARD)
    around.works = works
    around.trusting.ask()
    around.questions[f"trust {ONBOARD}"](yes, BY_HAND)
    assert around.told == []
    assert not file.exists()


def test_what_was_not_named_is_never_kept(file: Path) -> None:
    around = Around(file, ONBOARD)
    around.trusting.confirmed({"program": VNC})
    around.trusting.confirmed({"program": 5})
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "{}", "[1, null]", "not json", "[" * 100_000])
def test_a_file_that_is_not_ours_confirms_nothing(file: Path, text: str) -> None:
    file.write_text(text)
    assert Around(file, ONBOARD).trusting.trusted == []
