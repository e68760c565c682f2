"""Ordinary work in an office program: writing, formatting, choosing, searching, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.office import APP, writer
from tests.live.ordinary.words import SENTENCES, WORDS
from tests.live.stage import typing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_KEYS = (
    *("ctrl+Home", "End", "shift+Home", "ctrl+b", "ctrl+i", "ctrl+u", "ctrl+c", "End", "Return", "ctrl+v", "ctrl+z"),
    *("ctrl+y", "ctrl+Right", "shift+ctrl+Left", "Delete", "ctrl+z", "BackSpace", "Left", "Right", "Up", "Down"),
    *(
        "Page_Down",
        "Page_Up",
        "ctrl+a",
        "ctrl+e",
        "ctrl+l",
        "ctrl+j",
        "ctrl+r",
        "ctrl+l",
        "Right",
        "Tab",
        "shift+Tab",
    ),
    *(
        "ctrl+shift+Right",
        "ctrl+x",
        "ctrl+v",
        "ctrl+1",
        "ctrl+0",
        "ctrl+bracketright",
        "ctrl+bracketleft",
        "ctrl+End",
    ),
)
_MENUS = ("File", "Edit", "View", "Insert", "Format", "Styles", "Table", "Tools", "Window", "Help")


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    for number in range(4):
        text = "\n".join(SENTENCES[number : number + 6]) + "\n"
        with writer(stage, text, f"letter {number}.txt"):
            yield f"mousemove 300 {300 + 10 * number} click 1"
            for sentence in SENTENCES[number::4]:
                yield "key ctrl+End"
                yield typing(sentence)
                yield "key Return"
            for key in _KEYS:
                yield f"key {key}"
            yield "mousemove 320 240 click --repeat 2 --delay 60 1"
            yield "mousemove 300 230 mousedown 1 mousemove 500 250 sleep 0.05 mouseup 1"
            yield from ("click --repeat 3 5", "click --repeat 3 4", "click 3", "key Escape")
            for menu in _MENUS:
                # Their places on the screen are those of the upper of two that it tells.
                x, y = stage.find(menu, role="menu", application=APP).centre
                yield f"mousemove {x} {y} click 1"
                yield from ("key Down", "key Down", "key Escape", "key Escape")
            yield from ("key ctrl+f", typing(WORDS[number]), "key Return", "key Return", "key Escape")
