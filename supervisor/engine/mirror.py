"""Publishing to the ui: each action before it is sent, and what the gate is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.core.action import POINTER_KINDS, Action, ActionKind
from supervisor.core.record import is_secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.context import Context
    from supervisor.core.ports import Loop, Timer

MIN_GAP_S = 0.016
"""Motion and running text are shown at most this often; the last one always is."""
_BULLET = "•"


class Mirror:
    """The ui as the engine sees it.

    Attributes:
        alive: The ui is there and answers. False in headless runs.
        on_drawn: Called with the id of a mirror whose frame is on the screen.
    """

    def __init__(
        self, loop: Loop, words: Callable[[Action, Context], str], redacted: Callable[[str], str] = str
    ) -> None:
        """Begin without a ui.

        Args:
            loop: The loop.
            words: Says what an action is.
            redacted: Takes secrets out of a text.
        """
        self._loop = loop
        self._words = words
        self._redacted = redacted
        self._send: Callable[[dict[str, Any]], bool] | None = None
        self._next_id = 0
        self._last_ns = 0
        self._late: dict[str, Any] | None = None
        self._timer: Timer | None = None
        self._passed: tuple[int, Action, Context] | None = None
        self._passing: Timer | None = None
        self.alive = False
        self.on_drawn: Callable[[int], None] = lambda _mirror: None

    def attach(self, send: Callable[[dict[str, Any]], bool]) -> None:
        """Use a ui that has said it is ready; `send` gives False when it does not take the message."""
        self._send = send
        self.alive = True

    def detach(self) -> None:
        """The ui is gone or hangs."""
        self._send = None
        self.alive = False
        self._late = self._passed = None

    def tell(self, message: dict[str, Any]) -> None:
        """Send any message."""
        if self._send is not None and not self._send(message):
            self.detach()

    def show(self, action: Action, context: Context, state: str, *, ack: bool) -> int:
        """Show an action.

        Args:
            action: What.
            context: Where.
            state: coming, held, sent or refused.
            ack: Ask for word when it is drawn.

        Returns:
            The mirror's id; 0 when the ui did not take it.
        """
        self._next_id += 1
        self._flush()
        # The ui lets it take the place of what has passed: nobody would see how that ended.
        self._passed = None
        self.tell(self._message(self._next_id, action, context, state, ack=ack))
        return self._next_id if self.alive else 0

    def update(self, mirror: int, action: Action, context: Context, state: str) -> None:
        """Show another state of a mirror."""
        self.tell(self._message(mirror, action, context, state, ack=False))

    def passed(self, mirror: int, action: Action, context: Context) -> None:
        """Show that what was shown without a lead is sent: a little later, for the next may come before that."""
        self._passed = mirror, action, context
        if self._passing is None:
            self._passing = self._loop.after(MIN_GAP_S, self._flush_passed)

    def _flush_passed(self) -> None:
        self._passing = None
        passed, self._passed = self._passed, None
        if passed is not None:
            self.update(*passed, "sent")

    def stream(self, action: Action, context: Context) -> None:
        """Show motion or running text, no more often than a screen can."""
        if not self.alive:
            return
        now_ns = self._loop.now_ns()
        self._next_id += 1
        message = self._message(self._next_id, action, context, "coming", ack=False)
        if now_ns - self._last_ns >= MIN_GAP_S * 1e9:
            self._last_ns = now_ns
            self._late = None
            self.tell(message)
            return
        self._late = message
        if self._timer is None:
            self._timer = self._loop.after(MIN_GAP_S, self._flush)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        late, self._late = self._late, None
        if late is not None:
            self._last_ns = self._loop.now_ns()
            self.tell(late)

    def _message(self, mirror: int, action: Action, context: Context, state: str, *, ack: bool) -> dict[str, Any]:
        element, window = context.element, context.window
        rect = element.rect if element else None
        if rect is None and action.kind not in POINTER_KINDS and window is not None:
            rect = window.rect
        masked = is_secret(context)
        text = _BULLET * min(len(action.text), 12) if masked else self._redacted(action.text)[-200:]
        return {
            "t": "mirror",
            "id": mirror,
            "kind": action.kind.value,
            "button": action.button,
            "x": action.point.x if action.point else None,
            "y": action.point.y if action.point else None,
            "end": [action.end_point.x, action.end_point.y] if action.end_point else None,
            "rect": [rect.x, rect.y, rect.width, rect.height] if rect else None,
            "words": "" if action.kind is ActionKind.MOVE else self._words(action, context),
            "keys": _BULLET if masked and action.keys else action.keys,
            "text": text,
            "state": state,
            "ack": ack,
        }
