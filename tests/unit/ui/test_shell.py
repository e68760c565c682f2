from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from supervisor.ui.bridge import Bridge
from supervisor.ui.shell import Shell
from supervisor.ui.theme import DARK
from tests.support.pixels import CONTROL, MARK, POPUP, Pixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay

MIRROR = {
    "t": "mirror",
    "id": 1,
    "kind": "click",
    "x": 300,
    "y": 200,
    "state": "coming",
    "words": "click",
    "ack": True,
}
REQUEST = {"t": "request", "id": "r1", "kind": "action", "sentence": "Click", "masked": False, "point": [300, 200]}


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        yield pixels


class Ends:
    """The other ends of a shell."""

    def __init__(self, x11: XDisplay, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.service, ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.human, ours_too = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.service.setblocking(False)
        self.human.setblocking(False)
        self.heard: list[dict[str, Any]] = []
        self.shell = Shell(Bridge(ours.detach(), "service"), Bridge(ours_too.detach(), "human"), x11)

    def send(self, message: dict[str, Any]) -> None:
        self.service.send(json.dumps(message).encode())

    def expect(self, kind: str, peer: str = "service") -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def arrived() -> bool:
            try:
                self.heard.append(json.loads(getattr(self, peer).recv(60_000)))
            except BlockingIOError:
                return False
            found.extend(message for message in self.heard[-1:] if message["t"] == kind)
            return bool(found)

        self._qtbot.waitUntil(arrived)
        return found[0]


@pytest.fixture
def ends(x11: XDisplay, look: Pixels, qtbot: QtBot) -> Iterator[Ends]:  # noqa: ARG001 - the ground comes first
    made = Ends(x11, qtbot)
    made.shell.start()
    yield made
    made.shell.close()
    made.service.close()
    made.human.close()
    x11.sync()


def test_it_says_that_it_is_ready_and_what_the_desktop_has(ends: Ends) -> None:
    ready = ends.expect("ready")
    bases = ready.pop("bases")
    assert ready == {"t": "ready", "tray": False, "composited": False}
    assert len(set(bases)) == 2


def test_mirrors_are_drawn_and_told(ends: Ends, look: Pixels, qtbot: QtBot) -> None:
    ends.send(MIRROR)
    assert ends.expect("drawn") == {"t": "drawn", "id": 1}
    assert len(look.shown(MARK)) == 2
    ends.send({"t": "mirror_off", "id": 1})
    qtbot.waitUntil(lambda: look.shown(MARK) == [])


def test_requests_are_asked_and_both_are_told(ends: Ends, look: Pixels, qtbot: QtBot) -> None:
    ends.send(REQUEST)
    assert ends.expect("shown") == {"t": "shown", "id": "r1"}
    assert ends.expect("popup", "human")["window"] == look.shown(POPUP)[0].id
    ends.send({"t": "request_closed", "id": "r1", "outcome": "rejected"})
    assert ends.expect("popup_gone", "human") == {"t": "popup_gone", "request": "r1"}
    qtbot.waitUntil(lambda: look.shown(POPUP) == [])


def test_what_a_test_of_attention_was_is_said_where_it_was(ends: Ends, look: Pixels, qtbot: QtBot) -> None:
    ends.send(REQUEST)
    ends.expect("popup", "human")
    ends.send({"t": "request_closed", "id": "r1", "outcome": "missed"})
    qtbot.waitUntil(lambda: len(look.shown("agent-supervisor: too late")) == 1)
    assert look.shown(POPUP) == []


def test_a_ping_is_answered(ends: Ends) -> None:
    ends.send({"t": "ping", "n": 5})
    assert ends.expect("pong") == {"t": "pong", "n": 5}


def test_without_a_tray_the_control_is_there_and_what_it_wants_is_told(
    ends: Ends, look: Pixels, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(look.shown(CONTROL)) == 1)
    assert ends.shell.control is not None
    ends.shell.control.wanted.emit("stop")
    assert ends.expect("want") == {"t": "want", "what": "stop"}


def test_agents_do_not_read_the_dial_off_the_screen(ends: Ends, qtbot: QtBot) -> None:
    level = "approval-gates"
    dial = {"agent": "", "level": level, "lasting": level, "highest": level}
    ends.send({"t": "state", "state": "idle", "autonomy": {"dials": [dial]}})
    control = ends.shell.control
    assert control is not None
    qtbot.waitUntil(lambda: bool(control.menu.findChildren(QMenu)))
    (levels,) = control.menu.findChildren(QMenu)
    levels.popup(QPoint(100, 100))
    qtbot.waitUntil(lambda: ends.expect("cover")["id"] == "control-levels-0")
    levels.close()
    qtbot.waitUntil(lambda: ends.expect("uncover")["id"] == "control-levels-0")


def test_stop_clears_the_screen_of_marks(ends: Ends, look: Pixels, qtbot: QtBot) -> None:
    ends.send({**MIRROR, "state": "held"})
    ends.expect("drawn")
    ends.send({"t": "state", "state": "stopped", "agents": [], "last": [], "note": ""})
    qtbot.waitUntil(lambda: look.shown(MARK) == [])


@pytest.mark.parametrize(("state", "after"), [("waiting", True), ("stopped", False), ("paused", False)])
def test_a_question_goes_before_what_tells_that_there_is_one(
    ends: Ends, look: Pixels, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, state: str, *, after: bool
) -> None:
    control = ends.shell.control
    assert control is not None
    displayed: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        control, "display", lambda shown, _labels: displayed.append((shown.activity.value, bool(look.shown(POPUP))))
    )
    ends.send(REQUEST)
    ends.send({"t": "state", "state": state, "waiting": 1})
    qtbot.waitUntil(lambda: displayed == [(state, after)])
    ends.expect("shown")


def test_what_was_not_told_yet_is_told_when_the_question_has_gone(
    ends: Ends, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = ends.shell.control
    assert control is not None
    displayed: list[str] = []
    monkeypatch.setattr(control, "display", lambda shown, _labels: displayed.append(shown.activity.value))
    ends.send(REQUEST)
    ends.send({"t": "state", "state": "waiting", "waiting": 1})
    ends.send({"t": "request_closed", "id": "r1", "outcome": "expired"})
    qtbot.waitUntil(lambda: displayed == ["waiting"])


def test_colours_can_be_chosen(ends: Ends, look: Pixels) -> None:
    ends.send({"t": "config", "labels": {}, "settings": {"color_scheme": "dark"}})
    ends.send(MIRROR)
    ends.expect("drawn")
    assert any(look.count(DARK.ground, window.rect) > 300 for window in look.shown(MARK))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"t": "mirror", "id": 1},
        {"t": "mirror_off"},
        {"t": "mirror_off", "id": "x"},
        {"t": "request", "id": None},
        {"t": "request_closed"},
        {"t": "state", "state": "?"},
        {"t": "config", "labels": 5},
        {"t": "ping"},
        {"t": "unheard of"},
    ],
)
def test_what_makes_no_sense_is_dropped_and_told_on_standard_error(
    ends: Ends, nonsense: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    ends.send(nonsense)
    ends.send({"t": "ping", "n": 1})
    ends.expect("pong")
    assert "drawn" not in {message["t"] for message in ends.heard}
    assert capsys.readouterr().err.startswith("ui: ")


def test_goodbye_and_the_end_of_the_service_finish_it(ends: Ends, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ends.shell.finished):
        ends.send({"t": "bye"})
    with qtbot.waitSignal(ends.shell.finished):
        ends.service.close()


def test_the_end_of_human_does_not_finish_it(ends: Ends, qtbot: QtBot) -> None:
    """The service sees to that one; what is on the screen stays true."""
    with qtbot.assertNotEmitted(ends.shell.finished):
        ends.human.close()
        ends.send(MIRROR)
        ends.expect("drawn")


def test_a_batch_is_on_the_screen_but_for_a_question_and_for_an_agent_at_work(
    ends: Ends, look: Pixels, qtbot: QtBot
) -> None:
    card = "agent-supervisor: batch"
    ends.send({"t": "batch", "agents": [["tidy", 14]], "card": True})
    assert ends.expect("batch_shown") == {"t": "batch_shown"}
    qtbot.waitUntil(lambda: len(look.shown(card)) == 1)
    ends.send(REQUEST)
    ends.expect("shown")
    qtbot.waitUntil(lambda: look.shown(card) == [])
    ends.send({"t": "request_closed", "id": "r1", "outcome": "rejected"})
    qtbot.waitUntil(lambda: len(look.shown(card)) == 1)
    ends.send({"t": "state", "state": "working"})
    qtbot.waitUntil(lambda: look.shown(card) == [])
    ends.send({"t": "batch", "agents": [["tidy", 2]], "card": True})
    qtbot.waitUntil(lambda: len(look.shown(card)) == 1)
    ends.send({"t": "review_open"})
    qtbot.waitUntil(lambda: look.shown(card) == [])
