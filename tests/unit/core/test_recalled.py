from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from supervisor.core.action import Action, ActionKind, Point
from supervisor.core.answers import Answer
from supervisor.core.assessment import Assessment, Category, Decision, Tier, Verdict
from supervisor.core.context import Context, Element, Paste, Window
from supervisor.core.grants import Subject
from supervisor.core.recalled import KNOWN, recalled
from supervisor.core.record import FIELDS, Event, Record, compose
from supervisor.core.record_fields import MASK, Approval

ACTION = Action("bot-000001", "bot", ActionKind.CLICK, Point(9, 9), button=1)
TYPED = Action("bot-000001", "bot", ActionKind.KEY, keys="Return", text="rm -r old")
ELEMENT = Element("Delete", "push button", ("Mail",), "Delete it?")
CONTEXT = Context(Window(7, "Mail", "Firefox", executable="firefox"), ELEMENT, "https://mail.example/inbox")
ASSESSMENT = Assessment(Tier.HIGH_RISK, Category.EMAIL)
ASKED = Decision(Verdict.ASK, "delete-mail", "it deletes mail")
LONG = "x" * 5000


def row(event: Event, **fields: Any) -> Record:
    body = json.loads(compose(1, 1, event, "bot", **fields))
    return Record(**{name: body.get(name) for name in FIELDS} | {"prev_hash": "", "hash": ""})


def answer(word: str = "approve", note: str | None = None, *, known: bool = True, action: Action = ACTION) -> Record:
    outcome = {"request": "r1", "answer": word, KNOWN: known}
    return row(Event.ANSWERED, action=action, approval=Approval("kbd", "chord", 900, note), outcome=outcome)


def decided(action: Action = ACTION, context: Context = CONTEXT) -> Record:
    return row(Event.DECIDED, action=action, context=context, assessment=ASSESSMENT, decision=ASKED)


@pytest.mark.parametrize("action", [ACTION, TYPED])
@pytest.mark.parametrize("context", [CONTEXT, replace(CONTEXT, element=None, url=None)])
def test_what_was_answered_is_what_the_same_would_be_now(action: Action, context: Context) -> None:
    found = recalled([decided(action, context), answer("reject", "it is too risky", action=action)])
    assert found == [
        (Subject.of(action, context, ASSESSMENT, ASKED), Answer(approved=False, reason="it is too risky"))
    ]


def test_ids_begin_anew_with_each_start_and_the_last_decision_counts() -> None:
    other = replace(CONTEXT, element=replace(ELEMENT, name="Archive"))
    found = recalled([decided(), answer(), decided(context=other), answer("reject")])
    assert [(subject.control[0], said.approved) for subject, said in found] == [("Delete", True), ("Archive", False)]


@pytest.mark.parametrize("event", [Event.AGENT_STARTED, Event.SUPERVISOR_STARTED])
def test_attack_an_answer_is_not_to_what_had_the_id_in_another_run(event: Event) -> None:
    assert recalled([decided(), row(event), answer()]) == []
    assert recalled([decided(), row(Event.AGENT_ENDED), answer()]) != []


def test_an_answer_that_speaks_of_nothing_else_is_no_case() -> None:
    assert recalled([decided(), answer(known=False)]) == []
    assert recalled([decided(), answer("modify")]) == []
    assert recalled([answer()]) == []


@pytest.mark.parametrize(
    ("action", "context"),
    [
        (replace(TYPED, text=f"login {MASK}"), CONTEXT),
        (replace(TYPED, text=LONG), CONTEXT),
        (TYPED, replace(CONTEXT, element=replace(ELEMENT, role="password text"))),
        (ACTION, replace(CONTEXT, element=replace(ELEMENT, name=LONG))),
        (ACTION, replace(CONTEXT, window=None)),
        (TYPED, replace(CONTEXT, pastes=(Paste("CLIPBOARD", "rm"),))),
    ],
)
def test_what_is_hidden_cut_or_not_there_is_no_case(action: Action, context: Context) -> None:
    assert recalled([decided(action, context), answer(action=action)]) == []


def test_rows_of_another_version_are_passed_over() -> None:
    strange = replace(decided(), assessment={"tier": "dreadful", "category": "email"})
    assert recalled([strange, answer(), decided(), answer()]) == recalled([decided(), answer()]) != []
