from __future__ import annotations

import struct
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.ext import res, xtest

from tests.support.bypass import ROUTES, Past, client_number, send_extension_event
from tests.support.connect import connect
from tests.support.human_process import HumanProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def human(desktop: VirtualDesktop) -> Iterator[HumanProcess]:
    """Give the process, ready."""
    with HumanProcess(desktop) as running:
        yield running


@pytest.mark.parametrize("route", list(ROUTES))
def test_input_of_an_agents_process_stops_everything(
    human: HumanProcess, desktop: VirtualDesktop, xtest_agent: Path, route: str
) -> None:
    with Past(desktop, human, xtest_agent) as past:
        before_ns = past.do(ROUTES[route])
        bypass = human.wait("bypass")
        assert (bypass["why"], bypass["agent"]) == ("agent", "helper")
        assert (bypass["executable"], bypass["t_ns"] > before_ns) == (str(xtest_agent), True)
        stopped = human.wait("stopped")
        assert (stopped["how"], stopped["t_ns"]) == ("bypass", bypass["t_ns"])
        assert human.stopped
        assert human.wait("stop_done")["killed_ns"]


def test_holding_the_server_hides_nothing(human: HumanProcess, desktop: VirtualDesktop, xtest_agent: Path) -> None:
    with Past(desktop, human, xtest_agent) as past:
        past.do("grab server")
        past.do("key a")
        assert human.wait("bypass")["why"] == "agent"
        human.wait("stopped")


def test_the_persons_programs_do_not_ring_and_are_noted(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, xtest_agent: Path
) -> None:
    with Past(desktop, human, xtest_agent):
        for _ in range(5):
            desktop.run(["xdotool", "mousemove", "20", "20", "key", "a", "click", "3"])
        person.tap("a")
        person.move(30, 30)
        assert human.wait("foreign")["executable"].endswith("xdotool")
        human.settle()
        assert human.hear("bypass") == []
        assert len(human.hear("foreign")) == 1
        assert not human.stopped


def test_input_on_a_connection_of_the_gate_that_is_not_its_outlet_rings(
    human: HumanProcess, desktop: VirtualDesktop
) -> None:
    outlet, forwarded = connect(desktop), connect(desktop)
    human.tell({"t": "outlet", "client": client_number(outlet)})
    human.settle()
    for kind in (X.KeyPress, X.KeyRelease):
        xtest.fake_input(outlet, kind, 38)
    outlet.screen().root.warp_pointer(5, 5)
    outlet.sync()
    human.settle()
    assert human.hear("bypass") == []
    send_extension_event(forwarded)
    bypass = human.wait("bypass")
    assert (bypass["why"], bypass["what"]) == ("forwarded", "send_extension_event")
    human.wait("stopped")
    outlet.close()


def test_what_human_itself_lets_go_does_not_ring(human: HumanProcess, desktop: VirtualDesktop) -> None:
    desktop.run(["xdotool", "keydown", "shift"])
    human.tell({"t": "stop", "how": "command"})
    assert human.wait("stop_done")["released_ns"]
    human.settle()
    assert human.hear("bypass") == []


@pytest.mark.parametrize("how", ["disable", "free", "kill"])
def test_who_ends_the_recording_stops_everything_for_good(desktop: VirtualDesktop, how: str) -> None:
    human = HumanProcess(desktop)
    display = connect(desktop)
    opcode = display.display.get_extension_major("RECORD")
    ids = display.res_query_client_ids([{"client": 0, "mask": res.LocalClientPIDMask}]).ids
    clients = [each.spec["client"] for each in ids if list(each.value) == [human.process.pid]]
    assert len(clients) > 3
    major, minor = {"disable": (opcode, 6), "free": (opcode, 7), "kill": (113, 0)}[how]
    # As an attacker, who does not know which of its clients it is, nor which resource: most of it is refused.
    resources = [client + low for client in clients for low in range(8)]
    display.display.socket.sendall(b"".join(struct.pack("=BBHI", major, minor, 2, each) for each in resources))
    assert human.wait("stopped")["how"] in ("bypass", "alarm-lost", "display-lost")
    assert human.process.wait(20) == 1
    display.display.socket.close()
    human.close()


def chord(desktop: VirtualDesktop, program: Path, letter: str) -> None:
    """Have a program that stays connected for a while type Ctrl+Alt and a letter."""
    keys = ("Control_L", "Alt_L", letter)
    downs, ups = [f"keydown {key}" for key in keys], [f"keyup {key}" for key in reversed(keys)]
    desktop.run([str(program), "say here", "sleep 60", *downs, "flush", *ups, "sleep 60"])


def answered(
    human: HumanProcess, desktop: VirtualDesktop, program: Path, before: Callable[[], None] = lambda: None
) -> list[dict[str, Any]]:
    """Ask, have a program answer with yes a few times after the question has stood long enough; give the answers.

    Args:
        human: Who hears them.
        desktop: Where.
        program: What answers.
        before: Called before each of its answers.
    """
    human.ask("r1")
    human.show("r1")
    human.wait_swallowing()
    for _ in range(6):
        before()
        chord(desktop, program, "y")
        human.settle()
    return human.hear("answer")


def test_a_trusted_program_is_the_persons_hand(desktop: VirtualDesktop, xtest_agent: Path) -> None:
    with HumanProcess(desktop, trusted=[str(xtest_agent)]) as human:
        (answer, *_) = answered(human, desktop, xtest_agent)
        assert (answer["request"], answer["verdict"]) == ("r1", "approve")
        assert answer["device"] == f"{xtest_agent} (trusted)"
        assert human.hear("foreign") == []
        chord(desktop, xtest_agent, "s")
        assert human.wait("stopped")["device"] == f"{xtest_agent} (trusted)"


def test_a_program_that_is_not_trusted_is_not(
    human: HumanProcess, desktop: VirtualDesktop, xtest_agent: Path
) -> None:
    assert answered(human, desktop, xtest_agent) == []
    chord(desktop, xtest_agent, "s")
    human.settle()
    assert not human.stopped


def test_an_agent_with_the_program_that_is_trusted_is_still_an_agent(
    desktop: VirtualDesktop, xtest_agent: Path
) -> None:
    with HumanProcess(desktop, trusted=[str(xtest_agent)]) as human, Past(desktop, human, xtest_agent) as past:
        past.do("key Control_L+Alt_L+y")
        assert human.wait("bypass")["why"] == "agent"


def test_what_follows_an_agents_input_is_not_the_persons(desktop: VirtualDesktop, xtest_agent: Path) -> None:
    """It may have clicked on the tool's keys. Stopping stays allowed."""
    outlet = connect(desktop)
    with HumanProcess(desktop, trusted=[str(xtest_agent)]) as human:
        human.tell({"t": "outlet", "client": client_number(outlet)})
        human.settle()

        def agent() -> None:
            xtest.fake_input(outlet, X.MotionNotify, x=50, y=50)
            outlet.sync()

        assert answered(human, desktop, xtest_agent, agent) == []
        agent()
        chord(desktop, xtest_agent, "s")
        assert human.wait("stopped")["how"] == "chord"
    outlet.close()


def test_the_keys_of_two_programs_make_no_chord(desktop: VirtualDesktop, xtest_agent: Path) -> None:
    """An agent's key between those of the tool is not the tool's, although all come from one device."""
    outlet = connect(desktop)
    with HumanProcess(desktop, trusted=[str(xtest_agent)]) as human:
        human.tell({"t": "outlet", "client": client_number(outlet)})
        human.settle()
        tool = desktop.spawn(
            [str(xtest_agent), "say here", "sleep 60", "keydown Control_L", "keydown Alt_L", "say held", "wait"],
            stdout=subprocess.PIPE,
        )
        assert tool.stdout
        while b"held" not in tool.stdout.readline():
            pass
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(outlet, kind, 39)  # s
        outlet.sync()
        human.settle()
        assert not human.stopped
        desktop.end(tool)
    outlet.close()
