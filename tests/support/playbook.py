"""An engine with everything around it simulated, and the words to write scripts in: agents, a person, a ui, time."""

from __future__ import annotations

import dataclasses
import itertools
from collections import deque
from typing import TYPE_CHECKING, Any

from supervisor.core.action import Point, Rect
from supervisor.core.answers import Answer
from supervisor.core.assignment import Assignment
from supervisor.core.context import Element, Window
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.settings import Settings
from supervisor.engine.engine import Engine
from supervisor.engine.mirror import Mirror
from supervisor.engine.parts import Parts
from supervisor.engine.recorder import Recorder
from tests.support.keyboard import code, keymap
from tests.support.simulators import (
    DiskFullError,
    Happened,
    SimulatedDesktop,
    SimulatedElements,
    SimulatedExternalJudge,
    SimulatedJournal,
    SimulatedJudge,
    SimulatedLoop,
    SimulatedOutlet,
    SimulatedSelections,
    SimulatedUi,
    spelled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from supervisor.core.action import Action
    from supervisor.core.assessment import Verdict
    from supervisor.core.context import Context
    from supervisor.core.keymap import Keymap
    from supervisor.core.spoken import Ending
    from supervisor.engine.queue import AgentQueue

DOCS, TERMINAL, MENU = 10, 20, 30
"""Windows that are there from the start, the menu excepted."""
BESIDE = Point(500, 500)
DELETE = Point(50, 50)
"""The element `Delete` in the window DOCS."""


class Client:
    """One X client of an agent: a request at a time, the next when the one before is finished."""

    def __init__(self, queue: AgentQueue) -> None:
        self._queue = queue
        self._events: deque[tuple[InputEvent, bool]] = deque()
        self._waiting = False
        self._walking = False
        self.gone = False
        self.taken = True
        self.finished = 0
        self.refused = 0
        self.endings: list[Ending] = []

    def write(self, *events: InputEvent) -> None:
        """Write requests; they are submitted as far as they are answered."""
        self._events.extend((event, False) for event in events)
        self._walk()

    def leave(self) -> None:
        """Disconnect; what is written stays."""
        self.gone = True
        if self._waiting:
            self._queue.gone(self)

    @property
    def waits(self) -> bool:
        return self._waiting

    def _walk(self) -> None:
        if self._walking:
            return
        self._walking = True
        while self._events and not self._waiting:
            event, expired = self._events.popleft()
            self._waiting = True
            self._queue.submit(self, event, expired=expired)
        self._walking = False

    # -- Source

    def settled(self) -> bool:
        return self.taken

    def finish(self, *, refused: bool = False, ending: Ending | None = None) -> None:
        if self._waiting:
            self._waiting = False
            self.finished += 1
            self.endings += [ending] if ending is not None else []
            self.refused += refused
            self._walk()

    def mark_expired(self) -> None:
        self._events = deque((event, True) for event, _ in self._events)


class SimulatedAgent:
    """An agent with one client, and the gestures it can make."""

    def __init__(self, stage: Stage, name: str, workflow: str = "") -> None:
        self.stage = stage
        self.queue = stage.engine.add_agent(name, Assignment(name, workflow=workflow))
        self.client = Client(self.queue)

    def another_client(self) -> Client:
        return Client(self.queue)

    def does(self, *events: InputEvent) -> None:
        self.client.write(*events)

    def move(self, x: int, y: int) -> None:
        self.does(move(x, y))

    def click(self, at: Point, button: int = 1) -> None:
        self.does(move(at.x, at.y), press(button), release(button))

    def chord(self, keys: str) -> None:
        self.does(*chord(keys))

    def type(self, text: str) -> None:
        for char in text:
            self.chord(char)

    def drag(self, start: Point, end: Point) -> None:
        self.does(move(start.x, start.y), press(), move(end.x, end.y), release())


class Stage:
    """Everything around one engine.

    Attributes:
        log: Rows and sends in the order in which they came.
        human_told: Messages to `human`.
        paused: The byte of the shared memory.
        keymap: The keyboard in use.
    """

    def __init__(self, *, headless: bool = False, **settings: Any) -> None:
        self.loop = SimulatedLoop()
        self.log: list[Happened] = []
        self.desktop = SimulatedDesktop()
        self.elements = SimulatedElements(self.loop)
        self.selections = SimulatedSelections(self.loop)
        self.judge = SimulatedJudge()
        self.journal = SimulatedJournal(self.log)
        self.outlet = SimulatedOutlet(self.loop, self.log)
        self.failures: list[str] = []
        self.human_told: list[dict[str, Any]] = []
        self.external_judge = SimulatedExternalJudge()
        self.latched = False
        self.paused = False
        self.keymap: Keymap = keymap()
        mirror = Mirror(self.loop, self.judge.words)
        self.ui = SimulatedUi(self.loop, mirror)
        parts = Parts(
            loop=self.loop,
            desktop=self.desktop,
            elements=self.elements,
            selections=self.selections,
            judge=self.judge,
            recorder=Recorder(self.journal, DiskFullError, self.failures.append, self.loop),
            mirror=mirror,
            settings=Settings(**settings),
            tell_human=self.human_told.append,
            closed=lambda: self.latched or self.paused,
            headless=headless,
            keymap=lambda: self.keymap,
            outlet=self.outlet,
            latched=lambda: self.latched,
            external_judge=self.external_judge,
        )
        numbers = itertools.count(1)
        self.engine = Engine(parts, lambda: f"r{next(numbers)}")
        # Scripts press keys without letting go; what comes of that has its own test.
        self.engine.longest_key_s = 3600.0
        self._furnish()
        self._seen = 0
        if not headless:
            self.ui_comes()

    def _furnish(self) -> None:
        self.desktop.put(Window(DOCS, "docs – Thunar", "Thunar", rect=Rect(0, 0, 400, 300)))
        self.desktop.put(Window(TERMINAL, "bash", "XTerm", rect=Rect(400, 0, 400, 800)))
        self.desktop.focus = DOCS
        self.judge.terminals = {TERMINAL}
        self.elements.places.append((Rect(40, 40, 60, 20), Element("Delete", "push button")))

    def agent(self, name: str = "agent", workflow: str = "") -> SimulatedAgent:
        return SimulatedAgent(self, name, workflow)

    # -- the policy

    def rule(self, verdict: Verdict, when: Callable[[Action, Context], bool]) -> None:
        """Add a rule; the first that matches decides."""
        before = self.judge.rule

        def decide(action: Action, context: Context) -> Verdict | None:
            return before(action, context) or (verdict if when(action, context) else None)

        self.judge.rule = decide

    # -- time

    def advance(self, seconds: float) -> None:
        self.loop.advance(seconds)

    def settle(self) -> None:
        """Let everything happen that needs no waiting: round trips, look-ups, a frame, the lead."""
        self.advance(0.2)

    # -- the ui

    def ui_dies(self) -> None:
        self.ui.takes = False
        self.engine.ui_lost()

    def ui_comes(self) -> None:
        self.ui.takes = True
        self.engine.parts.mirror.attach(self.ui.take)
        self.engine.ui_ready()

    # -- the person

    @property
    def asked(self) -> str | None:
        """The request that `human` takes answers to."""
        pending = [m for m in self.human_told if m["t"] == "pending"]
        request: str | None = pending[-1]["request"] if pending else None
        return request

    def approve(self, request: str | None = None) -> None:
        self._answer(request, approved=True)

    def half_approve(self, gesture: str = "press") -> None:
        """Make the first of two gestures."""
        assert self.asked is not None, "nothing is asked"
        self.engine.holds.first_yes(self.asked, approver="mouse", gesture=gesture)

    def reject(self, request: str | None = None) -> None:
        self._answer(request, approved=False)

    def _answer(self, request: str | None, *, approved: bool) -> None:
        request = request or self.asked
        assert request is not None, "nothing is asked"
        self.engine.holds.answered(request, Answer(approved), approver="keyboard", gesture="chord")

    def person(self, *, down: bool = False, keys: bool = True) -> None:
        """The person's hand moves now."""
        self.engine.person_moved(t_ns=self.loop.now_ns(), down=down, keys=keys)

    def stop(self) -> None:
        """What a stop does: the latch, the sockets, then word of it."""
        self.latched = self.outlet.latched = True
        self.engine.stop({"how": "chord"})
        self.engine.parts.outlet = None

    def rearm(self) -> None:
        self.latched = False
        self.outlet = SimulatedOutlet(self.loop, self.log)
        self.engine.rearm("chord", None)
        self.engine.parts.outlet = self.outlet
        self.engine.pump()

    def pause(self) -> None:
        self.paused = True
        self.engine.pause("chord")

    def resume(self) -> None:
        self.paused = False
        self.engine.resume("chord")

    # -- what happened

    def sent(self) -> str:
        """Spell what was sent since the last call."""
        new, self._seen = self.log[self._seen :], len(self.log)
        return " ".join(spelled(h.events) for h in new if h.what == "send")

    def rows(self, event: str = "") -> list[dict[str, Any]]:
        return [h.row for h in self.log if h.what == "row" and event in ("", h.row["event"])]

    def outcomes(self) -> list[tuple[str, str]]:
        """List result and rule of every outcome; the rule is empty for what was done."""
        return [
            (row["outcome"]["result"], row["decision"].rule_id if row.get("decision") else "")
            for row in self.rows("outcome")
        ]

    def window(self, window: int, **changes: Any) -> None:
        """Change a window that is there."""
        (found,) = (w for w in self.desktop.windows if w.id == window)
        self.desktop.put(dataclasses.replace(found, **changes))

    def open_menu(self) -> None:
        """Open a menu over the docs that has the keyboard."""
        self.desktop.put(Window(MENU, app="Thunar", rect=Rect(20, 20, 100, 200), override_redirect=True))
        self.desktop.menu_id = MENU

    def close_menu(self) -> None:
        self.desktop.close(MENU)
        self.desktop.menu_id = 0


def move(x: int, y: int) -> InputEvent:
    return InputEvent(EventKind.MOTION, x=x, y=y)


def press(button: int = 1) -> InputEvent:
    return InputEvent(EventKind.BUTTON_PRESS, button)


def release(button: int = 1) -> InputEvent:
    return InputEvent(EventKind.BUTTON_RELEASE, button)


def key_down(name: str) -> InputEvent:
    return InputEvent(EventKind.KEY_PRESS, code(name))


def key_up(name: str) -> InputEvent:
    return InputEvent(EventKind.KEY_RELEASE, code(name))


_MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "super": "Super_L"}


def chord(keys: str) -> list[InputEvent]:
    """Give the events of e.g. `ctrl+s`, `Return` or `a`."""
    names = [_MODIFIERS.get(part, part) for part in keys.split("+")]
    return [*map(key_down, names), *map(key_up, reversed(names))]
