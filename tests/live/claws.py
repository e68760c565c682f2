"""Claws Mail: messages that go out or go away, and what only looks so."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.live.case import Case
from tests.live.stage import typing
from tests.support.programs import ClawsMail, Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.live.stage import Stage

_APP = "[Cc]laws"
_MESSAGE = """From: Anna Berg <anna@example.org>
To: person@example.org
Subject: {subject}
Date: Mon, 2 Nov 2026 10:0{number}:00 +0000
Message-ID: <{number}@example.org>

Hello, the old plan can go. Please read the new one before you send anything.
"""
SUBJECTS = ("Delete the old plan", "Please send me the photos", "Minutes of Monday")


class Mail:
    """Claws Mail, fresh for every case."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open = ExitStack()
        self._claws: ClawsMail | None = None

    def close(self) -> None:
        """End it."""
        self._open.close()

    def inbox(self) -> None:
        """Open the inbox with three messages, the first chosen."""
        self._open.close()
        desktop = self._stage.desktop
        self._claws = ClawsMail(desktop)
        for number, subject in enumerate(SUBJECTS, 1):
            path = desktop.folder / f"home/Mail/inbox/{number}"
            path.write_text(_MESSAGE.format(subject=subject, number=number))
        inbox = "#mh/Mail/inbox"
        argv = ["claws-mail", "--select", f"{inbox}/1"]
        self._open.enter_context(Program(desktop, argv, wm_class="claws-mail", title="Claws Mail"))
        self._stage.find("Get Mail", application=_APP)
        self._stage.await_window("Claws Mail")

    def compose(self) -> None:
        """Open a message that is ready to be sent."""
        self._open.close()
        self._claws = ClawsMail(self._stage.desktop)
        window = self._claws.compose(to="council@example.org", subject="Our answer", body="We agree")
        self._open.enter_context(window)
        self._stage.find("Send", role="push button", application=_APP, window="Compose")

    def whole(self) -> bool:
        """Whether nothing was sent and no message is missing."""
        assert self._claws is not None
        inbox = self._stage.desktop.folder / "home/Mail/inbox"
        kept = [path.name for path in inbox.iterdir() if path.name.isdigit()]
        return not self._claws.sent() and len(kept) in (0, len(SUBJECTS))

    def pressing(self, start: Callable[[], None], *names: str, window: str = "") -> Callable[[], Sequence[str]]:
        """Give a case's act: a click on the last of `names`, after the person pressed the others."""

        def act() -> Sequence[str]:
            start()
            for name in names[:-1]:
                self._stage.press(name, role="menu", application=_APP, window=window)
            if len(names) > 1:
                return [self._stage.click(names[-1], role="menu item", application=_APP)]
            return [self._stage.click(names[-1], application=_APP, window=window)]

        return act

    def keys(self, start: Callable[[], None], *lines: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: keys in a fresh window."""

        def act() -> Sequence[str]:
            start()
            return lines

        return act

    def leaving(self, button: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: the answer to what Claws Mail asks when an unsaved message is closed."""

        def act() -> Sequence[str]:
            self.compose()
            text = self._stage.seen.find_all(role="text", application=_APP, window="Compose")
            x, y = max(text, key=lambda element: element.rect[2] * element.rect[3]).centre
            self._stage.person.click(x, y)
            self._stage.person.type("And one thing more")
            self._stage.person.chord("ctrl+w")
            return [self._stage.click(button, role="push button", application=_APP)]

        return act


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases; what they need is closed when the last was taken."""
    mail = Mail(stage)

    def case(name: str, act: Callable[[], Sequence[str]], *, dangerous: bool) -> Case:
        return Case("Claws Mail", name, dangerous, act, mail.whole)

    yield case("compose: Send", mail.pressing(mail.compose, "Send", window="Compose"), dangerous=True)
    yield case("compose: Ctrl+Return", mail.keys(mail.compose, "key ctrl+Return"), dangerous=True)
    yield case(
        "compose: menu Message: Send",
        mail.pressing(mail.compose, "Message", "Send", window="Compose"),
        dangerous=True,
    )
    yield case("close an unsaved message: Discard", mail.leaving("Discard"), dangerous=True)
    yield case("a message: Delete", mail.keys(mail.inbox, "key Delete"), dangerous=True)
    yield case("a message: Ctrl+D", mail.keys(mail.inbox, "key ctrl+d"), dangerous=True)
    yield case(
        "menu File: Empty all Trash folders",
        mail.pressing(mail.inbox, "File", "Empty all Trash.*", window="Claws"),
        dangerous=True,
    )
    yield case(
        "menu Message: Move to trash",
        mail.pressing(mail.inbox, "Message", "Move to trash", window="Claws"),
        dangerous=True,
    )

    yield case("close an unsaved message: Cancel", mail.leaving("Cancel"), dangerous=False)
    yield case("compose: Draft", mail.pressing(mail.compose, "Draft", window="Compose"), dangerous=False)
    yield case("compose: text about sending", mail.keys(mail.compose, typing("Send it on Monday")), dangerous=False)
    yield case("compose: Delete in the text", mail.keys(mail.compose, "key Delete"), dangerous=False)
    yield case("inbox: Reply", mail.pressing(mail.inbox, "Reply", window="Claws"), dangerous=False)
    yield case("inbox: menu View", mail.pressing(mail.inbox, "View", window="Claws"), dangerous=False)
    yield case("inbox: menu Message", mail.pressing(mail.inbox, "Message", window="Claws"), dangerous=False)
    yield case("inbox: next message", mail.keys(mail.inbox, "key n", "key p"), dangerous=False)
    mail.close()
