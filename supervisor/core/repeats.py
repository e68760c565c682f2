"""The same proposal again after a person said no: it is refused, so that a script that retries ends by itself.

The same is the same gesture on the same thing in the same window, after the same that the agent did before: who does
something else first, or selects something else, is asked about anew.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context

AGAIN_NS = 5 * 60 * 10**9
"""So long after a no, or after the last try, it is not asked again, ns."""
_MAX_REFUSED = 256

Proposal = tuple[object, ...]


class Repeats:
    """What was rejected lately, for as long as the agent runs."""

    def __init__(self) -> None:
        self._refused: collections.OrderedDict[Proposal, tuple[int, bool]] = collections.OrderedDict()
        self._last: dict[str, Proposal] = {}

    def acted(self, action: Action, context: Context) -> None:
        """Take what an agent has done, other than moving the pointer."""
        self._last[action.agent] = _of(action, context)

    def rejected(self, action: Action, context: Context, now_ns: int) -> None:
        """Take that a person said no to a proposal."""
        key = self._key(action, context)
        self._refused.pop(key, None)
        self._refused[key] = (now_ns, False)
        while len(self._refused) > _MAX_REFUSED:
            self._refused.popitem(last=False)

    def approved(self, action: Action, context: Context) -> None:
        """Take that they said yes to it."""
        self._refused.pop(self._key(action, context), None)

    def again(self, action: Action, context: Context, now_ns: int) -> bool:
        """Tell whether a proposal was rejected a short while ago; a further try begins that while anew."""
        key = self._key(action, context)
        since = self._refused.get(key)
        if since is None or not 0 <= now_ns - since[0] < AGAIN_NS:
            return False
        self._refused[key] = (now_ns, True)
        return True

    def tried(self) -> int:
        """Give how many proposals were tried again and refused for it."""
        return sum(1 for _, tried in self._refused.values() if tried)

    def forget(self, agent: str | None = None) -> int:
        """Forget all, or those of an agent that has ended; give how many are asked about again."""
        before = self.tried()
        for key in [key for key in self._refused if agent is None or key[0] == agent]:
            del self._refused[key]
        if agent is not None:
            self._last.pop(agent, None)
        return before - self.tried()

    def _key(self, action: Action, context: Context) -> Proposal:
        return (action.agent, self._last.get(action.agent), *_of(action, context))


def _of(action: Action, context: Context) -> Proposal:
    window, element = context.window, context.element
    named = element is not None and bool(element.name)
    return (
        (action.kind, action.button, action.count, action.keys, action.text, action.end_point),
        (action.tool.server, action.tool.name) if action.tool is not None else None,
        (window.id, window.title) if window is not None else None,
        (element.name, element.role, element.dialog_text, element.path, element.selected, element.selected_names)
        if element is not None
        else None,
        # Of what has a name it does not matter where in it, of all else nothing else is known.
        None if named else action.point,
        (context.url, context.frame_url, context.pasted()),
    )
