from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.audit.review import passed_at
from supervisor.audit.storage import UnreadableError
from supervisor.audit.training import export_decisions
from supervisor.core.action import Action, ActionKind
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event
from supervisor.core.record_fields import MASK, Approval
from tests.unit.audit.test_review import act
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal

ASKED = Decision(Verdict.ASK, "mine", "you are asked")
WINDOW = Window(5, "docs", "Thunar", "thunar", "thunar", 12)
HASTY = Approval("keyboard", "chord", 900, "not\u202e today")


def examples(path: Path) -> list[dict[str, Any]]:
    out = io.StringIO()
    count = export_decisions(path, out)
    assert out.getvalue().isprintable() or "\n" in out.getvalue()
    lines = out.getvalue().splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def ask(journal: Journal, action: Action, *, password: bool = False, **more: Any) -> None:
    context = Context(WINDOW, Element("PIN", "password text" if password else "text"))
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    journal.append(Event.DECIDED, "bot", action=action, context=context, assessment=judged, decision=ASKED, **more)


def answer(journal: Journal, action: Action, said: str) -> None:
    journal.append(Event.ANSWERED, "bot", action=action, approval=HASTY, outcome={"request": "r", "answer": said})


def end(journal: Journal, action: Action) -> None:
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": action.id, "result": "done"})
    journal.commit()


def typed(number: int, text: str) -> Action:
    return Action(f"bot-{number}", "bot", ActionKind.TYPE, text=text, reason="it is on my list")


def test_an_answer_is_an_example_with_context_proposal_and_reason(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    for number, said in ((1, "approve"), (2, "reject")):
        action = typed(number, "hello")
        ask(journal, action)
        answer(journal, action, said)
        end(journal, action)
    act(journal, 3)
    yes, no = examples(journal.path)
    assert (yes["answer"], no["answer"]) == ("approve", "reject")
    assert yes["proposal"]["text"] == "hello"
    assert yes["proposal"]["reason"] == "it is on my list"
    assert yes["context"]["window"]["title"] == "docs"
    assert (yes["rule"], yes["asked_because"], yes["became"]) == ("mine", "you are asked", None)
    assert (yes["reason"], yes["latency_ms"], yes["agent"]) == ("not\u202e today", 900, "bot")
    assert yes["assessment"]["tier"] == "high_risk"
    journal.close()


def test_what_was_made_something_else_stands_beside_what_was_proposed(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    for number, said in ((1, "approve"), (2, "reject")):
        ask(journal, typed(number, "rm -rf"))
        answer(journal, typed(number, "rm -rf"), "modify")
        ask(journal, typed(number, "rm -i"), outcome={"modified": "text"})
        answer(journal, typed(number, "rm -i"), said)
        end(journal, typed(number, "rm -i"))
    changed, refused = examples(journal.path)
    assert (changed["answer"], changed["proposal"]["text"], changed["became"]["text"]) == (
        "modify",
        "rm -rf",
        "rm -i",
    )
    assert (refused["answer"], refused["proposal"]["text"], refused["became"]) == ("reject", "rm -rf", None)
    journal.close()


def test_of_what_was_judged_anew_the_last_look_counts(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    ask(journal, typed(1, "old"))
    ask(journal, typed(1, "new"))
    answer(journal, typed(1, "new"), "approve")
    end(journal, typed(1, "new"))
    assert [one["proposal"]["text"] for one in examples(journal.path)] == ["new"]
    journal.close()


def test_attack_what_the_record_hides_is_in_no_example(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = typed(1, "correct horse")
    ask(journal, action, password=True)
    answer(journal, action, "approve")
    end(journal, action)
    (one,) = examples(journal.path)
    assert one["proposal"]["text"] == MASK
    assert "correct horse" not in json.dumps(one)
    journal.close()


def test_what_was_gone_through_is_an_example_too(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    (one,) = passed_at(journal.path, [act(journal, 1)])
    for seq, digest, mark in ((one.seq, one.hash, "wrong"), (one.seq, "00", "wrong"), (10**30, "", "right")):
        said = {"mark": mark, "seq": seq, "hash": digest}
        journal.append(Event.REVIEWED, "bot", approval=HASTY, outcome=said)
    journal.append(Event.REVIEWED, "bot", outcome={"mark": "maybe", "seq": one.seq, "hash": one.hash})
    journal.commit()
    assert [(found["answer"], found["reason"]) for found in examples(journal.path)] == [("wrong", "not\u202e today")]
    journal.close()


def test_nothing_in_it_is_obeyed_by_a_terminal(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = typed(1, "\x1b[2J\u202e\u2028")
    ask(journal, action)
    answer(journal, action, "approve")
    end(journal, action)
    out = io.StringIO()
    export_decisions(journal.path, out)
    assert out.getvalue()[:-1].isprintable()
    assert json.loads(out.getvalue())["proposal"]["text"] == "\x1b[2J\u202e\u2028"
    journal.close()


def test_without_a_record_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        export_decisions(tmp_path / "none", io.StringIO())


@pytest.mark.parametrize("event", [Event.SUPERVISOR_STARTED, Event.AGENT_STARTED])
def test_what_was_proposed_in_another_run_is_not_what_is_answered_in_this_one(tmp_path: Path, event: Event) -> None:
    journal = begin(tmp_path)
    ask(journal, typed(1, "what was wanted before"))
    journal.append(event, "bot" if event is Event.AGENT_STARTED else None, outcome={})
    ask(journal, typed(1, "what is wanted now"), outcome={"modified": "text"})
    answer(journal, typed(1, "what is wanted now"), "approve")
    end(journal, typed(1, "what is wanted now"))
    (example,) = examples(journal.path)
    assert example["proposal"]["text"] == "what is wanted now"
    journal.close()


def test_what_a_person_ordered_to_be_taken_back_is_no_example(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("undo of row 3-000001", "undo of row 3", ActionKind.KEY, keys="ctrl+z", origin="undo")
    ask(journal, action)
    answer(journal, action, "approve")
    end(journal, action)
    assert examples(journal.path) == []
    journal.close()
