"""The engine's hand on the journal: nothing is sent that is not written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Protocol

from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment, Decision
    from supervisor.core.context import Context
    from supervisor.core.input_event import InputEvent
    from supervisor.core.ports import Loop
    from supervisor.core.record_fields import Approval

_log = logging.getLogger(__name__)


class Journal(Protocol):
    """What the audit room offers; fields as in `core.record.compose`."""

    def append(
        self,
        event: Event,
        agent: str | None = None,
        *,
        action: Action | None = None,
        context: Context | None = None,
        assessment: Assessment | None = None,
        decision: Decision | None = None,
        approval: Approval | None = None,
        outcome: Mapping[str, Any] | str | None = None,
    ) -> int:
        """Put a row into the open group; gives its seq."""

    def commit(self, *, durable: bool = False) -> None:
        """Write the group; `durable` waits for the disk."""


class Recorder:
    """Writes rows and remembers whether writing works.

    Attributes:
        failure: The sentence of the last failure; empty while writing works.
        failures: How often it failed; each time what was noted and not written yet is lost.
        began: The row with which the last agent of a name began, by the name.
    """

    def __init__(
        self,
        journal: Journal,
        errors: type[Exception],
        on_failure: Callable[[str], None],
        loop: Loop | None = None,
        clean: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    ) -> None:
        """Join the parts.

        Args:
            journal: Where rows go.
            errors: What it raises.
            on_failure: Called with the sentence of a failure.
            loop: Where rows that nothing waits for are written at the end of a turn; None to leave none to that.
            clean: Takes secrets out of the fields of a row.
        """
        self._journal = journal
        self._clean = clean
        self._errors = errors
        self._on_failure = on_failure
        self.failure = ""
        self.failures = 0
        self._loop = loop
        self._noted = False
        self.began: dict[str, int] = {}

    def write(self, event: Event, agent: str | None = None, *, durable: bool = False, **fields: Any) -> bool:
        """Write one row, and with it what was noted before.

        Returns:
            True when the rows are safely written; on False what they are about must not happen.
        """
        try:
            seq = self._journal.append(event, agent, **self._clean(fields))
            if event is Event.AGENT_STARTED and agent is not None:
                self.began[agent] = seq
        except self._errors as e:
            return self._failed(e)
        return self.commit(durable=durable)

    def note(self, event: Event, agent: str | None = None, **fields: Any) -> bool:
        """Write one row together with the next one, or at the end of this turn of the loop, whichever is first.

        For what nothing waits for: nothing may be shown or sent on the strength of it before `write` or `commit`.

        Returns:
            False when it is known already that it cannot be written.
        """
        if self._loop is None:
            return self.write(event, agent, **fields)
        try:
            self._journal.append(event, agent, **self._clean(fields))
        except self._errors as e:
            return self._failed(e)
        if not self._noted:
            self._noted = True
            self._loop.after(0, self._at_last)
        return True

    def commit(self, *, durable: bool = False) -> bool:
        """Write what was noted; as `write`."""
        self._noted = False
        try:
            self._journal.commit(durable=durable)
        except self._errors as e:
            return self._failed(e)
        self.failure = ""
        return True

    def _at_last(self) -> None:
        if self._noted:
            self.commit()

    def _failed(self, error: Exception) -> bool:
        if self.failure != str(error):
            _log.error("%s", error)
        self.failure = str(error)
        self.failures += 1
        self._on_failure(self.failure)
        return False


def sends(events: Iterable[InputEvent], action_id: str | None) -> dict[str, Any]:
    """Put what will be sent into the form of the record: [kind, detail, x, y, window]."""
    return {
        "action_id": action_id,
        "sends": [[e.kind.value, e.detail, e.x, e.y, e.window if e.sent_to_window or e.raw else 0] for e in events],
    }
