"""The menu of tray and control, chosen from by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from Xlib import X

from supervisor.ui.level_menu import NAME
from tests.support.pixels import Pixels
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.autonomy import Level
    from supervisor.demo.virtual_desktop import VirtualDesktop

ENTRIES = ("queue", "past", "review", "grants", "welcome", "settings", "stop", "pause", "quit")
"""The last entries of the menu, from above; `grants` while some answer stands."""


def choose_from_menu(
    desktop: VirtualDesktop, tap: Callable[[str], object], what: str, *, grants: bool = False
) -> None:
    """Choose an entry of the menu that was just opened, from below, and wait until the menu has gone.

    Args:
        desktop: Where.
        tap: Presses and lets go of a key.
        what: One of `ENTRIES`.
        grants: Some answer stands.
    """
    entries = [entry for entry in ENTRIES if grants or entry != "grants"]
    with Pixels(desktop) as look:
        wait_for(lambda: look.shown(NAME) and _keyboard_is_taken(look), "the menu to have the keyboard")
        for _ in entries[entries.index(what) :]:
            tap("Up")
        tap("Return")
        wait_for(lambda: not look.shown(NAME), "the menu to close")


def menus_are_open(look: Pixels, count: int) -> bool:
    """Tell whether so many menus of the tray are on the screen, a menu and its submenus."""
    return len(look.shown(NAME)) == count


def _keyboard_is_taken(look: Pixels) -> bool:
    """Tell whether some program holds the keyboard, as an open menu does."""
    # With the server grabbed, trying takes nothing from whoever asks for the keyboard in the same moment.
    look.connection.grab_server()
    answer = look.root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    if answer == X.GrabSuccess:
        look.connection.ungrab_keyboard(X.CurrentTime)
    look.connection.ungrab_server()
    look.connection.sync()
    return bool(answer == X.AlreadyGrabbed)


def turn_dial(
    desktop: VirtualDesktop, tap: Callable[[str], object], level: Level, *, laxer: bool, span: int = 0
) -> None:
    """Choose a level for all agents in the menu that was just opened; no line of the dial may be greyed.

    Args:
        desktop: Where.
        tap: Presses and lets go of a key.
        level: Which.
        laxer: It is laxer than the one that holds, so that a time is chosen with it.
        span: Which time, from above.
    """
    downs = [["Down", "Right"], [*["Down"] * level.rank, *(["Right"] if laxer else [])]]
    with Pixels(desktop) as look:
        for number, keys in enumerate([*downs, ["Down"] * span] if laxer else downs, 1):
            wait_for(partial(menus_are_open, look, number), "the menu")
            wait_for(lambda: _keyboard_is_taken(look), "the menu to have the keyboard")
            for key in keys:
                tap(key)
        tap("Return")
        wait_for(lambda: not look.shown(NAME), "the menu to close")


def take_up_what_was_earned(desktop: VirtualDesktop, tap: Callable[[str], object]) -> None:
    """Choose to let hold what was earned, in the menu that was just opened, while no agent runs.

    Args:
        desktop: Where.
        tap: Presses and lets go of a key.
    """
    with Pixels(desktop) as look:
        # The last two lines that can be chosen are to let it hold and to leave it.
        for number, keys in enumerate((["Down", "Right"], ["Up", "Up"]), 1):
            wait_for(partial(menus_are_open, look, number), "the menu")
            wait_for(lambda: _keyboard_is_taken(look), "the menu to have the keyboard")
            for key in keys:
                tap(key)
        tap("Return")
        wait_for(lambda: not look.shown(NAME), "the menu to close")
