"""A whole desktop without a screen: X server, window manager, session bus and accessibility bus."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from supervisor.demo.children import MARK, Children, VirtualDesktopError, require, wait_until
from supervisor.demo.person import Person
from supervisor.demo.x_server import XServer, start_server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType


_INHERITED = (
    "PATH",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "USER",
    "LOGNAME",
    "TMPDIR",
    "TZ",
    "CI",
    "COVERAGE_PROCESS_START",
)
_READY_S = 30.0
_ACCESSIBILITY = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
    "/usr/lib/at-spi-bus-launcher",
)


class VirtualDesktop:
    """A virtual desktop; start it with `with` or `start()`.

    All files of the programs on it stay below `folder`, sockets and cookies in a private temporary folder. Start
    it from a thread that outlives it: when that thread ends, the desktop ends, so that nothing is left behind by
    a killed test run.

    Attributes:
        folder: Where home, logs and the supervisor's own files are.
        size: Width and height of the screen in pixels.
        env: Environment for programs on this desktop; complete once started.
        display: e.g. `:200`; empty until started.
        vnc: Socket for `Person`; only our user can open it.
        runtime: The private folder, XDG_RUNTIME_DIR of the programs.
    """

    def __init__(
        self,
        *,
        folder: Path,
        size: tuple[int, int] = (1280, 800),
        window_manager: str | None = "openbox",
        buses: bool = True,
        display_number: int | None = None,
    ) -> None:
        self.folder = folder
        self.size = size
        self.env: dict[str, str] = {}
        self.display = ""
        self.vnc = Path()
        self.runtime = Path()
        self._window_manager = window_manager
        self._buses = buses
        self._number = display_number
        self._children = Children(folder / "logs", secrets.token_hex(8))
        self._server: XServer | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start all parts, each ready before the next.

        Raises:
            VirtualDesktopError: a program is missing or did not start; nothing is left running then.
        """
        try:
            self._prepare()
            self._start_server()
            if self._buses:
                self._start_session_bus()
                self._start_accessibility()
            if self._window_manager is not None:
                self._start_window_manager(self._window_manager)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End what was started here, and what that started; harmless when repeated."""
        self._children.end_all()
        if self.runtime != Path():
            shutil.rmtree(self.runtime, ignore_errors=True)

    def spawn(self, argv: Sequence[str], **kw: Any) -> subprocess.Popen[Any]:
        """Start a program on this desktop.

        Args:
            argv: Program and arguments.
            **kw: For `subprocess.Popen`; `env` adds to the desktop's, output goes to `folder/logs`.

        Returns:
            The process; it is ended with the desktop at the latest.
        """
        extra = kw.pop("env", None) or {}
        return self._children.start(argv, {**self.env, **extra}, **kw)

    def run(self, argv: Sequence[str], *, timeout_s: float = 30.0, check: bool = True) -> str:
        """Run a short program on this desktop to its end and give what it printed.

        Raises:
            subprocess.CalledProcessError: it failed and `check` is on; what it complained of is in the notes.
        """
        env = {**self.env, MARK: self._children.mark}
        try:
            done = subprocess.run(
                list(argv),
                env=env,
                timeout=timeout_s,
                check=check,
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.CalledProcessError as e:
            e.add_note(str(e.stderr))
            raise
        return done.stdout

    def end(self, process: subprocess.Popen[Any]) -> None:
        """End one program that `spawn` gave, with its process group."""
        self._children.end(process)

    def processes(self) -> list[int]:
        """List the running processes that belong to this desktop, whoever started them."""
        return self._children.left()

    def person(self) -> Person:
        """Let a person sit down at this desktop; close it when done."""
        return Person(self.vnc)

    def _prepare(self) -> None:
        home = self.folder / "home"
        for path in (self.folder / "logs", home, home / "Documents", self.folder / "supervisor"):
            path.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
        # Short and private: socket paths end at 107 bytes, and programs insist on mode 0700.
        self.runtime = Path(tempfile.mkdtemp(prefix="virtual-desktop-"))
        self.env = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self.env |= {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_SESSION_TYPE": "x11",
            "AGENT_SUPERVISOR_HOME": str(self.folder / "supervisor"),
            "SHELL": "/bin/bash",
            "LANG": "C.UTF-8",
            # Programs show themselves to the accessibility bus ...
            "GTK_MODULES": "gail:atk-bridge",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # ... draw without a graphics card ...
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "GDK_BACKEND": "x11",
            "QT_QPA_PLATFORM": "xcb",
            # ... and keep settings, mounts and trash of the real user out of it.
            "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local",
            "GIO_USE_VOLUME_MONITOR": "unix",
            "GVFS_DISABLE_FUSE": "1",
        }

    def _start_server(self) -> None:
        server = start_server(self._children, self.env, self.runtime, size=self.size, number=self._number)
        self._server = server
        self.display = f":{server.number}"
        self.vnc = server.vnc
        self.env |= {"DISPLAY": self.display, "XAUTHORITY": str(server.authority)}

    def _start_session_bus(self) -> None:
        program = require("dbus-daemon", "dbus")
        path = self.runtime / "bus"
        self.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"
        self._children.start(
            [program, "--session", "--nofork", "--nopidfile", f"--address=unix:path={path}"], self.env, tied=True
        )
        wait_until(
            lambda: _takes_connections(path),
            timeout_s=_READY_S,
            failure=lambda: f"the session bus did not start: {self._children.output_of('dbus-daemon')}",
        )

    def _start_accessibility(self) -> None:
        program = next((path for path in _ACCESSIBILITY if Path(path).exists()), _ACCESSIBILITY[0])
        require(program, "at-spi2-core")
        send = require("dbus-send", "dbus")
        self._children.start([program, "--launch-immediately"], self.env, tied=True)
        # Programs that ask before they register (Qt, browsers) look at this switch.
        request = [
            *(send, "--session", "--print-reply", "--reply-timeout=20000", "--dest=org.a11y.Bus", "/org/a11y/bus"),
            *("org.freedesktop.DBus.Properties.Set", "string:org.a11y.Status", "string:IsEnabled"),
            "variant:boolean:true",
        ]
        try:
            self.run(request)
        except (subprocess.SubprocessError, OSError) as e:
            raise VirtualDesktopError(
                f"the accessibility bus did not start: {self._children.output_of(Path(program).name)}"
            ) from e

    def _start_window_manager(self, name: str) -> None:
        program = require(name, name)
        ask = [require("xprop", "x11-utils"), "-root", "_NET_SUPPORTING_WM_CHECK"]
        process = self._children.start([program], self.env, tied=True)
        wait_until(
            lambda: process.poll() is not None or "window id" in self.run(ask),
            timeout_s=_READY_S,
            failure=lambda: f"`{name}` did not become the window manager: {self._children.output_of(name)}",
        )
        if process.poll() is not None:
            raise VirtualDesktopError(f"`{name}` ended at once: {self._children.output_of(name)}")


def _takes_connections(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as trial:
        return trial.connect_ex(str(path)) == 0
