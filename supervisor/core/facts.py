"""What is known about one action when it is judged; the words that policy rules may match.

`detect` works these out of an action and its context, `core.policy` matches rules against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supervisor.core.action import Action
    from supervisor.core.assessment import Assessment
    from supervisor.core.context import Context


class Program(StrEnum):
    """What kind of program a window belongs to."""

    TERMINAL = "terminal"
    RUN_DIALOG = "run-dialog"
    FILE_MANAGER = "file-manager"
    MAIL = "mail"
    MESSAGING = "messaging"
    SETTINGS = "settings"
    CREDENTIALS = "credentials"
    FINANCE = "finance"
    INSTALLER = "installer"
    SESSION = "session"
    BROWSER = "browser"
    EDITOR = "editor"
    OTHER = "other"
    """A program that is in none of the lists."""
    UNKNOWN = "unknown"
    """No program is known: the window is not."""


class Shell(StrEnum):
    """What a typed command would do."""

    READ = "read"
    """Looks, changes nothing."""
    REVERSIBLE = "reversible"
    """Adds or changes what can be undone."""
    RISKY = "risky"
    """Changes the system, other machines or other programs."""
    DESTRUCTIVE = "destructive"
    """Deletes or overwrites."""
    UNKNOWN = "unknown"
    """Cannot be told."""


class Control(StrEnum):
    """What the control that is pressed, or the key in this program, does."""

    DELETE = "delete"
    """Deletes for good, or nobody knows that it is not for good."""
    TRASH = "trash"
    """Moves to the trash."""
    EMPTY_TRASH = "empty-trash"
    ERASE = "erase"
    """Formats a drive, wipes a device, resets to factory state."""
    DISCARD = "discard"
    """Throws unsaved work away."""
    OVERWRITE = "overwrite"
    """Replaces something that exists."""
    SEND = "send"
    """Sends mail or a message to someone."""
    PUBLISH = "publish"
    """Makes something public, or submits a form."""
    PAY = "pay"
    """Spends or moves money."""
    ACCOUNT = "account"
    """Opens, closes or changes an account or who may do what."""
    INSTALL = "install"
    UNINSTALL = "uninstall"
    RUN = "run"
    """Starts a program file."""
    SETTING = "setting"
    """Changes a setting in a settings program."""
    SESSION = "session"
    """Ends the session or stops the machine."""
    PASTE = "paste"
    """Puts a selection that could not be read into a terminal."""
    UNSEEN = "unseen"
    """Presses something that cannot be seen, in a place where that is dangerous."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One action with all that is known about it."""

    action: Action
    """The gesture; `keys` in canonical form."""
    context: Context
    """Where it lands."""
    program: Program
    """Kind of the program it lands in."""
    assessment: Assessment
    """What it would do."""
    shell: Shell | None = None
    """What the submitted command would do; None when no command is submitted."""
    control: Control | None = None
    """What the control or key does; None for nothing of note."""
    items: int | None = None
    """How many things the control or its dialog says it is about, or are selected where it acts on these; None when
    nobody says, or nothing of note."""
    amount: float | None = None
    """The largest amount of money that they say, in whatever currency; None likewise."""
    rejections: int | None = None
    """How many such actions of this agent a person has rejected in this program; None when nobody keeps count."""
    programs: int | None = None
    """In how many programs this agent has acted within five minutes, with this one; None likewise."""
    visits: int | None = None
    """How many actions of this agent have been sent to this program; None likewise, and where it is not known."""
    browses: bool = False
    """One of the program's names is a browser's, though another one may be of a more guarded kind."""

    @property
    def confidence(self) -> float | None:
        """How sure the agent says it is, 0 to 1; None when it does not say."""
        stated = self.action.stated
        return stated.confidence if stated is not None else None
