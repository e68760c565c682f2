"""An agent tries to leave by the machine's other doors: displays, viewers, buses, sockets, the supervisor's own."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.display import parse_display
from supervisor.desktop.landlock import scope_available
from supervisor.desktop.launcher import namespace_available
from supervisor.desktop.mechanisms import available
from supervisor.desktop.xauthority import find_cookie, read_entries
from supervisor.intake.control import short_path
from tests.attacks.registry import tries
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attacks.yard import Yard

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not (namespace_available() and scope_available()), reason="needs bubblewrap and Landlock 6"),
]
no_network = pytest.mark.skipif(Mechanism.NETWORK not in available(), reason="needs pasta")


@pytest.fixture
def port() -> Iterator[int]:
    """Give a port of this machine on which a program of the person's listens, as a VNC or X server would."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@tries("display-socket", "display-abstract")
def test_attack_the_real_display_by_its_path_and_its_abstract_name(yard: Yard, port: int) -> None:
    number = parse_display(yard.desktop.display).number
    cookie = find_cookie(read_entries(yard.desktop.runtime / "Xauthority"), number)
    assert cookie
    free = yard.attack("display", number, cookie.hex(), port, options=("--contain=off",))
    assert [line.startswith(("path: reached", "abstract: reached")) for line in free[:2]] == [True, True], free
    held = yard.attack("display", number, cookie.hex(), port)
    assert not [line for line in held[:2] if "reached" in line], held
    yard.nothing_was_won()


@tries("vnc-socket")
def test_attack_a_viewer_whose_keys_are_the_persons(yard: Yard, port: int) -> None:
    free = yard.attack("vnc", yard.desktop.vnc, port, options=("--contain=off",))
    assert free[0].startswith("socket: reached RFB"), free
    held = yard.attack("vnc", yard.desktop.vnc, port)
    assert "reached" not in held[0], held
    yard.nothing_was_won()


@tries("buses")
def test_attack_the_buses_of_the_session(yard: Yard) -> None:
    session = yard.desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.a11y.Bus", "/org/a11y/bus"]
    elements = yard.desktop.run([*ask, "org.a11y.Bus.GetAddress"]).strip()
    free = yard.attack("bus", session, elements, options=("--contain=off",))
    assert any("org.a11y.Bus" in line for line in free), free
    held = yard.attack("bus", session, elements)
    # The person's session is not there; on the bus of elements are the registry and the agent alone.
    assert not [line for line in held if line.startswith(session)], held
    others = {line.split('"')[1] for line in free if line.startswith(elements) and '":' in line}
    assert len(others) > 1
    assert len({line.split('"')[1] for line in held if '":' in line}) < len(others), held
    assert "systemd-run 0" not in held
    yard.nothing_was_won()


@tries("sockets")
def test_attack_sockets_of_programs_that_start_programs(yard: Yard) -> None:
    """Those that a machine may have; one of the person's own is made for the test."""
    own = yard.desktop.folder / "home/own.sock"
    known = [f"/run/user/{os.getuid()}/systemd/private", f"/run/user/{os.getuid()}/bus", "/run/systemd/private"]
    known += [
        "/run/dbus/system_bus_socket",
        "/run/docker.sock",
        str(yard.desktop.vnc),
        str(yard.desktop.runtime / "bus"),
    ]
    with socket.socket(socket.AF_UNIX) as listener:
        with short_path(own) as name:
            listener.bind(name)
        listener.listen()
        free = yard.attack("connect", own, *known, options=("--contain=off",))
        assert f"{own} stream: reached" in free, free
        held = yard.attack("connect", own, *known)
    assert len(held) == len(free)
    # The bus at the place of the session's is the agent's own.
    mine = str(yard.desktop.runtime / "bus")
    assert not [line for line in held if "reached" in line and not line.startswith(mine)], held
    yard.nothing_was_won()


@tries("control-socket")
def test_attack_the_control_socket_in_every_role(yard: Yard) -> None:
    other = yard.begin("stay")
    wait_for(lambda: len(yard.supervised.status()["agents"]) == 1, "the other agent")
    said = yard.attack("roles-but-stop", yard.paths.of_display(yard.desktop.display).control)
    assert len(said) > 9, said
    (served,) = [line for line in said if "refused" not in line and "{" in line]
    # Its own status, and nothing of the other's.
    assert served.startswith("status: ")
    assert served.count('"name"') <= 1
    yard.nothing_was_won()
    assert other.run.poll() is None
    other.run.kill()


@tries("control-socket-stop")
def test_attack_an_agent_stops_the_supervisor_and_the_other_agents(yard: Yard) -> None:
    """Stopping itself is always allowed; that is what it gets."""
    other = yard.begin("stay")
    wait_for(lambda: len(yard.supervised.status()["agents"]) == 1, "the other agent")
    mine = yard.begin("roles", yard.paths.of_display(yard.desktop.display).control)
    status, said = yard.supervised.finish(mine.run)
    assert status != 0
    assert "stopped itself" in said
    assert yard.supervised.status()["state"] != "stopped"
    assert other.run.poll() is None
    yard.nothing_was_won()
    other.run.kill()


@tries("control-socket-outside")
def test_attack_forged_answers_of_a_program_that_is_not_contained(yard: Yard) -> None:
    """It reaches the socket like any program of the person's; what loosens is at most asked."""
    tree = yard.begin("xtest", "little")
    request = yard.wait_asked()
    control = yard.paths.of_display(yard.desktop.display).control
    said = yard.attack_beside("roles-but-stop", control)
    assert said
    assert request in yard.supervised.status()["requests"], "nobody answered it"
    yard.reject_all(tree.run)
    yard.nothing_was_won()


@tries("shared-memory")
def test_attack_descriptors_of_pictures_do_no_harm(yard: Yard) -> None:
    service = Path(f"/proc/{yard.supervised.service_pid()}/fd")
    before = len(list(service.iterdir()))
    said = yard.attack("shared-memory")
    # They arrived, and none of them stayed with the service.
    assert said[0] == "shm took a picture True", said
    wait_for(lambda: len(list(service.iterdir())) <= before, "the descriptors to be closed")
    yard.nothing_was_won()
