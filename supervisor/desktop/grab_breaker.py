"""Ending a grab of another client from outside, by its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib import X
from Xlib.protocol import request as xrequest

if TYPE_CHECKING:
    from supervisor.desktop.x11 import X11


def end_grab(x11: X11, what: str, window: int) -> bool:
    """End the grab of the pointer or keyboard that a client holds on a window.

    The server ends every grab on a window that leaves the screen. It is put back at once; a program that has noticed
    closes its menu by itself.

    Args:
        x11: A connection of ours.
        what: `pointer` or `keyboard`.
        window: The window that the grab is on.

    Returns:
        False when nobody grabs it: there was nothing to end.
    """
    if not _is_grabbed(x11, what):
        return False
    state = x11.answer(x11.ask(xrequest.GetWindowAttributes, window=window))
    if state is None or state.map_state != X.IsViewable:
        return False
    x11.tell(xrequest.UnmapWindow, window=window)
    x11.tell(xrequest.MapWindow, window=window)
    x11.flush()
    return True


def _is_grabbed(x11: X11, what: str) -> bool:
    """Try to grab it ourselves: there is no other way to ask."""
    if what == "pointer":
        tried = x11.answer(
            x11.ask(
                xrequest.GrabPointer,
                owner_events=1,
                grab_window=x11.root,
                event_mask=0,
                pointer_mode=X.GrabModeAsync,
                keyboard_mode=X.GrabModeAsync,
                confine_to=X.NONE,
                cursor=X.NONE,
                time=X.CurrentTime,
            )
        )
        release: type = xrequest.UngrabPointer
    else:
        tried = x11.answer(
            x11.ask(
                xrequest.GrabKeyboard,
                owner_events=1,
                grab_window=x11.root,
                time=X.CurrentTime,
                pointer_mode=X.GrabModeAsync,
                keyboard_mode=X.GrabModeAsync,
            )
        )
        release = xrequest.UngrabKeyboard
    if tried is not None and tried.status != X.GrabSuccess:
        return True
    x11.tell(release, time=X.CurrentTime)
    x11.flush()
    return False
