"""Real programs on a virtual desktop, started and waited for as tests need them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Self

from tests.support.accessible import Accessible
from tests.support.waiting import wait_for
from tests.support.windows import Window, Windows

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

    from supervisor.demo.controls import Element
    from supervisor.demo.virtual_desktop import VirtualDesktop

TERMINALS = ("xterm", "xfce4-terminal", "lxterminal")
"""One that draws its own text, two on VTE."""
PROMPT = "me@desk:~$ "
"""One that is known for a shell's, as most are."""

_SINK = """#!/bin/sh
# Takes the place of sendmail: each message becomes a file.
cat > "{folder}/$$.part" && mv "{folder}/$$.part" "{folder}/$$.eml"
"""
_ACCOUNT = """[Account: 1]
account_name=Test
is_default=1
name=Test Person
address=person@example.org
protocol=5
local_mbox={home}/mbox
use_mail_command=1
mail_command={sink}
auto_signature=0
use_domain=0
"""
_FOLDERS = """<?xml version="1.0" encoding="UTF-8"?>
<folderlist>
    <folder type="mh" name="Mail" path="{home}/Mail" sort="0" collapsed="0">
{items}
    </folder>
</folderlist>
"""
_MAIL_FOLDERS = (("inbox", "inbox"), ("outbox", "sent"), ("draft", "draft"), ("queue", "queue"), ("trash", "trash"))
_CLAWS = """[Common]
show_recv_err_dialog=0
check_on_startup=0
autochk_newmail=0
warn_empty_subj=0
warn_sending_many_recipients_num=0
warn_queue_on_exit=0
confirm_on_exit=0
clean_on_exit=0
autosave=0
enable_aspell=0
recheck_when_changing_dict=0
"""


class Program:
    """A running program with a window on the screen and in focus.

    Attributes:
        process: As started.
        window: Its window when it came up.
    """

    def __init__(self, desktop: VirtualDesktop, argv: Sequence[str], *, wm_class: str, title: str = "") -> None:
        self._desktop = desktop
        with Windows(desktop) as windows:
            before = {window.id for window in windows.all()}
            self.process: subprocess.Popen[bytes] = desktop.spawn(argv)

            def fresh() -> Window | None:
                found = windows.find(wm_class=wm_class, title=title)
                return found if found and found.id not in before else None

            try:
                window = wait_for(fresh, f"the window of `{argv[0]}`", timeout_s=30)
                self.window = windows.activate(window)
            except AssertionError:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End it."""
        self._desktop.end(self.process)

    def element(self, *, role: str = "", name: str = "", window: str = "") -> Element:
        """Wait for a control on the screen, see `Accessible.wait`."""
        return Accessible(self._desktop).wait(role=role, name=name, window=window)


def thunar(desktop: VirtualDesktop, folder: Path) -> Program:
    """Show a folder as a list; each file is an element of the role `table cell`.

    In the icon view, the default, Thunar shows its files to nobody: that pane has no accessible children.
    """
    desktop.run(["xfconf-query", "-c", "thunar", "-p", "/last-view", "-n", "-t", "string", "-s", "ThunarDetailsView"])
    return Program(desktop, ["thunar", str(folder)], wm_class="thunar", title=folder.name)


def terminal(desktop: VirtualDesktop, kind: str, folder: Path, *, prompt: str = PROMPT) -> Program:
    """Open a terminal (see `TERMINALS`) whose shell is in `folder` and waits at `prompt`."""
    ready = folder / f".shell-of-{kind}"
    ready.unlink(missing_ok=True)
    startup = desktop.folder / "home/.bashrc"
    startup.write_text(f"PS1='{prompt}'; HISTFILE=; unset PROMPT_COMMAND; PROMPT_COMMAND='touch \"$SHELL_READY\"'\n")
    shell = f"env SHELL_READY={ready} bash"
    argv = {
        "xterm": ["xterm", "-e", "sh", "-c", f"cd {folder} && exec {shell}"],
        "xfce4-terminal": [
            "xfce4-terminal",
            "--disable-server",
            f"--working-directory={folder}",
            f"--command={shell}",
        ],
        "lxterminal": ["lxterminal", "--no-remote", f"--working-directory={folder}", f"--command={shell}"],
    }[kind]
    started = Program(desktop, argv, wm_class=kind)
    wait_for(ready.exists, f"the shell in `{kind}`", timeout_s=30)
    return started


def mousepad(desktop: VirtualDesktop, file: Path | None = None) -> Program:
    """Open a text editor."""
    return Program(desktop, ["mousepad", *([str(file)] if file else [])], wm_class="mousepad")


def settings(desktop: VirtualDesktop, name: str = "mouse") -> Program:
    """Open a dialog of the system settings: mouse, appearance, keyboard, display, accessibility."""
    program = f"xfce4-{name}-settings"
    return Program(desktop, [program], wm_class=program)


class ClawsMail:
    """Claws Mail with an account whose messages end in a folder instead of going out.

    Attributes:
        outbox: That folder; one file a message.
    """

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        home = desktop.folder / "home"
        self.outbox = home / "sent-mail"
        configuration = home / ".claws-mail"
        # A message that was open when an earlier Claws Mail ended would come back and take the focus.
        for leftover in (configuration, home / "Mail", self.outbox):
            shutil.rmtree(leftover, ignore_errors=True)
        for folder in (configuration, self.outbox):
            folder.mkdir()
        sink = home / "sendmail"
        sink.write_text(_SINK.format(folder=self.outbox))
        sink.chmod(0o755)
        items = ""
        for kind, name in _MAIL_FOLDERS:
            (home / "Mail" / name).mkdir(parents=True, exist_ok=True)
            items += f'        <folderitem type="{kind}" name="{name}" path="{name}" />\n'
        (configuration / "folderlist.xml").write_text(_FOLDERS.format(home=home, items=items.rstrip()))
        (configuration / "accountrc").write_text(_ACCOUNT.format(home=home, sink=sink))
        (configuration / "clawsrc").write_text(_CLAWS)

    def compose(self, *, to: str, subject: str, body: str) -> Program:
        """Start Claws Mail with a message written and ready to send; its window is in focus."""
        mail = f"mailto:{to}?subject={subject}&body={body}".replace(" ", "%20")
        return Program(self._desktop, ["claws-mail", "--compose", mail], wm_class="claws-mail", title="Compose")

    def sent(self) -> list[str]:
        """Give the messages that were really sent."""
        return [path.read_text() for path in sorted(self.outbox.glob("*.eml"))]
