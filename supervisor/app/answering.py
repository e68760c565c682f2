"""What the person's hand said, brought to the question it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.answers import DID, FIRST_YES, MODIFY, MORE_TIME, OTHER, SELECT, TURN, Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.engine.holds import Holds


def take_answer(holds: Holds, message: Mapping[str, Any]) -> None:
    """Take `answer` from `human`; what is not exactly yes is no, and what comes too late has no effect.

    Args:
        holds: The open questions.
        message: With `request`, `verdict` (see `core.answers`), `device` and `gesture`.
    """
    request, word = str(message.get("request")), str(message.get("verdict"))
    if word == MORE_TIME:
        holds.more_time(request)
        return
    if word == DID:
        holds.open_did(request)
        return
    if word == TURN:
        holds.turned(request)
        return
    if word.startswith(f"{SELECT}:"):
        holds.selected(request, word.partition(":")[2])
        return
    approver, gesture = str(message.get("device")), str(message.get("gesture"))
    if word == FIRST_YES:
        holds.first_yes(request, approver=approver, gesture=gesture)
    elif word in (MODIFY, OTHER):
        holds.write(request, word, approver=approver, gesture=gesture)
    else:
        holds.answered(request, Answer.parse(word), approver=approver, gesture=gesture)
