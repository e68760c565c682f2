"""Where a line goes before it does something: `cd /etc && rm hosts` names a file of the system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supervisor.detect.shell.places import is_guarded, is_start_up
from supervisor.detect.shell.syntax import Call, Redirect, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PLACES = 3
"""Folders that a line goes to and that are followed."""
_HIDDEN = re.compile(
    r"(?:^|/)\.(?:config|local|git|ssh|gnupg|vim|emacs\.d|mozilla|kube|aws|docker|husky|vscode)(?:/|$)"
)
_GOING = frozenset({"cd", "pushd"})
CONCERNS = _GOING
"""A plain line without one of these words has nothing that is judged here."""
_ROOT = frozenset({"sudo", "doas"})
_ON_FILES = frozenset(
    {
        "rm",
        "unlink",
        "rmdir",
        "mv",
        "cp",
        "ln",
        "install",
        "tee",
        "truncate",
        "chmod",
        "chown",
        "chgrp",
        "sed",
        "sort",
    }
)
"""Programs whose operands are files; elsewhere a word may be anything."""


def guarded_places(calls: Sequence[Call]) -> list[str]:
    """Give the guarded folders that a line goes to.

    Only those: seen from anywhere else a plain name is no worse than it looks.

    Args:
        calls: Every call of the line, its variables put in.
    """
    gone = [call.words[-1].text for call in calls if len(call.words) > 1 and call.words[0].text in _GOING]
    return list(dict.fromkeys(place for place in gone if is_guarded(place) or keeps_settings(place)))[:MOST_PLACES]


def keeps_settings(place: str) -> bool:
    """Tell whether a folder is hidden, as those are in which programs keep what they run and read at the start."""
    return is_start_up(place) or _HIDDEN.search(place) is not None


def calls_below(place: str, calls: Iterable[Call]) -> list[Call]:
    """Give the calls on files, with their relative names as seen from `place`."""
    return [_below(place, call) for call in calls if _first_name(call)]


def redirects_below(place: str, redirects: Iterable[Redirect]) -> list[Redirect]:
    """Give redirections, with their relative targets as seen from `place`."""
    return [Redirect(one.operator, _path(place, one.target), one.descriptor) for one in redirects]


def _first_name(call: Call) -> int:
    """Give the place of the first word that may be a file; 0 where none is known to be one."""
    names = [word.text for word in call.words[:2]]
    if names[:1] and names[0] in _ON_FILES:
        return 1
    return 2 if len(names) > 1 and names[0] in _ROOT and names[1] in _ON_FILES else 0


def _below(place: str, call: Call) -> Call:
    first = _first_name(call)
    words = (*call.words[:first], *(_path(place, word) for word in call.words[first:]))
    return Call(words, call.assignments, call.fed, call.piped, call.told)


def _path(place: str, word: Word) -> Word:
    if not word.text or word.text.startswith(("-", "/", "~", "$", "&")) or word.text.isdigit():
        return word
    return Word(f"{place.rstrip('/')}/{word.text}", word.fixed, word.quoted)
