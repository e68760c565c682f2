"""Stand-ins for the rooms around the engine: small, honest about order and time, and driven by hand."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from supervisor.core.action import ActionKind, Point
from supervisor.core.assessment import Assessment, Decision, Tier, Verdict
from supervisor.core.credentials import secret_spans, without
from supervisor.core.fallbacks import fallback
from supervisor.core.input_event import EventKind, InputEvent
from supervisor.core.opinion import Opinion
from supervisor.core.seat import Seat
from supervisor.core.time_limit import Fallback, TimeLimit
from tests.support.keyboard import keymap
from tests.support.levels import NoLevels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from supervisor.core.action import Action, Rect
    from supervisor.core.context import Context, Element, Window
    from supervisor.core.record import Event
    from supervisor.core.settings import JudgeSettings
    from supervisor.engine.mirror import Mirror

ROUND_TRIP_S = 0.00005
FRAME_S = 0.016


class SimulatedTimer:
    """A pending call."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class SimulatedLoop:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self._now_ns = 1_000_000_000_000
        self._timers: list[tuple[int, int, SimulatedTimer]] = []
        self._order = itertools.count()
        self.watched: dict[int, tuple[Callable[[int], None], int]] = {}
        self.calls = 0

    def now_ns(self) -> int:
        return self._now_ns

    def after(self, delay_s: float, call: Callable[[], None]) -> SimulatedTimer:
        timer = SimulatedTimer(call)
        heapq.heappush(self._timers, (self._now_ns + int(delay_s * 1e9), next(self._order), timer))
        return timer

    def advance(self, seconds: float) -> None:
        """Let time pass, and everything happen that falls due meanwhile."""
        until_ns = self._now_ns + int(seconds * 1e9)
        while self._timers and self._timers[0][0] <= until_ns:
            due_ns, _, timer = heapq.heappop(self._timers)
            self._now_ns = max(self._now_ns, due_ns)
            call, timer.call = timer.call, None
            if call is not None:
                self.calls += 1
                call()
        self._now_ns = until_ns

    def jump(self, seconds: float) -> None:
        """Let the clock jump: what falls due meanwhile happens after it."""
        self._now_ns += int(seconds * 1e9)

    def add(self, fd: int, on_event: Callable[[int], None], events: int) -> None:
        self.watched[fd] = (on_event, events)

    def change(self, fd: int, events: int) -> None:
        self.watched[fd] = (self.watched[fd][0], events)

    def remove(self, fd: int) -> None:
        self.watched.pop(fd, None)


@dataclass(frozen=True)
class SimulatedPointer:
    point: Point
    modifiers: int
    buttons: int
    group: int


class SimulatedDesktop:
    """Windows in a pile, one of them focused.

    Attributes:
        windows: From the bottom to the top.
        focus: Id of the window with the focus; 0 for none.
        menu_id: Id of the open menu that has the keyboard; 0 for none.
        modifiers: What the server says is held, core mask.
        focus_put: Windows that were given the focus back.
        ours: Windows of the supervisor itself.
        stubborn: Giving it back has no effect.
        answers: Whether it can tell what has become of a window.
        shown: What the monitors show; none for everything.
    """

    def __init__(self) -> None:
        self.answers = True
        self.shown: tuple[Rect, ...] = ()
        self.windows: list[Window] = []
        self.focus = 0
        self.menu_id = 0
        self.at = Point(0, 0)
        self.modifiers = self.buttons = self.group = 0
        self.focus_put: list[int] = []
        self.stubborn = False
        self.ours: set[int] = set()

    def window_at(self, point: Point) -> Window | None:
        return next((w for w in reversed(self.windows) if w.rect is not None and w.rect.contains(point)), None)

    def focused(self) -> Window | None:
        return self._find(self.focus)

    def by_id(self, window: int) -> Window | None:
        found = self.window_at(self.at) if window == 0 else self._find(window)
        return self.focused() if window == 1 else found

    def is_ours(self, window: Window) -> bool:
        return window.id in self.ours

    def translate(self, window: int, x: int, y: int) -> Point | None:
        found = self._find(window)
        return Point(found.rect.x + x, found.rect.y + y) if found is not None and found.rect is not None else None

    def pointer(self) -> SimulatedPointer:
        return SimulatedPointer(self.at, self.modifiers, self.buttons, self.group)

    def glance(self, point: Point | None, meanwhile: Any = None) -> tuple[SimulatedPointer, Window | None]:
        if meanwhile is not None:
            meanwhile()
        return self.pointer(), self.focused() if point is None else self.window_at(point)

    def put_focus(self, window: int) -> object:
        self.focus_put.append(window)
        if not self.stubborn:
            self.focus = window
        return True

    def menu(self) -> Window | None:
        return self._find(self.menu_id) if self.menu_id else None

    def screen_size(self) -> tuple[int, int]:
        return (4000, 4000)

    def monitors(self) -> tuple[Rect, ...]:
        return self.shown

    def viewable(self, window: int) -> bool | None:
        return self._find(window) is not None if self.answers else None

    def exists(self, window: int) -> bool | None:
        return self._find(window) is not None if self.answers else None

    def _find(self, window: int) -> Window | None:
        return next((w for w in self.windows if w.id == window), None)

    def put(self, window: Window) -> None:
        """Add a window on top, or change the one with its id."""
        self.windows = [w for w in self.windows if w.id != window.id] + [window]

    def close(self, window: int) -> None:
        """Take a window away."""
        self.windows = [w for w in self.windows if w.id != window]


class SimulatedElements:
    """Elements by place and by focus; may be slow."""

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop
        self.places: list[tuple[Rect, Element]] = []
        self.focused: dict[int, Element] = {}
        self.slow, self.takes_s = False, 0.0
        self.recipients: tuple[str, ...] = ()
        self.asked, self.none = list[str](), set[int]()

    def shows_none(self, window: Window) -> bool:
        return window.id in self.none

    def request(
        self,
        kind: Literal["point", "focus"],
        window: Window,
        point: Point | None,
        budget_s: float,
        done: Callable[[Element | None, str], None],
        *,
        whom: bool = False,
    ) -> None:
        self.asked.append(kind)
        if self.slow or self.takes_s > budget_s:
            self._loop.after(budget_s, lambda: done(None, "element-timeout"))
            return
        found = self.focused.get(window.id)
        if kind == "point" and point is not None:
            found = next((e for rect, e in reversed(self.places) if rect.contains(point)), None)
        if found is not None and whom:
            found = replace(found, recipients=self.recipients)
        self._loop.after(self.takes_s, lambda: done(found, "" if found is not None else "element"))


class SimulatedSelections:
    """Selections as programs have them, and our copies.

    Attributes:
        texts: What their owners would answer now.
        held: Our copies, which whoever pastes gets.
        takes_s: How long an owner takes to answer.
        fetches: The program that pastes fetches it.
        refused: Nothing can be made sure of.
    """

    def __init__(self, loop: SimulatedLoop) -> None:
        self._loop = loop
        self.texts: dict[str, str | None] = {}
        self.held: dict[str, str] = {}
        self.takes_s = 0.0
        self.fetches = True
        self.refused = False

    def read(self, names: tuple[str, ...], done: Callable[[tuple[str | None, ...]], None]) -> None:
        def answer() -> None:
            texts = tuple(self.held.get(name, self.texts.get(name, "")) for name in names)
            self.held |= {name: text for name, text in zip(names, texts, strict=True) if text}
            done(texts)

        self._loop.after(self.takes_s, answer)

    def own(self, name: str, text: str | None) -> None:
        """A program becomes the owner."""
        self.texts[name] = text
        self.held.pop(name, None)

    def secure(self, texts: dict[str, str | None]) -> bool:
        self.held |= {name: text for name, text in texts.items() if text is not None}
        return not self.refused

    def await_fetch(self, window: int, done: Callable[[bool], None]) -> None:
        del window
        self._loop.after(0.002 if self.fetches else 1.0, lambda: done(self.fetches))


@dataclass
class Happened:
    """One line of the common log: rows and sends in the order in which they came."""

    what: Literal["row", "send"]
    row: dict[str, Any] = field(default_factory=dict)
    events: tuple[InputEvent, ...] = ()


class SimulatedOutlet:
    """The seat: executes in order, a round trip later, and nothing once the latch is set."""

    def __init__(self, loop: SimulatedLoop, log: list[Happened]) -> None:
        self._loop = loop
        self._log = log
        self.latched = False
        self.seat = Seat()
        self.hangs = False
        self.breaks, self.partly = "", False

    def send(self, events: Iterable[InputEvent], done: Callable[[], None], failed: Any = None) -> bool:
        if self.latched:
            return False
        batch = tuple(events)
        if self.breaks and failed is not None:
            why = self.breaks
            self._loop.after(ROUND_TRIP_S, lambda: failed(why, self.partly))
            self.seat = Seat()
            return True
        self._log.append(Happened("send", events=batch))
        for event in batch:
            self.seat.note(event)
        if not self.hangs:
            self._loop.after(ROUND_TRIP_S, lambda: None if self.latched else done())
        return True


class DiskFullError(Exception):
    """The journal cannot be written."""


class SimulatedJournal:
    """Rows in a list.

    Attributes:
        room: Rows that the disk still takes; None for no end.
        durable: Events of the rows that were waited for until they were on the disk.
    """

    def __init__(self, log: list[Happened]) -> None:
        self._log = log
        self._open: list[dict[str, Any]] = []
        self.room: int | None = None
        self.durable: list[str] = []

    def append(self, event: Event, agent: str | None = None, **fields: Any) -> int:
        if self.room == 0:
            raise DiskFullError("the disk is full")
        self.room = self.room and self.room - 1
        self._open.append({"event": event.value, "agent": agent, **fields})
        return len(self._log)

    def commit(self, *, durable: bool = False) -> None:
        rows, self._open = self._open, []
        for row in rows:
            self._log.append(Happened("row", row=row))
            if durable:
                self.durable.append(row["event"])


class SimulatedUi:
    """Keeps what it is told and draws a frame later.

    Attributes:
        told: All messages.
        draws: It says when a frame is on the screen.
    """

    def __init__(self, loop: SimulatedLoop, mirror: Mirror) -> None:
        self._loop = loop
        self._mirror = mirror
        self.told: list[Mapping[str, Any]] = []
        self.draws = True
        self.takes = True

    def take(self, message: dict[str, Any]) -> bool:
        if not self.takes:
            return False
        self.told.append(message)
        if message.get("ack") and self.draws:
            self._loop.after(FRAME_S, lambda: self._mirror.on_drawn(message["id"]))
        return True

    def all(self, kind: str) -> list[Mapping[str, Any]]:
        return [m for m in self.told if m["t"] == kind]


class SimulatedRequest:
    """A question to the judge outside."""

    def __init__(self, done: Callable[[Opinion], None]) -> None:
        self.done = done
        self.over = False

    def cancel(self) -> None:
        self.over = True


class SimulatedExternalJudge:
    """A judge outside that answers when it is told to.

    Attributes:
        asked: All questions.
        requests: What became of them.
    """

    words = "judge: on, model simulated"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.requests: list[SimulatedRequest] = []

    def ask(self, question: str, done: Callable[[Opinion], None]) -> SimulatedRequest:
        self.asked.append(question)
        request = SimulatedRequest(done)
        self.requests.append(request)
        return request

    @property
    def waits(self) -> bool:
        return any(not request.over for request in self.requests)

    def answer(self, tier: Tier | None, words: str = "because") -> None:
        """Answer the question that waits."""
        (request,) = (one for one in self.requests if not one.over)
        request.over = True
        request.done(Opinion(tier, words))


class SimulatedJudge(NoLevels):
    """Decides by a function; allows when it says nothing.

    Attributes:
        rule: Gives the verdict; may raise.
        deadline: Time for an answer, s.
        fallback: What follows then.
        terminals: Ids of windows that are terminals.
        secret: Names of elements whose content is hidden.
        asks: Actions about which the external judge is asked, by the question; may raise.
        pasting: Selections that are pasted by a chord, or by a kind of action without one.
        changes: How often the rules changed.
        tier: Gives the tier.
    """

    def __init__(self) -> None:
        self.changes = 0
        self.tier: Callable[[Action, Context], Tier] = lambda _action, _context: Tier.REVERSIBLE
        self.rule: Callable[[Action, Context], Verdict | None] = lambda _action, _context: None
        self.deadline: float | None = None
        self.fallback = Fallback.REJECT
        self.terminals: set[int] = set()
        self.secret: set[str] = set()
        self.asks: Callable[[Action, Context], str] = lambda _action, _context: ""
        self.pasting: dict[str, tuple[str, ...]] = {}
        self.judged: list[tuple[Action, Context]] = []

    def version(self) -> int:
        return self.changes

    def judge(self, action: Action, context: Context) -> tuple[Assessment, Decision]:
        self.judged.append((action, context))
        verdict = self.rule(action, context) or Verdict.ALLOW
        return Assessment(self.tier(action, context)), Decision(
            verdict, f"test-{verdict}", f"the test says {verdict}"
        )

    def question(self, action: Action, context: Context, _settings: JudgeSettings) -> str:
        return self.asks(action, context)

    def weighed(
        self, action: Action, context: Context, opinion: Opinion, _settings: JudgeSettings
    ) -> tuple[Assessment, Decision]:
        assessment, decision = self.judge(action, context)
        if opinion.tier is None:
            return assessment, fallback("judge-absent", opinion.words)
        if opinion.tier.rank <= assessment.tier.rank:
            return assessment, decision
        return Assessment(opinion.tier), Decision(Verdict.ASK, "external-judge", opinion.words)

    def time_limit(self, rule_id: str) -> TimeLimit | None:
        if self.deadline is None or not rule_id.startswith("test-"):
            return None
        return TimeLimit(self.deadline, self.fallback)

    def words(self, action: Action, context: Context) -> str:
        return f"{action.kind} {context.element.name if context.element else '?'}"

    def sentence(self, action: Action, context: Context, assessment: Assessment) -> str:
        return f"{assessment.tier}: {self.words(action, context)}"

    def redacted(self, text: str) -> str:
        return without(text, secret_spans(text))

    def ends_in_secret(self, text: str) -> bool:
        return bool(secret_spans(text)) and secret_spans(text)[-1][1] == len(text)

    def masks(self, _action: Action, context: Context) -> bool:
        return context.element is not None and context.element.name in self.secret

    def may_be_secret(self, action: Action, window: Window | None) -> bool:
        typed = action.kind in (ActionKind.TYPE, ActionKind.TYPE_ENTER)
        return typed and (window is None or not self.is_terminal(window))

    def wheel_acts(self, window: Window | None) -> bool:
        return window is not None and window.app == "Settings"

    def is_terminal(self, window: Window) -> bool:
        return window.id in self.terminals

    def is_launcher(self, window: Window) -> bool:
        return window.app == "dmenu"

    def pastes(self, action: Action, _context: Context) -> tuple[str, ...]:
        return self.pasting.get(action.keys or action.kind.value, ())


_NAMES = {
    keycode: keymap().name_of(row[0]) if len(row) < 2 else chr(row[0]) for keycode, row in keymap().symbols.items()
}


def spelled(events: Iterable[InputEvent]) -> str:
    """Write events in short: `+a -a` for keys, `+b1` for buttons, `@x,y` for motion, `w7:` before SendEvent."""
    words = []
    for event in events:
        where = f"w{event.window}:" if event.sent_to_window else ""
        if event.kind is EventKind.MOTION:
            words.append(f"{where}warp" if event.raw and not where else f"{where}@{event.x},{event.y}")
            continue
        sign = "+" if event.kind in (EventKind.KEY_PRESS, EventKind.BUTTON_PRESS) else "-"
        key = event.kind in (EventKind.KEY_PRESS, EventKind.KEY_RELEASE)
        words.append(where + sign + (_NAMES.get(event.detail, str(event.detail)) if key else f"b{event.detail}"))
    return " ".join(words)
