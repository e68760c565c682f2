"""What goes wrong on a real machine ends closed, with one sentence, and nothing is lost."""

from __future__ import annotations

import os
import resource
import signal
from typing import TYPE_CHECKING

import pytest

from supervisor.demo.virtual_desktop import VirtualDesktop
from tests.support.receiver import Receiver
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.desktop
_FAST = "mirror_lead_ms = 0\n"
_MALFORMED = r"""
import os, socket, struct, sys
number = os.environ["DISPLAY"].split(":")[1].split(".")[0]
data = open(os.environ["XAUTHORITY"], "rb").read()
cookie = data[-16:]
def connect():
    s = socket.socket(socket.AF_UNIX); s.connect(f"/tmp/.X11-unix/X{number}")
    s.sendall(struct.pack("<BxHHHHxx", 0x6C, 11, 0, 18, 16) + b"MIT-MAGIC-COOKIE-1\0\0" + cookie)
    head = b""
    while len(head) < 8: head += s.recv(8 - len(head))
    body = 4 * struct.unpack("<H", head[6:8])[0]
    while body: body -= len(s.recv(body))
    assert head[0] == 1
    return s
def opcode(s, name):
    padded = name.encode() + b"\0" * (-len(name) % 4)
    s.sendall(struct.pack("<BxHHxx", 98, 2 + len(padded) // 4, len(name)) + padded)
    reply = s.recv(32)
    return reply[9]
s = connect(); xtest = opcode(s, "XTEST")
# A zero length without BIG-REQUESTS: server and proxy would frame what follows differently.
s.sendall(struct.pack("<BBH", xtest, 2, 0) + struct.pack("<I", 9) + b"\4\1" + b"\0" * 30)
s.settimeout(30)
print("zero length:", "closed" if s.recv(1) == b"" else "open")
s = connect()
# A press of a type the protocol does not have, then a harmless question on the same connection.
s.sendall(struct.pack("<BBH", xtest, 2, 9) + b"\x0c\1" + b"\0" * 30 + struct.pack("<BxH", 43, 1))
reply = s.recv(32)
print("unknown event:", reply[0], struct.unpack_from("<H", reply, 2)[0])
"""


def test_malformed_requests_end_the_client_or_are_refused_and_the_service_goes_on(
    desktop: VirtualDesktop, tmp_path: Path
) -> None:
    with Supervised(desktop, tmp_path / "home", settings=_FAST) as supervised:
        supervised.keep()
        script = tmp_path / "malformed.py"
        script.write_text(_MALFORMED)
        status, out = supervised.finish(supervised.run("python3", script))
        assert status == 0, out
        assert "zero length: closed" in out
        # The refused request became a NoOperation: the reply is the second request's.
        assert "unknown event: 1 2" in out
        assert [row["decision"]["rule_id"] for row in supervised.rows("outcome")] == ["malformed"]
        assert supervised.finish(supervised.shell("xdotool mousemove 5 5"))[0] == 0


def test_a_full_disk_refuses_and_the_record_stays_whole(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with (
        Receiver(desktop, geometry=(100, 100, 300, 200)) as receiver,
        Supervised(desktop, tmp_path / "home", settings=_FAST) as supervised,
    ):
        supervised.keep()
        assert supervised.finish(supervised.shell("xdotool mousemove 200 200 click 1"))[0] == 0
        pid = supervised.service_pid()
        before = len(receiver.of("button_press"))
        # Each file of the service may not grow any more, as on a full disk.
        limits = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        gate = tmp_path / "gate"
        agent = supervised.shell(f"while [ ! -e {gate} ]; do sleep 0.05; done; xdotool click 1; echo went on")
        wait_for(lambda: len(supervised.rows("agent_started")) == 2, "the agent to run")
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, limits[1]))
        gate.touch()
        status, out = supervised.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "went on")
        assert len(receiver.of("button_press")) == before
        assert supervised.status()["problem"]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
        assert supervised.finish(supervised.shell("xdotool mousemove 200 200 click 1"))[0] == 0
        receiver.wait_for(lambda lines: [e for e in lines if e["event"] == "button_press"][before:])
        supervised.command("audit", "verify")


def test_a_display_that_dies_ends_the_agent(tmp_path: Path) -> None:
    with VirtualDesktop(folder=tmp_path / "desktop", buses=False) as dying:
        supervised = Supervised(dying, tmp_path / "home", settings=_FAST)
        agent = supervised.shell("while :; do xdotool mousemove 5 5 2>/dev/null; sleep 0.1; done")
        wait_for(lambda: supervised.rows("sending") or None, "the agent to work", timeout_s=30)
        dying.stop()
        status, out = supervised.finish(agent)
        assert status == 123
        assert "supervision was lost" in out
        wait_for(lambda: not supervised.service_pid(), "the service to end")
        assert "good order" in supervised.command("audit", "verify") or supervised.rows()
        supervised.close()


def test_without_window_manager_and_accessibility_it_runs_on_with_unknowns(tmp_path: Path) -> None:
    with (
        VirtualDesktop(folder=tmp_path / "desktop", window_manager=None, buses=False) as bare,
        Receiver(bare, geometry=(100, 100, 300, 200), bare=True) as receiver,
        Supervised(bare, tmp_path / "home", settings=_FAST) as supervised,
    ):
        status, out = supervised.finish(supervised.shell("xdotool mousemove 200 200 click 1"))
        assert status == 0, out
        receiver.wait_for(lambda lines: [e for e in lines if e["event"] == "button_press"])
        (decided,) = supervised.rows("decided")
        assert decided["context"]["unknown"]
        doctor = supervised.command("doctor", check=False)
        assert "window manager" in doctor
        assert "accessibility" in doctor


def test_the_end_of_the_starter_ends_the_agent(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Supervised(desktop, tmp_path / "home", settings=_FAST) as supervised:
        mark = tmp_path / "alive"
        agent = supervised.shell(f"while :; do touch {mark}; sleep 0.05; done")
        wait_for(mark.exists, "the agent to run")
        os.kill(agent.pid, signal.SIGKILL)
        agent.wait()
        wait_for(lambda: not supervised.service_pid(), "the service to end")
        mark.unlink()
        supervised.end_service()
        assert not mark.exists()
