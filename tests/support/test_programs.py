from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import TERMINALS, ClawsMail, mousepad, settings, terminal, thunar
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_a_file_can_be_deleted_from_the_context_menu(desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    doomed, kept = tmp_path / "doomed.txt", tmp_path / "kept.txt"
    for file in (doomed, kept):
        file.write_text("text")
    with thunar(desktop, tmp_path) as window:
        person.click(*window.element(role="table cell", name="doomed.txt").centre, button=3)
        person.click(*window.element(role="menu item", name="Delete").centre)
        person.click(*window.element(role="push button", name="Delete").centre)
        wait_for(lambda: not doomed.exists(), "the file to be deleted")
    assert kept.exists()


@pytest.mark.parametrize("kind", TERMINALS)
def test_a_command_can_be_typed(kind: str, desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    with terminal(desktop, kind, tmp_path):
        person.type("echo typed > made.txt\n")
        wait_for((tmp_path / "made.txt").exists, "the command to run")


def test_a_setting_can_be_switched(desktop: VirtualDesktop, person: Person) -> None:
    with settings(desktop, "mouse") as window:
        toggle = window.element(role="check box", name="Reverse scroll direction")
        assert not toggle.checked
        person.click(*toggle.centre)
        wait_for(lambda: window.element(role="check box", name=toggle.name).checked, "the toggle to be on")


def test_a_message_is_sent_once(desktop: VirtualDesktop, person: Person) -> None:
    mail = ClawsMail(desktop)
    with mail.compose(to="boss@example.org", subject="A raise", body="Dear boss") as window:
        assert "A raise" in window.window.title
        assert mail.sent() == []
        person.chord("ctrl+Return")
        (message,) = wait_for(lambda: mail.sent() or None, "the message")
    assert "To: boss@example.org" in message
    assert "Subject: A raise" in message


def test_the_send_button_has_its_name(desktop: VirtualDesktop, person: Person) -> None:
    mail = ClawsMail(desktop)
    with mail.compose(to="boss@example.org", subject="By mouse", body="Dear boss") as window:
        person.click(*window.element(role="push button", name="Send", window="Compose").centre)
        wait_for(lambda: mail.sent() or None, "the message")


def test_text_goes_into_the_editor(desktop: VirtualDesktop, person: Person, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("")
    with mousepad(desktop, file):
        person.type("Hello")
        person.chord("ctrl+s")
        wait_for(lambda: file.read_text().strip() == "Hello", "the text to be saved")


def test_windows_are_found_raised_and_seen_to_close(desktop: VirtualDesktop, tmp_path: Path) -> None:
    with Windows(desktop) as windows, thunar(desktop, tmp_path) as below:
        with mousepad(desktop) as above:
            assert windows.active() == above.window
            assert {below.window.id, above.window.id} <= {window.id for window in windows.all()}
            windows.activate(below.window)
            covered = windows.topmost_at(*below.window.centre)
            windows.activate(above.window)
            assert windows.topmost_at(*above.window.centre) != covered
        windows.wait_gone(above.window)
        assert windows.find(wm_class="mousepad") is None


def test_an_outline_names_what_is_showing(desktop: VirtualDesktop) -> None:
    with settings(desktop, "mouse"):
        assert "dialog `Mouse and Touchpad`" in Accessible(desktop).outline("xfce4-mouse-settings")
