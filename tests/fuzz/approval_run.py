"""One sequence of what happens around approvals: the real engine and the real hand, and all else simulated."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any, cast

from supervisor.app.answering import take_answer
from supervisor.core.action import ActionKind, Point, Rect
from supervisor.core.assessment import Tier, Verdict
from supervisor.core.chord import Chord
from supervisor.core.context import Element
from supervisor.core.time_limit import Fallback
from supervisor.human.answers import Look
from supervisor.human.hand import Eyes, Hand
from supervisor.human.messages import CHORDS, ClosePopup, Configure, ShowPopup, from_service
from tests.support.playbook import DOCS, Client, Stage, key_down, key_up, move, press, release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supervisor.core.input_event import InputEvent
    from supervisor.human.latch import Latch
    from supervisor.human.stop import Stop

Step = tuple[str, int]
"""What happens, and a number that says how."""
MOUSE, KEYBOARD = 6, 7
POPUP, PLACE = 0x400001, Rect(600, 300, 300, 200)
APPROVE, REJECT, SECOND = Rect(610, 310, 80, 30), Rect(710, 310, 80, 30), Rect(610, 350, 180, 30)
OTHERS = {
    name: Rect(610 + 40 * place, 400, 30, 30)
    for place, name in enumerate(
        (
            "reject:too-risky",
            "reject:other",
            "modify",
            "select:control",
            "select:kind",
            "select:once",
            "select:more-time",
        )
    )
}
ARM_MS = 500
ERASE = Rect(40, 80, 60, 20)
PATIENCE = 2_000
"""Turns after which a person who answers everything must have answered everything."""
_GESTURES: tuple[tuple[InputEvent, ...], ...] = (
    (move(50, 50), press(), release()),
    (move(50, 90), press(), release()),
    (move(50, 50), press(), move(300, 200), release()),
    (key_down("Delete"), key_up("Delete")),
    (key_down("a"), key_up("a")),
    (key_down("Return"), key_up("Return")),
    (move(300, 250), press(), release()),
    (move(50, 90),),
)
_LONG_S = (0.0, 0.05, 0.2, 0.6, 0.6, 3.0, 30.0)
_CONFIG = Configure({name: Chord.parse("F1") for name in CHORDS}, 0.7, ARM_MS, ())
_KEYS = ("a", "Delete", "Return")


class _Latch:
    """The stop latch, without shared memory."""

    stopped = False
    paused = False


class _Stop:
    """A stop that has nothing to cut and nobody to kill: those have tests of their own."""

    def trigger(self, how: str, device: str, t_ns: int) -> None:
        pass


class _Screen(Eyes):
    """What `human` sees when it looks at the popup: at once, and as the sequence says."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def look(self, window: int, at_ns: int, then: Callable[[Look], None]) -> None:  # noqa: ARG002 - it has its own clock
        run = self._run
        then(Look(window, run.pointer, PLACE, on_top=True, uncovered=not run.covered, t_ns=run.stage.loop.now_ns()))

    def swallow(self, then: Callable[[], None]) -> None:
        then()


class Run:
    """One sequence.

    Attributes:
        stage: The engine with agents, programs, disk and clock.
        gestures: Which different gestures for a yes the person has made while a request was asked.
    """

    def __init__(self) -> None:
        self.stage = Stage(yield_to_person_ms=0, held_drop_s=20)
        self.gestures: dict[str, set[str]] = collections.defaultdict(set)
        self.pointer: Point | None = None
        self.covered = False
        self._latch = _Latch()
        self._mail: collections.deque[Mapping[str, Any]] = collections.deque()
        self._told = 0
        self._shown: dict[str, Any] = {}
        self._denies = self._final = False
        self._hand = Hand(_CONFIG, cast("Latch", self._latch), cast("Stop", _Stop()), self._mail.append)
        self._hand.eyes = _Screen(self)
        self._hand.name_of = {MOUSE: "mouse", KEYBOARD: "keyboard"}.__getitem__
        self._furnish()
        agents = [self.stage.agent() for _ in range(2)]
        self.clients: list[Client] = [agents[0].client, agents[0].another_client(), agents[1].client]

    def _furnish(self) -> None:
        stage = self.stage
        stage.elements.places.append((ERASE, Element("Erase", "push button")))
        stage.window(DOCS, executable="thunar")
        self._window = next(window for window in stage.desktop.windows if window.id == DOCS)
        parts = stage.engine.parts
        parts.boot_ns, parts.tell_human = stage.loop.now_ns, self._to_human
        stage.rule(Verdict.DENY, lambda action, _: self._denies and action.kind is not ActionKind.MOVE)
        stage.rule(Verdict.ASK, lambda _, c: c.element is not None and c.element.name in ("Delete", "Erase"))
        stage.rule(Verdict.ASK, lambda action, _: action.keys.endswith("Delete") or action.kind is ActionKind.DRAG)
        stage.judge.tier = lambda _, context: (
            Tier.IRREVERSIBLE
            if self._final or (context.element is not None and context.element.name == "Erase")
            else Tier.REVERSIBLE
        )

    def _to_human(self, message: Mapping[str, Any]) -> None:
        self.stage.human_told.append(dict(message))
        self._hand.obey(from_service(message, 0), (), self.stage.loop.now_ns())

    # -- the ui

    def _show(self) -> None:
        """Be the ui: put up what was told, and tell the hand where it stands."""
        told, self._told = self.stage.ui.told[self._told :], len(self.stage.ui.told)
        for message in told:
            if message["t"] == "request":
                self._shown = dict(message)
            elif message["t"] == "second" and message["id"] == self._shown.get("id"):
                self._shown["first"] = message["first"]
            elif message["t"] == "request_closed" and message["id"] == self._shown.get("id"):
                self._hand.obey_ui(ClosePopup(str(message["id"])), self.stage.loop.now_ns())
                self._shown = {}
                continue
            else:
                continue
            others = OTHERS | ({"second": SECOND} if self._shown.get("first") else {})
            popup = ShowPopup(str(self._shown["id"]), POPUP, APPROVE, REJECT, others)
            self._hand.obey_ui(popup, self.stage.loop.now_ns())

    # -- what happens

    def make(self, step: Step) -> None:
        """Let one thing happen."""
        what, how = step
        getattr(self, f"do_{what}")(how)
        self._show()

    def do_agent(self, how: int) -> None:
        """A client writes the input of a gesture."""
        client = self.clients[how % 3]
        if not client.gone:
            client.write(*_GESTURES[how // 3 % len(_GESTURES)])

    def do_time(self, how: int) -> None:
        """Time passes."""
        self.stage.advance(_LONG_S[how % len(_LONG_S)])

    def do_mail(self, _how: int) -> None:
        """What the hand said arrives at the engine."""
        while self._mail:
            message = self._mail.popleft()
            if message["t"] == "answer":
                take_answer(self.stage.engine.holds, message)
            elif message["t"] == "unasked":
                self.stage.engine.holds.too_late.answered(
                    "", message["verdict"], approver="keyboard", gesture="chord"
                )
            elif message["t"] == "attends":
                self.stage.engine.attends(there=message["there"])
            self._show()

    def do_chord(self, how: int) -> None:
        """The person presses one of the chords that answer."""
        name = ("approve", "second", "reject")[how % 3]
        self._note({"approve": "chord", "second": "second chord"}.get(name))
        self._hand.on_chord(name, KEYBOARD, self.stage.loop.now_ns())

    def do_press(self, how: int) -> None:
        """The person presses somewhere on the popup."""
        places = [(APPROVE, "press"), (APPROVE, "press"), (SECOND, "second press"), (REJECT, None)]
        places += [(area, None) for area in OTHERS.values()]
        area, yes = places[how % len(places)]
        self.pointer = Point(area.x + 5, area.y + 5)
        self._note(yes)
        self._hand.on_press(MOUSE, self.stage.loop.now_ns())
        self.stage.advance(0.03)
        self._show()
        self._hand.on_release(MOUSE, self.stage.loop.now_ns())

    def _note(self, gesture: str | None) -> None:
        asked = self.stage.asked
        if gesture is not None and asked is not None:
            self.gestures[asked].add(gesture)

    def do_yes(self, how: int) -> None:
        """The person approves with time and care, by as many gestures as it takes."""
        first, second = [(1, 2), (1, -1), (0, 2), (-2, -1), (-2, 2)][how % 5]
        for gesture in (first, second):
            self.stage.advance(0.6)
            self._show()
            (self.do_chord if gesture < 0 else self.do_press)(gesture + 2 if gesture < 0 else gesture)
            self.do_mail(0)
        self.stage.advance(0.3)

    def do_written(self, how: int) -> None:
        """The ui says what the person wrote, if they do."""
        what = ({"text": "b"}, {"point": [300, 200]}, {"text": "ctrl+Delete"}, {}, {"text": "no"})[how % 5]
        self.stage.engine.holds.written({"t": "written", "id": self.stage.asked, **what})

    def do_rewrite(self, how: int) -> None:
        """The person has time and makes something else of it."""
        self.stage.advance(0.6)
        self._show()
        self.do_press(4 + list(OTHERS).index("modify"))
        self.do_mail(0)
        self.do_written(how)
        self.stage.advance(0.3)

    def do_half(self, how: int) -> None:
        """The person approves with time and care, and what comes then is open."""
        self.stage.advance(0.6)
        self._show()
        (self.do_chord if how % 2 else self.do_press)(0)
        self.do_mail(0)

    def do_choice(self, _how: int) -> None:
        """The ui says that it shows how far a yes would reach."""
        shown = self.stage.ui.all("choice")
        if shown and self.stage.asked:
            choices = shown[-1]["choices"]
            self.stage.engine.holds.choice_shown(self.stage.asked, choices["breadth"], choices["span"])

    def do_ui(self, how: int) -> None:
        """The ui dies, or another comes."""
        if how % 2:
            self.stage.ui_comes()
        else:
            self._hand.forget_ui()
            self._shown = {}
            self.stage.ui_dies()

    def do_covered(self, how: int) -> None:
        """Another window comes over the popup, or goes."""
        self.covered = bool(how % 2)
        self._hand.on_restack()

    def do_gate(self, how: int) -> None:
        """The person pauses or resumes."""
        (self.stage.resume if how % 2 else self.stage.pause)()

    def do_lock(self, how: int) -> None:
        """The screen is locked, or open again."""
        if how % 2:
            self.stage.engine.unlock()
        else:
            self.stage.engine.lock("a test")

    def do_hand(self, how: int) -> None:
        """The person's hand comes down or up."""
        self.stage.person(down=bool(how % 2))

    def do_window(self, how: int) -> None:
        """The program's window goes or comes back."""
        if how % 2:
            self.stage.desktop.put(self._window)
        else:
            self.stage.desktop.close(DOCS)

    def do_disk(self, how: int) -> None:
        """The disk fills up, or has room again."""
        self.stage.journal.room = None if how % 2 else 0

    def do_client(self, how: int) -> None:
        """A client leaves."""
        client = self.clients[how % 3]
        if not client.gone:
            client.leave()

    def do_rules(self, how: int) -> None:
        """Other rules hold."""
        self._denies, self._final = how % 4 == 1, how % 4 == 2
        self.stage.judge.changes += 1
        self.stage.engine.policy_changed()

    def do_deadline(self, how: int) -> None:
        """What is asked from now on has a time limit, or none."""
        self.stage.judge.deadline = (None, 2.0, 0.4)[how % 3]
        self.stage.judge.fallback = list(Fallback)[how // 3 % len(Fallback)]

    def do_question(self, how: int) -> None:
        """Something more urgent is asked, or taken back."""
        holds = self.stage.engine.holds
        if how % 2:
            holds.withdraw("quit")
        else:
            holds.confirm("quit", "End?", "a test", lambda _yes, _approval: None)

    def do_order(self, _how: int) -> None:
        """The person prefers what came last."""
        holds = self.stage.engine.holds
        holds.prefer([w.request for w in reversed(holds.waiting)])

    def do_revoke(self, _how: int) -> None:
        """The person takes grants back."""
        self.stage.engine.standing.revoke(None, "a test")

    def do_stop(self, _how: int) -> None:
        """The person stops everything, and re-arms a moment later, before late answers arrive."""
        self._stop()
        self.stage.advance(0.3)
        self._latch.stopped = False
        self.stage.rearm()

    def _stop(self) -> None:
        self._latch.stopped = True
        self._hand.halt("chord", "keyboard", self.stage.loop.now_ns())
        self.stage.stop()

    # -- the end

    def end(self, *, by_stop: bool) -> None:
        """Stop, or answer everything; afterwards nothing may wait."""
        stage = self.stage
        if by_stop:
            self._stop()
            self.do_mail(0)
            stage.advance(60)
        else:
            self._answer_all()
        assert not [client for client in self.clients if client.waits], "a client waits for ever"
        assert not stage.engine.holds.waiting, "a question is left"
        assert stage.asked is None, "the hand takes answers to nothing"
        if not by_stop:
            assert not stage.outlet.seat.busy, "something stays down"

    def _answer_all(self) -> None:
        stage = self.stage
        self._denies = self.covered = False
        stage.journal.room, stage.judge.deadline = None, None
        if not stage.engine.parts.mirror.alive:
            stage.ui_comes()
        stage.resume()
        stage.engine.unlock()
        stage.person(down=False)
        for client in self.clients:
            client.gone = False
            client.write(*(key_up(name) for name in _KEYS), release())
        for _ in range(PATIENCE):
            self._show()
            if not stage.engine.holds.waiting and not any(client.waits for client in self.clients):
                break
            stage.advance(0.6)
            self.do_chord(2)
            self.do_mail(0)
        stage.advance(30)
