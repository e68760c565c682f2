"""Where the demo takes place: a virtual desktop with a scripted person, or the desktop in front of a real one."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervisor.demo.audience import Audience, RealPerson, ScriptedPerson
from supervisor.demo.children import Children, VirtualDesktopError, require
from supervisor.demo.controls import Controls
from supervisor.demo.virtual_desktop import VirtualDesktop

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Mapping

_SETTINGS = "mirror_lead_ms = 700  # slow enough to be looked at\n"
# A list of files has names that assistive technology can read, the icon view has not.
_SHOW_FOLDER = 'xfconf-query -c thunar -p /last-view -n -t string -s ThunarDetailsView; exec thunar "$0"'


@dataclass(frozen=True, slots=True)
class Stage:
    """A desktop to play on."""

    env: Mapping[str, str]
    """Environment of programs on it, the supervisor included."""
    start: Callable[..., subprocess.Popen[Any]]
    """Starts a program on it, see `VirtualDesktop.spawn`."""
    controls: Controls
    """What can be clicked on it."""
    audience: Audience
    """Who answers."""
    documents: Path
    """The folder that is shown."""
    patience_s: float
    """How long an answer may take."""


@contextmanager
def virtual_stage(out: Path, say: Callable[[str], None]) -> Iterator[Stage]:
    """Set up a virtual desktop with a scripted person; its files and the record stay below `out/desktop`.

    Raises:
        VirtualDesktopError: a program is missing, or the folder was used before.
    """
    folder = out / "desktop"
    if folder.exists():
        raise VirtualDesktopError(f"`{folder}` is there already: name another folder")
    require("xdotool", "xdotool")
    with VirtualDesktop(folder=folder) as desktop:
        settings = Path(desktop.env["AGENT_SUPERVISOR_HOME"]) / "config/settings.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_SETTINGS)
        documents = folder / "home/Documents"
        desktop.spawn(_show(documents))
        with desktop.person() as person:
            yield Stage(
                env=desktop.env,
                start=desktop.spawn,
                controls=Controls(desktop.env["DBUS_SESSION_BUS_ADDRESS"]),
                audience=ScriptedPerson(person, out, say),
                documents=documents,
                patience_s=60.0,
            )


@contextmanager
def real_stage(out: Path, say: Callable[[str], None]) -> Iterator[Stage]:
    """Show a folder of practice files on the display that is there.

    Thunar runs with a home and a session bus of its own: one that is open already keeps its settings and windows.

    Raises:
        VirtualDesktopError: a program is missing, or nothing can be read by assistive technology here.
    """
    require("xdotool", "xdotool")
    runner = require("dbus-run-session", "dbus-daemon")
    session = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    controls = Controls(session)
    accessibility = controls.bus_address()
    home = Path(tempfile.mkdtemp(prefix="agent-supervisor-demo-home-"))
    documents = out / "documents"
    documents.mkdir(exist_ok=True)
    children = Children(out, secrets.token_hex(8))
    try:
        own = {"HOME": str(home), "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local", "LANG": "C.UTF-8"}
        own |= {"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home)}
        own |= {"AT_SPI_BUS_ADDRESS": accessibility, "GTK_MODULES": "gail:atk-bridge"}
        children.start([runner, "--", *_show(documents)], {**os.environ, **own})
        yield Stage(
            env=os.environ,
            start=lambda argv, **kw: children.start(argv, os.environ, **kw),
            controls=controls,
            audience=RealPerson(say),
            documents=documents,
            patience_s=600.0,
        )
    finally:
        children.end_all()
        shutil.rmtree(home, ignore_errors=True)


def _show(folder: Path) -> list[str]:
    require("thunar", "thunar")
    require("xfconf-query", "xfconf")
    return ["sh", "-c", _SHOW_FOLDER, str(folder)]
