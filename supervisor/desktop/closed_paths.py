"""Which files, folders and sockets of this machine are closed to an agent.

A mount protects a name only while nobody can rename the folders above it: those that the person could rename are
mounted onto themselves (`pinned`), for a mount point cannot be renamed.
"""

from __future__ import annotations

import contextlib
import os
import re
import site
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_RUN = Path("/run")
_RUN_KEPT = (
    "NetworkManager/resolv.conf",
    "booted-system",
    "connman/resolv.conf",
    "cups",
    "current-system",
    "lock",
    "log",
    "media",
    "memcached",
    "mount",
    "mysqld",
    "nscd",
    "opengl-driver",
    "opengl-driver-32",
    "postgresql",
    "redis",
    "resolvconf",
    "systemd/resolve",
    "udev/data",
    "udev/tags",
    "utmp",
)
"""What programs need of `/run`, and the databases that they work with; no bus, no service that starts programs."""
_RUN_WRITABLE = frozenset({"lock", "media"})
_LISTENS = 0x00010000
_OWN_TEMPORARY = ("tmux-{uid}", "emacs{uid}")
_SESSION_MANAGERS = Path("/tmp/.ICE-unix")  # noqa: S108 - where they put their sockets
_MADE_ANEW = re.compile(r"console|core|fd|full|null|ptmx|pts|random|shm|std(in|out|err)|tty|urandom|zero")
"""What bubblewrap makes in a `/dev` of its own."""
_CLOSED_DEVICES = re.compile(r"input|uinput|uhid|vhci|hidraw\d+|rfkill|tty\d+|vcs.*|mem|kmem|port|kmsg")
"""What reads or makes the person's input or their screen, or switches their keyboard off; and the kernel's memory."""
_COOKIES = re.compile(r"(\.?xauth|\.serverauth|serverauth|\.Xauthority)[A-Za-z0-9._-]*")


def kept_devices(folder: Path = Path("/dev")) -> Iterator[tuple[Path, str]]:
    """List what of `/dev` stays visible: each path, and where a link leads, else nothing.

    A list of what is closed would miss what comes later: terminals that the person opens, a `uinput` that is loaded.
    """
    for path in sorted(folder.iterdir()):
        if _MADE_ANEW.fullmatch(path.name) or _CLOSED_DEVICES.fullmatch(path.name):
            continue
        if path.is_symlink():
            yield path, str(path.readlink())
        elif path.is_dir() or os.access(path, os.R_OK) or os.access(path, os.W_OK):
            yield path, ""


def kept_of_run() -> list[tuple[Path, bool]]:
    """List what stays visible of `/run`, and whether it may be written."""
    return [(_RUN / name, name in _RUN_WRITABLE) for name in _RUN_KEPT if (_RUN / name).exists()]


def make_session_folders(environ: Mapping[str, str]) -> None:
    """Make the folders in which the person's multiplexers and editors will put their sockets, as these would.

    Only what is there when the agent starts can be hidden from it; a tmux that the person starts later would put its
    socket, by which anybody can run commands outside, in plain view.
    """
    for path in _session_folders(environ):
        # Where it cannot be made by us, the agent and the person's programs cannot make it either.
        with contextlib.suppress(OSError):
            path.mkdir(mode=0o700)


def _session_folders(environ: Mapping[str, str]) -> list[Path]:
    temporary = Path("/tmp")  # noqa: S108 - where these programs put their sockets
    cache = Path(environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME", "/")) / ".cache")
    return [*(temporary / name.format(uid=os.getuid()) for name in _OWN_TEMPORARY), cache / "at-spi"]


def hidden_folders(environ: Mapping[str, str]) -> list[Path]:
    """List the folders that an agent sees empty: runtime folders, and sockets of multiplexers and sessions."""
    named = [environ.get("XDG_RUNTIME_DIR", ""), environ.get("TMUX_TMPDIR", "")]
    found = [Path(name) for name in named if _may_be_hidden(name, environ)]
    found += [*_session_folders(environ), _SESSION_MANAGERS]
    return [path for path in dict.fromkeys(found) if path.is_dir() and not path.is_relative_to(_RUN)]


def _may_be_hidden(name: str, environ: Mapping[str, str]) -> bool:
    """A runtime folder that is the home, or above it, cannot be hidden without hiding the work."""
    path, home = Path(name), Path(environ.get("HOME", "/"))
    return path.is_absolute() and len(path.parts) > 2 and not home.is_relative_to(path)


def cookie_files(environ: Mapping[str, str]) -> list[Path]:
    """List the files that may hold a cookie of an X server."""
    home = Path(environ.get("HOME", "/"))
    found = [Path(environ["XAUTHORITY"])] if environ.get("XAUTHORITY") else []
    for folder in (home, Path("/tmp")):  # noqa: S108 - where display managers put them
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        found += [Path(entry.path) for entry in entries if _COOKIES.fullmatch(entry.name) and _is_our_file(entry)]
    return [path for path in dict.fromkeys(found) if path.is_file()]


def _is_our_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    except OSError:
        return False


def listening_sockets(table: str | None = None) -> list[Path]:
    """List the Unix sockets with a path on which somebody listens and to which we may connect.

    Args:
        table: Contents of `/proc/net/unix`; None to read it.
    """
    text = Path("/proc/net/unix").read_text("utf-8", "replace") if table is None else table
    found = []
    for line in text.splitlines()[1:]:
        words = line.split(None, 7)
        if len(words) == 8 and words[7].startswith("/") and int(words[3], 16) & _LISTENS:
            found.append(Path(words[7]))
    return [path for path in dict.fromkeys(found) if _is_open_socket(path)]


def _is_open_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.lstat().st_mode) and os.access(path, os.W_OK)
    except OSError:
        return False


def own_code() -> list[Path]:
    """List what runs when the supervisor runs, as far as the person could change it."""
    package = Path(__file__).resolve().parents[1]
    found = [package, package.parent / "resources", Path(sys.argv[0])]
    if sys.prefix != sys.base_prefix:
        found.append(Path(sys.prefix))
    if os.geteuid():
        # Root could change all of the system; it would have to do without installing anything.
        found += [Path(sys.base_prefix), *map(Path, site.getsitepackages())]
        if site.ENABLE_USER_SITE:
            # What is there is imported when we are started, whether any of us is there or not.
            found.append(Path(site.getusersitepackages()))
            with contextlib.suppress(OSError):
                found[-1].mkdir(mode=0o700, parents=True, exist_ok=True)
    return outermost(within_reach(found))


def within_reach(paths: Iterable[Path]) -> list[Path]:
    """Give the files and folders that paths lead to, as far as the person could change or move them."""
    real = dict.fromkeys(path.resolve() for path in paths if path.is_absolute() and path.exists())
    return [path for path in real if any(changeable(part) for part in (path, *path.parents))]


def changeable(path: Path) -> bool:
    """Tell whether we could change a path: write it, or take the right to."""
    try:
        return path.stat().st_uid == os.geteuid() or os.access(path, os.W_OK)
    except OSError:
        return False


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Leave out what lies inside another of the paths."""
    kept: list[Path] = []
    for path in sorted(paths):
        # What lies inside a path comes right after it.
        if not kept or not path.is_relative_to(kept[-1]):
            kept.append(path)
    return kept


def pinned(protected: Iterable[Path]) -> list[Path]:
    """List the folders above the protected ones that the person could rename, outer ones first."""
    above = {folder for path in protected for folder in path.parents if folder != folder.parent}
    renamable = {parent: changeable(parent) for parent in {folder.parent for folder in above}}
    return sorted((folder for folder in above if renamable[folder.parent]), key=lambda path: len(path.parts))
