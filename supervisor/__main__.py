"""`python -m supervisor` is the command `agent-supervisor`."""

from __future__ import annotations

import sys

_NO_SUPERVISION = 125
"""Supervision could not start, and the agent never ran."""
_UNSUPPORTED = (
    "agent-supervisor: nothing was started: it needs Linux with an X11 desktop (a virtual machine will do). What"
    " agents import to be supervised from there, supervisor.client, works on this system too.\n"
)


def main() -> None:
    """Run the command where there is what it needs; elsewhere say so in a sentence."""
    if sys.platform != "linux":
        sys.stderr.write(_UNSUPPORTED)
        sys.exit(_NO_SUPERVISION)
    from supervisor.cli import main as command  # noqa: PLC0415 - its imports need what other systems do not have

    command()


if __name__ == "__main__":
    main()
