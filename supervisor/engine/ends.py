"""What follows when an action has ended: its last row, its mark, its count, and the word for whoever made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.lifecycle import State
from supervisor.core.spoken import Ending
from supervisor.engine import rows

if TYPE_CHECKING:
    from supervisor.engine.way import Way


def ending(way: Way) -> Ending:
    """Say how it ended, for an agent that can be told."""
    done = way.state is State.DONE
    modified = done and way.changing.changed is not None
    action = way.action if modified else way.pending.spoken.whole(way.action)
    words = way.parts.judge.words(action, way.context) if done and way.pending.spoken.call else ""
    approved = done and way.approval is not None
    return Ending(way.state, way.decision, way.action.id, words, modified, way.rejected, approved)


def note(way: Way) -> None:
    """Record, show and count how it ended."""
    if not way.counted:
        rows.ended(way, way.approval)
    if way.mirror:
        mirror, done = way.parts.mirror, way.state is State.DONE
        if done and not way.held_ns and way.showing.leads_nothing:
            mirror.passed(way.mirror, way.action, way.context)
        else:
            mirror.update(way.mirror, way.action, way.context, "sent" if done else "refused")
    way.engine.telling.ended(way)
