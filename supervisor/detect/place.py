"""What kind of program an action lands in, by all that is known of the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.core.facts import Program
from supervisor.detect.programs import program_kind, program_of

if TYPE_CHECKING:
    from supervisor.core.context import Context, Window

COMMAND_PLACES = frozenset({Program.TERMINAL, Program.RUN_DIALOG, Program.UNKNOWN})
"""Where a submitted line is a command, or may be one."""
_SHELL_TITLE = re.compile(r"^[\w.-]{1,64}@[\w.-]{1,64}: ?[~/]")
_TITLE_PARTS = re.compile(r" [-\u2013\u2014|] ")


def program_at(context: Context) -> Program:
    """Give the kind of program; an integrated terminal counts, and a title speaks where no name is known."""
    element, window = context.element, context.window
    if element is not None and element.role == "terminal":
        return Program.TERMINAL
    program = program_kind(window)
    if program is not Program.UNKNOWN:
        return program
    if context.url:
        return Program.BROWSER
    return _program_by_title(window) if window is not None and window.title else program


def _program_by_title(window: Window) -> Program:
    if _SHELL_TITLE.match(window.title):
        return Program.TERMINAL
    parts = _TITLE_PARTS.split(window.title[:300])
    for part in (parts[-1], parts[-1].split(" ")[-1], parts[0]):
        program = program_of(part)
        if program not in (Program.OTHER, Program.UNKNOWN):
            return program
    return Program.OTHER
