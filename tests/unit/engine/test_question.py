from __future__ import annotations

from supervisor.core.answers import Answer, Reach
from supervisor.core.record_fields import Approval
from supervisor.engine.question import Question

APPROVAL = Approval("keyboard", "chord", 900)


def test_a_confirmation_is_for_itself_and_waits_for_as_long_as_it_takes() -> None:
    told: list[tuple[bool, Approval]] = []
    question = Question("r1", "resume", lambda yes, approval: told.append((yes, approval)))
    assert (question.choices(Reach()), question.time, question.twice) == ({}, None, False)
    question.first_yes(APPROVAL)
    question.first_yes_void()
    question.write("edit:text", APPROVAL)
    question.written({"text": "x"})
    question.check_target()
    question.show_again()
    assert told == []
    question.answer(Answer(approved=True), APPROVAL)
    assert told == [(True, APPROVAL)]
