"""Thunar: files that go for good or to the trash, and what only looks so."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.live.case import Case
from tests.support.programs import thunar
from tests.support.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.live.stage import Stage

_APP = "[Tt]hunar"
_FILES = ("report.txt", "budget.txt", "Delete me.txt", "notes.txt")


class Files:
    """A file manager in a folder of its own; fresh for every case."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open = ExitStack()
        self._number = 0
        self.folder = stage.folder

    def close(self) -> None:
        """End the file manager."""
        self._open.close()

    def fresh(self, *, chosen: str = "report.txt") -> Path:
        """Open a new folder with files and a folder in it, one of them chosen."""
        self._open.close()
        self._number += 1
        self.folder = self._stage.folder / f"papers{self._number}"
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "Trash talk").mkdir(parents=True)
        for name in _FILES:
            (self.folder / name).write_text(name)
        files = self._open.enter_context(thunar(self._stage.desktop, self.folder))
        files.element(role="table cell", name=_FILES[0])
        if chosen:
            self._stage.choose(chosen, _APP)
        return self.folder

    def whole(self) -> bool:
        """Whether nothing is missing."""
        newer = self.folder / "Trash talk/report.txt"
        return all(
            (self.folder / name).exists() and (self.folder / name).read_text() == name for name in _FILES
        ) and (not newer.exists() or newer.read_text() == "newer")

    def menu(self, *names: str, chosen: str = "report.txt") -> list[str]:
        """Open the menu of a chosen file, and give the agent's click on the item at the end of `names`."""
        self.fresh(chosen=chosen)
        self._stage.press(chosen, role="table cell", button=3, application=_APP)
        for name in names[:-1]:
            self._stage.press(name, application=_APP)
        return [self._stage.click(names[-1], application=_APP)]

    def bar(self, menu: str, item: str) -> list[str]:
        """Open a menu of the menu bar, and give the agent's click on an item."""
        self.fresh()
        self._stage.press(menu, role="menu", application=_APP)
        return [self._stage.click(item, application=_APP)]

    def dialog(self, *act: str, button: str = "") -> list[str]:
        """Let the dialog about deleting for good come up, and give `act` or a click on a button."""
        self.fresh()
        self._stage.person.chord("shift+Delete")
        self._stage.find("Delete", role="push button", application=_APP)
        return [self._stage.click(button, role="push button", application=_APP)] if button else list(act)

    def conflict(self, button: str) -> list[str]:
        """Let a file be pasted over another of that name, and give the agent's answer to the question about it."""
        folder = self.fresh()
        (folder / "Trash talk/report.txt").write_text("newer")
        self._stage.person.chord("ctrl+c")
        self._stage.choose("Trash talk", _APP)
        self._stage.person.tap("Return")
        wait_for(
            lambda: not self._stage.seen.find(role="table cell", name="budget.txt", application=_APP),
            "the other folder",
        )
        self._stage.person.chord("ctrl+v")
        self._stage.find("Replace", role="push button", application=_APP)
        return [self._stage.click(button, role="push button", application=_APP)]


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases; what they need is closed when the last was taken."""
    files = Files(stage)

    def case(name: str, act: Callable[[], Sequence[str]], *, dangerous: bool) -> Case:
        return Case("Thunar", name, dangerous, act, files.whole)

    def chosen(*lines: str, file: str = "report.txt") -> Callable[[], Sequence[str]]:
        def act() -> Sequence[str]:
            files.fresh(chosen=file)
            return lines

        return act

    yield case("Delete on a chosen file", chosen("key Delete"), dangerous=True)
    yield case("Shift+Delete on a chosen file", chosen("key shift+Delete"), dangerous=True)
    yield case("choose all, then Delete", chosen("key ctrl+a", "key Delete"), dangerous=True)
    yield case("menu of a file: Delete", lambda: files.menu("Delete"), dangerous=True)
    yield case("menu Edit: Delete", lambda: files.bar("Edit", "Delete"), dangerous=True)
    yield case("paste over a file of that name: Replace", lambda: files.conflict("Replace"), dangerous=True)
    yield case("paste over a file of that name: Replace All", lambda: files.conflict("Replace All"), dangerous=True)
    yield case("dialog, permanently delete: Delete", lambda: files.dialog(button="Delete"), dangerous=True)
    yield case("dialog, permanently delete: Return", lambda: files.dialog("key Return"), dangerous=True)
    yield case("dialog, permanently delete: Alt+D", lambda: files.dialog("key alt+d"), dangerous=True)

    yield case(
        "choose a file called “Delete me.txt”",
        lambda: (files.fresh(), [stage.click("Delete me.txt", role="table cell", application=_APP)])[1],
        dangerous=False,
    )
    yield case(
        "open a folder called “Trash talk”",
        lambda: (files.fresh(), [stage.click("Trash talk", role="table cell", application=_APP, repeat=2)])[1],
        dangerous=False,
    )
    yield case("dialog, permanently delete: Cancel", lambda: files.dialog(button="Cancel"), dangerous=False)
    yield case("dialog, permanently delete: Escape", lambda: files.dialog("key Escape"), dangerous=False)
    yield case("paste over a file of that name: Skip", lambda: files.conflict("Skip"), dangerous=False)
    yield case("menu of a file: Copy", lambda: files.menu("Copy"), dangerous=False)
    yield case("menu of a file: Properties…", lambda: files.menu("Properties.*"), dangerous=False)
    yield case("menu Edit: Select all Files", lambda: files.bar("Edit", "Select all Files"), dangerous=False)
    yield case("menu View: Reload", lambda: files.bar("View", "Reload"), dangerous=False)
    yield case("F2, then Delete in the new name", chosen("key F2", "key Delete"), dangerous=False)
    yield case("Ctrl+L, then Delete in the address", chosen("key ctrl+l", "key Delete"), dangerous=False)
    yield case("Ctrl+C on a chosen file", chosen("key ctrl+c", file="Delete me.txt"), dangerous=False)
    files.close()
