"""The portable outlet on a real X server: what arrives at a program, and that nothing is ever left down."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core.action import Point, Rect
from supervisor.core.changes import Keyboard
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.shared_state import LATCH, SIZE
from supervisor.desktop import display as xdisplay
from supervisor.desktop.outlet import Outlet
from supervisor.human.latch import Latch
from supervisor.wire.strokes import Place, strokes
from supervisor.wire.vocabulary import Button, Click, Drag, Gesture, Key, Scroll, Type
from tests.support.connect import connect
from tests.support.portable_rig import PortableRig
from tests.support.receiver import Receiver
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from Xlib.display import Display

    from supervisor.demo.virtual_desktop import VirtualDesktop

    Send = Callable[[Sequence[InputEvent]], None]

SCREEN = Rect(0, 0, 800, 600)
INSIDE = Point(300, 250)
SCRIPTS = "Ω Ж ש س न ท 你 か 한 ქ አ 😀 ü"
"""Not more than there are keys to spare: what is given another meaning meanwhile has to wait for who reads slowly."""
GESTURES: dict[str, Gesture] = {
    "click": Click(type="click", x=INSIDE.x, y=INSIDE.y),
    "right click": Click(type="click", x=INSIDE.x, y=INSIDE.y, button=Button.RIGHT),
    "triple click with Ctrl": Click(type="click", x=INSIDE.x, y=INSIDE.y, count=3, held=("ctrl",)),
    "drag": Drag(type="drag", path=((300, 250), (350, 280), (200, 200))),
    "scroll": Scroll(type="scroll", x=INSIDE.x, y=INSIDE.y, dx=-2, dy=3),
    "chord": Key(type="key", keys="ctrl+shift+Delete"),
    "text": Type(type="type", text="Hello, World! 100%\n"),
}
"""What both libraries can do."""
MARK = (InputEvent(EventKind.KEY_PRESS, 96), InputEvent(EventKind.KEY_RELEASE, 96))
"""F12, after what is looked at."""


@pytest.fixture(scope="module", params=["pynput", "pyautogui"])
def rig(bare: VirtualDesktop, request: pytest.FixtureRequest) -> Iterator[PortableRig]:
    with PortableRig(bare, request.param) as made:
        yield made


@pytest.fixture(scope="module")
def pynput(bare: VirtualDesktop) -> Iterator[PortableRig]:
    with PortableRig(bare) as made:
        yield made


@pytest.fixture(scope="module")
def receiver(bare: VirtualDesktop) -> Iterator[Receiver]:
    with Receiver(bare, bare=True) as shown:
        yield shown


@pytest.fixture
def direct(bare: VirtualDesktop, pynput: PortableRig, other: Display) -> Iterator[Send]:
    """Give what sends through the X11 outlet."""
    target = xdisplay.upstream(bare.env)
    extension = other.query_extension("XTEST")
    assert extension is not None
    assert target.cookie is not None
    outlet = Outlet(
        loop=pynput.loop,
        upstream=xdisplay.connect_upstream(target),
        auth=(b"MIT-MAGIC-COOKIE-1", target.cookie),
        xtest_opcode=extension.major_opcode,
        memory=memoryview(bytearray(SIZE)),
        on_lost=lambda: None,
    )

    def send(events: Sequence[InputEvent]) -> None:
        done: list[bool] = []
        assert outlet.send(events, lambda: done.append(True))
        pynput.until(lambda: done, "the server")

    yield send
    outlet.close()


def _portable(rig: PortableRig) -> Send:
    def send(events: Sequence[InputEvent]) -> None:
        rig.judge()
        assert rig.send(*events) == "done"

    return send


def _events(rig: PortableRig, gesture: Gesture) -> tuple[InputEvent, ...]:
    return strokes(gesture, Place(Keyboard(rig.keyboard.keymap(), 0, caps=False), SCREEN))


def _arrived(receiver: Receiver, send: Send, events: Sequence[InputEvent]) -> list[tuple[Any, ...]]:
    """Send, a press with the motion before it as the gate does, and give what the program got, moves aside."""
    before = len(receiver.lines)
    send([InputEvent(EventKind.MOTION, x=INSIDE.x, y=INSIDE.y)])
    rest = list(events)
    while rest:
        count = 2 if rest[0].kind is EventKind.MOTION and len(rest) > 1 else 1
        send(rest[:count])
        del rest[:count]
    send(MARK)

    def marked(lines: Sequence[dict[str, Any]]) -> bool:
        return any(line["event"] == "key_release" and line["detail"] == MARK[1].detail for line in lines[before:])

    receiver.wait_for(marked, what="the mark")
    return [
        tuple(line.get(name) for name in ("event", "detail", "state", "x", "y", "key", "send_event"))
        for line in receiver.lines[before:]
        if line["event"] in ("key_press", "key_release", "button_press", "button_release")
    ]


@pytest.mark.parametrize("name", GESTURES)
def test_a_program_gets_the_same_by_both_outlets(
    rig: PortableRig, receiver: Receiver, direct: Send, name: str
) -> None:
    events = _events(rig, GESTURES[name])
    by_x11 = _arrived(receiver, direct, events)
    assert _arrived(receiver, _portable(rig), events) == by_x11
    assert len(by_x11) >= 4, "the gesture and the mark"
    assert rig.down() == ((), ())


def test_text_of_many_scripts_arrives_as_by_the_x11_outlet(
    pynput: PortableRig, receiver: Receiver, direct: Send
) -> None:
    events = _events(pynput, Type(type="type", text=SCRIPTS))
    by_x11 = _arrived(receiver, direct, events)
    portable = _arrived(receiver, _portable(pynput), events)
    assert portable == by_x11
    typed = [line[5] for line in portable if line[0] == "key_press"]
    far = [hex(0x1000000 | ord(char)) for char in SCRIPTS if ord(char) > 0xFF]
    assert [name for name in typed if name.startswith("0x")] == far
    assert not any(line[6] for line in portable), "as from a keyboard, not as events that programs may ignore"


def test_what_the_libraries_do_is_told_apart_by_their_clients(rig: PortableRig) -> None:
    assert rig.outlet.hand in ("pynput", "pyautogui")
    assert len(set(rig.outlet.clients)) == {"pynput": 2, "pyautogui": 1}[rig.outlet.hand]
    assert rig.outlet.size == (800, 600)


def test_the_pointer_in_a_corner_is_no_fail_safe_of_the_library(rig: PortableRig) -> None:
    corner = InputEvent(EventKind.MOTION, x=0, y=0)
    key = (InputEvent(EventKind.KEY_PRESS, MARK[0].detail), MARK[1])
    assert [rig.send(corner), rig.send(*key), rig.send(corner)] == ["done"] * 3


def test_what_cannot_be_made_is_said_and_nothing_of_it_is_done(rig: PortableRig, other: Display) -> None:
    shift = InputEvent(EventKind.KEY_PRESS, 50)
    gap = InputEvent(EventKind.MOTION, x=5000, y=5)
    assert "no monitor shows" in rig.send(shift, gap, InputEvent(EventKind.BUTTON_PRESS, 1))
    assert "button 30" in rig.send(shift, InputEvent(EventKind.BUTTON_PRESS, 30))
    assert "past the seat" in rig.send(shift, InputEvent(EventKind.KEY_PRESS, 38, sent_to_window=True, window=7))
    assert "means nothing" in rig.send(shift, InputEvent(EventKind.KEY_PRESS, 8))
    assert not any(other.query_keymap())
    assert rig.down() == ((), ())


def test_what_cannot_be_said_lets_go_of_what_was_down_before(rig: PortableRig, other: Display) -> None:
    """All passes for let go after it: what is still down would make the next click a drop."""
    assert rig.send(InputEvent(EventKind.KEY_PRESS, 50)) == "done"
    assert "past the seat" in rig.send(InputEvent(EventKind.KEY_PRESS, 38, sent_to_window=True, window=7))
    assert not any(other.query_keymap())


def _held(display: Display) -> tuple[bool, bool]:
    pointer = display.screen().root.query_pointer()
    return bool(display.query_keymap()[50 // 8] & 1 << 50 % 8), bool(pointer.mask & 0x100)


DOWN = (
    InputEvent(EventKind.KEY_PRESS, 50),
    InputEvent(EventKind.MOTION, x=INSIDE.x, y=INSIDE.y),
    InputEvent(EventKind.BUTTON_PRESS, 1),
    InputEvent(EventKind.MOTION, x=400, y=300),
)


@pytest.mark.parametrize("end", ["its socket is shut", "it is asked to", "it is closed"])
def test_what_it_has_down_is_let_go_when_it_ends_however_it_ends(
    bare: VirtualDesktop, receiver: Receiver, end: str
) -> None:
    display = connect(bare)
    before = len(receiver.lines)
    with PortableRig(bare) as rig:
        assert rig.send(*DOWN) == "done"
        assert _held(display) == (True, True)
        assert rig.down() == ((50,), (1,))
        rig.memory[LATCH] = 1
        if end == "its socket is shut":
            rig.outlet.socket.shutdown(2)
            rig.until(lambda: rig.lost, "its end")
        elif end == "it is asked to":
            rig.outlet.send_releases([])
            rig.until(lambda: rig.lost, "its end")
        else:
            rig.outlet.close()
        wait_for(lambda: _held(display) == (False, False), "the release")
    (dropped,) = receiver.wait_for(lambda lines: [x for x in lines[before:] if x["event"] == "button_release"])
    assert (dropped["root_x"], dropped["root_y"]) == (INSIDE.x, INSIDE.y), "the drag was taken back first"
    display.close()


def test_what_it_has_down_is_let_go_when_the_gate_is_killed(bare: VirtualDesktop) -> None:
    """The process hears of that by the end of the socket, as of a stop."""
    display = connect(bare)
    with PortableRig(bare) as rig:
        assert rig.send(*DOWN) == "done"
        # All that a killed gate does is to leave its end to the system.
        rig.loop.remove(rig.outlet.socket.fileno())
        rig.loop.add = lambda *_: None  # type: ignore[method-assign]
        os.close(rig.outlet.socket.detach())
        wait_for(lambda: _held(display) == (False, False), "the release")
        rig.outlet._open = False
    display.close()


def test_with_the_latch_set_nothing_is_sent_and_nothing_made(pynput: PortableRig, other: Display) -> None:
    pynput.memory[LATCH] = 1
    try:
        assert pynput.begin(DOWN[0]) == ["shut"]
        assert pynput.begin(InputEvent(EventKind.KEY_PRESS, 8)) == ["shut"]
    finally:
        pynput.memory[LATCH] = 0
    assert not any(other.query_keymap())
    assert pynput.send(InputEvent(EventKind.KEY_RELEASE, 50)) == "done"


def test_text_that_was_written_before_a_stop_does_not_appear_when_all_goes_on(
    pynput: PortableRig, receiver: Receiver
) -> None:
    """The process may come to it only when a person has re-armed, e.g. because the server kept it waiting."""
    before = len(receiver.lines)
    letter = (InputEvent(EventKind.KEY_PRESS, 38), InputEvent(EventKind.KEY_RELEASE, 38))
    os.kill(pynput.outlet._process.pid, signal.SIGSTOP)
    text = [pynput.begin(*letter) for _ in range(50)]
    pynput.memory[LATCH] = 1
    latch = Latch(pynput.fd)
    latch.rearm()
    latch.close()
    os.kill(pynput.outlet._process.pid, signal.SIGCONT)
    pynput.until(lambda: all(text), "an answer to each")
    assert text == [["stopped"]] * 50
    assert pynput.send(*MARK) == "done"
    receiver.wait_for(lambda lines: [x for x in lines[before:] if x.get("detail") == MARK[1].detail], what="the mark")
    assert not [line for line in receiver.lines[before:] if line.get("detail") == letter[0].detail]


def test_a_process_that_dies_is_lost_once_and_sends_nothing_more(bare: VirtualDesktop) -> None:
    with PortableRig(bare) as rig:
        os.kill(rig.outlet._process.pid, signal.SIGKILL)
        rig.until(lambda: rig.lost, "word of it")
        assert rig.lost == ["its process ended"]
        assert rig.begin(DOWN[0]) == ["shut"]


def test_a_display_that_is_not_there_is_one_sentence(bare: VirtualDesktop) -> None:
    rig = PortableRig(bare, more={"DISPLAY": ":987"})
    rig.until(lambda: rig.lost, "word of it")
    (why,) = rig.lost
    assert why.startswith("pynput cannot be used: ")
    assert "pyautogui cannot be used: " in why
    assert "\n" not in why
    rig.__exit__(None, None, None)


def test_a_variable_that_leads_pynput_elsewhere_does_not_count(bare: VirtualDesktop) -> None:
    with PortableRig(bare, "pynput", {"PYNPUT_BACKEND": "dummy", "PYNPUT_BACKEND_MOUSE": "dummy"}) as rig:
        assert rig.outlet.clients
