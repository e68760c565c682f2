"""Dangerous actions in real programs are held, answered by a physical hand, and then really done or not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.accessible import Accessible
from tests.support.programs import ClawsMail, Program, settings, terminal, thunar
from tests.support.supervised import Supervised
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.controls import Element
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from tests.support.record_oracle import RecordOracle

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def supervised(desktop: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """Give a supervisor whose service stays for the module; the person's own hands never make agents wait here."""
    home = tmp_path_factory.mktemp("supervisor") / "home"
    with Supervised(desktop, home, settings="yield_to_person_ms = 0\n") as running:
        running.keep()
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file to delete and one to keep."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "old.txt").write_text("old")
    (docs / "keep.txt").write_text("keep")
    return docs


def centre(element: Element) -> tuple[int, int]:
    """Give the middle of an element on the screen."""
    x, y, width, height = element.rect
    return x + width // 2, y + height // 2


def click(element: Element, button: int = 1) -> str:
    """Write the xdotool command that clicks an element."""
    x, y = centre(element)
    return f"xdotool mousemove {x} {y} click {button}"


def open_menu(supervised: Supervised, files: Program) -> Element:
    """Let an agent open the context menu of old.txt; gives its Delete."""
    status, out = supervised.finish(supervised.shell(click(files.element(name="old.txt", role="table cell"), 3)))
    assert status == 0, out
    return files.element(name="Delete", role="menu item")


def presses(oracle: RecordOracle) -> int:
    """Count the presses of button 1 that reached the server."""
    oracle.settle()
    return sum(1 for seen in oracle.requests if seen.type == 4 and seen.detail == 1)


def test_a_rejected_delete_in_an_open_menu_leaves_the_file_and_the_agent_goes_on(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, folder: Path, oracle: RecordOracle
) -> None:
    with thunar(desktop, folder) as files:
        delete = open_menu(supervised, files)
        agent = supervised.shell(f"{click(delete)}; echo went on")
        supervised.wait_held()
        assert delete.name == files.element(name="Delete", role="menu item").name, "the menu stays open while held"
        supervised.reject(person)
        status, out = supervised.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "went on")
        assert presses(oracle) == 0
        assert (folder / "old.txt").exists()
        person.tap("Escape")


def test_an_approved_delete_happens_once_though_the_person_moved_the_pointer_away(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, folder: Path, oracle: RecordOracle
) -> None:
    with thunar(desktop, folder) as files:
        delete = open_menu(supervised, files)
        agent = supervised.shell(click(delete))
        supervised.wait_held()
        person.move(40, 700)
        supervised.approve(person)
        assert supervised.finish(agent)[0] == 0
        assert presses(oracle) == 1
        confirm = files.element(name="Delete", role="push button")
        assert (folder / "old.txt").exists()
        agent = supervised.shell(click(confirm))
        supervised.approve(person)
        assert supervised.finish(agent)[0] == 0
        wait_for(lambda: not (folder / "old.txt").exists(), "the file to be deleted")
        assert presses(oracle) == 2
        assert (folder / "keep.txt").exists()


def test_a_menu_that_the_person_closes_while_held_expires_the_click(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, folder: Path, oracle: RecordOracle
) -> None:
    with thunar(desktop, folder) as files:
        agent = supervised.shell(click(open_menu(supervised, files)))
        supervised.wait_held()
        person.tap("Escape")
        assert supervised.finish(agent)[0] == 0
        assert presses(oracle) == 0
        ends = [row["outcome"]["result"] for row in supervised.rows("outcome") if row["outcome"].get("result")]
        assert ends[-1] == "expired"
        assert (folder / "old.txt").exists()


@pytest.mark.parametrize("keys", ["shift+Delete", "Delete"])
def test_the_delete_key_in_a_file_manager_is_held(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, folder: Path, keys: str
) -> None:
    with thunar(desktop, folder) as files:
        select = click(files.element(name="old.txt", role="table cell"))
        agent = supervised.shell(f"{select} && sleep 0.3 && xdotool key {keys}")
        supervised.wait_held()
        supervised.reject(person)
        assert supervised.finish(agent)[0] == 0
        assert (folder / "old.txt").exists()
        assert Accessible(desktop).find(name="Delete", role="push button") is None


def test_sending_mail_by_key_is_held_and_goes_out_once_after_the_answer(
    desktop: VirtualDesktop, supervised: Supervised, person: Person
) -> None:
    mail = ClawsMail(desktop)
    with mail.compose(to="friend@example.org", subject="Hello", body="See you"):
        agent = supervised.shell("xdotool key ctrl+Return")
        supervised.wait_held()
        assert mail.sent() == []
        supervised.approve(person)
        assert supervised.finish(agent)[0] == 0
        wait_for(lambda: mail.sent() or None, "the message to go out")
        assert len(mail.sent()) == 1


def test_the_send_control_of_a_mail_client_is_held(
    desktop: VirtualDesktop, supervised: Supervised, person: Person
) -> None:
    mail = ClawsMail(desktop)
    with mail.compose(to="friend@example.org", subject="Hello", body="See you") as window:
        agent = supervised.shell(click(window.element(name="Send", role="push button", window="Compose message")))
        supervised.wait_held()
        supervised.reject(person)
        assert supervised.finish(agent)[0] == 0
        assert mail.sent() == []


def test_a_switch_in_the_system_settings_is_held(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, oracle: RecordOracle
) -> None:
    with settings(desktop, "mouse") as window:
        agent = supervised.shell(click(window.element(role="check box")))
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["assessment"]["category"] == "settings"
        supervised.reject(person)
        assert supervised.finish(agent)[0] == 0
        assert presses(oracle) == 0


@pytest.mark.parametrize("kind", ["xterm", "xfce4-terminal", "lxterminal"])
def test_a_typed_deletion_is_held_at_enter_and_the_answering_chord_edits_nothing(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path, kind: str
) -> None:
    work = tmp_path / "work"
    (work / "old").mkdir(parents=True)
    (work / "keep").mkdir()
    with terminal(desktop, kind, work):
        # The last word of the line before is what readline's Alt+Ctrl+Y would paste.
        first = supervised.shell("xdotool type --delay 2 'echo keep' && xdotool key Return")
        assert supervised.finish(first)[0] == 0
        agent = supervised.shell("xdotool type --delay 2 'rm -rf old' && xdotool key Return && echo typed")
        supervised.wait_held()
        assert supervised.rows("decided")[-1]["decision"]["rule_id"] == "shell-destructive"
        assert (work / "old").exists()
        supervised.approve(person)
        status, out = supervised.finish(agent)
        assert (status, out.splitlines()[-1]) == (0, "typed")
        wait_for(lambda: not (work / "old").exists(), "the folder to be removed")
        assert (work / "keep").exists()


def test_a_rejected_command_is_not_run(
    desktop: VirtualDesktop, supervised: Supervised, person: Person, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    (work / "old").mkdir(parents=True)
    with terminal(desktop, "xfce4-terminal", work):
        agent = supervised.shell("xdotool type --delay 2 'rm -rf old' && xdotool key Return")
        supervised.reject(person)
        assert supervised.finish(agent)[0] == 0
        assert (work / "old").exists()
