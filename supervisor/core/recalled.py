"""What a person answered before, read off rows of the record; pure.

# INVARIANT: only what the record says other answers speak of is taken, and only where nothing of what makes it alike
was hidden or cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.answers import Answer
from supervisor.core.assessment import Category, Tier
from supervisor.core.grants import Subject
from supervisor.core.page_address import sites_of
from supervisor.core.record import Event
from supervisor.core.record_fields import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supervisor.core.record import Record

KNOWN = "known"
"""Member of the outcome of an answer: other answers speak of what it was given to."""


def recalled(rows: Iterable[Record]) -> list[tuple[Subject, Answer]]:
    """Give the answers in some rows of one record, the oldest first.

    Args:
        rows: Rows in order; of others than decisions, answers and the beginnings of agents nothing is taken.
    """
    asked: dict[tuple[str | None, str], Record] = {}
    cases: list[tuple[Subject, Answer]] = []
    for row in rows:
        key = (row.agent, row.action_id)
        if row.event in (Event.SUPERVISOR_STARTED, Event.AGENT_STARTED):
            # INVARIANT: an answer is to what was asked in its own run, whatever else had that id.
            asked = {one: decided for one, decided in asked.items() if not row.begins_anew(one[0])}
        elif row.event == Event.DECIDED:
            asked[key] = row
        elif row.event == Event.ANSWERED:
            answer, decided = _answer(row), asked.get(key)
            subject = _subject(decided) if decided is not None else None
            if answer is not None and subject is not None:
                cases.append((subject, answer))
    return cases


def _answer(row: Record) -> Answer | None:
    outcome = row.outcome if isinstance(row.outcome, dict) else {}
    said = outcome.get("answer")
    if outcome.get(KNOWN) is not True or said not in ("approve", "reject"):
        return None
    note = (row.approval or {}).get("note")
    return Answer(said == "approve", note if isinstance(note, str) else None)


def _subject(row: Record) -> Subject | None:
    try:
        subject = _read(row.action or {}, row.context or {}, row.assessment or {}, row.decision or {})
    except (KeyError, TypeError, ValueError, AttributeError):
        # Of another version, or of something that has no window: nothing is like it.
        return None
    said = (subject.agent, subject.executable, subject.app, *subject.gesture, *subject.control, *subject.sites)
    return subject if all(isinstance(part, str) and MASK not in part for part in said) else None


def _read(
    action: dict[str, Any], context: dict[str, Any], assessment: dict[str, Any], decision: dict[str, Any]
) -> Subject:
    window, element = context["window"], context["element"]
    for part in (action, context, window, element or {}):
        if any(name.endswith("_cut") for name in part):
            raise ValueError("cut")
    control = (element["name"], element["role"], element["dialog_text"], *element["path"]) if element else ()
    if action.get("masked") or context.get("pastes"):
        raise ValueError("hidden")
    return Subject(
        agent=action["agent"],
        executable=window["executable"],
        app=window["app"],
        gesture=(action["kind"], action["keys"], action["text"]),
        control=control,
        category=Category(assessment["category"]),
        tier=Tier(assessment["tier"]),
        rule_id=decision["rule_id"],
        known=True,
        sites=sites_of(context.get("url"), context.get("frame_url")),
    )
