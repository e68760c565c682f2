"""The network of a contained agent: as usual, but for this machine's own servers.

In a network namespace `localhost` is the agent's own, and abstract sockets of outside are absent. `pasta` carries
what goes further. Of the servers on this machine an agent reaches those on a short list of ports, of programs that do
not give input away: databases, web servers, models. The machine's other addresses lead to no more: inside,
they are the agent's own.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.desktop.own_addresses import Entrant, own_addresses
from supervisor.desktop.processes import executable
from supervisor.desktop.tcp_listeners import listeners

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME_SERVER = "169.254.1.1"
"""Inside, pasta answers here for a resolver that listens on this machine's loopback."""
REFUSED_PORTS = frozenset(
    {22, 2375, 2376, 2828, 3350, 3389, 4444, 9515, *range(5800, 6064), *range(9222, 9230), 24800}
)
"""ssh, docker, browser and WebDriver debugging, RDP, VNC, X; no setting opens them."""
_REFUSED_PROGRAMS = re.compile(
    r"x.*vnc.*|vnc.*|wayvnc|krfb|krdpserver|vino-server|gnome-remote-de.*|.*rdp.*|sshd.*|dropbear|dockerd|docker-proxy"
    r"|(google-)?chrom.*|msedge.*|brave.*|opera.*|vivaldi.*|firefox.*|geckodriver|electron|code.*|synergy.*|barrier.*",
    re.IGNORECASE,
)
_NAMED_PORT = re.compile(r"(?:\blocalhost|\b127\.0\.0\.1|\[::1\]):(\d{1,5})(?!\d)", re.IGNORECASE)
_START_S = 10.0
_MAPPED_S = 5.0
_LOOK_S = 0.0005
_RESOLVER = Path("/etc/resolv.conf")


class NetworkError(Exception):
    """The namespace could not be connected."""


@dataclass(slots=True)
class Network:
    """A connected namespace."""

    pidfd: int
    """Handle of the process that carries its traffic."""

    def close(self) -> None:
        """Disconnect it; safe to call twice."""
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, signal.SIGTERM)
            os.close(self.pidfd)
            self.pidfd = -1


def connect(init: int, ports: Iterable[int]) -> Network:
    """Connect the network namespace of a process.

    Args:
        init: A process in it.
        ports: Ports of servers on this machine that stay reachable as `localhost`.

    Raises:
        NetworkError: it cannot be connected.
    """
    if not _is_mapped(init):
        raise NetworkError("the namespace was not made")
    allowed = ",".join(map(str, sorted(ports))) or "none"
    with tempfile.TemporaryDirectory() as folder:
        pid_file = Path(folder) / "pid"
        command = ["pasta", "--config-net", "--no-map-gw", "--quiet", "-t", "none", "-u", "none", "-U", "none"]
        command += ["-T", allowed, "--dns-forward", NAME_SERVER, "-P", str(pid_file), str(init)]
        try:
            with _started(command) as pasta, closing(Entrant(init)) as entrant:
                addresses = own_addresses()
                said = _said(pasta)
                network = Network(os.pidfd_open(int(pid_file.read_text())))
                problem = said.strip()[-300:] if pasta.returncode else entrant.take_over(addresses)
        except (OSError, ValueError, subprocess.TimeoutExpired) as e:
            raise NetworkError(f"pasta did not start: {e}") from e
    if problem:
        network.close()
        raise NetworkError(problem)
    return network


def _started(command: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _said(pasta: subprocess.Popen[str]) -> str:
    """Wait until it has connected the namespace, and goes on behind our back, or has failed; give its errors."""
    try:
        return pasta.communicate(timeout=_START_S)[1]
    except subprocess.TimeoutExpired:
        pasta.kill()
        raise


def _is_mapped(init: int) -> bool:
    """Wait until the user namespace has its ids: before, whoever enters it may do nothing there."""
    deadline = time.monotonic() + _MAPPED_S
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{init}/uid_map").read_text().strip():
                return True
        except OSError:
            return False
        time.sleep(_LOOK_S)
    return False


def resolver_inside() -> tuple[Path, bytes] | None:
    """Give the resolver's file as it has to read inside, and where it is; None when it may stay."""
    try:
        lines = _RESOLVER.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    servers = [line.split()[1] for line in lines if re.match(r"nameserver\s+\S", line)]
    if servers and not any(_is_loopback(server) for server in servers):
        return None
    kept = [line for line in lines if not line.startswith("nameserver")]
    return _RESOLVER.resolve(), "\n".join([*kept, f"nameserver {NAME_SERVER}", ""]).encode()


def _is_loopback(server: str) -> bool:
    try:
        return ipaddress.ip_address(server.partition("%")[0]).is_loopback
    except ValueError:
        return False


def reachable_ports(allowed: Iterable[int]) -> list[int]:
    """Choose, of the ports on which somebody listens on this machine's loopback, those an agent may reach.

    Args:
        allowed: Ports that the person lets agents reach.
    """
    wanted = frozenset(allowed) - REFUSED_PORTS
    found: dict[int, list[str]] = {}
    for port, inode in listeners():
        if port in wanted:
            found.setdefault(port, []).append(inode)
    owners = _owners({inode for inodes in found.values() for inode in inodes}) if found else {}
    return [
        port
        for port, inodes in found.items()
        if not any(_REFUSED_PROGRAMS.fullmatch(owners.get(inode, "")) for inode in inodes)
    ]


def named_ports(environ: Mapping[str, str]) -> set[int]:
    """Give the ports of this machine that the person's environment names: of a web proxy, a database, a model."""
    found = (match[1] for value in environ.values() for match in _NAMED_PORT.finditer(value))
    return {int(port) for port in found if 0 < int(port) < 1 << 16}


def _owners(inodes: set[str]) -> dict[str, str]:
    """Name the programs of our user that hold these sockets."""
    wanted = {f"socket:[{inode}]": inode for inode in inodes}
    found: dict[str, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            for fd in (process / "fd").iterdir():
                with contextlib.suppress(OSError):
                    if inode := wanted.get(str(fd.readlink())):
                        found[inode] = executable(int(process.name))
    return found
