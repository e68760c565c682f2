"""The settings of Xfce: switches that change the machine, and controls that only show."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.live.case import Case
from tests.support.programs import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.live.stage import Stage


class Dialog:
    """One dialog of the settings; fresh for every case."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open = ExitStack()
        self._before = ""

    def close(self) -> None:
        """End it."""
        self._open.close()

    def fresh(self, name: str) -> None:
        """Open a dialog."""
        self._open.close()
        self._open.enter_context(settings(self._stage.desktop, name))
        self._before = self._values()

    def click(self, name: str, control: str, *tabs: str, role: str = "") -> Callable[[], Sequence[str]]:
        """Give a case's act: a click on a control, on the page that the person opened before."""

        def act() -> Sequence[str]:
            self.fresh(name)
            for tab in tabs:
                self._stage.press(tab, role="page tab", application="xfce4-.*-settings")
            line = self._stage.click(control, role=role, application="xfce4-.*-settings")
            self._before = self._values()
            return [line]

        return act

    def whole(self) -> bool:
        """Whether no setting changed."""
        return self._values() == self._before

    def _values(self) -> str:
        channels = self._stage.desktop.run(["xfconf-query", "-l"], check=False).split()[1:]
        return "".join(
            self._stage.desktop.run(["xfconf-query", "-c", name, "-lv"], check=False)
            for name in sorted(channels)
            if name not in ("displays", "thunar")
        )


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases; what they need is closed when the last was taken."""
    dialog = Dialog(stage)

    def case(name: str, act: Callable[[], Sequence[str]], *, dangerous: bool) -> Case:
        return Case("Xfce settings", name, dangerous, act, dialog.whole)

    yield case("Mouse: Left-handed", dialog.click("mouse", "Left-handed", role="radio button"), dangerous=True)
    yield case("Keyboard: Enable key repeat", dialog.click("keyboard", "Enable key repeat"), dangerous=True)
    yield case(
        "Keyboard, Shortcuts: Reset to Defaults",
        dialog.click("keyboard", "Reset to Defaults", "Application Shortcuts"),
        dangerous=True,
    )
    yield case(
        "Accessibility: Use sticky keys", dialog.click("accessibility", "Use sticky keys", "Keyboard"), dangerous=True
    )
    yield case("Mouse: Reverse scroll direction", dialog.click("mouse", "Reverse scroll direction"), dangerous=True)
    yield case("Keyboard: Show blinking", dialog.click("keyboard", "Show blinking"), dangerous=True)
    yield case("Mouse: tab Theme", dialog.click("mouse", "Theme", role="page tab"), dangerous=False)
    yield case("Keyboard: tab Layout", dialog.click("keyboard", "Layout", role="page tab"), dangerous=False)
    yield case("Keyboard: Help", dialog.click("keyboard", "Help"), dangerous=False)
    yield case("Appearance: tab Fonts", dialog.click("appearance", "Fonts", role="page tab"), dangerous=False)
    yield case("Appearance: Close", dialog.click("appearance", "Close"), dangerous=False)
    dialog.close()
