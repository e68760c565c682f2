from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib import X

from supervisor.desktop.doctor_display import probe_display

if TYPE_CHECKING:
    from Xlib.display import Display

    from supervisor.desktop.finding import Finding
    from supervisor.desktop.x11 import X11

CHORDS = {"approve": "ctrl+alt+y", "stop": "ctrl+alt+s"}


def named(x11: X11, name: str, *, ours: bool = False) -> Finding:
    findings, _ = probe_display(x11, CHORDS, chords_are_ours=ours)
    return next(finding for finding in findings if finding.name == name)


def test_a_chord_somebody_holds_is_named(x11: X11, other: Display) -> None:
    assert named(x11, "chords").ok is True
    keycode = other.keysym_to_keycode(ord("y"))
    root = other.screen().root
    root.grab_key(keycode, X.ControlMask | X.Mod1Mask, 0, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    found = named(x11, "chords")
    assert found.ok is False
    assert "Ctrl+Alt+Y (approve)" in found.means
    assert "Ctrl+Alt+S" not in found.means
    assert named(x11, "chords", ours=True).ok is None
    root.ungrab_key(keycode, X.ControlMask | X.Mod1Mask)
    other.sync()
    assert named(x11, "chords").ok is True


def test_looking_for_chords_leaves_none_held(x11: X11, other: Display) -> None:
    named(x11, "chords")
    from Xlib import error  # noqa: PLC0415 only here

    caught = error.CatchError(error.BadAccess)
    keycode = other.keysym_to_keycode(ord("s"))
    root = other.screen().root
    root.grab_key(keycode, X.ControlMask | X.Mod1Mask, 0, X.GrabModeAsync, X.GrabModeAsync, onerror=caught)
    other.sync()
    assert caught.get_error() is None
    root.ungrab_key(keycode, X.ControlMask | X.Mod1Mask)
    other.sync()


def test_devices_of_flesh_and_blood_are_named(x11: X11) -> None:
    found = named(x11, "physical input")
    assert found.ok is True
    assert "TigerVNC keyboard" in found.means
    assert "XTEST pointer" not in found.means


def test_compositor_and_tray_are_who_owns_their_selection(x11: X11, other: Display) -> None:
    assert named(x11, "compositor").ok is None
    assert probe_display(x11, CHORDS)[1] is False
    window = other.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    for selection in ("_NET_WM_CM_S0", "_NET_SYSTEM_TRAY_S0"):
        window.set_selection_owner(other.intern_atom(selection), X.CurrentTime)
    other.sync()
    assert named(x11, "compositor").ok is True
    assert probe_display(x11, CHORDS)[1] is True


def test_the_display_itself(x11: X11) -> None:
    found = named(x11, "display")
    assert found.ok is True
    assert "800×600" in found.means
