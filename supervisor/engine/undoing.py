"""Takes something back that was done, because a person orders it: by an action that goes the way of all actions.

It is judged, always asked about, shown before it happens, recorded and stopped like any other. It stands under a name
of its own, so that nobody earns anything by it.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from supervisor.core.action import ActionKind
from supervisor.core.assignment import Assignment
from supervisor.core.lifecycle import State
from supervisor.core.record import Event
from supervisor.core.undo import AGENT, ORIGIN, Undo
from supervisor.wire.vocabulary import Key, Outcome, Proposal, Statement, Status, ToolProposal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supervisor.core.context import Window
    from supervisor.core.undo import Deed
    from supervisor.engine.calls import Call
    from supervisor.engine.engine import Engine
    from supervisor.engine.queue import AgentQueue
    from supervisor.engine.way import Way

SERVER = "agent-supervisor"
TOOL = "put_back_from_trash"
"""As what putting back from the trash is judged and shown."""
CHORD = "ctrl+z"
ASKED = "asked: a person must confirm it at the screen"
_LONGEST = 480
"""Characters of what the question says of it."""
_LOOK_S = 0.05
_LOOKS = 20
"""How often it is looked whether the window has the keyboard."""
_PATIENCE_S = 60.0
"""So long it is waited for the person's hands to rest, and for the seat."""
MEANWHILE = "something else was done in that program meanwhile"
_MOST_PROGRAMS = 1_000
"""In which it is known how often something was made."""
_MOTION = (ActionKind.MOVE, ActionKind.SCROLL)
_TOLD_S = 60.0
"""So long the tray's menu says what became of it."""
_WRITTEN = {Status.DONE: "done", Status.STOPPED: "stopped", Status.EXPIRED: "expired"}


class Undoing:
    """Takes back one thing at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: AgentQueue | None = None
        self._call: Call | None = None
        self._pid = 0
        self._times: dict[int, int] = {}
        self._made: collections.OrderedDict[int, int] = collections.OrderedDict()
        engine.telling.on_ended = self._other_ended

    def refusal(self) -> str:
        """Say why nothing can be taken back now; empty when something can."""
        if self._engine.stopped:
            return "all is stopped: re-arm first, then order it again"
        if self._engine.closed() or self._engine.paused:
            return "the gate is closed: open it first, then order it again"
        if self._engine.parts.headless:
            return "nobody can be asked here: a person has to confirm it at a screen"
        if self._queue is not None:
            return "something else is being taken back: answer that first"
        return ""

    def window_of(self, deed: Deed) -> Window | str:
        """Give the window in which Ctrl+Z would take something back; where there is none, why."""
        spot = deed.spot
        if spot is None:
            return "the record does not say in which window it was done"
        desktop = self._engine.parts.desktop
        for number in (spot.window, spot.parent):
            window = desktop.by_id(number) if number else None
            if window is None or window.override_redirect or desktop.viewable(number) is not True:
                continue
            if (window.pid, window.executable) != (spot.pid, spot.executable) or desktop.is_ours(window):
                return "its window belongs to another program by now"
            return window
        return "its window is gone, or not on the screen: show it, then order it again"

    def made_in(self, pid: int) -> int:
        """Give how often agents made something in a program since the start; it only tells whether more came."""
        return self._made.get(pid, 0)

    def _other_ended(self, way: Way) -> None:
        """Take that something was made: what a person is asked about would not be what Ctrl+Z takes back."""
        window = way.context.window
        if window is None or not window.pid or way.action.origin == ORIGIN or way.action.kind in _MOTION:
            return
        if way.state not in (State.DONE, State.PARTLY):
            return
        self._made[window.pid] = self._made.pop(window.pid, 0) + 1
        if len(self._made) > _MOST_PROGRAMS:
            self._made.popitem(last=False)
        if self._call is not None and window.pid == self._pid:
            self._call.call_off("scene-changed")

    def press(self, deed: Deed, window: Window, said: str) -> None:
        """Have Ctrl+Z proposed in a window, once the person's hands rest and it has the keyboard.

        Args:
            deed: What is to be taken back.
            window: As `window_of` gave it.
            said: What the person who is asked has to know.
        """
        queue = self._begin(deed)
        loop, desktop = self._engine.parts.loop, self._engine.parts.desktop
        until_ns = loop.now_ns() + int(_PATIENCE_S * 1e9)
        made = self.made_in(window.pid)

        def wait() -> None:
            if self._queue is not queue:
                return
            if self.gone_meanwhile():
                self._end(queue, deed, Undo.CTRL_Z, "expired", self.gone_meanwhile())
            elif self.made_in(window.pid) != made:
                self._end(queue, deed, Undo.CTRL_Z, "expired", MEANWHILE)
            elif self._engine.rests_in_ns(queue) or not self._engine.seat_free(queue):
                if loop.now_ns() > until_ns:
                    self._end(queue, deed, Undo.CTRL_Z, "expired", "the keyboard was not free for it")
                else:
                    loop.after(_LOOK_S, wait)
            else:
                before = desktop.focused()
                desktop.put_focus(window.id)
                focus(before, _LOOKS)

        def focus(before: Window | None, looks: int) -> None:
            if self._queue is not queue:
                return
            focused = desktop.focused()
            if focused is not None and focused.id == window.id:
                if self.made_in(window.pid) != made:
                    self._end(queue, deed, Undo.CTRL_Z, "expired", MEANWHILE)
                else:
                    self._propose_key(queue, deed, said, window=window, before=before)
            elif looks:
                loop.after(_LOOK_S, lambda: focus(before, looks - 1))
            else:
                self._end(queue, deed, Undo.CTRL_Z, "expired", "its window does not take the keyboard")

        wait()

    def gone_meanwhile(self) -> str:
        """Say why what waits to be proposed cannot be any more; empty when it can."""
        return "all is stopped" if self._engine.stopped else "the gate is closed" if self._engine.closed() else ""

    def _propose_key(
        self, queue: AgentQueue, deed: Deed, said: str, *, window: Window, before: Window | None
    ) -> None:
        desktop = self._engine.parts.desktop

        def held() -> None:
            there = queue.way.context.window if queue.way is not None else None
            if there is None or there.id != window.id:
                # INVARIANT: nobody is asked about Ctrl+Z anywhere else.
                self._engine.parts.loop.after(0, elsewhere)
            elif before is not None and before.id and before.id != window.id:
                # The keyboard is the person's until they have answered.
                desktop.put_focus(before.id)

        def elsewhere() -> None:
            if self._queue is queue and self._call is not None:
                self._call.call_off("scene-changed")

        self._pid = window.pid
        self._call = queue.calls.propose(
            Proposal(gesture=Key(keys=CHORD), statement=Statement(warnings=(said[:_LONGEST],))),
            origin=ORIGIN,
            on_held=held,
            on_end=lambda outcome: self._ended(queue, deed, Undo.CTRL_Z, outcome, lambda: ""),
        )

    def put_back(self, deed: Deed, paths: Sequence[str], said: str, carry_out: Callable[[], str]) -> None:
        """Have it proposed that files are put back from the trash.

        Args:
            deed: What is to be taken back.
            paths: Where they go.
            said: What the person who is asked has to know.
            carry_out: Puts them back; gives what became of it, empty when all of it worked.
        """
        queue = self._begin(deed)
        proposal = ToolProposal(
            tool=TOOL,
            server=SERVER,
            arguments={"paths": list(paths)},
            statement=Statement(warnings=(said[:_LONGEST],)),
        )
        queue.calls.propose(
            proposal,
            origin=ORIGIN,
            on_held=lambda: None,
            on_end=lambda outcome: self._ended(queue, deed, Undo.TRASH, outcome, carry_out),
        )

    def _begin(self, deed: Deed) -> AgentQueue:
        self._times[deed.seq] = times = self._times.get(deed.seq, 0) + 1
        # Ids of actions are made of it, and must not come twice.
        name = f"{AGENT}{deed.seq}" + (f" ({times})" if times > 1 else "")
        queue = self._queue = self._engine.add_agent(name, Assignment(name))
        # There is no program behind it that could do anything else.
        queue.containment = "contained"
        return queue

    def _ended(
        self, queue: AgentQueue, deed: Deed, how: Undo, outcome: Outcome, carry_out: Callable[[], str]
    ) -> None:
        result, why = _WRITTEN.get(outcome.status, "refused"), outcome.reason
        if outcome.status is Status.MODIFIED:
            result, why = "modified", "a person made something else of it"
        if result == "expired" and outcome.rule == "scene-changed":
            why = MEANWHILE
        if result == "done":
            # INVARIANT: nothing is put back before it is on the disk that a person has confirmed it.
            why = carry_out()
            result = "failed" if why else result
        self._end(queue, deed, how, result, why)

    def _end(self, queue: AgentQueue, deed: Deed, how: Undo, result: str, why: str) -> None:
        if self._queue is not queue:
            return
        self._queue = self._call = None
        parts = self._engine.parts
        told = {"seq": deed.seq, "hash": deed.hash, "how": how.value, "result": result}
        told |= {"why": why} if why else {}
        parts.recorder.write(Event.UNDONE, deed.agent or None, durable=True, outcome=told)
        self._tell(f"row {deed.seq} of the record: {deed.words}", done=result == "done", why=why)
        # It is in the middle of its own last action here.
        parts.loop.after(0, lambda: self._engine.remove_agent(queue))

    def _tell(self, what: str, *, done: bool, why: str) -> None:
        telling, parts = self._engine.telling, self._engine.parts
        says = f"{why}; {what}" if why else what
        parts.mirror.tell({"t": "notice", "kind": "undone" if done else "not-undone", "id": "", "says": says})
        note = telling.undone = f"{'taken back' if done else 'not taken back'}: {says}"
        self._engine.publish()

        def over() -> None:
            if telling.undone == note:
                telling.undone = ""
                self._engine.publish()

        parts.loop.after(_TOLD_S, over)
