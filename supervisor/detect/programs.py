"""What kind of program a window belongs to, from its class and its executable."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from supervisor.core.assessment import Category
from supervisor.core.facts import Program
from supervisor.detect.program_names import KIND_OF

if TYPE_CHECKING:
    from supervisor.core.context import Window

_LONGEST_NAME = 200

_DANGER = (
    Program.TERMINAL,
    Program.RUN_DIALOG,
    Program.CREDENTIALS,
    Program.FINANCE,
    Program.MAIL,
    Program.MESSAGING,
    Program.SETTINGS,
    Program.INSTALLER,
    Program.SESSION,
    Program.FILE_MANAGER,
    Program.BROWSER,
    Program.EDITOR,
)
"""Most guarded first. A window has several names and can lie in some: the most guarded kind counts."""

_WORDS: tuple[tuple[re.Pattern[str], Program], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"terminal|console\b|\bshell\b|\bx?term\b|\bpty\b|konsole", Program.TERMINAL),
        (r"polkit|pinentry|askpass|keyring|passwords?\b|\bpass\b|wallet manager", Program.CREDENTIALS),
        (r"\b(?:bank|banking|wallet|finance|accounting|invoice|ledger|payment)\b", Program.FINANCE),
        (r"\b(?:e-?mail|mail|mailer|webmail|outlook)\b", Program.MAIL),
        (r"\b(?:messenger|chat|irc)\b", Program.MESSAGING),
        (r"\b(?:settings|preferences|control[ -](?:center|centre|panel)|config(?:uration)?)\b", Program.SETTINGS),
        (r"\b(?:software (?:center|centre|manager)|app ?store|package manager|installer)\b", Program.INSTALLER),
        (r"\bfile ?manager\b|\bfiles\b|\bcommander\b", Program.FILE_MANAGER),
        (r"\bbrowser\b", Program.BROWSER),
        (r"\beditor\b|\bnotepad\b", Program.EDITOR),
    )
)

CATEGORY = {
    Program.TERMINAL: Category.SHELL,
    Program.RUN_DIALOG: Category.SHELL,
    Program.FILE_MANAGER: Category.FILES,
    Program.MAIL: Category.EMAIL,
    Program.MESSAGING: Category.MESSAGING,
    Program.SETTINGS: Category.SETTINGS,
    Program.SESSION: Category.SETTINGS,
    Program.CREDENTIALS: Category.CREDENTIALS,
    Program.FINANCE: Category.FINANCE,
    Program.INSTALLER: Category.INSTALL,
}
"""Part of life a kind of program belongs to; the others are `other`."""

GUARDED = frozenset(
    {
        Program.MAIL,
        Program.MESSAGING,
        Program.SETTINGS,
        Program.SESSION,
        Program.CREDENTIALS,
        Program.FINANCE,
        Program.INSTALLER,
    }
)
"""Kinds in which pressing something unseen is high risk."""

BOOKMARKS_ON_CTRL_D = frozenset({"thunar", "nautilus", "org.gnome.nautilus", "nemo", "caja", "pcmanfm", "pcmanfm-qt"})
"""File managers in which Ctrl+D adds a bookmark; elsewhere it may trash."""

_RECYCLERS = frozenset({"explorer", "files.app", "pcmanfm", "finder"})
"""File managers whose plain `Delete` goes to the trash, and that have another name for deleting for good."""


@lru_cache(maxsize=1024)
def program_of(name: str) -> Program:
    """Give the kind for one name.

    Args:
        name: Window class, executable, desktop id or the words a person uses for a program.

    Returns:
        The kind; OTHER for a name that says nothing, UNKNOWN for an empty one.
    """
    folded = name[:_LONGEST_NAME].strip().casefold().removesuffix(".desktop").removesuffix(".exe")
    if not folded:
        return Program.UNKNOWN
    folded = folded.rsplit("/", 1)[-1] or folded
    if folded.startswith("browser:"):
        return Program.BROWSER
    for candidate in (folded, folded.rsplit(".", 1)[-1], re.sub(r"[\s_]+", "-", folded)):
        if candidate in KIND_OF:
            return KIND_OF[candidate]
    spaced = re.sub(r"[^a-z0-9&-]+", " ", folded).replace("-", " ")
    for words, kind in _WORDS:
        if words.search(spaced):
            return kind
    # `firefox-nightly` and `libreoffice-startcenter` are of the kind of their first word.
    return KIND_OF.get(re.split(r"[\s_-]", folded)[0], Program.OTHER)


def program_kind(window: Window | None) -> Program:
    """Give the kind of the program that owns a window.

    Args:
        window: The window; None when unknown.

    Returns:
        The most guarded kind any of its names stands for; UNKNOWN when it has no name.
    """
    if window is None:
        return Program.UNKNOWN
    kinds = _kinds(window)
    for kind in _DANGER:
        if kind in kinds:
            return kind
    return Program.OTHER if Program.OTHER in kinds else Program.UNKNOWN


def browses(window: Window | None) -> bool:
    """Tell whether any of a program's names is a browser's, which may show pages whatever else it is called.

    Chromium's instance is called by the folder of its profile, or by the page of an app.
    """
    return window is not None and Program.BROWSER in _kinds(window)


def _kinds(window: Window) -> set[Program]:
    return {program_of(window.app), program_of(window.instance), program_of(window.executable)}


def recycles(window: Window | None) -> bool:
    """Tell whether plain `Delete` goes to the trash in this file manager.

    Windows file managers and PCManFM do so; in Thunar, Nemo, Dolphin and Nautilus it deletes for good.
    """
    if window is None:
        return False
    names = {name[:_LONGEST_NAME].strip().casefold() for name in (window.app, window.instance, window.executable)}
    return any(name.split(" ")[0].removesuffix(".exe") in _RECYCLERS for name in names)
