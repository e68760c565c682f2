"""Keys that edit a shell's line: which of them are followed, and when the line is certainly empty again.

Where a caret stands, what a word is and what the history holds is known to the shell alone, so editing keys make a
line a guess. What the usual two keys for starting over leave behind is known all the same, in bash:

* with its own keys (emacs') Ctrl+E goes to the end, and Ctrl+U deletes all that stands before: nothing is left;
* with vi's, Home works, and Ctrl+A, Ctrl+E and Ctrl+L write themselves where the caret is, so Ctrl+U deletes no more
  than those: what stood behind the caret stays behind what is typed next;
* typed ahead of the shell, Ctrl+W takes away the end of the sequence that Home sends, and what is left of it swallows
  the Ctrl+E: again the line may stay, as a whole.

So only few orders of keys are taken, and what may be left is judged together with what is typed. In zsh and fish
Ctrl+U deletes one line of several, and Up may bring back such a command.
"""

from __future__ import annotations

import re

MAX_EDITS = 400
"""Characters of editing keys that are followed."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SETTLING = _words(
    "Left Right Up Down Home End Delete Tab Page_Up Page_Down ctrl+Left ctrl+Right"
    " shift+Page_Up shift+Page_Down ctrl+a ctrl+b ctrl+e ctrl+f ctrl+g ctrl+h ctrl+k ctrl+l ctrl+n ctrl+p ctrl+r"
    " ctrl+t ctrl+u ctrl+w ctrl+y"
)
"""Keys after which no shell waits for another one as a part of them."""
_STARTS_OVER = re.compile(
    r"(?P<up>Up )?"
    r"(?:(?P<home>Home )(?:ctrl\+[ael] )*(?:ctrl\+w (?:ctrl\+[ael] )*)?|(?P<front>(?:ctrl\+[ael] )*))"
    r"ctrl\+e "
)


def settles(keys: str) -> bool:
    """Tell whether a shell that was given this key in a terminal takes the next one for what it is.

    Not so after Ctrl+V, which quotes it, Escape, Ctrl+X, Alt with a number, or any key that nobody knows.
    """
    return keys in _SETTLING


def is_kept(line: str) -> bool:
    """Tell whether Up brings a line back as it was typed: not what a shell expands, or keeps out of its history."""
    return bool(line.strip()) and line[0] not in " \t^" and "!" not in line and "\n" not in line


def emptied(edits: str, text: str, last: str) -> str | None:
    """Tell what Ctrl+U leaves on a line.

    Args:
        edits: The keys pressed since the line was certain, each with a blank behind it.
        text: The line as it was then.
        last: The line that Up brings back; empty when unknown.

    Returns:
        What may still stand behind the caret, empty when certainly nothing does; None when anything may.
    """
    found = _STARTS_OVER.fullmatch(edits)
    if found is None or (found["up"] and not last):
        return None
    at_front = found["home"] or "ctrl+a" in (found["front"] or "")
    return (last if found["up"] else text) if at_front else ""
