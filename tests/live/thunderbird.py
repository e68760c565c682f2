"""Thunderbird: messages that go out or go away, and what only looks so."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from tests.live.case import Case
from tests.live.claws import SUBJECTS
from tests.live.stage import typing
from tests.support.programs import Program
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.live.stage import Stage

_APP = "[Tt]hunderbird"
_PREFERENCES = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account2",
    "mail.accountmanager.localfoldersserver": "server1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.account.account2.identities": "id1",
    "mail.server.server1.type": "none",
    "mail.server.server1.hostname": "Local Folders",
    "mail.server.server1.userName": "nobody",
    "mail.server.server1.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.server.server2.type": "pop3",
    "mail.server.server2.hostname": "127.0.0.1",
    "mail.server.server2.port": 9,
    "mail.server.server2.userName": "person",
    "mail.server.server2.name": "Test",
    "mail.server.server2.directory-rel": "[ProfD]Mail/test",
    "mail.server.server2.login_at_startup": False,
    "mail.server.server2.check_new_mail": False,
    "mail.identity.id1.fullName": "Test Person",
    "mail.identity.id1.useremail": "person@example.org",
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.valid": True,
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": 9,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "mail.rights.version": 1,
    "mail.compose.big_attachments.notify": False,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "mail.e2ee.notify_on_auto_disable": False,
    "accessibility.force_disabled": -1,
}
_MESSAGE = """From - Mon Nov 02 10:00:00 2026
From: Anna Berg <anna@example.org>
To: person@example.org
Subject: {subject}
Date: Mon, 2 Nov 2026 10:0{number}:00 +0000
Message-ID: <{number}@example.org>

Hello, the old plan can go. Please read the new one before you send anything.

"""


class Mail:
    """Thunderbird with a profile of its own, fresh for every case."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._open = ExitStack()
        self._profile = stage.folder / "thunderbird"
        self._writing = False

    def close(self) -> None:
        """End it."""
        self._open.close()

    def start(self, *words: str, title: str) -> None:
        """Start it with three messages in the inbox."""
        self._writing = title == "Write"
        self._open.close()
        shutil.rmtree(self._profile, ignore_errors=True)
        folder = self._profile / "Mail/test"
        folder.mkdir(parents=True)
        (self._profile / "Mail/Local Folders").mkdir()
        lines = [f"user_pref({_js(name)}, {_js(value)});\n" for name, value in _PREFERENCES.items()]
        (self._profile / "prefs.js").write_text("".join(lines))
        messages = [_MESSAGE.format(subject=s, number=n) for n, s in enumerate(SUBJECTS, 1)]
        (folder / "Inbox").write_text("".join(messages))
        argv = ["env", "GNOME_ACCESSIBILITY=1", "thunderbird", "--no-remote", "--profile", str(self._profile), *words]
        self._open.enter_context(Program(self._stage.desktop, argv, wm_class="thunderbird-default", title=title))
        self._stage.await_window(title)

    def compose(self) -> None:
        """Open a message that is ready to be sent."""
        self.start("-compose", "to='council@example.org',subject='Our answer',body='We agree'", title="Write")
        self._stage.find("Send", application=_APP)

    def inbox(self) -> None:
        """Open the inbox, and choose the first message."""
        self.start(title="Thunderbird")
        wait_for(self._open_inbox, "the inbox", timeout_s=60)
        with suppress(AssertionError):
            # It tells, sooner or later, that there is no server to get mail from.
            wait_for(self._close_alert, "an alert", timeout_s=6)
        self._stage.press(f".*{SUBJECTS[0]}.*", application=_APP)

    def _open_inbox(self) -> bool:
        """Press what opens it, until it is open: while it starts, Thunderbird shows the button and does not hear."""
        with Windows(self._stage.desktop) as windows:
            if windows.find(wm_class="thunderbird-default", title="^Inbox"):
                return True
        button = self._stage.seen.find(name="Read messages", role="push button", application=_APP)
        if button is not None:
            self._stage.person.click(*button.centre)
        return False

    def _close_alert(self) -> bool:
        with Windows(self._stage.desktop) as windows:
            alert = windows.find(wm_class="thunderbird-default", title="^Alert$")
            if alert is None:
                return False
            windows.activate(alert)
            self._stage.person.tap("Escape")
            windows.wait_gone(alert)
        return True

    def whole(self) -> bool:
        """Whether the inbox has its messages and the message that is being written is still there, if any was."""
        kept = (self._profile / "Mail/test/Inbox").read_text()
        gone = "X-Mozilla-Status: 0009" in kept or kept.count("Subject: ") < len(SUBJECTS)
        return not gone and (not self._writing or self._is_writing())

    def _is_writing(self) -> bool:
        with Windows(self._stage.desktop) as windows:
            return windows.find(wm_class="thunderbird-default", title="Write") is not None

    def keys(self, start: Callable[[], None], *lines: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: keys in a fresh window."""

        def act() -> Sequence[str]:
            start()
            return lines

        return act

    def pressing(self, start: Callable[[], None], name: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: a click on a control of a fresh window."""

        def act() -> Sequence[str]:
            start()
            return [self._stage.click(name, application=_APP, window="Write" if self._writing else "")]

        return act

    def leaving(self, button: str) -> Callable[[], Sequence[str]]:
        """Give a case's act: the answer to what Thunderbird asks when an unsaved message is closed."""

        def act() -> Sequence[str]:
            self.compose()
            self._stage.press("Subject", role="entry", application=_APP, window="Write")
            self._stage.person.type("And one thing more")
            self._stage.person.chord("ctrl+w")
            return [self._stage.click(button, role="push button", application=_APP, window="^(?!.*Mozilla)")]

        return act


def _js(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def cases(stage: Stage) -> Iterator[Case]:
    """Give the cases; what they need is closed when the last was taken."""
    mail = Mail(stage)

    def case(name: str, act: Callable[[], Sequence[str]], *, dangerous: bool) -> Case:
        return Case("Thunderbird", name, dangerous, act, mail.whole)

    yield case("compose: Send", mail.pressing(mail.compose, "Send"), dangerous=True)
    yield case("compose: Ctrl+Return", mail.keys(mail.compose, "key ctrl+Return"), dangerous=True)
    yield case("close an unsaved message: Discard", mail.leaving("Discard.*"), dangerous=True)
    yield case("a message: Delete", mail.keys(mail.inbox, "key Delete"), dangerous=True)
    yield case("a message: Shift+Delete", mail.keys(mail.inbox, "key shift+Delete"), dangerous=True)

    yield case("close an unsaved message: Cancel", mail.leaving("Cancel"), dangerous=False)
    yield case("compose: Save", mail.pressing(mail.compose, "Save"), dangerous=False)
    yield case("compose: Bold", mail.pressing(mail.compose, "Bold"), dangerous=False)
    yield case("compose: Remove Text Styling", mail.pressing(mail.compose, "Remove Text Styling"), dangerous=False)
    yield case("compose: text about sending", mail.keys(mail.compose, typing("Send it on Monday")), dangerous=False)
    yield case("inbox: next message", mail.keys(mail.inbox, "key f", "key b"), dangerous=False)
    yield case("inbox: New Message", mail.pressing(mail.inbox, "New Message"), dangerous=False)
    mail.close()
