"""The rows of one action in the record, in the order in which they come.

Each function gives whether the row was written; where it was not, nothing may be sent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from supervisor.core.action import ActionKind
from supervisor.core.assessment import Verdict
from supervisor.core.lifecycle import State
from supervisor.core.recalled import KNOWN
from supervisor.core.record import Event
from supervisor.core.record_fields import MASK, hide_sends
from supervisor.engine.recorder import sends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervisor.core.action import Action
    from supervisor.core.context import Context
    from supervisor.core.input_event import InputEvent
    from supervisor.core.record_fields import Approval
    from supervisor.engine.queue import AgentQueue
    from supervisor.engine.way import Way


def decided(way: Way) -> bool:
    """Write what is wanted, where it would land, and what follows.

    Where what follows is the sending, with no lead in between, it is written with the row of that, still before it.
    """
    changed: dict[str, Any] = {"outcome": _change(way)} if way.changing.changed is not None else {}
    recorder = way.parts.recorder
    at_once = way.decision.verdict is Verdict.ALLOW and not way.held_ns and way.showing.leads_nothing
    return (recorder.note if at_once else recorder.write)(
        Event.DECIDED,
        way.action.agent,
        action=way.action,
        context=way.context,
        assessment=way.assessment,
        decision=way.decision,
        **changed,
    )


def requested(way: Way) -> bool:
    """Write that a person is asked."""
    return way.parts.recorder.write(
        Event.APPROVAL_REQUESTED,
        way.action.agent,
        durable=True,
        action=way.action,
        decision=way.decision,
        outcome={"request": way.request},
    )


def half_approved(way: Way, approval: Approval) -> bool:
    """Write that the first of two gestures was made, who and how."""
    return way.parts.recorder.write(
        Event.HALF_APPROVED,
        way.action.agent,
        action=way.action,
        approval=approval,
        outcome={"request": way.request},
    )


def waits_on(way: Way) -> bool:
    """Write that the time to answer is over, and that it waits on all the same."""
    return way.parts.recorder.write(
        Event.APPROVAL_REQUESTED,
        way.action.agent,
        action=way.action,
        decision=way.decision,
        outcome={"request": way.request, "late": way.time.fallback},
    )


def answered(way: Way, approval: Approval, *, announced: Sequence[InputEvent] | None) -> bool:
    """Write what the person said, who and how, and whether other answers speak of what they said it to.

    Args:
        way: What it was said to.
        approval: Who and how.
        announced: What will be sent for their yes; None for a no.
    """
    known = way.subject.known and way.changing.changed is None
    outcome = {"request": way.request, "answer": "reject" if announced is None else "approve", KNOWN: known}
    return way.parts.recorder.write(
        Event.ANSWERED,
        way.action.agent,
        durable=True,
        action=way.action,
        approval=approval,
        outcome=outcome if announced is None else outcome | sends(announced, way.action.id),
    )


def writing(way: Way, approval: Approval) -> bool:
    """Write that the person makes something else of it."""
    return way.parts.recorder.write(
        Event.ANSWERED,
        way.action.agent,
        durable=True,
        action=way.action,
        approval=approval,
        outcome={"request": way.request, "answer": "modify"},
    )


def sending(way: Way, events: Sequence[InputEvent], announced: Sequence[InputEvent] | None) -> bool:
    """Write what is about to be sent.

    # INVARIANT: what was asked about is sent only when it is on the disk what that will be.

    Args:
        way: What it is sent for.
        events: All that will be sent.
        announced: What stands in the row of the person's yes, which is on the disk already; None for none.
    """
    return way.parts.recorder.write(
        Event.SENDING,
        way.action.agent,
        durable=bool(way.held_ns) and events != announced,
        action=way.action,
        decision=way.decision,
        outcome=sends(events, way.action.id),
    )


def ended(way: Way, approval: Approval | None) -> bool:
    """Write how it ended; that something was done which nobody was asked about, nobody waits for."""
    done = way.state is State.DONE
    recorder, agent = way.parts.recorder, way.action.agent
    fields = {
        "action": way.action,
        "decision": None if done else way.decision,
        "approval": approval,
        "outcome": {"action_id": way.action.id, "result": way.state.value} | _change(way),
    }
    if done and not way.held_ns:
        return recorder.note(Event.OUTCOME, agent, **fields)
    return recorder.write(Event.OUTCOME, agent, durable=True, **fields)


def followed(
    queue: AgentQueue,
    events: Sequence[InputEvent],
    action: Action | None,
    context: Context,
    *,
    noted: bool = False,
) -> bool:
    """Write what is about to be sent of a gesture that was decided.

    Args:
        queue: Whose gesture it is.
        events: All that will be sent.
        action: What it makes; None for a release.
        context: Where a letter goes.
        noted: It is sent when the row that comes next is written.
    """
    parts = queue.engine.parts
    outcome = sends(events, action.id if action else None)
    shown = action
    if action is not None and action.kind is ActionKind.TYPE:
        # Its letter alone: the whole line each time would make the record grow with the square of it.
        letter = action.text[-1:]
        if parts.judge.ends_in_secret(action.text):
            # One letter tells nobody what it belongs to: here it is known.
            letter, outcome = MASK, hide_sends(outcome)
        shown = replace(action, text=letter)
    write = parts.recorder.note if noted else parts.recorder.write
    return write(Event.SENDING, queue.name, action=shown, context=context, outcome=outcome)


def _change(way: Way) -> dict[str, str]:
    """Say that, and in what, it is not as the agent proposed it: that stands in the first row of the action."""
    changed = way.changing.changed
    return {"modified": changed.value} if changed is not None else {}
