"""Doctor's questions to the X server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from Xlib import X, error
from Xlib.ext import xinput
from Xlib.protocol import request as xrequest

from supervisor.core.chord import Chord
from supervisor.desktop.finding import Finding
from supervisor.desktop.keymap import keysym_name
from supervisor.desktop.x11 import property_bytes, property_ints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supervisor.desktop.x11 import X11

_NEEDED = ("XTEST", "XInputExtension", "RECORD", "SHAPE")
_MASKS = {"ctrl": X.ControlMask, "alt": X.Mod1Mask, "shift": X.ShiftMask, "super": X.Mod4Mask}
_REMOTE = (
    "a remote desktop that types through XTEST is not recognised as a person until its program is named as trusted"
)


def probe_display(
    x11: X11, chords: Mapping[str, str], *, chords_are_ours: bool = False
) -> tuple[list[Finding], bool]:
    """Ask all there is to ask.

    Args:
        x11: Connection to the display.
        chords: What for, and the chord.
        chords_are_ours: A supervisor is running here and holds chords of its own.

    Returns:
        The findings, and whether the desktop has a tray of the X11 kind.

    Raises:
        DisplayLostError: the server has gone.
    """
    tray = bool(_owner(x11, "_NET_SYSTEM_TRAY_S0"))
    return [
        _server(x11),
        _window_manager(x11),
        _compositor(x11),
        _physical_input(x11),
        _chords(x11, chords, chords_are_ours=chords_are_ours),
    ], tray


def _server(x11: X11) -> Finding:
    missing = [name for name in _NEEDED if not x11.display.has_extension(name)]
    if missing:
        return Finding(
            "display", False, f"the X server lacks {', '.join(missing)}", "use an X server with these extensions"
        )
    screen = x11.display.screen()
    size = f"{screen.width_in_pixels}×{screen.height_in_pixels}"
    return Finding("display", True, f"display `{x11.display.get_display_name()}` answers, {size} pixels")


def _window_manager(x11: X11) -> Finding:
    found = property_ints(x11.answer(x11.ask_property(x11.root, x11.atom("_NET_SUPPORTING_WM_CHECK"), 1)))
    if not found:
        means = "no window manager: titles and dialogs are known less well, popup and overlay still work"
        return Finding("window manager", None, means, "start a window manager if this is a desktop to work on")
    name = property_bytes(x11.answer(x11.ask_property(found[0], x11.atom("_NET_WM_NAME"), 64)))
    return Finding("window manager", True, f"`{name.decode('utf-8', 'replace') or 'unnamed'}` manages the windows")


def _compositor(x11: X11) -> Finding:
    if _owner(x11, "_NET_WM_CM_S0"):
        return Finding("compositor", True, "marks of the overlay are drawn translucent and smooth")
    means = "no compositor: marks of the overlay are drawn as cut-out shapes, nothing else changes"
    return Finding("compositor", None, means, "start a compositor, e.g. `picom`, for smooth marks")


def _physical_input(x11: X11) -> Finding:
    version = x11.display.has_extension(xinput.extname) and x11.display.xinput_query_version()
    if not version or version.major_version < 2:
        return Finding(
            "physical input", False, "the X server has no XInput 2: a person cannot be told from an agent",
            "use an X server with XInput 2.1 or newer",
        )  # fmt: skip
    keyboards, pointers = [], []
    for device in x11.display.xinput_query_device(xinput.AllDevices).devices:
        if not device.enabled or "XTEST" in device.name:
            continue
        if device.use == xinput.SlaveKeyboard:
            keyboards.append(device.name)
        elif device.use == xinput.SlavePointer:
            pointers.append(device.name)
    if not keyboards:
        means = "no keyboard of flesh and blood here: nobody can answer or press stop by hand"
        return Finding(
            "physical input", False, f"{means}; {_REMOTE}", "attach a keyboard, or use `--headless` knowingly"
        )
    means = f"heard as a person's: {', '.join((keyboards + pointers)[:6])}"
    return Finding("physical input", True, f"{means}; {_REMOTE}")


def _chords(x11: X11, chords: Mapping[str, str], *, chords_are_ours: bool) -> Finding:
    taken = [
        f"{Chord.parse(text).label} ({what})" for what, text in chords.items() if _is_taken(x11, Chord.parse(text))
    ]
    if not taken:
        return Finding("chords", True, "no other program holds the supervisor's chords")
    if chords_are_ours:
        return Finding("chords", None, f"held now: {', '.join(taken)}; a running supervisor holds its own", "")
    means = f"another program holds {', '.join(taken)}: the supervisor still hears them, and so does that program"
    return Finding("chords", False, means, "set other chords in settings.toml, or change the desktop's shortcut")


def _is_taken(x11: X11, chord: Chord) -> bool:
    keycode = _keycode(x11, chord.key)
    if not keycode:
        return False
    modifiers = sum(_MASKS[name] for name in chord.modifiers)
    caught = error.CatchError(error.BadAccess)
    x11.tell(
        xrequest.GrabKey,
        caught,
        grab_window=x11.root,
        modifiers=modifiers,
        key=keycode,
        owner_events=0,
        pointer_mode=X.GrabModeAsync,
        keyboard_mode=X.GrabModeAsync,
    )
    x11.answer(x11.ask(xrequest.GetInputFocus))
    taken = caught.get_error() is not None
    if not taken:
        x11.tell(xrequest.UngrabKey, grab_window=x11.root, modifiers=modifiers, key=keycode)
        x11.answer(x11.ask(xrequest.GetInputFocus))
    return taken


def _keycode(x11: X11, name: str) -> int:
    info = x11.display.display.info
    first = int(info.min_keycode)
    asked = x11.ask(xrequest.GetKeyboardMapping, first_keycode=first, count=int(info.max_keycode) - first + 1)
    reply: Any = x11.answer(asked)
    rows = reply.keysyms if reply is not None else []
    return next((first + i for i, row in enumerate(rows) if len(row) and keysym_name(int(row[0])) == name), 0)


def _owner(x11: X11, selection: str) -> int:
    reply = x11.answer(x11.ask(xrequest.GetSelectionOwner, selection=x11.atom(selection)))
    return int(getattr(reply.owner, "id", reply.owner)) if reply is not None else 0
