"""The box around an agent: what bubblewrap mounts, what the agent inherits, and what stays open.

See `containment_table` for the rows. Everything is built before the agent starts, so that what cannot be closed is
known before anything runs.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop import closed_paths
from supervisor.desktop.containment_table import Mechanism, missing_rows
from supervisor.desktop.display import DesktopError, parse_display
from supervisor.desktop.inner_buses import real_launchers
from supervisor.desktop.landlock import restriction
from supervisor.desktop.local_network import resolver_inside
from supervisor.desktop.mounting import Cover
from supervisor.desktop.session_keyring import joining
from supervisor.desktop.session_pace import SessionCalls
from supervisor.desktop.session_shares import have_shares
from supervisor.desktop.start_up_files import StartUpFiles
from supervisor.desktop.syscall_filter import call_filter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from supervisor.desktop.inner_buses import AccessibilityFilter

_X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - the X protocol's own path
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - a folder to close
_ROOTS_RIGHTS = (
    *(
        "CAP_SYS_ADMIN",
        "CAP_SYS_PTRACE",
        "CAP_SYS_MODULE",
        "CAP_SYS_RAWIO",
        "CAP_SYS_BOOT",
        "CAP_SYS_TIME",
        "CAP_SYS_TTY_CONFIG",
    ),
    *("CAP_MKNOD", "CAP_DAC_READ_SEARCH", "CAP_NET_ADMIN", "CAP_BPF", "CAP_PERFMON"),
)
"""What an agent that is root loses: with these it could undo the mounts."""
_LEAKING = frozenset(
    [
        "AT_SPI_BUS_ADDRESS",
        "DBUS_SESSION_BUS_ADDRESS",
        "DBUS_SESSION_BUS_PID",
        "DBUS_SESSION_BUS_WINDOWID",
        "DBUS_STARTER_ADDRESS",
        "DBUS_STARTER_BUS_TYPE",
        "DBUS_SYSTEM_BUS_ADDRESS",
        "DOCKER_HOST",
        "EMACS_SERVER_FILE",
        "EMACS_SOCKET_NAME",
        "GNOME_TERMINAL_SCREEN",
        "GNOME_TERMINAL_SERVICE",
        "GPG_AGENT_INFO",
        "HYPRLAND_INSTANCE_SIGNATURE",
        "I3SOCK",
        "IBUS_ADDRESS",
        "INVOCATION_ID",
        "JOURNAL_STREAM",
        "KITTY_LISTEN_ON",
        "LISTEN_FDNAMES",
        "LISTEN_FDS",
        "LISTEN_PID",
        "MANAGERPID",
        "NOTIFY_SOCKET",
        "NVIM",
        "NVIM_LISTEN_ADDRESS",
        "SESSION_MANAGER",
        "STY",
        "SWAYSOCK",
        "SYSTEMD_EXEC_PID",
        "TMUX",
        "TMUX_PANE",
        "VSCODE_IPC_HOOK",
        "VSCODE_IPC_HOOK_CLI",
        "WAYLAND_DISPLAY",
        "WAYLAND_SOCKET",
        "WEZTERM_UNIX_SOCKET",
        "XAUTHORITY",
    ]
)
"""Addresses and descriptors of what is outside."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """The display that the agent gets."""

    number: int
    """Display number of the proxy."""
    authority: Path
    """Xauthority file with the proxy's cookie, for both numbers."""
    real: str
    """The display that it stands for."""
    control: tuple[Path, ...] = ()
    """The control socket, and other names that it has inside; an agent may stop itself and ask for its own status."""
    gateway: Path | None = None
    """The socket at which it can say what it wants; None for none."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers at whose sockets the proxy stands: its own, and that of a local display it replaces."""
        try:
            real = parse_display(self.real)
        except DesktopError:
            return (self.number,)
        return (self.number,) if real.host else (self.number, real.number)


@dataclass(slots=True)
class Box:
    """What `start_agent` needs to contain an agent."""

    options: list[str]
    """For bubblewrap, between its namespaces and the command."""
    missing: tuple[str, ...]
    """Ids of the rows that are not kept."""
    fds: list[int] = field(default_factory=list)
    """Descriptors that bubblewrap reads."""
    covers: list[Cover] = field(default_factory=list)
    """What is mounted over names that programs outside may give to other files; outer ones first."""
    own_bus: bool = False
    """It gets a session bus of its own."""
    ruleset: int = -1
    """Landlock's, for `restrict`."""
    restrict: list[Callable[[], None]] = field(default_factory=list)
    """What the child calls between fork and exec, in order."""

    calls: SessionCalls | None = None
    """By which it asks for sessions; None where they are not counted."""

    def close(self) -> None:
        """Give the descriptors back; safe to call twice."""
        if self.calls is not None:
            self.calls.close()
        while self.fds:
            os.close(self.fds.pop())
        if self.ruleset >= 0:
            os.close(self.ruleset)
            self.ruleset = -1


def build_box(
    environ: Mapping[str, str],
    *,
    proxy: Proxy,
    folders: tuple[Path, ...],
    available: Collection[Mechanism],
    accessibility: AccessibilityFilter | None = None,
    named: tuple[Path, ...] = (),
) -> Box:
    """Work out how to contain an agent on this machine.

    Args:
        environ: The person's environment.
        proxy: The agent's display.
        folders: The supervisor's own folders; the last is where its sockets are.
        available: What the machine offers.
        accessibility: The filter before the accessibility bus; None for no such bus inside.
        named: Files that the person has named to us and we go by; they can be read and not written.

    Returns:
        The box; give it to `start_agent`, then close it.

    Raises:
        OSError: a folder that has to be closed cannot be read, or a descriptor is not to be had.
    """
    box = Box([], tuple(row.id for row in missing_rows(available)))
    if Mechanism.MOUNTS in available:
        closed_paths.make_session_folders(environ)
        ours = [folder.resolve() for folder in folders]
        box.options += _mounts(box.covers, environ, proxy, ours, named)
        box.options += _buses(environ, accessibility)
        box.options += _own_folders(proxy, ours)
        if Mechanism.NETWORK in available:
            box.options.append("--unshare-net")
            if (resolver := resolver_inside()) is not None:
                box.options += ("--ro-bind-data", str(_readable(box, resolver[1])), str(resolver[0]))
        box.own_bus = shutil.which("dbus-daemon") is not None
        if Mechanism.ORDINARY_USER not in available:
            box.options += [word for right in _ROOTS_RIGHTS for word in ("--cap-drop", right)]
    if Mechanism.FILTER in available and have_shares():
        box.calls = SessionCalls()
        box.restrict.append(box.calls.install)
    if Mechanism.FILTER in available:
        box.options += ("--seccomp", str(_readable(box, call_filter())))
        box.restrict.append(joining())
    if Mechanism.SCOPE in available:
        box.ruleset, scope = restriction()
        box.restrict.append(scope)
    return box


def _readable(box: Box, content: bytes) -> int:
    """Give a descriptor from which bubblewrap reads `content`."""
    fd = os.memfd_create("for-bubblewrap")
    box.fds.append(fd)
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Give an environment without the addresses of what is outside."""
    return {name: value for name, value in environ.items() if name not in _LEAKING}


def open_start_up_files(environ: Mapping[str, str]) -> list[Path]:
    """List the start-up files that an agent could make or replace all the same."""
    return StartUpFiles.of(environ).unprotected()


def _mounts(
    covers: list[Cover], environ: Mapping[str, str], proxy: Proxy, ours: list[Path], named: tuple[Path, ...]
) -> Iterator[str]:
    start_up = [path.resolve() for path in StartUpFiles.of(environ).protected()]
    gone_by = [*closed_paths.own_code(), *closed_paths.within_reach(named)]
    read_only = closed_paths.outermost([*start_up, *gone_by])
    covers += [Cover(path, path, "start-up", writable=True) for path in closed_paths.pinned([*ours, *read_only])]
    covers += [Cover(path, path, "supervisor" if path in gone_by else "start-up") for path in read_only]
    yield from _over(covers)
    yield from _system(environ)
    hidden = [path.resolve() for path in closed_paths.hidden_folders(environ)]
    later = [Cover(None, path, "sockets") for path in closed_paths.outermost(hidden)]
    later += [Cover(None, path, "supervisor") for path in ours]
    later += [*_sockets(environ, (*hidden, *ours)), *_cookies(environ, proxy)]
    covers += later
    yield from _over(later)
    yield from _display(proxy)
    authority, agent = proxy.authority.resolve(), _persons_agent(environ)
    yield from ("--ro-bind", str(authority), str(authority))
    if agent.is_socket():
        yield from ("--ro-bind", str(agent), str(agent))


def _system(environ: Mapping[str, str]) -> Iterator[str]:
    """Devices, control groups and `/run`."""
    yield from ("--ro-bind", "/sys", "/sys", "--tmpfs", "/run")
    for path, writable in closed_paths.kept_of_run():
        yield from ("--bind" if writable else "--ro-bind", str(path), str(path))
    runtime = Path(environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_relative_to("/run"):
        yield from ("--perms", "0700", "--dir", str(runtime))
    # Bubblewrap has made a new /dev, with terminals of its own; the agent's own one is its console.
    yield from ("--perms", "1777", "--tmpfs", _SHARED_MEMORY)
    for path, target in closed_paths.kept_devices():
        yield from ("--symlink", target, str(path)) if target else ("--dev-bind-try", str(path), str(path))


def _over(covers: Iterable[Cover]) -> Iterator[str]:
    for cover in covers:
        if cover.source is None:
            yield from ("--perms", "0700", "--tmpfs", str(cover.target))
        else:
            yield from ("--bind" if cover.writable else "--ro-bind", str(cover.source), str(cover.target))


def _own_folders(proxy: Proxy, ours: list[Path]) -> Iterator[str]:
    """What an agent needs of them is in there; then they are shut."""
    for name in proxy.control:
        yield from ("--ro-bind", str(proxy.control[0].resolve()), str(name.parent.resolve() / name.name))
    if proxy.gateway is not None:
        yield from ("--ro-bind", str(proxy.gateway.resolve()), str(proxy.gateway.resolve()))
    for folder in ours:
        yield from ("--remount-ro", str(folder))


def _persons_agent(environ: Mapping[str, str]) -> Path:
    """Of ssh; what holds its keys asks by itself."""
    return Path(environ.get("SSH_AUTH_SOCK", "/nonexistent")).resolve()


def _sockets(environ: Mapping[str, str], hidden: tuple[Path, ...]) -> Iterator[Cover]:
    """Every socket on which a program outside listens, but those of databases and of the person's ssh agent."""
    agent = _persons_agent(environ)
    unseen = {*hidden, Path("/run"), _X_SOCKETS}
    for path in closed_paths.listening_sockets():
        real = path.resolve()
        if real != agent and unseen.isdisjoint((real, *real.parents)):
            yield Cover(Path(os.devnull), real, "sockets")


def _buses(environ: Mapping[str, str], accessibility: AccessibilityFilter | None) -> Iterator[str]:
    """The filter where the accessibility bus is; the session bus inside must not start one of its own."""
    for path in dict.fromkeys(launcher.resolve() for launcher in real_launchers(environ)):
        yield from ("--ro-bind", "/dev/null", str(path))
    if accessibility is not None:
        for place in dict.fromkeys((accessibility.path, accessibility.stands_at or accessibility.path)):
            yield from ("--ro-bind", str(accessibility.path), str(place))


def _cookies(environ: Mapping[str, str], proxy: Proxy) -> Iterator[Cover]:
    """The proxy's cookie at the place of the real one."""
    for path in closed_paths.cookie_files(environ):
        yield Cover(proxy.authority.resolve(), path.resolve(), "display-cookie")


def _display(proxy: Proxy) -> Iterator[str]:
    """The proxy at the place of the display that it stands for."""
    yield from ("--perms", "1777", "--tmpfs", str(_X_SOCKETS))
    for number in proxy.numbers:
        yield from ("--ro-bind", str(_X_SOCKETS / f"X{proxy.number}"), str(_X_SOCKETS / f"X{number}"))
