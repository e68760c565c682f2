"""What works on this machine, what does not, what that means and what to do about it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supervisor.desktop.display import DesktopError
from supervisor.desktop.doctor_buses import probe_buses
from supervisor.desktop.doctor_containment import probe_containment
from supervisor.desktop.doctor_display import probe_display
from supervisor.desktop.doctor_scheduling import probe_scheduling
from supervisor.desktop.finding import Finding
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.x11 import X11

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WANTED_FREE_BYTES = 200 << 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the supervisor is set to use."""

    chords: Mapping[str, str]
    """What for, e.g. `stop`, and the chord in canonical form."""
    record_folder: Path
    """Where the record is kept."""
    chords_are_ours: bool = False
    """A supervisor runs on this display, and may hold the chords itself."""


def examine(environ: Mapping[str, str], wanted: Wanted) -> list[Finding]:
    """Run all probes; each gives its finding and none ends the others.

    Args:
        environ: Environment of the session to examine.
        wanted: What the supervisor is set to use.
    """
    findings = [session_kind(environ)]
    tray_on_x11 = False
    try:
        x11 = X11(environ=environ)
    except DesktopError as e:
        findings.append(
            Finding("display", False, f"{e}", "start this in an X11 session, or set DISPLAY and XAUTHORITY")
        )
    else:
        try:
            found, tray_on_x11 = probe_display(x11, wanted.chords, chords_are_ours=wanted.chords_are_ours)
            findings += found
        except DesktopError as e:
            findings.append(Finding("display", False, f"{e}", "see why the X server ended"))
        finally:
            x11.close()
    findings += probe_buses(environ, tray_on_x11=tray_on_x11)
    findings += [process_control(), probe_scheduling(), *probe_containment(environ)]
    return [*findings, record(wanted.record_folder)]


def session_kind(environ: Mapping[str, str]) -> Finding:
    """Tell X11 from Wayland."""
    wayland = bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
    if not wayland:
        return Finding("session", True, "an X11 session: every program's input passes the gate")
    means = "a Wayland session: only input to X11 programs passes the gate, Wayland programs are out of its reach"
    return Finding("session", False, means, "log in to an X11 (Xorg) session for supervised work")


def process_control() -> Finding:
    """Tell how an agent's processes are held."""
    if namespace_available():
        return Finding(
            "process control", True, "agents run in a PID namespace: stop kills every process of them at once"
        )
    means = "no PID namespace: agents are killed process by process, one that forks without end may get away"
    if shutil.which("bwrap") is None:
        return Finding("process control", False, means, "install the package `bubblewrap`")
    remedy = "allow `bwrap` user namespaces: on Ubuntu add an AppArmor profile for it, or set the sysctl "
    return Finding("process control", False, means, f"{remedy}`kernel.apparmor_restrict_unprivileged_userns=0`")


def record(folder: Path) -> Finding:
    """Tell whether the record can be written: without it nothing is allowed."""
    means = "every action is written down before it happens; without a record none is allowed"
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not os.access(existing, os.W_OK | os.X_OK):
        return Finding(
            "record", False, f"`{folder}` cannot be written: {means}", f"make `{existing}` writable for you"
        )
    free = shutil.disk_usage(existing).free
    if free < _WANTED_FREE_BYTES:
        return Finding(
            "record", False, f"`{folder}` has {free >> 20} MB left: {means}", "free some space on that disk"
        )
    return Finding("record", True, f"`{folder}` can be written: {means}")
