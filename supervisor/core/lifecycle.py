"""The life of one action: a table, and nothing else.

A proposal is looked at, judged, shown, perhaps held for a person, looked at again, sent. Stop is legal in every
state that is not an end, and no state leads from an end to SENDING.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an action is on its way."""

    PROPOSED = "proposed"
    """Its context is being looked up."""
    SHOWN = "shown"
    """Allowed; the mirror is up and its lead runs."""
    HELD = "held"
    """A person is asked, and one yes is enough."""
    HELD_FOR_TWO = "held_for_two"
    """A person is asked, and a yes takes two different gestures: it cannot be undone."""
    HALF_APPROVED = "half_approved"
    """The first of the two was made."""
    APPROVED = "approved"
    """A person said yes; the target is looked at again and the person's hands are waited for."""
    SENDING = "sending"
    """Recorded and written; the server has not confirmed yet."""
    DONE = "done"
    REFUSED = "refused"
    PARTLY = "partly"
    """A part of it was made, and no more can be; what was down was let go."""
    EXPIRED = "expired"
    STOPPED = "stopped"


class Happening(StrEnum):
    """What can befall an action."""

    ALLOWED = "allowed"
    ASKED = "asked"
    ASKED_FOR_TWO = "asked_for_two"
    """Also of what is held, when the rules that hold by now say that it cannot be undone."""
    DENIED = "denied"
    """By the rules; also by other ones, while a person was asked."""
    ANSWERED_YES = "answered_yes"
    FIRST_YES = "first_yes"
    SECOND_YES = "second_yes"
    """By another gesture than the first."""
    FIRST_YES_VOID = "first_yes_void"
    """What the first yes was for is another thing by now, or nothing shows any more that it was said."""
    ANSWERED_NO = "answered_no"
    CHANGED = "changed"
    """The target is another one by now: look and judge again."""
    MODIFIED = "modified"
    """A person made something else of it: look and judge that."""
    GONE = "gone"
    """The target, or the client that asked, is gone."""
    LATE = "late"
    """The time to answer is over, and the rule says reject."""
    ESCALATED = "escalated"
    """The time to answer is over, and the rule says escalate: it is asked first, as urgent."""
    PUT_BACK = "put_back"
    """The time to answer is over, and the rule says queue: it is asked last."""
    SEND = "send"
    FAILED = "failed"
    """Record or outlet failed: it was not sent."""
    CUT_OFF = "cut_off"
    """Outlet or gate failed when a part of it had been made."""
    SENT = "sent"
    STOP = "stop"


class LifecycleError(Exception):
    """An illegal pair of state and event; ours to mend. Nothing was changed."""


_WHILE_ASKED = {
    Happening.ANSWERED_NO: State.REFUSED,
    Happening.MODIFIED: State.PROPOSED,
    Happening.DENIED: State.REFUSED,
    Happening.LATE: State.REFUSED,
    Happening.FAILED: State.REFUSED,
    Happening.GONE: State.EXPIRED,
    Happening.STOP: State.STOPPED,
}
"""What can happen at every moment at which a person is asked."""

TABLE: dict[State, dict[Happening, State]] = {
    State.PROPOSED: {
        Happening.ALLOWED: State.SHOWN,
        Happening.ASKED: State.HELD,
        Happening.ASKED_FOR_TWO: State.HELD_FOR_TWO,
        Happening.DENIED: State.REFUSED,
        Happening.GONE: State.EXPIRED,
        Happening.STOP: State.STOPPED,
    },
    State.SHOWN: {
        Happening.SEND: State.SENDING,
        Happening.CHANGED: State.PROPOSED,
        Happening.FAILED: State.REFUSED,
        Happening.GONE: State.EXPIRED,
        Happening.STOP: State.STOPPED,
    },
    State.HELD: {
        Happening.ANSWERED_YES: State.APPROVED,
        Happening.ASKED_FOR_TWO: State.HELD_FOR_TWO,
        Happening.ESCALATED: State.HELD,
        Happening.PUT_BACK: State.HELD,
        **_WHILE_ASKED,
    },
    State.HELD_FOR_TWO: {
        Happening.FIRST_YES: State.HALF_APPROVED,
        Happening.ESCALATED: State.HELD_FOR_TWO,
        Happening.PUT_BACK: State.HELD_FOR_TWO,
        **_WHILE_ASKED,
    },
    State.HALF_APPROVED: {
        Happening.SECOND_YES: State.APPROVED,
        Happening.FIRST_YES_VOID: State.HELD_FOR_TWO,
        Happening.ESCALATED: State.HALF_APPROVED,
        Happening.PUT_BACK: State.HALF_APPROVED,
        **_WHILE_ASKED,
    },
    State.APPROVED: {
        Happening.SEND: State.SENDING,
        Happening.CHANGED: State.PROPOSED,
        Happening.DENIED: State.REFUSED,
        Happening.FAILED: State.REFUSED,
        Happening.GONE: State.EXPIRED,
        Happening.STOP: State.STOPPED,
    },
    State.SENDING: {
        Happening.SENT: State.DONE,
        Happening.CUT_OFF: State.PARTLY,
        Happening.FAILED: State.REFUSED,
        Happening.STOP: State.STOPPED,
    },
    State.DONE: {},
    State.REFUSED: {},
    State.PARTLY: {},
    State.EXPIRED: {},
    State.STOPPED: {},
}

ASKING = frozenset({State.HELD, State.HELD_FOR_TWO, State.HALF_APPROVED})
"""States in which a person is asked."""
MADE = frozenset({State.DONE, State.PARTLY})
"""States in which something of an action was made, and that is the end of it."""
ENDS = frozenset(state for state, row in TABLE.items() if not row)
"""States nothing leads out of."""


def follow(state: State, happening: Happening) -> State:
    """Give the next state.

    Raises:
        LifecycleError: the pair is not in the table.
    """
    try:
        return TABLE[state][happening]
    except KeyError:
        raise LifecycleError(f"an action that is `{state}` cannot be `{happening}`") from None
