"""Routes out of the box: sockets, buses, files, shared memory."""

from __future__ import annotations

import asyncio
import functools
import json
import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dbus_fast.errors import AuthError, DBusError, InvalidAddressError

from tests.attacks.agent.mark import under_way
from tests.attacks.agent.wire import Client, ClosedError
from tests.support import accessible_actions
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WAIT_S = 3.0
_SILENT_S = 0.3
_PATIENCE_S = 60.0
_UNASKED = 300
_ROLES: tuple[dict[str, object], ...] = (
    {"t": "stop"},
    {"t": "pause"},
    {"t": "resume"},
    {"t": "rearm"},
    {"t": "quit"},
    {"t": "tray"},
    {"t": "status"},
    {"t": "grants"},
    {"t": "revoke"},
    {"t": "run", "argv": ["true"], "name": "another", "headless": False, "policy": ""},
    {"t": "started", "pid": os.getpid(), "mode": "tree"},
    {"t": "ended", "status": 0},
    {"t": "answer", "request": "1", "verdict": "approve", "device": "TigerVNC keyboard", "gesture": "chord"},
    {"t": "rearmed", "how": "chord"},
    {"t": "resumed", "how": "chord"},
    {"t": "config", "trusted": ["python"]},
    {"t": "drawn", "id": 1},
)


def _reached(name: str, deed: Callable[[], object]) -> str:
    try:
        return f"{name}: reached {deed() or ''}".strip()
    except (OSError, ClosedError) as e:
        return f"{name}: {e}"


def display(words: Sequence[str]) -> list[str]:
    """Reach the real display: words are its number, its cookie in hex, and a port."""
    number, cookie, port = int(words[0]), bytes.fromhex(words[1]), int(words[2])
    path = f"/tmp/.X11-unix/X{number}"

    def tcp() -> None:
        socket.create_connection(("127.0.0.1", port), _WAIT_S).close()

    return [
        _reached("path", lambda: Client(address=path, cookie=cookie).close()),
        _reached("abstract", lambda: Client(address=f"\0{path}", cookie=cookie).close()),
        _reached("tcp", tcp),
    ]


def vnc(words: Sequence[str]) -> list[str]:
    """Be a viewer of the person's desktop, whose keys are the person's: words are a socket and a port."""

    def greet(connection: socket.socket) -> str:
        with connection:
            connection.settimeout(_WAIT_S)
            return connection.recv(12).decode()

    def by_path() -> str:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(words[0])
        return greet(connection)

    return [
        _reached("socket", by_path),
        _reached("port", lambda: greet(socket.create_connection(("127.0.0.1", int(words[1])), _WAIT_S))),
    ]


def bus(words: Sequence[str]) -> list[str]:
    """Speak to buses: words are their addresses, and the programs' own, by dbus-send."""
    said = []
    for address in words:
        names = ["dbus-send", f"--bus={address}", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
        done = subprocess.run(
            [*names, "org.freedesktop.DBus.ListNames"], capture_output=True, text=True, timeout=30, check=False
        )
        said += [f"{address} {line.strip()}" for line in done.stdout.splitlines() if '"' in line]
    run = ["systemd-run", "--user", "--quiet", "true"]
    with suppress(OSError):
        said.append(f"systemd-run {subprocess.run(run, capture_output=True, timeout=30, check=False).returncode}")
    return said


def _connected(path: str, kind: int) -> None:
    with socket.socket(socket.AF_UNIX, kind) as trial:
        trial.connect(path)


def connect(words: Sequence[str]) -> list[str]:
    """Connect to the sockets named, whatever their kind."""
    kinds = {"stream": socket.SOCK_STREAM, "packets": socket.SOCK_SEQPACKET, "datagrams": socket.SOCK_DGRAM}
    return [
        _reached(f"{path} {name}", functools.partial(_connected, path, kind))
        for path in words
        for name, kind in kinds.items()
    ]


def roles(words: Sequence[str]) -> list[str]:
    """Speak to the control socket as everybody that there is."""
    return _spoken(words[0], _ROLES)


def _spoken(path: str, messages: Sequence[dict[str, object]]) -> list[str]:
    said = []
    for message in messages:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as peer:
            # Most of these are answered by nothing.
            peer.settimeout(_SILENT_S)
            try:
                peer.connect(path)
                read, write = os.pipe()
                socket.send_fds(peer, [json.dumps(message).encode()], [read] if message["t"] == "started" else [])
                os.close(read)
                os.close(write)
                said.append(f"{message['t']}: {peer.recv(60_000).decode()[:200]}")
            except OSError as e:
                said.append(f"{message['t']}: {e}")
    return said


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n# hijacked\n")


def _replace(path: Path) -> None:
    fresh = path.with_name(f".{path.name}.hijack")
    fresh.write_text("hijacked")
    fresh.replace(path)


def _move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name(f"{path.parent.name}.aside"))


def roles_but_stop(words: Sequence[str]) -> list[str]:
    """Speak as everybody, but tighten nothing: so it is seen whether anything loosens."""
    tightening = [message for message in _ROLES if message["t"] in ("stop", "pause", "quit", "run")]
    return _spoken(words[0], [message for message in _ROLES if message not in tightening])


def write(words: Sequence[str]) -> list[str]:
    """Write, replace, remove and move aside the files named."""
    deeds: dict[str, Callable[[Path], None]] = {
        "append": _append,
        "replace": _replace,
        "remove": Path.unlink,
        "move": _move_folder,
    }
    return [
        _reached(f"{path} {name}", functools.partial(deed, Path(path)))
        for path in words
        for name, deed in deeds.items()
    ]


def write_after(words: Sequence[str]) -> list[str]:
    """Wait for the file named first, then show what the others hold, and write them as `write` does."""
    under_way()
    wait_for(Path(words[0]).exists, "the word to go on", timeout_s=_PATIENCE_S)
    held = [f"{path} holds {Path(path).read_bytes().hex()}" for path in words[1:]]
    return [*held, *write(words[1:])]


def _size(path: Path) -> int:
    return len(path.read_bytes()) if path.is_file() else len(list(path.iterdir()))


def read(words: Sequence[str]) -> list[str]:
    """Read the files and list the folders named."""
    return [_reached(f"{path} read", functools.partial(_size, Path(path))) for path in words]


def shared_memory(_words: Sequence[str]) -> list[str]:
    """Pass descriptors: hundreds that nobody asked for, one of MIT-SHM that takes a picture, and one of DRI3."""
    client = Client()
    for _ in range(_UNASKED):
        with Path(os.devnull).open() as unasked:
            socket.send_fds(client._socket, [client.pack("BxH", 127, 1)], [unasked.fileno()])
        client.raw(b"", requests=1)
    with suppress(ClosedError):
        # A server may end whoever sends what it did not ask for.
        client.sync()
    client = Client()
    said = []
    shm, dri3 = client.extension("MIT-SHM")[0], client.extension("DRI3")[0]
    fd = os.memfd_create("picture")
    blank = b"\xa5" * 64 * 64 * 4
    os.pwrite(fd, blank, 0)
    segment = client.new_id()
    body = client.pack("BBHII", shm, 6, 3, segment, 0)
    socket.send_fds(client._socket, [body], [fd])
    client.raw(b"", requests=1)
    picture = client.pack("IhhHHIBxxxII", client.root, 0, 0, 64, 64, 0xFFFFFFFF, 2, segment, 0)
    reply = client.ask(shm, 4, picture)
    said.append(f"shm {'took a picture' if reply else 'refused'} {os.pread(fd, len(blank), 0) != blank}")
    reply = client.ask(dri3, 1, client.pack("II", client.root, 0)) if dri3 else None
    said.append(f"dri3 {'opened' if reply else 'refused'}")
    return said


def screenshot(words: Sequence[str]) -> list[str]:
    """Take a picture of the place given and tell how many of its pixels are of each of the commonest colours."""
    client = Client()
    x, y, width, height = map(int, words[:4])
    reply = client.ask(73, 2, client.pack("IhhHHI", client.root, x, y, width, height, 0xFFFFFFFF))
    if reply is None:
        return ["refused"]
    colours: dict[bytes, int] = {}
    for at in range(32, 32 + width * height * 4, 4):
        colour = reply[at : at + 3]
        colours[colour] = colours.get(colour, 0) + 1
    common = sorted(colours, key=lambda colour: -colours[colour])[:8]
    return [f"{colour.hex()} {colours[colour]}" for colour in common]


async def _write_elements(address: str, application: str) -> str:
    async with accessible_actions.nodes_at(address, application) as (bus, found):
        done = 0
        for at in found:
            interface = "org.a11y.atspi.EditableText"
            reply = await accessible_actions._call(bus, at, interface, "SetTextContents", "hijacked", signature="s")
            done += reply is not None
        return f"{len(found)} elements, {done} written"


def elements(words: Sequence[str]) -> list[str]:
    """Find the elements of a program and write into them: words are its name, and where the bus of elements is."""
    try:
        return [asyncio.run(_write_elements(words[1], words[0]))]
    except (OSError, DBusError, InvalidAddressError, AuthError) as e:
        return [f"0 elements, 0 written: {e}"]


def stay(_words: Sequence[str]) -> list[str]:
    """Do nothing for long."""
    signal.pause()
    return []


ROUTES: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "display": display,
    "vnc": vnc,
    "bus": bus,
    "connect": connect,
    "roles": roles,
    "roles-but-stop": roles_but_stop,
    "write": write,
    "write-after": write_after,
    "read": read,
    "shared-memory": shared_memory,
    "screenshot": screenshot,
    "elements": elements,
    "stay": stay,
}


def run(route: str, words: Sequence[str]) -> list[str]:
    """Try a route."""
    return ROUTES[route](words)
