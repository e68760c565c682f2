from __future__ import annotations

import ast
import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractAnimation
from PySide6.QtWidgets import QApplication

import supervisor.ui
from supervisor.ui.bridge import Bridge
from supervisor.ui.mark_window import MarkWindow
from supervisor.ui.shell import Shell
from supervisor.ui.stillness import Caret, is_still
from supervisor.ui.windows import GRANTS, PAST, QUEUE, SETTINGS, WELCOME
from supervisor.ui.xsettings import ANIMATIONS
from tests.support.pixels import MARK, POPUP, Pixels
from tests.support.settings_daemon import announcing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.ui.x_display import XDisplay

MOVES = {"overlay-fading"}
"""What changes a picture though there is nothing new to say."""
TELLS = {
    **dict.fromkeys(
        ("menu-seconds", "queue-ages", "tray-looking"), "brings up to date what is said, once a second at most"
    ),
    **dict.fromkeys(("overlay-on-top", "control-on-top", "popup-on-top"), "keeps in its place what is shown"),
}
"""Other timers that repeat, and what for."""
QT_MOVES = {"QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QScroller", "QMovie", "QGraphicsOpacityEffect"}
SENT = {"t": "mirror", "id": 1, "kind": "click", "x": 300, "y": 200, "state": "sent", "words": "click", "ack": True}
ASKED = {"t": "request", "id": "r1", "kind": "action", "sentence": "Click", "masked": False, "deadline_s": 30}


@pytest.fixture
def look(screen: VirtualDesktop) -> Iterator[Pixels]:
    with Pixels(screen) as pixels:
        pixels.window("#336699", (0, 0, 1280, 800))
        yield pixels


@pytest.fixture
def faded(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:  # noqa: ARG001 - it blinks
    """Give the steps of all marks that fade; carets are put back as they were."""
    steps: list[float] = []
    monkeypatch.setattr(MarkWindow, "fade", lambda _window, opacity: steps.append(opacity))
    caret = Caret()
    yield steps
    caret.rest(still=False)


def repeating() -> set[str]:
    """Give the names of all timers of ours that go on by themselves."""
    found = set()
    for path in Path(supervisor.ui.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "timer":
                once = any(word.arg == "repeats" for word in node.keywords)
                found |= set() if once else {ast.literal_eval(node.args[1])}
    return found


def test_of_every_timer_that_goes_on_by_itself_it_is_known_whether_something_moves() -> None:
    assert repeating() == MOVES | set(TELLS)


def test_nothing_else_of_qt_that_moves_is_used() -> None:
    for path in Path(supervisor.ui.__file__).parent.glob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
        assert not names & QT_MOVES, path


@pytest.mark.parametrize(("wanted", "still"), [("on", True), ("off", False), ("auto", False)])
def test_it_is_as_the_person_wants_it(x11: XDisplay, look: Pixels, wanted: str, *, still: bool) -> None:
    assert is_still(wanted, x11) is still
    with announcing(look.connection, {ANIMATIONS: 0}):
        assert is_still(wanted, x11) is (still or wanted == "auto")


def test_carets_rest_and_blink_again_as_the_desktop_has_it(qapp: QApplication) -> None:
    before = qapp.cursorFlashTime()
    assert before > 0
    caret = Caret()
    caret.rest(still=True)
    assert qapp.cursorFlashTime() == 0
    caret.rest(still=False)
    assert qapp.cursorFlashTime() == before


@pytest.mark.parametrize(
    ("setting", "moves"),
    [(("on", 1), False), (("auto", 0), False), (("auto", 1), True), (("off", 0), True)],
    ids=["on", "auto, a desktop that stands still", "auto", "off, a desktop that stands still"],
)
def test_the_whole_ui_stands_still_or_moves(
    x11: XDisplay, look: Pixels, qtbot: QtBot, faded: list[float], setting: tuple[str, int], *, moves: bool
) -> None:
    wanted, desktop = setting
    service, ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    human, ours_too = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with announcing(look.connection, {ANIMATIONS: desktop}), service, human:
        shell = Shell(Bridge(ours.detach(), "service"), Bridge(ours_too.detach(), "human"), x11)
        shell.start()
        config = {"t": "config", "labels": {}, "settings": {"reduced_motion": wanted}}
        state = {"t": "state", "state": "waiting", "agents": [], "last": [], "note": ""}
        # All that is shown: every window, the question with its time, and a mark that comes to its end.
        assert shell.control is not None
        for window in (QUEUE, PAST, GRANTS, WELCOME, SETTINGS):
            shell.control.wanted.emit(window)
        for message in (config, state, ASKED, SENT):
            service.send(json.dumps(message).encode())
        qtbot.waitUntil(lambda: bool(look.shown(MARK)) and bool(look.shown(POPUP)))
        qtbot.waitUntil(lambda: look.shown(MARK) == [])
        assert bool(faded) is moves
        assert (QApplication.cursorFlashTime() > 0) is moves
        running = [
            animation
            for window in QApplication.topLevelWidgets()
            for animation in window.findChildren(QAbstractAnimation)
            if animation.state() is QAbstractAnimation.State.Running
        ]
        assert running == []
        shell.close()
        x11.sync()
