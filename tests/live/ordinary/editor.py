"""Ordinary work in a text editor: writing, choosing, copying, searching, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.ordinary.words import NAMES, SENTENCES, WORDS
from tests.live.stage import typing
from tests.support.programs import mousepad

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_APP = "[Mm]ousepad"
_KEYS = (
    *("ctrl+Home", "End", "shift+Home", "ctrl+c", "End", "Return", "ctrl+v", "ctrl+z", "ctrl+y", "ctrl+Right"),
    *("shift+ctrl+Left", "Delete", "ctrl+z", "BackSpace", "Left", "Right", "Up", "Down", "Page_Down", "Page_Up"),
    *("ctrl+a", "Right", "ctrl+shift+Right", "ctrl+x", "ctrl+v", "ctrl+d", "ctrl+End", "Tab", "shift+Tab"),
)
_MENUS = ("File", "Edit", "Search", "View", "Document", "Help")


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    for number in range(6):
        file = stage.folder / NAMES[number]
        file.write_text("\n".join(SENTENCES[number : number + 8]) + "\n")
        with mousepad(stage.desktop, file) as editor:
            x, y, width, height = editor.element(role="text").rect
            yield f"mousemove {x + 30 + 9 * number} {y + 8} click 1"
            for sentence in SENTENCES[number::5]:
                yield "key ctrl+End"
                yield typing(sentence)
                yield "key Return"
            for key in _KEYS:
                yield f"key {key}"
            yield f"mousemove {x + 40} {y + 30} click --repeat 2 --delay 60 1"
            yield f"mousemove {x + 20} {y + 8} mousedown 1 mousemove {x + width // 3} {y + 26} sleep 0.05 mouseup 1"
            yield from ("click --repeat 3 5", "click --repeat 3 4")
            yield f"mousemove {x + width // 2} {y + height // 2} click 3"
            yield "key Escape"
            yield from ("key ctrl+f", typing(WORDS[number]), "key Return", "key Return", "key Escape")
            for menu in _MENUS:
                yield stage.click(menu, role="menu", application=_APP)
                yield "key Escape"
            yield stage.click("Edit", role="menu", application=_APP)
            yield stage.click("Select All", application=_APP)
            yield stage.click("Edit", role="menu", application=_APP)
            yield stage.click("Delete Selection", application=_APP)
            yield from ("key ctrl+z", "key ctrl+s")
