"""An agent tries to leave by TCP: to a viewer's port of the person's desktop, and to the real X server's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from supervisor.desktop.containment_table import Mechanism
from supervisor.desktop.display import parse_display
from supervisor.desktop.mechanisms import available
from supervisor.desktop.xauthority import find_cookie, read_entries
from tests.attacks.registry import tries
from tests.attacks.yard import POLICY, SETTINGS
from tests.support.relay import relay
from tests.support.supervised import Supervised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.attacks.yard import Yard

pytestmark = pytest.mark.desktop
VNC, X11 = range(5970, 6000), range(6033, 6064)
PRESSES = {"vnc-tcp": ("a", "ctrl+alt+y", "ctrl+alt+r"), "display-tcp": ("press",)}


@pytest.fixture(scope="module")
def ports(desktop: VirtualDesktop) -> Iterator[dict[str, int]]:
    """Give the ports of the person's real desktop, where such servers stand: for viewers, and for X programs."""
    socket = Path(f"/tmp/.X11-unix/X{parse_display(desktop.display).number}")
    with relay(desktop.vnc, VNC) as vnc, relay(socket, X11) as x11:
        yield {"vnc-tcp": vnc, "display-tcp": x11}


@pytest.fixture(scope="module")
def guarded(
    desktop: VirtualDesktop, ports: dict[str, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Supervised]:
    """Give a supervisor whose settings ask for what no setting opens: these very ports."""
    settings = f"{SETTINGS}localhost_ports = {list(ports.values())}\n"
    with Supervised(desktop, tmp_path_factory.mktemp("supervisor") / "home", settings=settings, policy=POLICY) as r:
        r.keep()
        yield r


@pytest.mark.parametrize("route", ["vnc-tcp", "display-tcp"])
@tries("vnc-tcp", "display-tcp")
def test_attack_the_persons_desktop_by_tcp(yard: Yard, ports: dict[str, int], route: str) -> None:
    cookie = find_cookie(
        read_entries(yard.desktop.runtime / "Xauthority"), parse_display(yard.desktop.display).number
    )
    assert cookie
    # Who is not contained gets there; a viewer is the person.
    place = (ports[route], *([cookie.hex()] if route == "display-tcp" else []))
    assert yard.attack(route, *place, options=("--contain=off",)) == ["reached"]
    yard.set_up()
    tree = yard.begin("xtest", "little")
    request = yard.wait_asked()
    second = yard.begin(route, *place, *PRESSES[route])
    said = yard.supervised.finish(second.run)[1]
    if Mechanism.NETWORK not in available():
        # Nothing is promised but that it is told.
        started = [row["outcome"] for row in yard.rows if row["event"] == "agent_started"]
        assert all({"display-tcp", "local-servers"} <= set(words(str(row["containment"]))) for row in started)
        assert not any(row["contained"] for row in started)
        return
    assert "Connection refused" in said, said
    assert yard.supervised.status()["requests"] == [request]
    yard.reject_all(tree.run)
    yard.nothing_was_won()


def words(containment: str) -> list[str]:
    """Give what `partly contained (open: …)` names."""
    return containment.partition("open: ")[2].rstrip(")").split(", ")
