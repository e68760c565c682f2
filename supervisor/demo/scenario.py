"""The main job, shown: an unmodified agent tries to delete a file while a person watches.

The agent is a shell loop around xdotool. It goes for Delete in the menu of a file: held, rejected, the file stays. It
tries again: held, approved, the file goes. Then it works on until the person presses stop.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from supervisor.demo.children import VirtualDesktopError, wait_until
from supervisor.demo.stage import Stage, real_stage, virtual_stage
from supervisor.demo.supervised import NAME, Supervised

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.demo.controls import Element

DemoError = VirtualDesktopError
"""The demo could not be shown: one sentence with the remedy."""

FILE = "draft.txt"
_OTHERS = ("budget.txt", "letter.txt")
_CONTROL_S = 20.0
_SETTLE_S = 8.0
_TRIES = 5
_WORK_S = 2.0
_STEP_S = 0.2
_STOPPED = 124
_SHOWN_LINES = 60


def show(*, headless: bool, out: Path | None, say: Callable[[str], None]) -> int:
    """Show the main job and leave what came of it in a folder.

    Args:
        headless: On a virtual desktop with a scripted person, even where there is a display.
        out: The folder; None for a new one in the temporary folder.
        say: Prints a line.

    Returns:
        0 when all went as it should, else 1.

    Raises:
        VirtualDesktopError: it could not be shown.
    """
    folder = _folder(out)
    say = _at_once(say)
    virtual = headless or not os.environ.get("DISPLAY") or bool(os.environ.get("WAYLAND_DISPLAY"))
    say(f"agent-supervisor demo, with {'a scripted person on a virtual desktop' if virtual else 'you as the person'}")
    with (virtual_stage if virtual else real_stage)(folder, say) as stage:
        story = Story(stage, folder, say)
        story.play()
        if virtual:
            story.check()
        else:
            say("agents stay stopped on this display until you re-arm: `agent-supervisor rearm`")
    say(f"all of it is in {folder}")
    for failure in story.failures:
        say(f"WRONG: {failure}")
    return 1 if story.failures else 0


def _at_once(say: Callable[[str], None]) -> Callable[[str], None]:
    """Let each line be seen when it is said, also through a pipe: some of them ask for something."""

    def flushed(line: str) -> None:
        say(line)
        sys.stdout.flush()

    return flushed


def _folder(out: Path | None) -> Path:
    try:
        if out is None:
            return Path(tempfile.mkdtemp(prefix="agent-supervisor-demo-"))
        out.mkdir(parents=True, exist_ok=True)
        return out.resolve()
    except OSError as e:
        raise VirtualDesktopError(f"cannot make the folder `{out}`: {e.strerror}: name another with --out") from e


class Story:
    """One showing.

    Attributes:
        failures: What did not go as the story wants, a sentence each.
    """

    def __init__(self, stage: Stage, out: Path, say: Callable[[str], None]) -> None:
        self.failures: list[str] = []
        self._stage = stage
        self._out = out
        self._say = say
        self._file = stage.documents / FILE
        self._status: int | None = None
        for name in (FILE, *_OTHERS):
            (stage.documents / name).write_text(f"This is {name}.\n")
        self._agent = Supervised(stage.env, stage.start, out / "agent.log")

    def play(self) -> None:
        """Play it to the end and write down what the supervisor recorded."""
        try:
            self._play()
        finally:
            self._agent.leave()
        self._write_down()

    def _play(self) -> None:
        self._agent.wait_working()
        self._say(f"1. `{NAME}`, a shell loop around xdotool that knows nothing of us, goes for Delete in Thunar")
        self._go_for_delete("overlay")
        self._answered("reject", "popup-rejected")
        self._expect(self._file.exists(), "the file is gone although its deletion was rejected")
        self._say(f"   {FILE} is {'still there' if self._file.exists() else 'GONE'}")
        self._try(lambda: self._agent.do("key Escape"), lambda: not self._menu_item(), "the menu did not close")
        self._say("2. it tries again")
        self._go_for_delete("")
        self._answered("approve", "popup-approved")
        self._confirm()
        self._expect(not self._file.exists(), "the file is still there although its deletion was approved")
        self._expect(all((self._stage.documents / name).exists() for name in _OTHERS), "another file is gone as well")
        self._say(f"   {FILE} is {'still there' if self._file.exists() else 'gone'}, the others are there")
        self._say("3. it works on until the person has had enough")
        self._work_until_stopped()

    def check(self) -> None:
        """Hold the end against what the scripted person did."""
        self._expect(
            self._status == _STOPPED, f"the agent ended with status {self._status} instead of {_STOPPED}, by the stop"
        )

    def _expect(self, holds: bool, failure: str) -> None:
        if not holds:
            self.failures.append(failure)

    def _go_for_delete(self, picture: str) -> None:
        """Open the file's menu and click Delete, as somebody would who wants it gone."""
        self._try(
            lambda: self._click("table cell", FILE, button=3, picture=picture),
            lambda: self._menu_item() is not None,
            f"the menu of {FILE} did not open",
        )
        self._try(
            lambda: self._click("menu item", "Delete"),
            lambda: bool(self._agent.waiting()),
            "the deletion was not held",
        )

    def _try(self, act: Callable[[], None], came: Callable[[], bool], failure: str) -> None:
        """Act until it comes to something: what was aimed at a screen that changed meanwhile was dropped."""
        for _ in range(_TRIES):
            act()
            if self._settle(came):
                return
        raise VirtualDesktopError(f"{failure}: see the logs in `{self._out}`")

    def _click(self, role: str, name: str, *, button: int = 1, picture: str = "") -> None:
        x, y = self._find(role, name).centre
        if picture:
            self._stage.audience.expect_mark(x, y)
        self._agent.do(f"mousemove {x} {y} click {button}")
        if picture:
            self._stage.audience.see_mark(picture)

    def _find(self, role: str, name: str) -> Element:
        """Wait for a control that stays where it is between two looks."""
        end = time.monotonic() + _CONTROL_S
        before: Element | None = None
        while time.monotonic() < end:
            found = self._stage.controls.find(role=role, name=name, application="(?i)thunar")
            if found and found == before:
                return found
            before = found
            time.sleep(_STEP_S)
        raise VirtualDesktopError(f"Thunar shows no {role} `{name}` to assistive technology: see `{self._out}`")

    def _menu_item(self) -> Element | None:
        return self._stage.controls.find(role="menu item", name="Delete", application="(?i)thunar")

    def _answered(self, verdict: str, picture: str) -> None:
        """Have the person answer what is asked now, and wait until it is answered."""
        asked = self._agent.waiting()

        def is_answered() -> bool:
            return not set(asked) & set(self._agent.waiting())

        self._stage.audience.answer(verdict, picture, is_answered)
        self._wait(is_answered, "the answer was not taken", self._stage.patience_s)

    def _confirm(self) -> None:
        """Click Delete in the program's own dialog; that is asked again where the policy wants it."""
        if not self._settle(lambda: self._dialog() is not None or not self._file.exists(), _CONTROL_S):
            return
        if self._dialog() is None:
            return
        self._try(
            lambda: self._click("push button", "Delete"),
            lambda: bool(self._agent.waiting()) or not self._file.exists(),
            "nothing came of Delete in the dialog",
        )
        if self._agent.waiting():
            self._answered("approve", "popup-confirmed")
        self._settle(lambda: not self._file.exists(), _CONTROL_S)

    def _dialog(self) -> Element | None:
        return self._stage.controls.find(role="push button", name="Delete", application="(?i)thunar")

    def _work_until_stopped(self) -> None:
        end = time.monotonic() + self._stage.patience_s
        press = time.monotonic() + _WORK_S
        turn = 0
        while self._agent.process.poll() is None and time.monotonic() < end:
            self._agent.do(f"mousemove {300 + 20 * (turn % 20)} {200 + 10 * (turn % 20)}")
            turn += 1
            if press and time.monotonic() > press:
                press = 0.0
                self._stage.audience.stop()
            time.sleep(_STEP_S)
        self._status = self._agent.process.poll()
        self._stage.audience.see("stopped")
        self._say(f"   the agent is {'stopped' if self._status is not None else 'STILL RUNNING'}")

    def _write_down(self) -> None:
        for file, words in (
            ("timeline.txt", ("audit", "show")),
            ("record.jsonl", ("audit", "export", "--format", "jsonl")),
            ("verified.txt", ("audit", "verify")),
        ):
            done = self._agent.ask(*words)
            (self._out / file).write_text(done.stdout + done.stderr)
            self._expect(done.returncode == 0, f"`agent-supervisor {' '.join(words)}`: {done.stderr.strip()}")
        self._say("the record:")
        for line in (self._out / "timeline.txt").read_text().splitlines()[-_SHOWN_LINES:]:
            self._say(f"   {line}")
        self._say(f"   {(self._out / 'verified.txt').read_text().strip()}")

    def _settle(self, condition: Callable[[], bool], while_s: float = _SETTLE_S) -> bool:
        """Give something a while to happen; whether it did."""
        end = time.monotonic() + while_s
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(_STEP_S)
        return True

    def _wait(self, condition: Callable[[], bool], failure: str, timeout_s: float) -> None:
        wait_until(condition, timeout_s=timeout_s, failure=lambda: f"{failure}: see the logs in `{self._out}`")
