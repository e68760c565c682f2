"""When the answering chords go to the supervisor alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib import XK, X, error

from tests.support.connect import connect

if TYPE_CHECKING:
    from supervisor.demo.virtual_desktop import VirtualDesktop

_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)


def answers_are_kept(desktop: VirtualDesktop) -> bool:
    """Tell whether Ctrl+Alt+Y and Ctrl+Alt+N are kept from the program in focus: nobody else can have them now."""
    display = connect(desktop)
    root = display.screen().root
    # With the server grabbed, trying takes nothing from whoever asks for these keys in the same moment.
    display.grab_server()
    refusals = []
    for name in ("y", "n"):
        code = display.keysym_to_keycode(XK.string_to_keysym(name))
        for locks in _LOCKS:
            refused, mask = error.CatchError(error.BadAccess), X.ControlMask | X.Mod1Mask | locks
            root.grab_key(code, mask, False, X.GrabModeAsync, X.GrabModeAsync, refused)
            display.sync()
            refusals.append(refused.get_error() is not None)
            if not refusals[-1]:
                root.ungrab_key(code, mask)
    display.ungrab_server()
    display.sync()
    display.close()
    return all(refusals)
