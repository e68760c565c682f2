from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.channel import Channel
from supervisor.core import shared_state
from supervisor.core.chord import Chord
from supervisor.human.latch import Latch
from supervisor.human.messages import Configure
from supervisor.human.process import Process
from tests.support.human_process import CHORDS, ROOT, HumanProcess, is_shut
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop


@pytest.fixture
def human(desktop: VirtualDesktop) -> Iterator[HumanProcess]:
    """Give the process, ready."""
    with HumanProcess(desktop) as running:
        yield running


def test_it_says_what_it_hears_and_where_the_chords_are(human: HumanProcess) -> None:
    assert human.ready == {
        "t": "ready",
        "physical": ["TigerVNC pointer", "TigerVNC keyboard"],
        "labels": {
            "stop": "Ctrl+Alt+S",
            "pause": "Ctrl+Alt+P",
            "approve": "Ctrl+Alt+Y",
            "second": "Ctrl+Alt+O",
            "reject": "Ctrl+Alt+N",
            "modify": "Ctrl+Alt+E",
            "rearm": "Ctrl+Alt+R",
        },
        "problems": [],
    }


def test_it_beats(human: HumanProcess) -> None:
    def beat() -> int:
        return int.from_bytes(human.memory[shared_state.HUMAN_BEAT : shared_state.HUMAN_BEAT + 8], "little")

    first = beat()
    wait_for(lambda: first < beat(), "the next beat")


def test_pings_are_answered(human: HumanProcess) -> None:
    human.settle()


def test_when_the_service_is_gone_it_stops_everything_and_ends(desktop: VirtualDesktop) -> None:
    human = HumanProcess(desktop)
    far = human.upstream(1)
    human.close()
    assert human.process.returncode == 0
    assert human.stopped
    assert is_shut(far)
    far.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_signal_stops_everything_first(desktop: VirtualDesktop, number: signal.Signals) -> None:
    human = HumanProcess(desktop)
    far = human.upstream(1)
    human.process.send_signal(number)
    assert human.wait("stopped")["how"] == "command"
    human.wait("stop_done")
    assert human.process.wait(20) == 0
    assert is_shut(far)
    human.close()
    far.close()


def test_ctrl_c_in_the_terminal_is_not_for_it(human: HumanProcess) -> None:
    human.process.send_signal(signal.SIGINT)
    human.settle()
    assert not human.stopped


MALFORMED: list[dict[str, Any]] = [
    {},
    {"t": "answer", "request": "r"},
    {"t": "rearm", "request": 5},
    {"t": "upstream", "n": 1},
    {"t": "agent", "id": "a", "pid": 7, "mode": "tree"},
    {"t": "pending", "request": "r", "kind": "other", "twice": False},
]


def test_messages_outside_the_contract_change_nothing(human: HumanProcess) -> None:
    for message in MALFORMED:
        human.tell(message)
    human._service_socket.send(b"not json")
    human._service_socket.send(b'"text"')
    human.tell_ui({"t": "rearm", "request": None})
    human.tell_ui({"t": "config", "chords": CHORDS})
    human.settle()
    assert {message["t"] for message in human.hear()} == {"ready", "pong"}


def test_descriptors_that_are_not_expected_are_closed(human: HumanProcess) -> None:
    reader, writer = os.pipe()
    human.tell({"t": "ping", "n": 1}, writer)
    human.tell({"t": "upstream", "n": 1}, writer)
    human.tell({"t": "nonsense"}, writer)
    human.settle()
    os.close(writer)
    assert os.read(reader, 1) == b"", "nobody holds the other end"
    os.close(reader)


def test_without_a_ui_it_runs_on(human: HumanProcess, person: Person) -> None:
    human._ui.close()
    human.ask("r1")
    person.chord("ctrl+alt+s")
    assert human.wait("stopped")["how"] == "chord"


def test_a_plain_xvfb_has_nobody_at_it(desktop: VirtualDesktop) -> None:
    reader, writer = os.pipe()
    server = desktop.spawn(["Xvfb", "-displayfd", str(writer), "-noreset", "-nolisten", "tcp"], pass_fds=(writer,))
    os.close(writer)
    with os.fdopen(reader) as said:
        display = f":{said.readline().strip()}"
    with HumanProcess(desktop, env={"DISPLAY": display}) as human:
        assert human.ready["physical"] == []
        assert any("no physical keyboard or mouse" in problem for problem in human.ready["problems"])
        desktop.run(["env", f"DISPLAY={display}", "xdotool", "key", "ctrl+alt+s"])
        human.settle()
        assert not human.stopped
        desktop.end(server)
        assert human.process.wait(20) == 1
        assert human.memory[shared_state.LATCH]
        # Whichever of its connections is the first to go.
        assert human.wait("stopped")["how"] in ("display-lost", "alarm-lost")
        assert human.hear("bypass") == []


def test_without_a_display_it_says_so_and_ends(desktop: VirtualDesktop) -> None:
    human = HumanProcess(desktop, env={"DISPLAY": ":199"})
    (problem,) = human.ready["problems"]
    assert "set DISPLAY and XAUTHORITY" in problem
    assert human.process.wait(20) == 1
    assert human.stopped
    human.close()


def start_alone(memory_bytes: int) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the process without a display, and give our end of its socket."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    memory_fd = os.memfd_create("test", 0)
    os.ftruncate(memory_fd, memory_bytes)
    fds = (theirs.fileno(), os.dup(theirs.fileno()), memory_fd)
    argv = [sys.executable, "-m", "supervisor.human", "--fd", str(fds[0]), "--ui-fd", str(fds[1])]
    process = subprocess.Popen([*argv, "--memory-fd", str(fds[2])], pass_fds=fds, cwd=ROOT, stderr=subprocess.PIPE)
    for fd in fds[1:]:
        os.close(fd)
    theirs.close()
    return process, ours


def test_a_service_that_goes_before_it_configures_us() -> None:
    process, service = start_alone(shared_state.SIZE)
    service.send(b'{"t":"ping","n":1}')
    service.close()
    assert process.communicate(timeout=20)[1] == b""
    assert process.returncode == 0


def test_memory_of_the_wrong_size_is_an_error() -> None:
    process, service = start_alone(0)
    assert b"the shared memory has 0 bytes" in process.communicate(timeout=20)[1]
    assert process.returncode == 1
    service.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_of_our_own_stops_everything_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop fails; nobody could press stop any more."""
    fd = os.memfd_create("latch")
    os.ftruncate(fd, shared_state.SIZE)
    latch = Latch(fd)
    os.close(fd)
    pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(2)]
    chords = {name: Chord.parse(text) for name, text in CHORDS.items()}
    made = Process(Channel(pairs[0][0]), Channel(pairs[1][0]), latch, Configure(chords, 0.7, 500, ()))
    far, near = socket.socketpair()
    made._stop.add_upstream(1, near.detach())

    def fail() -> int:
        raise RuntimeError("a fault")

    monkeypatch.setattr(made._loop, "run", fail)
    monkeypatch.setattr(made, "_take_signals", lambda: None)
    monkeypatch.setenv("DISPLAY", ":199")
    assert made.run([]) == 1
    gc.unfreeze()
    assert latch.stopped
    assert is_shut(far)
    for sock in (far, *pairs[0], *pairs[1]):
        sock.close()


def test_it_runs_before_others_where_that_is_permitted(human: HumanProcess) -> None:
    permitted = subprocess.run(["chrt", "--rr", "1", "true"], capture_output=True, check=False).returncode == 0
    policy = os.sched_getscheduler(human.process.pid)
    assert policy == (os.SCHED_RR if permitted else os.SCHED_OTHER)
