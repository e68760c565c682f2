"""Where the supervisor keeps its things; AGENT_SUPERVISOR_HOME moves all of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "agent-supervisor"
HOME_VARIABLE = "AGENT_SUPERVISOR_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one person."""

    config: Path
    """settings.toml and policy.toml."""
    data: Path
    """The record and its key."""
    state: Path
    """The latch that outlives the service, log files."""
    runtime: Path
    """Sockets and cookies; private to the person."""

    @classmethod
    def of_environment(cls) -> Paths:
        """Find the folders and make them, readable for the person alone.

        Raises:
            OSError: one cannot be made.
        """
        home = os.environ.get(HOME_VARIABLE)
        if home:
            base = Path(home)
            paths = cls(base / "config", base / "data", base / "state", base / "run")
        else:
            state = Path(platformdirs.user_state_dir(APP))
            # Without a runtime folder of the session, platformdirs names one in /tmp, which anybody may have made.
            session = os.environ.get("XDG_RUNTIME_DIR", "")
            runtime = Path(platformdirs.user_runtime_dir(APP)) if Path(session).is_absolute() else state / "run"
            paths = cls(
                Path(platformdirs.user_config_dir(APP)), Path(platformdirs.user_data_dir(APP)), state, runtime
            )
        for folder in (paths.config, paths.data, paths.state, paths.runtime):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return paths

    def of_display(self, display: str) -> DisplayPaths:
        """Give the files that belong to one display."""
        key = re.sub(r"[^A-Za-z0-9]+", "_", display.removesuffix(".0")).strip("_") or "0"
        return DisplayPaths(
            control=self.runtime / f"{key}.sock",
            lock=self.runtime / f"{key}.lock",
            life=self.runtime / f"{key}.life",
            latch=self.state / f"stopped-{key}.json",
            log=self.state / f"service-{key}.log",
            record=self.data / f"record-{key}.sqlite3",
        )


@dataclass(frozen=True, slots=True)
class DisplayPaths:
    """Files of one display."""

    control: Path
    """The control socket."""
    lock: Path
    """Held while a service is being started."""
    life: Path
    """Held by a service from its start to its end: there is never a second one."""
    latch: Path
    """Exists while a stop has not been re-armed."""
    log: Path
    """What the service logs."""
    record: Path
    """The journal."""
