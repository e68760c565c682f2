"""The shell that the person's terminals start: which one it is, and whether its keys are those that it comes with."""

from __future__ import annotations

import os
import pwd
import re
from pathlib import Path

_BASH = frozenset({"bash", "rbash"})
_NONE = frozenset({"", "nologin", "false", "sh", "dash"})
"""They edit no line: nothing is left of it after Ctrl+U."""
_START_UP = (".bashrc", ".bash_profile", ".bash_login", ".profile", ".bash_aliases")
_START_UP_OF_ALL = ("profile", "bash.bashrc", "bashrc", "bash/bashrc")
_REBINDS = re.compile(r"(?i)\\C-|\bcontrol-|\bc-|editing-mode|keymap|\$include|\bdisable-completion")
"""In readline's file: a key with Ctrl, or other keys as a whole. Keys that send a sequence are left to it."""
_CHANGES = re.compile(
    r"\bset\s+-\w*o\s+(?:vi|emacs)\b|\bbind\b|\bstty\b.*\b(?:kill|intr|werase|isig|icanon)\b"
    r"|\b(?:INPUTRC|HISTIGNORE|histchars)=|\bble\.sh\b"
)
"""In bash's start-up files."""
_LONGEST = 1_000_000


def edits_like_bash(shell: str | None = None, home: Path | None = None, etc: Path = Path("/etc")) -> bool:
    """Tell whether lines in the person's terminals are edited by bash, and by the keys that it comes with.

    What their start-up files read in turn is not looked at, so a yes is no proof.

    Args:
        shell: The shell; None for the one that is configured.
        home: The person's folder; None for the real one.
        etc: Where the files for all are.
    """
    shells = {Path(shell).name} if shell is not None else {Path(os.environ.get("SHELL", "")).name, _of_account()}
    if not shells - _NONE or shells - _NONE - _BASH:
        return False
    home = home or Path.home()
    named = os.environ.get("INPUTRC")
    keys = (Path(named) if named else home / ".inputrc", etc / "inputrc")
    starts = (*(home / name for name in _START_UP), *(etc / name for name in _START_UP_OF_ALL))
    return not any(_says(path, _REBINDS) for path in keys) and not any(_says(path, _CHANGES) for path in starts)


def _of_account() -> str:
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_shell).name
    except KeyError:
        return ""


def _says(path: Path, what: re.Pattern[str]) -> bool:
    """Look for it outside of comments; a file that is there and cannot be read may say anything."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_LONGEST).splitlines()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return any(what.search(line) for line in lines if not line.lstrip().startswith("#"))
