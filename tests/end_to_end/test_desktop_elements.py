"""Elements of real programs: GTK, VTE and Qt; and of one that hangs."""

from __future__ import annotations

import asyncio
import select
import signal
import subprocess
import sys
from time import monotonic
from typing import TYPE_CHECKING, Literal

import pytest

from supervisor.core.action import Point
from supervisor.desktop.accessibility import Accessibility
from supervisor.desktop.atspi_bus import REGISTRY, ROOT, AtspiBus, Node
from supervisor.desktop.windows import Windows
from tests.support.accessible import Accessible
from tests.support.programs import PROMPT, Program, mousepad, terminal, thunar
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.core.context import Element, Window
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop

Answer = tuple["Element | None", str]

_QT = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu
app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("qt window")
secret = QLineEdit("hunter2")
secret.setEchoMode(QLineEdit.EchoMode.Password)
secret.setAccessibleName("Passphrase")
window.setCentralWidget(secret)
menu = window.menuBar().addMenu("Disk")
menu.addAction("Erase disk")
window.setGeometry(150, 150, 300, 120)
window.show()
secret.setFocus()
sys.exit(app.exec())
"""


class Looking:
    """Asks as the engine does, and waits for the descriptor as its loop does."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self.windows = Windows(environ=desktop.env)
        self.accessibility = Accessibility(desktop.env)
        self.accessibility.start()
        assert self.accessibility.wait_ready(30)

    def close(self) -> None:
        self.accessibility.stop()
        self.windows.close()

    def ask(
        self, kind: Literal["point", "focus"], window: Window, point: Point | None, budget_s: float
    ) -> tuple[Element | None, str]:
        answers: list[tuple[Element | None, str]] = []
        self.accessibility.request(kind, window, point, budget_s, lambda element, why: answers.append((element, why)))
        deadline = monotonic() + 30
        while not answers:
            assert select.select([self.accessibility], [], [], max(0, deadline - monotonic()))[0]
            self.accessibility.dispatch()
        return answers[0]

    def at(self, x: int, y: int) -> Element | None:
        window = self.windows.window_at(Point(x, y))
        assert window is not None
        return self.ask("point", window, Point(x, y), 10)[0]

    def in_focus(self) -> Element | None:
        window = self.windows.focused()
        # Between two programs nothing has the focus for a moment.
        return self.ask("focus", window, None, 10)[0] if window is not None else None

    def wait_focus(self, role: str, name: str = "", text: str = "") -> Element:
        def look() -> Element | None:
            found = self.in_focus()
            fits = found is not None and found.role == role and name in found.name and text in found.text
            return found if fits else None

        return wait_for(look, f"the focus in a `{role}` named `{name}` with `{text}`")


@pytest.fixture(scope="module")
def looking(desktop: VirtualDesktop) -> Iterator[Looking]:
    asking = Looking(desktop)
    yield asking
    asking.close()


def test_every_item_of_an_open_context_menu_and_its_submenu(
    desktop: VirtualDesktop, looking: Looking, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    seen = Accessible(desktop)
    with thunar(desktop, tmp_path) as files:
        x, y = files.element(role="table cell", name="a.txt").centre
        file = looking.at(x, y)
        assert file is not None
        assert (file.name, file.role) == ("a.txt", "table cell")
        person.click(x, y, button=3)
        seen.wait(role="menu item", name="Cut", application="[Tt]hunar")
        items = [
            e for e in seen.find_all(role="menu item", application="[Tt]hunar") if e.rect[2] > 1 and not e.window
        ]
        assert len(items) >= 5
        for item in items:
            found = looking.at(*item.centre)
            assert found is not None, item
            assert (found.name, found.role) == (item.name, "menu item")
        # “Open With” is a submenu only where two programs are known for the file.
        submenu = seen.wait(role="menu", name="Send To", application="[Tt]hunar")
        person.move(*submenu.centre)
        desktop_link = seen.wait(role="menu item", name="Desktop.*", application="[Tt]hunar")
        found = looking.at(*desktop_link.centre)
        assert found is not None
        assert found.name == desktop_link.name
        assert "Send To" in found.path
        person.tap("Escape")
        person.tap("Escape")


def test_how_many_files_a_key_or_a_menu_would_act_on(
    desktop: VirtualDesktop, looking: Looking, person: Person, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    seen = Accessible(desktop)
    with thunar(desktop, tmp_path) as files:
        place = files.element(role="table cell", name="b.txt").centre

        def selected() -> tuple[int | None, tuple[str, ...]] | None:
            found = looking.in_focus()
            return (found.selected, found.selected_names) if found is not None else None

        person.click(*place)
        wait_for(lambda: selected() == (1, ("b.txt",)), "one file to be selected")
        person.chord("ctrl+a")
        wait_for(lambda: selected() == (3, ("a.txt", "b.txt")), "all files to be selected")
        person.click(*place, button=3)
        item = seen.wait(role="menu item", name="Delete", application="[Tt]hunar")
        found = looking.at(*item.centre)
        assert found is not None
        assert (found.name, found.selected, found.selected_names) == ("Delete", 3, ("a.txt", "b.txt"))
        person.tap("Escape")


def test_keys_go_to_the_item_that_an_open_menu_has_selected(
    desktop: VirtualDesktop, looking: Looking, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("a")
    with thunar(desktop, tmp_path) as files:
        person.click(*files.element(role="table cell", name="a.txt").centre, button=3)
        Accessible(desktop).wait(role="menu item", name="Cut", application="[Tt]hunar")
        person.tap("Up")
        looking.wait_focus("menu item", "Properties")
        person.tap("Escape")


def test_a_dialog_is_known_by_its_words(
    desktop: VirtualDesktop, looking: Looking, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "precious.txt").write_text("a")
    with thunar(desktop, tmp_path) as files:
        x, y = files.element(role="table cell", name="precious.txt").centre

        def chosen() -> bool:
            # Thunar forgets a choice that is made while it still fills the list.
            person.click(x, y)
            return (file := looking.at(x, y)) is not None and "selected" in file.states

        wait_for(chosen, "the file to be chosen")
        person.chord("shift+Delete")
        delete = Accessible(desktop).wait(role="push button", name="Delete", application="[Tt]hunar")
        found = looking.at(*delete.centre)
        assert found is not None
        assert (found.name, found.role) == ("Delete", "push button")
        assert "permanently delete" in found.dialog_text
        assert "precious.txt" in found.dialog_text
        assert looking.wait_focus("push button").dialog_text == found.dialog_text
        person.tap("Escape")
        assert (tmp_path / "precious.txt").exists()


def test_the_focused_line_of_an_editor_and_of_a_vte_terminal(
    desktop: VirtualDesktop, looking: Looking, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("first line\nsecond line\n")
    with mousepad(desktop, tmp_path / "notes.txt"):
        looking.wait_focus("text", text="first line")
        person.tap("Down")
        looking.wait_focus("text", text="second line")
        assert "first" not in looking.wait_focus("text").text
    with terminal(desktop, "xfce4-terminal", tmp_path):
        # Longer than the screen is wide: the line is one line all the same.
        long = "echo " + "x" * 150 + " rm -rf docs"
        looking.wait_focus("terminal", text=PROMPT)
        person.type(long)
        assert looking.wait_focus("terminal", text="rm -rf docs").text.endswith(long)


def test_a_program_without_accessibility_is_unknown(
    desktop: VirtualDesktop, looking: Looking, tmp_path: Path
) -> None:
    with terminal(desktop, "xterm", tmp_path) as xterm:
        window = looking.windows.window_at(Point(*xterm.window.centre))
        assert window is not None
        assert looking.ask("point", window, Point(*xterm.window.centre), 10) == (None, "element")
        assert looking.ask("focus", window, None, 10) == (None, "element")


def test_a_program_that_hangs_costs_its_budget_and_holds_up_nobody(
    desktop: VirtualDesktop, looking: Looking, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with thunar(desktop, tmp_path) as files:
        file = Point(*files.element(role="table cell", name="notes.txt").centre)
        folder = looking.windows.focused()
        assert folder is not None
        with mousepad(desktop, tmp_path / "notes.txt") as editor:
            point = Point(*editor.window.centre)
            window = looking.windows.window_at(point)
            assert window is not None
            assert looking.ask("point", window, point, 10)[0] is not None
            editor.process.send_signal(signal.SIGSTOP)
            try:
                late: list[str] = []
                for _ in range(20):
                    looking.accessibility.request("point", window, point, 3, lambda _element, why: late.append(why))
                found, _ = looking.ask("point", folder, file, 10)
                assert found is not None
                assert found.name == "notes.txt"
                assert late == []
                while len(late) < 20:
                    assert select.select([looking.accessibility], [], [], 30)[0]
                    looking.accessibility.dispatch()
                assert set(late) == {"element-timeout"}
            finally:
                editor.process.send_signal(signal.SIGCONT)
            wait_for(lambda: looking.ask("point", window, point, 10)[0], "the editor to answer again")


def test_qt_menus_and_password_fields(desktop: VirtualDesktop, looking: Looking, person: Person) -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    with Program(desktop, [sys.executable, "-c", _QT], wm_class="-c", title="qt window") as program:
        found = looking.wait_focus("password text", "Passphrase")
        assert found.is_password
        assert found.text == ""
        x, y, _, _ = program.window.rect
        bar = wait_for(lambda: looking.at(x + 15, y + 10), "the menu bar")
        assert bar.name == "Disk"
        person.click(x + 15, y + 10)
        item = wait_for(
            lambda: e if (e := looking.at(x + 25, y + 32)) and e.role == "menu item" else None, "the item"
        )
        assert item.name == "Erase disk"
        person.tap("Escape")


def test_a_bus_that_ends_is_unavailable_and_not_an_error(tmp_path: Path) -> None:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bus:
        assert bus.stdout
        environ = {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(), "XDG_RUNTIME_DIR": str(tmp_path)}
        accessibility = Accessibility(environ)
        accessibility.start()
        bus.kill()
    try:
        assert accessibility.wait_ready(30)
    finally:
        accessibility.stop()


def test_a_program_that_may_begin_to_show_elements_is_asked_again(
    desktop: VirtualDesktop, looking: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program comes to the bus first, and has itself entered later: each is told by itself."""
    monkeypatch.setattr("supervisor.desktop.accessibility._ABSENT_S", 1000)

    def believed() -> bool:
        looking.accessibility.dispatch()
        return bool(looking.accessibility._absent)

    def learn() -> None:
        window = looking.windows.window_at(Point(300, 300))
        assert window is not None
        assert looking.ask("point", window, Point(300, 300), 10) == (None, "element")

    def learned() -> bool:
        learn()
        return believed()

    with Receiver(desktop, geometry=(100, 100, 600, 500)), asyncio.Runner() as runner:
        wait_for(learned, "it to be known that the program shows nothing")
        bus = runner.run(AtspiBus.connect(desktop.env))
        wait_for(lambda: not believed(), "it to be forgotten, for a program has come")
        wait_for(learned, "it to be known again")
        entry = [bus._bus.unique_name, ROOT]
        runner.run(bus.call(Node(REGISTRY, ROOT), "org.a11y.atspi.Socket", "Embed", "(so)", [entry]))
        wait_for(lambda: not believed(), "it to be forgotten, for a program shows elements")
        bus.disconnect()
