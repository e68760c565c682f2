"""Which mechanisms of containment this machine offers."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.landlock import scope_available
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.syscall_filter import call_filter

if TYPE_CHECKING:
    from collections.abc import Mapping

_TUN = Path("/dev/net/tun")


def available() -> frozenset[Mechanism]:
    """Look at the machine; bubblewrap is tried, the rest is looked for."""
    boxed = namespace_available()
    offered = {
        Mechanism.MOUNTS: boxed,
        Mechanism.PROCESSES: boxed,
        Mechanism.SCOPE: scope_available(),
        Mechanism.NETWORK: boxed and _has_pasta(),
        Mechanism.FILTER: boxed and bool(call_filter()),
        Mechanism.ENVIRONMENT: True,
        Mechanism.ORDINARY_USER: os.geteuid() != 0,
    }
    return frozenset(mechanism for mechanism, there in offered.items() if there)


def _has_pasta() -> bool:
    # Of root's agents pasta cannot open the namespace: it has given root's rights up by then.
    if os.geteuid() == 0:
        return False
    return shutil.which("pasta") is not None and os.access(_TUN, os.R_OK | os.W_OK)


def has_display_gate(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Tell whether all input of a session's programs passes a display of ours; elsewhere only calls are supervised.

    Args:
        environ: The session's.
        platform: As `sys.platform`.
    """
    return platform not in ("win32", "darwin") and not is_wayland(environ)


def is_wayland(environ: Mapping[str, str]) -> bool:
    """Tell whether a session is a Wayland one, whose programs do not pass the gate."""
    return bool(environ.get("WAYLAND_DISPLAY")) or environ.get("XDG_SESSION_TYPE") == "wayland"
