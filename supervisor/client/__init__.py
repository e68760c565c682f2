"""What an agent imports to be supervised: `from supervisor.client import Supervisor`. Standard library only.

errors       what a call that was not done raises
outcome      what became of a call
gestures     the words of the vocabulary as methods
messages     requests and answers as lines of JSON-RPC 2.0
sync         `Supervisor`, for programs that wait
concurrent   `AsyncSupervisor`, for asyncio
adapters     calls of the big models, done and answered
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervisor.client.errors import (
    CallError,
    ConnectionLost,
    Denied,
    Expired,
    Modified,
    NotDone,
    NotSupervised,
    Rejected,
    Stopped,
    SupervisorError,
)
from supervisor.client.outcome import Outcome
from supervisor.client.sync import Supervisor

if TYPE_CHECKING:
    from supervisor.client.concurrent import AsyncSupervisor

__all__ = [
    "AsyncSupervisor",
    "CallError",
    "ConnectionLost",
    "Denied",
    "Expired",
    "Modified",
    "NotDone",
    "NotSupervised",
    "Outcome",
    "Rejected",
    "Stopped",
    "Supervisor",
    "SupervisorError",
]


def __getattr__(name: str) -> Any:
    """Import what needs asyncio when it is asked for: a program that waits starts without it."""
    if name == "AsyncSupervisor":
        from supervisor.client.concurrent import AsyncSupervisor  # noqa: PLC0415 - see above

        return AsyncSupervisor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
