"""Ordinary work in a file manager: looking, choosing, sorting, renaming, copying, making folders."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from tests.live.ordinary.words import FOLDERS, NAMES, SENTENCES, WORDS
from tests.live.stage import typing
from tests.support.programs import thunar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_APP = "[Tt]hunar"
_MENUS = {
    "View": ("Reload", "Zoom In", "Zoom Out", "Normal Size"),
    "Go": ("Open Parent",),
    "Edit": ("Select all Files", "Invert Selection"),
    "Help": (),
    "File": (),
    "Bookmarks": (),
}
_COLUMNS = ("Name", "Size", "Type", "Date Modified")


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    root = stage.folder / "Documents"
    shutil.rmtree(root, ignore_errors=True)
    for number, folder in enumerate(FOLDERS):
        (root / folder).mkdir(parents=True)
        for at, name in enumerate(NAMES[number:] + NAMES[:number]):
            (root / folder / name).write_text(SENTENCES[at] * (number + at))
    for number, folder in enumerate(FOLDERS):
        with thunar(stage.desktop, root):
            yield stage.click(folder, role="table cell", application=_APP)
            yield stage.click(folder, role="table cell", application=_APP, repeat=2)
            names = (NAMES[number:] + NAMES[:number])[:6]
            stage.find(names[0], role="table cell", application=_APP)
            yield from _looking(stage, names, number)
            yield from _changing(stage, names, number)
            yield from _menus(stage)


def _looking(stage: Stage, names: tuple[str, ...], number: int) -> Iterator[str]:
    for name in names:
        yield stage.click(name, role="table cell", application=_APP)
    for key in ("Down", "Down", "shift+Down", "Up", "Home", "End", "Page_Up", "ctrl+a", "Escape", "space"):
        yield f"key {key}"
    for column in _COLUMNS:
        yield stage.click(column, role="table column header", application=_APP)
    yield stage.click("Name", role="table column header", application=_APP)
    yield from ("click --repeat 2 5", "click --repeat 2 4", "key ctrl+h", "key ctrl+h")
    yield from ("key ctrl+plus", "key ctrl+minus", "key ctrl+0", "key F5", "key alt+Up", "key alt+Left")
    yield from ("key ctrl+l", typing(str(stage.folder / "Documents" / FOLDERS[number])), "key Escape")
    yield from ("key ctrl+t", "key ctrl+w")
    yield typing(WORDS[number])
    yield "key Escape"


def _changing(stage: Stage, names: tuple[str, ...], number: int) -> Iterator[str]:
    here = f"{FOLDERS[number]} - Thunar"
    stage.choose(names[1], _APP)
    yield "key F2"
    stage.await_window("Rename")
    yield from (typing(f"{WORDS[number]} {number}"), "key Return")
    stage.await_window(here)
    yield stage.click(names[2], role="table cell", application=_APP)
    yield from ("key ctrl+c", "key ctrl+v")
    yield stage.click(names[3], role="table cell", application=_APP)
    yield from ("key ctrl+x", "key Escape")
    yield "key ctrl+shift+n"
    stage.await_window("New Folder")
    yield from (typing(f"New {WORDS[number + 1]}"), "key Return")
    stage.await_window(here)


def _menus(stage: Stage) -> Iterator[str]:
    for menu, items in _MENUS.items():
        yield stage.click(menu, role="menu", application=_APP)
        yield "key Escape"
        for item in items:
            yield stage.click(menu, role="menu", application=_APP)
            yield stage.click(item, application=_APP)
