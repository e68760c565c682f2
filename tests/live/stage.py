"""A supervised desktop on which an agent does one named thing at a time, and what was decided about it."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shlex
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Any, Self

from supervisor.core.assessment import Verdict
from supervisor.detect.sentence import ask_sentence, words
from tests.live.case import Case, Result
from tests.support.accessible import Accessible
from tests.support.recorded import action_of, assessment_of, context_of
from tests.support.supervised import COMMAND, Supervised
from tests.support.waiting import wait_for
from tests.support.windows import Windows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from supervisor.demo.controls import Element
    from supervisor.demo.virtual_desktop import VirtualDesktop

SETTINGS = "yield_to_person_ms = 0\nmirror_lead_ms = 0\n"
_HAND = 'while IFS= read -r words; do eval "xdotool $words"; echo; done'
"""The agent: it hands each line it is told to xdotool and says when that has ended."""
_STERN = [verdict.value for verdict in (Verdict.ALLOW, Verdict.ASK, Verdict.DENY)]
_QUIET_S = 0.06
_SELECTED = 23
"""The number of the state in AT-SPI."""
_CLICKABLE = frozenset(
    {
        *("push button", "button", "link", "menu item", "check menu item", "radio menu item", "menu", "check box"),
        *("toggle button", "table cell", "page tab", "radio button", "list item", "combo box", "entry", "text"),
        *("push button menu", "tree item", "table row", "icon", "switch", "spin button", "slider"),
    }
)


class Stage:
    """A desktop with the supervisor on it, a person, and an agent that waits for words; a context manager.

    Attributes:
        desktop: Where.
        person: Who prepares and answers; to the supervisor, physical input.
        seen: What is on the screen.
        folder: For files of the cases.
    """

    def __init__(self, desktop: VirtualDesktop, *, policy: str = "") -> None:
        self.desktop = desktop
        self.folder = desktop.folder / "work"
        self.folder.mkdir(exist_ok=True)
        self.seen = Accessible(desktop)
        self.person = desktop.person()
        self.supervised = Supervised(desktop, desktop.folder / "live", settings=SETTINGS, policy=policy)
        self.supervised.keep()
        self._number = 0
        self._start_agent()

    def _start_agent(self) -> None:
        """Start an agent that nothing was refused yet: what was refused is not asked about again."""
        self._number += 1
        reading, writing = os.pipe()
        self._words = os.fdopen(writing, "w")
        self._agent = subprocess.Popen(
            [*COMMAND, "run", "--name", f"bot-{self._number}", "--", "sh", "-c", _HAND],
            env=self.supervised.env,
            cwd=self.desktop.folder,
            stdin=reading,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(reading)
        self._done = 0
        self._listener = threading.Thread(target=self._listen, args=[self._agent.stdout], daemon=True)
        self._listener.start()
        self.supervised.agents.append(self._agent)
        name = f"bot-{self._number}"
        self.supervised.wait_status(lambda status: name in str(status.get("agents")))

    def _end_agent(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._words.close()
        try:
            self._agent.wait(10)
        except subprocess.TimeoutExpired:
            self._agent.kill()
            self._agent.wait()
        self._listener.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_agent()
        self.person.close()
        self.supervised.close()

    def find(self, name: str, *, role: str = "", application: str = "", window: str = "") -> Element:
        """Wait for a control that can be clicked, by a pattern that its whole name matches."""

        def look() -> Element | None:
            found = self.seen.find_all(name=rf"(?:{name})\s*", role=role, application=application, window=window)
            return next((e for e in found if e.rect[2] > 1 and (role or e.role in _CLICKABLE) and e.sensitive), None)

        last = wait_for(look, f"`{name}` in `{window or application}`", timeout_s=30)
        while (again := wait_for(look, f"`{name}` to stay")).rect != last.rect:
            last = again
        return last

    def choose(self, name: str, application: str) -> None:
        """Let the person choose a file in a list, until it is: while it fills the list, Thunar forgets a choice."""
        x, y = self.find(name, role="table cell", application=application).centre

        def is_chosen() -> bool:
            self.person.click(x, y)
            found = self.seen.find_all(role="table cell", name=name, application=application)
            return any(_SELECTED in element.states for element in found)

        wait_for(is_chosen, f"`{name}` to be chosen")

    def await_window(self, title: str) -> None:
        """Wait until the window in focus has a title that the pattern is found in."""

        def look() -> bool:
            with Windows(self.desktop) as windows:
                active = windows.active()
            return active is not None and re.search(title, active.title) is not None

        wait_for(look, f"a window titled `{title}`")

    def click(self, name: str, *, button: int = 1, repeat: int = 1, **where: str) -> str:
        """Give the agent's click on such a control."""
        x, y = self.find(name, **where).centre
        return f"mousemove {x} {y} click --repeat {repeat} --delay 60 {button}"

    def press(self, name: str, *, button: int = 1, **where: str) -> None:
        """Let the person click on such a control."""
        self.person.click(*self.find(name, **where).centre, button=button)

    def do(self, lines: Sequence[str]) -> list[dict[str, Any]]:
        """Let the agent do `lines` one after the other until one is asked about; gives the record's new rows."""
        mark = len(self.supervised.rows())
        for line in lines:
            before = len(self.supervised.rows())
            wanted = self._done + 1
            self._say(line)
            wait_for(functools.partial(self._is_over, before, wanted), f"`{line}` to be over")
            if any(row["event"] == "approval_requested" for row in self.supervised.rows()[before:]):
                break
        return self.supervised.rows()[mark:]

    def tell(self, line: str) -> None:
        """Let the agent do one command, to its end or until a person is asked."""
        wanted = self._done + 1
        self._say(line)
        wait_for(
            lambda: self._done >= wanted or self.supervised.status().get("requests"), f"`{line}` to end", timeout_s=30
        )

    def renew(self) -> None:
        """Let an agent that nothing was refused yet take the place of this one."""
        self._end_agent()
        self._start_agent()

    def _say(self, line: str) -> None:
        self._words.write(line + "\n")
        self._words.flush()

    def run(self, case: Case) -> Result:
        """Do one case, refuse what is asked, and say what became of it."""
        lines = case.act()
        if self._agent.poll() is not None:
            self.renew()
        rows = self.do(lines)
        if self.refuse():
            self.renew()
        decided = [row for row in rows if row["event"] == "decided" and row["action"]["kind"] != "move"]
        if not decided:
            return Result(case, "nothing was decided")
        row = max(reversed(decided), key=lambda row: _STERN.index(row["decision"]["verdict"]))
        action, context = action_of(row["action"]), context_of(row["context"])
        assessment = assessment_of(row["assessment"])
        held = row["decision"]["verdict"] != "allow"
        return Result(
            case,
            verdict=row["decision"]["verdict"],
            tier=assessment.tier.value,
            category=assessment.category.value,
            rule=row["decision"]["rule_id"],
            sentence=ask_sentence(action, context, assessment) if held else words(action, context),
            rows=tuple(decided),
            untouched=not case.dangerous or case.untouched(),
        )

    def refuse(self) -> bool:
        """Answer no to all that is asked; tells whether anything was."""
        asked = False
        while self.supervised.status().get("requests"):
            self.supervised.reject(self.person)
            asked = True
        return asked

    def _is_over(self, before: int, wanted: int) -> bool:
        """Whether the agent's command has ended and nothing more comes of it, or a person is asked."""
        rows = self.supervised.rows()
        new = [row for row in rows[before:] if (row["action"] or {}).get("kind", "move") != "move"]
        if any(row["event"] == "approval_requested" for row in new):
            return True
        if self._done < wanted or not new or rows[-1]["event"] == "decided":
            return False
        threading.Event().wait(_QUIET_S)
        return len(self.supervised.rows()) == len(rows)

    def _listen(self, said: IO[str]) -> None:
        for _ in said:
            self._done += 1


def typing(text: str) -> str:
    """Give the agent's typing of a text."""
    return f"type --delay 4 {shlex.quote(text)}"
