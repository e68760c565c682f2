"""Sending a paste: what comes out of the selection is what was judged.

The agents' programs are not heard from the moment before until the pasting program has fetched its text: one of them
could become the owner of the selection in between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.context import Context
from supervisor.core.typing_buffer import TypingBuffer

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.context import Window
    from supervisor.engine.engine import Engine
    from supervisor.engine.queue import AgentQueue

_SETTLE_S = 0.0005
_SETTLE_LONGEST_S = 1.0
"""A server that does not come to what agents wrote is grabbed: it would not perform the paste either."""


class Pasting:
    """The paste of one action, when it is one.

    Attributes:
        begun: It is about to be sent, or was.
        pasted: Where it was pasted, and the line with what was pasted; None before.
    """

    def __init__(self, queue: AgentQueue, *, ready: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Prepare.

        Args:
            queue: Whose paste it is.
            ready: Called when it may be sent.
            failed: Called with the id of a fallback when it may not.
        """
        self._engine: Engine = queue.engine
        self._parts = queue.engine.parts
        self._queue = queue
        self._context = Context()
        self._ready = ready
        self._failed = failed
        self._turn = 0
        self._until_ns = 0
        self.begun = False
        self.pasted: tuple[Window, TypingBuffer] | None = None

    def begin(self, context: Context) -> None:
        """Stop hearing the agents and make the text that was judged the selection's."""
        self.begun = True
        self._turn += 1
        self._context = context
        self._until_ns = self._parts.loop.now_ns() + int(_SETTLE_LONGEST_S * 1e9)
        self._engine.hush(self._queue, quiet=True)
        self._await_settled(self._turn)

    def _await_settled(self, turn: int) -> None:
        if turn != self._turn or not self.begun:
            return
        if self._engine.others_in_flight(self._queue) or not self._parts.agents_settled():
            if self._parts.loop.now_ns() > self._until_ns:
                self._failed("paste-unsafe")
            else:
                self._parts.loop.after(_SETTLE_S, lambda: self._await_settled(turn))
            return
        if self._parts.selections.secure({p.selection: p.text for p in self._context.pastes}):
            self._ready()
        else:
            self._failed("paste-unsafe")

    def await_fetch(self, line: TypingBuffer | None, then: Callable[[], None]) -> None:
        """Wait for the program that pastes to fetch its text; of what is no paste, nothing is waited for.

        Args:
            line: What it is added to; None when unknown.
            then: Called once it has, or has not in time.
        """
        if not self.begun:
            then()
            return
        window = self._context.window

        def done(fetched: bool) -> None:
            if self.begun:
                if window is not None:
                    self.pasted = window, self._joined(line or TypingBuffer(exact=False), fetched=fetched)
                then()

        self._parts.selections.await_fetch(window.id if window is not None else 0, done)

    def _joined(self, line: TypingBuffer, *, fetched: bool) -> TypingBuffer:
        """Give the line with what was pasted: a guess when nobody knows which text that was, or whether it was."""
        texts = {paste.text for paste in self._context.pastes}
        text = texts.pop()
        if texts or text is None:
            return line.guess()
        return line.pasted(text) if fetched else line.pasted(text).guess()

    def end(self) -> None:
        """Hear the agents again; it may begin anew."""
        if self.begun:
            self.begun = False
            self._engine.hush(self._queue, quiet=False)
