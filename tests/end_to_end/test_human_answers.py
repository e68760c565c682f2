"""Answers of a person at a real desktop, and what is none."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from Xlib import X
from Xlib.ext import shape

from tests.support.connect import connect
from tests.support.human_process import CHORDS, HumanProcess
from tests.support.programs import terminal, thunar
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop
PLACE = (500, 400, 300, 120)
APPROVE, REJECT = [520, 460, 100, 40], [680, 460, 100, 40]
ON_APPROVE, ON_REJECT, BESIDE = (570, 480), (730, 480), (650, 480)


@pytest.fixture
def human(desktop: VirtualDesktop) -> Iterator[HumanProcess]:
    """Give the process, ready; questions are armed at once unless a test is about that."""
    with HumanProcess(desktop, arm_ms=0) as running:
        yield running


@pytest.fixture
def popup(desktop: VirtualDesktop) -> Iterator[Receiver]:
    """Give a window like the ui's popup."""
    with Receiver(desktop, title="popup", geometry=PLACE, bare=True) as shown:
        yield shown


def show(human: HumanProcess, popup: Receiver, request: str) -> None:
    """Ask `request` with that popup, and give it time to be looked at, which nothing tells."""
    human.ask(request)
    human.tell_ui({"t": "popup", "request": request, "window": popup.window, "approve": APPROVE, "reject": REJECT})
    human.settle()
    threading.Event().wait(0.2)


def answer_of(human: HumanProcess, request: str) -> dict[str, Any] | None:
    """Give the answer to `request`, once all that the person did before is dealt with; None for none."""
    # A look at the screen is asked for by the loop, made by a thread, and dealt with by the loop again.
    threading.Event().wait(0.2)
    human.settle()
    found = human.hear("answer", request=request)
    return found[0] if found else None


def pressed(human: HumanProcess, person: Person, request: str, spot: tuple[int, int] = ON_APPROVE) -> dict[str, Any]:
    """Press there, again where the machine was too busy to look at a press in time, until it has answered."""

    def press() -> dict[str, Any] | None:
        person.click(*spot)
        return answer_of(human, request)

    return wait_for(press, f"the answer to `{request}`")


@pytest.mark.parametrize(("key", "verdict"), [("F9", "approve"), ("F10", "reject")])
def test_one_key_without_chord_or_haste_answers_where_the_person_sets_it_so(
    desktop: VirtualDesktop, person: Person, key: str, verdict: str
) -> None:
    with HumanProcess(desktop, arm_ms=0, chords=CHORDS | {"approve": "F9", "reject": "F10"}) as human:
        human.ask("r1")
        human.show("r1")
        human.settle()
        threading.Event().wait(1.5)
        person.key_down(key)
        threading.Event().wait(1.5)
        person.key_up(key)
        answer = human.wait("answer", request="r1")
        assert (answer["verdict"], answer["device"]) == (verdict, "TigerVNC keyboard")


@pytest.mark.parametrize(("spot", "verdict"), [(ON_APPROVE, "approve"), (ON_REJECT, "reject")])
def test_a_slow_press_on_the_popup_answers_without_any_key(
    human: HumanProcess, person: Person, popup: Receiver, spot: tuple[int, int], verdict: str
) -> None:
    show(human, popup, "r1")

    def press() -> dict[str, Any] | None:
        person.move(*BESIDE)
        threading.Event().wait(0.5)
        person.move(*spot)
        threading.Event().wait(1.0)
        person.button_down(1)
        threading.Event().wait(1.5)
        person.button_up(1)
        return answer_of(human, "r1")

    # Again where the machine was too busy to look at a press in time.
    answer = wait_for(press, "the answer")
    assert (answer["verdict"], answer["gesture"]) == (verdict, "press")


@pytest.mark.parametrize("grab", ["", "keyboard", "pointer", "frozen"])
def test_chords_answer_under_every_grab(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, grab: str
) -> None:
    with Receiver(desktop, grab=grab):
        for request, chord, verdict in (("r1", "ctrl+alt+y", "approve"), ("r2", "ctrl+alt+n", "reject")):
            answer = human.answer(person, request, chord)
            assert (answer["verdict"], answer["gesture"]) == (verdict, "chord")
            assert answer["device"] == "TigerVNC keyboard"


def test_agents_cannot_answer(human: HumanProcess, desktop: VirtualDesktop, person: Person, popup: Receiver) -> None:
    show(human, popup, "r1")
    for _ in range(3):
        desktop.run(["xdotool", "key", "ctrl+alt+y", "key", "ctrl+alt+n"])
        desktop.run(["xdotool", "mousemove", *map(str, ON_APPROVE), "click", "1", "click", "1"])
    assert answer_of(human, "r1") is None
    answer = pressed(human, person, "r1")
    assert (answer["verdict"], answer["gesture"], answer["device"]) == ("approve", "press", "TigerVNC pointer")


def test_an_agent_cannot_put_the_button_under_the_persons_finger(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, popup: Receiver
) -> None:
    """The person clicks on something else, and in that moment the pointer is moved to Approve."""
    show(human, popup, "r1")
    person.move(*BESIDE)
    desktop.run(["xdotool", "mousemove", *map(str, ON_APPROVE), "mousemove_relative", "1", "1"])
    person.button_down()
    person.button_up()
    assert answer_of(human, "r1") is None
    assert pressed(human, person, "r1")["verdict"] == "approve"


def test_a_question_cannot_be_answered_before_it_could_be_read(desktop: VirtualDesktop, person: Person) -> None:
    with HumanProcess(desktop, arm_ms=5000) as human:
        human.ask("r1")
        human.show("r1")
        human.wait_swallowing()
        person.chord("ctrl+alt+y")
        human.settle()
        assert human.hear("answer") == []


def test_one_answer_a_request(human: HumanProcess, person: Person) -> None:
    human.answer(person, "r1", "ctrl+alt+n")
    for _ in range(3):
        person.chord("ctrl+alt+n")
        person.chord("ctrl+alt+y")
    human.ask("r1")
    person.chord("ctrl+alt+y")
    human.answer(person, "r2", "ctrl+alt+y")
    assert [one["verdict"] for one in human.hear("answer", request="r1")] == ["reject"]


def test_a_chord_pressed_once_too_often_types_nothing(
    human: HumanProcess, desktop: VirtualDesktop, person: Person
) -> None:
    with Receiver(desktop) as program:
        human.answer(person, "r1", "ctrl+alt+y")
        human.ask(None)
        for _ in range(4):
            person.chord("ctrl+alt+y")
            threading.Event().wait(0.1)
        person.tap("a")
        program.wait_for(lambda _: "a" in program.keys)
        assert "y" not in program.keys
        wait_for(lambda: not human.is_swallowing(), "the chords to reach programs again")
        person.chord("ctrl+alt+y")
        program.wait_for(lambda _: "y" in program.keys)


def test_a_confirmation_rearms_and_nothing_else_does(human: HumanProcess, person: Person) -> None:
    person.chord("ctrl+alt+s")
    human.wait("stop_done")
    human.ask("a", "action")
    human.show("a")
    human.wait_swallowing()
    person.chord("ctrl+alt+y")
    human.tell({"t": "rearm", "request": "a"})
    human.wait("refused", what="rearm")
    assert human.hear("answer") == []
    human.answer(person, "c", "ctrl+alt+y", "confirm")
    human.tell({"t": "rearm", "request": "c"})
    assert human.wait("rearmed")["how"] == "confirm"
    assert not human.stopped


@pytest.mark.parametrize("kind", ["xterm", "xfce4-terminal"])
def test_the_chord_does_not_edit_the_command_line_while_it_answers(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, tmp_path: Path, kind: str
) -> None:
    """Ctrl+Alt+Y is yank-nth-arg in a shell: it would put the last command's argument into this one."""
    with terminal(desktop, kind, tmp_path):
        out = tmp_path / "out"

        def run(answering: str) -> str:
            out.unlink(missing_ok=True)
            person.type("true keep\n")
            person.type("echo rm -rf old ")
            if answering:
                human.answer(person, answering, "ctrl+alt+y")
                human.ask(None)
            else:
                wait_for(lambda: not human.is_swallowing(), "the chords to reach programs again")
                person.chord("ctrl+alt+y")
            person.type(" > out.part; mv out.part out\n")
            wait_for(out.exists, "the command to run")
            return out.read_text().strip()

        assert run("r1") == "rm -rf old"
        assert run("r2") == "rm -rf old"
        if kind != "xterm":
            assert run("") == "rm -rf old keep", "unless it is swallowed"


def test_over_the_open_menu_of_a_real_program(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, tmp_path: Path
) -> None:
    (tmp_path / "file.txt").touch()
    with thunar(desktop, tmp_path) as program:
        program.element(role="table cell", name="file.txt")
        x, y, width, height = program.window.rect
        person.click(x + width // 2, y + height - 60, button=3)
        item = program.element(role="menu item", name="Create Folder...")
        assert human.answer(person, "r1", "ctrl+alt+n")["gesture"] == "chord"
        assert program.element(role="menu item", name="Create Folder...") == item, "the menu is still open"
        with Receiver(desktop, title="popup", geometry=PLACE, bare=True) as popup:
            show(human, popup, "r2")
            answer = pressed(human, person, "r2", ON_REJECT)
            assert (answer["verdict"], answer["gesture"]) == ("reject", "press")
        person.tap("Escape")


def test_a_covered_popup_is_not_answered(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, popup: Receiver
) -> None:
    with Receiver(desktop, title="cover", geometry=(520, 410, 40, 20), bare=True):
        show(human, popup, "r1")
        person.click(*ON_APPROVE)
        assert answer_of(human, "r1") is None, "its words are covered"
    with Receiver(desktop, title="cover", geometry=(500, 400, 300, 120), bare=True) as cover:
        display = connect(desktop)
        over: Any = display.create_resource_object("window", cover.window)
        over.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
        display.sync()
        show(human, popup, "r2")
        person.click(*ON_APPROVE)
        assert answer_of(human, "r2") is None, "another paints over it"
        display.close()
    show(human, popup, "r3")
    assert pressed(human, person, "r3")["verdict"] == "approve"


def test_a_popup_that_another_moved_is_not_answered(
    human: HumanProcess, desktop: VirtualDesktop, person: Person, popup: Receiver
) -> None:
    show(human, popup, "r1")
    display = connect(desktop)
    display.create_resource_object("window", popup.window).configure(x=PLACE[0] - 100)
    display.sync()
    person.click(*ON_APPROVE)
    assert answer_of(human, "r1") is None
    display.close()


def test_press_and_release_have_to_be_on_the_same_button(
    human: HumanProcess, person: Person, popup: Receiver
) -> None:
    show(human, popup, "r1")
    for start, end in ((BESIDE, ON_APPROVE), (ON_APPROVE, BESIDE), (ON_REJECT, ON_APPROVE)):
        person.move(*start)
        person.button_down()
        threading.Event().wait(0.05)  # a hand is not faster than a look
        person.move(*end)
        person.button_up()
    person.click(*ON_APPROVE, button=3)
    assert answer_of(human, "r1") is None
    assert pressed(human, person, "r1")["verdict"] == "approve"


def test_a_new_ui_takes_the_old_ones_place(human: HumanProcess, person: Person, popup: Receiver) -> None:
    human.replace_ui()
    show(human, popup, "r1")
    assert pressed(human, person, "r1")["verdict"] == "approve"
