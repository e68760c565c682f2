from __future__ import annotations

import os
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from supervisor.core import shared_state
from supervisor.core.action import Point, Rect
from supervisor.core.chord import Chord
from supervisor.human import messages
from supervisor.human.alarm import Bypass
from supervisor.human.answers import Look
from supervisor.human.hand import Eyes, Hand
from supervisor.human.latch import Latch
from supervisor.human.messages import Configure
from supervisor.human.origin import UNKNOWN, Origin, Whose
from supervisor.human.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MS = 1_000_000
S = 1000 * MS
KEYBOARD = 7
CHORDS = {name: Chord.parse("ctrl+alt+s") for name in messages.CHORDS}
POPUP = messages.ShowPopup("r1", 5, Rect(0, 0, 50, 20), Rect(60, 0, 50, 20))
SEEN = Look(5, Point(10, 10), Rect(0, 0, 200, 100), on_top=True, uncovered=True, t_ns=0)


class FakeEyes(Eyes):
    """Sees the popup with the pointer on Approve."""

    def __init__(self) -> None:
        self.watching = False
        self.swallowing = False
        self.looks = 0
        self.sees = SEEN

    def look(self, window: int, at_ns: int, then: Callable[[Look], None]) -> None:
        assert window == POPUP.window
        assert at_ns
        self.looks += 1
        then(self.sees)

    def point(self, at_ns: int, then: Callable[[Point | None], None]) -> None:
        assert at_ns
        self.looks += 1
        then(self.sees.point)

    def watch(self, *, watch: bool) -> None:
        self.watching = watch

    def swallow(self, then: Callable[[], None]) -> None:
        self.swallowing = True
        then()

    def let_pass(self) -> None:
        self.swallowing = False


class Scene:
    """A hand with everything around it written down."""

    def __init__(self, *, stopped: bool = False) -> None:
        fd = os.memfd_create("latch")
        os.ftruncate(fd, shared_state.SIZE)
        self.latch = Latch(fd)
        os.close(fd)
        if stopped:
            self.latch.stop()
        self.said: list[dict[str, Any]] = []
        self.carried_out = threading.Event()
        self.stop = Stop(self.latch, self.tell, self.carried_out.set)
        self.hand = Hand(Configure(CHORDS, 0.7, 500, ()), self.latch, self.stop, self.tell)
        self.eyes = FakeEyes()
        self.hand.eyes = self.eyes
        self.hand.name_of = {KEYBOARD: "keyboard"}.__getitem__

    def tell(self, message: Mapping[str, object]) -> None:
        self.said.append(dict(message))

    def obey(self, message: messages.ServiceMessage, now_ns: int = 0) -> None:
        self.hand.obey(message, (), now_ns)

    def obey_ui(self, message: messages.UiMessage, now_ns: int = 0) -> None:
        self.hand.obey_ui(message, now_ns)

    def asks(self, request: str, kind: str, *, twice: bool = False) -> None:
        """Ask, with the popup of it on the screen."""
        self.obey(messages.SetPending(request, kind, twice=twice))
        self.obey_ui(replace(POPUP, request=request))

    def chord(self, name: str, now_ns: int = 10 * S) -> None:
        self.hand.on_chord(name, KEYBOARD, now_ns)

    def halted(self) -> None:
        """Stop, and wait until it is carried out."""
        self.carried_out.clear()
        self.chord("stop")
        assert self.carried_out.wait(30)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.said if message["t"] == kind]


@pytest.fixture
def scene() -> Scene:
    """Give a fresh hand."""
    return Scene()


def test_the_stop_chord_and_escape_stop(scene: Scene) -> None:
    scene.chord("stop", 5)
    scene.hand.on_escape(KEYBOARD, 6)
    assert scene.latch.stopped
    assert [(one["how"], one["device"], one["t_ns"]) for one in scene.of("stopped")] == [
        ("chord", "keyboard", 5),
        ("escape", "keyboard", 6),
    ]


def test_orders_stop_and_pause_and_pings_are_answered(scene: Scene) -> None:
    scene.obey(messages.OrderStop("tray"))
    scene.obey(messages.OrderPause("command"))
    scene.obey(messages.Ping(4))
    assert scene.latch.stopped
    assert scene.latch.paused
    assert scene.of("stopped")[0]["how"] == "tray"
    assert scene.of("paused") == [{"t": "paused", "how": "command"}]
    assert scene.of("pong") == [{"t": "pong", "n": 4}]


def test_the_pause_chord_pauses_and_resumes(scene: Scene) -> None:
    paused = []
    for _ in range(2):
        scene.chord("pause")
        paused.append(scene.latch.paused)
    assert paused == [True, False]
    assert [one["t"] for one in scene.said] == ["paused", "resumed"]


def test_the_second_listener_tightens_only(scene: Scene) -> None:
    for _ in range(2):
        scene.hand.on_backup("pause", 0)
    assert scene.latch.paused
    scene.hand.on_backup("stop", 0)
    assert scene.latch.stopped
    scene.hand.on_backup("rearm", 0)
    assert scene.latch.stopped


def test_rearming_by_chord(scene: Scene) -> None:
    scene.chord("rearm")
    assert scene.said == [], "nothing to re-arm"
    scene.halted()
    scene.chord("rearm")
    assert not scene.latch.stopped
    assert scene.of("rearmed") == [{"t": "rearmed", "how": "chord", "device": "keyboard"}]


@pytest.mark.parametrize("request_id", [None, "r1", "r2"])
def test_the_service_alone_cannot_rearm_or_resume(scene: Scene, request_id: str | None) -> None:
    scene.halted()
    scene.latch.pause()
    scene.asks("r1", "confirm")
    scene.obey(messages.OrderRearm(request_id))
    scene.obey(messages.OrderResume(request_id or ""))
    assert scene.latch.stopped
    assert scene.latch.paused
    assert [one["what"] for one in scene.of("refused")] == ["rearm", "resume"]


def test_a_confirmed_request_rearms_once(scene: Scene) -> None:
    scene.halted()
    scene.asks("r1", "confirm")
    scene.chord("approve")
    scene.obey(messages.OrderRearm("r1"))
    assert not scene.latch.stopped
    assert scene.of("rearmed") == [{"t": "rearmed", "how": "confirm", "device": "keyboard"}]
    scene.halted()
    scene.obey(messages.OrderRearm("r1"))
    assert scene.latch.stopped


def test_a_confirmed_request_resumes(scene: Scene) -> None:
    scene.latch.pause()
    scene.asks("r1", "confirm")
    scene.chord("approve")
    scene.obey(messages.OrderResume("r1"))
    assert not scene.latch.paused
    assert scene.of("resumed") == [{"t": "resumed", "how": "confirm"}]


def test_what_was_confirmed_before_a_stop_does_not_undo_it(scene: Scene) -> None:
    scene.halted()
    scene.asks("r1", "confirm")
    scene.chord("approve")
    scene.halted()
    scene.obey(messages.OrderRearm("r1"))
    assert scene.latch.stopped


def test_a_latch_set_by_another_process_is_carried_out_once(scene: Scene) -> None:
    scene.hand.notice_latch(1)
    scene.latch.stop()
    scene.hand.notice_latch(2)
    scene.hand.notice_latch(3)
    assert [one["how"] for one in scene.of("stopped")] == ["command"]


def test_a_stop_that_outlived_its_service_is_not_a_new_one() -> None:
    scene = Scene(stopped=True)
    scene.hand.notice_latch(1)
    assert scene.said == []
    scene.chord("rearm")
    assert not scene.latch.stopped


def test_an_answer_by_chord(scene: Scene) -> None:
    scene.asks("r1", "action")
    scene.chord("reject", 2 * S)
    scene.chord("approve", 3 * S)
    assert scene.of("answer") == [
        {
            "t": "answer",
            "request": "r1",
            "verdict": "reject",
            "gesture": "chord",
            "device": "keyboard",
            "t_ns": 2 * S,
        }
    ]


def test_while_a_question_stands_the_chords_are_swallowed(scene: Scene) -> None:
    scene.asks("r1", "action")
    assert scene.eyes.swallowing
    scene.chord("approve")
    assert scene.eyes.swallowing, "until the service has taken the answer"
    scene.obey(messages.SetPending(None, "action"))
    assert not scene.eyes.swallowing


def test_an_answer_by_press(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    assert scene.eyes.watching
    late_ns = time.monotonic_ns() + 10 * S
    scene.hand.on_press(KEYBOARD, late_ns)
    scene.hand.on_release(KEYBOARD, late_ns + 50 * MS)
    (answer,) = scene.of("answer")
    assert (answer["request"], answer["verdict"], answer["gesture"]) == ("r1", "approve", "press")


def test_a_press_on_stop_stops_and_answers_nothing(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(replace(POPUP, others={"stop": Rect(0, 40, 50, 20)}))
    scene.eyes.sees = replace(SEEN, point=Point(10, 50))
    late_ns = time.monotonic_ns() + 10 * S
    scene.hand.on_press(KEYBOARD, late_ns)
    scene.hand.on_release(KEYBOARD, late_ns + 50 * MS)
    assert scene.latch.stopped
    assert scene.of("answer") == []
    assert scene.of("stopped")[0]["how"] == "press"


def test_without_a_popup_nobody_looks(scene: Scene) -> None:
    scene.hand.on_press(KEYBOARD, 1)
    scene.hand.on_release(KEYBOARD, 2)
    scene.hand.on_restack()
    assert scene.eyes.looks == 0


@pytest.mark.parametrize("end", ["closed", "ui gone", "new ui", "next request"])
def test_a_popup_that_is_gone_is_no_longer_watched(scene: Scene, end: str) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    if end == "closed":
        scene.obey_ui(messages.ClosePopup("r1"))
    elif end == "ui gone":
        scene.hand.forget_ui()
    elif end == "new ui":
        scene.hand.obey(messages.ReplaceUi(), (9,), 0)
    else:
        scene.obey(messages.SetPending("r2", "action"))
    assert not scene.eyes.watching


def test_a_new_uis_socket_is_handed_on(scene: Scene) -> None:
    got: list[int] = []
    scene.hand.on_ui = got.append
    scene.hand.obey(messages.ReplaceUi(), (9,), 0)
    assert got == [9]


def test_activity_and_problems_are_told(scene: Scene) -> None:
    scene.hand.on_activity(5, down=True, keys=False)
    scene.hand.on_problem("it does not work")
    assert scene.said == [
        {"t": "activity", "t_ns": 5, "down": True, "keys": False},
        {"t": "problem", "problem": "it does not work"},
    ]


def test_a_second_configuration_changes_nothing(scene: Scene) -> None:
    scene.obey(Configure(CHORDS, 60, 0, ()))
    assert scene.said == []


def test_input_past_the_gate_is_told_and_stops(scene: Scene) -> None:
    origin = Origin(Whose.AGENT, 77, "/usr/bin/sly", "helper")
    scene.hand.on_bypass(Bypass("fake_input", origin, "agent", 5 * S, 0x600000))
    assert scene.latch.stopped
    assert [one["t"] for one in scene.said[:2]] == ["bypass", "stopped"]
    assert scene.of("bypass") == [
        {
            "t": "bypass",
            "what": "fake_input",
            "why": "agent",
            "client": 0x600000,
            "pid": 77,
            "executable": "/usr/bin/sly",
            "agent": "helper",
            "t_ns": 5 * S,
        }
    ]
    assert (scene.of("stopped")[0]["how"], scene.of("stopped")[0]["t_ns"]) == ("bypass", 5 * S)


def test_while_stopped_input_past_the_gate_does_not_flood_the_service(scene: Scene) -> None:
    for at_ns in range(5 * S, 6 * S, MS):
        scene.hand.on_bypass(Bypass("fake_input", UNKNOWN, "unknown", at_ns))
    assert len(scene.of("bypass")) == len(scene.of("stopped")) == 10


def test_a_program_of_the_persons_that_makes_input_is_told(scene: Scene) -> None:
    scene.hand.on_foreign(Origin(Whose.OTHER, 8, "/usr/bin/onboard"), "fake_input")
    assert scene.said == [{"t": "foreign", "what": "fake_input", "pid": 8, "executable": "/usr/bin/onboard"}]
    assert not scene.latch.stopped


def test_the_outlet_is_handed_on(scene: Scene) -> None:
    allowed: list[int] = []
    scene.hand.on_outlet = allowed.append
    scene.obey(messages.AllowOutlet(0x600000))
    assert allowed == [0x600000]


def test_a_program_is_trusted_once_a_person_confirmed_it(scene: Scene) -> None:
    trusted: list[str] = []
    scene.hand.on_trust = trusted.append
    scene.obey(messages.OrderTrust("r1", "/usr/bin/onboard"))
    scene.asks("r1", "action")
    scene.chord("approve")
    scene.obey(messages.OrderTrust("r1", "/usr/bin/onboard"))
    assert (trusted, len(scene.of("refused"))) == ([], 2)
    scene.asks("r2", "confirm")
    scene.chord("approve")
    scene.obey(messages.OrderTrust("r2", "/usr/bin/onboard"))
    assert trusted == ["/usr/bin/onboard"]
    assert scene.of("trusted") == [{"t": "trusted", "program": "/usr/bin/onboard"}]


def test_one_trusted_program_cannot_vouch_for_another(scene: Scene) -> None:
    trusted: list[str] = []
    scene.hand.on_trust = trusted.append
    scene.hand.name_of = str
    scene.asks("r1", "confirm")
    scene.hand.on_chord("approve", 0x600000, 10 * S)
    assert scene.of("answer")
    scene.obey(messages.OrderTrust("r1", "/usr/bin/other"))
    assert (trusted, len(scene.of("refused"))) == ([], 1)


def test_a_policy_is_confirmed_once_by_the_request_that_a_person_approved(scene: Scene) -> None:
    scene.hand.name_of = lambda _device: "keyboard"
    scene.obey(messages.OrderPolicy("r1", "0a1b"))
    scene.asks("r1", "action")
    scene.chord("approve")
    scene.obey(messages.OrderPolicy("r1", "0a1b"))
    assert (len(scene.of("refused")), scene.of("policy")) == (2, [])
    scene.asks("r2", "confirm")
    scene.chord("reject")
    scene.obey(messages.OrderPolicy("r2", "0a1b"))
    assert (len(scene.of("refused")), scene.of("policy")) == (3, [])
    scene.asks("r3", "confirm")
    scene.chord("approve")
    scene.obey(messages.OrderPolicy("r3", "0a1b"))
    scene.obey(messages.OrderPolicy("r3", "ffff"))
    assert scene.of("policy") == [{"t": "policy", "digest": "0a1b", "device": "keyboard"}]
    assert len(scene.of("refused")) == 4


def test_no_tool_that_types_confirms_a_policy(scene: Scene) -> None:
    scene.hand.name_of = str
    scene.asks("r1", "confirm")
    scene.hand.on_chord("approve", 0x600000, 10 * S)
    assert scene.of("answer")
    scene.obey(messages.OrderPolicy("r1", "0a1b"))
    assert scene.of("policy") == []
    assert scene.of("refused") == [{"t": "refused", "what": "policy", "request": "r1", "digest": "0a1b"}]


def test_what_wants_two_gestures_is_told_of_both(scene: Scene) -> None:
    scene.asks("r1", "action", twice=True)
    scene.chord("second", 2 * S)
    scene.chord("approve", 3 * S)
    scene.chord("approve", 4 * S)
    scene.chord("second", 5 * S)
    told = [(one["verdict"], one["gesture"], one["t_ns"]) for one in scene.of("answer")]
    assert told == [("first", "chord", 3 * S), ("approve", "second chord", 5 * S)]


def test_a_rearm_while_the_stop_is_still_carried_out_is_refused_in_words(scene: Scene) -> None:
    scene.halted()
    # What a second stop does until its thread has carried it out.
    scene.stop._begun += 1
    scene.chord("rearm")
    stopped = [scene.latch.stopped]
    assert scene.of("refused") == [{"t": "refused", "what": "rearm", "why": "stopping", "request": None}]
    scene.stop._begun -= 1
    scene.chord("rearm")
    stopped.append(scene.latch.stopped)
    assert stopped == [True, False]
    scene.chord("rearm")
    assert len(scene.of("refused")) == 1, "there is no stop any more"


def test_the_pointer_over_the_popup_is_told_when_it_comes_and_when_it_goes(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    scene.hand.on_beat(S)
    assert scene.of("attends") == [], "nobody has moved it there"
    for now_ns in (2 * S, 3 * S):
        scene.hand.on_activity(now_ns, down=False, keys=False)
        scene.hand.on_beat(now_ns + 100 * MS)
    assert scene.of("attends") == [{"t": "attends", "there": True}]
    scene.eyes.sees = replace(SEEN, point=Point(500, 500))
    scene.hand.on_activity(4 * S, down=False, keys=True)
    scene.hand.on_beat(4 * S)
    assert len(scene.of("attends")) == 1, "keys move no pointer"
    scene.hand.on_activity(5 * S, down=False, keys=False)
    scene.hand.on_beat(5 * S)
    assert scene.of("attends")[-1] == {"t": "attends", "there": False}


def test_a_pointer_that_an_agent_moved_is_looked_at_again(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    scene.eyes.sees = replace(SEEN, point=None)
    scene.hand.on_activity(S, down=False, keys=False)
    scene.hand.on_beat(S)
    assert scene.of("attends") == []
    scene.eyes.sees = SEEN
    scene.hand.on_beat(2 * S)
    assert scene.of("attends") == [{"t": "attends", "there": True}]


def test_with_the_popup_gone_nobody_attends_to_it(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    scene.hand.on_activity(S, down=False, keys=False)
    scene.hand.on_beat(S)
    scene.obey_ui(messages.ClosePopup("r1"))
    assert scene.of("attends")[-1] == {"t": "attends", "there": False}


def test_a_chord_to_no_question_is_told_and_one_that_comes_too_early_is_not(scene: Scene) -> None:
    scene.chord("approve")
    assert scene.of("unasked") == [{"t": "unasked", "verdict": "approve", "device": "keyboard"}]
    scene.obey(messages.SetPending("r1", "action"), 10 * S)
    scene.chord("approve", 10 * S + 100 * MS)
    assert len(scene.of("unasked")) == 1
    assert scene.of("answer") == []


def test_motion_that_was_not_told_is_looked_for(scene: Scene) -> None:
    scene.obey(messages.SetPending("r1", "action"))
    scene.obey_ui(POPUP)
    scene.hand.on_activity(S, down=False, keys=False)
    scene.hand.on_beat(S + 10 * MS)
    assert scene.of("attends") == [{"t": "attends", "there": True}]
    scene.eyes.sees = replace(SEEN, point=Point(500, 500))
    scene.hand.on_beat(S + 110 * MS)
    assert scene.of("attends")[-1] == {"t": "attends", "there": False}
    looks = scene.eyes.looks
    scene.hand.on_beat(S + 210 * MS)
    assert scene.eyes.looks == looks, "a hand that rests costs nothing"


def test_the_chord_for_something_else_comes_too_late_for_nobody(scene: Scene) -> None:
    scene.chord("modify")
    assert scene.of("unasked") == []
    scene.chord("approve")
    assert [one["verdict"] for one in scene.of("unasked")] == ["approve"]
