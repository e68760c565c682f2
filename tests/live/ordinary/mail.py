"""Ordinary work in a mail program and in the settings: reading, looking for, writing without sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.live.claws import Mail
from tests.live.ordinary.words import SENTENCES, WORDS
from tests.live.stage import typing
from tests.support.programs import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.live.stage import Stage

_APP = "[Cc]laws"
_MENUS = ("File", "Edit", "View", "Message", "Tools", "Configuration", "Help")
_SETTINGS = {
    "mouse": ("Behavior", "Theme", "Devices"),
    "keyboard": ("Application Shortcuts", "Layout", "Behavior"),
    "appearance": ("Icons", "Fonts", "Style"),
    "accessibility": ("Keyboard", "Mouse", "Assistive Technologies"),
}


def work(stage: Stage) -> Iterator[str]:
    """Give the agent's commands one after the other."""
    mail = Mail(stage)
    for number in range(2):
        mail.inbox()
        for key in ("n", "n", "p", "space", "Page_Down", "Page_Up", "Home", "End", "Up", "Down", "ctrl+a", "Escape"):
            yield f"key {key}"
        for menu in _MENUS:
            yield stage.click(menu, role="menu", application=_APP, window="Claws")
            yield from ("key Down", "key Down", "key Escape")
        yield "mousemove 600 560 click 1"
        yield from ("click --repeat 3 5", "click --repeat 3 4", "click 3", "key Escape")
        yield stage.click("Reply", application=_APP, window="Claws")
        stage.await_window("Compose")
        for sentence in SENTENCES[number::5]:
            yield typing(sentence)
            yield "key Return"
        for key in ("Home", "shift+End", "ctrl+c", "End", "ctrl+v", "BackSpace", "Delete", "ctrl+z", "Up", "Down"):
            yield f"key {key}"
        for menu in ("Message", "Edit", "Options", "Tools")[number::2]:
            yield stage.click(menu, role="menu", application=_APP, window="Compose")
            yield "key Escape"
        mail.compose()
        yield from (typing(WORDS[number]), "key Tab", typing(SENTENCES[number]), "key Tab", "key shift+Tab")
        yield stage.click("Draft", application=_APP, window="Compose")
    mail.close()
    for name, tabs in _SETTINGS.items():
        with settings(stage.desktop, name):
            for tab in tabs:
                yield stage.click(tab, role="page tab", application="xfce4-.*-settings")
                yield from ("key Right", "key Left")
            yield stage.click("Help", role="push button", application="xfce4-.*-settings")
