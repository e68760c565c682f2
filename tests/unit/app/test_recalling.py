"""The answers of earlier runs come to the popup from the record, beside the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.app.recalling import Recalling
from supervisor.audit.journal import Journal
from supervisor.audit.signing import Signer
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Window
from supervisor.core.recalled import KNOWN
from supervisor.core.record import Event
from tests.support.simulators import SimulatedLoop
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def found(record: Path, public_key: bytes) -> list[Any]:
    loop, told = SimulatedLoop(), list[Any]()
    Recalling(loop, record, public_key).start(told.append)

    def looked() -> list[Any]:
        loop.advance(1)
        return told

    wait_for(looked, "it to be read")
    return list(told[0])


def test_what_was_answered_before_is_told_once(tmp_path: Path) -> None:
    signer = Signer.load_or_create(tmp_path / "key.pem")
    journal = Journal.open(tmp_path / "record.db", signer)
    action, where = Action("a-1", "a", ActionKind.CLICK), Context(Window(1, "docs", "Thunar", executable="thunar"))
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    asked = Decision(Verdict.ASK, "delete", "it deletes")
    journal.append(Event.DECIDED, "a", action=action, context=where, assessment=judged, decision=asked)
    journal.append(Event.ANSWERED, "a", action=action, outcome={"answer": "approve", KNOWN: True})
    journal.close()
    ((subject, answer),) = found(tmp_path / "record.db", signer.public_key)
    assert (subject.rule_id, subject.app, answer.approved) == ("delete", "Thunar", True)


def test_whatever_goes_wrong_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("strange")

    monkeypatch.setattr("supervisor.app.recalling.past_answers", fails)
    monkeypatch.setattr("supervisor.app.recalling._log.exception", lambda _: None)
    assert found(tmp_path / "record.db", b"") == []
