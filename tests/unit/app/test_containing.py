from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from supervisor.app import containing
from supervisor.app.containing import ContainmentError, contain
from supervisor.app.paths import Paths
from supervisor.desktop.containment import Box
from supervisor.desktop.containment_table import OFF, Contain, Mechanism
from supervisor.desktop.covers import Renewal
from supervisor.desktop.launcher import LaunchError, namespace_available
from supervisor.desktop.local_network import Network, NetworkError
from supervisor.desktop.mounting import Cover

if TYPE_CHECKING:
    from supervisor.app.containing import Containment
    from supervisor.desktop.launcher import StartedAgent

needs_namespace = pytest.mark.skipif(not namespace_available(), reason="needs bubblewrap")
ALL = frozenset(Mechanism)
ANSWER = {"number": 90, "xauthority": "/run/ours/xauthority-90", "agent": "a"}


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> set[Mechanism]:
    """Give the mechanisms of a pretended machine, to be changed."""
    offered = set(ALL)
    monkeypatch.setattr(containing, "available", lambda: frozenset(offered))
    return offered


@pytest.mark.usefixtures("machine")
def test_with_everything_it_is_contained() -> None:
    for wanted in (Contain.AUTO, Contain.STRICT):
        found = contain(wanted, {})
        assert (found.missing, found.boxed) == ((), True)
        assert found.sentence("a") == "`a` is supervised and contained"


def test_strict_refuses_in_one_sentence_with_the_remedy(machine: set[Mechanism]) -> None:
    machine.discard(Mechanism.NETWORK)
    with pytest.raises(ContainmentError, match=r"cannot close .*: install `passt`.*`--contain=auto`"):
        contain(Contain.STRICT, {})


def test_auto_goes_on_and_says_what_is_open(machine: set[Mechanism]) -> None:
    machine.discard(Mechanism.NETWORK)
    found = contain(Contain.AUTO, {})
    assert found.missing == ("display-tcp", "local-servers")
    assert "partly contained (open: display-tcp, local-servers)" in found.sentence("a")


def test_a_machine_with_nothing_is_not_contained(machine: set[Mechanism]) -> None:
    machine.clear()
    machine.add(Mechanism.ENVIRONMENT)
    found = contain(Contain.AUTO, {})
    assert not found.boxed
    assert "it is not contained" in found.sentence("a")


@pytest.mark.usefixtures("machine")
def test_input_methods_work_through_the_x_protocol() -> None:
    found = contain(Contain.AUTO, {})
    assert found.environment({"GTK_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}, ANSWER)["GTK_IM_MODULE"] == "xim"
    assert found.environment({"GTK_IM_MODULE": "cedilla"}, ANSWER)["GTK_IM_MODULE"] == "cedilla"
    off = contain(Contain.OFF, {}).environment({"GTK_IM_MODULE": "ibus"}, ANSWER)
    assert off["GTK_IM_MODULE"] == "ibus"


@pytest.mark.usefixtures("machine")
def test_on_wayland_only_off_starts() -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    for wanted in (Contain.AUTO, Contain.STRICT):
        with pytest.raises(ContainmentError, match="Wayland"):
            contain(wanted, environ)
    assert contain(Contain.OFF, environ).missing == OFF


def test_off_keeps_the_environment_but_for_the_display() -> None:
    off = contain(Contain.OFF, {})
    env = off.environment({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/b", "WAYLAND_DISPLAY": "w"}, ANSWER)
    assert env["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/b"
    assert "WAYLAND_DISPLAY" not in env
    assert (env["DISPLAY"], env["XAUTHORITY"]) == (":90", "/run/ours/xauthority-90")


@pytest.mark.usefixtures("machine")
def test_contained_the_real_session_is_not_named() -> None:
    env = contain(Contain.AUTO, {}).environment(
        {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/b", "XAUTHORITY": "/real", "HOME": "/h"}, ANSWER
    )
    assert env == {
        "HOME": "/h",
        "DISPLAY": ":90",
        "XAUTHORITY": "/run/ours/xauthority-90",
        "AGENT_SUPERVISOR_AGENT": "a",
    }


class Tried:
    """Boxes of which the first ones cannot be made: what they cover has gone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fails: int) -> None:
        self.boxes = 0
        self._fails = fails
        self._gone = str(tmp_path / "gone")
        self._paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "run")))
        monkeypatch.setattr(containing, "build_box", self._box)

    def _box(self, *_given: object, **_named: object) -> Box:
        self.boxes += 1
        return Box(["--ro-bind", self._gone, self._gone] if self.boxes <= self._fails else [], ())

    def start(self, contained: Containment) -> None:
        environ = {"PATH": os.environ["PATH"]}
        agent = contained.start(["true"], environ, paths=self._paths, display=":0", answer=ANSWER)
        agent.release()
        assert agent.wait(30) == 0
        agent.close()


@needs_namespace
@pytest.mark.parametrize(("fails", "tries"), [(1, 2), (2, 3), (5, 3)])
def test_what_went_while_it_was_covered_is_left_out_at_the_next_try(
    machine: set[Mechanism], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fails: int, tries: int
) -> None:
    machine.discard(Mechanism.NETWORK)
    tried, contained = Tried(monkeypatch, tmp_path, fails), contain(Contain.AUTO, {})
    if fails >= tries:
        with pytest.raises(LaunchError):
            tried.start(contained)
    else:
        tried.start(contained)
    assert tried.boxes == tries


@needs_namespace
@pytest.mark.usefixtures("machine")
def test_attack_a_box_that_cannot_be_made_costs_no_other_mechanism(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried, contained = Tried(monkeypatch, tmp_path, 1), contain(Contain.AUTO, {})

    def connect(_init: int, _ports: object) -> Network:
        if tried.boxes == 1:
            raise NetworkError("the namespace has gone")
        return Network(-1)

    monkeypatch.setattr(containing, "connect", connect)
    tried.start(contained)
    contained.close()
    assert contained.missing == ()


@needs_namespace
@pytest.mark.usefixtures("machine")
def test_a_network_that_cannot_be_made_is_done_without_and_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def connect(_init: int, _ports: object) -> Network:
        raise NetworkError("no tun")

    monkeypatch.setattr(containing, "connect", connect)
    contained = contain(Contain.AUTO, {})
    Tried(monkeypatch, tmp_path, 0).start(contained)
    assert contained.missing == ("display-tcp", "local-servers")
    assert "no tun" in contained.sentence("a")
    strict = contain(Contain.STRICT, {})
    with pytest.raises(LaunchError, match="no tun"):
        Tried(monkeypatch, tmp_path, 0).start(strict)


@pytest.mark.parametrize("wanted", [Contain.AUTO, Contain.OFF])
@pytest.mark.usefixtures("machine")
def test_the_judges_key_is_taken_out_of_the_environment_whatever_is_wanted(wanted: Contain) -> None:
    environ = {"JUDGE_KEY": "sk-x", "OTHER_KEY": "its own"}
    inside = contain(wanted, environ).environment(environ, ANSWER | {"hidden": ["JUDGE_KEY"]})
    assert "JUDGE_KEY" not in inside
    assert inside["OTHER_KEY"] == "its own"


@pytest.mark.usefixtures("machine")
def test_what_cannot_be_protected_again_is_missing_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Renewal(lost=(Cover(None, Path("/h/sockets"), "sockets"),))

    class Finding:
        watches: tuple[object, ...] = ()
        wait_s = 1.0

        def __init__(self, *_arguments: object) -> None:
            pass

        def look(self) -> Renewal:
            return lost

        def close(self) -> None:
            pass

    monkeypatch.setattr(containing, "Covers", Finding)
    found = contain(Contain.AUTO, {})
    assert (found.watches, found.wait_s, found.renew()) == ((), None, Renewal())
    found.released(cast("StartedAgent", SimpleNamespace(pid=1)))
    assert (found.missing, found.wait_s) == ((), 1.0)
    assert found.renew() == lost
    assert found.missing == ("sockets",)
    found.close()
