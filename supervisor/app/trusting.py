"""Programs of the person's that count as their hand: named in the settings, confirmed by hand, once each.

What was confirmed is kept beside the record, where no contained agent writes. Naming a program changes nothing until
a person has confirmed it with a keyboard or pointer; `human` is the one who knows that.
"""

from __future__ import annotations

import json
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.core.record import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from supervisor.core.record_fields import Approval
    from supervisor.engine.holds import Holds
    from supervisor.engine.recorder import Recorder

_log = logging.getLogger(__name__)
_WHY = "its keys would answer questions as yours do: whoever can work it could approve what agents want"
_MAX_BYTES = 65_536


class Trusting:
    """Asks for the confirmations and keeps them."""

    def __init__(
        self,
        file: Path,
        named: Sequence[str],
        *,
        holds: Holds,
        recorder: Recorder,
        tell_human: Callable[[Mapping[str, object]], None],
    ) -> None:
        """Read what was confirmed before.

        Args:
            file: Where that is kept.
            named: Paths in the settings.
            holds: Asks the person.
            recorder: Ours.
            tell_human: Sends a message.
        """
        self._file = file
        self._named = tuple(named)
        self._holds = holds
        self._recorder = recorder
        self._tell_human = tell_human
        self._confirmed = _read(file)

    @property
    def trusted(self) -> list[str]:
        """The programs that count: named and confirmed."""
        return [program for program in self._named if program in self._confirmed]

    @property
    def problems(self) -> list[str]:
        """What is named and not confirmed, a sentence each."""
        return [
            f"`{program}` is not trusted yet: a person has to confirm it with a keyboard or pointer when the "
            "supervisor starts with its user interface"
            for program in self._named
            if program not in self._confirmed
        ]

    def ask(self) -> None:
        """Have the person asked about each that is named and not confirmed."""
        for program in self._named:
            if program not in self._confirmed:
                sentence = f"Let {program} answer for you?"
                self._holds.confirm(f"trust {program}", sentence, _WHY, partial(self._answered, program))

    def _answered(self, program: str, yes: bool, approval: Approval) -> None:
        outcome = {"question": "trust", "program": program, "answer": "approve" if yes else "reject"}
        recorded = self._recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
        if yes and recorded:
            self._tell_human({"t": "trust", "request": self._holds.last_answered, "program": program})

    def confirmed(self, message: Mapping[str, Any]) -> None:
        """Take the word of `human` that it trusts a program."""
        program = message.get("program")
        if not isinstance(program, str) or program not in self._named:
            return
        self._confirmed.append(program)
        try:
            self._file.write_text(json.dumps(sorted(set(self._confirmed))))
            self._file.chmod(0o600)
        except OSError:
            _log.exception("what was confirmed cannot be kept: it will be asked again")


def _read(file: Path) -> list[str]:
    """Give what was confirmed; nothing where the file is not what we wrote."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            return []
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [program for program in found if isinstance(program, str)] if isinstance(found, list) else []
