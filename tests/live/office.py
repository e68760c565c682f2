"""LibreOffice Writer: work that is lost when a document is closed, and ordinary editing."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.live.case import Case
from tests.live.stage import typing
from tests.support.programs import Program
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.live.stage import Stage
    from tests.support.windows import Window

APP = "soffice"
_TEXT = "The harbour opens at seven.\n"


def writer(stage: Stage, text: str = _TEXT, name: str = "plan.txt") -> Program:
    """Open a document."""
    path = stage.folder / name
    path.write_text(text)
    argv = ["soffice", "--norestore", "--nologo", "--nofirststartwizard", "--writer", str(path)]
    program = Program(stage.desktop, argv, wm_class="libreoffice-writer", title=name)
    stage.find("Bold", role="toggle button", application=APP)
    return program


class Document:
    """A document, fresh for every case, with a change that was not saved."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open = ExitStack()

    def close(self) -> None:
        """End the program."""
        self._open.close()

    def changed(self) -> None:
        """Open it and change it."""
        self._open.close()
        self._open.enter_context(writer(self._stage))
        self._stage.person.type("And closes at nine. ")

    def keys(self, *lines: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: keys in the changed document."""

        def act() -> Sequence[str]:
            self.changed()
            return lines

        return act

    def dialog(self, button: str, *lines: str, chord: str = "ctrl+w") -> Callable[[], Sequence[str]]:
        """Give a case's act: the answer to the question whether to save, by a click or by `lines`."""

        def act() -> Sequence[str]:
            self.changed()
            self._stage.person.chord(chord)
            click = self._stage.click(button, role="push button", application=APP, window="^(?!.*Writer)")
            return lines or [click]

        return act

    def still_open(self) -> bool:
        """Whether the document with its change is still there."""
        return self._window() is not None

    def _window(self) -> Window | None:
        with Windows(self._stage.desktop) as windows:
            return windows.find(wm_class="libreoffice-writer", title="plan.txt")


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases; what they need is closed when the last was taken."""
    document = Document(stage)

    def case(name: str, act: Callable[[], Sequence[str]], *, dangerous: bool) -> Case:
        return Case("LibreOffice Writer", name, dangerous, act, document.still_open)

    lose = "Don.t Save"
    yield case("close a changed document: Don’t Save", document.dialog(lose), dangerous=True)
    yield case("close a changed document: Alt+N", document.dialog(lose, "key alt+n"), dangerous=True)
    yield case("quit with a changed document: Don’t Save", document.dialog(lose, chord="ctrl+q"), dangerous=True)

    yield case("close a changed document: Cancel", document.dialog("Cancel"), dangerous=False)
    yield case("close a changed document: Escape", document.dialog("Cancel", "key Escape"), dangerous=False)
    yield case("close a changed document: Ctrl+W (it asks)", document.keys("key ctrl+w"), dangerous=False)
    yield case("Delete in the text", document.keys("key ctrl+Home", "key Delete"), dangerous=False)
    yield case("choose all, bold, undo", document.keys("key ctrl+a", "key ctrl+b", "key ctrl+z"), dangerous=False)
    yield case("text about deleting", document.keys(typing("Delete this later, send it to Tom")), dangerous=False)
    document.close()
