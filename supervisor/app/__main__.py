"""The service process; started by the commands, never by hand."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from supervisor.app.configuration import (
    ConfigurationError,
    policy_files,
    read_policy,
    read_policy_anew,
    read_settings,
)
from supervisor.app.paths import Paths
from supervisor.app.policy_watch import PolicyWatch
from supervisor.app.service import Plan, Service, log_to
from supervisor.audit.storage import JournalError
from supervisor.desktop.display import DesktopError
from supervisor.desktop.outlet import OutletError
from supervisor.intake.control import ControlError

_PATIENCE_S = 15.0
_DESCRIPTORS = 65536


def main() -> int:
    """Build the service and run it; say on the ready descriptor how it went."""
    parser = argparse.ArgumentParser(prog="supervisor.app")
    parser.add_argument("--display", required=True)
    parser.add_argument("--ready-fd", type=int, required=True)
    parser.add_argument("--policy", type=Path)
    parser.add_argument("--headless", action="store_true")
    given = parser.parse_args()
    _make_room()
    paths = Paths.of_environment()
    files = paths.of_display(given.display)
    log_to(files.log)
    try:
        life = os.open(files.life, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        _outlive(life)
        # It looks before the policy is read: what changes in between is noticed.
        watched = policy_files(given.policy, paths.config)
        watch = PolicyWatch(watched, lambda: read_policy_anew(given.policy, paths.config, policy))
        policy = read_policy(given.policy, paths.config)
        plan = Plan(
            display=given.display,
            paths=paths,
            files=files,
            policy=policy,
            watch=watch,
            settings=read_settings(paths.config),
            headless=given.headless,
        )
        service = Service(plan)
    except (ConfigurationError, DesktopError, OutletError, JournalError, ControlError, OSError) as e:
        os.write(given.ready_fd, json.dumps({"error": str(e)}).encode() + b"\n")
        return 1
    return service.run(given.ready_fd)


def _make_room() -> None:
    """Allow ourselves as many descriptors as may be: the programs of all agents together need two each."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, _DESCRIPTORS), hard))


def _outlive(life: int) -> None:
    """Wait until the service before us has gone: it may still be writing its last rows.

    One that hangs is named by the journal, which will not be opened twice.
    """
    deadline_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline_s:
        try:
            fcntl.flock(life, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return


if __name__ == "__main__":
    sys.exit(main())
