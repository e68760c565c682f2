"""What can go wrong in this room."""

from __future__ import annotations


class HumanError(Exception):
    """Base of the room's errors: one sentence, with the remedy where there is one."""


class MessageError(HumanError):
    """The other process's fault: a message that the contract does not know."""


class SeatError(HumanError):
    """The machine's fault: the X server cannot be reached, or lacks what we need."""
