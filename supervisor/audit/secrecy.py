"""Remembers which actions type into password fields.

Only the row that brings the context shows the field. The rows around it, what is sent and how it ended, spell the
same keys, so they are masked as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.record import is_secret

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.context import Context

_REMEMBERED = 512
"""Actions remembered; far more than can be under way at once."""


class Secrecy:
    """Tells for each row whether it must be masked; when in doubt the agent's last known field counts."""

    def __init__(self) -> None:
        self._actions: dict[str, bool] = {}
        self._windows: dict[str | None, tuple[int, int]] = {}

    def covers(
        self, agent: str | None, action: Action | None, context: Context | None, *, masked: bool = False
    ) -> bool:
        """Take note of a row and tell whether what was typed must be hidden in it.

        Args:
            agent: Whose row.
            action: What it is about.
            context: Where that lands; an unknown element counts as the last one known in that window.
            masked: The caller knows it to be secret.
        """
        # A window that has gone leaves its id to another program's.
        window = (context.window.id, context.window.pid) if context and context.window else None
        if context is not None and context.element is not None:
            secret = is_secret(context)
        elif window is not None:
            secret = self._windows.get(agent) == window
        elif action is not None and action.id in self._actions:
            secret = self._actions[action.id]
        else:
            secret = agent in self._windows
        secret = secret or masked or (action is not None and self._actions.get(action.id, False))
        if secret:
            self._windows[agent] = window if window is not None else self._windows.get(agent, (0, 0))
        elif context is not None and (context.element is not None or window is not None):
            self._windows.pop(agent, None)
        if action is not None:
            self._remember(action.id, secret)
        return secret

    def began(self, agent: str | None) -> None:
        """Forget an agent of the same name that has gone: the numbers of actions begin anew."""
        self._windows.pop(agent, None)
        for action in [action for action in self._actions if action.rpartition("-")[0] == agent]:
            del self._actions[action]

    def _remember(self, action: str, secret: bool) -> None:
        self._actions[action] = secret
        if len(self._actions) > _REMEMBERED:
            del self._actions[next(iter(self._actions))]
