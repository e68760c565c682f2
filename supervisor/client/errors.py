"""What a call raises that was not done as it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.client.outcome import Outcome


class SupervisorError(Exception):
    """Whatever goes wrong here."""


class NotSupervised(SupervisorError):  # noqa: N818 - as one says it
    """No supervisor is there for this process: start the program with `agent-supervisor run -- …`."""


class ConnectionLost(SupervisorError):  # noqa: N818
    """The supervisor has ended, or ended the connection; what was not answered may or may not have been done."""


class CallError(SupervisorError):
    """The call was not understood or not taken: a mistake of the caller's.

    Attributes:
        code: As in the protocol.
    """

    def __init__(self, message: str, code: int = 0) -> None:
        """Say what is wrong."""
        super().__init__(message)
        self.code = code


class NotDone(SupervisorError):  # noqa: N818
    """It was not done as it was asked for.

    Attributes:
        outcome: What became of it.
    """

    def __init__(self, outcome: Outcome) -> None:
        """Take what became of it."""
        super().__init__(str(outcome))
        self.outcome = outcome

    @property
    def reason(self) -> str:
        """Why, in one line; may be empty."""
        return self.outcome.reason

    @property
    def note(self) -> str:
        """What had best be done next; may be empty."""
        return self.outcome.note


class Rejected(NotDone):
    """A person said no."""


class Denied(Rejected):
    """A rule said no, or what was needed to ask a person was missing."""


class Modified(NotDone):
    """A person changed it, and that was done: look at the screen before going on."""

    @property
    def ran(self) -> str:
        """What was done."""
        return self.outcome.ran


class Expired(NotDone):
    """What it was aimed at has gone, or its time was over; nothing was done."""


class Stopped(NotDone):
    """A person stopped all agents: nothing is to be tried again."""


_RAISED = {"rejected": Rejected, "denied": Denied, "modified": Modified, "expired": Expired, "stopped": Stopped}


def raise_unless_done(outcome: Outcome, *, accept_modified: bool = False) -> Outcome:
    """Give the outcome of what was done.

    Args:
        outcome: What became of a call.
        accept_modified: What a person made of it is as good.

    Raises:
        Rejected: a person, or a rule (`Denied`), said no.
        Modified: a person changed it.
        Expired: its target or its time was gone.
        Stopped: a person stopped all agents.
    """
    if outcome.status == "done" or (accept_modified and outcome.done):
        return outcome
    raise _RAISED.get(outcome.status, NotDone)(outcome)
