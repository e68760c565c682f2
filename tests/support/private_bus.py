"""A message bus of a test's own, with nobody on it; it can end, and begin again at the same address."""

from __future__ import annotations

import select
import subprocess
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_CONFIG = """<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""No service files: nobody is started by being asked for."""


class PrivateBus:
    """A daemon of its own; a context manager.

    Args:
        folder: Where its socket is; short, as socket addresses are.
        name: What its socket is called.

    Attributes:
        socket: Where it is, also while it is not.
        address: The same, as programs are told it.
    """

    def __init__(self, folder: Path, name: str = "bus") -> None:
        self.socket = folder / name
        self.address = f"unix:path={self.socket}"
        self._config = folder / f"{name}.conf"
        self._config.write_text(_CONFIG.format(address=self.address))
        self._daemon: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self) -> None:
        """Begin; it can be reached from then on."""
        self._daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self._config}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._daemon.stdout is not None
        assert select.select([self._daemon.stdout], [], [], 20)[0]
        assert self._daemon.stdout.readline()

    def end(self) -> None:
        """End, and cut everybody off."""
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.communicate(timeout=20)
            self._daemon = None
