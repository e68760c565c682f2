"""Between a decision to allow and the sending: the mirror is drawn, its lead passes, and a last look is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supervisor.core.lifecycle import State
from supervisor.engine.look import same_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.context import Context
    from supervisor.core.ports import Timer
    from supervisor.engine.way import Way


class Showing:
    """What an allowed action waits for."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._parts = way.parts
        self._engine = way.engine
        self._timer: Timer | None = None
        self._slow = False

    def begin(self) -> None:
        """Put the mirror up; the action goes when it is drawn and its lead is over."""
        way = self._way
        if way.state is not State.SHOWN:
            return
        if self.leads_nothing:
            # It is shown when it is recorded, right before it is sent.
            way.send()
        elif self._show(ack=True):
            self._engine.await_drawn(way.mirror, self._drawn, self.look_again)

    @property
    def leads_nothing(self) -> bool:
        """Tell whether nothing is waited for between showing and sending."""
        return self._parts.headless or not self._lead_ms()

    def published(self) -> bool:
        """Show what is sent with no lead; False where there is no ui to show it: then it waits for one."""
        lead = self._way.held_ns or not self.leads_nothing
        return bool(lead) or self._parts.headless or self._show(ack=False)

    def _show(self, *, ack: bool) -> bool:
        way = self._way
        self._engine.telling.worked()
        way.mirror = self._parts.mirror.show(way.action, way.context, "coming", ack=ack)
        if not way.mirror:
            self._engine.wait_for_ui(self.look_again)
        return bool(way.mirror)

    def look_again(self) -> None:
        """Look again before showing: while the ui was away, the screen may have become another one."""
        if self._way.state is State.SHOWN:
            self._way.look.begin(lambda context: self._compare(context, self.begin), patient=self._slow)

    def over(self) -> None:
        """Look at the target before it is sent: the lead is over."""
        if self._way.state is State.SHOWN:
            self._way.look.begin(lambda context: self._compare(context, self._way.send), patient=self._slow)

    def end(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()

    def _lead_ms(self) -> int:
        settings = self._parts.settings
        return settings.mirror_lead_ms if self._way.step.submits else settings.motion_lead_ms

    def _drawn(self) -> None:
        if self._way.state is State.SHOWN:
            self._timer = self._parts.loop.after(self._lead_ms() / 1000, self.over)

    def _compare(self, context: Context, then: Callable[[], None]) -> None:
        way = self._way
        if way.state is not State.SHOWN:
            return
        if same_place(way.context, context):
            then()
            return
        if "element-timeout" in context.unknown and not self._slow:
            # A busy program did not answer this time. That is no change yet, and no reason to trouble a person.
            self._slow = True
            way.look.begin(lambda seen: self._compare(seen, then), patient=True)
            return
        if self._parts.settings.yield_to_person_ms and self._engine.person.last_ns > way.began_ns:
            # The person was at work meanwhile: it was aimed at a screen that is gone.
            way.cancel("scene-changed")
            return
        way.changed(context)
