from __future__ import annotations

from dataclasses import replace

from supervisor.human.corroboration import Corroboration
from supervisor.human.devices import Device, Equipment
from supervisor.human.ears import Ears
from supervisor.human.raw_events import RawEvent, RawKind
from tests.unit.human.test_layout import CHORDS, FIRST, keyboard

MS = 1_000_000
XTEST_POINTER, XTEST, MOUSE, KEYBOARD, NEW, OFF = 4, 5, 6, 7, 8, 9
CTRL, ALT, S, A, ESCAPE = 37, 64, 39, 38, 9

EQUIPMENT = Equipment(
    devices=(
        Device(XTEST_POINTER, "Virtual core XTEST pointer", enabled=True, xtest=True, keyboard=False),
        Device(XTEST, "Virtual core XTEST keyboard", enabled=True, xtest=True, keyboard=True),
        Device(MOUSE, "mouse", enabled=True, xtest=False, keyboard=False),
        Device(KEYBOARD, "keyboard", enabled=True, xtest=False, keyboard=True),
        Device(OFF, "switched off", enabled=False, xtest=False, keyboard=True),
    ),
    first_keycode=FIRST,
    rows={KEYBOARD: keyboard()},
    buttons=(1, 2, 3, 4, 5),
    modifiers=(),
)


class Told:
    """Writes down what the person did."""

    def __init__(self) -> None:
        self.gestures: list[tuple[object, ...]] = []
        self.down: list[bool] = []

    def on_chord(self, name: str, device: int, _now_ns: int) -> None:
        self.gestures.append((name, device))

    def on_escape(self, device: int, _now_ns: int) -> None:
        self.gestures.append(("escape", device))

    def on_press(self, device: int, _now_ns: int) -> None:
        self.gestures.append(("press", device))

    def on_release(self, device: int, _now_ns: int) -> None:
        self.gestures.append(("release", device))

    def on_activity(self, _now_ns: int, *, down: bool, keys: bool) -> None:  # noqa: ARG002 - the protocol's
        self.down.append(down)


class Scene:
    """Ears with a clock that goes on by 1 ms an event."""

    def __init__(self, equipment: Equipment = EQUIPMENT) -> None:
        self.told = Told()
        self.heard = Corroboration()
        self.ears = Ears(CHORDS, 700 * MS, self.heard, self.told)
        self.now_ns = 1
        self.ears.learn(equipment, self.now_ns)

    def event(self, kind: RawKind, device: int, detail: int, *, processed: bool = False) -> None:
        self.now_ns += MS
        self.ears.hear(RawEvent(kind, device, detail, self.now_ns // MS, processed), self.now_ns)

    def press(self, *keycodes: int, device: int = KEYBOARD) -> None:
        for keycode in keycodes:
            self.event(RawKind.KEY_PRESS, device, keycode)
            self.event(RawKind.KEY_PRESS, device, keycode, processed=True)

    def release(self, *keycodes: int, device: int = KEYBOARD) -> None:
        for keycode in keycodes:
            self.event(RawKind.KEY_RELEASE, device, keycode)

    def wait(self, ms: int) -> frozenset[int]:
        self.now_ns += ms * MS
        return self.ears.tick(self.now_ns)


def test_the_persons_chord_is_told_once_though_the_server_tells_it_twice() -> None:
    scene = Scene()
    scene.press(CTRL, ALT, S)
    assert scene.told.gestures == [("stop", KEYBOARD)]


def test_a_program_cannot_make_a_gesture() -> None:
    scene = Scene()
    scene.press(CTRL, ALT, S, device=XTEST)
    scene.press(ESCAPE, device=XTEST)
    scene.wait(5000)
    scene.event(RawKind.BUTTON_PRESS, XTEST_POINTER, 1)
    scene.event(RawKind.MOTION, XTEST_POINTER, 0, processed=True)
    assert scene.told.gestures == []
    assert scene.told.down == []


def test_a_program_cannot_complete_the_persons_chord_or_spoil_it() -> None:
    scene = Scene()
    scene.press(CTRL, ALT)
    scene.press(S, device=XTEST)
    assert scene.told.gestures == []
    scene.press(50, device=XTEST)
    scene.press(S)
    assert scene.told.gestures == [("stop", KEYBOARD)]


def test_programs_keys_do_not_cancel_the_persons_escape() -> None:
    scene = Scene()
    scene.press(ESCAPE)
    scene.press(A, device=XTEST)
    scene.wait(701)
    assert scene.told.gestures == [("escape", KEYBOARD)]


def test_escape_let_go_early_is_nothing() -> None:
    scene = Scene()
    scene.press(ESCAPE)
    scene.wait(600)
    scene.release(ESCAPE)
    scene.wait(600)
    assert scene.told.gestures == []
    assert scene.ears.due_ns is None


def test_the_second_listener_learns_of_every_devices_presses() -> None:
    scene = Scene()
    scene.press(S, device=XTEST)
    assert scene.heard.knows(S, 1)


def test_a_keyboard_just_plugged_in_may_stop_and_nothing_else() -> None:
    scene = Scene()
    scene.press(CTRL, ALT, S, device=NEW)
    scene.release(S, device=NEW)
    scene.press(29, device=NEW)
    assert scene.told.gestures == [("stop", NEW)]


def test_a_device_that_is_switched_off_or_has_no_hardware_is_not_heard() -> None:
    scene = Scene(
        replace(EQUIPMENT, devices=(Device(10, "Xvfb keyboard", enabled=True, xtest=False, keyboard=True),))
    )
    scene.press(CTRL, ALT, S, device=10)
    assert scene.told.gestures == []
    assert scene.ears.equipment.physical == ()


def test_left_handed_people_press_the_third_button() -> None:
    scene = Scene(replace(EQUIPMENT, buttons=(3, 2, 1, 4, 5)))
    for button in (1, 3):
        scene.event(RawKind.BUTTON_PRESS, MOUSE, button)
        scene.event(RawKind.BUTTON_RELEASE, MOUSE, button)
    assert scene.told.gestures == [("press", MOUSE), ("release", MOUSE)]


def test_a_pointer_that_a_program_moved_is_not_where_the_person_put_it() -> None:
    scene = Scene()
    scene.event(RawKind.MOTION, MOUSE, 0, processed=True)
    now_ns = scene.now_ns + MS
    assert scene.ears.knows_place(now_ns, now_ns + MS)
    scene.event(RawKind.MOTION, XTEST_POINTER, 0, processed=True)
    assert not scene.ears.knows_place(now_ns, now_ns + MS)
    scene.event(RawKind.MOTION, MOUSE, 0, processed=True)
    assert scene.ears.knows_place(scene.now_ns, scene.now_ns + MS)


def test_a_look_that_came_late_says_nothing_about_the_press() -> None:
    scene = Scene()
    scene.event(RawKind.MOTION, MOUSE, 0, processed=True)
    resting_ns = scene.now_ns + 1
    assert scene.ears.knows_place(resting_ns, resting_ns + 100 * MS)
    assert not scene.ears.knows_place(resting_ns, resting_ns + 101 * MS)
    pressed_ns = scene.now_ns
    scene.event(RawKind.MOTION, MOUSE, 0, processed=True)
    assert scene.ears.knows_place(pressed_ns, pressed_ns + 5 * MS)
    assert not scene.ears.knows_place(pressed_ns, pressed_ns + 6 * MS), "the hand went on moving"


def test_a_key_that_a_program_released_keeps_nobody_waiting() -> None:
    scene = Scene()
    scene.press(50)
    scene.event(RawKind.KEY_RELEASE, XTEST, 50, processed=True)
    assert scene.told.down == [True, False]
    scene.press(ESCAPE)
    scene.wait(701)
    assert scene.told.gestures == [("escape", KEYBOARD)]


def test_activity_says_what_is_held_down() -> None:
    scene = Scene()
    scene.press(A)
    scene.event(RawKind.BUTTON_PRESS, MOUSE, 3)
    scene.release(A)
    scene.event(RawKind.BUTTON_RELEASE, MOUSE, 3)
    scene.wait(100)
    scene.event(RawKind.BUTTON_PRESS, MOUSE, 5)
    assert scene.told.down[0] is True
    assert scene.told.down[-2:] == [False, False]


def test_a_keyboard_that_goes_lets_go() -> None:
    scene = Scene()
    scene.press(ESCAPE)
    gone = tuple(device for device in EQUIPMENT.devices if device.id != KEYBOARD)
    scene.ears.learn(replace(EQUIPMENT, devices=gone, rows={}), scene.now_ns)
    scene.wait(2000)
    assert scene.told.gestures == []
    assert scene.told.down[-1] is False


def test_what_stays_down_is_asked_about_and_let_go() -> None:
    scene = Scene()
    scene.press(CTRL)
    assert scene.wait(500) == frozenset()
    assert scene.wait(600) == {KEYBOARD}
    scene.ears.correct(KEYBOARD, (frozenset(), frozenset()), scene.now_ns, scene.now_ns)
    assert scene.told.down[-1] is False
    scene.press(ALT, S)
    assert scene.told.gestures == [], "Ctrl was up"


def test_an_escape_that_is_really_down_goes_on_counting() -> None:
    scene = Scene()
    scene.press(ESCAPE)
    scene.ears.correct(KEYBOARD, (frozenset({ESCAPE}), frozenset()), scene.now_ns + 1, scene.now_ns)
    scene.wait(701)
    assert scene.told.gestures == [("escape", KEYBOARD)]


def test_another_layout_group_moves_the_chords() -> None:
    us_de = keyboard(k29=(ord("y"), ord("Y"), ord("z"), ord("Z")), k52=(ord("z"), ord("Z"), ord("y"), ord("Y")))
    scene = Scene(replace(EQUIPMENT, rows={KEYBOARD: us_de}))
    scene.ears.set_group(1)
    scene.press(CTRL, ALT, 29)
    assert scene.told.gestures == []
    scene.press(52)
    assert scene.told.gestures == [("approve", KEYBOARD)]


def test_an_emptied_keymap_does_not_disarm() -> None:
    scene = Scene()
    scene.ears.learn(replace(EQUIPMENT, rows={KEYBOARD: tuple((0, 0) for _ in range(248))}), scene.now_ns)
    scene.press(CTRL, ALT, S)
    assert scene.told.gestures == [("stop", KEYBOARD)]
