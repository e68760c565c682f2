from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib import X

from supervisor.core.chord import Chord
from supervisor.human.devices import Equipment, read_equipment
from supervisor.human.layout import Binding, Layout, merge, resolve
from supervisor.human.swallow import Swallow, grabs_of, taken_by_others
from tests.support.connect import connect
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from supervisor.demo.person import Person
    from supervisor.demo.virtual_desktop import VirtualDesktop
    from supervisor.human.connection import Connection
    from supervisor.human.swallow import Grab

CHORDS = {"approve": Chord.parse("ctrl+alt+y"), "reject": Chord.parse("ctrl+alt+n")}
CTRL_ALT = X.ControlMask | X.Mod1Mask
LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)


def of_desktop(connection: Connection) -> dict[str, frozenset[Grab]]:
    """Give the grabs for the keyboard in use."""
    equipment = read_equipment(connection)
    layout = merge([resolve(rows, equipment.first_keycode, CHORDS) for rows in equipment.rows.values()])
    return {name: grabs_of(layout.bindings[name], layout, equipment) for name in CHORDS}


def test_every_combination_of_locks_is_grabbed(connection: Connection) -> None:
    grabs = of_desktop(connection)["approve"]
    assert {code for code, _ in grabs} == {29}
    assert {mask for _, mask in grabs} >= {CTRL_ALT | lock for lock in LOCKS}
    assert all(mask & CTRL_ALT == CTRL_ALT and not mask & X.ShiftMask for _, mask in grabs)


def test_a_chord_that_cannot_be_typed_is_not_grabbed() -> None:
    equipment = Equipment((), 8, {}, (), ((50, 0), (66, 0), (37, 0), (64, 0), (), (), (), ()))
    layout = Layout({}, {37: "ctrl", 64: "alt"}, frozenset(), {}, has_left_alt=True)
    assert grabs_of(Binding(frozenset({29}), frozenset({"super"})), layout, equipment) == frozenset()
    assert grabs_of(Binding(frozenset(), frozenset({"ctrl"})), layout, equipment) == frozenset()
    assert grabs_of(Binding(frozenset({29}), frozenset({"ctrl"})), layout, equipment) == {
        (29, X.ControlMask),
        (29, X.ControlMask | X.LockMask),
    }


def test_the_program_in_focus_gets_the_chord_only_when_it_is_not_held(
    connection: Connection, on_desktop: VirtualDesktop, person: Person
) -> None:
    swallow = Swallow()
    grabs = of_desktop(connection)["approve"]
    with Receiver(on_desktop) as receiver:
        assert swallow.hold(connection, grabs) == frozenset()
        person.chord("ctrl+alt+y")
        person.tap("a")
        receiver.wait_for(lambda _: "a" in receiver.keys)
        assert "y" not in receiver.keys
        assert swallow.hold(connection, frozenset()) == frozenset()
        person.chord("ctrl+alt+y")
        receiver.wait_for(lambda _: "y" in receiver.keys)


def test_caps_and_num_lock_change_nothing(connection: Connection, on_desktop: VirtualDesktop, person: Person) -> None:
    swallow = Swallow()
    swallow.hold(connection, of_desktop(connection)["approve"])
    with Receiver(on_desktop) as receiver:
        for lock in ("Caps_Lock", "Num_Lock"):
            person.tap(lock)
            person.chord("ctrl+alt+y")
        for lock in ("Caps_Lock", "Num_Lock"):
            person.tap(lock)
        person.tap("a")
        receiver.wait_for(lambda _: "a" in receiver.keys)
        assert not {"y", "Y"} & set(receiver.keys)
    swallow.hold(connection, frozenset())


def test_anothers_shortcut_is_found(connection: Connection, on_desktop: VirtualDesktop) -> None:
    grabs = of_desktop(connection)
    assert taken_by_others(connection, grabs) == ()
    other = connect(on_desktop)
    other.screen().root.grab_key(29, CTRL_ALT, False, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    assert taken_by_others(connection, grabs) == ("approve",)
    swallow = Swallow()
    assert swallow.hold(connection, grabs["approve"]) == {(29, CTRL_ALT)}
    other.close()
    swallow.hold(connection, frozenset())
