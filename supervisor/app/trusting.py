"""Programs of the person's that count as their hand: named in the settings, confirmed by hand, once each.

What was confirmed is kept beside the record, where no contained agent writes, with a digest of what the file held. A
program that changed since is asked about anew; one that root alone can change is known by its path. Naming a program
changes nothing until a person has confirmed it with a keyboard or pointer; `human` is the one who knows that.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any

from supervisor.core.record import Event
from supervisor.human.identity import ROOTS, identity_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from supervisor.core.record_fields import Approval
    from supervisor.engine.holds import Holds
    from supervisor.engine.recorder import Recorder

_log = logging.getLogger(__name__)
_WHY = "its keys would answer questions as yours do: whoever can work it could approve what agents want"
_BY_HAND = "a person has to confirm it with a keyboard or pointer when the supervisor starts with its user interface"
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
        self._holds = holds
        self._recorder = recorder
        self._tell_human = tell_human
        self._found = {program: digest_of(program) for program in named}
        self._confirmed = _read(file)

    @property
    def trusted(self) -> list[str]:
        """The programs that count: named, confirmed, and unchanged since."""
        return [program for program in self._found if self._counts(program)]

    @property
    def problems(self) -> list[str]:
        """What is named and not trusted, a sentence each."""
        return [self._problem(program) for program in self._found if not self._counts(program)]

    def ask(self) -> None:
        """Have the person asked about each that is there, named and not confirmed."""
        for program, digest in self._found.items():
            if digest and not self._counts(program):
                self._ask(program)

    def _counts(self, program: str) -> bool:
        return bool(self._found[program]) and self._confirmed.get(program) == self._found[program]

    def _problem(self, program: str) -> str:
        if not self._found[program]:
            return f"`{program}` is not trusted, for there is no such file: mend its name in the settings"
        if program in self._confirmed:
            return f"`{program}` is not trusted any more, for it has changed: {_BY_HAND}"
        return f"`{program}` is not trusted yet: {_BY_HAND}"

    def _ask(self, program: str) -> None:
        sentence = f"Let {program} answer for you?"
        self._holds.confirm(f"trust {program}", sentence, _WHY, partial(self._answered, program))

    def _answered(self, program: str, yes: bool, approval: Approval) -> None:
        outcome = {"question": "trust", "program": program, "answer": "approve" if yes else "reject"}
        outcome |= {"file": self._found[program]}
        recorded = self._recorder.write(Event.ANSWERED, durable=True, approval=approval, outcome=outcome)
        if not (yes and recorded):
            return
        if (digest := digest_of(program)) != self._found[program]:
            _log.warning("`%s` changed while it was asked about: asking anew", program)
            self._found[program] = digest
            self.ask()
            return
        self._tell_human({"t": "trust", "request": self._holds.last_answered, "program": program})

    def confirmed(self, message: Mapping[str, Any]) -> None:
        """Take the word of `human` that it trusts a program."""
        program = message.get("program")
        if not isinstance(program, str) or program not in self._found:
            return
        self._confirmed[program] = self._found[program]
        try:
            self._file.write_text(json.dumps(self._confirmed, sort_keys=True))
            self._file.chmod(0o600)
        except OSError:
            _log.exception("what was confirmed cannot be kept: it will be asked again")


def digest_of(program: str) -> str:
    """Say what a file holds.

    Returns:
        `root's` where nobody but root can change it, else a digest of the contents; empty when it is no file.
    """
    if identity_of(program) == ROOTS:
        return ROOTS
    try:
        # One that waits for a writer would keep us waiting.
        descriptor = os.open(program, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return ""
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(file: Path) -> dict[str, str]:
    """Give what was confirmed; nothing where the file is not what we wrote."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            return {}
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {program: digest for program, digest in found.items() if isinstance(digest, str)}
