"""What a contained agent reaches of buses and networks. Attempts are first shown to work uncontained."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.own_addresses import own_addresses
from tests.support.accessible import Accessible
from tests.support.contained import ALLOWED, MARKS, OFF, containing, needs_pasta, python, said
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = MARKS


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor that keeps running."""
    with containing(desktop, tmp_path_factory.mktemp("supervisor") / "home") as running:
        yield running


_NAMES = ("--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.ListNames")


def test_attack_the_session_bus_does_not_answer(supervised: Supervised, desktop: VirtualDesktop) -> None:
    real = ["dbus-send", f"--bus={desktop.env['DBUS_SESSION_BUS_ADDRESS']}", *_NAMES]
    assert any("org.a11y.Bus" in line for line in said(supervised, *real, options=OFF))
    assert not any("string" in line for line in said(supervised, *real))
    own = said(supervised, "dbus-send", "--session", *_NAMES)
    assert any("org.freedesktop.DBus" in line for line in own)
    assert not any("org.a11y.Bus" in line for line in own)


def test_attack_on_the_accessibility_bus_no_other_program_is_seen(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    address = desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()
    root = ["--print-reply", "--dest=org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"]
    look = ["dbus-send", f"--bus={address}", *root, "org.a11y.atspi.Accessible.GetChildren"]
    assert any("array" in line for line in said(supervised, *look, options=OFF))
    assert not any("array" in line for line in said(supervised, *look))
    names = said(supervised, "dbus-send", f"--bus={address}", *_NAMES)
    assert len([line for line in names if '":1.' in line]) <= 2, "itself and the registry"


def test_a_program_started_inside_tells_its_elements_and_opens_its_file_dialog(
    supervised: Supervised, desktop: VirtualDesktop, tmp_path: Path
) -> None:
    (tmp_path / "inside.txt").write_text("words\n")
    before = len(supervised.rows("decided"))
    agent = supervised.shell("mousepad inside.txt & read -r _ < go; xdotool $(cat click); wait", cwd=tmp_path)
    os.mkfifo(tmp_path / "go")
    text = Accessible(desktop).wait(role="text", window="inside.txt")
    x, y = text.rect[0] + 20, text.rect[1] + 20
    (tmp_path / "click").write_text(f"mousemove {x} {y} click 1 key ctrl+o")
    (tmp_path / "go").write_text("\n")
    dialog = Accessible(desktop).wait(role="file chooser")
    assert dialog.application == "mousepad"
    rows = [row for row in supervised.rows("decided")[before:] if row["action"]["kind"] == "click"]
    assert [row["context"]["element"]["role"] for row in rows] == ["text"]
    assert rows[0]["context"]["window"]["executable"] == "mousepad"
    agent.terminate()
    supervised.finish(agent)


_ANSWER = """
import asyncio, os
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
REGISTRY, ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
async def main():
    bus = await MessageBus(bus_address=os.environ["AT_SPI_BUS_ADDRESS"]).connect()
    def handle(message):
        if message.message_type is MessageType.METHOD_CALL:
            return Message.new_method_return(message, "s", ["unixexec:path=/bin/touch,argv1=/tmp/ran"])
    bus.add_message_handler(handle)
    body = [[bus.unique_name, ROOT]]
    await bus.call(Message(REGISTRY, ROOT, "org.a11y.atspi.Socket", "Embed", signature="(so)", body=body))
    print(bus.unique_name, flush=True)
    await bus.wait_for_disconnect()
asyncio.run(main())
"""


def test_attack_no_reader_outside_is_told_a_bus_address_by_a_program_inside(
    supervised: Supervised, desktop: VirtualDesktop
) -> None:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    bus = desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()

    def asked(name: str, member: str) -> str:
        words = [f"--dest={name}", "/org/a11y/atspi/accessible/root", f"org.a11y.atspi.Application.{member}"]
        command = ["dbus-send", f"--bus={bus}", "--print-reply", "--reply-timeout=5000", *words]
        done = subprocess.run(command, env=desktop.env, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    agent = supervised.run(sys.executable, "-c", _ANSWER)
    try:
        assert agent.stdout
        name = next(line.strip() for line in agent.stdout if line.startswith(":"))
        assert "unixexec" in asked(name, "GetLocale"), "other questions reach it"
        assert "NotSupported" in asked(name, "GetApplicationBusAddress")
        assert "unixexec" in asked(name, "GetLocale"), "and it is still there"
    finally:
        agent.terminate()
        agent.communicate()


_CALL = """
import socket, sys
for word in sys.argv[1:]:
    host, _, port = word.rpartition("/")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
        print(word, "reached")
    except OSError as e:
        print(word, "not")
"""


class Server:
    """Listens on all addresses of this machine.

    Attributes:
        port: Where.
    """

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
        self._socket.setblocking(False)
        self.port = int(self._socket.getsockname()[1])

    def callers(self) -> int:
        """Count who has come since the last count, whether they stayed or not."""
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.accept()[0].close()
                count += 1
        return count

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@needs_pasta
def test_attack_servers_on_localhost_are_out_of_reach_by_any_address_of_the_machine(supervised: Supervised) -> None:
    linked = [f"{name}%{device}" for device, name in _link_addresses()]
    with contextlib.closing(Server()) as server:
        hosts = ["127.0.0.1", "::1", *(name for name in own_addresses() if not name.startswith("fe80")), *linked]
        words = [f"{host}/{server.port}" for host in hosts]
        outside = python(supervised, _CALL, *words, options=OFF)
        assert [line for line in outside if line.endswith("reached")]
        assert server.callers()
        assert python(supervised, _CALL, *words) == [f"{word} not" for word in words]
        assert not server.callers()


def _link_addresses() -> list[tuple[str, str]]:
    """List device and IPv6 address of the link, for what is up."""
    found = []
    for line in Path("/proc/net/if_inet6").read_text().splitlines():
        digits, _, _, scope, _, device = line.split()
        if scope == "20":
            found.append((device, socket.inet_ntop(socket.AF_INET6, bytes.fromhex(digits))))
    return found


@needs_pasta
def test_a_server_that_the_settings_name_is_reached_as_localhost(supervised: Supervised) -> None:
    with contextlib.closing(Server(ALLOWED)):
        words = [f"{host}/{ALLOWED}" for host in ("127.0.0.1", "::1")]
        assert python(supervised, _CALL, *words) == [f"{word} reached" for word in words]


@needs_pasta
def test_a_display_that_is_hard_coded_works_and_is_the_proxy(supervised: Supervised, desktop: VirtualDesktop) -> None:
    before = len(supervised.rows("decided"))
    moves = "xdotool mousemove 33 44 click 1 getmouselocation"
    lines = said(supervised, "sh", "-c", f"DISPLAY={desktop.display} {moves}")
    assert any(line.startswith("x:33 y:44") for line in lines), lines
    assert [row["action"]["kind"] for row in supervised.rows("decided")[before:]] == ["click"]


@needs_pasta
def test_the_network_namespace_goes_with_the_agent(supervised: Supervised) -> None:
    def carriers() -> set[int]:
        found = set()
        for comm in Path("/proc").glob("[0-9]*/comm"):
            with contextlib.suppress(OSError):
                if comm.read_text().startswith(("pasta", "passt")) and comm.stat().st_uid == os.getuid():
                    found.add(int(comm.parent.name))
        return found

    before = carriers()
    agent = supervised.shell("sleep 60")
    wait_for(lambda: carriers() - before, "what carries the agent's traffic")
    agent.kill()
    agent.wait()
    wait_for(lambda: not carriers() - before, "its end")


@needs_pasta
@pytest.mark.skipif(os.geteuid() == 0, reason="root is not contained wholly")
def test_strict_starts_where_everything_is_there(supervised: Supervised) -> None:
    status, out = supervised.finish(supervised.run("true", options=["--contain=strict"]))
    assert (status, "supervised and contained" in out) == (0, True)


@needs_pasta
@pytest.mark.parametrize(("way", "status"), [("auto", 0), ("strict", 125)])
def test_where_the_network_cannot_be_made_auto_goes_on_and_says_so_and_strict_does_not_start(
    supervised: Supervised, tmp_path: Path, way: str, status: int
) -> None:
    (tmp_path / "pasta").write_text("#!/bin/sh\necho no device here >&2\nexit 1\n")
    (tmp_path / "pasta").chmod(0o755)
    done = subprocess.run(
        [*COMMAND, "run", f"--contain={way}", "--", "touch", str(tmp_path / "ran")],
        env=supervised.env | {"PATH": f"{tmp_path}:{supervised.env['PATH']}"},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert (tmp_path / "ran").exists() == (status == 0)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "pasta" in done.stderr
    if status == 0:
        assert "partly contained (open: display-tcp, local-servers)" in done.stderr
        started = supervised.rows("agent_started")[-1]["outcome"]
        assert (started["contained"], "local-servers" in started["containment"]) == (False, True)


@needs_pasta
def test_a_server_that_the_environment_names_is_reached(
    supervised: Supervised, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(Server()) as server:
        word = f"127.0.0.1/{server.port}"
        assert python(supervised, _CALL, word) == [f"{word} not"]
        monkeypatch.setitem(supervised.env, "http_proxy", f"http://localhost:{server.port}/")
        assert python(supervised, _CALL, word) == [f"{word} reached"]
