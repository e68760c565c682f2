from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.audit import review as room
from supervisor.audit.figures import figures
from supervisor.audit.reader import records
from supervisor.audit.review import ReviewError, drawing, drawn, every, looking_up, passed_at
from supervisor.audit.storage import UnreadableError
from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Window
from supervisor.core.record import Event
from supervisor.core.review import Mark, Queue
from supervisor.core.stated import Stated
from tests.unit.audit.tools import begin

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.audit.journal import Journal

ALLOWED = Decision(Verdict.ALLOW, "mine", "you allow it")
ASKED = Decision(Verdict.ASK, "mine", "you are asked")


def act(
    journal: Journal,
    number: int,
    tier: Tier = Tier.IRREVERSIBLE,
    *,
    decision: Decision = ALLOWED,
    kind: ActionKind = ActionKind.CLICK,
    result: str = "done",
    title: str = "docs",
    sure: float | None = None,
) -> int:
    """Write one action; gives the row that decided it."""
    stated = Stated(confidence=sure) if sure is not None else None
    action = Action(f"bot-{number}", "bot", kind, Point(1, 2), stated=stated)
    context = Context(Window(5, title, "Thunar", "thunar", "thunar", 12), Element("Delete", "button"))
    judged = Assessment(tier, Category.FILES)
    more: dict[str, Any] = {"action": action, "decision": decision}
    seq = journal.append(Event.DECIDED, "bot", context=context, assessment=judged, **more)
    if decision.verdict is Verdict.ASK:
        journal.append(Event.APPROVAL_REQUESTED, "bot", **more, outcome={"request": "r1"})
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": action.id, "result": result})
    journal.commit()
    return seq


def mark(journal: Journal, seq: int, found: Mark) -> None:
    said = {"mark": found.value, "seq": seq, "app": "thunar", "category": "files", "tier": "high_risk"}
    journal.append(Event.REVIEWED, "bot", outcome=said)
    journal.commit()


def test_the_gravest_that_was_drawn_comes_first_and_what_is_marked_no_more(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    grave = act(journal, 3)
    risky = [act(journal, number, Tier.HIGH_RISK, sure=0.5) for number in range(2)]
    queue = figures(journal.path).review
    assert [one.seq for one in drawn(journal.path, queue, 9)] == [grave, risky[1], risky[0]]
    assert [one.seq for one in drawn(journal.path, Queue({risky[0]: 0.2, grave: 1.0}), 1)] == [grave]
    mark(journal, grave, Mark.RIGHT)
    assert [one.seq for one in drawn(journal.path, figures(journal.path).review, 9)] == [risky[1], risky[0]]
    one = drawn(journal.path, figures(journal.path).review, 9)[0]
    assert (one.words, one.why, one.unsure, one.odds) == ("click “Delete” in docs", "mine: you allow it", True, 1.0)
    assert json.loads(json.dumps(one.data))["tier"] == "high_risk"
    journal.close()


def test_of_what_is_no_more_than_reversible_few_are_drawn_and_all_can_be_seen(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    seqs = [act(journal, number, Tier.REVERSIBLE) for number in range(60)]
    queue = figures(journal.path).review
    assert len(queue.waiting) < 20
    assert {one.seq for one in drawn(journal.path, queue, 100)} == set(queue.waiting)
    assert [one.seq for one in every(journal.path, queue, 100)] == seqs[::-1]
    assert len(every(journal.path, queue, 5)) == 5
    mark(journal, seqs[-1], Mark.WRONG)
    assert every(journal.path, figures(journal.path).review, 1)[0].seq == seqs[-2]
    journal.close()


def test_what_was_asked_or_not_done_or_only_moved_is_not_among_them(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    asked = act(journal, 1, decision=ASKED)
    refused = act(journal, 2, result="refused")
    moved = act(journal, 3, kind=ActionKind.MOVE)
    passed = act(journal, 4)
    queue = figures(journal.path).review
    assert [one.seq for one in every(journal.path, queue, 9)] == [passed]
    assert [one.seq for one in drawn(journal.path, queue, 9)] == [passed]
    for seq in (asked, refused, moved, passed + 1, 0, 10**9, 10**30):
        with pytest.raises(ReviewError, match=str(seq)):
            passed_at(journal.path, [seq])
    assert passed_at(journal.path, [passed])[0].seq == passed
    journal.close()


def test_what_was_judged_anew_and_asked_has_its_answer(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK)
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    seq = journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=ALLOWED)
    journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=ASKED)
    journal.append(Event.APPROVAL_REQUESTED, "bot", action=action, decision=ASKED)
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": "bot-1", "result": "done"})
    journal.commit()
    with pytest.raises(ReviewError, match="asked about"):
        passed_at(journal.path, [seq])
    assert every(journal.path, Queue(), 9) == []
    journal.close()


def test_what_a_person_said_yes_to_is_not_gone_through_again(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK)
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    for decision in (ASKED, ALLOWED):
        journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=decision)
        if decision is ASKED:
            journal.append(Event.APPROVAL_REQUESTED, "bot", action=action, decision=ASKED)
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": "bot-1", "result": "done"})
    # The numbers of another agent of that name begin anew.
    journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=ALLOWED)
    journal.append(Event.OUTCOME, "bot", outcome={"action_id": "bot-1", "result": "done"})
    journal.commit()
    assert [one.seq for one in every(journal.path, Queue(), 9)] == [journal.last_seq - 1]
    journal.close()


def test_no_words_of_an_agent_reach_the_terminal_as_they_are(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    act(journal, 1, title="\x1b[2Jdocs\u202e\n" + "x" * 5000)
    (one,) = drawn(journal.path, figures(journal.path).review, 9)
    assert one.line.isprintable()
    assert len(one.line) < 1000
    journal.close()


def test_rows_of_another_version_are_told_as_they_are(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    act(journal, 1)
    (one,) = drawn(journal.path, figures(journal.path).review, 9)
    journal.close()
    record = next(row for row in records(journal.path) if row.seq == one.seq)
    found = room._passed(dataclasses.replace(record, context={"window": "of another kind"}))
    assert found is not None
    assert "bot-1" in found.words


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite3"
    with pytest.raises(UnreadableError, match="there is no record"):
        drawn(path, Queue({1: 1.0}), 5)
    with pytest.raises(UnreadableError, match="there is no record"):
        every(path, Queue(), 5)
    with pytest.raises(UnreadableError, match="there is no record"):
        passed_at(path, [1])


def test_what_is_looked_up_lets_go_of_the_loop_at_each_row(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    seqs = [act(journal, number) for number in range(4)]
    looking = looking_up(journal.path, seqs)
    assert [next(looking) for _ in seqs] == [None] * 4, "each outcome is the next row"
    drawing_on = drawing(journal.path, figures(journal.path).review, 4)
    assert [one.seq for one in drawing_on if one is not None] == seqs[::-1]
    journal.close()


def test_how_sure_the_agent_was_and_which_rule_let_it_pass_are_told(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    unsaid, sure = act(journal, 1), act(journal, 2, sure=0.25)
    told = {one.seq: (one.confidence, one.rule) for one in passed_at(journal.path, [unsaid, sure])}
    assert told == {unsaid: (None, "mine"), sure: (0.25, "mine")}
    journal.close()


def begun(journal: Journal, event: Event) -> None:
    journal.append(event, "bot" if event is Event.AGENT_STARTED else None, outcome={})
    journal.commit()


@pytest.mark.parametrize("event", [Event.SUPERVISOR_STARTED, Event.AGENT_STARTED])
def test_what_another_run_did_under_the_same_id_is_not_taken_for_it(tmp_path: Path, event: Event) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK, Point(1, 2))
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    cut_off = journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=ALLOWED)
    begun(journal, event)
    asked = act(journal, 1, decision=ASKED)
    begun(journal, event)
    done = act(journal, 1)
    with pytest.raises(ReviewError, match=f"what row {cut_off} decided was not done"):
        passed_at(journal.path, [cut_off])
    with pytest.raises(ReviewError, match=f"row {asked} decided nothing that passed"):
        passed_at(journal.path, [asked])
    assert [one.seq for one in passed_at(journal.path, [done])] == [done]
    assert [one.seq for one in every(journal.path, Queue(), 9)] == [done]
    journal.close()


def test_what_was_asked_in_another_run_says_nothing_of_what_passes_now(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK, Point(1, 2))
    journal.append(Event.DECIDED, "bot", action=action, decision=ASKED)
    journal.append(Event.APPROVAL_REQUESTED, "bot", action=action, outcome={"request": "r1"})
    begun(journal, Event.AGENT_STARTED)
    done = act(journal, 1)
    assert [one.seq for one in every(journal.path, Queue(), 9)] == [done]
    journal.close()


def test_what_another_agent_began_meanwhile_changes_nothing(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    action = Action("bot-1", "bot", ActionKind.CLICK, Point(1, 2))
    judged = Assessment(Tier.HIGH_RISK, Category.FILES)
    seq = journal.append(Event.DECIDED, "bot", action=action, assessment=judged, decision=ALLOWED)
    journal.append(Event.AGENT_STARTED, "clerk", outcome={})
    journal.append(Event.OUTCOME, "bot", action=action, outcome={"action_id": "bot-1", "result": "done"})
    journal.commit()
    assert [one.seq for one in passed_at(journal.path, [seq])] == [seq]
    assert [one.seq for one in every(journal.path, Queue(), 9)] == [seq]
    journal.close()


def test_what_was_done_in_part_is_gone_through_too(tmp_path: Path) -> None:
    journal = begin(tmp_path)
    seq = act(journal, 1, result="partly")
    assert [one.seq for one in passed_at(journal.path, [seq])] == [seq]
    assert [one.seq for one in every(journal.path, Queue(), 9)] == [seq]
    assert [one.seq for one in drawn(journal.path, figures(journal.path).review, 9)] == [seq]
    journal.close()
